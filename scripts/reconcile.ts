import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { runCommand } from './command-line.js';
import { CommandError } from './operate/service-client.js';
import { createKeyReader } from './reconcile-usage/key-reader.js';
import { knownEvents } from './reconcile-usage/known-events.js';
import { reconcile } from './reconcile-usage/reconcile.js';
import { readSpendLog } from './reconcile-usage/spend-log.js';

// Compares LiteLLM's spend log (database mode) with the outbox, and has the service emit what is absent.

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly litellm: string;
  readonly file?: string;
  readonly service: string;
  readonly data: string;
  readonly source: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const HOUR_MS = 3_600_000;

async function* readLines(path: string): AsyncIterable<unknown> {
  let number = 0;
  // Opened before lines are asked for: readline would not pass on that there is no such file.
  const input = (await open(path)).createReadStream();
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() !== '') yield parsed(line, `${path}:${number}`);
  }
}

function parsed(line: string, place: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (cause) {
    throw new CommandError(`${place}: expected one row of the spend log as JSON.`, { cause });
  }
}

function instant(option: string, text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new CommandError(`${option}: expected a time in ISO 8601, got ${text}.`);
  return date;
}

function rowsOf({ file, litellm, from, to }: Options, masterKey: string | undefined): AsyncIterable<unknown> {
  if (file !== undefined) return readLines(file);
  if (masterKey === undefined) throw new CommandError('Expected LITELLM_MASTER_KEY in the environment.');
  return readSpendLog({
    url: litellm,
    masterKey,
    from: from === undefined ? new Date(Date.now() - 24 * HOUR_MS) : instant('--from', from),
    // Usage of calls that ended just now is still on its way.
    to: to === undefined ? new Date(Date.now() - 300_000) : instant('--to', to),
  });
}

async function post(service: string, records: readonly unknown[]): Promise<void> {
  const response = await fetch(new URL('/events', service), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': process.env['HOOKS_SECRET'] ?? '' },
    body: JSON.stringify(records),
  });
  if (!response.ok)
    throw new CommandError(
      `The hook service answered ${response.status}; run this again, it repeats nothing.`,
    );
}

async function main(options: Options): Promise<void> {
  const masterKey = process.env['LITELLM_MASTER_KEY'];
  const result = await reconcile({
    ...(masterKey !== undefined && { readKey: createKeyReader({ url: options.litellm, masterKey }) }),
    source: options.source,
    rows: rowsOf(options, masterKey),
    known: await knownEvents(join(options.data, 'outbox')),
    send: (records) => (options.dryRun ? Promise.resolve() : post(options.service, records)),
  });
  if (options.json) return console.log(JSON.stringify(result));
  const verb = options.dryRun ? 'absent' : 'emitted';
  console.log(
    `${result.rows} rows: ${result.present} present, ${result.emitted} ${verb}, ${result.unusable} unusable, ${result.tooOld} too old, ${result.nobodys} of unknown keys`,
  );
}

const options = new Command('reconcile')
  .description(
    'Emits the quota events of calls that LiteLLM logged and that never reached the outbox. Safe to repeat.',
  )
  .option('--from <time>', 'begin, ISO 8601; 24 hours ago without')
  .option('--to <time>', 'end, ISO 8601; 5 minutes ago without')
  .option('--litellm <url>', 'LiteLLM; its key comes from LITELLM_MASTER_KEY', 'http://127.0.0.1:4000')
  .option(
    '--file <path>',
    'rows of the spend log as JSON lines, instead of asking LiteLLM for them; for their keys it is asked where LITELLM_MASTER_KEY is set',
  )
  .option(
    '--service <url>',
    'hook service; its secret comes from HOOKS_SECRET',
    `http://127.0.0.1:${process.env['HOOKS_PORT'] ?? 4100}`,
  )
  .option('--data <path>', 'the events data directory', process.env['HOOKS_DATA_DIR'] ?? '.data/events')
  .option('--source <name>', 'the setting events.source', 'litellm-hooks')
  .option('--dry-run', 'only count', false)
  .option('--json', 'one JSON line', false)
  .parse()
  .opts<Options>();
await runCommand(() => main(options));
