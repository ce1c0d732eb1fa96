import { normaliseUnicode } from '../../unicode.js';
import { fillerPatterns } from '../language/fillers.js';
import { foldSynonymPhrases } from '../language/phrases.js';

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b|\bcant\b|\bcannot\b/gi, 'can not'],
  [/\bwon't\b/gi, 'will not'],
  [/\bshan't\b/gi, 'shall not'],
  [/\bain't\b/gi, 'is not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|might)n'?t\b/gi, '$1 not'],
  [/\b(what|who|where|when|why|how|which|it|that|there|he|she|here)'s\b/gi, '$1 is'],
  [/\b(what|who|how)s\b/gi, '$1 is'],
  [/\b(what|who|where|when|why|how|they|you|we|there)'re\b/gi, '$1 are'],
  [/\bi'?m\b(?!\.)/gi, 'I am'],
  [/\b(\p{L}+)'ve\b/giu, '$1 have'],
  [/\b(\p{L}+)'ll\b/giu, '$1 will'],
  [/\b(i|you|he|she|we|they|what|who|how|where|it)'d\b/gi, '$1 would'],
  [/\blet's\b/gi, 'let us'],
  [/\bgonna\b/gi, 'going to'],
  [/\bwanna\b/gi, 'want to'],
];

const UNSEGMENTED = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]`;
/** Where a name in Latin letters meets a script that puts no blank beside it, or a particle: "Node.jsの更新", "MP3와". */
const SCRIPTS_MEET = new RegExp(
  String.raw`(?<=[A-Za-z][A-Za-z0-9.+#_-]{0,24})(?=${UNSEGMENTED})|(?<=${UNSEGMENTED})(?=[A-Za-z])`,
  'gu',
);

/** One form for characters that look or mean the same, and single blanks. Letter case stays: it tells names. */
export function foldCharacters(text: string): string {
  return normaliseUnicode(text, 'NFKC')
    .replace(SCRIPTS_MEET, ' ')
    .replace(/[\u2018\u2019\u201B\u02BC\u00B4`](?=\p{L})(?<=\p{L}.)/gu, "'")
    .replace(/[\u201C\u201D\u201E\u00AB\u00BB]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?<![\p{L}\p{N}])([ldjcnsmt]|qu)'(?=\p{L}{2})/giu, '$1 ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Writes contractions out and drops openings and insertions that change no answer. */
export function foldPhrases(text: string): string {
  let result = text;
  for (const [pattern, replacement] of CONTRACTIONS) result = result.replace(pattern, replacement);
  for (const [pattern, replacement] of fillerPatterns) result = result.replace(pattern, replacement);
  return foldSynonymPhrases(result.replace(/\s+/g, ' ').trim());
}
