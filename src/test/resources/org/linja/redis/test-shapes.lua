-- KEYS[1]  {pN}:none   not read
-- ARGV[1]  which shape: list, rows, bytes, none or yes
-- returns  an answer of that shape
if ARGV[1] == 'list' then
  return { 'a', 7, false, '' }
elseif ARGV[1] == 'rows' then
  return { { 'a', 1 }, {}, { 'b', 2 } }
elseif ARGV[1] == 'bytes' then
  return '\0\255'
elseif ARGV[1] == 'none' then
  return false
end
return 1
