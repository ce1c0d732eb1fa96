import { createRedisClient, mastersOf } from '../../hooks-server/redis/client.js';
import { ConfigurationError } from '../../hooks-server/errors.js';
import { createLog } from '../../hooks-server/telemetry/log.js';

describe('a Redis client', () => {
  const log = createLog('silent');
  const optionsOf = (...urls: string[]) => {
    const client = createRedisClient({ urls, log });
    client.disconnect();
    return client;
  };

  it('reads host, port, credentials, database and TLS from its url', () => {
    const client = optionsOf('rediss://us%40er:pa%3Ass@redis.example:7000/3');
    expect(client.options).toMatchObject({
      host: 'redis.example',
      port: 7000,
      username: 'us@er',
      password: 'pa:ss',
      db: 3,
      tls: {},
      enableOfflineQueue: false,
    });
    expect(optionsOf('redis://[::1]').options).toMatchObject({ host: '::1', port: 6379 });
    expect(mastersOf(client)).toEqual([client]);
  });

  it('is a cluster’s when there are several nodes', () => {
    expect(optionsOf('redis://a:1', 'redis://b:2').isCluster).toBe(true);
  });

  it.each(['', 'localhost:6379', 'http://:secret@x', 'redis//:secret@x'])(
    'refuses %j without quoting it',
    (url) => {
      expect(() => optionsOf(url)).toThrow(ConfigurationError);
      expect(() => optionsOf(url)).not.toThrow(/secret/);
      expect(() => optionsOf()).toThrow(ConfigurationError);
    },
  );
});
