import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { createEmbedder } from '../../../hooks-server/cache/embedders/create-embedder.js';
import { embedderSettings } from '../../../hooks-server/cache/embedders/settings.js';
import { compareTexts } from '../../../hooks-server/verification/features/extract.js';
import { firstGuard } from '../../../hooks-server/verification/guards.js';
import { scoreFeatures, type BoostedTrees } from '../../../hooks-server/verification/model.js';
import { createLog } from '../../../hooks-server/telemetry/log.js';
import { readPairs, type LabelledPair } from '../eval/cache-pairs.js';
import { boost, createRandom, type BoostingOptions, type Example } from './boosting.js';
import { generatePairs } from './generate-pairs.js';
import { monotoneDirections } from './monotone.js';

interface Options {
  readonly pairs: string;
  readonly embedder: 'local' | 'lexical';
  readonly out?: string;
  readonly threshold: number;
  readonly standardFalse: number;
  readonly strictFalse: number;
  readonly generatedWeight: number;
  readonly perRecipe: number;
  readonly repeats: number;
}

/** A pair with all that the decision knows of it. */
interface Row {
  readonly source: string;
  readonly kind: string;
  readonly features: Readonly<Record<string, number>>;
  readonly label: 0 | 1;
  readonly standardGuard: boolean;
  readonly strictGuard: boolean;
  readonly same: boolean;
  readonly weight: number;
}

const GENERATED = 'generated';
const SETTINGS = {
  trees: 160,
  learningRate: 0.06,
  minWeight: 12,
  lambda: 4,
  rowShare: 0.7,
  columnShare: 0.5,
} as const;

async function readRows(pairs: readonly LabelledPair[], options: Options): Promise<Row[]> {
  const settings = embedderSettings.parse({ kind: options.embedder, deadlineMs: 60_000 });
  const embedder = await createEmbedder(settings, { log: createLog('warn'), environment: process.env });
  const rows: Row[] = [];
  for (const pair of pairs) {
    const [a, b] = await embedder.embed([pair.a, pair.b]);
    const comparison = compareTexts({ text: pair.b, embedding: b! }, { text: pair.a, embedding: a! });
    rows.push({
      source: pair.source,
      kind: pair.kind,
      features: comparison.features,
      label: pair.same,
      standardGuard: firstGuard(comparison, 'standard') !== undefined,
      strictGuard: firstGuard(comparison, 'strict') !== undefined,
      same: comparison.sameLetters || comparison.identical,
      weight: pair.source === GENERATED ? options.generatedWeight : 1,
    });
  }
  await embedder.close();
  return rows;
}

/** Trains on rows that reach the score: what a guard rejects or equal words accept teaches it nothing. */
function train(rows: readonly Row[], names: readonly string[], seed: number): BoostedTrees {
  const examples = rows
    .filter((row) => !row.standardGuard && !row.same)
    .map((row): Example => ({
      values: names.map((name) => row.features[name]!),
      label: row.label,
      weight: row.weight,
    }));
  const options: BoostingOptions = {
    ...SETTINGS,
    seed,
    monotone: names.map((name) => monotoneDirections[name] ?? 0),
  };
  return { features: names, ...boost(examples, options), standard: 0.5, strict: 0.5 };
}

function decisionScore(row: Row, model: BoostedTrees): number {
  return row.same ? 1 : scoreFeatures(model, row.features);
}

/** Scores of rows by models that never saw them: `folds` names each row's fold. */
function crossValidate(
  rows: readonly Row[],
  extra: readonly Row[],
  names: readonly string[],
  folds: readonly (string | number)[],
): number[] {
  const scores = new Array<number>(rows.length).fill(0);
  for (const fold of new Set(folds)) {
    const model = train([...rows.filter((_, index) => folds[index] !== fold), ...extra], names, 1);
    rows.forEach((row, index) => {
      if (folds[index] === fold) scores[index] = decisionScore(row, model);
    });
  }
  return scores;
}

/** Ten folds in which each source and label is spread evenly. */
function tenFolds(rows: readonly Row[], seed: number): number[] {
  const random = createRandom(seed);
  const order = rows.map((row, index) => ({ index, group: `${row.source} ${row.label}`, key: random() }));
  order.sort((x, y) => x.group.localeCompare(y.group) || x.key - y.key);
  const folds = new Array<number>(rows.length).fill(0);
  order.forEach(({ index }, place) => (folds[index] = place % 10));
  return folds;
}

type Mode = 'standard' | 'strict';

