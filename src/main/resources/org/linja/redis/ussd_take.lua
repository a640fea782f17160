-- Takes USSD sessions in which nothing came for too long; whoever does not close one by the end of the lease, another will.
-- KEYS[1]  {pN}:u:due  open sessions by the time they are given up (sorted set: session -> ms)
-- ARGV[1]  the partition's tag, with which the sessions' keys begin
-- ARGV[2]  now in ms
-- ARGV[3]  end of the lease in ms
-- ARGV[4]  how many at most
-- returns  a flat list: session, version, sealed state, ...
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local taken = {}
for _, word in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4])) do
  local session = redis.call('HMGET', ARGV[1] .. ':u:' .. word, 'v', 'b')
  if session[1] then
    redis.call('ZADD', KEYS[1], ARGV[3], word)
    taken[#taken + 1] = word
    taken[#taken + 1] = session[1]
    taken[#taken + 1] = session[2]
  else
    redis.call('ZREM', KEYS[1], word)
  end
end
return taken
