/** A text's place in an embedder's space. */
export interface Embedding {
  /** L2-normalised, `dimension` long: the dot product of two is their cosine. */
  readonly vector: Float32Array;
}

/** Turns texts into embeddings. `id` and `dimension` name the space: entries of another space are never compared. */
export interface Embedder {
  readonly id: string;
  readonly dimension: number;
  /** Least cosine at which a stored question is worth comparing: below, hardly any asks the same. */
  readonly near: number;
  /** One embedding for each text, in order. Throws DeadlineError or UnavailableError; the caller then goes without. */
  embed(texts: readonly string[]): Promise<Embedding[]>;
  close(): Promise<void>;
}
