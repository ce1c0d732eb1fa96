import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { feedsFor, openSession } from '../../workers/onnx-model.js';
import { loadTokenizer } from '../../workers/tokenizer.js';

/** Says of each word of a text how likely it is to be worth keeping. */
export interface TokenClassifier {
  /** One probability (0 to 1) for each word. Rejects when the model's output has another shape than two labels. */
  keepProbabilities(words: readonly string[]): Promise<number[]>;
}

/** The two labels of LLMLingua-2's classifiers: 0 drops a token, 1 keeps it. */
const LABELS = 2;

/** Probability of the label "keep" for each token. */
async function classify(session: InferenceSession, ids: readonly number[]): Promise<number[]> {
  const output = await session.run(feedsFor(session, ids));
  const logits = output['logits']?.data;
  if (!(logits instanceof Float32Array) || logits.length !== ids.length * LABELS)
    throw new Error('Expected float logits of two labels for each token from the classifier.');
  return ids.map((_, at) => 1 / (1 + Math.exp((logits[at * LABELS] ?? 0) - (logits[at * LABELS + 1] ?? 0))));
}

/**
 * Loads a token classifier (LLMLingua-2: Pan et al. 2024, "Data Distillation for Efficient and Faithful Task-Agnostic
 * Prompt Compression") from a folder with `tokenizer.json`, `tokenizer_config.json` and `onnx/model_quantized.onnx`.
 * Words are encoded one by one, so that a word's probability is the mean of its tokens', as in the paper; longer texts
 * go through in runs of `maxTokens`.
 */
export async function loadTokenClassifier(modelDir: string, maxTokens: number): Promise<TokenClassifier> {
  const tokenizer = await loadTokenizer(
    join(modelDir, 'tokenizer.json'),
    join(modelDir, 'tokenizer_config.json'),
  );
  const session = await openSession(join(modelDir, 'onnx', 'model_quantized.onnx'));
  const [first = 0, last = 0] = tokenizer.encode('').ids;
  const room = maxTokens - 2;
  const probabilitiesOf = async (run: readonly (readonly number[])[]) => {
    const all = await classify(session, [first, ...run.flat(), last]);
    let at = 1;
    return run.map(({ length }) => {
      const own = all.slice(at, at + length);
      at += length;
      return length === 0 ? 1 : own.reduce((sum, value) => sum + value, 0) / length;
    });
  };
  return {
    async keepProbabilities(words) {
      const probabilities: number[] = [];
      let run: (readonly number[])[] = [];
      let size = 0;
      for (const word of words) {
        const ids = tokenizer.encode(word).ids.slice(1, -1).slice(0, room);
        if (size + ids.length > room) {
          probabilities.push(...(await probabilitiesOf(run)));
          run = [];
          size = 0;
        }
        run.push(ids);
        size += ids.length;
      }
      return run.length === 0 ? probabilities : [...probabilities, ...(await probabilitiesOf(run))];
    },
  };
}
