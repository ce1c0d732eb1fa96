import fc from 'fast-check';

/** A generated text and what has to hold of whatever is kept of it. */
export interface Material {
  readonly text: string;
  /** Lines of which each is kept whole or not at all. */
  readonly wholes: readonly string[];
  /** A piece of the text, and what must stand above it wherever it is kept. */
  readonly above: readonly { readonly piece: string; readonly needs: readonly string[] }[];
}

const word = fc.constantFrom(
  'harbour',
  'lamp',
  'grün',
  'мост',
  'ville',
  'señal',
  'quay',
  'v1.2',
  'e.g.',
  '12.5',
);
const phrase = fc.array(word, { minLength: 3, maxLength: 9 }).map((words) => words.join(' '));
const count = { minLength: 4, maxLength: 14 };
const wholes = (text: string, above: Material['above'] = []): Material => ({
  text,
  wholes: text.split('\n').filter((line) => line.trim() !== ''),
  above,
});

const markdownTable = fc
  .tuple(fc.array(fc.tuple(phrase, fc.nat(9_999)), count), fc.boolean())
  .map(([rows, hasTwoHeads]) => {
    const heads = [
      '| key | text | 2019 |',
      '|---|---|---|',
      ...(hasTwoHeads ? ['| | in words | in euros |'] : []),
    ];
    const lines = rows.map(([text, value], at) => `| K-${at} | ${text} | ${value} |`);
    return wholes(
      [...heads, ...lines].join('\n'),
      lines.map((piece) => ({ piece, needs: heads })),
    );
  });

const separatedTable = fc
  .tuple(fc.array(fc.tuple(phrase, fc.nat(9_999)), count), fc.constantFrom(',', ';', '\t'), fc.boolean())
  .map(([rows, mark, hasYears]) => {
    const head = ['key', 'text', 'note', hasYears ? 'y2019' : 'year'].join(mark);
    const lines = rows.map(([text, value], at) => [`K-${at}`, text, `"Said so. Twice."`, value].join(mark));
    return wholes(
      [head, ...lines].join('\n'),
      lines.map((piece) => ({ piece, needs: [head] })),
    );
  });

const fixedTable = fc.array(fc.tuple(fc.nat(99), fc.nat(9_999)), count).map((rows) => {
  const head = 'NAME        READY   RESTARTS   AGE1';
  const lines = rows.map(
    ([ready, age], at) => `pod-${String(at).padEnd(8)}${String(ready).padEnd(8)}0          ${age}d`,
  );
  return wholes(
    [head, ...lines].join('\n'),
    lines.map((piece) => ({ piece, needs: [head] })),
  );
});

const LOG_FORMS: readonly ((at: number) => string)[] = [
  (at) => `2026-03-01 10:00:${10 + at} INFO`,
  (at) => `2026-03-01T10:00:${10 + at}.123Z [worker-${at}]`,
  (at) => `Mar  1 10:00:${10 + at} host sshd[${at}]:`,
  (at) => `ERROR ${at}`,
  (at) => `10.0.0.${at} - - [01/Mar/2026:10:00:00 +0000]`,
  (at) => `[${at}.000017] usb:`,
];
const log = fc
  .tuple(fc.array(phrase, count), fc.constantFrom(...LOG_FORMS))
  .map(([texts, form]) =>
    wholes(texts.map((text, at) => `${form(at)} K-${at}. ${text}. Done at ${at}.`).join('\n')),
  );

const json = fc
  .array(
    fc.record({
      text: phrase,
      note: phrase,
      value: fc.double({ noNaN: true }),
      deep: fc.constant({ a: [1, 'x, y'] }),
    }),
    {
      minLength: 4,
      maxLength: 10,
    },
  )
  .map((items) => items.map((item, at) => JSON.stringify({ key: `K-${at}`, ...item })))
  .map((lines) => wholes(lines.join('\n')));

