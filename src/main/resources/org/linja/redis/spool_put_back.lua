-- Puts one message that was spooled while the store was away into the urgent queue, once.
-- KEYS[1]  {pN}:in         inbound messages (hash: id -> sealed message)
-- KEYS[2]  {pN}:in:0       the urgent queue (sorted set: id -> ms from which anyone may take it)
-- KEYS[3]  {pN}:back:<id>  that it was put back (string), also after its turn was written
-- ARGV[1]  id
-- ARGV[2]  sealed message
-- ARGV[3]  ms: when it arrived
-- ARGV[4]  for how many seconds that is remembered
-- returns  1 when it was put back now, 0 when it had been before
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if not redis.call('SET', KEYS[3], '1', 'NX', 'EX', ARGV[4]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1
