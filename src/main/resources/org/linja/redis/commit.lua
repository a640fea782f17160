-- Writes all that each of several events changes in a partition, or nothing of it: rule 2, one commit per turn. Each
-- event is judged after those before it have been written.
-- KEYS[1]  {pN}:in  inbound messages (hash); it routes the script: all other keys begin with the same tag
-- ARGV[1]  the partition's tag
-- ARGV[2]  the plans, a list in MessagePack; times, scores, seconds and lanes are texts of digits; '#' stands for an
--          index into ARGV[3..], where sealed bytes are:
--        done   id of the waiting inbound message that this finishes, or absent
--        by     id of the inbound message that this answers, whether it was stored or not, or absent
--        person {w pseudonym, fp fingerprint, v version as read (0: new), b #, n # (her number, when new),
--                k case word or '', c word of a case opened now or absent, stop 1|0 (on the opt-out list from now on,
--                off it: then she asks for no topic any more) or absent, ttl seconds, forget present: the lines of all
--                her cases and what she asked for are removed, topic she asks for and s # (her subscription) or absent}
--        cases  [{w word, v version as read (0: new), b #, code, opened ms, wait (score in the waiting list, or absent),
--                 closed (it is closed: seconds to keep it) or absent, e # (lines for its record) or absent}]
--        due    [[word, ms]]  undue [word]
--        calls  [[word, ms]] calls back that fall due   nocalls [word]   (these and what follows may be absent)
--        desks  [[name of a member of staff, #]]
--        audit  [#...] lines for the log of what staff did
--        out    [[lane, id, ms, #, ms until which it is claimed, or absent]]
-- returns  one number for each plan: 0 written, 1 the inbound message was done already, 2 something had another version:
--          read again
redis.replicate_commands() -- Redis 6: what was done goes into the append-only file, not the script; 7 always does so
local t = ARGV[1]
local inbox = KEYS[1]
local call = redis.call
local topics = {'health', 'rights', 'services', 'jobs', 'gbv', 'hiv-hep', 'drugs'}
local plans = cmsgpack.unpack(ARGV[2])

-- What many plans ask of the same keys is asked once: names of those who are new, codes of new cases.
local names, codes = {}, {}
local function ask(found, wanted, ...)
  if #wanted == 0 then return end
  local arguments = {...}
  for _, one in ipairs(wanted) do arguments[#arguments + 1] = one.key end
  for i, value in ipairs(call(unpack(arguments))) do found[wanted[i].name] = value end
end
local new, coded = {}, {}
for _, plan in ipairs(plans) do
  local person = plan.person
  if person and person.v == 0 then new[#new + 1] = {name = person.fp, key = t .. ':n:' .. person.fp} end
  for _, one in ipairs(plan.cases) do
    if one.v == 0 then coded[#coded + 1] = {name = one.code, key = one.code} end
  end
end
ask(names, new, 'MGET')
ask(codes, coded, 'HMGET', t .. ':codes')

-- What many plans add to the same keys is added together: key -> {command, key, ...}.
local added = {}
local function flush()
  for key, command in pairs(added) do
    added[key] = nil
    call(unpack(command))
  end
end
local function add(command, name, first, second)
  local key = t .. name
  local together = added[key]
  if not together then
    together = {command, key}
    added[key] = together
  elseif #together > 2000 then
    flush()
    return add(command, name, first, second)
  end
  together[#together + 1] = first
  together[#together + 1] = second
end
local function remove(command, name, member)
  flush() -- what an earlier plan of this script added must be there to be removed
  call(command, t .. name, member)
end

-- The message was answered before it was stored: a copy of it that waits is done with, too.
local function answered(plan)
  if plan.done then
    call('HDEL', inbox, plan.done)
    if call('ZREM', t .. ':in:0', plan.done) == 0 then call('ZREM', t .. ':in:1', plan.done) end
  end
  return 1
end

local function judge(plan)
  if plan.done and call('HEXISTS', inbox, plan.done) == 0 then return 1 end
  local person = plan.person
  if person then
    if person.v == 0 then
      local word = names[person.fp]
      if word then
        return plan.by and call('HGET', t .. ':p:' .. word, 'i') == plan.by and answered(plan) or 2
      end
    else
      local now = call('HMGET', t .. ':p:' .. person.w, 'v', 'i')
      if plan.by and now[2] == plan.by then return answered(plan) end
      if now[1] ~= tostring(person.v) then return 2 end
    end
  end
  for _, one in ipairs(plan.cases) do
    if one.v == 0 then
      if codes[one.code] then return 2 end
    elseif call('HGET', t .. ':k:' .. one.w, 'v') ~= tostring(one.v) then
      return 2
    end
  end
  return 0
end

local function write_person(person, by)
  local state = t .. ':p:' .. person.w
  local name = t .. ':n:' .. person.fp
  if person.v == 0 then
    call('HSET', state, 'v', '1', 'b', ARGV[person.b], 'n', ARGV[person.n], 'k', person.k, 'i', by, 'c', person.c or '')
    call('SET', name, person.w, 'EX', person.ttl)
    names[person.fp] = person.w
  else
    call('HSET', state, 'v', person.v + 1, 'b', ARGV[person.b], 'k', person.k)
    if by ~= '' then call('HSET', state, 'i', by) end
    if person.forget then
      for word in string.gmatch(call('HGET', state, 'c') or '', '%S+') do call('DEL', t .. ':e:' .. word) end
      call('HSET', state, 'c', '')
    elseif person.c then
      call('HSET', state, 'c', (call('HGET', state, 'c') or '') .. ' ' .. person.c)
    end
    call('EXPIRE', name, person.ttl)
  end
  call('EXPIRE', state, person.ttl)
  if person.stop == 1 then
    call('SADD', t .. ':stop', person.fp)
  elseif person.stop == 0 then
    call('SREM', t .. ':stop', person.fp)
  end
  if person.stop == 1 or person.forget then
    for _, topic in ipairs(topics) do call('HDEL', t .. ':b:t:' .. topic, person.fp) end
  elseif person.topic then
    call('HSET', t .. ':b:t:' .. person.topic, person.fp, ARGV[person.s])
  end
end

local function write_case(one)
  local record = t .. ':k:' .. one.w
  call('HSET', record, 'v', one.v == 0 and '1' or one.v + 1, 'b', ARGV[one.b])
  if one.v == 0 then
    add('HSET', ':codes', one.code, one.w)
    codes[one.code] = one.w
  end
  if one.closed then
    remove('ZREM', ':open', one.w)
    remove('HDEL', ':codes', one.code)
    call('EXPIRE', record, one.closed)
  elseif one.v == 0 then
    add('ZADD', ':open', one.opened, one.w)
  end
  if one.wait then
    add('ZADD', ':wait', one.wait, one.w)
  elseif one.v > 0 then
    remove('ZREM', ':wait', one.w)
  end
  if one.e then
    local lines = t .. ':e:' .. one.w
    call('RPUSH', lines, ARGV[one.e])
    if one.closed then call('EXPIRE', lines, one.closed) end
  end
end

local function write(plan)
  if plan.done then
    call('HDEL', inbox, plan.done)
    if call('ZREM', t .. ':in:0', plan.done) == 0 then call('ZREM', t .. ':in:1', plan.done) end
  end
  if plan.person then write_person(plan.person, plan.by or '') end
  for _, one in ipairs(plan.cases) do write_case(one) end
  for _, due in ipairs(plan.due) do add('ZADD', ':due', due[2], due[1]) end
  for _, word in ipairs(plan.undue) do remove('ZREM', ':due', word) end
  if plan.calls then
    for _, due in ipairs(plan.calls) do call('ZADD', t .. ':calls', due[2], due[1]) end
    for _, word in ipairs(plan.nocalls) do call('ZREM', t .. ':calls', word) end
  end
  for _, desk in ipairs(plan.desks or {}) do call('HSET', t .. ':desk', desk[1], ARGV[desk[2]]) end
  for _, at in ipairs(plan.audit or {}) do
    -- each line begins with the digest of the one before it and of itself, so that none can be taken out unseen
    local last = call('LINDEX', t .. ':audit', -1)
    local before = last and string.sub(last, 1, 40) or ''
    call('RPUSH', t .. ':audit', redis.sha1hex(before .. ARGV[at]) .. ARGV[at])
  end
  for _, out in ipairs(plan.out) do
    add('HSET', ':o:m', out[2], ARGV[out[4]])
    if out[5] then
      add('ZADD', ':o:out', out[5], out[1] .. ':' .. out[2])
    else
      add('ZADD', ':o:' .. out[1], out[3], out[2])
    end
  end
end

local outcomes = {}
for i, plan in ipairs(plans) do
  outcomes[i] = judge(plan)
  if outcomes[i] == 0 then write(plan) end
end
flush()
return outcomes
