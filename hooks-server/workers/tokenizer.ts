import { readFile } from 'node:fs/promises';
import * as tokenizers from '@huggingface/tokenizers';
import { createUnigram } from './unigram.js';

export interface EncodedText {
  readonly ids: readonly number[];
}

/** What is used of the tokenizers package: its own declarations do not resolve under Node's module rules. */
export interface TextTokenizer {
  encode(text: string, options?: { readonly add_special_tokens?: boolean }): EncodedText;
}

const { Tokenizer } = tokenizers as unknown as {
  readonly Tokenizer: new (definition: object, config: object) => TextTokenizer;
};

/** Reads a `tokenizer.json`, and the `tokenizer_config.json` beside it where there is one to read. */
export async function loadTokenizer(definitionPath: string, configPath?: string): Promise<TextTokenizer> {
  const readJson = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as object;
  const definition = await readJson(definitionPath);
  const idsOf = createUnigram(definition);
  if (idsOf)
    return {
      encode: (text, { add_special_tokens = true } = {}) => ({ ids: idsOf(text, add_special_tokens) }),
    };
  return new Tokenizer(definition, configPath ? await readJson(configPath) : {});
}
