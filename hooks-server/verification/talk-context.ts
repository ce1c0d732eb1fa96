import { pointers } from './language/talk.js';
import { analyse, type Analysis, type Word } from './text/analyse.js';

/** Earlier turns of a talk that are read, from the last one back. */
const TURNS_READ = 20;
/** Characters of a turn that are read. */
const TURN_SPAN = 1_500;

/** What the earlier turns spoke of, ready to be compared with. Words are lemmas. */
export interface TalkContext {
  /** What the talk is about: words that come at least half as often as any other, those the user asked about, its chief name. */
  readonly subjects: ReadonlySet<string>;
  /** All words with content: a name's other parts are among them. */
  readonly said: ReadonlySet<string>;
  /** Those of the user's last question, and whether that pointed at something. */
  readonly asked: ReadonlySet<string>;
  readonly askedPointing: boolean;
  /** For a word of a name, the words of names that stood right before it: first names of a family name. */
  readonly calledBy: ReadonlyMap<string, ReadonlySet<string>>;
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
    get asked() {
      return context().asked;
    },
    get askedPointing() {
      return context().askedPointing;
    },
    get calledBy() {
      return context().calledBy;
    },
  };
}

function contextOf(turns: readonly string[]): TalkContext {
  const texts = turns.map((turn) => analyse(turn.slice(0, TURN_SPAN)));
  const read = texts.map(contentWords);
  const counts = countOf(read.flat());
  const names = countOf(read.flat().filter(({ entity }) => entity));
  const chiefName = Math.max(2, ...names.values());
  const enough = Math.max(2, Math.max(0, ...counts.values()) / 2);
  const lemmas = (words: readonly Word[] = []) => words.map(({ lemma }) => lemma);
  // The turn before the last answer is what the user asked about last, the first one what the talk began with.
  const asked = new Set([...lemmas(read.at(-2)), ...lemmas(read[0])]);
  const said = new Set(counts.keys());
  const isSubject = (word: string) =>
    counts.get(word)! >= enough || asked.has(word) || names.get(word) === chiefName;
  const question = analyse(lastSentence(turns.at(-2) ?? ''));
  return {
    said,
    subjects: new Set([...said].filter(isSubject)),
    asked: new Set(lemmas(contentWords(question))),
    askedPointing: question.words.some(({ lower }) => pointers.has(lower)),
    calledBy: firstNames(texts),
  };
}

function lastSentence(turn: string): string {
  return turn
    .slice(-TURN_SPAN)
    .trim()
    .split(/(?<=[.?!])\s+/)
    .at(-1)!;
}

function contentWords({ words }: Analysis): Word[] {
  return words.filter(({ kind, quantity }) => kind === 'content' && !quantity);
}

function countOf(words: readonly Word[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { lemma } of words) counts.set(lemma, (counts.get(lemma) ?? 0) + 1);
  return counts;
}

function firstNames(texts: readonly Analysis[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { words, folded } of texts)
    words.forEach(({ lemma, entity, offset }, index) => {
      const before = words[index - 1];
      if (!entity || !before?.entity || folded.slice(before.offset + before.text.length, offset) !== ' ')
        return;
      found.set(lemma, (found.get(lemma) ?? new Set()).add(before.lemma));
    });
  return found;
}
