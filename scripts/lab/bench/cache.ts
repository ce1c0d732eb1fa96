import { Command, Option } from 'commander';
import type { Embedding } from '../../../hooks-server/vectors/embedding.js';
import { hashOf, parseEntryId, whoOf, type EntryKey, type Scope } from '../../../hooks-server/cache/keys.js';
import type { CacheLookupAnswer } from '../../../hooks-server/litellm/cache.js';
import type { Entry } from '../../../hooks-server/cache/stores/store.js';
import { createAsking, createRandom, makeIntents, makeNovel } from './cache-intents.js';
import { BENCH_SECRET, chatAnswer, chatCall, setUp, type Bench, type BenchOptions } from './cache-setup.js';
import { count, runCommand } from '../../command-line.js';
import { CommandError } from '../../operate/service-client.js';
import { roundedPercentile } from '../statistics.js';

const options = new Command()
  .description(
    'Times look-ups, embedding included, among many entries of one tenant under the same conditions. A few hundred ' +
      'entries are real questions; the others lie between them in the embedding space, so that the search is as dense ' +
      'as with as many real ones. First every question is new, then questions recur. Apart: questions with nothing ' +
      'near, those whose candidates guards and trees refuse, those that the cross-encoder judges.',
  )
  .option('--redis <url>', 'Redis 8 (empties bench:cache:*); without it, memory')
  .option('--entries <n>', 'how many entries', count, 100_000)
  .option('--keep', 'uses the entries of an earlier run')
  .addOption(
    new Option('--embedder <kind>', 'what embeds').choices(['static', 'local', 'lexical']).default('static'),
  )
  .option('--threads <n>', 'threads that share the computation of one text (default: as the service)', count)
  .option('--concurrency <n>', 'look-ups at once', count, 1)
  .option('--json', 'prints one JSON object')
  .parse()
  .opts<
    { entries: number; concurrency: number; threads?: number; keep?: boolean; json?: boolean } & Pick<
      BenchOptions,
      'redis' | 'embedder'
    >
  >();

const TENANT = { id: 'bench' };
const WEEK_MS = 7 * 86_400_000;
const random = createRandom(7);

/** A point between two others with a little noise, of length 1; so far from both that they stay the nearest to their like. */
function between(a: Float32Array, b: Float32Array): Float32Array {
  const share = 0.25 + random() / 2;
  const mixed = a.map(
    (value, index) => share * value + (1 - share) * (b[index] ?? 0) + 0.02 * (random() - 0.5),
  );
  const length = Math.hypot(...mixed);
  return mixed.map((value) => value / length);
}

