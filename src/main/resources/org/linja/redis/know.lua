-- Looks up a person by her fingerprint, and the case of the episode under way.
-- KEYS[1]  {pN}:n:<fingerprint>  her pseudonym (string)
-- ARGV[1]  the partition's tag, with which the keys begin that the pseudonym names
-- returns  a flat list: pseudonym, version, sealed person, case word, case version, sealed case (the last three empty
--          without a case); an empty list when she is new
local word = redis.call('GET', KEYS[1])
if not word then return {} end
local person = redis.call('HMGET', ARGV[1] .. ':p:' .. word, 'v', 'b', 'k')
if not person[1] then return {} end
local known = {word, person[1], person[2], '', '', ''}
if person[3] and person[3] ~= '' then
  local record = redis.call('HMGET', ARGV[1] .. ':k:' .. person[3], 'v', 'b')
  if record[1] then
    known[4] = person[3]
    known[5] = record[1]
    known[6] = record[2]
  end
end
return known
