-- Writes one line of the roster, if it still stands as it was read.
-- KEYS[1]  {g}:overrides or {g}:swaps (hash: code -> line)
-- ARGV[1]  the code
-- ARGV[2]  the line as it was read, '' when there was none
-- ARGV[3]  the new line, '' to take it out
-- returns  1 when written, 0 when it stands otherwise
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
end
return 1
