-- Takes the counsellors whose digest is due.
-- KEYS[1]  {g}:digests  digests due (sorted set: name -> ms)
-- ARGV[1]  now in ms
-- ARGV[2]  end of the lease in ms
-- returns  their names
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 100)
for _, name in ipairs(due) do redis.call('ZADD', KEYS[1], ARGV[2], name) end
return due