async function fill(bench: Bench, scope: Scope, known: readonly Embedding[], count: number): Promise<number> {
  const started = performance.now();
  const pick = () => known[Math.floor(random() * known.length)] ?? { vector: new Float32Array() };
  let index = 0;
  const worker = async () => {
    while (index < count) {
      const text = `filler ${index++}`;
      const [a, b] = [pick(), pick()];
      const embedding = { ...a, vector: between(a.vector, b.vector) };
      await bench.store.put({ ...scope, what: hashOf({ text }) }, entryOf(text), embedding, Date.now());
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return Math.round((count / (performance.now() - started)) * 1_000);
}

function entryOf(text: string): Entry {
  const now = Date.now();
  const value = JSON.stringify(chatAnswer(`answer to ${text}. `.repeat(20), 60, 150));
  const usage = { promptTokens: 60, completionTokens: 150 };
  const head = { tenantId: TENANT.id, family: 'chat', model: 'gpt-4o', text, usage } as const;
  return { ...head, createdAt: now, expiresAt: now + WEEK_MS, value };
}

/** Stores the first wording of each intent the usual way, and says under which conditions they lie. */
async function storeQuestions(bench: Bench, texts: readonly string[]): Promise<Scope> {
  let conditions = '';
  for (const text of texts) {
    const answer = await bench.cache.store(
      chatCall(text, text),
      TENANT,
      chatAnswer(`answer to ${text}`, 60, 150),
    );
    if (!answer.stored) throw new Error(`Expected "${text}" to be stored, got ${answer.reason}.`);
    conditions = parseEntryId(answer.entry)?.conditions ?? '';
  }
  return { who: whoOf(TENANT, BENCH_SECRET), conditions };
}

/** A few at a time: the embedder's deadline is for one request's texts. */
async function embedAll({ embedder }: Bench, texts: readonly string[]): Promise<Embedding[]> {
  const embeddings: Embedding[] = [];
  for (let start = 0; start < texts.length; start += 8) {
    embeddings.push(...(await embedder.embed(texts.slice(start, start + 8))));
  }
  return embeddings;
}

/** What a look-up had to do: the less is near, the less. */
function workOf(answer: CacheLookupAnswer): string {
  if (answer.hit) return answer.kind;
  if (answer.similarity === undefined) return 'nothing near';
  return answer.similarity === 0 ? 'candidates refused' : 'below the threshold';
}

interface Timed {
  readonly latencies: number[];
  cpuMs: number;
}

function summary({ latencies, cpuMs }: Timed) {
  return {
    lookups: latencies.length,
    // Of this process with its workers: unlike the wall clock, it does not tell of the machine's other load.
    cpuMsPerLookup: Math.round((cpuMs / latencies.length) * 1_000) / 1_000,
    p50Ms: roundedPercentile(latencies, 0.5),
    p95Ms: roundedPercentile(latencies, 0.95),
    p99Ms: roundedPercentile(latencies, 0.99),
    maxMs: roundedPercentile(latencies, 1),
  };
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Looks each text up; `onMiss` is not timed. CPU time by what was done is told apart only where one look-up runs at a time. */
async function timeLookups(
  bench: Bench,
  texts: readonly string[],
  onMiss: (text: string) => Promise<void> = () => Promise.resolve(),
) {
  const all: Timed = { latencies: [], cpuMs: 0 };
  const byWork: Record<string, Timed> = {};
  let next = 0;
  const worker = async () => {
    for (let text = texts[next++]; text !== undefined; text = texts[next++]) {
      const cpuBefore = process.cpuUsage();
      const started = performance.now();
      const answer = await bench.cache.lookup(chatCall(text, text), TENANT);
      const latency = performance.now() - started;
      const cpuMs = cpuMsSince(cpuBefore);
      for (const timed of [all, (byWork[workOf(answer)] ??= { latencies: [], cpuMs: 0 })]) {
        timed.latencies.push(latency);
        timed.cpuMs += cpuMs;
      }
      if (!answer.hit) await onMiss(text);
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  if (options.concurrency > 1) return summary({ ...all, cpuMs: cpuMsSince(before) });
  return {
    ...summary(all),
    byWork: Object.fromEntries(Object.entries(byWork).map(([work, timed]) => [work, summary(timed)])),
  };
}

/**
 * Questions that recur as people's do (Zipf over the intents), each stored after its first miss; forgotten again in the
 * end. By a second cache, which remembers embeddings, on the entries in Redis; in memory they went with the first one.
 */
async function timeRecurring(bench: Bench) {
  const ask = createAsking(makeIntents(), 1, random);
  const texts = Array.from({ length: 2_000 }, () => ask().text);
  const stored: EntryKey[] = [];
  const timed = await timeLookups(bench, texts, async (text) => {
    const answer = await bench.cache.store(chatCall(text, text), TENANT, chatAnswer(text, 60, 150));
    const named = answer.stored ? parseEntryId(answer.entry) : undefined;
    if (named) stored.push({ who: whoOf(TENANT, BENCH_SECRET), ...named });
  });
  for (const key of stored) await bench.store.remove(key);
  await bench.close();
  return timed;
}

/** Milliseconds to embed a text, and nothing else: how fast the machine is while this runs. */
async function timeEmbedding({ embedder }: Bench, texts: readonly string[]): Promise<number> {
  const latencies: number[] = [];
  for (const text of texts) {
    const started = performance.now();
    await embedder.embed([text]);
    latencies.push(performance.now() - started);
  }
  return roundedPercentile(latencies, 0.5);
}

/** Mean milliseconds of each stage, from the cache's own histogram. */
async function stages({ metrics }: Bench): Promise<Record<string, number>> {
  const { values } = await metrics.cacheLookupSeconds.get();
  const of = (name: string, stage: unknown) =>
    values.find((value) => value.metricName?.endsWith(name) && value.labels.stage === stage)?.value ?? 0;
  const names = [...new Set(values.map(({ labels }) => String(labels.stage)))];
  return Object.fromEntries(
    names.map((stage) => [stage, Math.round((of('_sum', stage) / of('_count', stage)) * 1e5) / 100]),
  );
}

const setUpWith = (cachedQueries: number) =>
  setUp({
    redis: options.redis,
    embedder: options.embedder,
    mode: 'standard',
    threshold: 0.8,
    cachedQueries,
    ...(options.threads && { threadsPerText: options.threads }),
  });
async function main(): Promise<void> {
  // Every question as if it were never asked before: no embedding is remembered.
  const bench = await setUpWith(0);
  const intents = makeIntents().map((wordings) => wordings.map(({ text }) => text));
  const stored = intents.flatMap((texts) => texts.slice(0, 1));
  const asked = [...intents.flatMap((texts) => texts.slice(1)), ...makeNovel()].sort(() => random() - 0.5);
  if (!options.keep) await bench.store.removeAll({ dryRun: false });
  const scope = await storeQuestions(bench, stored);
  const putsPerSecond = options.keep
    ? 0
    : await fill(bench, scope, await embedAll(bench, intents.flat()), options.entries - stored.length);
  const entries = await bench.store.total(Date.now());
  if (entries < options.entries) {
    await bench.close();
    throw new CommandError(
      `Expected ${options.entries} entries, found ${entries}. Run it once without --keep to fill the store.`,
    );
  }
  // Once over all, so that what is timed is a service that has been running.
  await timeLookups(bench, asked);
  const embeddingAlone = await timeEmbedding(bench, asked);
  bench.metrics.cacheLookupSeconds.reset();
  const timed = await timeLookups(bench, asked);
  const result = {
    store: bench.store.status().kind,
    entries,
    embedder: bench.embedder.id,
    putsPerSecond,
    ...timed,
    embeddingAloneP50Ms: embeddingAlone,
    meanMsByStage: await stages(bench),
  };
  await bench.close();
  const report = {
    ...result,
    ...(options.redis && { recurring: await timeRecurring(await setUpWith(2_000)) }),
  };
  if (options.json) console.log(JSON.stringify(report));
  else console.dir(report, { depth: 4 });
}

await runCommand(main);
