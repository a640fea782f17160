-- Takes messages whose time has come, lane 0 first, and gives back those whose lease has ended.
-- KEYS[1]  {pN}:o:out  claimed messages (sorted set: "lane:id" -> end of lease in ms)
-- KEYS[2]  {pN}:o:last:<node>  the node's last claim (hash: token, members), so that a claim whose answer was lost can be asked again
-- ARGV[1]  the partition's tag
-- ARGV[2]  now in ms
-- ARGV[3]  end of the lease in ms
-- ARGV[4]  how many of lane 0 at most
-- ARGV[5]  how many of the other lanes together
-- ARGV[6]  the claim's token: asked again with the same one, it answers with the same messages and takes no others
-- returns  a flat list: sealed message, sealed number, sealed person, ...; the last two empty for staff and for someone
--          forgotten
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t, now, lease = ARGV[1], ARGV[2], ARGV[3]
local taken = {}
local members = {}

local function give(lane, id)
  local stored = redis.call('HGET', t .. ':o:m', id)
  if stored then
    local word, message = string.match(stored, '^(%w*) (.*)$')
    local person = word ~= '' and redis.call('HMGET', t .. ':p:' .. word, 'n', 'b') or {}
    redis.call('ZADD', KEYS[1], lease, lane .. ':' .. id)
    members[#members + 1] = lane .. ':' .. id
    taken[#taken + 1] = message
    taken[#taken + 1] = person[1] or ''
    taken[#taken + 1] = person[2] or ''
  end
end

local last = redis.call('HMGET', KEYS[2], 'token', 'members')
if last[1] == ARGV[6] then
  for lane, id in string.gmatch(last[2], '(%d):(%S+)') do
    if redis.call('ZSCORE', KEYS[1], lane .. ':' .. id) then give(lane, id) end
  end
  return taken
end

for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, 100)) do
  local lane, id = string.match(member, '^(%d):(.+)$')
  redis.call('ZREM', KEYS[1], member)
  if lane == '9' then
    redis.call('SADD', t .. ':o:unknown', id)
  else
    redis.call('ZADD', t .. ':o:' .. lane, now, id)
  end
end

local function take(lane, most)
  local queue = t .. ':o:' .. lane
  local ids = redis.call('ZRANGEBYSCORE', queue, '-inf', now, 'LIMIT', 0, most)
  if #ids > 0 then redis.call('ZREM', queue, unpack(ids)) end
  for _, id in ipairs(ids) do give(lane, id) end
  return #ids
end

take(0, ARGV[4])
local left = tonumber(ARGV[5])
for _, lane in ipairs({1, 2, 5, 9}) do
  if left > 0 then left = left - take(lane, left) end
end
if #members > 0 then
  redis.call('HSET', KEYS[2], 'token', ARGV[6], 'members', table.concat(members, ' '))
  redis.call('EXPIRE', KEYS[2], 3600)
end
return taken
