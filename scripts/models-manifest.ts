/** A file of the local embedding model: where it goes, where it comes from, and the contents that may be used. */
export interface PinnedFile {
  readonly local: string;
  /** Path below the base address. */
  readonly remote: string;
  readonly sha256: readonly string[];
}

/**
 * all-MiniLM-L6-v2 (Apache-2.0), tokenizer from its authors, weights as int8 ONNX. Of the weights two quantisations of
 * the same model are good: the one published at this address, and the one that the decision was measured with.
 */
export const pinnedFiles: readonly PinnedFile[] = [
  {
    local: 'tokenizer.json',
    remote: 'sentence-transformers/all-MiniLM-L6-v2/resolve/main/tokenizer.json',
    sha256: ['be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037'],
  },
  {
    local: 'tokenizer_config.json',
    remote: 'sentence-transformers/all-MiniLM-L6-v2/resolve/main/tokenizer_config.json',
    sha256: ['acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b'],
  },
  {
    local: 'onnx/model_quantized.onnx',
    remote:
      'Xenova/all-MiniLM-L6-v2/resolve/da5f6eac91a9596269707e15ec694e50e25a0d14/onnx/model_quantized.onnx',
    sha256: [
      'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
      '756ca4450f1ce4a59e2036c525899cba0baa9e094dff7e97a398f5f23b01f03f',
    ],
  },
];
