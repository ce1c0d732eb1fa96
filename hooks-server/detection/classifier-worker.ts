import { readFile } from 'node:fs/promises';
import * as tokenizers from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { workerData } from 'piscina';
import { z } from 'zod';

const dataSchema = z.object({
  modelPath: z.string(),
  tokenizerPath: z.string(),
  positiveLabel: z.number().int().nonnegative(),
  maxTokens: z.number().int().positive(),
});
type Data = z.infer<typeof dataSchema>;

/** The package's declarations import without endings, which `nodenext` cannot resolve; this is what is used of it. */
interface Tokenizer {
  encode(text: string): { readonly ids: readonly number[] };
}
const { Tokenizer } = tokenizers as unknown as {
  Tokenizer: new (definition: object, config: object) => Tokenizer;
};

interface Loaded {
  readonly data: Data;
  readonly session: InferenceSession;
  readonly tokenizer: Tokenizer;
}

let loading: Promise<Loaded> | undefined;

async function load(): Promise<Loaded> {
  const data = dataSchema.parse(workerData);
  const definition = JSON.parse(await readFile(data.tokenizerPath, 'utf8')) as object;
  const session = await InferenceSession.create(data.modelPath, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  return { data, session, tokenizer: new Tokenizer(definition, {}) };
}

/** The probability from 0 to 1 that the model gives to the positive label for a text. Rejects when it cannot run. */
export default async function classify(text: string): Promise<number> {
  loading ??= load();
  const { data, session, tokenizer } = await loading;
  const ids = tokenizer.encode(text).ids.slice(0, data.maxTokens);
  const row = (values: readonly number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const inputs: Record<string, Tensor> = {
    input_ids: row(ids),
    attention_mask: row(ids.map(() => 1)),
    token_type_ids: row(ids.map(() => 0)),
  };
  const feeds = Object.fromEntries(session.inputNames.map((name) => [name, inputs[name] ?? row(ids)]));
  const outputs = await session.run(feeds);
  const logits = outputs[session.outputNames[0] ?? '']?.data;
  if (!(logits instanceof Float32Array))
    throw new TypeError('Expected the first output to be float32 logits.');
  return softmax([...logits])[data.positiveLabel] ?? 0;
}

function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
