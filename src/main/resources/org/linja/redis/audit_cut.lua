-- Takes the oldest lines off the log of what staff did, and keeps what the first line that stays is chained to.
-- KEYS[1]  {pN}:audit (list: digest and sealed line)
-- KEYS[2]  {pN}:audit:cut (string: the digest of the last line that was taken off)
-- ARGV[1]  how many lines
-- ARGV[2]  the digest that the last of them begins with
-- returns  1 when they are taken off, 0 when the log has changed at that end
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local last = redis.call('LINDEX', KEYS[1], ARGV[1] - 1)
if not last or string.sub(last, 1, #ARGV[2]) ~= ARGV[2] then return 0 end
redis.call('LTRIM', KEYS[1], ARGV[1], -1)
redis.call('SET', KEYS[2], ARGV[2])
return 1
