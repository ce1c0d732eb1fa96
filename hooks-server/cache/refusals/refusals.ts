import { LRUCache } from 'lru-cache';
import { lowerCase } from '../../unicode.js';
import { arabic } from './languages/arabic.js';
import { chinese } from './languages/chinese.js';
import { dutch } from './languages/dutch.js';
import { english } from './languages/english.js';
import { french } from './languages/french.js';
import { german } from './languages/german.js';
import { hindi } from './languages/hindi.js';
import { italian } from './languages/italian.js';
import { japanese } from './languages/japanese.js';
import { korean } from './languages/korean.js';
import { polish } from './languages/polish.js';
import { portuguese } from './languages/portuguese.js';
import { russian } from './languages/russian.js';
import { spanish } from './languages/spanish.js';
import { turkish } from './languages/turkish.js';
import { furtherPatterns, UNSEGMENTED, type FurtherLanguage } from './further-languages.js';
import { readingOf, type Language } from './language.js';
import { withoutMachineSpelled } from './machine-spelled.js';
import { compile, compileBare, type RefusalPatterns, type Refusals, type Sentence } from './patterns.js';

const PATTERNS: Readonly<Record<Language, RefusalPatterns>> = {
  english,
  german,
  spanish,
  french,
  portuguese,
  italian,
  dutch,
  polish,
  turkish,
  russian,
  arabic,
  hindi,
  chinese,
  japanese,
  korean,
};
/** Languages whose words run together or carry particles and possessives. */
const BARE: ReadonlySet<Language> = new Set(['arabic', 'chinese', 'japanese', 'korean']);

const refusals = new Map<Language, Refusals>();

/** Compiled when a language is first met: a team seldom writes more than three. */
function refusalsOf(language: Language): Refusals {
  const known = refusals.get(language);
  if (known) return known;
  const made = (BARE.has(language) ? compileBare : compile)(PATTERNS[language]);
  refusals.set(language, made);
  return made;
}

/** In lower case, as the patterns of the languages are. */
const FOLLOW_UP = new RegExp(
  `^(?:(?:ok|okay|yes|no|sure|well|and|but|please)[\\s,]+)?(?:${Object.values(PATTERNS)
    .flatMap(({ followUps = [] }) => followUps)
    .join('|')})$`,
  'u',
);

/** A kind of request whose answer is not for others, in the order in which they are named. */
export type RefusedKind = 'mutating' | 'one-off' | 'volatile' | 'personal' | 'unread';

/** A call is read when it is looked up and again when its answer is stored. */
const knownKinds = new LRUCache<string, ReadonlySet<RefusedKind>>({ max: 500 });

/** The kinds that a text is of. Its quotations and code are what it is about, and say nothing of what it wants. */
export function refusedKinds(text: string): ReadonlySet<RefusedKind> {
  const before = knownKinds.get(text);
  if (before) return before;
  const kinds = readKinds(text);
  knownKinds.set(text, kinds);
  return kinds;
}

function readKinds(text: string): ReadonlySet<RefusedKind> {
  const kinds = new Set<RefusedKind>();
  const read = withoutMachineSpelled(withoutMaterial(text));
  const reading = readingOf(read);
  if (reading === 'unread') return new Set(['unread']);
  if ('further' in reading) return new Set(isKnowledge(read, reading.further) ? [] : ['unread']);
  const languages = reading.languages.map(refusalsOf);
  for (const sentence of sentencesOf(read)) {
    for (const language of languages) {
      if (language.isActing(sentence)) kinds.add('mutating');
      if (language.isOneOff(sentence)) kinds.add('one-off');
      if (language.isVolatile(sentence)) kinds.add('volatile');
      if (language.isPersonal(sentence)) kinds.add('personal');
    }
  }
  return kinds;
}

const furthers = new Map<FurtherLanguage, { readonly knowledge: RegExp; readonly unless: RegExp }>();

/** Whether a text in a language that is known in part asks for knowledge, and for nothing of a person or a moment. */
function isKnowledge(text: string, language: FurtherLanguage): boolean {
  const known = furthers.get(language);
  const { knowledge, unless } = known ?? compileFurther(language);
  return (
    knowledge.test(text) &&
    !unless.test(text) &&
    sentencesOf(text).every(({ text: part }) => !/!$/.test(part))
  );
}

function compileFurther(language: FurtherLanguage) {
  const { knowledge, unless } = furtherPatterns[language];
  const [before, after] = UNSEGMENTED.has(language)
    ? ['', '']
    : ['(?<![\\p{L}\\p{M}])', '(?![\\p{L}\\p{M}])'];
  const pattern = (source: string) => new RegExp(`${before}(?:${source})${after}`, 'iu');
  const made = { knowledge: pattern(knowledge), unless: pattern(unless) };
  furthers.set(language, made);
  return made;
}

/** It says nothing without the turn before it. */
export function isBareFollowUp(text: string): boolean {
  const bare = lowerCase(text)
    .trim()
    .replace(/^[\s¿¡]+|[\s.!?…,;:。！？؟।]+$/gu, '')
    .replace(/\s+/g, ' ');
  return FOLLOW_UP.test(bare);
}

const MATERIAL =
  /```[^`]*```|`[^`\n]*`|"[^"\n]{2,}"|[“„«][^”“»\n]{2,}[”“»]|「[^」\n]*」|『[^』\n]*』|(?<=^|\s)'[^'\n]{2,}'(?=[\s.,?!]|$)/gu;

function withoutMaterial(text: string): string {
  if (!/["`'“„«「『]/.test(text)) return text;
  const rest = text.replace(MATERIAL, '""');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text.replace(/["`'“”„«»「」『』]/g, '');
}

/** Ends at a full stop that blanks follow, so that "3.5" and "file.txt" stay whole. */
function sentencesOf(text: string): Sentence[] {
  return text
    .split(/(?<=[.?!;…]["')\]]?)\s+|\n+|(?<=[。！？؟।])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
    .map((sentence) => ({ text: sentence, lower: sentence.toLowerCase() }));
}
