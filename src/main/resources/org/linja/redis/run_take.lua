-- Claims people of one chunk for sending, after the last look at who has ended messages, who still asks for the topic,
-- and who has had this month's messages.
-- KEYS[1]  {pN}:b:r:<run>:s    a letter for each person (string)
-- KEYS[2]  {pN}:b:r:<run>:k    her cell (string)
-- KEYS[3]  {pN}:b:r:<run>:n    counts (hash)
-- KEYS[4]  {pN}:b:r:<run>:o  claimed slices (sorted set: name -> end of lease in ms)
-- KEYS[5]  {pN}:stop           fingerprints of those who have ended messages (set)
-- KEYS[6]  {pN}:b:t:<topic>    who asks for the topic (hash by fingerprint)
-- KEYS[7]  {pN}:b:m:<month>    how many messages each has had, and of which run the last was (hash: "count run")
-- KEYS[8]  {pN}:b:r:<run>:l    the answers given to claimed slices: name -> letters (hash)
-- ARGV[1]  the partition's tag
-- ARGV[2]  the run
-- ARGV[3]  name of the slice
-- ARGV[4]  end of its lease in ms
-- ARGV[5]  how many messages a month at most
-- ARGV[6]  seconds to keep the month's counts
-- ARGV[7..] two for each: number of the person, fingerprint
-- returns  first the letters, one for each: c claimed now, o ended messages, m had enough, . not queued any more; then
--          two for each person of whom more is known: her place in the list from 0, sealed person
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t, run, most = ARGV[1], ARGV[2], tonumber(ARGV[5])
local first, last = tonumber(ARGV[7]), tonumber(ARGV[#ARGV - 1])
local states = redis.call('GETRANGE', KEYS[1], first, last)
local cells = redis.call('GETRANGE', KEYS[2], first, last)
local fps, names = {}, {}
for i = 8, #ARGV, 2 do
  fps[#fps + 1] = ARGV[i]
  names[#names + 1] = t .. ':n:' .. ARGV[i]
end
local stopped = redis.call('SMISMEMBER', KEYS[5], unpack(fps))
local asked = redis.call('HMGET', KEYS[6], unpack(fps))
local had = redis.call('HMGET', KEYS[7], unpack(fps))
local words = redis.call('MGET', unpack(names))
local answer = {''}
local function show(i)
  local person = words[i] and redis.call('HGET', t .. ':p:' .. words[i], 'b')
  if person then
    answer[#answer + 1] = i - 1
    answer[#answer + 1] = person
  end
end
local given = redis.call('HGET', KEYS[8], ARGV[3])
if given then
  answer[1] = given
  for i = 1, #fps do
    if string.sub(given, i, i) == 'c' then show(i) end
  end
  return answer
end
local letters, counts, months = {}, {}, {}
local changed, from = {}, 1
local claimed = 0
for i = 1, #fps do
  local at = tonumber(ARGV[5 + 2 * i]) - first + 1
  local letter = '.'
  if string.sub(states, at, at) == 'q' then
    local before = had[i] and tonumber(string.match(had[i], '^%d+')) or 0
    if stopped[i] == 1 or not asked[i] then
      letter = 'o'
    elseif before >= most then
      letter = 'm'
    else
      letter = 'c'
      claimed = claimed + 1
      months[#months + 1] = fps[i]
      months[#months + 1] = (before + 1) .. ' ' .. run
      show(i)
    end
    local cell = string.byte(cells, at)
    counts['q' .. cell] = (counts['q' .. cell] or 0) - 1
    counts[letter .. cell] = (counts[letter .. cell] or 0) + 1
    changed[#changed + 1] = string.sub(states, from, at - 1)
    changed[#changed + 1] = letter
    from = at + 1
  end
  letters[i] = letter
end
if #changed > 0 then
  changed[#changed + 1] = string.sub(states, from)
  redis.call('SETRANGE', KEYS[1], first, table.concat(changed))
  for field, by in pairs(counts) do redis.call('HINCRBY', KEYS[3], field, by) end
end
if claimed > 0 then
  redis.call('HSET', KEYS[7], unpack(months))
  redis.call('EXPIRE', KEYS[7], ARGV[6])
  redis.call('ZADD', KEYS[4], ARGV[4], ARGV[3])
end
answer[1] = table.concat(letters)
if claimed > 0 then redis.call('HSET', KEYS[8], ARGV[3], answer[1]) end
return answer
