-- Counts an answer of somebody who lately got a broadcast.
-- KEYS[1]  {pN}:b:m:<month>  how many messages each has had, and of which run the last was: "count run" (hash)
-- ARGV[1]  the partition's tag
-- ARGV[2]  fingerprint
-- ARGV[3]  what she answered
-- returns  1 when she had got one
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local had = redis.call('HGET', KEYS[1], ARGV[2])
local count, run = string.match(had or '', '^(%d+) (.+)$')
if not count or count == '0' then return 0 end
local counts = ARGV[1] .. ':b:r:' .. run .. ':a'
if redis.call('EXISTS', ARGV[1] .. ':b:r:' .. run .. ':n') == 0 then return 0 end
redis.call('HINCRBY', counts, ARGV[3], 1)
redis.call('EXPIRE', counts, 63072000) -- as long as the run's other counts: two years
return 1
