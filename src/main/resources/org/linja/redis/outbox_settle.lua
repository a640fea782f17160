-- Finishes with claimed messages.
-- KEYS[1]  {pN}:o:out  claimed messages (sorted set)
-- ARGV[1]  the partition's tag
-- ARGV[2..]  six for each message: lane; id; ms at which it is tried again, or '' when it is done; sealed message when
--          it is tried again, or ''; case word or ''; sealed line for the case's record or ''
-- returns  how many were still claimed
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t = ARGV[1]
local settled = 0
for i = 2, #ARGV, 6 do
  local lane, id, again = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if redis.call('ZREM', KEYS[1], lane .. ':' .. id) == 1 then
    settled = settled + 1
    if again ~= '' then
      redis.call('HSET', t .. ':o:m', id, ARGV[i + 3])
      redis.call('ZADD', t .. ':o:' .. lane, again, id)
    else
      redis.call('HDEL', t .. ':o:m', id)
    end
  end
  if ARGV[i + 4] ~= '' and redis.call('EXISTS', t .. ':k:' .. ARGV[i + 4]) == 1 then
    redis.call('RPUSH', t .. ':e:' .. ARGV[i + 4], ARGV[i + 5])
  end
end
return settled
