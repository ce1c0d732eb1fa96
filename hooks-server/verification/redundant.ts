import {
  ASKS_FOR_OTHERS,
  EXAMPLES_OF_OTHERS,
  REMARKS,
  SAME_ABOUT,
  settingAside,
  SPEAKS_OF_TWO,
  SPOKEN_OF,
} from './language/talk.js';
import type { TalkContext } from './talk-context.js';
import { analyse, type Word } from './text/analyse.js';

/**
 * Two follow-ups without what only one of them says again, though the talk has it: remarks on the answer before, what
 * "others" are besides, that it was talked about. What both say stays, since they may not say the same.
 */
export function withoutRedundant(
  first: string,
  second: string,
  context: TalkContext,
): readonly [string, string] {
  const bare = [first, second].map((text) => text.trim().replace(REMARKS, '')) as [string, string];
  const others = bare.some((text) => ASKS_FOR_OTHERS.test(text));
  const patterns = others ? [...settingAside, EXAMPLES_OF_OTHERS] : [];
  const made = bare.map((text, index) => {
    const other = bare[1 - index]!;
    const without = patterns.reduce((left, pattern) => setAside(left, pattern, other, context), text);
    const plain = SPOKEN_OF.test(other) ? without : without.replace(SPOKEN_OF, '');
    return SPEAKS_OF_TWO.test(plain) && !SPEAKS_OF_TWO.test(other)
      ? plain.replace(SPEAKS_OF_TWO, 'them')
      : plain;
  }) as [string, string];
  // "Diseases besides rabies" are "other diseases".
  const isSetAside = made.map(
    (text, index) => text.length < bare[index]!.length && !ASKS_FOR_OTHERS.test(text),
  );
  if (others && isSetAside.includes(true))
    made[isSetAside[0] ? 1 : 0] = made[isSetAside[0] ? 1 : 0]
      .replace(ASKS_FOR_OTHERS, '')
      .replace(/  +/g, ' ');
  return made.some((text) => text.trim() === '') ? [first, second] : made;
}

function setAside(text: string, pattern: RegExp, other: string, context: TalkContext): string {
  if (pattern.test(other)) return text;
  const match = pattern.exec(text);
  if (!match) return text;
  const named = contentOf(match.groups?.['named'] ?? '');
  const isEmpty = named.length === 0 && match.index > 0;
  return !isEmpty && wereSaid(named, context) ? text.replace(pattern, '') : text;
}

/** Whether the talk said each of some words; of a name in capitals, one of its parts. */
function wereSaid(words: readonly Word[], { said }: TalkContext): boolean {
  const unsaid = words.filter(({ lemma }) => !said.has(lemma));
  return (
    unsaid.every(({ text }) => /^\p{Lu}/u.test(text)) && (words.length === 0 || unsaid.length < words.length)
  );
}

/**
 * "What about in Europe?", and the question before with Europe in it: the one without its opening for both. Undefined when
 * the other text asks for anything that the last question did not, or does not ask all that it did but for one word.
 */
export function asSameAbout(
  first: string,
  second: string,
  context: TalkContext,
): readonly [string, string] | undefined {
  const [a, b] = [SAME_ABOUT.exec(first), SAME_ABOUT.exec(second)];
  if ((a === null) === (b === null)) return undefined;
  const short = a ? first : second;
  const named = contentOf((a ?? b)!.groups!['named'] ?? (a ?? b)!.groups!['other'] ?? '');
  const full = analyse(a ? second : first).words;
  if (named.length === 0 || full.some(({ negation, quantity }) => negation || quantity)) return undefined;
  const wanted = new Set(named.map(({ lemma }) => lemma));
  const asked = full.filter(({ kind, lemma }) => kind !== 'function' && !wanted.has(lemma));
  const has = new Set(full.map(({ lemma }) => lemma));
  const { asked: last, said } = context;
  const resolved = asked.filter(({ lemma }) => !last.has(lemma));
  const isWhole =
    [...wanted].every((lemma) => has.has(lemma) && !last.has(lemma)) &&
    resolved.length <= Number(context.askedPointing) &&
    resolved.every(({ lemma }) => said.has(lemma)) &&
    [...last].filter((lemma) => !has.has(lemma)).length <= 1;
  return isWhole ? [short, short] : undefined;
}

function contentOf(text: string): Word[] {
  return analyse(text).words.filter(({ kind }) => kind !== 'function');
}
