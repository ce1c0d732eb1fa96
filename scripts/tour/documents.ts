/**
 * A prompt such as a retrieval pipeline makes: numbered passages about invented harbours, of which one holds the answer.
 * Deterministic, about 6,000 tokens, and no two sentences alike.
 */
export function retrievalPrompt(): {
  readonly prompt: string;
  readonly question: string;
  readonly answer: string;
} {
  const passages = NAMES.slice(0, PASSAGES).map((name, index) => passage(name, index));
  const question = 'In which year was the lighthouse of Port Ellisande first lit?';
  return {
    prompt: `Answer the question from the documents.\n\n${passages.join('\n\n')}\n\nQuestion: ${question}`,
    question,
    answer: '1847',
  };
}

/** Enough for about 6,000 tokens. */
const PASSAGES = 18;

const NAMES = [
  ...[
    'Varrick',
    'Osmunda',
    'Calder',
    'Brevane',
    'Ellisande',
    'Thornmouth',
    'Quillon',
    'Dunmarrow',
    'Sabrel',
    'Yarrow',
  ],
  ...[
    'Halvern',
    'Pellworth',
    'Ister',
    'Mossgate',
    'Rookhaven',
    'Tamsin',
    'Lydbury',
    'Corrin',
    'Ashmere',
    'Wendlock',
  ],
];
const GOODS = ['salt', 'timber', 'wool', 'slate', 'barley', 'copper', 'amber', 'herring', 'linen', 'tin'];
const WINDS = ['north', 'south', 'east', 'west', 'north-east', 'south-west'];

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

/** How many harbours there are. */
export const HARBOURS = 20;

/** The name of a harbour, and the year of its charter. */
export function harbour(index: number): { readonly name: string; readonly charter: number } {
  return { name: pick(NAMES, index), charter: charterOf(index) };
}

const charterOf = (index: number) => 1500 + index * 13;

/** Some passages, as a retrieval pipeline puts them in front of a question. */
export function passages(indices: readonly number[]): string {
  return indices.map((index) => passage(pick(NAMES, index), index)).join('\n\n');
}

function passage(name: string, index: number): string {
  const year = charterOf(index);
  const goods = pick(GOODS, index);
  const other = pick(GOODS, index + 3);
  const lines = [
    `Document ${index + 1}: Port ${name}`,
    `Port ${name} lies at the mouth of the river ${pick(NAMES, index + 7)}, which carries boats ${20 + index * 3} miles inland.`,
    `Its charter was sealed in ${year}, and merchants from ${pick(NAMES, index + 4)} held a third of the quays for ${30 + index} years.`,
    name === 'Ellisande'
      ? 'The lighthouse of Port Ellisande was first lit in 1847, after two winters of work on the outer reef.'
      : `The customs house was rebuilt with ${other} money once the storm of ${year + 140} had taken the old one.`,
    ...DETAILS.map((detail, at) => detail(name, goods, index * 17 + at * 5)),
  ];
  return lines.join('\n');
}

const DETAILS: readonly ((name: string, goods: string, seed: number) => string)[] = [
  (_, goods, n) =>
    `In a good season the warehouses hold ${200 + n} tons of ${goods}, most of it bound for ${pick(NAMES, n)}.`,
  (_name, _, n) =>
    `Pilots warn of a bar that shifts with the ${pick(WINDS, n)} wind, and of ${2 + (n % 7)} wrecks near the channel.`,
  (_, goods, n) =>
    `The guild of ${goods} porters numbered ${40 + n} members when its roll was last copied by the town clerk.`,
  (_name, _, n) =>
    `A market is held on the square behind the quay every ${1 + (n % 9)} weeks, with stalls let by the harbour master.`,
  (_, goods, n) =>
    `Travellers praised the soup of the tavern at the ${pick(WINDS, n + 2)} gate and complained of the price of ${goods}.`,
  (_name, _, n) =>
    `The school beside the chapel teaches ${25 + n} pupils arithmetic, knots and the signals of the coast guard.`,
  (_, goods, n) =>
    `Ships of more than ${90 + n} feet anchor outside and are unloaded by lighters that return with ${goods}.`,
  (name, _, n) =>
    `An old song about the ${pick(NAMES, n + 3)} ferry is still sung in ${name} when the first boats leave in spring.`,
  (_, goods, n) =>
    `Taxes on ${goods} paid for the dredging of ${300 + n} yards of silt between the two inner piers.`,
  (_name, _, n) =>
    `The library keeps ${12 + (n % 40)} logbooks, and one of them describes an eclipse seen from the ${pick(WINDS, n)} pier.`,
  (_, goods, n) =>
    `Coopers supply ${60 + n} barrels a month, since damp ${goods} spoils within days in the summer heat.`,
  (name, _, n) =>
    `A rope walk of ${150 + n} paces runs behind the gardens, and its owner sits on the council of ${name}.`,
];
