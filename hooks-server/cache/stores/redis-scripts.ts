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

/**
 * Removes tenant ARGV[1] from the sorted set of tenants KEYS[1], unless its time is later than ARGV[2] by now: then an
 * answer was stored since that time was read.
 */
export const UNLIST = `
local last = redis.call('ZSCORE', KEYS[1], ARGV[1])
if last and tonumber(last) <= tonumber(ARGV[2]) then redis.call('ZREM', KEYS[1], ARGV[1]) end`;

/**
 * The living entries whose vectors lie nearest to a vector: for each its element in the vector set KEYS[1] and some fields
 * of its hash. Elements without a living entry are removed on the way, and then those that they hid are found; one script,
 * because the vector of an entry that is stored anew meanwhile must survive. After ten rounds it answers with what it
 * has, because Redis serves nobody else meanwhile: the next search goes on from there.
 *
 * KEYS[2] is the tenant's sorted set. ARGV: the vector as FP32, how many, the effort of the search, the time in Unix
 * milliseconds, the prefix of members of KEYS[2], the prefix of hashes, then the fields, the head's first.
 *
 * A script searches in Redis's main thread. Among 100,000 vectors that holds it for some 0.4 ms; handing the search to
 * another thread and fetching the entries in a second round trip took twice as long in all (`npm run bench:cache`).
 */
export const FIND_NEAREST = `
local vector, count, effort, now = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local members, hashes = ARGV[5], ARGV[6]
local living
for _ = 1, 10 do
  local dead = {}
  living = {}
  for _, element in ipairs(redis.call('VSIM', KEYS[1], 'FP32', vector, 'COUNT', count, 'EF', effort)) do
    local due = redis.call('ZSCORE', KEYS[2], members .. element)
    local fields = redis.call('HMGET', hashes .. element, unpack(ARGV, 7))
    local lives = due and tonumber(due) > now and fields[1]
    table.insert(lives and living or dead, lives and {element, unpack(fields)} or element)
  end
  if #dead == 0 then break end
  for _, element in ipairs(dead) do redis.call('VREM', KEYS[1], element) end
end
return living`;
