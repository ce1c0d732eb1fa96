import { matchWords } from './features/word-match.js';
import { joints, namedWith, pointers } from './language/talk.js';
import { asSameAbout, withoutRedundant } from './redundant.js';
import type { TalkContext } from './talk-context.js';
import { analyse, type Analysis, type Word } from './text/analyse.js';

/**
 * Two follow-ups of the same talk, of which one names what the other points at ("the size of the frog", "its size"), leaves
 * unsaid ("the issues during the production of the film", "the issues during the production") or says again ("anything
 * else besides his songs", "anything else"): both as if neither had. Undefined when that is not how they differ: then
 * nothing may be taken out, since what one names and the other does not is a difference.
 */
export function alignFollowUps(
  first: string,
  second: string,
  context: TalkContext,
): readonly [string, string] | undefined {
  const about = asSameAbout(first, second, context);
  if (about) return about;
  const [x, y] = withoutRedundant(first, second, context);
  return alignNames(x, y, context) ?? (x === first && y === second ? undefined : [x, y]);
}

function alignNames(
  first: string,
  second: string,
  context: TalkContext,
): readonly [string, string] | undefined {
  const [a, b] = [analyse(first), analyse(second)];
  const [loneA, loneB] = [lone(a, b), lone(b, a)];
  if (loneA.length > 0 === loneB.length > 0) return undefined;
  const isFirst = loneA.length > 0;
  const [text, pointing, words] = isFirst ? [first, b, loneA] : [second, a, loneB];
  const present = new Set(tokensOf(text.toLowerCase()));
  const points = pointing.words
    .filter(({ lower }) => pointers.has(lower) && !present.has(lower))
    .map(({ text: pointer }) => pointer);
  const unnamed = withoutNames(readNaming(text, words, pointing), points, context);
  if (unnamed === undefined) return undefined;
  return isFirst ? [unnamed, second] : [first, unnamed];
}

/** Words with content that the other text does not have, or has less often. */
function lone(text: Analysis, other: Analysis): Word[] {
  const left = [...other.words];
  const take = (at: number) => at >= 0 && left.splice(at, 1).length > 0;
  return text.words
    .filter(({ lemma }) => !take(left.findIndex((word) => word.lemma === lemma)))
    .filter((word) => word.kind !== 'function' && !word.negation)
    .filter((word) => !take(left.findIndex((one) => matchWords(word, one) === 'synonym')));
}

function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}_]+|[^\p{L}\p{N}\p{M}_]+/gu) ?? [];
}

/** The text that names something, as tokens. */
interface Naming {
  readonly tokens: readonly string[];
  readonly runs: readonly Run[];
  /** Lower-case tokens of lone words -> their lemmas. */
  readonly names: ReadonlyMap<string, string>;
  /** Lower-case words of the other text. */
  readonly shared: ReadonlyMap<string, string>;
}

/** A run of tokens that names something, and the joints before it that go with it when nothing points at it. */
interface Run {
  readonly from: number;
  readonly joint: number;
  readonly to: number;
}

function readNaming(text: string, words: readonly Word[], other: Analysis): Naming {
  const tokens = tokensOf(text);
  const names = new Map(
    words.flatMap(({ lower, lemma }) => partsOf(lower).map((part) => [part, lemma] as const)),
  );
  const shared = new Map(other.words.map(({ lower, lemma }) => [lower, lemma]));
  return { tokens, names, shared, runs: runsOf(tokens, names, shared) };
}

/** "P.G." and "New York" are one word each to the reader. */
function partsOf(lower: string): string[] {
  return lower.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
}

