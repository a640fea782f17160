-- Takes inbound messages that nobody is working on, urgent ones first.
-- KEYS[1]  {pN}:in    inbound messages (hash: id -> sealed message)
-- KEYS[2]  {pN}:in:0  the urgent queue (sorted set: id -> ms), read as KEYS[queue]
-- KEYS[3]  {pN}:in:1  the ordinary queue
-- ARGV[1]  now in ms
-- ARGV[2]  end of the lease in ms
-- ARGV[3]  how many at most
-- returns  a flat list: id, sealed message, id, sealed message, ...
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local left = tonumber(ARGV[3])
local taken = {}
for queue = 2, 3 do
  if left > 0 then
    for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[queue], '-inf', ARGV[1], 'LIMIT', 0, left)) do
      local message = redis.call('HGET', KEYS[1], id)
      if message then
        redis.call('ZADD', KEYS[queue], ARGV[2], id)
        taken[#taken + 1] = id
        taken[#taken + 1] = message
        left = left - 1
      else
        redis.call('ZREM', KEYS[queue], id)
      end
    end
  end
end
return taken
