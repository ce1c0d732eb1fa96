import type { Embedder, Embedding } from '../vectors/embedding.js';

/** The embedding of one text, or undefined without an embedder. Rejects as the embedder does. */
export async function embedOne(
  text: string,
  { embedder }: { readonly embedder?: Embedder | undefined },
): Promise<Embedding | undefined> {
  const [embedding] = (await embedder?.embed([text])) ?? [];
  return embedding;
}
