-- Takes messages whose time has come, lane 0 first, and gives back those whose lease has ended.
-- KEYS[1]  {pN}:o:out  claimed messages (sorted set: "lane:id" -> end of lease in ms)
-- ARGV[1]  the partition's tag
-- ARGV[2]  now in ms
-- ARGV[3]  end of the lease in ms
-- ARGV[4]  how many of lane 0 at most
-- ARGV[5]  how many of the other lanes together
-- returns  a flat list: id, sealed message, contact word, sealed number, sealed person, ...; the last three empty for
--          staff, the last two empty for someone forgotten
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t, now, lease = ARGV[1], ARGV[2], ARGV[3]
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, 100)) do
  local lane, id = string.match(member, '^(%d):(.+)$')
  redis.call('ZREM', KEYS[1], member)
  if lane == '9' then
    redis.call('SADD', t .. ':o:unknown', id)
  else
    redis.call('ZADD', t .. ':o:' .. lane, now, id)
  end
end
local taken = {}
local function take(lane, most)
  local queue = t .. ':o:' .. lane
  local ids = redis.call('ZRANGEBYSCORE', queue, '-inf', now, 'LIMIT', 0, most)
  for _, id in ipairs(ids) do
    redis.call('ZREM', queue, id)
    local message = redis.call('HGET', t .. ':o:m', id)
    if message then
      redis.call('ZADD', KEYS[1], lease, lane .. ':' .. id)
      local word = redis.call('HGET', t .. ':o:to', id) or ''
      taken[#taken + 1] = id
      taken[#taken + 1] = message
      taken[#taken + 1] = word
      taken[#taken + 1] = word ~= '' and redis.call('GET', t .. ':v:' .. word) or ''
      taken[#taken + 1] = word ~= '' and redis.call('HGET', t .. ':p:' .. word, 'b') or ''
    end
  end
  return #ids
end
take(0, ARGV[4])
local left = tonumber(ARGV[5])
for _, lane in ipairs({1, 2, 5, 9}) do
  if left > 0 then left = left - take(lane, left) end
end
return taken
