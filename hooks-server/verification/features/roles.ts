import { beForms, coordinators } from '../language/relations.js';
import type { Word } from '../text/analyse.js';
import type { Alignment } from './alignment.js';

/** Who does it to whom in both texts, where one of them says it in the passive; or which of two is more. */
export type RoleVerdict = 'same' | 'swapped' | 'unknown';

interface Passive {
  readonly verb: number;
  readonly agent: readonly number[];
  readonly patient: readonly number[];
}

/** Compares agent and patient across active and passive voice, and the two sides of a comparison. */
export function compareRoles(alignment: Alignment): RoleVerdict {
  const { a, b } = alignment;
  const passiveA = readPassive(a.words);
  const passiveB = readPassive(b.words);
  if (passiveA && !passiveB) return againstActive(alignment, passiveA, 'a');
  if (passiveB && !passiveA) return againstActive(alignment, passiveB, 'b');
  if (sameComparison(alignment)) return 'same';
  return 'unknown';
}

function readPassive(words: readonly Word[]): Passive | undefined {
  for (let verb = 1; verb < words.length - 1; verb += 1) {
    if (
      words[verb + 1]!.lower !== 'by' ||
      !isParticiple(words[verb]!) ||
      /ing$/.test(words[verb + 2]?.lower ?? '')
    )
      continue;
    const be = words.findLastIndex((word, index) => index < verb && beForms.has(word.lower));
    if (be < 0) continue;
    const between = contentOf(words, be + 1, verb);
    const patient = between.length > 0 ? between : contentOf(words, 0, be);
    return { verb, agent: contentOf(words, verb + 2, Math.min(words.length, verb + 6)).slice(0, 2), patient };
  }
  return undefined;
}

function isParticiple({ lower, lemma }: Word): boolean {
  return !/ing$/.test(lower) && (/(ed|en|n|t)$/.test(lower) || lower !== lemma);
}

function contentOf(words: readonly Word[], from: number, to: number): number[] {
  return words.flatMap((word, index) =>
    index >= from && index < to && word.kind !== 'function' ? [index] : [],
  );
}

function againstActive({ a, b, pairs }: Alignment, passive: Passive, side: 'a' | 'b'): RoleVerdict {
  const active = side === 'a' ? b : a;
  const partner = (index: number) => {
    const pair = pairs.find((candidate) => candidate[side] === index);
    return pair && (side === 'a' ? pair.b : pair.a);
  };
  const verb = partner(passive.verb);
  if (verb === undefined) return 'unknown';
  // "Owned by", "taught by" without a form of "be" is a passive too: then nobody says it in the active voice.
  if (active.words.slice(verb + 1, verb + 3).some(({ lower }) => lower === 'by')) return 'unknown';
  const placesOf = (part: readonly number[]) => part.flatMap((index) => partner(index) ?? []);
  const [agent, patient] = [placesOf(passive.agent), placesOf(passive.patient)];
  const before = (places: readonly number[]) => places.filter((place) => place < verb);
  const behind = (places: readonly number[]) => places.filter((place) => place > verb);
  if (before(agent).length > 0 && behind(agent).length === 0) {
    // "Which courses does Ann teach": the nearer to the verb is who does it.
    const nearer = Math.max(...before(agent)) > Math.max(-1, ...before(patient));
    return behind(patient).length > 0 || (patient.length > 0 && nearer)
      ? 'same'
      : nearer
        ? 'unknown'
        : 'swapped';
  }
  return behind(agent).length > 0 || before(patient).length > 0 ? 'swapped' : 'unknown';
}

/** "Is X bigger than Y" and "Which is bigger, Y or X" weigh the same two things by the same measure. */
function sameComparison({ a, b, pairs }: Alignment): boolean {
  const has = (words: readonly Word[], wanted: (word: Word) => boolean) => words.some(wanted);
  const thanA = has(a.words, (word) => word.lower === 'than');
  const thanB = has(b.words, (word) => word.lower === 'than');
  const choice = (words: readonly Word[]) => has(words, (word) => coordinators.has(word.lower));
  if (thanA === thanB || (thanA ? !choice(b.words) : !choice(a.words))) return false;
  return pairs.some(
    (pair) =>
      /er$|^more$|^less$/.test(a.words[pair.a]!.lower) && a.words[pair.a]!.lower === b.words[pair.b]!.lower,
  );
}
