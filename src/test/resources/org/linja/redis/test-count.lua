-- KEYS[1]  {pN}:count   a counter
-- ARGV[1]  how much to add, a whole number
-- returns  the counter's new value, a number
return redis.call('INCRBY', KEYS[1], ARGV[1])
