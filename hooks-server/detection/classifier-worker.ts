import type { InferenceSession } from 'onnxruntime-node';
import { workerData } from 'piscina';
import { z } from 'zod';
import {
  feedsFor,
  loadTokenizer,
  openSession,
  runLogits,
  softmax,
  type TextTokenizer,
} from '../workers/onnx-model.js';

const dataSchema = z.object({
  modelPath: z.string(),
  tokenizerPath: z.string(),
  positiveLabel: z.number().int().nonnegative(),
  maxTokens: z.number().int().positive(),
});
type Data = z.infer<typeof dataSchema>;

interface Loaded {
  readonly data: Data;
  readonly session: InferenceSession;
  readonly tokenizer: TextTokenizer;
}

let loading: Promise<Loaded> | undefined;

async function load(): Promise<Loaded> {
  const data = dataSchema.parse(workerData);
  const tokenizer = await loadTokenizer(data.tokenizerPath);
  return { data, session: await openSession(data.modelPath), tokenizer };
}

/** What a model says of passages. */
export interface Judgement {
  /** The probability from 0 to 1 of the positive label, the highest of all passages. */
  readonly probability: number;
  /** Milliseconds that the model computed. */
  readonly ms: number;
}

/** Judges passages one by one. Rejects when the model cannot run. */
export default async function classify(passages: readonly string[]): Promise<Judgement> {
  loading ??= load();
  const { data, session, tokenizer } = await loading;
  const started = performance.now();
  let probability = 0;
  for (const passage of passages) {
    const ids = tokenizer.encode(passage).ids.slice(0, data.maxTokens);
    const logits = await runLogits(session, feedsFor(session, ids));
    probability = Math.max(probability, softmax(logits)[data.positiveLabel] ?? 0);
  }
  return { probability, ms: performance.now() - started };
}
