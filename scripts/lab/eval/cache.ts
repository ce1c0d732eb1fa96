import { Command, Option } from 'commander';
import { wilsonInterval } from '../../../hooks-server/cache/wilson.js';
import { decide } from '../../../hooks-server/cache/decide.js';
import { createEmbedder } from '../../../hooks-server/cache/embedders/create-embedder.js';
import { embedderSettings } from '../../../hooks-server/cache/embedders/settings.js';
import type { Embedder } from '../../../hooks-server/vectors/embedding.js';
import { cosineOf } from '../../../hooks-server/vectors/cosine.js';
import { loadStaticTable } from '../../../hooks-server/vectors/static-table.js';
import { openJudge, type OpenJudge } from '../../../hooks-server/verification/open-judge.js';
import { verificationSettings } from '../../../hooks-server/verification/settings.js';
import type { VerificationMode } from '../../../hooks-server/verification/verdict.js';
import { ConfigurationError } from '../../../hooks-server/errors.js';
import { readPairs, type LabelledPair } from './cache-pairs.js';
import { roundedPercentile, roundTo } from '../statistics.js';

/** How far a file's figures may be trusted. */
const BASES = ['tuned', 'leave-source-out', 'fresh'] as const;

interface Options {
  readonly pairs: string;
  readonly basis: (typeof BASES)[number] | 'unsaid';
  readonly threshold: number;
  readonly embedder: 'static' | 'local' | 'lexical';
  readonly mode: VerificationMode;
  readonly crossEncoder: boolean;
  readonly json: boolean;
  readonly misses: boolean;
}

interface Outcome {
  readonly pair: LabelledPair;
  readonly hit: boolean;
  readonly reason: string;
  readonly ms: number;
}

function readOptions(): Options {
  return new Command('eval:cache')
    .description(
      'Stores the `a` of each labelled pair, asks with its `b`, and says how often that hits, rightly and wrongly, with ' +
        '95 % intervals.',
    )
    .requiredOption(
      '--pairs <file>',
      'JSON lines of {a, b, same, kind}, gzipped or not; a and b are texts or [user, assistant, user] turns',
    )
    .addOption(
      new Option(
        '--basis <basis>',
        'what the figures rest on; printed with them, so that none is quoted as another',
      )
        .choices(BASES)
        .default('unsaid'),
    )
    .option('--threshold <score>', 'least score of a candidate, 0 to 1', Number, 0.8)
    .addOption(
      new Option('--embedder <kind>', 'what finds candidates')
        .choices(['static', 'local', 'lexical'])
        .default('static'),
    )
    .addOption(
      new Option('--mode <mode>', 'verification').choices(['strict', 'standard', 'off']).default('standard'),
    )
    .option('--no-cross-encoder', 'rules and trees decide alone')
    .option('--json', 'print one JSON object', false)
    .option('--misses', 'also print each wrong decision to standard error', false)
    .parse()
    .opts<Options>();
}

/** The whole decision for one pair, timed from the question's text to the verdict. */
async function decidePair(
  pair: LabelledPair,
  { embedder, judge }: { embedder: Embedder; judge: OpenJudge },
  { threshold, mode }: Options,
): Promise<Outcome> {
  const [stored] = await embedder.embed([pair.a]);
  const start = performance.now();
  const done = (hit: boolean, reason: string) => ({ pair, hit, reason, ms: performance.now() - start });
  if (pair.context === undefined) return done(false, 'conditions');
  const [asked] = await embedder.embed([pair.b]);
  const candidate = { head: { text: pair.a }, cosine: cosineOf(asked!.vector, stored!.vector) };
  const near = mode === 'off' ? threshold : embedder.near;
  const decision = { threshold, mode, near, judge, earlierTurns: pair.context };
  const { accepted, rejectedBy, near: compared } = await decide(pair.b, [candidate], decision);
  if (accepted) return done(true, `score ${accepted.score.toFixed(2)}`);
  return done(
    false,
    compared === 0 ? `cosine ${candidate.cosine.toFixed(2)}` : (rejectedBy[0] ?? 'threshold'),
  );
}

/** A share with its 95 % interval, in four digits. */
function rate(outcomes: readonly Outcome[]) {
  const { share, lower, upper, n } = wilsonInterval(
    outcomes.filter(({ hit }) => hit).length,
    outcomes.length,
  );
  return { rate: roundTo(share, 4), lower: roundTo(lower, 4), upper: roundTo(upper, 4), n };
}

