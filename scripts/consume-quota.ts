import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { connectJetStream, type JetStream } from '../hooks-server/events/jetstream.js';
import { natsSettings } from '../hooks-server/events/settings.js';
import { consumeQuota } from './quota-consumer/consume.js';
import { openLedger, type Ledger } from './quota-consumer/ledger.js';

// An example of a consumer that counts every quota event once: docs/04-Events.md explains what it does and why.

interface Options {
  readonly nats: string;
  readonly stream: string;
  readonly durable: string;
  readonly state?: string;
  readonly batch: number;
  readonly untilIdle?: number;
  readonly json: boolean;
}

function print(ledger: Ledger, json: boolean): void {
  const tenants = Object.entries(ledger.tenants()).map(([tenant, { calls, totalTokens, costNano }]) => {
    return { tenant, calls, totalTokens, costUsd: costNano / 1e9 };
  });
  if (json) return console.log(JSON.stringify({ tenants }));
  for (const { tenant, calls, totalTokens, costUsd } of tenants) {
    console.log(`${tenant}: ${calls} calls, ${totalTokens} tokens, ${costUsd} USD`);
  }
}

async function main(options: Options): Promise<void> {
  const ledger = await openLedger(options.state);
  const { user, password, token, creds } = {
    user: process.env['HOOKS_EVENTS_NATS_USER'],
    password: process.env['HOOKS_EVENTS_NATS_PASSWORD'],
    token: process.env['HOOKS_EVENTS_NATS_TOKEN'],
    creds: process.env['HOOKS_EVENTS_NATS_CREDS_FILE'],
  };
  const settings = natsSettings.parse({
    servers: options.nats.split(','),
    user,
    password,
    token,
    credsFile: creds,
  });
  for (;;) {
    let connection: JetStream | undefined;
    try {
      connection = await connectJetStream(settings);
      const { stream, durable, batch, untilIdle } = options;
      const idle = untilIdle === undefined ? {} : { idleMs: untilIdle * 1000 };
      const result = await consumeQuota(connection, ledger, { stream, durable, batch, ...idle });
      if (!options.json)
        console.log(`${result.counted} counted, ${result.duplicates} duplicates, ${result.invalid} invalid`);
      if (untilIdle !== undefined) break;
    } catch (error) {
      console.error(`NATS is away, trying again: ${error instanceof Error ? error.message : String(error)}`);
      await delay(1000);
    } finally {
      await connection?.close();
    }
  }
  print(ledger, options.json);
}

const number = (value: string) => Number(value);
await main(
  new Command('consume-quota')
    .description(
      'Counts quota.updated events by tenant, each once. Credentials: HOOKS_EVENTS_NATS_USER, _PASSWORD, _TOKEN, _CREDS_FILE.',
    )
    .option('--nats <urls>', 'servers, with commas', process.env['NATS_URL'] ?? 'nats://127.0.0.1:4222')
    .option('--stream <name>', 'stream', 'LITELLM_EVENTS')
    .option('--durable <name>', 'name of the consumer; NATS keeps its position', 'quota-example')
    .option('--state <file>', 'where sums and seen ids are kept; in memory without')
    .option('--batch <n>', 'events between two saves', number, 100)
    .option('--until-idle <seconds>', 'end when nothing came for so long', number)
    .option('--json', 'print the sums as JSON', false)
    .parse()
    .opts<Options>(),
);
