import { join } from 'node:path';
import { startEvents } from '../../hooks-server/events/start-events.js';
import { connectJetStream } from '../../hooks-server/events/jetstream.js';
import { eventsSettings } from '../../hooks-server/events/settings.js';
import { consumeQuota } from '../../scripts/quota-consumer/consume.js';
import { openLedger } from '../../scripts/quota-consumer/ledger.js';
import { commonDeps, sampleUsage, temporaryDirectory } from '../events/support.js';
import { asAdmin, quickNatsSettings } from '../support/nats-admin.js';
import { describeWith, natsService, type Service } from '../support/services.js';

const service = await natsService();
afterAll(() => service?.stop());

describeWith(service, 'the example consumer', ({ url }: Service) => {
  it('counts each call once, over redeliveries, duplicates and its own crash', async () => {
    const directory = await temporaryDirectory();
    const nats = quickNatsSettings(url);
    const events = await startEvents(
      eventsSettings.parse({ dataDirectory: join(directory.path, 'data'), nats }),
      {
        ...commonDeps(),
        resolveTenant: () => ({ id: 'acme' }),
        callContext: () => undefined,
      },
    );
    const records = Array.from({ length: 300 }, (_, index) => sampleUsage(`call-${index}`));
    await events.accept(JSON.stringify(records));
    await events.accept(JSON.stringify(records.slice(100)));
    const reader = await events.outbox.reader('publisher');
    while ((await reader.backlog()).records > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    // Beyond the duplicate window the stream may hold an event twice: a copy without a message id is such a one.
    await asAdmin(url, async (connection) => {
      const manager = await connection.jetstreamManager();
      const { data } = await manager.streams.getMessage(nats.stream.name, { seq: 5 });
      await connection.jetstream().publish('quota.updated', data);
      await connection.jetstream().publish('quota.updated', Buffer.from('not JSON'));
    });

    const options = { stream: nats.stream.name, durable: 'example', batch: 50, idleMs: 500 };
    const path = join(directory.path, 'ledger.json');
    const crashing = await connectJetStream(nats);
    const ledger = await openLedger(path);
    let saves = 0;
    // Saves twice, then dies between a save and its acknowledgement.
    const dying = {
      ...ledger,
      save: async () => {
        await ledger.save();
        saves += 1;
        if (saves === 3) throw new Error('crashed');
      },
    };
    await expect(consumeQuota(crashing, dying, options)).rejects.toThrow('crashed');
    await crashing.close();
    await asAdmin(url, async (connection) => {
      // The server would deliver again after 30 s; the test does not wait for that.
      const manager = await connection.jetstreamManager();
      await manager.consumers.update(nats.stream.name, 'example', { ack_wait: 500_000_000 });
    });

    const connection = await connectJetStream(nats);
    const after = await openLedger(path);
    const result = await consumeQuota(connection, after, { ...options, idleMs: 3000 });
    await connection.close();
    expect(result.invalid).toBe(1);
    expect(result.duplicates).toBeGreaterThanOrEqual(1);
    expect(after.tenants()).toEqual({ acme: { calls: 300, totalTokens: 8700, costNano: 300 * 147_500 } });
    await events.stop();
    await directory.remove();
  }, 90_000);
});
