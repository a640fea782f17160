-- What is there when someone dials: her session, what is known of her, and where an earlier session broke off.
-- KEYS[1]  {pN}:u:<session>        the session (hash: v version, b sealed state)
-- KEYS[2]  {pN}:n:<fingerprint>    her pseudonym (string)
-- KEYS[3]  {pN}:u:b:<fingerprint>  a broken session that may go on, sealed (string)
-- ARGV[1]  the partition's tag, with which the key begins that the pseudonym names
-- returns  a flat list of four: version, sealed state, sealed person, sealed broken session; empty for what is not there
local session = redis.call('HMGET', KEYS[1], 'v', 'b')
local person = false
local word = redis.call('GET', KEYS[2])
if word then person = redis.call('HGET', ARGV[1] .. ':p:' .. word, 'b') end
local broken = redis.call('GET', KEYS[3])
return {session[1] or '', session[2] or '', person or '', broken or ''}
