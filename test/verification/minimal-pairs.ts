import fc from 'fast-check';

/** A thing, what is never the same, and its harmless twin. */
export interface MinimalPair {
  readonly text: string;
  readonly other: string;
  readonly twin: string;
}

const syllable = fc.constantFrom(...'ba,de,fi,go,lu,ma,ne,po,ri,su,ta,vo,ka,mi,no,ze'.split(','));
/** Made-up names, so that no word list knows them. */
const name = fc
  .tuple(fc.constantFrom('q', 'x', 'z', 'v'), fc.array(syllable, { minLength: 2, maxLength: 3 }))
  .map(([first, rest]) => first + rest.join(''));
const two = <Item>(items: readonly Item[]) =>
  fc.shuffledSubarray([...items], { minLength: 2, maxLength: 2 }).map((pair) => pair as [Item, Item]);
const letter = fc.constantFrom(...'abcdefghjkmnpqrstvwxyz');
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** Ways to ask about something named X, in several languages. */
const ABOUT = [
  'What does X do?',
  'Explain X to a colleague',
  'Why is X slow?',
  'Was macht X?',
  '¿Qué hace X?',
  'Que fait X ?',
  'Cosa fa X?',
  'O que faz X?',
  'Wat doet X?',
  'Что делает X ?',
  'X 是做什么的？',
  'X は何をしますか？',
  'X 는 무엇을 하나요?',
];
const about = fc.constantFrom(...ABOUT);
const fill = (template: string, word: string) => template.replace('X', () => word);

/** Spelled as a machine reads it: one letter, one capital or one part makes another of it. */
export const codeTokens: fc.Arbitrary<MinimalPair> = fc
  .tuple(about, name, name, letter, fc.nat(6))
  .filter(([, x, y]) => x !== y)
  .map(([template, x, y, flag, form]) => {
    const [token, other] = [
      [`-${flag}`, `-${flag.toUpperCase()}`],
      [`\\${flag}`, `\\${flag.toUpperCase()}`],
      [`get${capital(x)}`, `get${capital(x)}s`],
      [`${x}_${y}`, `${x}_${y}s`],
      [`svc-${x}`, `svc-${y}`],
      [`${x}.${y}`, `${x}.${capital(y)}`],
      [`--${x}-${y}`, `--${x}-${y}s`],
    ][form]!;
    return {
      text: fill(template, token!),
      other: fill(template, other!),
      twin: `  ${fill(template, token!)} `,
    };
  });

/** Names that no word list knows, one letter or an ending apart, in English questions. */
export const unknownNames: fc.Arbitrary<MinimalPair> = fc
  .tuple(
    fc.constantFrom('What is X?', 'Why is X slow?', 'Who owns X?', 'Restart policy of X?'),
    name,
    syllable,
  )
  .filter(([, x, end]) => !x.endsWith(end))
  .map(([template, x, end]) => ({
    text: fill(template, x),
    other: fill(template, x.slice(0, -2) + end),
    twin: fill(template, x).toUpperCase(),
  }));

const UNITS: readonly (readonly [string, readonly string[]])[] = [
  ['How heavy is the box in X?', ['kilograms', 'pounds', 'ounces', 'stones', 'tonnes']],
  ['What does the van use per X?', ['mile', 'kilometre', 'hour', 'week']],
  ['Wie lang ist der Fluss in X?', ['Kilometern', 'Meilen', 'Metern']],
  ['¿Cuánto mide el cable en X?', ['centímetros', 'pulgadas', 'metros']],
  ['Combien de liquide en X ?', ['litres', 'gallons', 'millilitres']],
  ['Quanto è lungo in X?', ['metri', 'piedi', 'pollici']],
  ['Сколько весит груз в X?', ['килограммах', 'фунтах', 'тоннах', 'унциях']],
  ['这个多少X？', ['公斤', '磅', '盎司']],
  ['長さは何X ですか？', ['メートル', 'フィート', 'インチ']],
  ['길이가 몇 X 인가요?', ['미터', '피트', '인치']],
];
export const otherUnits: fc.Arbitrary<MinimalPair> = fc
  .constantFrom(...UNITS)
  .chain(([template, units]) => two(units).map(([x, y]) => ({ template, x, y })))
  .map(({ template, x, y }) => ({
    text: fill(template, x),
    other: fill(template, y),
    twin: fill(template, x),
  }));

