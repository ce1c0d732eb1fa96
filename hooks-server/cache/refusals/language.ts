import { isCommonWord } from '../../verification/language/vocabulary.js';
import { furtherPatterns, type FurtherLanguage } from './further-languages.js';
import { withoutMachineSpelled } from './machine-spelled.js';

/** Languages in which the cache knows what not to keep. */
export type Language =
  | 'english'
  | 'german'
  | 'spanish'
  | 'french'
  | 'portuguese'
  | 'italian'
  | 'dutch'
  | 'polish'
  | 'turkish'
  | 'russian'
  | 'arabic'
  | 'hindi'
  | 'chinese'
  | 'japanese'
  | 'korean';

/** Languages told by their script. Kana and Hangul tell more than Han characters, which Japanese has too. */
const SCRIPTS: readonly (readonly [RegExp, Language])[] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, 'japanese'],
  [/\p{sc=Hangul}/u, 'korean'],
  [/\p{sc=Han}/u, 'chinese'],
  [/\p{sc=Cyrillic}/u, 'russian'],
  [/\p{sc=Arabic}/u, 'arabic'],
  [/\p{sc=Devanagari}/u, 'hindi'],
];

/** Small words that tell languages of the Latin script apart. English is always read, since others borrow from it. */
const MARKERS: Readonly<Partial<Record<Language, string>>> = {
  english:
    'the a an is are was were what how why who where when which do does did can could will would should of to in for and or with from on at by it this that be i you we they my our your please give me make tell if not have has',
  german:
    'der die das ist sind war wie was warum wer wo wann ein eine einen einem einer und oder nicht ich du wir sie mir mich dir mein meine unser im in auf für von mit zu zum zur den dem des bitte gib mach welche welcher welches kann aus nach uhr es man bin hat hast haben',
  spanish:
    'el la los las un una unos unas de del que qué es son está están cómo como por para con en y o mi mis tu su yo me se lo al cuál quién dónde cuándo cuántos cuántas dame hay soy llamo tengo a hola muy más sobre nuestro',
  french:
    "le la les un une des de du est sont qui que quoi comment pourquoi où quand quel quelle je tu il elle nous vous mon ma mes moi et ou à au aux en dans pour avec sur ce cette ne pas c'est j'ai d j c l qu m s fait il-y-a a parlé suis habite",
  portuguese:
    'o a os as um uma uns umas de do da dos das que é são está estão como por para com em no na e ou meu minha eu me se ao à qual quem onde quando quantos você tu não sou moro mais dois duas cinco ligue desligue sua seu nossa nosso',
  italian:
    'il lo la i gli le un una uno di del della dei che è sono come perché per con in nel nella e o mio mia io mi si al alla chi dove quando quanti quale cosa non ha hai ho più da  dal un l d dell dov c fra tra due abbiamo',
  dutch:
    'de het een is zijn was wat hoe waarom wie waar wanneer en of niet ik je jij we wij mij me mijn ons onze in op voor van met te naar aan uit geef maak welke kan die dat er heb heeft bent ben zet doe twee nog bij om',
  polish:
    'jest są co jak dlaczego kto gdzie kiedy i lub nie ja ty my mi mnie mój moja w na z do dla się czy to ten ta że o po od jaki jaka jakie która który proszę ile mam dwa',
  turkish:
    've bir bu şu ne nedir nasıl neden kim nerede için ile mi mı mu mü ben sen biz bana var yok da de çok daha en kaç hangi oluştur şifre',
};

const further = Object.entries(furtherPatterns).flatMap(([language, { markers }]) =>
  markers === undefined ? [] : [[language as FurtherLanguage, markers] as const],
);

/** Small word -> the languages that have it. */
const languagesByMarker = new Map<string, (Language | FurtherLanguage)[]>();
for (const [language, words] of Object.entries(MARKERS) as [Language, string][])
  for (const word of words.split(/\s+/).filter(Boolean))
    languagesByMarker.set(word, [...(languagesByMarker.get(word) ?? []), language]);
// Of the further languages only words that none of those above has, so that a tie speaks for them.
const TAKEN = new Set(languagesByMarker.keys());
for (const [language, words] of further)
  for (const word of new Set(words.split(/\s+/)))
    if (!TAKEN.has(word)) languagesByMarker.set(word, [...(languagesByMarker.get(word) ?? []), language]);

/** Letters that only some of these languages write. */
const LETTERS: Readonly<Record<string, Language | FurtherLanguage>> = {
  ...lettersOf('german', 'äöüß'),
  ...lettersOf('spanish', 'ñ¿¡'),
  ...lettersOf('french', 'çœèêëîïûù'),
  ...lettersOf('portuguese', 'ãõ'),
  ...lettersOf('italian', 'ìò'),
  ...lettersOf('polish', 'ąęłńśźż'),
  ...lettersOf('turkish', 'ğışİ'),
  ...lettersOf('scandinavian', 'åæø'),
  ...lettersOf('czech', 'ěřůťďň'),
  ...lettersOf('romanian', 'ățș'),
  ...lettersOf('hungarian', 'őű'),
  ...lettersOf('vietnamese', 'ơưđạảấầẩậắằặẹẻếềểệỉịọỏốồổộớờởợụủứừửựỳỷỹ'),
};

function lettersOf(
  language: Language | FurtherLanguage,
  letters: string,
): Record<string, Language | FurtherLanguage> {
  return Object.fromEntries([...letters].map((letter) => [letter, language]));
}

/** How a text can be read: in languages that are known well, in one that is known in part, or not at all. */
export type Reading =
  { readonly languages: readonly Language[] } | { readonly further: FurtherLanguage } | 'unread';

