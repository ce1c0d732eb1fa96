import { Command } from 'commander';
import { count } from '../../command-line.js';
import { load, median, p50Of, type Gateway, type Load } from './gateway-load.js';
import { startGateways, type MeasuredGateways } from './gateway-stack.js';

// What the hooks cost a call, and what a hit is worth: real LiteLLM with and without them, in turns, on this machine.

/** Over the rounds. */
interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

interface Side {
  readonly p50Ms: Spread;
  readonly requestsPerSecond: Spread;
  readonly failed: number;
  /** Answers that came from a cache where they should not have, or did not where they should. */
  readonly unexpected: number;
}

interface Case {
  readonly answer: 'miss' | 'hit';
  readonly connections: number;
  readonly stock: Side;
  readonly ours: Side;
  /** Of the medians of the rounds; ratios are of the two sides within a round, then the spread over the rounds. */
  readonly addedMs: Spread;
  readonly throughputRatio: Spread;
}

const round = (value: number) => Math.round(value * 100) / 100;

function spread(values: readonly number[]): Spread {
  return { median: round(median(values)), min: round(Math.min(...values)), max: round(Math.max(...values)) };
}

function sideOf(loads: readonly Load[], answer: 'miss' | 'hit'): Side {
  const replies = loads.flatMap((one) => one.replies);
  return {
    p50Ms: spread(loads.map(p50Of)),
    requestsPerSecond: spread(loads.map(({ requestsPerSecond }) => requestsPerSecond)),
    failed: replies.filter(({ status }) => status !== 200).length,
    unexpected: replies.filter(({ hit }) => hit !== (answer === 'hit')).length,
  };
}

let asked = 0;
const run = `${process.pid}`;
/** Questions that have little in common, as those of an application do: templates alone would all be candidates of each. */
const fresh = (count: number) =>
  Array.from({ length: count }, () => {
    const at = asked++;
    const pick = (list: readonly string[], every: number) => list[Math.floor(at / every) % list.length] ?? '';
    return `${pick(OPENINGS, 1)} ${pick(SUBJECTS, 7)} ${pick(PLACES, 3)}, case ${run}-${at}?`;
  });
const OPENINGS = [
  'How do I repair a leak in',
  'Who was the first to describe',
  'What does the law say about',
  'Why do people collect',
  'Can you explain in plain words',
  'Which tools are needed for',
  'How much does one pay for',
  'What went wrong with',
  'When should gardeners think of',
  'Is there a simple recipe for',
  'How do engineers measure',
];
const SUBJECTS = [
  'a copper boiler',
  'night trains',
  'sourdough',
  'tax refunds',
  'old violins',
  'solar roofs',
];
const PLACES = ['in the mountains', 'of the last century', 'for beginners', 'near the coast', 'at a school'];
const KNOWN = Array.from({ length: 20 }, (_, at) => `Which colour has the ship with the number ${at}?`);
const known = (count: number) => Array.from({ length: count }, (_, at) => KNOWN[at % KNOWN.length] ?? '');

/** Asks until every known question is answered from the cache: LiteLLM stores after it answered. */
async function warm(gateway: Gateway): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const { replies } = await load(gateway, KNOWN, 1);
    if (replies.every(({ hit, status }) => hit && status === 200)) return;
  }
  throw new Error(`Expected ${gateway.url} to answer from its cache.`);
}

interface Options {
  readonly rounds: number;
  readonly calls: number;
  readonly json?: boolean;
}

