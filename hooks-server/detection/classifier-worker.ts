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

/** The probability from 0 to 1 that the model gives to the positive label for a text. Rejects when it cannot run. */
export default async function classify(text: string): Promise<number> {
  loading ??= load();
  const { data, session, tokenizer } = await loading;
  const ids = tokenizer.encode(text).ids.slice(0, data.maxTokens);
  const logits = await runLogits(session, feedsFor(session, ids));
  return softmax(logits)[data.positiveLabel] ?? 0;
}
