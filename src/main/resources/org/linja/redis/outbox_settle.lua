-- Finishes with claimed messages.
-- KEYS[1]  {pN}:o:out  claimed messages (sorted set)
-- ARGV[1]  the partition's tag
-- ARGV[2..]  six for each message: lane; id; ms at which it is tried again, or '' when it is done; sealed message when
--          it is tried again, or ''; case word or ''; sealed line for the case's record or ''
-- returns  how many messages that are tried again were still claimed
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t = ARGV[1]
local again = 0
local members, ids = {}, {}
for i = 2, #ARGV, 6 do
  local lane, id = ARGV[i], ARGV[i + 1]
  if ARGV[i + 2] == '' then
    members[#members + 1] = lane .. ':' .. id
    ids[#ids + 1] = id
  elseif redis.call('ZREM', KEYS[1], lane .. ':' .. id) == 1 then
    again = again + 1
    redis.call('HSET', t .. ':o:m', id, ARGV[i + 3])
    redis.call('ZADD', t .. ':o:' .. lane, ARGV[i + 2], id)
  end
  if ARGV[i + 4] ~= '' and redis.call('EXISTS', t .. ':k:' .. ARGV[i + 4]) == 1 then
    redis.call('RPUSH', t .. ':e:' .. ARGV[i + 4], ARGV[i + 5])
  end
end
if #ids > 0 then
  redis.call('ZREM', KEYS[1], unpack(members))
  redis.call('HDEL', t .. ':o:m', unpack(ids))
end
return again