async function compare(gateways: MeasuredGateways, { rounds, calls }: Options): Promise<Case[]> {
  const { stock, stockCache, ours } = gateways;
  const plans = [1, 10].flatMap((connections) => [
    { answer: 'miss' as const, connections, theirs: stock, questions: fresh },
    { answer: 'hit' as const, connections, theirs: stockCache, questions: known },
  ]);
  const loads = plans.map(() => ({ theirs: [] as Load[], ours: [] as Load[] }));
  for (let at = 0; at < rounds; at++) {
    for (const [index, { theirs, connections, questions }] of plans.entries()) {
      const measure = {
        theirs: async () => loads[index]?.theirs.push(await load(theirs, questions(calls), connections)),
        ours: async () => loads[index]?.ours.push(await load(ours, questions(calls), connections)),
      };
      // In turns, and each first as often as second: the machine's other load drifts.
      for (const who of at % 2 === 0 ? (['theirs', 'ours'] as const) : (['ours', 'theirs'] as const))
        await measure[who]();
    }
  }
  return plans.map(({ answer, connections }, index) => {
    const both = loads[index] ?? { theirs: [], ours: [] };
    const pairs = both.ours.flatMap((mine, at) => {
      const theirs = both.theirs[at];
      return theirs ? [{ mine, theirs }] : [];
    });
    return {
      answer,
      connections,
      stock: sideOf(both.theirs, answer),
      ours: sideOf(both.ours, answer),
      addedMs: spread(pairs.map(({ mine, theirs }) => p50Of(mine) - p50Of(theirs))),
      throughputRatio: spread(
        pairs.map(({ mine, theirs }) => mine.requestsPerSecond / theirs.requestsPerSecond),
      ),
    };
  });
}

/** What a call costs when the hook service is gone, against the same calls just before. */
async function withoutHooks({ ours, stopHooks }: MeasuredGateways, calls: number) {
  const running = await load(ours, fresh(calls), 1);
  await stopHooks();
  const stopped = await load(ours, fresh(calls), 1);
  return {
    calls,
    succeeded: stopped.replies.filter(({ status }) => status === 200).length,
    runningP50Ms: round(p50Of(running)),
    stoppedP50Ms: round(p50Of(stopped)),
    addedMs: round(p50Of(stopped) - p50Of(running)),
  };
}

function printTable(cases: readonly Case[]): void {
  const text = ({ median: middle, min, max }: Spread) => `${middle} (${min}-${max})`;
  console.table(
    cases.map(({ answer, connections, stock, ours, addedMs, throughputRatio }) => ({
      answer,
      connections,
      'stock p50 ms': text(stock.p50Ms),
      'ours p50 ms': text(ours.p50Ms),
      'added ms': text(addedMs),
      'stock req/s': text(stock.requestsPerSecond),
      'ours req/s': text(ours.requestsPerSecond),
      'throughput ratio': text(throughputRatio),
      'failed or unexpected': stock.failed + stock.unexpected + ours.failed + ours.unexpected,
    })),
  );
}

async function main(options: Options): Promise<void> {
  const gateways = await startGateways();
  try {
    await warm(gateways.stockCache);
    await warm(gateways.ours);
    // The first calls of a process pay for what it loads late.
    for (const gateway of [gateways.stock, gateways.ours]) await load(gateway, fresh(40), 10);
    const cases = await compare(gateways, options);
    const stopped = await withoutHooks(gateways, 50);
    const { cacheStore } = gateways;
    if (options.json) {
      console.log(
        JSON.stringify({ cacheStore, rounds: options.rounds, calls: options.calls, cases, stopped }),
      );
      return;
    }
    console.log(`Both caches in ${cacheStore}; ${options.rounds} rounds of ${options.calls} calls each.`);
    printTable(cases);
    console.log(
      `${stopped.calls} calls with the hook service stopped: ${stopped.succeeded} succeed, and the median costs ` +
        `${stopped.addedMs} ms more than with it running (${stopped.stoppedP50Ms} against ${stopped.runningP50Ms} ms).`,
    );
  } finally {
    await gateways.stop();
  }
}

const program = new Command('bench:gateway')
  .description(
    'Measures real LiteLLM with the hooks against LiteLLM alone, at 1 and at 10 connections, before a mock provider.',
  )
  .option('--rounds <count>', 'rounds, in which all are measured in turns', count, 5)
  .option('--calls <count>', 'calls of each measurement', count, 100)
  .option('--json', 'print one JSON object')
  .action(main);
await program.parseAsync();
