import { wordSet } from './lines.js';

/** Relations that hold both ways: their two sides may change places. Lemmas as written here are base forms. */
export const symmetricRelations = wordSet(`
married marry dating similar same equal equals identical different differ related friends siblings cousins twins
neighbors adjacent versus vs and or resemble alike engaged collaborate together plus times
`);

/** Words that only join: parts on both sides of one may change places. */
export const coordinators = wordSet('and or & vs versus nor und oder y o et ou e 와 과 랑 이랑 하고');

/** The same as single characters of scripts without blanks, which the reader takes for words. */
export const unsegmentedCoordinators = wordSet('と や 和 与 與 及 或');

export const prepositions = wordSet(`
to in on at by for from with about as into onto upon over under through during via toward towards among within across
along around behind beside between beyond off out up down against before after until since than like of without inside
outside near above below except per
`);

/** Words that widen or narrow what is said: leaving one out changes the answer. */
export const quantifiers = wordSet(`
all every each any some only both either neither most more less least few many much none half other another same
always never simultaneously first last next
`);

export const modals = wordSet('can could should would will may might must shall ought');
export const pastAuxiliaries = wordSet('was were did had');
export const presentAuxiliaries = wordSet('is are am do does has have');
export const beForms = wordSet('be am is are was were been being get gets got');
export const openingAuxiliaries = wordSet(`
is are am was were do does did can could should would will may might must shall has have had
`);
export const imperatives = wordSet(`
explain describe define tell list give show write translate summarize convert create make generate calculate compare
discuss outline name find provide elaborate suggest recommend compute turn set play open close add remove
`);
