-- Takes in a receipt: finds its message, or keeps it until the response that names the message has come.
-- KEYS[1]  {pN}:d:<carrier>:<id>  what is known of the id in one of its forms (string)
-- ARGV[1]  the state
-- ARGV[2]  seconds to keep it
-- ARGV[3]  1 to keep it when nothing is known
-- ARGV[4]  1 when nothing more is to come
-- returns  the reference to the message, or ''
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local known = redis.call('GET', KEYS[1])
if known and string.sub(known, 1, 1) ~= '!' then
  if ARGV[4] == '1' then redis.call('DEL', KEYS[1]) end
  return known
end
if ARGV[3] == '1' then redis.call('SET', KEYS[1], '!' .. ARGV[1], 'EX', ARGV[2]) end
return ''
