// Made-up prose for benchmarks: the same seed gives the same text.

const SUBJECTS = [
  'harbour',
  'railway',
  'orchard',
  'museum',
  'reservoir',
  'theatre',
  'observatory',
  'foundry',
  'archive',
];
const VERBS = [
  'was enlarged',
  'was moved',
  'closed',
  'was rebuilt',
  'changed hands',
  'burned down',
  'was surveyed',
];
const CAUSES = [
  'after a flood',
  'because the lease ended',
  'when the mayor resigned',
  'during the long strike',
];

/** Syllables of made-up names: 560 of them, about as many as a long document has. */
const ONSETS = ['Ar', 'Bel', 'Cor', 'Dun', 'El', 'Fen', 'Gar', 'Hol'];
const RHYMES = ['ber', 'dan', 'lo', 'mar', 'nis', 'ra', 'to'];
const ENDINGS = ['by', 'dale', 'ford', 'ham', 'ley', 'mouth', 'stead', 'ton', 'wick', 'worth'];

/** A small generator with a fixed seed (Park and Miller 1988): every run measures the same texts. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Made-up prose of about `tokens` tokens (a sentence has about 24), in paragraphs of six sentences. */
export function prose(tokens: number, seed: number): string {
  const random = seeded(seed);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const name = () => pick(ONSETS) + pick(RHYMES) + pick(ENDINGS);
  let text = '';
  for (let sentence = 0; sentence < tokens / 27; sentence += 1) {
    const year = 1700 + Math.floor(random() * 300);
    text += `In ${year} the ${pick(SUBJECTS)} of ${name()} ${pick(VERBS)} ${pick(CAUSES)}, and ${name()} paid ${Math.floor(random() * 9e4)} crowns.`;
    text += sentence % 6 === 5 ? '\n\n' : ' ';
  }
  return text;
}
