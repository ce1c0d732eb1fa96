import { analyse, type Analysis, type Word } from './text/analyse.js';

/**
 * Words that point at what was said before, in the languages with enough of them in the data to try; a language that is
 * not here gets no help, and no wrong answer.
 */
const POINTERS = new Set(
  (
    'it its they them their he him his she her this that these those there one ones ' +
    'er sie es ihn ihm ihr sein seine ihre dieser diese dieses il elle ils elles lui leur son sa ses ça cela ' +
    'él ella ellos ellas su sus eso esto lo la ele ela eles elas seu sua isso isto egli lei suo sua esso hij zij het zijn haar'
  ).split(' '),
);

/** Words that join a phrase to what it narrows down: with the phrase they can be left unsaid. */
const JOINTS = new Set(
  (
    'of in on at for to from with by about during after before than besides except regarding concerning including ' +
    'von in im für mit über bei aus an am zu zum zur während außer de del en para con sobre por durante du des dans pour avec sur ' +
    'di nel nella per su durante da dos das na em com van voor met over tijdens'
  ).split(' '),
);

/** Articles and owners before a name, which go with it. */
const DETERMINERS = new Set(
  (
    'the a an my your his her its our their der die das den dem ein eine einen einem einer le la les un une el los las una ' +
    'il lo gli i o os as um uma het een mon ma mes mi mis'
  ).split(' '),
);

/** Earlier turns of a talk that are read, from the last one back. */
const TURNS_READ = 20;
/** Characters of a turn that are read. */
const TURN_SPAN = 1_500;

/** What the earlier turns spoke of, ready to be compared with. */
export interface TalkContext {
  /** What the talk is about: words that come at least half as often as any other, those the user asked about, its chief name. */
  readonly subjects: ReadonlySet<string>;
  /** All words with content: a name's other parts are among them. */
  readonly said: ReadonlySet<string>;
}

/**
 * The earlier turns of a talk, oldest first, user and assistant in turn. Undefined when there are none. They are read when
 * a candidate first needs them, since twenty turns take longer than a comparison.
 */
export function readContext(turns: readonly string[]): TalkContext | undefined {
  if (turns.length === 0) return undefined;
  let known: TalkContext | undefined;
  const context = () => (known ??= contextOf(turns.slice(-TURNS_READ)));
  return {
    get subjects() {
      return context().subjects;
    },
    get said() {
      return context().said;
    },
  };
}

function contextOf(turns: readonly string[]): TalkContext {
  const read = turns.map((turn) => contentWords(analyse(turn.slice(0, TURN_SPAN))));
  const counts = countOf(read.flat());
  const names = countOf(read.flat().filter(({ entity }) => entity));
  const chiefName = Math.max(2, ...names.values());
  const enough = Math.max(2, Math.max(0, ...counts.values()) / 2);
  // The turn before the last answer is what the user asked about last, the first one what the talk began with.
  const asked = new Set([...(read.at(-2) ?? []), ...(read[0] ?? [])].map(({ lemma }) => lemma));
  const said = new Set(counts.keys());
  const isSubject = (word: string) =>
    counts.get(word)! >= enough || asked.has(word) || names.get(word) === chiefName;
  return { said, subjects: new Set([...said].filter(isSubject)) };
}

function contentWords({ words }: Analysis): Word[] {
  return words.filter(({ kind, quantity }) => kind === 'content' && !quantity);
}

function countOf(words: readonly Word[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { lemma } of words) counts.set(lemma, (counts.get(lemma) ?? 0) + 1);
  return counts;
}

/**
 * Two follow-ups of the same talk, of which one names what the other points at ("the size of the frog", "its size") or
 * leaves unsaid ("the issues during the production of the film", "the issues during the production"): both as if neither
 * had named it. Undefined when that is not how they differ: then nothing may be taken out, since what one names and the
 * other does not is a difference.
 */
export function alignFollowUps(
  first: string,
  second: string,
  context: TalkContext,
): readonly [string, string] | undefined {
  const [a, b] = [analyse(first), analyse(second)];
  const [loneA, loneB] = [lone(a, b), lone(b, a)];
  if (loneA.size > 0 === loneB.size > 0) return undefined;
  const [named, pointing, names] = loneA.size > 0 ? [first, b, loneA] : [second, a, loneB];
  const present = new Set(tokensOf(named.toLowerCase()));
  const pointers = pointing.words
    .filter(({ lower }) => POINTERS.has(lower) && !present.has(lower))
    .map(({ text }) => text);
  const unnamed = withoutNames(named, { names, pointers, context });
  if (unnamed === undefined) return undefined;
  return loneA.size > 0 ? [unnamed, second] : [first, unnamed];
}

