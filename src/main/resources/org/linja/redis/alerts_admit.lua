-- Says how many alerts one counsellor may be sent in this minute; the rest fall into a digest at its end.
-- KEYS[1]  {g}:alerts:<name>  alerts of the minute under way (string, a count)
-- KEYS[2]  {g}:digests        digests due (sorted set: name -> ms)
-- ARGV[1]  name
-- ARGV[2]  how many are wanted
-- ARGV[3]  how many a minute
-- ARGV[4]  now in ms
-- returns  how many may go now
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local wanted, limit, now = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local sent = tonumber(redis.call('GET', KEYS[1]) or '0')
local admitted = math.max(0, math.min(wanted, limit - sent))
if admitted > 0 then
  redis.call('INCRBY', KEYS[1], admitted)
  if sent == 0 then redis.call('PEXPIRE', KEYS[1], 60000) end
end
if admitted < wanted and not redis.call('ZSCORE', KEYS[2], ARGV[1]) then
  local left = redis.call('PTTL', KEYS[1])
  if left < 1000 then left = 60000 end
  redis.call('ZADD', KEYS[2], now + left, ARGV[1])
end
return admitted
