import { workerData } from 'piscina';
import { feedsFor, openSession, runLogits } from '../workers/onnx-model.js';
import type { EncodedPair } from './cross-encoder.js';

const session = openSession(workerData as string);
// Who asks hears of it; before that, an unusable model would end the thread and with it what others wait for.
session.catch(() => undefined);

/** Ids of the start of a pair and of the end of each text (XLM-RoBERTa's vocabulary). */
const START = 0;
const END = 2;
/** Pieces of each text that the model was trained on; a longer pair is not judged by a part of what it says. */
const LONGEST = 120;

/**
 * The log-odds of each pair, in order, until one reaches what it needs: then the rest is not computed, and null, as is a
 * pair that is too long. One by one, because with dynamic int8 quantisation a batch's other pairs would change a score.
 */
export default async function scorePairs(pairs: readonly EncodedPair[]): Promise<(number | null)[]> {
  const model = await session;
  const scores: (number | null)[] = pairs.map(() => null);
  for (const [place, { first, second, needed }] of pairs.entries()) {
    if (first.length > LONGEST || second.length > LONGEST) continue;
    const types = [...Array<number>(first.length + 2).fill(0), ...Array<number>(second.length + 1).fill(1)];
    const ids = [START, ...first, END, ...second, END];
    const [logit = Number.NaN] = await runLogits(model, feedsFor(model, ids, types));
    if (!Number.isFinite(logit)) throw new TypeError('Expected a finite logit.');
    scores[place] = logit;
    if (logit >= needed) break;
  }
  return scores;
}
