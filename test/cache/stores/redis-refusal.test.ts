import { DeadlineError, UnavailableError } from '../../../hooks-server/errors.js';
import { isRefusal } from '../../../hooks-server/cache/stores/redis-refusal.js';

function reply(message: string): Error {
  return Object.assign(new Error(message), { name: 'ReplyError' });
}

describe('what Redis replies instead of a result', () => {
  it.each([
    'WRONGTYPE Operation against a key holding the wrong kind of value',
    'ERR value is not an integer or out of range',
    "NOPERM this user has no permissions to run the 'vsim' command",
    "OOM command not allowed when used memory > 'maxmemory'.",
    "READONLY You can't write against a read only replica.",
    'MISCONF Redis is configured to save RDB snapshots, but is currently unable to persist to disk.',
  ])('is a refusal while others are served: %s', (message) => {
    expect(isRefusal(reply(message))).toBe(true);
    expect(isRefusal(new UnavailableError('refused', { cause: reply(message) }))).toBe(true);
  });

  it.each([
    'LOADING Redis is loading the dataset in memory',
    'BUSY Redis is busy running a script.',
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    'CLUSTERDOWN The cluster is down',
    'NOAUTH Authentication required.',
    'WRONGPASS invalid username-password pair or user is disabled.',
  ])('is an outage when nobody is served: %s', (message) => {
    expect(isRefusal(reply(message))).toBe(false);
    expect(isRefusal(new UnavailableError('refused', { cause: reply(message) }))).toBe(false);
  });

  it('is neither when nothing was replied', () => {
    expect(isRefusal(new DeadlineError('No result within 100 ms.'))).toBe(false);
    expect(isRefusal(new Error('Connection is closed.'))).toBe(false);
  });
});
