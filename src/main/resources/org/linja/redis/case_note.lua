-- Adds a line to a case's record, if the case still exists.
-- KEYS[1]  {pN}:k:<word>  the case (hash)
-- KEYS[2]  {pN}:e:<word>  its record (list)
-- ARGV[1]  sealed line
-- returns  1 when added, 0 when the case is gone
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('RPUSH', KEYS[2], ARGV[1])
return 1
