-- Finds cases that are not closed and that nobody waits for: accepted ones, ordinary ones, and lost ones.
-- KEYS[1]  {pN}:open  cases not closed (sorted set)
-- KEYS[2]  {pN}:wait  urgent cases nobody has accepted (sorted set)
-- returns  their words
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local found = {}
for _, word in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if not redis.call('ZSCORE', KEYS[2], word) then found[#found + 1] = word end
end
return found
