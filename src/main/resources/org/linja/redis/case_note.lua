-- Adds a line to a case's record, if the case still exists.
-- KEYS 1 the case (hash)  2 its record (list)
-- ARGV 1 sealed line
-- returns 1 when added
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('RPUSH', KEYS[2], ARGV[1])
return 1
