import { Command, InvalidArgumentError } from 'commander';
import { createCompressor } from '../../hooks-server/compression/compressor.js';
import { compressionSettings } from '../../hooks-server/compression/settings.js';

const SUBJECTS = [
  'harbour',
  'railway',
  'orchard',
  'museum',
  'reservoir',
  'theatre',
  'observatory',
  'foundry',
  'archive',
];
const VERBS = [
  'was enlarged',
  'was moved',
  'closed',
  'was rebuilt',
  'changed hands',
  'burned down',
  'was surveyed',
];
const CAUSES = [
  'after a flood',
  'because the lease ended',
  'when the mayor resigned',
  'during the long strike',
];

/** Requests before each measurement: the engine compiles the last hot function after about 30 of the shorter ones. */
const WARM_UP_RUNS = 40;

/** Syllables of made-up names: 560 of them, about as many as a long document has. */
const ONSETS = ['Ar', 'Bel', 'Cor', 'Dun', 'El', 'Fen', 'Gar', 'Hol'];
const RHYMES = ['ber', 'dan', 'lo', 'mar', 'nis', 'ra', 'to'];
const ENDINGS = ['by', 'dale', 'ford', 'ham', 'ley', 'mouth', 'stead', 'ton', 'wick', 'worth'];

/** A small generator with a fixed seed (Park and Miller 1988): every run measures the same texts. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Made-up prose of about `tokens` tokens (a sentence has about 24), in paragraphs of six sentences. */
function prose(tokens: number, seed: number): string {
  const random = seeded(seed);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const name = () => pick(ONSETS) + pick(RHYMES) + pick(ENDINGS);
  let text = '';
  for (let sentence = 0; sentence < tokens / 27; sentence += 1) {
    const year = 1700 + Math.floor(random() * 300);
    text += `In ${year} the ${pick(SUBJECTS)} of ${name()} ${pick(VERBS)} ${pick(CAUSES)}, and ${name()} paid ${Math.floor(random() * 9e4)} crowns.`;
    text += sentence % 6 === 5 ? '\n\n' : ' ';
  }
  return text;
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const round = (value: number) => Number(value.toFixed(2));

/** Watches how late a timer of one millisecond comes: how long the event loop was held. */
function watchLoop() {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 1);
    last = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

async function measure(
  compressor: ReturnType<typeof createCompressor>,
  tokens: number,
  runs: number,
  deadlineMs: number,
) {
  const settings = compressionSettings.parse({ deadlineMs });
  const times: number[] = [];
  const reasons: Record<string, number> = {};
  let original = 0;
  let held = 0;
  for (let at = 0; at < runs; at += 1) {
    const text = prose(tokens, at + 1);
    const messages = [{ role: 'user', content: `${text}\n\nWhy was the observatory closed, and who paid?` }];
    const stop = watchLoop();
    const result = await compressor.compress({ model: 'gpt-4o', messages, settings });
    held = Math.max(held, stop());
    times.push(result.latencyMs);
    reasons[result.reason] = (reasons[result.reason] ?? 0) + 1;
    original += result.originalTokens / runs;
  }
  times.sort((a, b) => a - b);
  return {
    tokens: Math.round(original),
    p50Ms: round(percentile(times, 0.5)),
    p95Ms: round(percentile(times, 0.95)),
    maxMs: round(times.at(-1) ?? 0),
    loopHeldMs: round(held),
    reasons,
  };
}

function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError(`Expected a whole number from 1 on, got ${value}.`);
  return count;
}

interface Options {
  readonly runs: number;
  readonly deadline: number;
  readonly json?: boolean;
}

async function run({ runs, deadline, json }: Options): Promise<void> {
  const compressor = createCompressor({ breaker: { failures: 1_000_000, openMs: 1 } });
  try {
    await compressor.warm();
    const report = [];
    for (const tokens of [1_000, 10_000, 100_000]) {
      await measure(compressor, tokens, tokens > 50_000 ? 10 : WARM_UP_RUNS, deadline);
      report.push(await measure(compressor, tokens, tokens > 50_000 ? Math.min(20, runs) : runs, deadline));
    }
    if (json) console.log(JSON.stringify(report));
    else console.table(report.map(({ reasons, ...rest }) => ({ ...rest, reasons: JSON.stringify(reasons) })));
  } finally {
    await compressor.close();
  }
}

const program = new Command('bench:compression')
  .description(
    'Measures what compression adds to a request at 1k, 10k and 100k tokens, and how long it holds the event loop.',
  )
  .option('--runs <number>', 'requests for each size', parseCount, 100)
  .option('--deadline <ms>', 'deadline of each request', parseCount, 1_000)
  .option('--json', 'print one line of JSON');

try {
  await run(program.parse().opts<Options>());
} catch (error) {
  console.error(`bench:compression: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
