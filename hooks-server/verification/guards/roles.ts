import { prepositions, symmetricRelations } from '../language/relations.js';
import type { Alignment } from '../features/alignment.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';

/** Single capitals that stand for somebody or something: "What does A owe B". "I" and an opening "A" do not. */
const VARIABLE =
  /(?<![\p{L}\p{N}'-])(?:[B-HJ-Z]|(?<=\S\s+)A|A(?=\s?[\p{sc=Han}\p{sc=Hiragana}\p{sc=Hangul}]))(?![\p{L}\p{N}'-])/gu;

/** Whether the same variables stand in another order, and are no list: what A owes B, and what B owes A. */
export function variablesExchanged({ a, b }: Alignment): boolean {
  const [lettersA, lettersB] = [variables(a), variables(b)];
  if (lettersA.length < 2 || lettersA.length !== lettersB.length) return false;
  if ([...lettersA].sort().join() !== [...lettersB].sort().join() || lettersA.join() === lettersB.join())
    return false;
  return !isJoined(a) && isPassive(a) === isPassive(b);
}

const variables = readOnce(({ characters }: Analysis): readonly string[] => characters.match(VARIABLE) ?? []);

const LETTER = String.raw`(?<![\p{L}\p{N}])\p{Lu}(?![\p{L}\p{N}])`;
const JOINED = new RegExp(
  String.raw`${LETTER}\s*(?:,|and|or|und|oder|y|o|et|ou|e|en|of|и|или|vs\.?|versus|&|\+|=|と|や|和|与|與|跟|와|과|랑)\s*${LETTER}`,
  'u',
);

function isJoined({ characters }: Analysis): boolean {
  return JOINED.test(characters);
}

function isPassive({ characters }: Analysis): boolean {
  return /\b(?:is|are|was|were|been|be|being)\b[^.?!]*\bby\b/i.test(characters);
}

type Part = 'agent' | 'patient' | 'other';

/** Whom a question word asks for, where its form tells; of a text in lower case. */
const FORMS: readonly (readonly [RegExp, Part])[] = [
  [/^\s*(?:an|für|gegen|über) wen\b|^\s*(?:mit|bei|zu|aus) wem\b/u, 'other'],
  [/^\s*(?:à|de|avec|pour|chez|contre) qui(?!\p{L})/u, 'other'],
  [/^\s*(?:a|da|di|con|per) chi(?!\p{L})/u, 'other'],
  [/^\s*chi(?!\p{L})/u, 'agent'],
  [/^[\s¿]*(?:de|con|para|contra) quién(?:es)?(?!\p{L})/u, 'other'],
  [/^\s*(?:de|com|para|contra) quem(?!\p{L})/u, 'other'],
  [/^\s*a quem(?!\p{L})/u, 'patient'],
  [/^\s*(?:aan|van|met|voor|tegen) wie\b/u, 'other'],
  [/^\s*(?:do|od|z|dla|u|bez) kogo(?!\p{L})|^\s*z kim(?!\p{L})/u, 'other'],
  [/^\s*ποι(?:ος|α|οι)(?!\p{L})/u, 'agent'],
  [/^\s*ποι(?:ον|αν|ους)(?!\p{L})/u, 'patient'],
  [/^\s*хто(?!\p{L})/u, 'agent'],
  [/^\s*kdo(?!\p{L})/u, 'agent'],
  [/^\s*(?:koho|komu)(?!\p{L})/u, 'patient'],
  [/^\s*wer\b/u, 'agent'],
  [/^\s*wen\b/u, 'patient'],
  [/^\s*wem\b/u, 'other'],
  [/^[\s¿]*quién(?:es)?(?!\p{L})/u, 'agent'],
  [/^[\s¿]*a quién(?:es)?(?!\p{L})/u, 'patient'],
  [/^\s*(?:qui est-ce que|qui (?:a|est|avait)-t-(?:il|elle)|qui as-tu)/u, 'patient'],
  [/^\s*qui (?:est-ce qui|a|avait|ont) /u, 'agent'],
  [/^\s*кто(?!\p{L})/u, 'agent'],
  [/^\s*кого(?!\p{L})/u, 'patient'],
  [/^\s*кому(?!\p{L})/u, 'other'],
  [/^\s*kto(?!\p{L})/u, 'agent'],
  [/^\s*kogo(?!\p{L})/u, 'patient'],
  [/^\s*komu(?!\p{L})/u, 'other'],
  [/(?<!\p{L})kim(?!\p{L})/u, 'agent'],
  [/(?<!\p{L})kimi(?!\p{L})/u, 'patient'],
  [/(?<!\p{L})kime(?!\p{L})/u, 'other'],
  [/誰が|だれが/u, 'agent'],
  [/誰を|だれを/u, 'patient'],
  [/誰に|だれに/u, 'other'],
  [/누가/u, 'agent'],
  [/누구를/u, 'patient'],
  [/누구(?:에게|한테)/u, 'other'],
  [/^\s*(?:谁|誰)(?=[\p{sc=Han}]*[打击击败爱杀娶嫁写发雇骗赢救帮])/u, 'agent'],
  [/[打击败爱杀娶嫁雇骗赢救帮](?:了|过|過)?(?:谁|誰)/u, 'patient'],
  [/^\s*who (?:was|were|is|are|has been|have been) \p{L}+(?:ed|en|t) by\b/u, 'patient'],
  [
    /^\s*by whom\b|^\s*who (?:was|were|is) [^?]+ (?:\p{L}+ed|\p{L}+en|built|made|sold|won|beaten|taught|told|paid|led) by\b/u,
    'agent',
  ],
  [/^\s*whom\b/u, 'patient'],
  [/^\s*who (?:did|does|do)(?= (?:the |a |an )?\p{L}+ \p{L}+)(?! (?:not )?\p{L}+(?:ed|en)\b)/u, 'patient'],
  [/^\s*who (?!(?:is|are|was|were|did|does|do|will|would|has|have|had|can|could|should)\b)\p{L}+/u, 'agent'],
];

