-- Keeps one inbound message until its turn is written.
-- KEYS 1 the partition's inbound messages (hash id -> sealed message)
--      2 its urgent or ordinary queue (sorted set id -> time in ms from which anyone may take it)
-- ARGV 1 id  2 sealed message  3 time in ms
-- returns 1 when it is new, 0 when it was there already
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1
