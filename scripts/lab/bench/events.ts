import { Command, Option } from 'commander';
import { natsService } from '../../../test/support/services.js';
import type { FaultResult } from './events/account.js';
import { faults } from './events/faults.js';
import { isFlawless, runMatrix } from './events/matrix.js';
import { compareLoggers, type LoggerResult } from './events/stock.js';

// Whether usage events survive what can happen to service, NATS, disk and LiteLLM, through real LiteLLM.

interface Options {
  readonly calls: number;
  readonly concurrency: number;
  readonly fault?: string;
  readonly json: boolean;
}

const say = (line: string) => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);

async function runFaults({ calls, concurrency, fault }: Options): Promise<readonly FaultResult[]> {
  const nats = await natsService();
  if (nats?.control === undefined) throw new Error('The faults need Docker, or nats-server on the PATH.');
  const interrupted = () => void nats.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await runMatrix({
      calls,
      concurrency,
      seconds: { hung: 10, natsDown: 20, natsPaused: 20, diskFull: 10 },
      nats: { url: nats.url, control: nats.control },
      ...(fault !== undefined && { only: [fault] }),
      say,
    });
  } finally {
    await nats.stop();
  }
}

function printFaults(results: readonly FaultResult[]): void {
  for (const { name, calls, events, lost, duplicates, reported, unnoticed, tokens, costUsd } of results) {
    console.log(
      `${name.padEnd(20)} ${calls} calls, ${events} events, ${lost} lost, ${duplicates} duplicates, ${reported} reported, ${unnoticed} unnoticed; ` +
        `${tokens.events} of ${tokens.provider} tokens, ${costUsd.events} of ${costUsd.provider} USD`,
    );
  }
}

function printLogger(name: string, { calls, lost }: LoggerResult): void {
  console.log(`${name.padEnd(20)} ${calls} calls, ${lost} lost (${((100 * lost) / calls).toFixed(2)} %)`);
}

async function main(options: Options): Promise<void> {
  const { fault, json } = options;
  const results = fault === 'stock' ? [] : await runFaults(options);
  const loggers =
    fault === undefined || fault === 'stock' ? await compareLoggers({ ...options, say }) : undefined;
  if (json) console.log(JSON.stringify({ faults: results, ...loggers }));
  else {
    printFaults(results);
    if (loggers !== undefined) {
      printLogger('stock logger', loggers.stock);
      printLogger('plugin', loggers.plugin);
    }
  }
  if (!results.every(isFlawless) || (loggers?.plugin.lost ?? 0) > 0) process.exitCode = 1;
}

await main(
  new Command('bench-events')
    .description(
      'Calls through real LiteLLM while service, NATS, disk and LiteLLM fail; then every event is compared with the ' +
        "provider's own count. Ends with 1 when anything was lost, counted twice or not noticed. A LiteLLM that is " +
        'killed (SIGKILL) takes what it had in memory with it: those count as lost, and must all be reported.',
    )
    .option('--calls <n>', 'calls for each fault', Number, 5000)
    .option('--concurrency <n>', 'calls at a time', Number, 20)
    .addOption(
      new Option('--fault <name>', 'only this one; stock: only the comparison of the loggers').choices([
        ...faults.map(({ name }) => name),
        'stock',
      ]),
    )
    .option('--json', 'one JSON line', false)
    .parse()
    .opts<Options>(),
);
