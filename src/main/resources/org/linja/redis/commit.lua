-- Writes all that one event changes in a partition, or nothing: rule 2, one commit per turn.
-- KEYS[1]  {pN}:in  inbound messages (hash); it routes the script: all other keys begin with the same tag
-- ARGV[1]  the partition's tag
-- ARGV[2]  the plan, JSON; '#' stands for an index into ARGV[3..], where sealed bytes are:
--        done   id of the inbound message that this finishes, or absent
--        person {w pseudonym, fp fingerprint, v version as read (0: new), b #, n # (her number, when new),
--                k case word or '', stop 1|0 (on the opt-out list from now on, off it) or absent, ttl seconds,
--                forget true|false: the lines of all her cases are removed}
--        cases  [{w word, p contact word, keep seconds (how long it is known whose case it is), v version as read (0: new), b #, code, state, wait (score in the waiting list, or absent),
--                 opened ms, ttl seconds when closed, e [#...] lines for its record}]
--        due    [[word, ms]]  undue [word]
--        calls  [[word, ms]] calls back that fall due   nocalls [word]
--        desks  [[name of a member of staff, #]]
--        audit  [#...] lines for the log of what staff did
--        out    [[lane, id, ms, #, contact word or '']]
-- returns  0 written, 1 the inbound message was done already, 2 something had another version: read again
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t = ARGV[1]
local plan = cjson.decode(ARGV[2])
local inbox = KEYS[1]
if plan.done and redis.call('HEXISTS', inbox, plan.done) == 0 then return 1 end
local person = plan.person
if person then
  if person.v == 0 then
    if redis.call('EXISTS', t .. ':n:' .. person.fp) == 1 then return 2 end
  elseif redis.call('HGET', t .. ':p:' .. person.w, 'v') ~= tostring(person.v) then
    return 2
  end
end
for _, one in ipairs(plan.cases or {}) do
  if one.v == 0 then
    if redis.call('HEXISTS', t .. ':codes', one.code) == 1 then return 2 end
  elseif redis.call('HGET', t .. ':k:' .. one.w, 'v') ~= tostring(one.v) then
    return 2
  end
end

if plan.done then
  redis.call('HDEL', inbox, plan.done)
  if redis.call('ZREM', t .. ':in:0', plan.done) == 0 then redis.call('ZREM', t .. ':in:1', plan.done) end
end
if person then
  local state = t .. ':p:' .. person.w
  local name = t .. ':n:' .. person.fp
  local vault = t .. ':v:' .. person.w
  if person.forget then
    for _, word in ipairs(redis.call('SMEMBERS', t .. ':c:' .. person.w)) do redis.call('DEL', t .. ':e:' .. word) end
    redis.call('DEL', t .. ':c:' .. person.w)
  end
  redis.call('HSET', state, 'v', person.v + 1, 'b', ARGV[person.b], 'k', person.k)
  redis.call('EXPIRE', state, person.ttl)
  if person.v == 0 then
    redis.call('SET', name, person.w, 'EX', person.ttl)
    redis.call('SET', vault, ARGV[person.n], 'EX', person.ttl)
  else
    redis.call('EXPIRE', name, person.ttl)
    redis.call('EXPIRE', vault, person.ttl)
  end
  if person.stop == 1 then
    redis.call('SADD', t .. ':stop', person.fp)
  elseif person.stop == 0 then
    redis.call('SREM', t .. ':stop', person.fp)
  end
end
for _, one in ipairs(plan.cases or {}) do
  local record = t .. ':k:' .. one.w
  redis.call('HSET', record, 'v', one.v + 1, 'b', ARGV[one.b])
  if one.v == 0 then
    redis.call('HSET', t .. ':codes', one.code, one.w)
    redis.call('SADD', t .. ':c:' .. one.p, one.w)
    redis.call('EXPIRE', t .. ':c:' .. one.p, one.keep)
  end
  if one.state == 'CLOSED' then
    redis.call('ZREM', t .. ':open', one.w)
    redis.call('HDEL', t .. ':codes', one.code)
    redis.call('EXPIRE', record, one.ttl)
  else
    redis.call('ZADD', t .. ':open', one.opened, one.w)
  end
  if one.wait then
    redis.call('ZADD', t .. ':wait', one.wait, one.w)
  else
    redis.call('ZREM', t .. ':wait', one.w)
  end
  if #one.e > 0 then
    local lines = t .. ':e:' .. one.w
    for _, at in ipairs(one.e) do redis.call('RPUSH', lines, ARGV[at]) end
    if one.state == 'CLOSED' then redis.call('EXPIRE', lines, one.ttl) end
  end
end
for _, due in ipairs(plan.due or {}) do redis.call('ZADD', t .. ':due', due[2], due[1]) end
for _, word in ipairs(plan.undue or {}) do redis.call('ZREM', t .. ':due', word) end
for _, due in ipairs(plan.calls or {}) do redis.call('ZADD', t .. ':calls', due[2], due[1]) end
for _, word in ipairs(plan.nocalls or {}) do redis.call('ZREM', t .. ':calls', word) end
for _, desk in ipairs(plan.desks or {}) do redis.call('HSET', t .. ':desk', desk[1], ARGV[desk[2]]) end
for _, at in ipairs(plan.audit or {}) do
  -- each line begins with the digest of the one before it and of itself, so that none can be taken out unseen
  local last = redis.call('LINDEX', t .. ':audit', -1)
  local before = last and string.sub(last, 1, 40) or ''
  redis.call('RPUSH', t .. ':audit', redis.sha1hex(before .. ARGV[at]) .. ARGV[at])
end
for _, out in ipairs(plan.out or {}) do
  redis.call('HSET', t .. ':o:m', out[2], ARGV[out[4]])
  if out[5] ~= '' then redis.call('HSET', t .. ':o:to', out[2], out[5]) end
  redis.call('ZADD', t .. ':o:' .. out[1], out[3], out[2])
end
return 0