const CONVERSIONS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'How many X are in one Y?',
    ['inches', 'ounces', 'grams', 'pints'],
    ['foot', 'pound', 'kilogram', 'gallon'],
  ],
  ['Convert X to Y', ['miles', 'litres', 'euros', 'acres'], ['kilometres', 'gallons', 'dollars', 'hectares']],
  ['Wie viele X sind ein Y?', ['Gramm', 'Meter', 'Liter'], ['Kilogramm', 'Kilometer', 'Gallone']],
  ['¿Cuántos X hay en un Y?', ['gramos', 'metros', 'litros'], ['kilogramo', 'kilómetro', 'galón']],
  ['Combien de X dans un Y ?', ['grammes', 'mètres', 'litres'], ['kilogramme', 'kilomètre', 'gallon']],
  ['Сколько X в Y?', ['граммов', 'метров', 'литров'], ['килограмме', 'километре', 'галлоне']],
  ['一Y等于多少X？', ['公里', '公斤', '欧元'], ['英里', '磅', '美元']],
];
export const conversions: fc.Arbitrary<MinimalPair> = fc
  .constantFrom(...CONVERSIONS)
  .chain(([template, xs, ys]) =>
    fc.tuple(fc.constant(template), fc.constantFrom(...xs), fc.constantFrom(...ys)),
  )
  .map(([template, x, y]) => {
    const write = (first: string, second: string) => template.replace('X', first).replace('Y', second);
    return { text: write(x, y), other: write(y, x), twin: write(x, y) };
  });

const ROUTES = [
  'How far is it from X to Y?',
  'Wie komme ich von X nach Y?',
  '¿Cómo voy de X a Y?',
  'Comment aller de X à Y ?',
  'Come vado da X a Y?',
  'Hoe kom ik van X naar Y?',
  'What does X owe Y?',
  'Did X beat Y?',
  'How do I migrate from X to Y?',
];
export const routes: fc.Arbitrary<MinimalPair> = fc
  .tuple(fc.constantFrom(...ROUTES), two(['Ulmora', 'Kelvane', 'Tarnesk', 'Boldrin', 'Ostavel', 'Pirenza']))
  .map(([template, [x, y]]) => {
    const write = (first: string, second: string) => template.replace('X', first).replace('Y', second);
    return {
      text: write(x, y),
      other: write(y, x),
      twin: write(x, y).replace('How far is it', 'How far is it, please,'),
    };
  });

const OPPOSITES: readonly (readonly [string, string, string])[] = [
  ['How do I X the strap?', 'tighten', 'loosen'],
  ['How do I X the hem?', 'lengthen', 'shorten'],
  ['What is Xthermia?', 'hyper', 'hypo'],
  ['Wie X ich das Konto?', 'öffne', 'schließe'],
  ['Wie X ich die Lautstärke?', 'erhöhe', 'senke'],
  ['¿Cómo X la luz?', 'enciendo', 'apago'],
  ['¿Cuándo X el curso?', 'empieza', 'termina'],
  ['Comment X la porte ?', 'ouvrir', 'fermer'],
  ['Comment X le prix ?', 'augmenter', 'diminuer'],
  ['Come X la luce?', 'accendo', 'spengo'],
  ['Quando X il negozio?', 'apre', 'chiude'],
  ['Como X a porta?', 'abro', 'fecho'],
  ['Como X o volume?', 'aumento', 'diminuo'],
  ['Hoe X ik de deur?', 'open', 'sluit'],
  ['Hoe X ik de prijs?', 'verhoog', 'verlaag'],
  ['Как X окно?', 'открыть', 'закрыть'],
  ['Как X свет?', 'включить', 'выключить'],
  ['怎么X门？', '打开', '关闭'],
  ['如何X价格？', '提高', '降低'],
  ['ドアをX方法', '開ける', '閉める'],
  ['本をX方法', '買う', '売る'],
  ['문을 X 방법', '여는', '닫는'],
  ['불을 X 방법', '켜는', '끄는'],
];
export const opposites: fc.Arbitrary<MinimalPair> = fc
  .tuple(fc.constantFrom(...OPPOSITES), fc.boolean())
  .map(([[template, x, y], swapped]) => {
    const [first, second] = swapped ? [y, x] : [x, y];
    return { text: fill(template, first), other: fill(template, second), twin: ` ${fill(template, first)}` };
  });

