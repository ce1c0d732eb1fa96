import { workerData } from 'piscina';
import { feedsFor, runLogits, softmax } from '../workers/onnx-model.js';
import { loadLocalModel, type LocalModelData } from '../workers/local-model.js';
import type { TextPair } from './cross-encoder.js';

const { maxTokens } = workerData as LocalModelData;
const model = loadLocalModel(workerData as LocalModelData);

/**
 * The probability from 0 to 1 that two texts ask the same. Null for a pair with more tokens than the model takes: cut,
 * it would be judged by a part of what it says.
 */
export default async function scorePair([query, candidate]: TextPair): Promise<number | null> {
  const { tokenizer, session } = await model;
  const encoded = tokenizer.encode(query, { text_pair: candidate, return_token_type_ids: true });
  if (encoded.ids.length > maxTokens) return null;
  return probability(await runLogits(session, feedsFor(session, encoded.ids, encoded.token_type_ids)));
}

/** One logit goes through the logistic function, two (different, same) through softmax, as such models are trained. */
function probability(logits: readonly number[]): number {
  const [first = Number.NaN, second] = logits;
  const score = second === undefined ? 1 / (1 + Math.exp(-first)) : softmax(logits)[1];
  if (logits.length > 2 || score === undefined || !Number.isFinite(score))
    throw new TypeError(`Expected one or two finite logits, got ${logits.length}.`);
  return score;
}
