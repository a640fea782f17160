-- Adds a chunk of people to a run; the same one twice changes nothing.
-- KEYS[1]  {pN}:b:r:<run>:s  a letter for each person (string)
-- KEYS[2]  {pN}:b:r:<run>:k  a byte for each person: language and carrier, her cell (string)
-- KEYS[3]  {pN}:b:r:<run>:c  the people's numbers, sealed, by number of the chunk (hash)
-- KEYS[4]  {pN}:b:r:<run>:n  counts: letter and cell (hash)
-- ARGV[1]  number of the chunk
-- ARGV[2]  the sealed chunk
-- ARGV[3]  the letters, as many as a chunk has places
-- ARGV[4]  the cells, as many
-- returns  1 when it was added, 0 when it was there
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
if redis.call('STRLEN', KEYS[1]) ~= ARGV[1] * #ARGV[3] then return 0 end
redis.call('APPEND', KEYS[1], ARGV[3])
redis.call('APPEND', KEYS[2], ARGV[4])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
local counts = {}
for i = 1, #ARGV[3] do
  if string.sub(ARGV[3], i, i) == 'q' then
    local cell = string.byte(ARGV[4], i)
    counts[cell] = (counts[cell] or 0) + 1
  end
end
for cell, people in pairs(counts) do redis.call('HINCRBY', KEYS[4], 'q' .. cell, people) end
return 1
