/** An identifier that a state, a bank or a health system gives: its shape, its check, and the words that stand beside it. */
export interface IdentifierRule {
  readonly kind: string;
  /** ISO 3166-1 alpha-2, or `any`. */
  readonly country: string;
  /** The check of its digits in a few words, as the documentation lists it; `none` where there is none. */
  readonly check: string;
  /** The pattern's source without its borders. */
  readonly source: string;
  readonly shape: RegExp;
  /** Gets the letters and digits alone, upper case. */
  readonly isValid: (compact: string) => boolean;
  /** Keywords as createKeywordIndex takes them. */
  readonly words: string;
  /** The shape and check are so particular that the value counts without its words; its score then. */
  readonly bareScore?: number;
  /** The value must follow its keyword directly, with no other word between. */
  readonly adjacent?: boolean;
}

export type RuleOptions = Partial<Pick<IdentifierRule, 'bareScore' | 'adjacent'>> & {
  readonly flags?: string;
};

/** A value's borders: no letter, digit or hyphenated part goes on before or after it. */
const bounded = (source: string, flags: string) =>
  new RegExp(`(?<![\\w-]|\\d[.,/])(?:${source})(?![\\w]|-\\d|\\.\\d)`, flags);

const demonyms: Readonly<Record<string, string>> = Object.fromEntries(
  'AD andorran|AE emirati|AL albanian|AR argentin*|AT austrian|AU australian|BA bosnian|BD bangladesh*|BE belgian|BG bulgarian|BR brazilian|BY belarus*|CA canadian|CH swiss|CL chilean|CN chinese|CO colombian|CR costa rican|CU cuban|CY cypriot|CZ czech|DE german|DK danish|DO dominican|DZ algerian|EC ecuadorian|EE estonian|EG egyptian|ES spanish|FI finnish|FR french|GB british|GH ghana*|GR greek|GT guatemalan|HK hong kong|HR croatian|HU hungarian|ID indonesian|IE irish|IL israeli|IN indian|IR iranian|IS icelandic|IT italian|JP japanese|KE kenyan|KR korean|KW kuwaiti|KZ kazakh*|LK sri lankan|LT lithuanian|LU luxembourg*|LV latvian|MA moroccan|MD moldovan|ME montenegrin|MK macedonian|MT maltese|MU mauriti*|MX mexican|MY malaysian|NG nigerian|NL dutch|NO norwegian|NZ new zealand|PE peruvian|PH philippine|PK pakistani|PL polish|PT portuguese|PY paraguayan|RO romanian|RS serbian|RU russian|SA saudi|SE swedish|SG singapore*|SI slovenian|SK slovak|SV salvadoran|TH thai|TN tunisian|TR turkish|TW taiwan*|UA ukrainian|US american|UY uruguayan|VE venezuelan|VN vietnamese|ZA south african'
    .split('|')
    .map((entry) => [entry.slice(0, 2), entry.slice(3).replace('*', '')]),
);
const subjects = [
  'id',
  'ids',
  'identi*',
  'national*',
  'personal*',
  'tax*',
  'social*',
  'citizen*',
  'resident*',
];

/** "Norwegian ID", "Dutch citizen service number": what a country's identifiers are called abroad. */
function called(country: string): string[] {
  const demonym = demonyms[country];
  return demonym === undefined ? [] : subjects.map((subject) => `${demonym} ${subject}`);
}

/** Makes a rule; the words of its country's identifiers in English are added to its own where it has a check. */
export function id(
  country: string,
  kind: string,
  check: string,
  source: string,
  words: string,
  isValid: (compact: string) => boolean = () => true,
  { flags = 'gi', ...options }: RuleOptions = {},
): IdentifierRule {
  const abroad = check === 'none' ? [] : called(country);
  const shape = bounded(source, flags);
  return { kind, country, check, source, shape, isValid, words: [words, ...abroad].join('|'), ...options };
}
