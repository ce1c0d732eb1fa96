import { LEXICAL_DIMENSION, lexicalVector } from '../../verification/features/lexical-vector.js';
import { analyse } from '../../verification/text/analyse.js';
import type { Embedder, Embedding } from '../../vectors/embedding.js';

/** Compares texts by their words alone: needs no model, no network and well under a millisecond. */
export function createLexicalEmbedder(): Embedder {
  return {
    id: 'lexical:1',
    dimension: LEXICAL_DIMENSION,
    near: 0.7,
    embed: (texts) =>
      Promise.resolve(texts.map((text): Embedding => ({ vector: lexicalVector(analyse(text)) }))),
    close: () => Promise.resolve(),
  };
}
