-- Puts one message that was spooled while the store was away into the urgent queue, once.
-- KEYS[1]  {pN}:in         inbound messages (hash: id -> sealed message)
-- KEYS[2]  {pN}:in:0       the urgent queue (sorted set: id -> ms from which anyone may take it)
-- KEYS[3]  {pN}:back:<id>  that it was put back (string), also after its turn was written
-- KEYS[4]  {pN}:n:<fingerprint>  her pseudonym (string)
-- ARGV[1]  id
-- ARGV[2]  sealed message
-- ARGV[3]  ms: when it arrived
-- ARGV[4]  for how many seconds that is remembered
-- ARGV[5]  the partition's tag, with which the key begins that the pseudonym names
-- returns  1 when it was put back now, 0 when it had been before, or was the last that was answered of her
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if not redis.call('SET', KEYS[3], '1', 'NX', 'EX', ARGV[4]) then return 0 end
local word = redis.call('GET', KEYS[4])
if word and redis.call('HGET', ARGV[5] .. ':p:' .. word, 'i') == ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1
