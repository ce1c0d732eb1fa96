import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { count, runCommand } from '../command-line.js';
import { createGateway } from '../operate/gateway-client.js';
import { table } from '../table.js';
import { startCostStack, type CostStack } from './cost/stack.js';
import { makeWorkload, type CallKind, type WorkloadCall } from './cost/workload.js';

const options = new Command('cost-report')
  .description(
    'What a mixed, repetitive retrieval workload costs with the hooks and without, through real LiteLLM and the mock provider, by job.',
  )
  .option('--calls <n>', 'calls on each side', count, 1000)
  .option('--tenants <n>', 'tenants among whom they are', count, 3)
  .option('--exponent <s>', "Zipf's exponent of how often questions come again; 0 is evenly", Number, 1)
  .option('--seed <n>', 'of the random numbers', count, 1)
  .option('--concurrency <n>', 'calls at a time', count, 4)
  .option('--model <name>', 'whose prices count', 'gpt-4o')
  .option('--json', 'print one JSON object')
  .parse()
  .opts<{
    calls: number;
    tenants: number;
    exponent: number;
    seed: number;
    concurrency: number;
    model: string;
    json?: boolean;
  }>();

interface Answered {
  readonly call: WorkloadCall;
  readonly costUsd: number;
  readonly hit: boolean;
  /** By which an answer is told from all others: the mock makes it from what it got. */
  readonly text: string;
}

/** Calls in their order, a few at a time. Rejects when one is not answered: a cost without it would be no cost. */
async function askAll(stack: CostStack, calls: readonly WorkloadCall[], on: boolean): Promise<Answered[]> {
  const answers = new Array<Answered>(calls.length);
  let next = 0;
  const worker = async () => {
    while (next < calls.length) {
      const index = next++;
      answers[index] = await ask(stack, calls[index] as WorkloadCall, on);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  return answers;
}

async function ask(stack: CostStack, call: WorkloadCall, on: boolean): Promise<Answered> {
  const gateway = createGateway(stack.url, stack.keyOf(call.tenant, on));
  const { status, headers, text } = await gateway.post('/v1/chat/completions', {
    model: options.model,
    messages: call.messages,
  });
  if (status !== 200) throw new Error(`LiteLLM answered ${status}: ${text.slice(0, 200)}`);
  const { choices } = JSON.parse(text) as { choices: { message: { content: string } }[] };
  const hit = headers.get('x-cache') === 'HIT';
  const costUsd = hit ? 0 : Number(headers.get('x-litellm-response-cost'));
  if (!Number.isFinite(costUsd)) throw new Error('LiteLLM does not say what a call cost.');
  return { call, hit, costUsd, text: choices[0]?.message.content ?? '' };
}

/** The cost of all tenants by their quota events, once it stands still: they are counted in the background. */
async function spentOn(stack: CostStack, tenants: readonly string[], side: string): Promise<number> {
  let before = -1;
  for (;;) {
    const sums = await Promise.all(tenants.map((tenant) => stack.spentBy(`${tenant}-${side}`)));
    const spent = sums.reduce((a, b) => a + b, 0);
    if (spent === before) return spent;
    before = spent;
    await delay(3_000);
  }
}

/** Hits whose answer was made for another intent, or never for this tenant. */
function wrongHits(answers: readonly Answered[]): number {
  // The mock says the same to the same prompt, whoever asks.
  const nameOf = ({ call, text }: Answered) => `${call.tenant} ${text}`;
  const madeFor = new Map<string, string | undefined>();
  for (const answered of answers) if (!answered.hit) madeFor.set(nameOf(answered), answered.call.intent);
  return answers.filter((answered) => {
    const { intent } = answered.call;
    return answered.hit && (intent === undefined || madeFor.get(nameOf(answered)) !== intent);
  }).length;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const usd = (value: number) => Number(value.toFixed(4));
const percent = (part: number, whole: number) =>
  whole === 0 ? 0 : Number(((100 * part) / whole).toFixed(1));

function report(off: readonly Answered[], on: readonly Answered[], spent: { off: number; on: number }) {
  const cost = {
    without: sum(off.map(({ costUsd }) => costUsd)),
    with: sum(on.map(({ costUsd }) => costUsd)),
  };
  // Call by call: what a hit would have cost is the cache's, what a call became cheaper by is compression's.
  const byCache = sum(off.map(({ costUsd }, index) => (on[index]?.hit ? costUsd : 0)));
  const byCompression = cost.without - cost.with - byCache;
  const kinds = [...new Set(off.map(({ call }) => call.kind))].map((kind: CallKind) => {
    const of = (answers: readonly Answered[]) => answers.filter(({ call }) => call.kind === kind);
    const [plain, hooked] = [sum(of(off).map((a) => a.costUsd)), sum(of(on).map((a) => a.costUsd))];
    const hits = of(on).filter(({ hit }) => hit).length;
    return {
      kind,
      calls: of(off).length,
      hitRatePercent: percent(hits, of(on).length),
      withoutUsd: usd(plain),
      withUsd: usd(hooked),
      savedPercent: percent(plain - hooked, plain),
    };
  });
  return {
    calls: off.length,
    model: options.model,
    withoutUsd: usd(cost.without),
    withUsd: usd(cost.with),
    savedPercent: percent(cost.without - cost.with, cost.without),
    byCachePercent: percent(byCache, cost.without),
    byCompressionPercent: percent(byCompression, cost.without),
    hitRatePercent: percent(on.filter(({ hit }) => hit).length, on.length),
    wrongHits: wrongHits(on),
    byQuotaEvents: { withoutUsd: usd(spent.off), withUsd: usd(spent.on) },
    kinds,
  };
}

function print(result: ReturnType<typeof report>): void {
  console.log(
    table(
      ['kind', 'calls', 'hits %', 'without, USD', 'with, USD', 'saved %'],
      [
        ...result.kinds.map((k) => [
          k.kind,
          k.calls,
          k.hitRatePercent,
          k.withoutUsd,
          k.withUsd,
          k.savedPercent,
        ]),
        ['all', result.calls, result.hitRatePercent, result.withoutUsd, result.withUsd, result.savedPercent],
      ],
    ),
  );
  console.log(
    `\nSaved ${result.savedPercent} % at the prices of ${result.model}: ${result.byCachePercent} by the cache, ` +
      `${result.byCompressionPercent} by compression. ${result.wrongHits} hits had another question's answer.\n` +
      `Quota events add up to ${result.byQuotaEvents.withoutUsd} and ${result.byQuotaEvents.withUsd} USD.`,
  );
}

await runCommand(async () => {
  const calls = makeWorkload(options);
  const tenants = [...new Set(calls.map(({ tenant }) => tenant))];
  const stack = await startCostStack(tenants);
  try {
    const say = (line: string) => console.error(line);
    say(`${calls.length} calls without the hooks ...`);
    const off = await askAll(stack, calls, false);
    say(`${calls.length} calls with them ...`);
    const on = await askAll(stack, calls, true);
    const spent = { off: await spentOn(stack, tenants, 'off'), on: await spentOn(stack, tenants, 'on') };
    const result = report(off, on, spent);
    if (options.json) console.log(JSON.stringify(result));
    else print(result);
  } finally {
    await stack.stop();
  }
});
