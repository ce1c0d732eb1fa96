import { wordSet } from './lines.js';

/** Words behind which a name stands: "table user", "namespace prod", "spell necessary". */
export const namingWords = wordSet(`
table group column role schema database host hostname variable function method class command package module file folder
branch topic queue channel namespace pod bucket index field property attribute tag label option parameter service cluster
node server endpoint library called named word term verb spell spelling pronounce user project repository repo
`);

/** Words before a noun, without which an English noun in the singular is a name. */
export const determiners = wordSet(`
a an the this that these those my your his her its our their each every any no some what which another one
`);
