import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { count, runCommand } from '../../command-line.js';
import { SIDES, nameOf, trafficOf, type Choice, type Side } from './overhead/cells.js';
import { measureAll } from './overhead/measure.js';
import { LENGTHS, type Length } from './overhead/prompts.js';
import type { Cell } from './overhead/results.js';
import { startSides } from './overhead/sides.js';

// What the hooks cost a call and what a hit is worth: real LiteLLM with and without them, in turns, before a mock provider.

const HELP = `
Sides: stock-features is LiteLLM with features of its own (exact Redis cache, content filter guardrail, generic_api callback),
ours the committed configuration, ours-generic the same jobs by LiteLLM's stock generic guardrail. Misses are compared with
LiteLLM without any feature; hits with LiteLLM's own exact Redis hits, and with --provider-ms 300 with what a call to
such a provider takes. Throughput and latency depend on what else runs on the machine; CPU per request hardly does.

Examples:
  npm run -s bench:overhead -- --json                                         the whole matrix: hours
  npm run -s bench:overhead -- --cells miss-short-c10 hit-short-c10           two of its cells
  npm run -s bench:overhead -- --prompts long --connections 1 --sides ours
`;

interface Options extends Choice {
  readonly sides: readonly Side[];
  readonly rounds: number;
  readonly json?: boolean;
}

const say = (line: string) =>
  void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

function oneOf<T extends string>(known: readonly T[]) {
  return (text: string, before: readonly T[] | undefined): readonly T[] => {
    const found = known.find((name) => name === text);
    if (found === undefined) throw new InvalidArgumentError(`Expected one of ${known.join(', ')}.`);
    return [...(before === known || before === undefined ? [] : before), found];
  };
}

function numbers(smallest: number) {
  return (text: string, before: readonly number[] & { isDefault?: true }): readonly number[] => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < smallest)
      throw new InvalidArgumentError(`Expected a whole number from ${smallest} on.`);
    return [...(before.isDefault ? [] : before), value];
  };
}
const byDefault = (values: readonly number[]) => Object.assign([...values], { isDefault: true as const });

async function main(options: Options): Promise<void> {
  if (!existsSync('/proc/self/stat'))
    throw new Error('CPU per process is read from /proc: this needs Linux.');
  const traffic = trafficOf(options);
  if (traffic.length === 0) throw new Error(`No cell matches ${options.cells.join(' ')}.`);
  say(`${traffic.length} kinds of traffic on stock and ${options.sides.join(', ')}`);
  const sides = await startSides(options.sides, say);
  try {
    const cells = await measureAll(sides, traffic, options.rounds, say);
    if (options.json) console.log(JSON.stringify({ cells, rounds: options.rounds }));
    else printTable(cells, options.rounds);
  } finally {
    await sides.stop();
  }
}

function printTable(cells: readonly Cell[], rounds: number): void {
  console.log(
    `Medians of ${rounds} rounds; ratios and added times are against the reference within a round.`,
  );
  console.table(
    cells.map((cell) => ({
      traffic: nameOf(cell),
      side: cell.side,
      reference: cell.reference,
      throughput: `${cell.throughputRatio.median} (${cell.throughputRatio.min}-${cell.throughputRatio.max})`,
      'added p50 ms': cell.addedP50Ms,
      'added p99 ms': cell.addedP99Ms,
      'LiteLLM CPU': `${cell.litellmCpuRatio} (${cell.litellmCpuMs} ms)`,
      'service CPU ms': cell.serviceCpuMs,
      'RSS MB': cell.rssMb,
      'failed or unexpected': cell.failed + cell.unexpected,
    })),
  );
}

const program = new Command('bench:overhead')
  .description(
    'Measures what the hooks cost real LiteLLM, in alternating rounds and by CPU time of each process.',
  )
  .option('--cells <pattern...>', 'only cells of these names, such as miss-short-c10 or hit-*-stream', [])
  .option('--sides <side...>', `of ${SIDES.join(', ')}`, oneOf<Side>(SIDES), SIDES)
  .option('--prompts <length...>', `of ${LENGTHS.join(', ')}`, oneOf<Length>(LENGTHS), LENGTHS)
  .option('--connections <count...>', 'calls at a time', numbers(1), byDefault([1, 10, 50]))
  .option('--provider-ms <ms...>', 'how long the provider takes', numbers(0), byDefault([0, 300]))
  .option('--rounds <count>', 'rounds, in which all sides are measured in turns', count, 5)
  .option('--calls <count>', 'calls of each measurement; fewer with longer prompts', count, 100)
  .option('--json', 'print one JSON object, last')
  .addHelpText('after', HELP)
  .action((options: Options) => runCommand(() => main(options)));
await program.parseAsync();
