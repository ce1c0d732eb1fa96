import { readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { Command, Option } from 'commander';
import {
  LEAST_GRAMS,
  linearScore,
  windowLogit,
  type LinearModel,
} from '../../../../hooks-server/detection/injection/linear.js';
import { normalTextOf } from '../../../../hooks-server/detection/injection/normalise.js';
import { BUCKETS, eachGram, windowsOf } from '../../../../hooks-server/detection/injection/ngrams.js';
import { runCommand } from '../../../command-line.js';
import { textOf } from '../../text-of.js';

const FOLDS = 5;
const MOST_WINDOWS = 40;

interface Sample {
  readonly text: string;
  readonly label: number;
  readonly class: string;
  readonly source: string;
}

/** The n-grams of a text's windows. */
interface Prepared {
  readonly label: number;
  readonly weight: number;
  readonly fold: number;
  readonly windows: readonly Int32Array[];
}

/** The same fold in every run, and all texts of a source in one (also in corpus.py). */
const foldOf = (name: string) => createHash('sha256').update(name).digest().readUInt32BE(0) % FOLDS;

function readSamples(path: string): Sample[] {
  const raw = readFileSync(path);
  const text = textOf(raw);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sample);
}

function prepared(sample: Sample, by: 'source' | 'text'): Prepared {
  const buckets: number[] = [];
  const firsts: number[] = [];
  eachGram(normalTextOf(sample.text).text, {
    word: () => firsts.push(buckets.length),
    gram: (bucket) => buckets.push(bucket),
  });
  const all = windowsOf(firsts.length);
  const step = Math.max(1, all.length / MOST_WINDOWS);
  const windows = Array.from({ length: Math.min(all.length, MOST_WINDOWS) }, (_, index) => {
    const { from, to } = all[Math.floor(index * step)] ?? { from: 0, to: 0 };
    return Int32Array.from(buckets.slice(firsts[from] ?? 0, firsts[to] ?? buckets.length));
  });
  const weight = sample.class === 'benign_quoting_attack' ? 0.5 : 1;
  return { label: sample.label, weight, fold: foldOf(sample[by]), windows };
}

/** Numbers from 0 to 1 that look random, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Training {
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  readonly seed: number;
}

/**
 * Logistic regression by AdaGrad. Of an attack the window that scores most is learned from, since it is not known where
 * in a long text the attack stands; of a benign text that window and another.
 */
function trained(samples: readonly Prepared[], { epochs, rate, decay, seed }: Training) {
  const random = randomFrom(seed);
  const weights = new Float32Array(BUCKETS);
  const squares = new Float32Array(BUCKETS).fill(1e-3);
  let bias = -1;
  const logit = (grams: Int32Array) => {
    let sum = 0;
    for (const bucket of grams) sum += weights[bucket] ?? 0;
    return windowLogit(sum, grams.length, bias);
  };
  const learn = (grams: Int32Array, label: number, weight: number) => {
    if (grams.length === 0) return;
    const target = label * 0.96 + 0.02;
    const error = (1 / (1 + Math.exp(-logit(grams))) - target) * weight;
    const slope = error / Math.sqrt(Math.max(grams.length, LEAST_GRAMS));
    for (const bucket of grams) {
      const gradient = slope + decay * (weights[bucket] ?? 0);
      squares[bucket] = (squares[bucket] ?? 0) + gradient * gradient;
      weights[bucket] = (weights[bucket] ?? 0) - (rate * gradient) / Math.sqrt(squares[bucket] ?? 1);
    }
    bias -= 0.02 * error;
  };
  const order = [...samples];
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const { windows, label, weight } of order) {
      const first = windows[0];
      if (!first) continue;
      if (windows.length === 1) learn(first, label, weight);
      else if (label === 0 || epoch > 0) learn(strongest(windows, logit), label, weight);
      if (windows.length > 1 && label === 0)
        learn(windows[Math.floor(random() * windows.length)] ?? first, label, weight);
    }
  }
  return { weights, bias };
}

