import { workerData } from 'piscina';
import { feedsFor } from '../../workers/onnx-model.js';
import { loadLocalModel, type LocalModel, type LocalModelData } from '../../workers/local-model.js';
import type { Embedding } from '../../vectors/embedding.js';
import { normalise } from '../../vectors/normalise.js';

const { maxTokens } = workerData as LocalModelData;
const model = loadLocalModel(workerData as LocalModelData);

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
