-- Begins an alarm, unless it was given or somebody is about to.
-- KEYS[1]  {g}:alarm:<name>  (string)
-- ARGV[1]  the lease in ms
-- returns  1 when it is ours to give
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return 1 end
return 0