/** True and false hits of each group of pairs that a name stands for. */
function tableBy(outcomes: readonly Outcome[], nameOf: (pair: LabelledPair) => string) {
  const names = [...new Set(outcomes.map(({ pair }) => nameOf(pair)))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const group = outcomes.filter(({ pair }) => nameOf(pair) === name);
      const labelled = (label: 0 | 1) => group.filter(({ pair }) => pair.same === label);
      const parts = { trueHits: labelled(1), falseHits: labelled(0) };
      const rates = Object.entries(parts).flatMap(([part, chosen]) =>
        chosen.length ? [[part, rate(chosen)]] : [],
      );
      return [name, { n: group.length, hitRate: rate(group).rate, ...(Object.fromEntries(rates) as object) }];
    }),
  );
}

function summarise(outcomes: readonly Outcome[], embedder: Embedder, options: Options) {
  const hits = outcomes.filter(({ hit }) => hit);
  const times = outcomes.map(({ ms }) => ms);
  const labelled = (label: 0 | 1) => rate(outcomes.filter(({ pair }) => pair.same === label));
  return {
    basis: options.basis,
    pairs: outcomes.length,
    trueHitRate: labelled(1).rate,
    falseHitRate: labelled(0).rate,
    trueHits: labelled(1),
    falseHits: labelled(0),
    precision: roundTo(hits.filter(({ pair }) => pair.same === 1).length / Math.max(1, hits.length), 4),
    byKind: tableBy(outcomes, ({ kind }) => kind),
    byLanguage: tableBy(outcomes, ({ language }) => language),
    bySource: tableBy(outcomes, ({ source }) => source),
    embedder: options.embedder,
    embedderId: embedder.id,
    crossEncoder: options.crossEncoder,
    mode: options.mode,
    threshold: options.threshold,
    p50Ms: roundedPercentile(times, 0.5),
    p99Ms: roundedPercentile(times, 0.99),
  };
}

/** The figures as a page: the basis first, since a figure means nothing without it. */
function print(summary: ReturnType<typeof summarise>): void {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  const show = ({ rate: share, lower, upper, n }: ReturnType<typeof rate>) =>
    `${percent(share)} (95 %: ${percent(lower)} to ${percent(upper)}; n = ${n})`;
  const { basis, mode, threshold, embedder, trueHits, falseHits } = summary;
  console.log(`${basis} figures, ${mode} at ${threshold}, candidates by ${embedder}, ${summary.pairs} pairs`);
  console.log(`true hits   ${show(trueHits)}\nfalse hits  ${show(falseHits)}`);
  for (const [name, groups] of Object.entries({
    kind: summary.byKind,
    language: summary.byLanguage,
    source: summary.bySource,
  })) {
    console.log(`\n| ${name} | true hits | false hits |\n|---|---|---|`);
    for (const [group, part] of Object.entries(groups)) {
      const rates = part as {
        readonly trueHits?: ReturnType<typeof rate>;
        readonly falseHits?: ReturnType<typeof rate>;
      };
      console.log(
        `| ${group} | ${rates.trueHits ? show(rates.trueHits) : ''} | ${rates.falseHits ? show(rates.falseHits) : ''} |`,
      );
    }
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!(options.threshold >= 0 && options.threshold <= 1)) {
    throw new ConfigurationError(`Expected --threshold from 0 to 1, got ${options.threshold}.`);
  }
  const pairs = await readPairs(options.pairs);
  const table = await loadStaticTable();
  // Quality must not depend on how busy the machine is: nothing is given up here, and nothing answered from memory.
  const settings = embedderSettings.parse({ kind: options.embedder, deadlineMs: 60_000, cachedQueries: 0 });
  const embedder = await createEmbedder(settings, { table, environment: process.env });
  const verification = verificationSettings.parse({
    crossEncoder: { enabled: options.crossEncoder, deadlineMs: 60_000 },
  });
  const judge = await openJudge(verification, { table });
  const outcomes: Outcome[] = [];
  for (const pair of pairs) outcomes.push(await decidePair(pair, { embedder, judge }, options));
  await embedder.close();
  await judge.close();
  if (options.misses) printMisses(outcomes);
  const summary = summarise(outcomes, embedder, options);
  if (options.json) console.log(JSON.stringify(summary));
  else print(summary);
}

function printMisses(outcomes: readonly Outcome[]): void {
  for (const { pair, hit, reason } of outcomes.filter(
    (outcome) => outcome.hit !== (outcome.pair.same === 1),
  )) {
    console.error(`${hit ? 'FALSE HIT' : 'MISSED'} [${pair.kind}, ${reason}]\n  ${pair.a}\n  ${pair.b}`);
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigurationError) && !(error instanceof Error && 'code' in error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
