-- Gives back every claimed message and every inbound message in someone's hands: whoever had them is dead.
-- KEYS[1]  {pN}:o:out  claimed messages (sorted set)
-- ARGV[1]  the partition's tag
-- ARGV[2]  now in ms
-- returns  how many were given back
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t, now = ARGV[1], ARGV[2]
local released = 0
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local lane, id = string.match(member, '^(%d):(.+)$')
  redis.call('ZREM', KEYS[1], member)
  if lane == '9' then
    redis.call('SADD', t .. ':o:unknown', id)
  else
    redis.call('ZADD', t .. ':o:' .. lane, now, id)
  end
  released = released + 1
end
for _, queue in ipairs({t .. ':in:0', t .. ':in:1'}) do
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', queue, '(' .. now, '+inf')) do
    redis.call('ZADD', queue, now, id)
    released = released + 1
  end
end
return released