/** Whether one text asks who does it, and the other to whom it is done. */
export function askedPartDiffers({ a, b }: Alignment): boolean {
  const [partA, partB] = [askedPart(a), askedPart(b)];
  return partA !== undefined && partB !== undefined && partA !== partB;
}

const askedPart = readOnce(
  ({ lower }: Analysis): Part | undefined => FORMS.find(([form]) => form.test(lower))?.[1],
);

/** Names that stand with another ending behind an apostrophe: Turkish tells parts by it ("Ali Veli'ye", "Veli Ali'ye"). */
export function endingsExchanged({ a, b }: Alignment): boolean {
  const [endingsA, endingsB] = [endingsOf(a), endingsOf(b)];
  const changed = [...endingsA].filter(([name, ending]) => (endingsB.get(name) ?? ending) !== ending);
  return changed.length > 1 && endingsA.size === endingsB.size;
}

const endingsOf = readOnce(
  ({ characters }: Analysis): ReadonlyMap<string, string> =>
    new Map(
      /\p{Lu}\p{L}+'(?!s(?!\p{L}))\p{Ll}{1,5}/u.test(characters)
        ? [...characters.matchAll(/(?<![\p{L}'])(\p{Lu}\p{L}+)(?:'(\p{Ll}{1,5}))?(?!\p{L})/gu)].map(
            ([, name, ending]) => [name!, ending ?? ''] as const,
          )
        : [],
    ),
);

const THING = String.raw`([\p{L}\p{N}+#.]+?)`;
const ARTICLE = String.raw`(?:an? |the |eine?[nrm]? |der |die |das |den |una? |el |la |les? |un |une |il |lo |o |os |as |de |het |een )?`;
/** Routes and conversions: what comes first is left behind, what comes second is reached. */
const ROUTES = [
  String.raw`(?<!\p{L})(?:from|von|vom|desde|da|dal|dalla|van|z|из|od|с) ${ARTICLE}${THING} (?:in)?(?:to|nach|zu|in|hasta|a|ad|naar|do|в|на|bis) ${ARTICLE}${THING}(?![\p{L}\p{N}+#])`,
  String.raw`(?<!\p{L})de ${ARTICLE}${THING} (?:a|à|para|vers|en|até|al|au) ${ARTICLE}${THING}(?![\p{L}\p{N}+#])`,
  String.raw`(?<!\p{L})(?:convert|converting|turn|turning|change|changing|transform|translate|migrate|export|cast|parse|rewrite|port|convertir|convierto|convertire|converter|conversion|wandle|converteer|конвертировать|преобразовать|перевести) ${ARTICLE}${THING} (?:in)?(?:to|in|nach|zu|a|en|em|para|naar|в) ${ARTICLE}${THING}(?![\p{L}\p{N}+#])`,
  String.raw`从\s?([\p{L}\p{N}+#]+?)\s?(?:飞|坐车|开车|坐火车)?(?:到|去|至|飞到)\s?([\p{L}\p{N}+#]+?)(?=\s?(?:的|要|需|有|多|怎|如|坐|，|。|？|\?|$))`,
  String.raw`(?:将|把)\s?([\p{L}\p{N}+#]+?)\s?(?:转换为|转换成|转为|转成|变成|翻译成|换成)\s?([\p{L}\p{N}+#]+)`,
  String.raw`([\p{sc=Han}\p{sc=Katakana}ー\p{N}A-Za-z+#]+?)\s?から\s?([\p{sc=Han}\p{sc=Katakana}ー\p{N}A-Za-z+#]+?)\s?(?:まで|へ|に)`,
  String.raw`([\p{sc=Han}\p{sc=Katakana}ー\p{N}A-Za-z+#]+?)\s?を\s?([\p{sc=Han}\p{sc=Katakana}ー\p{N}A-Za-z+#]+?)\s?に(?:変換|変え|直|翻訳|移行)`,
  String.raw`([\p{sc=Hangul}\p{N}A-Za-z+#]+?)\s?에서 ([\p{sc=Hangul}\p{N}A-Za-z+#]+?)\s?(?:까지|으로|로)(?!\p{sc=Hangul})`,
  String.raw`([\p{sc=Hangul}\p{N}A-Za-z+#]+?)\s?(?:를|을) ([\p{sc=Hangul}\p{N}A-Za-z+#]+?)\s?(?:으로|로) (?:변환|바꾸|전환|번역|옮기)`,
]
  .map((source) => new RegExp(source, 'iu'))
  // Two names and nothing but a word of direction between them: "XML in CSV".
  .concat(
    /(?<!\p{L})(\p{Lu}[\p{L}\p{N}+#]*?) (?:in|into|to|nach|zu|a|en|em|para|à|vers|naar|в) (\p{Lu}[\p{L}\p{N}+#]*)/u,
  );

/** Whether two texts go the same way in opposite directions: from A to B, B into A. */
export function routeDiffers({ a, b }: Alignment): boolean {
  const [routeA, routeB] = [routeOf(a), routeOf(b)];
  return (
    routeA !== undefined && routeB !== undefined && (routeA.from === routeB.to || routeA.to === routeB.from)
  );
}

const routeOf = readOnce(({ characters }: Analysis): { from: string; to: string } | undefined => {
  const found = ROUTES.map((route) => route.exec(characters)).find((match) => match !== null);
  const end = (word = '') =>
    word.toLowerCase().replace(/[.]$|(?<=\p{L}{3})s$|(?<=\p{sc=Cyrillic}{3})\p{sc=Cyrillic}{1,2}$/u, '');
  return found && end(found[1]) !== end(found[2]) ? { from: end(found[1]), to: end(found[2]) } : undefined;
});

/** Prepositions whose noun plays a part of its own, which no other order of words can give to another. */
const GOVERNORS =
  /^(?:from|into|without|against|than|von|aus|ohne|gegen|als|desde|sin|contra|sans|contre|senza|contro|sem|zonder|tegen|из|без|против|bez)$/u;

/** Whether the same word is where it comes from in one text and where it goes to in the other: "to Fiji", "from Fiji". */
export function wayDiffers({ a, b, pairs }: Alignment): boolean {
  return pairs.some((pair) => {
    if (a.words[pair.a]!.kind === 'function') return false;
    const ways = [wayOf(a, pair.a), wayOf(b, pair.b)].sort().join(' ');
    return ways === 'from to';
  });
}

function wayOf({ words }: Analysis, index: number): string {
  const before = words[index - 1]?.lower ?? '';
  if (/^(?:to|into|nach|naar|до)$/.test(before)) return 'to';
  return /^(?:from|von|aus|vanuit|из)$/.test(before) ? 'from' : '';
}

/** Whether the same preposition governs another word of both texts: "from C, call Python", "call C from Python". */
export function governedDiffers(alignment: Alignment): boolean {
  const { a, b, pairs } = alignment;
  const [inA, inB] = [governedIn(a), governedIn(b)];
  return [...inA].some(([governor, x]) => {
    const y = inB.get(governor);
    if (x === undefined || y === undefined) return false;
    const [pairOfX, pairOfY] = [pairs.find((pair) => pair.a === x), pairs.find((pair) => pair.b === y)];
    if (pairOfX === undefined || pairOfY === undefined || pairOfX === pairOfY) return false;
    // Behind another preposition ("a song by Ann", "a song from Ann") it may play the same part.
    return isBare(a, pairOfY.a) && isBare(b, pairOfX.b);
  });
}

function isBare({ words }: Analysis, index: number): boolean {
  return !words
    .slice(Math.max(0, index - 2), index)
    .some(({ lower }) => prepositions.has(lower) && lower !== 'to');
}

/** The word with content right behind each preposition that stands once; undefined where it stands more often. */
const governedIn = readOnce(({ words }: Analysis): ReadonlyMap<string, number | undefined> => {
  const found = new Map<string, number | undefined>();
  words.forEach(({ lower }, index) => {
    if (!GOVERNORS.test(lower)) return;
    const next = words.findIndex((word, at) => at > index && at < index + 3 && word.kind !== 'function');
    found.set(lower, found.has(lower) || next < 0 ? undefined : next);
  });
  return found;
});

const SINGLE_JOINT = /^(?:e|i|y|o|u|и|ve|és|og|och|a)$/u;

/** Whether two neighbours of a word that joins have changed places, in languages whose joint is no function word of the lexicon. */
export function swapsAroundJoint({ a, b, pairs }: Alignment): boolean {
  const partner = new Map(pairs.map((pair) => [pair.a, pair.b]));
  return a.words.some((word, index) => {
    if (!SINGLE_JOINT.test(word.lower)) return false;
    const [before, after] = [partner.get(index - 1), partner.get(index + 1)];
    return (
      before !== undefined &&
      after !== undefined &&
      before - after === 2 &&
      b.words[after + 1]!.lower === word.lower
    );
  });
}

/**
 * Whether two words with content have changed places around the same words, which neither join nor hold both ways: "did
 * Nora give Otto", "did Otto give Nora".
 */
export function endsExchanged({ a, b, pairs }: Alignment): boolean {
  const content = pairs
    .filter((pair) => a.words[pair.a]!.kind === 'content' && !a.words[pair.a]!.quantity)
    .sort((x, y) => x.a - y.a);
  return content.slice(1).some((right, index) => {
    const left = content[index]!;
    if (left.b < right.b) return false;
    const [middleA, middleB] = [middle(a, left.a, right.a), middle(b, right.b, left.b)];
    return middleA !== '' && middleA === middleB && !isSymmetric(middleA);
  });
}

function middle({ folded, words }: Analysis, from: number, to: number): string {
  const [first, second] = [words[from]!, words[to]!];
  return folded
    .slice(first.offset + first.text.length, second.offset)
    .trim()
    .toLowerCase();
}

const JOINING =
  /^(?:,|&|\+|\/|and|or|nor|vs\.?|versus|und|oder|y|o|e|et|ou|en|of|i|и|или|och|og|ve|와|과|랑|이랑|하고|と|や|和|与|與|及|with|mit|con|avec|com|met|с)(?: (?:the|an?|el|la|le|les|der|die|das|de|het|os?|as?))?$/u;

function isSymmetric(text: string): boolean {
  return JOINING.test(text) || text.split(/[^\p{L}]+/u).some((word) => symmetricRelations.has(word));
}
