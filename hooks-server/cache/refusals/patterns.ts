/**
 * What one language says when an answer is not for others. Each entry is the source of a regular expression; in scripts
 * with blanks it matches whole words. A word too many costs a hit, a word too few serves an answer that is wrong for its
 * reader, so that doubtful words are in.
 */
export interface RefusalPatterns {
  /** How a sentence may begin before its verb: "please", "can you". Read only where `commands` is `first`. */
  readonly polite?: readonly string[];
  /** Openings of a question of knowledge: "what is", "how do I". What it names is its subject, not its wish. */
  readonly asks: readonly string[];
  /** Where a request has its verb: at the beginning of a sentence, or anywhere (verb-final and unsegmented languages). */
  readonly commands: 'first' | 'anywhere';
  /** Verbs of making something, and the things that must differ each time one is made. */
  readonly makes: readonly string[];
  readonly things: readonly string[];
  /** Requests for a draw, as a sentence begins with them. */
  readonly draws?: readonly string[];
  /** Requests whose answers must differ by themselves: a draw, a joke, a surprise. */
  readonly oneOff: readonly string[];
  /** What changes with the day or the state of the world. */
  readonly volatile: readonly string[];
  /** Openings of a question after the state of something. */
  readonly states?: readonly string[];
  /** What depends on who asks, or on what was said before. */
  readonly personal: readonly string[];
  /** Statements about oneself, at the beginning of a sentence or clause. */
  readonly statements?: readonly string[];
  /** Verbs that act, and the words behind one that make it the name of something: "transfer learning". */
  readonly acts: readonly string[];
  readonly notActs?: string;
  /** Verbs that act when somebody's name follows: "call Ann". */
  readonly addresses?: readonly string[];
  /** Texts that say nothing without the turn before. */
  readonly followUps?: readonly string[];
}

/** One language's patterns, compiled; each tells whether a sentence is of its kind. */
export interface Refusals {
  isOneOff(sentence: Sentence): boolean;
  isVolatile(sentence: Sentence): boolean;
  isPersonal(sentence: Sentence): boolean;
  isActing(sentence: Sentence): boolean;
}

/** As written, and in lower case: patterns are in lower case, because ignoring case in them takes ten times as long. */
export interface Sentence {
  readonly text: string;
  readonly lower: string;
}

/** Things that are called the same in most languages. */
const EVERYWHERE = [
  'passwords?|passphrases?|passwort|pins?|otps?|uuids?|guids?|nonces?|tokens?|jwts?|api[- ]?keys?|ssh[- ]?keys?|salts?',
];
/** The same in scripts that write foreign words without blanks around them. */
const EVERYWHERE_BARE = ['uuid|guid|nonce|api ?key|token|ssh ?key|pin码'];

const BEFORE = '(?<![\\p{L}\\p{M}\\p{N}])';
/** An entry that ends with a blank has come to its word's end already. */
const AFTER = '(?:(?<=\\s)|(?![\\p{L}\\p{M}\\p{N}]))';

/** Compiles a language of a script that puts blanks between words. */
export function compile(patterns: RefusalPatterns): Refusals {
  const word = (sources: readonly string[]) => pattern(`${BEFORE}(?:${sources.join('|')})${AFTER}`);
  const polite = patterns.polite ? `(?:(?:${patterns.polite.join('|')})[\\s,]+)*` : '';
  const verb = (sources: readonly string[], not = '') =>
    patterns.commands === 'first'
      ? pattern(`^[\\s\\-–•*¿¡]*${polite}(?:${sources.join('|')})${AFTER}${not && `(?! (?:${not})${AFTER})`}`)
      : word(sources);
  return assemble(patterns, {
    word,
    opening: (sources) => pattern(`^[\\s¿¡]*${polite}(?:${sources.join('|')})${AFTER}`),
    clause: (sources) => pattern(`(?:^|[,;:])\\s*(?:${sources.join('|')})${AFTER}`),
    verb,
    things: word([...EVERYWHERE, ...patterns.things]),
  });
}

/** Compiles a language whose words run together or carry particles: a word may stand anywhere in a sentence. */
export function compileBare(patterns: RefusalPatterns): Refusals {
  const anywhere = (sources: readonly string[]) => pattern(`(?:${sources.join('|')})`);
  return assemble(patterns, {
    word: anywhere,
    opening: anywhere,
    clause: (sources) => pattern(`^\\s*(?:${sources.join('|')})`),
    verb: anywhere,
    things: anywhere([...EVERYWHERE_BARE, ...patterns.things]),
  });
}

interface Compilers {
  readonly word: (sources: readonly string[]) => RegExp;
  readonly opening: (sources: readonly string[]) => RegExp;
  readonly clause: (sources: readonly string[]) => RegExp;
  readonly verb: (sources: readonly string[], not?: string) => RegExp;
  readonly things: RegExp;
}

function assemble(patterns: RefusalPatterns, { word, opening, clause, verb, things }: Compilers): Refusals {
  const asks = opening(patterns.asks);
  const makes = verb(patterns.makes);
  const draws = patterns.draws && verb(patterns.draws);
  const oneOff = word(patterns.oneOff);
  const volatile = word(patterns.volatile);
  const personal = word(patterns.personal);
  const statement = patterns.statements && clause(patterns.statements);
  const state = patterns.states && opening(patterns.states);
  const acts = verb(patterns.acts, patterns.notActs);
  const addresses = patterns.addresses && verb(patterns.addresses);
  return {
    isOneOff: ({ lower }) =>
      (oneOff.test(lower) || draws?.test(lower) === true || (makes.test(lower) && things.test(lower))) &&
      !asks.test(lower),
    isVolatile: ({ lower }) => volatile.test(lower) || state?.test(lower) === true,
    isPersonal: ({ lower }) => personal.test(lower) || statement?.test(lower) === true,
    isActing: ({ text, lower }) =>
      (acts.test(lower) || (addresses !== undefined && isAddressed(text, addresses.exec(lower)))) &&
      !asks.test(lower),
  };
}

/** Whether a name, which begins with a capital, follows the verb. */
function isAddressed(text: string, verb: RegExpExecArray | null): boolean {
  return verb !== null && /^\s\p{Lu}\p{Ll}/u.test(text.slice(verb.index + verb[0].length));
}

function pattern(source: string): RegExp {
  return new RegExp(source, 'u');
}
