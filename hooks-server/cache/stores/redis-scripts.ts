/**
 * Removes up to ARGV[2] entries of a tenant that expire at or before ARGV[1], with their vectors when ARGV[4] is 1, and
 * returns how many. One script, because an entry that is stored anew between reading and removing must survive. All its
 * names carry the hash tag of KEYS[1], the tenant's sorted set, and so lie in the same slot; ARGV[3] is their prefix.
 */
export const REMOVE_DUE = `
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, member in ipairs(due) do
  local conditions, what = string.match(member, '^(%x+)%.(%x+)$')
  redis.call('DEL', ARGV[3] .. 'e:' .. member)
  if ARGV[4] == '1' then redis.call('VREM', ARGV[3] .. 'v:' .. conditions, what) end
  redis.call('ZREM', KEYS[1], member)
end
return #due`;
