-- Takes records whose time has come; whoever does not finish with one by the end of the lease, another will.
-- KEYS[1]  {pN}:due, {pN}:calls or {pN}:u:due  due-times of rungs, of calls back, or of USSD sessions in which nothing
--          came (sorted set: word -> ms)
-- ARGV[1]  what the keys of the records begin with, such as {pN}:k: or {pN}:u:
-- ARGV[2]  now in ms
-- ARGV[3]  end of the lease in ms
-- ARGV[4]  how many at most
-- returns  a flat list: word, version, sealed record, ...
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local taken = {}
for _, word in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4])) do
  local record = redis.call('HMGET', ARGV[1] .. word, 'v', 'b')
  if record[1] then
    redis.call('ZADD', KEYS[1], ARGV[3], word)
    taken[#taken + 1] = word
    taken[#taken + 1] = record[1]
    taken[#taken + 1] = record[2]
  else
    redis.call('ZREM', KEYS[1], word)
  end
end
return taken
