-- Puts a lost case back on the ladder, unless it has changed in the meantime.
-- KEYS[1]  {pN}:wait  urgent cases nobody has accepted (sorted set)
-- KEYS[2]  {pN}:due   due-times (sorted set: case word -> ms)
-- KEYS[3]  {pN}:open  cases not closed (sorted set)
-- KEYS[4]  {pN}:k:<word>  the case (hash)
-- ARGV[1]  the case's word
-- ARGV[2]  its score in the waiting list
-- ARGV[3]  now in ms
-- ARGV[4]  the version in which it was found open
-- returns  1 when it was put back, 0 when it has changed
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if not redis.call('ZSCORE', KEYS[3], ARGV[1]) or redis.call('HGET', KEYS[4], 'v') ~= ARGV[4] then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1