const NAMES = ['Ana', 'Dr. Bo Lind', 'Мария', '小林'];
const TURN_FORMS: readonly ((name: string, at: number) => string)[] = [
  (name) => `${name}: `,
  (name, at) => `[10:${10 + at}] ${name}: `,
  (name) => `**${name}:** `,
  (name) => `${name}：`,
];
const chat = fc
  .tuple(
    fc.array(
      fc.tuple(fc.constantFrom(...NAMES), fc.array(phrase, { minLength: 1, maxLength: 5 }), fc.boolean()),
      count,
    ),
    fc.constantFrom(...TURN_FORMS),
  )
  .map(([turns, form]): Material => {
    const above: { piece: string; needs: string[] }[] = [];
    const lines = turns.map(([name, texts, isWrapped], at) => {
      const sentences = texts.map((text, next) => `Then K-${at}-${next} ${text} again.`);
      const label = form(name, at);
      // Of the same name more often than once: only what is said tells the turns apart.
      sentences.forEach((piece) => above.push({ piece, needs: [label.trim()] }));
      return label + sentences.join(isWrapped ? '\n' : ' ');
    });
    return { text: lines.join('\n'), wholes: [], above };
  });

const code = fc
  .array(fc.tuple(phrase, fc.nat(99)), { minLength: 3, maxLength: 8 })
  .map((items) =>
    wholes(
      items
        .map(
          ([text, at], next) =>
            `def step_${next}(value):\n    # ${text}\n    if value > ${at}:\n        return value * ${at}\n    raise ValueError("K-${next}. ${text}.")`,
        )
        .join('\n\n'),
    ),
  );

const diff = fc
  .array(fc.tuple(phrase, fc.constantFrom('+', '-', ' ')), count)
  .map((lines) =>
    wholes(
      [
        'diff --git a/x.py b/x.py',
        '--- a/x.py',
        '+++ b/x.py',
        `@@ -1,${lines.length} +1,${lines.length} @@`,
        ...lines.map(([text, sign], at) => `${sign}    total_${at} = say("${text}. K-${at}.")`),
      ].join('\n'),
    ),
  );

const settings = fc
  .tuple(fc.array(fc.nat(9_999), count), fc.constantFrom(' = ', '=', ': ', ' '))
  .map(([values, sign]) =>
    wholes(values.map((value, at) => `svc${at}.pool.limit${sign}${value}`).join('\n')),
  );

const yaml = fc.array(fc.tuple(fc.nat(9_999), phrase), count).map((items) => {
  const blocks = items.map(([port, text], at) => [
    `svc${at}:`,
    `  image: registry/svc:${at}.${port}`,
    `  note: ${text} of ${at}.`,
    '  ports:',
    `    - "${port}:${at}"`,
  ]);
  return wholes(
    blocks.flat().join('\n'),
    blocks.flatMap(([head = '', ...rest]) =>
      rest.filter((line) => /\d/u.test(line)).map((piece) => ({ piece, needs: [head] })),
    ),
  );
});

const ini = fc.array(fc.tuple(fc.nat(9_999), phrase), count).map((items) => {
  const blocks = items.map(([port, text], at) => [
    `[svc${at}]`,
    `port_${at} = ${port}`,
    `note_${at} = ${text}`,
  ]);
  return wholes(
    blocks.flat().join('\n'),
    blocks.flatMap(([head = '', ...rest]) => rest.map((piece) => ({ piece, needs: [head] }))),
  );
});

const BULLETS: readonly ((at: number) => string)[] = [
  () => '- ',
  () => '* ',
  (at) => `${at + 1}. `,
  (at) => `(${at + 1}) `,
  () => '• ',
];
const list = fc
  .tuple(
    fc.array(fc.tuple(fc.array(phrase, { minLength: 1, maxLength: 4 }), fc.boolean()), count),
    fc.constantFrom(...BULLETS),
  )
  .map(([items, bullet]): Material => {
    const lines = items.map(
      ([texts, isWrapped], at) =>
        bullet(at) +
        texts.map((text, next) => `Item K-${at}-${next} ${text} once.`).join(isWrapped ? '\n  ' : ' '),
    );
    return { text: lines.join('\n'), wholes: lines, above: [] };
  });

export const MATERIALS: Readonly<Record<string, fc.Arbitrary<Material>>> = {
  'tables in Markdown': markdownTable,
  'tables with separators': separatedTable,
  'tables of fixed width': fixedTable,
  logs: log,
  'lines of JSON': json,
  chats: chat,
  code,
  diffs: diff,
  settings,
  YAML: yaml,
  'sections with keys': ini,
  lists: list,
};