/** Scripts of which one language, or none, is known; and letters by which its neighbours write. */
const FURTHER_SCRIPTS: readonly (readonly [RegExp, FurtherLanguage | 'unread'])[] = [
  [/\p{sc=Greek}{3}/u, 'greek'],
  [/\p{sc=Hebrew}/u, 'hebrew'],
  [/\p{sc=Bengali}/u, 'bengali'],
  [/\p{sc=Thai}/u, 'thai'],
  [/[іїєґ]/iu, 'ukrainian'],
  // Serbian, Macedonian, Belarusian, Kazakh; Bulgarian; Urdu, Pashto, Uyghur; Marathi, Nepali.
  [/[ђјљњћџѓќўәғқңөұүһ]/iu, 'unread'],
  [/(?<!\p{L})(?:какво|колко|защо|моля|аз|ми|съм|ще|дай|къде|кога|кой)(?!\p{L})/iu, 'unread'],
  [/[ٹڈڑںےھټډړښۋې]/u, 'unread'],
  [/[پچژگیک]/u, 'persian'],
  [/(?<!\p{L})(?:आहे|आहेत|काय|कसे|माझ\p{M}*|मला|छ|हुन्छ|गर्नुहोस्|मेरो)(?![\p{L}\p{M}])/u, 'unread'],
];

const KNOWN_SCRIPTS =
  /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Common}\p{sc=Inherited}\p{sc=Greek}]/u;

/** In which languages a text should be read. Without a word that tells, all of its script. */
export function readingOf(text: string): Reading {
  if (!/[\u0370-\u1fff\u3000-\u{10ffff}]/u.test(text)) return latinReadingOf(text);
  const found = FURTHER_SCRIPTS.find(([pattern]) => pattern.test(text))?.[1];
  if (found !== undefined) return found === 'unread' ? found : { further: found };
  const languages = new Set<Language>();
  for (const [script, language] of SCRIPTS) if (script.test(text)) languages.add(language);
  if (languages.has('japanese') || languages.has('korean')) languages.delete('chinese');
  if (languages.size === 0) return [...text].every(isKnownLetter) ? latinReadingOf(text) : 'unread';
  return { languages: [...languages, ...(/[a-z]/i.test(text) ? (['english'] as const) : [])] };
}

function isKnownLetter(letter: string): boolean {
  return !/\p{L}/u.test(letter) || KNOWN_SCRIPTS.test(letter);
}

/** Openings whose words are each another language's too: "what is the", "is the server". */
const FURTHER_OPENINGS: readonly (readonly [RegExp, FurtherLanguage])[] = [
  [/^\s*mi az? \p{L}+/iu, 'hungarian'],
  [/^\s*er \p{L}+(?:en|et|ne) \p{L}+\s*\??$/iu, 'scandinavian'],
];

/** Words for secrets in languages that are not read: the worst that could be kept. */
const SECRETS =
  /(?<!\p{L})(?:password|pin|token|api[- ]?key|uuid|contrasenya|contrasinal|fjalëkalim\p{L}*|lozink\p{L}*|geslo|parool\p{L}*|slaptažod\p{L}*|nenosiri|pasahitz\p{L}*|wagwoord|lykilorð|cyfrinair|katalaluan|parol\p{L}*)(?!\p{L})/iu;

/** A longer text is a material, and what is asked about it may stand in few words. */
const LONGEST_UNREAD = 40;

/** Below one small word in so many, a text is in none of the languages that have it. */
const WORDS_PER_MARKER = 6;

function latinReadingOf(whole: string): Reading {
  // "V9P2" is no Czech "v".
  const text = withoutMachineSpelled(whole).replace(/\S*\d\S*/g, ' ');
  const lower = text.toLowerCase();
  const scores = new Map<Language | FurtherLanguage, number>();
  const count = (language: Language | FurtherLanguage) =>
    scores.set(language, (scores.get(language) ?? 0) + 1);
  const words = lower.split(/[^\p{L}\p{M}'’]+/u).filter(Boolean);
  for (const word of words) {
    const languages = languagesByMarker.get(word) ?? languagesByMarker.get(word.split(/['’]/, 1)[0]!);
    languages?.forEach(count);
  }
  for (const language of new Set([...lower].map((letter) => LETTERS[letter]))) if (language) count(language);
  const best = Math.max(0, ...LATIN.map((language) => scores.get(language) ?? 0));
  const [likeliest, score] = FURTHER_LATIN.map(
    (language) => [language, scores.get(language) ?? 0] as const,
  ).reduce((most, next) => (next[1] > most[1] ? next : most));
  const opening = FURTHER_OPENINGS.find(([pattern]) => pattern.test(text))?.[1];
  if (opening !== undefined) return { further: opening };
  if (score > 0 && score >= best) return { further: likeliest };
  if (best <= 1 && SECRETS.test(lower) && !isEnglishEnough(text)) return 'unread';
  const isShort = words.length <= LONGEST_UNREAD;
  if (isShort && best * WORDS_PER_MARKER < words.length && !isEnglishEnough(text)) return 'unread';
  return {
    languages: LATIN.filter((language) => language === 'english' || (scores.get(language) ?? 0) >= best / 2),
  };
}

/** Whether so few lower-case words of a text are unknown to English that it may be English, or names and keywords. */
function isEnglishEnough(text: string): boolean {
  const words = text.match(/(?<![\p{L}\p{M}\p{N}])\p{Ll}[\p{Ll}\p{M}]+(?![\p{L}\p{M}\p{N}])/gu) ?? [];
  const unknown = words.filter((word) => !isCommonWord(word)).length;
  return unknown < 2 || unknown * 2 < words.length;
}

const LATIN = Object.keys(MARKERS) as Language[];
const FURTHER_LATIN = further.map(([language]) => language);
