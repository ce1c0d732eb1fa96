import { GenericContainer, type StartedTestContainer } from 'testcontainers';
import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import { startPublisher } from '../../hooks-server/events/publisher.js';
import { fileOutboxSettings, type NatsSettings } from '../../hooks-server/events/settings.js';
import { commonDeps, idsOf, sampleEvents, temporaryDirectory } from '../events/support.js';
import { quickNatsSettings, receiveEvents } from '../support/nats-admin.js';
import { describeWith, dockerAnswers } from '../support/services.js';

const patience = 60_000;
const docker = (await dockerAnswers()) ? true : undefined;
// Made for this run only.
const password = `p-${process.pid}-${Date.now()}`;

async function startServer(...options: string[]): Promise<{ url: string; container: StartedTestContainer }> {
  const container = await new GenericContainer(process.env['NATS_IMAGE'] ?? 'nats:2')
    .withCommand(['-js', '-sd', '/data', ...options])
    .withExposedPorts(4222)
    .start();
  return { url: `nats://127.0.0.1:${container.getMappedPort(4222)}`, container };
}

describeWith(docker, 'credentials for NATS', () => {
  const cases: [string, string[], Partial<NatsSettings>][] = [
    ['user and password', ['--user', 'hooks', '--pass', password], { user: 'hooks', password }],
    ['a token', ['--auth', password], { token: password }],
  ];

  it.each(cases)(
    'are taken as %s, and wrong ones cost no event',
    async (_, options, credentials) => {
      const { url, container } = await startServer(...options);
      const directory = await temporaryDirectory();
      const deps = { ...commonDeps(), source: 'test', deadLetters: { add: () => Promise.resolve() } };
      const outbox = await openFileOutbox(directory.path, fileOutboxSettings.parse({}), deps);
      try {
        await outbox.append(sampleEvents(20));
        const settings = quickNatsSettings(url);
        const wrong = await startPublisher(
          { ...settings, ...credentials, password: 'wrong', token: undefined },
          outbox,
          deps,
        );
        const retries = async () =>
          (await deps.metrics.publishRetries.get()).values.map(({ labels }) => labels.reason);
        while ((await retries()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        expect(await retries()).toEqual(['authentication']);
        expect(wrong.isConnected()).toBe(false);
        await wrong.stop();
        const right = await startPublisher({ ...settings, ...credentials }, outbox, deps);
        expect(await receiveEvents({ ...settings, ...credentials }, 20)).toEqual(idsOf(sampleEvents(20)));
        await right.stop();
      } finally {
        await outbox.close();
        await directory.remove();
        await container.stop();
      }
    },
    patience,
  );
});
