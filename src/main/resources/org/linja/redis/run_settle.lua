-- Writes down what became of claimed messages. Doing so twice changes nothing.
-- KEYS[1]  {pN}:b:r:<run>:s    a letter for each person (string)
-- KEYS[2]  {pN}:b:r:<run>:k    her cell (string)
-- KEYS[3]  {pN}:b:r:<run>:n    counts (hash)
-- KEYS[4]  {pN}:b:r:<run>:o  claimed slices (sorted set)
-- KEYS[5]  {pN}:b:r:<run>:i    who a provider's id is about: "carrier id" -> "person segments" (hash)
-- KEYS[6]  {pN}:b:r:<run>:t    outcomes over time: "time letter" (hash)
-- KEYS[7]  {pN}:b:m:<month>    how many messages each has had (hash)
-- KEYS[8]  {pN}:b:r:<run>:l    the answers given to claimed slices (hash)
-- KEYS[9]  {pN}:b:r:<run>:e    receipts that came before their outcome was told: "carrier id" -> letter (hash)
-- ARGV[1]  the time, as it stands in KEYS[6]
-- ARGV[2]  slices that are finished, with spaces between
-- ARGV[3..] four for each: number of the person, letter, fingerprint, references with line feeds between or ''
-- returns  of the references told now those whose receipt has come before: reference, letter, and so on
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local counts, times, ids = {}, {}, {}
for i = 3, #ARGV, 4 do
  local at, letter, refs = ARGV[i], ARGV[i + 1], ARGV[i + 3]
  local before = redis.call('GETRANGE', KEYS[1], at, at)
  if before == 'c' or before == 'u' and letter ~= 'u' and letter ~= 'q' then
    local cell = string.byte(redis.call('GETRANGE', KEYS[2], at, at))
    redis.call('SETRANGE', KEYS[1], at, letter)
    counts[before .. cell] = (counts[before .. cell] or 0) - 1
    counts[letter .. cell] = (counts[letter .. cell] or 0) + 1
    times[letter] = (times[letter] or 0) + 1
    if letter == 'q' or letter == 'h' then
      local had = redis.call('HGET', KEYS[7], ARGV[i + 2])
      local count, run = string.match(had or '', '^(%d+) (.+)$')
      if count then redis.call('HSET', KEYS[7], ARGV[i + 2], (count - 1) .. ' ' .. run) end
    end
    if refs ~= '' then
      local _, breaks = string.gsub(refs, '\n', '')
      for ref in string.gmatch(refs, '[^\n]+') do
        ids[#ids + 1] = ref
        ids[#ids + 1] = at .. ' ' .. (breaks + 1)
      end
    end
  end
end
for i = 1, #ids, 2000 do redis.call('HSET', KEYS[5], unpack(ids, i, math.min(#ids, i + 1999))) end
for field, by in pairs(counts) do redis.call('HINCRBY', KEYS[3], field, by) end
for letter, by in pairs(times) do redis.call('HINCRBY', KEYS[6], ARGV[1] .. ' ' .. letter, by) end
for slice in string.gmatch(ARGV[2], '%S+') do
  redis.call('ZREM', KEYS[4], slice)
  redis.call('HDEL', KEYS[8], slice)
end
local early = {}
if #ids > 0 and redis.call('EXISTS', KEYS[9]) == 1 then
  for i = 1, #ids, 2 do
    local letter = redis.call('HGET', KEYS[9], ids[i])
    if letter then
      early[#early + 1] = ids[i]
      early[#early + 1] = letter
    end
  end
end
return early
