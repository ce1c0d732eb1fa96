import { wordSet } from './lines.js';

/**
 * Words that point at what was said before, in the languages with enough of them in the data to try; a language that is
 * not here gets no help, and no wrong answer.
 */
export const pointers = wordSet(`
it its they them their he him his she her this that these those there one ones
er sie es ihn ihm ihr sein seine ihre dieser diese dieses il elle ils elles lui leur son sa ses ça cela
él ella ellos ellas su sus eso esto lo la ele ela eles elas seu sua isso isto egli lei suo sua esso hij zij het zijn haar
`);

/** Words that join a phrase to what it narrows down: with the phrase they can be left unsaid. */
export const joints = wordSet(`
of in on at for to from with by about during after before than besides except regarding concerning including
von in im für mit über bei aus an am zu zum zur während außer de del en para con sobre por durante du des dans pour avec sur
di nel nella per su durante da dos das na em com van voor met over tijdens
`);

/** Articles and owners before a name, which go with it. */
export const namedWith = wordSet(`
the a an my your his her its our their der die das den dem ein eine einen einem einer le la les un une el los las una
il lo gli i o os um uma het een mon ma mes mi mis
`);

/** What is set aside with these words was talked about, where "other" or "else" asks for what was not. */
const SETTING_ASIDE = [
  'besides|apart from|aside from|other than|in addition to|along with|except(?: for)?|not counting',
  'außer|abgesehen von|neben',
  'además de|aparte de|salvo|excepto',
  'outre|à part|hormis|en dehors de|en plus de',
  'oltre (?:a|al|alla|ai|agli|alle)|a parte|tranne',
  'além d[eoa]s?|exceto|fora',
  'naast|behalve|buiten',
].join('|');

/** A phrase that sets something aside: before the question and up to a comma, or at its end. */
export const settingAside: readonly RegExp[] = [
  new RegExp(`^(?:${SETTING_ASIDE})(?<named>(?: [^,?!]+)?),\\s*`, 'iu'),
  // In the middle only a short name, since nothing marks its end but the verb.
  new RegExp(
    `,? (?:${SETTING_ASIDE})(?<named>(?: [\\p{L}\\p{N}'’-]+){1,4}?)(?= (?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|noch|sonst|nog|encore|ancora)\\b)`,
    'iu',
  ),
  new RegExp(`,? (?:${SETTING_ASIDE})(?<named> [^?!]+?)(?=\\s*[?!.]*$)`, 'iu'),
];

/** Words that ask for what was not talked about yet. */
export const ASKS_FOR_OTHERS =
  /(?<!\p{L})(?:others?|another|else|andere[snrm]?|sonst|noch|otr[oa]s?|más|autres?|d['’]autres|encore|altr[oiae]|ancora|outr[oa]s?|mais|ander(?:e|s)?|nog)(?!\p{L})/iu;

/** Clauses that say nothing but that something was talked about. */
export const SPOKEN_OF =
  /,? (?:(?:that|which) )?(?:we|you|i)(?:['’]ve| have|['’]d| had)? (?:just |already )?(?:talked about|spoken (?:of|about)|spoke (?:of|about)|discussed|mentioned|listed|named)(?: (?:so far|before|above|earlier|already))?(?=\s*[?!.,]|\s*$| (?:is|are|was|were|do|does|did|can|has|have|will)\b)|,? (?:mentioned|discussed|listed|named)(?: (?:so far|before|above|earlier|already))(?=\s*[?!.,]|\s*$)/iu;

/** Examples of "others": named, they narrow nothing down. */
export const EXAMPLES_OF_OTHERS =
  /,? (?:like|such as|e\.?g\.?,?|for example) (?<named>[^?!]+?)(?=\s*[?!.]*$)/iu;

/** Two things that were named before. */
export const SPEAKS_OF_TWO =
  /\b(?:(?:the|these|those) two(?: (?:types|kinds|sorts|ones|options|things|forms|versions|models|methods))?|both of (?:them|these|those))\b(?! \p{L}+s\b)/iu;

/** Openings that answer what was said and ask nothing. */
export const REMARKS =
  /^(?:(?:ok|okay|alright|all right|right|interesting|great|nice|good|cool|wow|oh|ah|hm+|i see|got it|thanks|thank you|sure|yes|alles klar|verstehe|danke|interessant|vale|gracias|interesante|d['’]accord|merci|intéressant|va bene|grazie|entendi|obrigad[oa]|oké|bedankt)[.,!]+\s+)+(?=\S)/iu;

/** A question that is the one before with something else in it: "What about in Europe?" */
export const SAME_ABOUT =
  /^(?:and |but )?(?:what|how) about (?<named>[^?!.]+)[?!.]*$|^(?:und|y|et|e|en) (?<other>[^?!.]+)\?$/iu;
