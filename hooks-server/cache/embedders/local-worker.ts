import { workerData } from 'piscina';
import { feedsFor } from '../../workers/onnx-model.js';
import { loadLocalModel, type LocalModel, type LocalModelData } from '../../workers/local-model.js';
import type { Embedding } from '../../vectors/embedding.js';
import { normalise, quantiseInto } from '../../vectors/quantize.js';

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
  const encoded = tokenizer.encode(text);
  const ids = encoded.ids.slice(0, maxTokens);
  const output = await session.run(feedsFor(session, ids));
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
  for (let row = 0; row < states.length; row += width) {
    for (let i = 0; i < width; i += 1) sum[i] = sum[i]! + states[row + i]!;
  }
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
