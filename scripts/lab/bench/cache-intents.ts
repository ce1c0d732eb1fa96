/** A question as people ask it, and which intent it stands for: two texts of one intent want the same answer. */
export interface Asked {
  readonly intent: string;
  readonly text: string;
}

/** Ways to ask for one property of a country. Countries make them hard: one word apart, and the answer is another. */
const COUNTRY_QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  capital: [
    'What is the capital of X?',
    'What is the capital city of X?',
    "What's the capital of X?",
    'Which city is the capital of X?',
    'Tell me the capital of X',
    'capital of X',
  ],
  population: [
    'What is the population of X?',
    'How many people live in X?',
    "What's the population of X?",
    'How large is the population of X?',
    'Tell me the population of X',
    'population of X',
  ],
  currency: [
    'What is the currency of X?',
    'Which currency is used in X?',
    'What currency do they use in X?',
    "What's the currency of X?",
    'What money do people pay with in X?',
    'currency of X',
  ],
  language: [
    'What is the official language of X?',
    'Which language is spoken in X?',
    'What language do people speak in X?',
    "What's the official language of X?",
    'Tell me the official language of X',
    'official language of X',
  ],
  mountain: [
    'What is the highest mountain in X?',
    'Which mountain is the highest in X?',
    'What is the tallest mountain in X?',
    "What's the highest mountain of X?",
    'Name the highest mountain in X',
    'highest mountain in X',
  ],
  river: [
    'What is the longest river in X?',
    'Which river is the longest in X?',
    "What's the longest river of X?",
    'Name the longest river in X',
    'Tell me the longest river in X',
    'longest river in X',
  ],
  flag: [
    'What are the colors of the flag of X?',
    'Which colors does the flag of X have?',
    'What colors are on the flag of X?',
    'What does the flag of X look like?',
    'Describe the flag of X',
    'flag of X colors',
  ],
  dish: [
    'What is the national dish of X?',
    'Which dish is the national dish of X?',
    "What's the national dish of X?",
    'Name the national dish of X',
    'Tell me the national dish of X',
    'national dish of X',
  ],
  phone: [
    'What is the country calling code of X?',
    'Which phone prefix does X have?',
    "What's the calling code for X?",
    'What is the international dialing code of X?',
    'Tell me the country calling code of X',
    'calling code of X',
  ],
  independence: [
    'When did X become independent?',
    'In which year did X become independent?',
    'When did X gain independence?',
    'What year did X gain its independence?',
    'Tell me when X became independent',
    'X independence year',
  ],
};

const COUNTRIES =
  'Peru,Chile,Ghana,Kenya,Nepal,Laos,Malta,Cyprus,Fiji,Cuba,Iceland,Finland,Oman,Qatar,Mali'.split(',');

/** Ways to ask how something is done with a tool. */
const TOOL_QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  install: [
    'How do I install X?',
    'How can I install X?',
    'How to install X',
    'What are the steps to install X?',
    'Explain how to install X',
  ],
  uninstall: [
    'How do I uninstall X?',
    'How can I uninstall X?',
    'How to uninstall X',
    'What are the steps to uninstall X?',
    'Explain how to uninstall X',
  ],
  upgrade: [
    'How do I upgrade X?',
    'How can I upgrade X?',
    'How to upgrade X',
    'How do I update X to a newer version?',
    'Explain how to upgrade X',
  ],
  configure: [
    'How do I configure X?',
    'How can I configure X?',
    'How to configure X',
    'Where do I change the configuration of X?',
    'Explain how to configure X',
  ],
  logs: [
    'Where does X write its logs?',
    'Where are the logs of X?',
    'How do I find the logs of X?',
    'Where can I find log files of X?',
    'X log file location',
  ],
  port: [
    'Which port does X listen on by default?',
    'What is the default port of X?',
    "What's the default port of X?",
    'On which port does X run by default?',
    'X default port',
  ],
  backup: [
    'How do I back up X?',
    'How can I back up X data?',
    'How to back up X',
    'What is the best way to back up X?',
    'Explain how to back up X',
  ],
  license: [
    'What is the license of X?',
    'Which license does X have?',
    'Under which license is X published?',
    "What's the license of X?",
    'X license',
  ],
  memory: [
    'How much memory does X need?',
    'How much RAM does X need?',
    'What are the memory requirements of X?',
    'How much RAM is needed for X?',
    'X memory requirements',
  ],
  alternative: [
    'What are alternatives to X?',
    'Which alternatives to X are there?',
    'What can I use instead of X?',
    'Name alternatives to X',
    'X alternatives',
  ],
};

const TOOLS =
  'PostgreSQL,MySQL,Redis,MongoDB,Nginx,Apache,Docker,Podman,Grafana,Prometheus,Jenkins,GitLab,Kafka,RabbitMQ,Elasticsearch'.split(
    ',',
  );

/** 300 intents with five or six wordings each: every property of every country and every tool. */
export function makeIntents(): Asked[][] {
  const of = (things: readonly string[], questions: Readonly<Record<string, readonly string[]>>) =>
    things.flatMap((thing) =>
      Object.entries(questions).map(([property, wordings]) =>
        wordings.map((wording) => ({ intent: `${property} of ${thing}`, text: wording.replace('X', thing) })),
      ),
    );
  return [...of(COUNTRIES, COUNTRY_QUESTIONS), ...of(TOOLS, TOOL_QUESTIONS)];
}

const NOVEL_FRAMES = [
  'Why does X turn bitter when it is left standing overnight?',
  'Suggest a rhyme scheme for a ballad about X and moonlight',
  'How should a beginner sand X before varnishing?',
  'Do whales or dolphins ever swallow X by accident?',
  'My aunt knits with X, how many stitches make a sleeve?',
  'Translate the proverb about X and patience into Latin',
  'Which muscles ache after lifting X above the head?',
  'Could a court seize X when somebody dies without heirs?',
];
const NOVEL_THINGS =
  'tea,oak,rope,honey,wool,slate,barley,copper,ink,leather,clay,vinegar,marble,straw,amber,felt,cork,wax,flint,hemp,moss,ivory,pepper,sponge,velvet,gravel,mustard,linen,chalk,birch,coral,garlic,canvas,sulfur,peat,nutmeg,bronze,reed,saffron,quartz'.split(
    ',',
  );

/** Questions of everyday life, which have nothing to do with countries and tools. */
export function makeNovel(): string[] {
  return NOVEL_FRAMES.flatMap((frame) => NOVEL_THINGS.map((thing) => frame.replace('X', thing)));
}

/** Numbers from 0 to 1 that are the same in every run (Mulberry32, T. Ettinger, public domain). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A sampler of ranks 0 to n - 1 by Zipf's law: rank r has weight 1 / (r + 1) ^ exponent. */
function createZipf(n: number, exponent: number, random: () => number): () => number {
  const cumulative: number[] = [];
  let total = 0;
  for (let rank = 0; rank < n; rank++) cumulative.push((total += 1 / (rank + 1) ** exponent));
  return () => {
    const drawn = random() * total;
    return cumulative.findIndex((sum) => sum >= drawn);
  };
}

/** Asks as people do: intents by Zipf's law in the order given, each in any of its wordings. */
export function createAsking(
  intents: readonly (readonly Asked[])[],
  exponent: number,
  random: () => number,
): () => Asked {
  const rank = createZipf(intents.length, exponent, random);
  return () => {
    const wordings = intents[rank()] ?? [];
    const asked = wordings[Math.floor(random() * wordings.length)];
    if (asked === undefined) throw new Error('Expected an intent with a wording.');
    return asked;
  };
}