/** Words with content of a text, in lower case, that the other text does not have, and their lemmas. */
function lone(text: Analysis, other: Analysis): ReadonlyMap<string, string> {
  const known = new Set(other.words.map(({ lemma }) => lemma));
  return new Map(
    text.words
      .filter(({ lemma, kind, negation }) => kind !== 'function' && !negation && !known.has(lemma))
      .map(({ lower, lemma }) => [lower, lemma]),
  );
}

function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}_-]+|[^\p{L}\p{N}\p{M}_-]+/gu) ?? [];
}

interface Naming {
  readonly names: ReadonlyMap<string, string>;
  readonly pointers: readonly string[];
  readonly context: TalkContext;
}

/** A run of tokens that names something, and the joints before it that go with it when nothing points at it. */
interface Run {
  readonly from: number;
  readonly joint: number;
  readonly to: number;
}

/** The text with each name replaced by the pointer in its place, or left out where none points. */
function withoutNames(text: string, { names, pointers, context }: Naming): string | undefined {
  const tokens = tokensOf(text);
  const runs = runsOf(tokens, names);
  if (runs.length === 0 || !runs.every((run) => wasSaid(tokens, run, { names, context }))) return undefined;
  if (!runs.some((run) => lemmasOf(tokens, run, names).some((lemma) => context.subjects.has(lemma))))
    return undefined;
  const points = pointers.length > 0;
  if (points ? pointers.length !== runs.length : runs.some(({ joint, from }) => joint === from))
    return undefined;
  let end = 0;
  const made = runs.map(({ from, joint, to }, index) => {
    const before = tokens.slice(end, points ? from : joint).join('');
    end = to;
    return points ? `${before}${pointers[index]!}` : before.trimEnd();
  });
  const rest = tokens
    .slice(end)
    .join('')
    .replace(/^['’]s?(?!\p{L})/u, '');
  return `${made.join('')}${/^[\p{L}\p{N}]/u.test(rest) ? ' ' : ''}${rest}`;
}

/** Whether the talk said each word of a run; a name's other parts need not have been: "Owen" stands for Robert Owen. */
function wasSaid(tokens: readonly string[], run: Run, { names, context }: Omit<Naming, 'pointers'>): boolean {
  const words = tokens.slice(run.from, run.to).filter((token) => names.has(token.toLowerCase()));
  const said = words.filter((token) => context.said.has(names.get(token.toLowerCase())!));
  if (said.length === words.length) return true;
  return said.length > 0 && words.every((token) => /^\p{Lu}/u.test(token));
}

function lemmasOf(tokens: readonly string[], { from, to }: Run, names: Naming['names']): string[] {
  return tokens.slice(from, to).flatMap((token) => names.get(token.toLowerCase()) ?? []);
}

/** Names in a row, with the small words between and the articles before them. */
function runsOf(tokens: readonly string[], names: ReadonlyMap<string, string>): Run[] {
  const runs: { from: number; to: number }[] = [];
  tokens.forEach((token, index) => {
    if (!names.has(token.toLowerCase())) return;
    const last = runs.at(-1);
    if (last && tokens.slice(last.to, index).every(isSmall)) last.to = index + 1;
    else runs.push({ from: index, to: index + 1 });
  });
  return runs.map(({ from, to }) => {
    let start = from;
    while (start > 1 && DETERMINERS.has(tokens[start - 2]!.toLowerCase())) start -= 2;
    let joint = start;
    while (joint > 1 && JOINTS.has(tokens[joint - 2]!.toLowerCase())) joint -= 2;
    return { from: start, joint, to };
  });
}

function isSmall(token: string): boolean {
  const lower = token.toLowerCase();
  return !/[\p{L}\p{N}]/u.test(token)
    ? !/[.?!,;:]/.test(token)
    : lower === 's' || lower === 'and' || JOINTS.has(lower) || DETERMINERS.has(lower);
}
