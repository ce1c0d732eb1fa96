/** A classifier small enough to be written by hand: the logits are [5 - m, m - 5], m the highest token id. */

const utf8 = (text: string) => Buffer.from(text, 'utf8');

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return Buffer.from(bytes);
}

/** A protobuf field: a number as a varint, bytes and text with their length. */
function field(tag: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(tag << 3), varint(value)]);
  const bytes = typeof value === 'string' ? utf8(value) : value;
  return Buffer.concat([varint((tag << 3) | 2), varint(bytes.length), bytes]);
}

const message = (...fields: Buffer[]) => Buffer.concat(fields);
const float = 1;
const int64 = 7;

function node(type: string, inputs: string[], output: string, ...attributes: Buffer[]): Buffer {
  return field(
    1,
    message(
      ...inputs.map((name) => field(1, name)),
      field(2, output),
      field(4, type),
      ...attributes.map((attribute) => field(5, attribute)),
    ),
  );
}

function constant(name: string, values: readonly number[]): Buffer {
  const data = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => data.writeFloatLE(value, index * 4));
  return field(
    5,
    message(field(1, 1), field(1, values.length), field(2, float), field(4, data), field(8, name)),
  );
}

function value(tag: number, name: string, type: number, columns: number | string): Buffer {
  const dimension = typeof columns === 'number' ? field(1, columns) : field(2, columns);
  const shape = message(field(1, field(1, 1)), field(1, dimension));
  return field(tag, message(field(1, name), field(2, field(1, message(field(1, type), field(2, shape))))));
}

/** The model in ONNX's format (protobuf field numbers of onnx.proto3, operator set 11). */
export function tinyModel(): Buffer {
  const to = message(field(1, 'to'), field(3, float), field(20, 2));
  const axes = message(field(1, 'axes'), field(8, 1), field(20, 7));
  const graph = message(
    node('Cast', ['input_ids'], 'numbers', to),
    node('ReduceMax', ['numbers'], 'highest', axes),
    node('MatMul', ['highest', 'weights'], 'scaled'),
    node('Add', ['scaled', 'bias'], 'logits'),
    field(2, 'tiny'),
    constant('weights', [-1, 1]),
    constant('bias', [5, -5]),
    value(11, 'input_ids', int64, 'length'),
    value(12, 'logits', float, 2),
  );
  return message(field(1, 7), field(7, graph), field(8, field(2, 11)));
}

/** A word-piece tokenizer with the given ids; every other word is 0. */
export function tinyTokenizer(vocabulary: Record<string, number>): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      {
        id: 0,
        content: '[UNK]',
        special: true,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
      },
    ],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordPiece',
      vocab: { '[UNK]': 0, ...vocabulary },
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
    },
  };
}