/** Hit rates of a mode when scores from `cut` on are accepted. */
function rates(rows: readonly Row[], scores: readonly number[], mode: Mode, cut: number, threshold: number) {
  const hit = rows.map((row, index) => {
    const guarded = mode === 'strict' ? row.strictGuard : row.standardGuard;
    return !guarded && row.features['cosine']! >= threshold && scores[index]! >= cut;
  });
  const share = (wanted: (row: Row) => boolean) => {
    const chosen = rows.map((row, index) => ({ row, hit: hit[index]! })).filter(({ row }) => wanted(row));
    return Math.round((1000 * chosen.filter((item) => item.hit).length) / Math.max(1, chosen.length)) / 1000;
  };
  const kinds = [...new Set(rows.filter((row) => row.label === 0).map((row) => row.kind))].sort();
  return {
    true: share((row) => row.label === 1),
    false: share((row) => row.label === 0),
    byKind: Object.fromEntries(
      kinds.map((kind) => [kind, share((row) => row.label === 0 && row.kind === kind)]),
    ),
  };
}

/** The lowest cut that keeps false hits at or under `wanted`. */
function findCut(
  rows: readonly Row[],
  scores: readonly number[],
  mode: Mode,
  wanted: number,
  threshold: number,
): number {
  for (let cut = 0.3; cut < 0.995; cut += 0.005) {
    if (rates(rows, scores, mode, cut, threshold).false <= wanted) return Number(cut.toFixed(3));
  }
  return 0.995;
}

function render({ features, trees, ...numbers }: BoostedTrees, name: string, embedder: string): string {
  const numberLines = Object.entries(numbers).map(([key, value]) => `  ${key}: ${value},`);
  const rowLines = trees.map((tree) => `    [${tree.join(', ')}],`);
  return `import type { BoostedTrees } from './model.js';

/** Written by scripts/lab/train/verification.ts (--embedder ${embedder}); not to be edited by hand. */
// prettier-ignore
export const ${name}Weights: BoostedTrees = {
  features: ${JSON.stringify(features)},
${numberLines.join('\n')}
  trees: [
${rowLines.join('\n')}
  ],
};
`;
}

const options = new Command('train:verification')
  .description(
    'Fits the weights of the learned score to the features of labelled pairs, and cross-validates them.',
  )
  .requiredOption('--pairs <file>', 'JSON lines of {a, b, same, kind, source}')
  .addOption(
    new Option('--embedder <kind>', 'what makes the vectors').choices(['local', 'lexical']).default('local'),
  )
  .option('--out <file>', 'where to write the weights; without it, they are only measured')
  .option('--threshold <cosine>', 'cosine under which a candidate is never seen', Number, 0.8)
  .option('--standard-false <share>', 'false hits that standard mode may have', Number, 0.028)
  .option('--strict-false <share>', 'false hits that strict mode may have', Number, 0.012)
  .option('--generated-weight <weight>', 'weight of a generated pair beside a measured one', Number, 0.3)
  .option('--per-recipe <count>', 'generated pairs of each recipe', Number, 25)
  .option('--repeats <count>', 'ten-fold cross-validations to average', Number, 3)
  .parse()
  .opts<Options>();

const measured = await readPairs(options.pairs);
const generated = options.generatedWeight > 0 ? generatePairs(options.perRecipe, 7) : [];
const allRows = await readRows([...measured, ...generated], options);
const rows = allRows.slice(0, measured.length);
const extra = allRows.slice(measured.length);
const names = Object.keys(rows[0]!.features);
const repeats = Array.from({ length: options.repeats }, (_, seed) =>
  crossValidate(rows, extra, names, tenFolds(rows, 11 + seed)),
);
const scores = rows.map(
  (_, index) => repeats.reduce((sum, repeat) => sum + repeat[index]!, 0) / repeats.length,
);
const bySource = crossValidate(
  rows,
  extra,
  names,
  rows.map((row) => row.source),
);
const standard = findCut(rows, scores, 'standard', options.standardFalse, options.threshold);
const strict = findCut(rows, scores, 'strict', options.strictFalse, options.threshold);
const report = (label: string, values: readonly number[], mode: Mode, cut: number) =>
  console.log(label, JSON.stringify({ mode, cut, ...rates(rows, values, mode, cut, options.threshold) }));
report('10-fold          ', scores, 'standard', standard);
report('10-fold          ', scores, 'strict', strict);
report('leave source out ', bySource, 'standard', standard);
report('leave source out ', bySource, 'strict', strict);
for (const share of [0.02, 0.03, 0.04, 0.05, 0.06, 0.07]) {
  const cut = findCut(rows, scores, 'standard', share, options.threshold);
  console.log(
    `10-fold, false <= ${share}: true ${rates(rows, scores, 'standard', cut, options.threshold).true}`,
  );
}
if (options.out) {
  const model = { ...train(allRows, names, 1), standard, strict };
  await writeFile(
    options.out,
    render(model, options.embedder === 'local' ? 'contextual' : 'lexical', options.embedder),
  );
}
