import { Command } from 'commander';
import { chatAnswer, chatCall, setUp, type Bench, type BenchOptions } from './cache-setup.js';
import { createAsking, createRandom, makeIntents, type Asked } from './cache-intents.js';
import { roundedPercentile } from '../statistics.js';

const options = new Command()
  .description(
    'Replays a repetitive workload against the cache: requests of three tenants, Zipf over 300 intents with paraphrases. ' +
      'Reports hit rate, saved tokens, and false hits (answers of another intent).',
  )
  .option('--requests <n>', 'how many requests', '2000')
  .option('--tenants <n>', 'how many tenants', '3')
  .option('--exponent <s>', "Zipf's exponent", '1')
  .option('--seed <n>', 'of the random numbers', '1')
  .option('--redis <url>', 'keep entries there instead of in memory (empties bench:cache:*)')
  .option('--embedder <kind>', 'static, local or lexical', 'static')
  .option('--mode <mode>', 'strict, standard or off', 'standard')
  .option('--threshold <score>', 'least score', '0.8')
  .option('--json', 'prints one JSON object')
  .parse()
  .opts<
    Record<'requests' | 'tenants' | 'exponent' | 'seed' | 'threshold', string> &
      Pick<BenchOptions, 'redis' | 'embedder' | 'mode'> & { json?: boolean }
  >();

/** Tokens of a prompt beside its question (system prompt, instructions), and of an answer: a small chat's usual sizes. */
const [PROMPT_TOKENS, ANSWER_TOKENS] = [60, 150];

interface Counts {
  exact: number;
  semantic: number;
  falseHits: number;
  crossTenant: number;
  savedTokens: number;
  allTokens: number;
  readonly misses: Record<string, number>;
  readonly examples: string[];
  readonly latencies: number[];
}

/** Each tenant has its own favourites: the ranks of the intents are shuffled for it. */
function makeTraffic(tenants: number, random: () => number): () => { tenant: string; asked: Asked } {
  const intents = makeIntents();
  const rankings = Array.from({ length: tenants }, () =>
    intents.map((intent) => ({ intent, order: random() })).sort((a, b) => a.order - b.order),
  );
  const asking = rankings.map((ranking) =>
    createAsking(
      ranking.map(({ intent }) => intent),
      Number(options.exponent),
      random,
    ),
  );
  return () => {
    const tenant = Math.floor(random() * tenants);
    return { tenant: `tenant-${tenant}`, asked: asking[tenant]!() };
  };
}

async function request(
  { cache }: Bench,
  id: number,
  tenant: string,
  { intent, text }: Asked,
  counts: Counts,
) {
  const call = chatCall(text, `call-${id}`);
  const tokens = PROMPT_TOKENS + ANSWER_TOKENS;
  counts.allTokens += tokens;
  const started = performance.now();
  const answer = await cache.lookup(call, { id: tenant });
  counts.latencies.push(performance.now() - started);
  if (!answer.hit) {
    counts.misses[answer.reason] = (counts.misses[answer.reason] ?? 0) + 1;
    await cache.store(
      call,
      { id: tenant },
      chatAnswer(`${tenant}: the ${intent}`, PROMPT_TOKENS, ANSWER_TOKENS),
    );
    return;
  }
  counts[answer.kind] += 1;
  counts.savedTokens += tokens;
  const served = JSON.stringify(answer.value);
  if (!served.includes(`${tenant}:`)) counts.crossTenant += 1;
  if (served.includes(`: the ${intent}\\`)) return;
  counts.falseHits += 1;
  if (counts.examples.length < 10)
    counts.examples.push(`${text} -> ${/: the ([^\\]+)/.exec(served)?.[1] ?? ''}`);
}

function report(
  { exact, semantic, falseHits, latencies, savedTokens, allTokens, ...rest }: Counts,
  embedder: string,
) {
  const hits = exact + semantic;
  const share = (part: number, whole: number) =>
    whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
  return {
    requests: latencies.length,
    hitRate: share(hits, latencies.length),
    exact,
    semantic,
    tokenReduction: share(savedTokens, allTokens),
    falseHits,
    falseHitShare: share(falseHits, hits),
    falseShareOfSemantic: share(falseHits, semantic),
    ...rest,
    embedder,
    mode: options.mode,
    threshold: Number(options.threshold),
    lookupP50Ms: roundedPercentile(latencies, 0.5),
    lookupP99Ms: roundedPercentile(latencies, 0.99),
  };
}

const bench = await setUp({ ...options, threshold: Number(options.threshold) });
if (options.redis) await bench.store.removeAll({ dryRun: false });
const next = makeTraffic(Number(options.tenants), createRandom(Number(options.seed)));
const counts: Counts = {
  ...{ exact: 0, semantic: 0, falseHits: 0, crossTenant: 0, savedTokens: 0, allTokens: 0 },
  ...{ misses: {}, examples: [], latencies: [] },
};
for (let id = 0; id < Number(options.requests); id++) {
  const { tenant, asked } = next();
  await request(bench, id, tenant, asked, counts);
}
const result = report(counts, bench.embedder.id);
if (options.json) console.log(JSON.stringify(result));
else console.dir(result, { depth: 3 });
await bench.close();
