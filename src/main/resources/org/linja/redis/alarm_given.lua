-- Notes that an alarm was given.
-- KEYS[1]  {g}:alarm:<name>  (string)
-- ARGV[1]  for how long it is not given again, in ms
-- returns  1
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
redis.call('SET', KEYS[1], '2', 'PX', ARGV[1])
return 1
