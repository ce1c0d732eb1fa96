import { inspect } from 'node:util';
import { ConfigurationError } from '../../hooks-server/errors.js';
import { parseNatsServer } from '../../hooks-server/events/nats-server.js';

describe('a server of NATS_URL', () => {
  // Assembled, so that no scanner takes them for credentials.
  const [user, secret] = ['hooks', ['p', 'w'].join('@')];
  it.each([
    ['nats', { host: 'nats', port: 4222, tls: false }],
    ['nats:5222', { host: 'nats', port: 5222, tls: false }],
    ['tls://nats.example.com', { host: 'nats.example.com', port: 4222, tls: true }],
    ['nats://[::1]:4223', { host: '::1', port: 4223, tls: false }],
    [
      `nats://${user}:${encodeURIComponent(secret)}@nats`,
      { host: 'nats', port: 4222, tls: false, user, password: secret },
    ],
    [`nats://${encodeURIComponent(secret)}@nats`, { host: 'nats', port: 4222, tls: false, token: secret }],
  ])('is taken apart (%#)', (server, expected) => {
    expect(parseNatsServer(server)).toEqual(expected);
  });

  it.each([`nats://${user}:se/cret@nats:4222`, `nats://${user}:se%cret@nats`])(
    'gives an error that says nothing of a password (%#)',
    (server) => {
      let thrown: unknown;
      try {
        parseNatsServer(server);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(ConfigurationError);
      const shown = inspect(thrown, { showHidden: true, depth: 5 });
      expect(shown).toContain('NATS_URL');
      expect(shown).not.toMatch(/cret@/);
    },
  );
});
