-- Finds waiting cases that nothing will look at again, and has them looked at now.
-- KEYS[1]  {pN}:wait  urgent cases nobody has accepted (sorted set)
-- KEYS[2]  {pN}:due   due-times (sorted set: case word -> ms)
-- ARGV[1]  ms; a due-time before it should have been done long ago
-- ARGV[2]  now in ms
-- returns  a flat list: word, 1 when it is overdue or 0 when it had no due-time, ...
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local found = {}
for _, word in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local due = redis.call('ZSCORE', KEYS[2], word)
  if not due then
    redis.call('ZADD', KEYS[2], ARGV[2], word)
    found[#found + 1] = word
    found[#found + 1] = '0'
  elseif tonumber(due) < tonumber(ARGV[1]) then
    found[#found + 1] = word
    found[#found + 1] = '1'
  end
end
return found
