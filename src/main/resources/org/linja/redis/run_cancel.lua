-- Cancels what is still queued in one stretch of a run.
-- KEYS[1]  {pN}:b:r:<run>:s  a letter for each person (string)
-- KEYS[2]  {pN}:b:r:<run>:k  her cell (string)
-- KEYS[3]  {pN}:b:r:<run>:n  counts (hash)
-- ARGV[1]  first person of the stretch
-- ARGV[2]  last person
-- returns  how many were cancelled
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local states = redis.call('GETRANGE', KEYS[1], ARGV[1], ARGV[2])
if not string.find(states, 'q', 1, true) then return 0 end
local cells = redis.call('GETRANGE', KEYS[2], ARGV[1], ARGV[2])
local counts, cancelled = {}, 0
for i = 1, #states do
  if string.sub(states, i, i) == 'q' then
    local cell = string.byte(cells, i)
    counts[cell] = (counts[cell] or 0) + 1
    cancelled = cancelled + 1
  end
end
redis.call('SETRANGE', KEYS[1], ARGV[1], (string.gsub(states, 'q', 'k')))
for cell, by in pairs(counts) do
  redis.call('HINCRBY', KEYS[3], 'q' .. cell, -by)
  redis.call('HINCRBY', KEYS[3], 'k' .. cell, by)
end
return cancelled
