-- Takes in receipts about one run.
-- KEYS[1]  {pN}:b:r:<run>:s  a letter for each person (string)
-- KEYS[2]  {pN}:b:r:<run>:k  her cell (string)
-- KEYS[3]  {pN}:b:r:<run>:n  counts (hash)
-- KEYS[4]  {pN}:b:r:<run>:i  who a provider's id is about: "carrier id" -> "person segments" (hash)
-- KEYS[5]  {pN}:b:r:<run>:t  outcomes over time: "time letter" (hash)
-- KEYS[6]  {pN}:b:r:<run>:g  receipts of messages of several segments: person -> "segments to come, worst letter" (hash)
-- ARGV[1]  the time, as it stands in KEYS[5]
-- ARGV[2..] two for each: the forms its reference may have, with line feeds between; letter d delivered, f failed, or
--          '' when it is not the end
-- returns  a string of 1 (known) and 0, one for each
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local counts, times, known = {}, {}, {}
local function ends(at, letter)
  local before = redis.call('GETRANGE', KEYS[1], at, at)
  if before == 's' or before == 'u' or before == 'c' then
    local cell = string.byte(redis.call('GETRANGE', KEYS[2], at, at))
    redis.call('SETRANGE', KEYS[1], at, letter)
    counts[before .. cell] = (counts[before .. cell] or 0) - 1
    counts[letter .. cell] = (counts[letter .. cell] or 0) + 1
    times[letter] = (times[letter] or 0) + 1
  end
end
for i = 2, #ARGV, 2 do
  local found = '0'
  for ref in string.gmatch(ARGV[i], '[^\n]+') do
    local about = found == '0' and redis.call('HGET', KEYS[4], ref)
    if about then
      found = '1'
      local at, segments = string.match(about, '^(%d+) (%d+)$')
      local letter = ARGV[i + 1]
      if letter ~= '' then
        redis.call('HDEL', KEYS[4], ref)
        if segments == '1' then
          ends(at, letter)
        else
          local left, worst = string.match(redis.call('HGET', KEYS[6], at) or '', '^(%d+) (.)$')
          left = tonumber(left or segments) - 1
          if letter == 'f' or not worst then worst = letter end
          if left > 0 then
            redis.call('HSET', KEYS[6], at, left .. ' ' .. worst)
          else
            redis.call('HDEL', KEYS[6], at)
            ends(at, worst)
          end
        end
      end
    end
  end
  known[#known + 1] = found
end
for field, by in pairs(counts) do redis.call('HINCRBY', KEYS[3], field, by) end
for letter, by in pairs(times) do redis.call('HINCRBY', KEYS[5], ARGV[1] .. ' ' .. letter, by) end
return table.concat(known)
