/** Contextual vectors of a text's tokens, from the same model as its embedding. */
export interface TokenVectors {
  /** One entry for each token: its surface form. */
  readonly tokens: readonly string[];
  /** tokens.length rows of `dimension` values, L2-normalised and scaled to -127..127. */
  readonly rows: Int8Array;
}

/** A text's place in an embedder's space. */
export interface Embedding {
  /** L2-normalised, `dimension` long: the dot product of two is their cosine. */
  readonly vector: Float32Array;
  /** Absent where the embedder gives none (remote endpoints). */
  readonly tokens?: TokenVectors;
}

/** Turns texts into embeddings. `id` and `dimension` name the space: entries of another space are never compared. */
export interface Embedder {
  readonly id: string;
  readonly dimension: number;
  /** One embedding for each text, in order. Throws DeadlineError or UnavailableError; the caller then goes without. */
  embed(texts: readonly string[]): Promise<Embedding[]>;
  close(): Promise<void>;
}
