import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A protobuf field: varint for numbers, length-delimited for everything else. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(number << 3), varint(value)]);
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

const FLOAT = 1;
const INT64 = 7;

function valueInfo(name: string, type: number, dimensions: readonly (string | number)[]): Buffer {
  const dims = dimensions.map((dim) => field(1, typeof dim === 'string' ? field(2, dim) : field(1, dim)));
  const tensor = Buffer.concat([field(1, type), field(2, Buffer.concat(dims))]);
  return Buffer.concat([field(1, name), field(2, field(1, tensor))]);
}

function floatTensor(name: string, dims: readonly number[], values: readonly number[]): Buffer {
  const raw = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => raw.writeFloatLE(value, index * 4));
  return Buffer.concat([...dims.map((dim) => field(1, dim)), field(2, FLOAT), field(8, name), field(9, raw)]);
}

/** A model that looks each token up in a table: the smallest that has a sentence model's inputs and outputs. */
export function lookupModel(table: readonly (readonly number[])[], output = 'last_hidden_state'): Buffer {
  const width = table[0]!.length;
  const gather = Buffer.concat([
    field(1, 'table'),
    field(1, 'input_ids'),
    field(2, output),
    field(4, 'Gather'),
  ]);
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) =>
    field(11, valueInfo(name, INT64, ['batch', 'length'])),
  );
  const graph = Buffer.concat([
    field(1, gather),
    field(2, 'lookup'),
    field(5, floatTensor('table', [table.length, width], table.flat())),
    ...inputs,
    field(12, valueInfo(output, FLOAT, ['batch', 'length', width])),
  ]);
  return Buffer.concat([field(1, 8), field(7, graph), field(8, Buffer.concat([field(1, ''), field(2, 13)]))]);
}

const SPECIAL_TOKENS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

/** Logits of a token classifier for each word of the vocabulary. */
export type WordLogits = (word: string) => readonly [drop: number, keep: number];

/** Writes a whole model folder with these words in its vocabulary; each gets a direction of its own, or its logits. */
export async function writeTinyModel(
  folder: string,
  words: readonly string[],
  logits?: WordLogits,
): Promise<void> {
  if (logits) {
    const table = [...SPECIAL_TOKENS, ...words].map(logits);
    return writeModelFolder(folder, words, lookupModel(table, 'logits'));
  }
  const size = SPECIAL_TOKENS.length + words.length;
  const table = Array.from({ length: size }, (_, index) =>
    Array.from({ length: size }, (_value, place) => (place === index ? 1 : place === 0 ? 0.1 : 0)),
  );
  await writeModelFolder(folder, words, lookupModel(table));
}

async function writeModelFolder(folder: string, words: readonly string[], network: Buffer): Promise<void> {
  const vocabulary = [...SPECIAL_TOKENS, ...words];
  const special = SPECIAL_TOKENS.map((content, id) => ({ id, content, special: true, normalized: false }));
  const single = [
    { SpecialToken: { id: '[CLS]', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '[SEP]', type_id: 0 } },
  ];
  const tokenizer = {
    version: '1.0',
    added_tokens: special,
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single,
      pair: [...single, { Sequence: { id: 'B', type_id: 1 } }, { SpecialToken: { id: '[SEP]', type_id: 1 } }],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, index) => [word, index])),
    },
  };
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  await writeFile(
    join(folder, 'tokenizer_config.json'),
    JSON.stringify({ do_lower_case: true, unk_token: '[UNK]' }),
  );
  await writeFile(join(folder, 'onnx', 'model_quantized.onnx'), network);
}
