import { readFile } from 'node:fs/promises';
import * as tokenizers from '@huggingface/tokenizers';

export interface EncodedText {
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
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
  return new Tokenizer(await readJson(definitionPath), configPath ? await readJson(configPath) : {});
}
