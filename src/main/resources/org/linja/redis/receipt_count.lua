-- Adds one segment's final state to its message, the worst state standing for all.
-- KEYS[1]  {pN}:r:<message id>  its receipts (hash: left, worst)
-- ARGV[1]  how many segments it has
-- ARGV[2]  rank of the state (1 delivered ... 4 failed)
-- ARGV[3]  seconds to keep it
-- returns  the worst rank when this was the last segment, else 0
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if redis.call('HSETNX', KEYS[1], 'left', ARGV[1]) == 1 then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
local worst = tonumber(redis.call('HGET', KEYS[1], 'worst') or '0')
if tonumber(ARGV[2]) > worst then
  worst = tonumber(ARGV[2])
  redis.call('HSET', KEYS[1], 'worst', worst)
end
if redis.call('HINCRBY', KEYS[1], 'left', -1) > 0 then return 0 end
redis.call('DEL', KEYS[1])
return worst
