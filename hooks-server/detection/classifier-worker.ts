import type { InferenceSession } from 'onnxruntime-node';
import { workerData } from 'piscina';
import { z } from 'zod';
import { withoutPhrases } from './allowed-phrases.js';
import { suspiciousPassages } from './injection/injection.js';
import { standBack } from '../workers/low-priority.js';
import { feedsFor, openSession, runLogits, softmax } from '../workers/onnx-model.js';
import { loadTokenizer, type TextTokenizer } from '../workers/tokenizer.js';

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

standBack();

let loading: Promise<Loaded> | undefined;

async function load(): Promise<Loaded> {
  const data = dataSchema.parse(workerData);
  const tokenizer = await loadTokenizer(data.tokenizerPath);
  return { data, session: await openSession(data.modelPath), tokenizer };
}

/** A text to be judged, and what of it does not count. */
export interface Question {
  readonly text: string;
  readonly allowPhrases: readonly string[];
}

/** What a model says of a text. */
export interface Judgement {
  /** The probability from 0 to 1 of the positive label, the highest of the text's most suspicious passages. */
  readonly probability: number;
  /** Milliseconds that passages and model took. */
  readonly ms: number;
}

/**
 * Judges a text by its most suspicious passages, one by one. To undo disguises and to choose passages takes longer than the
 * scan itself did, so that it is done here and not on the event loop. Rejects when the model cannot run.
 */
export default async function classify({ text, allowPhrases }: Question): Promise<Judgement> {
  loading ??= load();
  const { data, session, tokenizer } = await loading;
  const started = performance.now();
  let probability = 0;
  for (const passage of suspiciousPassages(withoutPhrases(text, allowPhrases))) {
    const ids = tokenizer.encode(passage).ids.slice(0, data.maxTokens);
    const logits = await runLogits(session, feedsFor(session, ids));
    probability = Math.max(probability, softmax(logits)[data.positiveLabel] ?? 0);
  }
  return { probability, ms: performance.now() - started };
}
