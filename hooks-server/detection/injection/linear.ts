import { readFileSync } from 'node:fs';
import { BUCKETS, gramsOf, windowsOf, type Grams, type Window } from './ngrams.js';

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
  const grams = gramsOf(text);
  const windows = windowsOf(grams.words);
  const sums = sumsOf(grams, model);
  const best: LinearScore[] = [];
  for (const window of windows) {
    const logit = logitOf(grams, sums, window, model);
    if (best.length === most && logit <= (best.at(-1)?.logit ?? 0)) continue;
    const start = grams.starts[window.from] ?? 0;
    const end = grams.starts[window.to] ?? text.length;
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

/** Sum of the weights of all n-grams before each word. */
function sumsOf({ buckets, firsts, words }: Grams, { weights, scale }: LinearModel): Float64Array {
  const sums = new Float64Array(words + 1);
  let sum = 0;
  for (let word = 0; word < words; word++) {
    const end = firsts[word + 1] ?? 0;
    for (let at = firsts[word] ?? 0; at < end; at++) sum += weights[buckets[at] ?? 0] ?? 0;
    sums[word + 1] = sum * scale;
  }
  return sums;
}

function logitOf({ firsts }: Grams, sums: Float64Array, { from, to }: Window, { bias }: LinearModel): number {
  const grams = (firsts[to] ?? 0) - (firsts[from] ?? 0);
  return windowLogit((sums[to] ?? 0) - (sums[from] ?? 0), grams, bias);
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
