-- Remembers which messages providers' ids are about, unless their receipts came first.
-- KEYS[1..]  {pN}:d:<carrier>:<id>  what is known of that id (string)
-- ARGV[1]  seconds to keep it
-- ARGV[2..]  for each key, the reference to the message: "partition case-word message-id segments"
-- returns  a flat list: for each key the state of a receipt that came first, '' when none has
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local early = {}
for i, key in ipairs(KEYS) do
  local before = redis.call('SET', key, ARGV[i + 1], 'EX', ARGV[1], 'GET')
  early[i] = ''
  if before and string.sub(before, 1, 1) == '!' then
    redis.call('DEL', key)
    early[i] = string.sub(before, 2)
  end
end
return early
