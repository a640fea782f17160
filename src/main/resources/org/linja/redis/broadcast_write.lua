-- Writes a broadcast, unless it has changed since it was read.
-- KEYS[1]  {g}:b:<id>    the broadcast (hash: v version, b sealed)
-- KEYS[2]  {g}:b:all     ids by the time they were made (sorted set)
-- KEYS[3]  {g}:b:live    broadcasts with something to do: id -> state (hash)
-- KEYS[4]  {g}:b:heard   runs whose receipts may still come, by the ms until then (sorted set)
-- ARGV[1]  id
-- ARGV[2]  version as read, 0 for a new one
-- ARGV[3]  sealed broadcast
-- ARGV[4]  ms at which it was made
-- ARGV[5]  its state when there is something to do, else ''
-- ARGV[6]  ms until which receipts may come, or '' when none may
-- returns  1 when it was written
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local version = redis.call('HGET', KEYS[1], 'v') or '0'
if version ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'v', ARGV[2] + 1, 'b', ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
if ARGV[5] == '' then redis.call('HDEL', KEYS[3], ARGV[1]) else redis.call('HSET', KEYS[3], ARGV[1], ARGV[5]) end
if ARGV[6] ~= '' then redis.call('ZADD', KEYS[4], ARGV[6], ARGV[1]) end
return 1