const PARTS: readonly (readonly [string, string])[] = [
  ['What is X?', 'How is X made?'],
  ['Who invented X?', 'When was X invented?'],
  ['Was ist X?', 'Wie stellt man X her?'],
  ['¿Qué es X?', '¿Cómo se fabrica X?'],
  ["Qu'est-ce que X ?", 'Comment fabrique-t-on X ?'],
  ['Что такое X ?', 'Как делают X ?'],
  ['什么是X？', '怎么制造X？'],
];
export const compounds: fc.Arbitrary<MinimalPair> = fc
  .tuple(fc.constantFrom(...PARTS), fc.constantFrom('Nougat', 'Papier', 'Titan', 'Vinyl'), fc.boolean())
  .map(([[first, second], thing, swapped]) => {
    const [one, more] = [fill(first, thing), fill(second, thing)];
    return { text: swapped ? more : one, other: `${one} ${more}`, twin: ` ${swapped ? more : one}` };
  });

/** Question words that want different answers, in one language each. */
const QUESTION_WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['X was the tower built?', ['When', 'Where', 'Why', 'How']],
  ['X wurde der Turm gebaut?', ['Wann', 'Wo', 'Warum', 'Wie']],
  ['¿X se construyó la torre?', ['Cuándo', 'Dónde', 'Por qué', 'Cómo']],
  ['X a été construite la tour ?', ['Quand', 'Où', 'Pourquoi', 'Comment']],
  ['X построили башню?', ['Когда', 'Где', 'Почему', 'Как']],
  ['塔はX 建てられましたか？', ['いつ', 'どこで', 'なぜ']],
  ['탑은 X 지어졌나요?', ['언제', '어디에', '왜']],
];
export const questionWords: fc.Arbitrary<MinimalPair> = fc
  .constantFrom(...QUESTION_WORDS)
  .chain(([template, words]) => two(words).map(([x, y]) => ({ template, x, y })))
  .map(({ template, x, y }) => ({
    text: fill(template, x),
    other: fill(template, y),
    twin: fill(template, x),
  }));

/** Pairs that only look different: lists and symmetric relations in another order. */
const THINGS = ['copper', 'brass', 'amber', 'linen', 'granite', 'cedar'];
const SYMMETRIC = [
  'Are X and Y expensive?',
  'What is the difference between X and Y?',
  'What do X and Y have in common?',
  'Is X similar to Y?',
  'Compare X, Y',
  'Was ist der Unterschied zwischen X und Y?',
  '¿Cuál es la diferencia entre X y Y?',
  'Quelle est la différence entre X et Y ?',
];
export const symmetricPairs = fc
  .tuple(fc.constantFrom(...SYMMETRIC), two(THINGS))
  .map(([template, [x, y]]) => {
    const write = (first: string, second: string) => template.replace('X', first).replace('Y', second);
    return [write(x, y), write(y, x)] as const;
  });

