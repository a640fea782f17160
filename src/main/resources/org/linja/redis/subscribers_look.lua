-- How people stand who asked for a topic.
-- KEYS[1]  {pN}:stop         fingerprints of those who have ended messages (set)
-- KEYS[2]  {pN}:b:m:<month>  how many messages each has had: "count run" (hash)
-- ARGV[1]  the partition's tag
-- ARGV[2..] fingerprints
-- returns  three for each: 1 when she has ended messages, else 0; how many she has had; sealed person or ''
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t = ARGV[1]
local fps, names = {}, {}
for i = 2, #ARGV do
  fps[#fps + 1] = ARGV[i]
  names[#names + 1] = t .. ':n:' .. ARGV[i]
end
local stopped = redis.call('SMISMEMBER', KEYS[1], unpack(fps))
local had = redis.call('HMGET', KEYS[2], unpack(fps))
local words = redis.call('MGET', unpack(names))
local answer = {}
for i = 1, #fps do
  answer[#answer + 1] = stopped[i]
  answer[#answer + 1] = had[i] and string.match(had[i], '^%d+') or '0'
  answer[#answer + 1] = words[i] and redis.call('HGET', t .. ':p:' .. words[i], 'b') or ''
end
return answer
