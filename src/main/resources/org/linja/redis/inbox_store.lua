-- Keeps one inbound message until its turn is written.
-- KEYS[1]  {pN}:in          inbound messages (hash: id -> sealed message)
-- KEYS[2]  {pN}:in:0 or :1  the urgent or the ordinary queue (sorted set: id -> ms from which anyone may take it)
-- ARGV[1]  id
-- ARGV[2]  sealed message
-- ARGV[3]  ms
-- returns  1 when it is new, 0 when it was there already
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1
