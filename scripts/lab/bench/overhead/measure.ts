import type { Traffic } from './cells.js';
import { load } from './load.js';
import { cpuMs, rssMb, untilQuiet } from '../processes.js';
import { freshPrompts } from './prompts.js';
import { cellOf, type Cell, type Measurement, type Reference } from './results.js';
import type { RunningSide, Sides } from './sides.js';

/** Questions that every cache knows, of each length. */
const KNOWN_PROMPTS = 20;
const TRIES_TO_WARM = 20;
/** The first calls of a process pay for what it loads late, and for the compiler: a gateway runs for days. */
const FIRST_CALLS = 1_000;

/** Measures each kind of traffic on all sides, in turns; gives the cells in the order of the traffic. */
export async function measureAll(
  sides: Sides,
  traffic: readonly Traffic[],
  rounds: number,
  say: (line: string) => void,
): Promise<Cell[]> {
  const known = await warmAll(sides, traffic, say);
  const cells: Cell[] = [];
  for (const [at, one] of traffic.entries()) {
    const { answer, prompt, stream, connections, providerMs, calls } = one;
    say(
      `${at + 1}/${traffic.length}: ${answer}, ${prompt}, ${stream ? 'streamed' : 'whole'}, ${connections} at a time, ` +
        `provider ${providerMs} ms: ${rounds} rounds of ${calls} calls`,
    );
    await sides.slowProvider(providerMs);
    cells.push(...(await measureOne(sides, one, rounds, known)));
  }
  return cells;
}

type Known = ReadonlyMap<string, readonly string[]>;

/** A hit is compared with a hit, unless it is about what a slow provider takes. */
const referenceFor = ({ answer, providerMs }: Traffic): Reference =>
  answer === 'hit' && providerMs === 0 ? 'stock-cache' : 'stock';

async function measureOne(sides: Sides, traffic: Traffic, rounds: number, known: Known): Promise<Cell[]> {
  const reference = referenceFor(traffic);
  const everybody = [reference === 'stock' ? sides.stock : sides.stockCache, ...sides.compared];
  const measured = new Map<RunningSide, Measurement[]>(everybody.map((side) => [side, []]));
  for (let round = 0; round < rounds; round++) {
    // In turns, each round begun by another: the machine's other load drifts.
    const order = everybody.map((_, at) => everybody[(at + round) % everybody.length] as RunningSide);
    for (const side of order) {
      const prompts =
        traffic.answer === 'hit'
          ? repeated(known.get(traffic.prompt) ?? [], traffic.calls)
          : freshPrompts(traffic.prompt, traffic.calls);
      measured.get(side)?.push(await measure(side, traffic, prompts));
    }
  }
  const [first] = everybody as [RunningSide];
  return sides.compared.map((side) =>
    cellOf({
      side: side.name as Cell['side'],
      reference,
      traffic,
      rounds: (measured.get(side) ?? []).map((mine, round) => ({
        mine,
        theirs: measured.get(first)?.[round] as Measurement,
      })),
    }),
  );
}

async function measure(
  side: RunningSide,
  traffic: Traffic,
  prompts: readonly string[],
): Promise<Measurement> {
  const { litellm, service } = side;
  const pids = [litellm.pid, ...(service ? [service.pid] : [])];
  const before = pids.map(cpuMs);
  const { stream, connections } = traffic;
  const loaded = await load({ gateway: side, prompts, stream, connections });
  await untilQuiet(pids);
  const [litellmCpuMs = 0, serviceCpuMs = 0] = pids.map((pid, at) => cpuMs(pid) - (before[at] ?? 0));
  const [litellmRss = 0, serviceRssMb = 0] = pids.map(rssMb);
  return { ...loaded, litellmCpuMs, serviceCpuMs, rssMb: litellmRss + serviceRssMb, serviceRssMb };
}

const repeated = (prompts: readonly string[], count: number) =>
  Array.from({ length: count }, (_, at) => prompts[at % prompts.length] ?? '');

async function warmAll(
  sides: Sides,
  traffic: readonly Traffic[],
  say: (line: string) => void,
): Promise<Known> {
  const { stock, stockCache, compared } = sides;
  for (const gateway of [stock, stockCache, ...compared])
    await load({ gateway, prompts: freshPrompts('short', FIRST_CALLS), stream: false, connections: 4 });
  const lengths = new Set(traffic.filter(({ answer }) => answer === 'hit').map(({ prompt }) => prompt));
  const known = new Map([...lengths].map((length) => [length, freshPrompts(length, KNOWN_PROMPTS)]));
  for (const [length, prompts] of known) {
    say(`asking ${KNOWN_PROMPTS} ${length} prompts until each is answered from the caches`);
    for (const side of [stockCache, ...compared]) await warm(side, prompts);
  }
  return known;
}

/** Asks until every prompt is answered from the cache, as a whole and as a stream: LiteLLM stores after it answered. */
async function warm(gateway: RunningSide, prompts: readonly string[]): Promise<void> {
  for (const stream of [false, true]) {
    let left = prompts;
    for (let tries = 0; left.length > 0; tries++) {
      if (tries === TRIES_TO_WARM)
        throw new Error(
          `Expected ${gateway.name} to answer from its cache; ${left.length} prompts are still misses.`,
        );
      const { replies } = await load({ gateway, prompts: left, stream, connections: 1 });
      left = left.filter((_, at) => replies[at]?.hit !== true);
    }
  }
}
