-- Remembers which message a provider's id is about, unless its receipt came first.
-- KEYS[1]  {pN}-like tag of its own: {r:<carrier>:<id>}, what is known of that id (string)
-- ARGV[1]  reference to the message: "partition case-word message-id segments"
-- ARGV[2]  seconds to keep it
-- returns  the state of a receipt that came first, '' when none has
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local known = redis.call('GET', KEYS[1])
if known and string.sub(known, 1, 1) == '!' then
  redis.call('DEL', KEYS[1])
  return string.sub(known, 2)
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return ''
