import './no-telemetry.js';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/**
 * Opens a model whose every run is shared by `threads` threads; a pool has as many workers as may compute at once. The
 * helping threads spin while a run lasts, since waking them for each layer costs more than they save, and sleep between
 * runs.
 */
export function openSession(modelPath: string, threads = 1): Promise<InferenceSession> {
  return InferenceSession.create(modelPath, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    extra: { session: { force_spinning_stop: '1' } },
  });
}

/** Inputs of a transformer for one row of tokens; a model of one input is fed the ids, whatever its input's name. */
export function feedsFor(
  { inputNames }: Pick<InferenceSession, 'inputNames'>,
  ids: readonly number[],
  types: readonly number[] = ids.map(() => 0),
): Record<string, Tensor> {
  const row = (values: readonly number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const known: Record<string, readonly number[]> = {
    attention_mask: ids.map(() => 1),
    token_type_ids: types,
  };
  return Object.fromEntries(inputNames.map((name) => [name, row(known[name] ?? ids)]));
}

/** The first output of a model that classifies a text. Rejects with TypeError when that is no row of float32 logits. */
export async function runLogits(
  session: InferenceSession,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<number[]> {
  const outputs = await session.run(feeds);
  const logits = outputs[session.outputNames[0] ?? '']?.data;
  if (!(logits instanceof Float32Array))
    throw new TypeError('Expected the first output to be float32 logits.');
  return [...logits];
}

/** Probabilities of logits, from 0 to 1 and together 1. */
export function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
