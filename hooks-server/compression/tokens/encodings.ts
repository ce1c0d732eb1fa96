import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createVocabulary, type Vocabulary } from './vocabulary.js';

/** The two vocabularies that cover the models at hand. */
export type EncodingName = 'o200k_base' | 'cl100k_base';

const require = createRequire(import.meta.url);

/**
 * OpenAI models that tiktoken's own table (`model_to_encoding.json`) counts in cl100k_base. LiteLLM puts the provider
 * before the name (`azure/gpt-4-turbo`), so that only the last path segment is looked at.
 */
const CL100K =
  /^(gpt-4(?!o|\.\d|-?5)|gpt-3\.5|gpt-35|text-embedding-|claude-[12]\b|claude-instant|llama-?3|meta-llama-?3|groq-llama)/;

/**
 * The encoding a model is counted in. OpenAI's models: their own. Others publish no tokenizer that fits here and take
 * the nearest: Llama 3's vocabulary was built from cl100k_base's (Llama 3 model card, 100k of its 128k tokens), so
 * cl100k_base; Claude, Gemini, Mixtral and unknown models: o200k_base, which is closest on text in many languages.
 */
export function encodingFor(model: string): EncodingName {
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  return CL100K.test(name) ? 'cl100k_base' : 'o200k_base';
}

/** Reads an encoding's tokens: 0.1 to 0.3 s of computation, so never on a path that somebody waits for. */
export function loadVocabulary(name: EncodingName): Vocabulary {
  const { bpe_ranks } = JSON.parse(
    readFileSync(require.resolve(`tiktoken/encoders/${name}.json`), 'utf8'),
  ) as {
    readonly bpe_ranks: string;
  };
  return createVocabulary(bpe_ranks);
}

const SPACE = '\\p{White_Space}';
const LOWER = '\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}';
const UPPER = '\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}';
const CONTRACTION = "'[sSſ]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]";

/**
 * The encodings' own pre-tokenisation patterns (`pat_str` in tiktoken's vocabulary files), written out for
 * JavaScript: no inline `(?i:)`, and Unicode's white space in place of JavaScript's `\s`.
 */
const PIECES: Record<EncodingName, string> = {
  o200k_base: [
    `[^\\r\\n\\p{L}\\p{N}]?[${UPPER}]*[${LOWER}]+(?:${CONTRACTION})?`,
    `[^\\r\\n\\p{L}\\p{N}]?[${UPPER}]+[${LOWER}]*(?:${CONTRACTION})?`,
    `\\p{N}{1,3}`,
    ` ?[^${SPACE}\\p{L}\\p{N}]+[\\r\\n/]*`,
    `${SPACE}*[\\r\\n]+`,
    `${SPACE}+(?!\\P{White_Space})`,
    `${SPACE}+`,
  ].join('|'),
  cl100k_base: [
    CONTRACTION,
    `[^\\r\\n\\p{L}\\p{N}]?\\p{L}+`,
    `\\p{N}{1,3}`,
    ` ?[^${SPACE}\\p{L}\\p{N}]+[\\r\\n]*`,
    `${SPACE}*[\\r\\n]+`,
    `${SPACE}+(?!\\P{White_Space})`,
    `${SPACE}+`,
  ].join('|'),
};

/** A sticky pattern whose matches, one after the other, are the pieces that the encoding encodes each on its own. */
export function piecePattern(name: EncodingName): RegExp {
  return new RegExp(PIECES[name], 'uy');
}
