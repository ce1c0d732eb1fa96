import { createHash } from 'node:crypto';
import type { Embedder, Embedding } from '../../hooks-server/vectors/embedding.js';

const DIMENSION = 64;
const FUNCTION_WORDS = new Set(
  'a an the is are was of in on to for what which how do does i you it please'.split(' '),
);

/** How often it was asked, and whether it fails from now on. */
export interface WordEmbedder extends Embedder {
  calls: number;
  failure: Error | undefined;
}

/**
 * A deterministic embedder for tests: each content word has a fixed direction, and a text is their normalised sum. Texts
 * with the same content words have cosine 1; one word more among three leaves about 0.87.
 */
export function createWordEmbedder(id = 'words'): WordEmbedder {
  return {
    id,
    dimension: DIMENSION,
    near: 0,
    calls: 0,
    failure: undefined,
    embed(texts) {
      this.calls += 1;
      if (this.failure !== undefined) return Promise.reject(this.failure);
      return Promise.resolve(texts.map((text): Embedding => ({ vector: embedWords(text) })));
    },
    close: () => Promise.resolve(),
  };
}

function embedWords(text: string): Float32Array {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const content = words.filter((word) => !FUNCTION_WORDS.has(word));
  const vector = new Float32Array(DIMENSION);
  for (const word of content.length > 0 ? content : words) {
    for (const [index, value] of directionOf(word).entries()) vector[index] = (vector[index] ?? 0) + value;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** A unit vector that depends on the word alone. */
function directionOf(word: string): Float32Array {
  const bytes = createHash('sha512').update(word).digest();
  const vector = Float32Array.from({ length: DIMENSION }, (_, index) => (bytes[index] ?? 0) - 127.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
