-- Takes over some lines of a staged list.
-- KEYS[1]  {pN}:b:list:<list>  the lines (list: "topic fingerprint " and the sealed subscription)
-- KEYS[2]  {pN}:stop           fingerprints of those who have ended messages (set)
-- ARGV[1]  the partition's tag
-- ARGV[2]  how many lines at most
-- returns  lines taken, subscriptions added, those that were there, those of people who have ended messages
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local lines = redis.call('LRANGE', KEYS[1], 0, ARGV[2] - 1)
if #lines == 0 then return {0, 0, 0, 0} end
local added, known, suppressed = 0, 0, 0
for _, line in ipairs(lines) do
  local topic, fingerprint, at = string.match(line, '^(%S+) (%S+) ()')
  if redis.call('SISMEMBER', KEYS[2], fingerprint) == 1 then
    suppressed = suppressed + 1
  elseif redis.call('HSETNX', ARGV[1] .. ':b:t:' .. topic, fingerprint, string.sub(line, at)) == 1 then
    added = added + 1
  else
    known = known + 1
  end
end
redis.call('LTRIM', KEYS[1], #lines, -1)
return {#lines, added, known, suppressed}