/** The text with each name replaced by the pointer in its place, or left out where none points. */
function withoutNames(naming: Naming, points: readonly string[], context: TalkContext): string | undefined {
  const { tokens, runs } = naming;
  const called = runs.filter((run) => isFirstName(run, naming, context));
  const others = runs.filter((run) => !called.includes(run));
  if (runs.length === 0 || !others.every((run) => wasSaid(run, naming, context))) return undefined;
  const isSubject = (run: Run) => lemmasOf(run, naming).some((lemma) => context.subjects.has(lemma));
  if (others.length > 0 && !others.some(isSubject)) return undefined;
  if (points.length > 0 ? points.length !== others.length : !others.every((run) => canGo(run, naming)))
    return undefined;
  let end = 0;
  let used = 0;
  const made = runs.map((run) => {
    const replaced = points.length > 0 && !called.includes(run);
    const before = tokens.slice(end, replaced || called.includes(run) ? run.from : run.joint).join('');
    end = run.to;
    return replaced ? `${before}${points[used++]!}` : before.replace(/,?\s*$/, '');
  });
  const rest = tokens
    .slice(end)
    .join('')
    .replace(/^['’]s?(?!\p{L})/u, '');
  return `${made.join('')}${/^[\p{L}\p{N}]/u.test(rest) ? ' ' : ''}${rest}`;
}

/** Whether a run is the first name of the name behind it, which the talk calls by no other. */
function isFirstName(
  { from, to }: Run,
  { tokens, names, shared }: Naming,
  { calledBy }: TalkContext,
): boolean {
  const lemma = shared.get(tokens[to + 1]?.toLowerCase() ?? '');
  if (lemma === undefined || !/^\s+$/.test(tokens[to]!) || !/^\p{Lu}/u.test(tokens[to + 1]!)) return false;
  const words = tokens.slice(from, to).filter((token) => /[\p{L}\p{N}]/u.test(token));
  const lemmas = words.map((token) => names.get(token.toLowerCase()));
  const callers = [...(calledBy.get(lemma) ?? [])];
  return (
    callers.length > 0 &&
    callers.every((caller) => lemmas.includes(caller)) &&
    words.every((word) => /^\p{Lu}/u.test(word))
  );
}

/** Whether the talk said each word of a run; a name's other parts need not have been: "Owen" stands for Robert Owen. */
function wasSaid({ from, to }: Run, { tokens, names }: Naming, { said }: TalkContext): boolean {
  const words = tokens.slice(from, to).filter((token) => names.has(token.toLowerCase()));
  const unsaid = words.filter((token) => !said.has(names.get(token.toLowerCase())!));
  return unsaid.length < words.length && unsaid.every((token) => /^\p{Lu}/u.test(token));
}

function lemmasOf({ from, to }: Run, { tokens, names }: Naming): string[] {
  return tokens.slice(from, to).flatMap((token) => names.get(token.toLowerCase()) ?? []);
}

const PICKS = /^(?:\p{L}{2,}est|best|worst|first|last|second|third|next|other|another|which)$/iu;

/**
 * Whether a run can be left unsaid where nothing points at it: with the words that join it, or at the end, as what the last
 * word picks from ("the smallest frog") or a list to choose from ("which is better, the frog or the toad").
 */
function canGo({ from, joint, to }: Run, { tokens }: Naming): boolean {
  if (joint < from) return true;
  const ends = tokens.slice(to).every((token) => !/[\p{L}\p{N}]/u.test(token));
  const isChoice = /^,\s*$/.test(tokens[from - 1] ?? '') && tokens.slice(from, to).includes('or');
  return ends && (isChoice || PICKS.test(tokens[from - 2] ?? ''));
}

/** Names in a row, with the small words between and the articles before them. */
function runsOf(
  tokens: readonly string[],
  names: ReadonlyMap<string, string>,
  shared: ReadonlyMap<string, string>,
): Run[] {
  const runs: { from: number; to: number }[] = [];
  for (const index of placesOf(tokens, names, shared)) {
    const last = runs.at(-1);
    if (
      last &&
      tokens
        .slice(last.to, index)
        .every((token, at, all) => isSmall(token, at === 0 ? tokens[last.to - 1]! : all[at - 1]!))
    )
      last.to = index + 1;
    else runs.push({ from: index, to: index + 1 });
  }
  return runs.map(({ from, to }) => {
    let start = from;
    while (start > 1 && namedWith.has(tokens[start - 2]!.toLowerCase())) start -= 2;
    let joint = start;
    while (joint > 1 && joints.has(tokens[joint - 2]!.toLowerCase())) joint -= 2;
    return { from: start, joint, to };
  });
}

/**
 * Where the lone words stand. Of a word that the other text has too, but less often, it is the place beside another lone
 * word ("can any bike be used for bike packing"), else the last.
 */
function placesOf(
  tokens: readonly string[],
  names: ReadonlyMap<string, string>,
  shared: ReadonlyMap<string, string>,
): number[] {
  const all = tokens.flatMap((token, index) => (names.has(token.toLowerCase()) ? [index] : []));
  const isShared = (index: number) => shared.has(tokens[index]!.toLowerCase());
  const beside = (index: number) =>
    [index - 2, index + 2].some((next) => all.includes(next) && !isShared(next));
  return all.filter((index) => {
    if (!isShared(index)) return true;
    const same = all.filter((other) => tokens[other]!.toLowerCase() === tokens[index]!.toLowerCase());
    const chosen = same.filter(beside);
    return chosen.length > 0 ? chosen.includes(index) : index === same.at(-1);
  });
}

const SMALL = new Set(['s', 'and', 'or', 'non']);

function isSmall(token: string, before: string): boolean {
  const lower = token.toLowerCase();
  if (/[\p{L}\p{N}]/u.test(token)) return SMALL.has(lower) || joints.has(lower) || namedWith.has(lower);
  // An initial's full stop ends nothing.
  return !/[.?!,;:]/.test(token) || (/^\.\s*$/.test(token) && /^\p{Lu}$/u.test(before));
}
