-- Has claims that nobody came back from taken as unknown.
-- KEYS[1]  {pN}:b:r:<run>:s    a letter for each person (string)
-- KEYS[2]  {pN}:b:r:<run>:k    her cell (string)
-- KEYS[3]  {pN}:b:r:<run>:n    counts (hash)
-- KEYS[4]  {pN}:b:r:<run>:o  claimed slices (sorted set: "first-last:token" -> end of lease in ms)
-- KEYS[5]  {pN}:b:r:<run>:l    the answers given to claimed slices (hash)
-- ARGV[1]  now in ms, or +inf when whoever had them is dead
-- returns  how many slices: 0 when there are no more
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local counts = {}
local slices = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', ARGV[1], 'LIMIT', 0, 50)
for _, slice in ipairs(slices) do
  local first, last = string.match(slice, '^(%d+)-(%d+):')
  local states = redis.call('GETRANGE', KEYS[1], first, last)
  local cells = redis.call('GETRANGE', KEYS[2], first, last)
  for i = 1, #states do
    if string.sub(states, i, i) == 'c' then
      local cell = string.byte(cells, i)
      counts[cell] = (counts[cell] or 0) + 1
    end
  end
  if #states > 0 then redis.call('SETRANGE', KEYS[1], first, (string.gsub(states, 'c', 'u'))) end
  redis.call('ZREM', KEYS[4], slice)
  redis.call('HDEL', KEYS[5], slice)
end
for cell, by in pairs(counts) do
  redis.call('HINCRBY', KEYS[3], 'c' .. cell, -by)
  redis.call('HINCRBY', KEYS[3], 'u' .. cell, by)
end
return #slices
