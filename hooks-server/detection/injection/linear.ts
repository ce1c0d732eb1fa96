import { readFileSync } from 'node:fs';
import { BUCKETS, eachGram, windowsOf, type Window } from './ngrams.js';

/** Weights of a linear model over hashed n-grams. */
export interface LinearModel {
  /** One for each bucket, in units of `scale`. */
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: number;
}

/** What the linear model thinks of a text: the logit of its most suspicious window, and where that stands. */
export interface LinearScore {
  readonly logit: number;
  readonly windows: number;
  /** UTF-16 offsets of the window. */
  readonly start: number;
  readonly end: number;
}

/** Fewer n-grams than a short sentence has say no more than their weights: "ok" and "admin" are no attack. */
export const LEAST_GRAMS = 40;

/** A window's logit: the sum of its n-grams' weights over the root of their number, so that short windows count too. */
export function windowLogit(sum: number, grams: number, bias: number): number {
  return bias + sum / Math.sqrt(Math.max(grams, LEAST_GRAMS));
}

/** The most suspicious windows of a text, at most `most` of them, the first the most suspicious. Linear in the text. */
export function suspiciousWindows(text: string, model: LinearModel, most: number): LinearScore[] {
  const words = weighedWords(text, model);
  const windows = windowsOf(words.starts.length);
  const best: LinearScore[] = [];
  for (const window of windows) {
    const logit = logitOf(words, window, model);
    if (best.length === most && logit <= (best.at(-1)?.logit ?? 0)) continue;
    const start = words.starts[window.from] ?? 0;
    const end = words.starts[window.to] ?? text.length;
    const place = best.findIndex((other) => other.logit < logit);
    best.splice(place < 0 ? best.length : place, 0, { logit, windows: windows.length, start, end });
    if (best.length > most) best.pop();
  }
  return best;
}

/** The most suspicious window of a text. Linear in the text. */
export function linearScore(text: string, model: LinearModel): LinearScore {
  const [best] = suspiciousWindows(text, model, 1);
  return best ?? { logit: model.bias, windows: 0, start: 0, end: text.length };
}

/** A text's words, with what its n-grams weigh. */
interface WeighedWords {
  /** UTF-16 offset of each word. */
  readonly starts: number[];
  /** How many n-grams come before each word, and the sum of their weights in units of the model's scale; one more for the end. */
  readonly counts: number[];
  readonly sums: number[];
}

/** The n-grams are weighed as they come, so that a long text needs no room for them. */
function weighedWords(text: string, { weights }: LinearModel): WeighedWords {
  const starts: number[] = [];
  const counts: number[] = [];
  const sums: number[] = [];
  let count = 0;
  let sum = 0;
  const note = () => {
    counts.push(count);
    sums.push(sum);
  };
  eachGram(text, {
    word(at) {
      starts.push(at);
      note();
    },
    gram(bucket) {
      count++;
      sum += weights[bucket] ?? 0;
    },
  });
  note();
  return { starts, counts, sums };
}

function logitOf({ counts, sums }: WeighedWords, { from, to }: Window, { scale, bias }: LinearModel): number {
  const grams = (counts[to] ?? 0) - (counts[from] ?? 0);
  return windowLogit(((sums[to] ?? 0) - (sums[from] ?? 0)) * scale, grams, bias);
}

const HEADER_BYTES = 8;

/** Reads a model's file: two float32 (scale and bias, little-endian) and an int8 for each bucket. Throws RangeError. */
export function readLinearModel(path: string | URL): LinearModel {
  const file = readFileSync(path);
  if (file.length !== HEADER_BYTES + BUCKETS) {
    throw new RangeError(`Expected ${HEADER_BYTES + BUCKETS} bytes in the linear model, got ${file.length}.`);
  }
  return {
    scale: file.readFloatLE(0),
    bias: file.readFloatLE(4),
    weights: new Int8Array(file.buffer, file.byteOffset + HEADER_BYTES, BUCKETS),
  };
}
