-- Takes inbound messages that nobody is working on, urgent ones first.
-- KEYS 1 the partition's inbound messages (hash)  2 its urgent queue  3 its ordinary queue (sorted sets, ms)
-- ARGV 1 now in ms  2 end of the lease in ms  3 how many at most
-- returns a flat list: id, sealed message, id, sealed message, ...
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
