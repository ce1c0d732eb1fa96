import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GenericContainer, type StartedTestContainer } from 'testcontainers';
import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import { connectJetStream } from '../../hooks-server/events/jetstream.js';
import { startPublisher } from '../../hooks-server/events/publisher.js';
import { fileOutboxSettings, type NatsSettings } from '../../hooks-server/events/settings.js';
import { commonDeps, idsOf, sampleEvents, temporaryDirectory } from '../events/support.js';
import { quickNatsSettings, receiveEvents } from '../support/nats-admin.js';
import { createNatsOperator } from '../support/nats-operator.js';
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

describeWith(docker, 'NATS over TLS', () => {
  it(
    'is trusted by its certificate authority, and by nothing else',
    async () => {
      const directory = await temporaryDirectory();
      const [caFile, keyFile] = [join(directory.path, 'ca.pem'), join(directory.path, 'key.pem')];
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
      const output = ['-keyout', keyFile, '-out', caFile, '-days', '1'];
      execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...output, ...subject], {
        stdio: 'ignore',
      });
      const container = await new GenericContainer(process.env['NATS_IMAGE'] ?? 'nats:2')
        .withCopyFilesToContainer([
          { source: caFile, target: '/tls/cert.pem' },
          { source: keyFile, target: '/tls/key.pem', mode: 0o644 },
        ])
        .withCommand([
          '-js',
          '-sd',
          '/data',
          '--tls',
          '--tlscert',
          '/tls/cert.pem',
          '--tlskey',
          '/tls/key.pem',
        ])
        .withExposedPorts(4222)
        .start();
      const settings = quickNatsSettings(`tls://127.0.0.1:${container.getMappedPort(4222)}`);
      try {
        await expect(connectJetStream(settings)).rejects.toThrow();
        const trusted = await connectJetStream({ ...settings, tls: { enabled: true, caFile } });
        expect(await trusted.stream('ABSENT')).toBeUndefined();
        await trusted.close();
      } finally {
        await container.stop();
        await directory.remove();
      }
    },
    patience,
  );
});

describeWith(docker, 'a credentials file for NATS', () => {
  it(
    'opens the account that it was made for, and another operator’s does not',
    async () => {
      const { configuration, credentials } = createNatsOperator();
      const directory = await temporaryDirectory();
      const [credsFile, strangersFile] = [join(directory.path, 'a.creds'), join(directory.path, 'b.creds')];
      await writeFile(credsFile, credentials, { mode: 0o600 });
      await writeFile(strangersFile, createNatsOperator().credentials, { mode: 0o600 });
      const container = await new GenericContainer(process.env['NATS_IMAGE'] ?? 'nats:2')
        .withCopyContentToContainer([{ content: configuration, target: '/nats.conf' }])
        .withCommand(['-c', '/nats.conf'])
        .withExposedPorts(4222)
        .start();
      const settings = quickNatsSettings(`nats://127.0.0.1:${container.getMappedPort(4222)}`);
      const deps = { ...commonDeps(), source: 'test', deadLetters: { add: () => Promise.resolve() } };
      const outbox = await openFileOutbox(directory.path, fileOutboxSettings.parse({}), deps);
      try {
        for (const stranger of [settings, { ...settings, credsFile: strangersFile }]) {
          await expect(connectJetStream(stranger)).rejects.toThrow(/authorization/i);
        }
        await outbox.append(sampleEvents(20));
        const publisher = await startPublisher({ ...settings, credsFile }, outbox, deps);
        expect(await receiveEvents({ ...settings, credsFile }, 20)).toEqual(idsOf(sampleEvents(20)));
        await publisher.stop();
      } finally {
        await outbox.close();
        await container.stop();
        await directory.remove();
      }
    },
    patience,
  );
});

describeWith(docker, 'credentials for NATS that expire', () => {
  it(
    'hold events up, and cost none: a file with later ones is read without a restart',
    async () => {
      const { configuration, credentials, credentialsFor } = createNatsOperator();
      const directory = await temporaryDirectory();
      const credsFile = join(directory.path, 'a.creds');
      const container = await new GenericContainer(process.env['NATS_IMAGE'] ?? 'nats:2')
        .withCopyContentToContainer([{ content: configuration, target: '/nats.conf' }])
        .withCommand(['-c', '/nats.conf'])
        .withExposedPorts(4222)
        .start();
      const url = `nats://127.0.0.1:${container.getMappedPort(4222)}`;
      const settings = { ...quickNatsSettings(url), credsFile };
      const deps = { ...commonDeps(), source: 'test', deadLetters: { add: () => Promise.resolve() } };
      const outbox = await openFileOutbox(directory.path, fileOutboxSettings.parse({}), deps);
      const publisher = await startPublisher(settings, outbox, deps);
      const until = async (reached: () => Promise<boolean> | boolean) => {
        while (!(await reached())) await delay(20);
      };
      const refusals = async () =>
        (await deps.metrics.publishRetries.get()).values.find(
          ({ labels }) => labels.reason === 'authentication',
        )?.value ?? 0;
      try {
        await outbox.append(sampleEvents(20));
        // Written anew until one serves: on a slow machine three seconds may be over before the first connection.
        for (let old = 0; !publisher.isConnected(); await delay(20)) {
          if (performance.now() < old) continue;
          await writeFile(credsFile, credentialsFor(3), { mode: 0o600 });
          old = performance.now() + 2_500;
        }
        const before = await refusals();
        await until(async () => (await refusals()) > before);
        expect(publisher.isConnected()).toBe(false);
        await outbox.append(sampleEvents(20, 20));
        await writeFile(credsFile, credentials, { mode: 0o600 });
        await until(() => publisher.isConnected());
        expect(await receiveEvents(settings, 40)).toEqual(idsOf(sampleEvents(40)));
      } finally {
        await publisher.stop();
        await outbox.close();
        await container.stop();
        await directory.remove();
      }
    },
    patience,
  );
});

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
