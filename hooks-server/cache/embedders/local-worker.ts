import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tokenizers from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { workerData } from 'piscina';
import type { Embedding } from './embedder.js';
import { normalise, quantiseInto } from './quantize.js';

/** What the worker thread is started with. */
export interface LocalWorkerData {
  readonly modelDir: string;
  readonly maxTokens: number;
}

interface TextTokenizer {
  encode(text: string): { readonly ids: number[]; readonly tokens: string[] };
}

/** The package's own types do not resolve under Node's module rules, so what is used of it is typed here. */
const { Tokenizer } = tokenizers as unknown as {
  readonly Tokenizer: new (tokenizer: object, config: object) => TextTokenizer;
};

interface Model {
  readonly tokenizer: TextTokenizer;
  readonly session: InferenceSession;
}

const { modelDir, maxTokens } = workerData as LocalWorkerData;
const model = loadModel();

/** Embeds texts one by one: with dynamic int8 quantisation a batch's other texts would change a text's vector. */
export default async function embedTexts(texts: readonly string[]): Promise<Embedding[]> {
  const loaded = await model;
  const embeddings: Embedding[] = [];
  for (const text of texts) embeddings.push(await embedText(loaded, text));
  return embeddings;
}

async function loadModel(): Promise<Model> {
  const readJson = async (name: string) => JSON.parse(await readFile(join(modelDir, name), 'utf8')) as object;
  const tokenizer = new Tokenizer(await readJson('tokenizer.json'), await readJson('tokenizer_config.json'));
  const session = await InferenceSession.create(join(modelDir, 'onnx', 'model_quantized.onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  return { tokenizer, session };
}

async function embedText({ tokenizer, session }: Model, text: string): Promise<Embedding> {
  const encoded = tokenizer.encode(text);
  const ids = encoded.ids.slice(0, maxTokens);
  const tensor = (values: readonly number[]) =>
    new Tensor(
      'int64',
      BigInt64Array.from(values, (value) => BigInt(value)),
      [1, values.length],
    );
  const feeds = {
    input_ids: tensor(ids),
    attention_mask: tensor(ids.map(() => 1)),
    token_type_ids: tensor(ids.map(() => 0)),
  };
  const output = await session.run(feeds);
  const states = output['last_hidden_state']!.data as Float32Array;
  const width = states.length / ids.length;
  return {
    vector: meanPool(states, width),
    tokens: wordVectors(encoded.tokens.slice(0, ids.length), states, width),
  };
}

/** The model was trained with the mean over all tokens, the two special ones included. */
function meanPool(states: Float32Array, width: number): Float32Array {
  const sum = new Float32Array(width);
  for (let i = 0; i < states.length; i += 1) sum[i % width] = sum[i % width]! + states[i]!;
  return normalise(sum);
}

/** One row for each word: the mean of its pieces. Special tokens and punctuation carry nothing to compare. */
function wordVectors(pieces: readonly string[], states: Float32Array, width: number) {
  const tokens: string[] = [];
  const sums: Float32Array[] = [];
  pieces.forEach((piece, index) => {
    const continues = piece.startsWith('##') && sums.length > 0;
    if (!continues && (/^\[[A-Z]+\]$/.test(piece) ? piece !== '[UNK]' : !/[\p{L}\p{N}]/u.test(piece))) return;
    if (continues) tokens[tokens.length - 1] += piece.slice(2);
    else {
      tokens.push(piece);
      sums.push(new Float32Array(width));
    }
    const sum = sums[sums.length - 1]!;
    for (let i = 0; i < width; i += 1) sum[i] = sum[i]! + states[index * width + i]!;
  });
  const rows = new Int8Array(tokens.length * width);
  sums.forEach((sum, index) => quantiseInto(rows, index * width, sum));
  return { tokens, rows };
}
