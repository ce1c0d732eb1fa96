import { join } from 'node:path';
import { workerData } from 'piscina';
import type { InferenceSession } from 'onnxruntime-node';
import { MODEL_FILES, type LocalModelData } from '../../workers/local-model.js';
import { feedsFor, openSession } from '../../workers/onnx-model.js';
import { loadTokenizer, type TextTokenizer } from '../../workers/tokenizer.js';
import type { Embedding } from '../../vectors/embedding.js';
import { normalise } from '../../vectors/normalise.js';

interface LocalModel {
  readonly tokenizer: TextTokenizer;
  readonly session: InferenceSession;
}

const { maxTokens, ...place } = workerData as LocalModelData;
const model = load(place);

async function load({ modelDir, threadsPerText }: Omit<LocalModelData, 'maxTokens'>): Promise<LocalModel> {
  const [definition, config, network] = MODEL_FILES;
  const tokenizer = await loadTokenizer(join(modelDir, definition), join(modelDir, config));
  return { tokenizer, session: await openSession(join(modelDir, network), threadsPerText) };
}

/** Embeds texts one by one: with dynamic int8 quantisation a batch's other texts would change a text's vector. */
export default async function embedTexts(texts: readonly string[]): Promise<Embedding[]> {
  const loaded = await model;
  const embeddings: Embedding[] = [];
  for (const text of texts) embeddings.push(await embedText(loaded, text));
  return embeddings;
}

async function embedText({ tokenizer, session }: LocalModel, text: string): Promise<Embedding> {
  const ids = tokenizer.encode(text).ids.slice(0, maxTokens);
  const output = await session.run(feedsFor(session, ids));
  const states = output['last_hidden_state']!.data as Float32Array;
  return { vector: meanPool(states, states.length / ids.length) };
}

/** The model was trained with the mean over all tokens, the two special ones included. */
function meanPool(states: Float32Array, width: number): Float32Array {
  const sum = new Float32Array(width);
  for (let row = 0; row < states.length; row += width) {
    for (let i = 0; i < width; i += 1) sum[i] = sum[i]! + states[row + i]!;
  }
  return normalise(sum);
}
