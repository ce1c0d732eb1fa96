import { wordSet } from './lines.js';

/** Content words that seldom decide an answer: with or without them a question is mostly the same. Lemmas as `lemma` gives them are derived by the reader. */
export const lightWords = wordSet(`
best good great better easy easiest simple simplest main major key basic important essential significant different
various certain specific particular several common general overall possible available proper properly correct correctly
effective effectively efficient efficiently quick quickly detail details example examples question answer reason
reasons cause causes process concept idea theory meaning definition explanation explain describe define mean
happen find make use work take try start look say think feel seem become going getting using making
world life time day people person someone anything something lot today still ever own real really
`);
