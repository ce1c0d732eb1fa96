import { createKeyring } from '../../hooks-server/composition/keyring.js';

describe('keys from the shared secret', () => {
  it('are the same on every replica, and another for each purpose and secret', () => {
    const keyFor = createKeyring('shared');
    expect(keyFor('cache')).toBe(createKeyring('shared')('cache'));
    expect(keyFor('cache')).not.toBe(keyFor('alert values'));
    expect(keyFor('cache')).not.toBe(createKeyring('other')('cache'));
    expect(keyFor('cache')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('last as long as the process where there is no secret', () => {
    const keyFor = createKeyring(undefined);
    expect(keyFor('cache')).toBe(keyFor('cache'));
    expect(keyFor('cache')).not.toBe(createKeyring(undefined)('cache'));
  });
});
