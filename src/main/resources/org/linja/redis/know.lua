-- Looks up persons by their fingerprints, each with the case of the episode under way.
-- KEYS[1..]  {pN}:n:<fingerprint>  her pseudonym (string)
-- ARGV[1]  the partition's tag, with which the keys begin that the pseudonym names
-- returns  a flat list: how many codes are in use, then for each key: pseudonym ('' when she is new), version, sealed
--          person, case version, sealed case (the last two empty without a case)
local t = ARGV[1]
local known = {redis.call('HLEN', t .. ':codes')}
for _, key in ipairs(KEYS) do
  local row = {'', '', '', '', ''}
  local word = redis.call('GET', key)
  local person = word and redis.call('HMGET', t .. ':p:' .. word, 'v', 'b', 'k')
  if person and person[1] then
    row = {word, person[1], person[2], '', ''}
    if person[3] and person[3] ~= '' then
      local record = redis.call('HMGET', t .. ':k:' .. person[3], 'v', 'b')
      if record[1] then row[4], row[5] = record[1], record[2] end
    end
  end
  for _, field in ipairs(row) do known[#known + 1] = field end
end
return known