/** Ways to ask how something is done, and each action in the words of several languages; twins mean the same. */
const ACTIONS: readonly (readonly [frames: readonly [string, string], verbs: readonly string[]])[] = [
  [
    ['How do I V X?', 'What is the way to V X?'],
    'install,uninstall,upgrade,configure,restart,back up,restore,migrate,rename,encrypt,monitor,print,export'.split(
      ',',
    ),
  ],
  [
    ['Wie kann ich X V?', 'Wie kann man X V?'],
    'installieren,deinstallieren,aktualisieren,konfigurieren,wiederherstellen,migrieren,umbenennen,überwachen'.split(
      ',',
    ),
  ],
  [
    ['¿Cómo puedo V X?', '¿Cómo se puede V X?'],
    'instalar,desinstalar,actualizar,configurar,reiniciar,restaurar,migrar,renombrar,monitorizar'.split(','),
  ],
  [
    ['Comment V X ?', 'Comment puis-je V X ?'],
    'installer,désinstaller,configurer,redémarrer,sauvegarder,restaurer,renommer,surveiller'.split(','),
  ],
  [
    ['Come posso V X?', 'Come si può V X?'],
    'installare,disinstallare,aggiornare,configurare,riavviare,ripristinare,rinominare'.split(','),
  ],
  [
    ['Como posso V X?', 'Como se pode V X?'],
    'instalar,remover,atualizar,configurar,reiniciar,restaurar,renomear'.split(','),
  ],
  [
    ['Hoe kan ik X V?', 'Hoe kun je X V?'],
    'installeren,verwijderen,bijwerken,configureren,herstarten,herstellen,migreren'.split(','),
  ],
  [
    ['Jak mogę V X?', 'Jak można V X?'],
    'zainstalować,odinstalować,zaktualizować,skonfigurować,zrestartować,przywrócić'.split(','),
  ],
  [
    ['Как V X?', 'Как можно V X?'],
    'установить,удалить,обновить,настроить,перезапустить,восстановить,переименовать'.split(','),
  ],
  [['如何V X？', '怎么V X？'], '安装,卸载,升级,配置,重启,备份,恢复,迁移,重命名,监控'.split(',')],
  [
    ['X をVする方法', 'X をVする方法は？'],
    'インストール,アンインストール,アップデート,再起動,バックアップ,復元,移行'.split(','),
  ],
  [['X V 방법', 'X V 방법은?'], '설치,제거,업데이트,재시작,복원,마이그레이션,모니터링'.split(',')],
  [['कैसे X को V करें', 'X को V कैसे करें'], 'इंस्टॉल,अपडेट,कॉन्फ़िगर,रीस्टार्ट,माइग्रेट'.split(',')],
];

/** One thing, another action. */
export const otherActions: fc.Arbitrary<MinimalPair> = fc
  .constantFrom(...ACTIONS)
  .chain(([frames, verbs]) => fc.tuple(fc.constant(frames), two(verbs), name))
  .map(([frames, [verb, other], x]) => {
    const ask = (frame: string, action: string) => fill(frame, x).replace('V', () => action);
    return { text: ask(frames[0], verb), other: ask(frames[0], other), twin: ask(frames[1], verb) };
  });

/** A question about a word, of another word that looks like it. */
export const mentionedWords: fc.Arbitrary<MinimalPair> = fc
  .tuple(
    fc.constantFrom(
      ...([
        ['What does § mean?', 'Meaning of §'],
        ['Define §', 'What is the definition of §?'],
        ['How do you spell §?', 'How is § spelled?'],
        ['Was bedeutet §?', 'Bedeutung von §'],
        ['¿Qué significa §?', 'Significado de §'],
        ['Que signifie § ?', 'Signification de §'],
        ['Wat betekent §?', 'Wat betekent § ?'],
        ['Что значит §?', 'Что означает §?'],
      ] as const),
    ),
    two([
      'affect',
      'effect',
      'affects',
      'necessary',
      'necessarily',
      'principal',
      'principle',
      'compliment',
      'complement',
    ]),
  )
  .map(([[frame, twin], [word, other]]) => ({
    text: frame.replace('§', word),
    other: frame.replace('§', other),
    twin: twin.replace('§', word),
  }));
