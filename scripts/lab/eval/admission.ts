import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { textOf } from '../text-of.js';
import { refuseText, type Refusal } from '../../../hooks-server/cache/admission.js';
import { cacheSettings } from '../../../hooks-server/cache/settings.js';
import { ConfigurationError } from '../../../hooks-server/errors.js';
import { roundTo } from '../statistics.js';

interface Options {
  readonly requests: string;
  readonly json: boolean;
  readonly misses: boolean;
}

const lineSchema = z.looseObject({
  request: z.string(),
  store: z.union([z.literal(0), z.literal(1)]),
  kind: z.string().optional(),
  language: z.string().optional(),
});

type Request = z.infer<typeof lineSchema>;

interface Decided extends Request {
  readonly refusal: Refusal | undefined;
}

function readOptions(): Options {
  return new Command('eval:admission')
    .description(
      'Says of labelled requests how many answers the cache would wrongly keep, and wrongly refuse.',
    )
    .requiredOption(
      '--requests <file>',
      'JSON lines of {request, store}, gzip or not; store is 1 when the answer may be kept for others; kind and language are optional',
    )
    .option('--json', 'print one JSON object', false)
    .option('--misses', 'also print each wrong decision to standard error', false)
    .parse()
    .opts<Options>();
}

async function readRequests(file: string): Promise<Request[]> {
  const bytes = await readFile(file);
  return textOf(bytes)
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line)
    .map(({ line, number }) => readLine(line, `${file}:${number}`));
}

function readLine(line: string, place: string): Request {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    throw new ConfigurationError(`Expected {"request": "…", "store": 0 or 1} at ${place}.`);
  }
}

function isWrong({ store, refusal }: Decided): boolean {
  return (store === 1) !== (refusal === undefined);
}

function summarise(decided: readonly Decided[]) {
  const ofLabel = (store: 0 | 1) => decided.filter((request) => request.store === store);
  const share = (wrong: number, all: number) => roundTo(wrong / Math.max(1, all), 4);
  const wronglyStored = ofLabel(0).filter(isWrong).length;
  const wronglyRefused = ofLabel(1).filter(isWrong).length;
  return {
    requests: decided.length,
    wronglyStored,
    wronglyRefused,
    wronglyStoredShare: share(wronglyStored, ofLabel(0).length),
    wronglyRefusedShare: share(wronglyRefused, ofLabel(1).length),
    notToStore: ofLabel(0).length,
    toStore: ofLabel(1).length,
    refusedBy: countBy(decided, ({ refusal }) => refusal),
    ...wrongBy(decided, 'kind', ({ kind }) => kind),
    ...wrongBy(decided, 'language', ({ language }) => language),
  };
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined) {
  const counts: Record<string, number> = {};
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Wrong decisions and all of them, for each value of an optional field that the file has. */
function wrongBy(
  decided: readonly Decided[],
  field: string,
  keyOf: (request: Decided) => string | undefined,
) {
  const all = countBy(decided, keyOf);
  if (Object.keys(all).length === 0) return {};
  const wrong = countBy(decided.filter(isWrong), keyOf);
  const entries = Object.keys(all)
    .sort()
    .map((key) => [key, { n: all[key], wrong: wrong[key] ?? 0 }] as const);
  return { [`by${field[0]!.toUpperCase()}${field.slice(1)}`]: Object.fromEntries(entries) };
}

async function main(): Promise<void> {
  const options = readOptions();
  const settings = cacheSettings.parse({}).admission;
  const decided = (await readRequests(options.requests)).map((request) => ({
    ...request,
    refusal: refuseText(request.request, settings),
  }));
  if (options.misses)
    for (const request of decided.filter(isWrong))
      console.error(`${request.store ? `REFUSED (${request.refusal})` : 'STORED'} ${request.request}`);
  const summary = summarise(decided);
  console.log(options.json ? JSON.stringify(summary) : summary);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigurationError) && !(error instanceof Error && 'code' in error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
