-- KEYS[1]  {pN}:done    the set of changes made already
-- KEYS[2]  {pN}:count   a counter
-- ARGV[1]  the change's own word
-- returns  1 when the change was made now, 0 when it had been made before
if redis.call('SADD', KEYS[1], ARGV[1]) == 0 then
  return 0
end
redis.call('INCR', KEYS[2])
return 1
