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

/** Small word -> the languages that have it. */
const languagesByMarker = new Map<string, Language[]>();
for (const [language, words] of Object.entries(MARKERS))
  for (const word of words.split(/\s+/).filter(Boolean))
    languagesByMarker.set(word, [...(languagesByMarker.get(word) ?? []), language as Language]);

/** Letters that only some of these languages write. */
const LETTERS: Readonly<Record<string, Language>> = {
  ...lettersOf('german', 'äöüß'),
  ...lettersOf('spanish', 'ñ¿¡'),
  ...lettersOf('french', 'çœèêëîïûù'),
  ...lettersOf('portuguese', 'ãõ'),
  ...lettersOf('italian', 'ìò'),
  ...lettersOf('polish', 'ąęłńśźż'),
  ...lettersOf('turkish', 'ğışİ'),
};

function lettersOf(language: Language, letters: string): Record<string, Language> {
  return Object.fromEntries([...letters].map((letter) => [letter, language]));
}

/** The languages in which a text should be read. Without a word that tells, all of its script. */
export function languagesOf(text: string): Language[] {
  const found = new Set<Language>();
  if (/[\u0370-\u1fff\u3000-\u{10ffff}]/u.test(text))
    for (const [script, language] of SCRIPTS) if (script.test(text)) found.add(language);
  if (found.has('japanese') || found.has('korean')) found.delete('chinese');
  if (found.size > 0) return [...found, ...(/[a-z]/i.test(text) ? (['english'] as const) : [])];
  return latinLanguagesOf(text.toLowerCase());
}

function latinLanguagesOf(text: string): Language[] {
  const scores = new Map<Language, number>(LATIN.map((language) => [language, 0]));
  const count = (language: Language) => scores.set(language, scores.get(language)! + 1);
  for (const word of text.split(/[^\p{L}'’]+/u)) {
    const languages = languagesByMarker.get(word) ?? languagesByMarker.get(word.split(/['’]/, 1)[0]!);
    languages?.forEach(count);
  }
  for (const language of new Set([...text].map((letter) => LETTERS[letter]))) if (language) count(language);
  const best = Math.max(...scores.values());
  return LATIN.filter((language) => language === 'english' || scores.get(language)! >= best / 2);
}

const LATIN = Object.keys(MARKERS) as Language[];
