import { readFileSync } from 'node:fs';
import { BUCKETS, eachGram, STEP_WORDS, WINDOW_WORDS, windowCount } from './ngrams.js';

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
  const count = weighWords(text, model);
  const windows = windowCount(count);
  const best: LinearScore[] = [];
  for (let number = 0; number < windows; number++) {
    const from = number * STEP_WORDS;
    const to = Math.min(count, from + WINDOW_WORDS);
    const logit = windowLogit((sums[to]! - sums[from]!) * model.scale, grams[to]! - grams[from]!, model.bias);
    if (best.length === most && logit <= (best.at(-1)?.logit ?? 0)) continue;
    const end = to < count ? starts[to]! : text.length;
    const place = best.findIndex((other) => other.logit < logit);
    best.splice(place < 0 ? best.length : place, 0, { logit, windows, start: starts[from]!, end });
    if (best.length > most) best.pop();
  }
  return best;
}

/** The most suspicious window of a text. Linear in the text. */
export function linearScore(text: string, model: LinearModel): LinearScore {
  const [best] = suspiciousWindows(text, model, 1);
  return best ?? { logit: model.bias, windows: 0, start: 0, end: text.length };
}

/**
 * Of each word of the text that is read: its UTF-16 offset, how many n-grams come before it, and the sum of their weights in
 * units of the model's scale; of the last two one more for the end. Kept for the next text, as none waits for anything.
 */
let starts = new Int32Array(4_096);
let grams = new Int32Array(4_096);
let sums = new Int32Array(4_096);

/** Weighs the n-grams as they come, so that a long text needs no room for them. Gives the number of words. */
function weighWords(text: string, { weights }: LinearModel): number {
  if (starts.length <= text.length) {
    starts = new Int32Array(text.length + 1);
    grams = new Int32Array(text.length + 1);
    sums = new Int32Array(text.length + 1);
  }
  let words = 0;
  let count = 0;
  let sum = 0;
  eachGram(text, {
    word(at) {
      starts[words] = at;
      grams[words] = count;
      sums[words] = sum;
      words++;
    },
    gram(bucket) {
      count++;
      sum += weights[bucket]!;
    },
  });
  grams[words] = count;
  sums[words] = sum;
  return words;
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