function shuffle<Item>(list: Item[], random: () => number): void {
  for (let index = list.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const item = list[index];
    list[index] = list[other] as Item;
    list[other] = item as Item;
  }
}

function strongest(windows: readonly Int32Array[], logit: (grams: Int32Array) => number): Int32Array {
  let best = windows[0] ?? new Int32Array();
  let most = -Infinity;
  for (const window of windows) {
    const score = logit(window);
    if (score <= most) continue;
    most = score;
    best = window;
  }
  return best;
}

/** Weights in 255 steps; the few above the scale are cut off. */
function quantised({ weights, bias }: { weights: Float32Array; bias: number }): LinearModel {
  const sizes = [...weights].map(Math.abs).sort((a, b) => a - b);
  const scale = (sizes[Math.floor(sizes.length * 0.9998)] ?? 1) / 127;
  return {
    scale,
    bias,
    weights: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale)))),
  };
}

function written(model: LinearModel, path: string): void {
  const header = Buffer.alloc(8);
  header.writeFloatLE(model.scale, 0);
  header.writeFloatLE(model.bias, 4);
  writeFileSync(path, Buffer.concat([header, Buffer.from(model.weights.buffer)]));
}

const program = new Command()
  .description(
    'Trains the linear model of the injection detector; also gives each text the score of a model that did not see its source.',
  )
  .requiredOption('--data <files...>', 'JSON lines (also gzip) of {text, label, class, source}')
  .requiredOption('--out <file>', 'the model')
  .option('--scores <file>', 'where to write out-of-fold logits, one a line, in the order of the texts')
  .addOption(
    new Option('--folds-by <what>', 'what is kept together in a fold')
      .choices(['source', 'text'])
      .default('source'),
  )
  .option('--epochs <n>', 'passes', '6')
  .option('--rate <n>', 'learning rate', '0.25')
  .option('--decay <n>', 'weight decay', '0.00002')
  .option('--seed <n>', 'of the order', '1')
  .parse();
const options = program.opts<{
  data: string[];
  out: string;
  scores?: string;
  foldsBy: 'source' | 'text';
  epochs: string;
  rate: string;
  decay: string;
  seed: string;
}>();

await runCommand(() => {
  const samples = options.data.flatMap(readSamples);
  // What is spelled in another way is undone before the model reads it: it has nothing to learn of spellings.
  const isRead = (_: Prepared, index: number) => samples[index]?.class !== 'obfuscated';
  const ready = samples.map((sample) => prepared(sample, options.foldsBy));
  const training = {
    epochs: Number(options.epochs),
    rate: Number(options.rate),
    decay: Number(options.decay),
    seed: Number(options.seed),
  };
  if (options.scores !== undefined) {
    const logits = new Float64Array(samples.length);
    for (let fold = 0; fold < FOLDS; fold++) {
      const model = quantised(
        trained(
          ready.filter((sample) => sample.fold !== fold),
          training,
        ),
      );
      samples.forEach((sample, index) => {
        if (ready[index]?.fold === fold)
          logits[index] = linearScore(normalTextOf(sample.text).text, model).logit;
      });
    }
    writeFileSync(options.scores, [...logits].map((logit) => logit.toFixed(4)).join('\n') + '\n');
    for (const rate of [0.005, 0.01, 0.02, 0.05]) {
      const benign = [...logits].filter((_, index) => samples[index]?.label === 0).sort((a, b) => b - a);
      const threshold = benign[Math.floor(benign.length * rate)] ?? 0;
      const attacks = [...logits].filter((_, index) => samples[index]?.label === 1);
      const found = attacks.filter((logit) => logit > threshold).length / attacks.length;
      console.log(
        `${options.foldsBy}s left out: recall ${found.toFixed(3)} at ${rate} false alarms (logit ${threshold.toFixed(2)})`,
      );
    }
  }
  written(quantised(trained(ready.filter(isRead), training)), options.out);
});
