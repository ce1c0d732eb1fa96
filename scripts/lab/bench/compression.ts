import { Command } from 'commander';
import { createCompressor } from '../../../hooks-server/compression/compressor.js';
import { compressionSettings } from '../../../hooks-server/compression/settings.js';
import { count } from '../../command-line.js';
import { prose } from './prose.js';
import { roundedPercentile, roundTo } from '../statistics.js';

/** Requests before each measurement: the engine compiles the last hot function after about 30 of the shorter ones. */
const WARM_UP_RUNS = 40;

/** A prompt as a request brings it: in one piece, where one that was just put together is made of thousands. */
function contentOf(tokens: number, seed: number): string {
  const text = `${prose(tokens, seed)}\n\nWhy was the observatory closed?`;
  return Buffer.from(text).toString();
}

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
  // Made beforehand: what making them leaves to collect would hold the loop too.
  const contents = Array.from({ length: runs }, (_, index) => contentOf(tokens, index + 1));
  for (const content of contents) {
    const messages = [{ role: 'user', content }];
    const stop = watchLoop();
    const result = await compressor.compress({ model: 'gpt-4o', messages, settings });
    held = Math.max(held, stop());
    times.push(result.latencyMs);
    reasons[result.reason] = (reasons[result.reason] ?? 0) + 1;
    original += result.originalTokens / runs;
  }
  return {
    tokens: Math.round(original),
    p50Ms: roundedPercentile(times, 0.5),
    p95Ms: roundedPercentile(times, 0.95),
    maxMs: roundedPercentile(times, 1),
    loopHeldMs: roundTo(held, 2),
    reasons,
  };
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
  .option('--runs <number>', 'requests for each size', count, 100)
  .option('--deadline <ms>', 'deadline of each request', count, 1_000)
  .option('--json', 'print one line of JSON');

try {
  await run(program.parse().opts<Options>());
} catch (error) {
  console.error(`bench:compression: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
