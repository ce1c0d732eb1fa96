import { LRUCache } from 'lru-cache';
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
import { languagesOf, type Language } from './language.js';
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

const FOLLOW_UP = new RegExp(
  `^(?:(?:ok|okay|yes|no|sure|well|and|but|please)[\\s,]+)?(?:${Object.values(PATTERNS)
    .flatMap(({ followUps = [] }) => followUps)
    .join('|')})$`,
  'iu',
);

/** A kind of request whose answer is not for others, in the order in which they are named. */
export type RefusedKind = 'mutating' | 'one-off' | 'volatile' | 'personal';

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
  const read = withoutMaterial(text);
  const languages = languagesOf(read).map(refusalsOf);
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

/** It says nothing without the turn before it. */
export function isBareFollowUp(text: string): boolean {
  const bare = text
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
