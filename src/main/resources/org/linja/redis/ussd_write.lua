-- Writes a USSD session, unless another node has written it since it was read.
-- KEYS[1]  {pN}:u:<session>        the session (hash: v version, b sealed state)
-- KEYS[2]  {pN}:u:due              open sessions by the time they are given up (sorted set: session -> ms)
-- KEYS[3]  {pN}:u:b:<fingerprint>  a broken session that may go on, sealed (string)
-- ARGV[1]  version as read, 0 when there was none
-- ARGV[2]  sealed state
-- ARGV[3]  how long it is kept, ms
-- ARGV[4]  its name in KEYS[2]
-- ARGV[5]  when it is given up, ms; empty when it is closed
-- ARGV[6]  where it broke off, sealed; empty when it may not go on
-- ARGV[7]  how long it may go on, ms
-- returns  1 written, 0 it had another version: read again
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if (redis.call('HGET', KEYS[1], 'v') or '0') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'v', ARGV[1] + 1, 'b', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if ARGV[5] ~= '' then redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4]) else redis.call('ZREM', KEYS[2], ARGV[4]) end
if ARGV[6] ~= '' then
  redis.call('SET', KEYS[3], ARGV[6], 'PX', ARGV[7])
elseif ARGV[1] == '0' then
  redis.call('DEL', KEYS[3])
end
return 1
