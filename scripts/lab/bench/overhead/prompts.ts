import { retrievalPrompt } from '../../../tour/documents.js';

export const LENGTHS = ['short', 'medium', 'long'] as const;
export type Length = (typeof LENGTHS)[number];

/** Tokens of the long and the medium prompts, about. */
const TOKENS = { medium: 2_000, long: 20_000 } as const;
/** English prose, by OpenAI's encodings. */
const CHARACTERS_PER_TOKEN = 4.4;

let asked = 0;
// Another run's questions may still be in a cache.
const seed = (process.pid * 7_919) % 1_000_003;
const pick = (list: readonly string[], at: number) => list[at % list.length] ?? '';

/**
 * A question of about 50 tokens that shares its frame with others, as those of an application do: each has as many
 * neighbours in the cache as are looked at. No question comes twice in 10 million.
 */
function question(): string {
  let at =
    (asked++ * 4_093_261 + seed) %
    (VERBS.length * THINGS.length * PLACES.length * WISHES.length * ENDS.length);
  const next = (list: readonly string[]) => {
    const found = pick(list, at);
    at = Math.floor(at / list.length);
    return found;
  };
  const [verb, thing, place, wish, end] = [VERBS, THINGS, PLACES, WISHES, ENDS].map(next);
  return `${verb} ${thing} ${place}? ${wish}. ${end}.`;
}

/** Documents of invented harbours with a question at the end, cut or repeated to a length. */
function documents(tokens: number): string {
  const { prompt } = retrievalPrompt();
  const [instruction = '', ...passages] = prompt.split('\n\n');
  const last = passages.pop() ?? '';
  const wanted = tokens * CHARACTERS_PER_TOKEN;
  const kept: string[] = [];
  for (let length = 0, copy = 0; length < wanted; copy++) {
    for (const passage of passages) {
      if (length >= wanted) break;
      // Another harbour each time, so that no two sentences are alike.
      const own = copy === 0 ? passage : passage.replaceAll('Port ', `Port ${pick(PORTS, copy)}-${copy} `);
      kept.push(own);
      length += own.length;
    }
  }
  return [instruction, ...kept, `Reference ${seed}-${asked++}.`, last].join('\n\n');
}

/** So many prompts of a length that nobody asked before. */
export function freshPrompts(length: Length, count: number): string[] {
  return Array.from({ length: count }, () => (length === 'short' ? question() : documents(TOKENS[length])));
}

const words = (list: string) => list.trim().split(/\s*\|\s*/);
const PORTS = words('Elder | Amber | Stone | Raven | Willow | Copper | Frost | Linden | Marsh | Gale');
const VERBS = words(`
  How do people repair | Who first described | What does the law say about | Why would anybody collect | Which tools shape
  | Where can one study | How long does it take to finish | What usually ruins | Can beginners handle | When did traders import
  | How is the weight measured for | Which insects damage | What are common names for | How does frost change
  | Which museums display | What drives the price of | How were ancient peoples using | Which chemicals clean
  | What makes engineers distrust | How should a family store | Does insurance cover | Which songs mention
  | Who inspects | Why do doctors recommend | How loud is | What colour suits | Which countries export | Who invented
  | How can schools teach with | What happens inside
`);
const THINGS = words(`
  copper boilers | night trains | sourdough starters | tax refunds | baroque violins | solar roofs | beehives | marble stairs
  | bicycle brakes | canteen kitchens | harbour cranes | paper atlases | choir scores | glacier maps | coral nurseries
  | steam whistles | barley fields | chess clocks | wool carpets | lighthouse lenses | vineyard terraces | salt mines
  | radio masts | ferry tickets | orchid houses | peat fires | rice cookers | fossil teeth | goat cheeses | hot springs
  | ice skates | jazz trumpets | kite frames | lava tubes | mango pickles | oak barrels | pearl farms | quilt patterns
  | rope bridges | silk looms | tide tables | umbrella factories | velvet curtains | water meters | yoga mats | zinc roofs
`);
const PLACES = words(`
  in alpine villages | during the last century | along a windy coast | inside rented flats | after a heavy flood
  | under desert sun | on a fishing boat | beside busy motorways | within royal palaces | at the edge of town
  | across Eastern Europe | near the equator | around the winter solstice | between two rivers | behind factory walls
  | on volcanic islands | for small cinemas | without electricity | before the railway came | outside a monastery
  | among nomads | in zero gravity | below sea level | above the tree line | through a long drought
`);
const WISHES = words(`
  A list of three steps is enough | Two short paragraphs would help | Compare the cheapest and the finest way
  | Leave out anything about history | Start with the most frequent mistake | Explain it as one would to a ten-year-old
  | Mention at least four materials | Numbers matter more than opinions | Focus on safety and nothing else
  | Please cite a rule of thumb | Use plain words and no jargon | Give one example from Portugal
  | Say what an expert would disagree with | Name the season in which it is easiest | Add a table of sizes
  | Describe the smell and the sound too
`);
const ENDS = words(`
  The answer is for a club newsletter with room for eighty words at most
  | It goes into a leaflet that visitors take home on Sunday
  | A carpenter, a nurse and a retired pilot will read it together
  | The reader has an afternoon, some patience and no budget
  | Someone will read it aloud on local radio next spring
  | It should still make sense when half of it is cut
  | The audience knows the basics but has never tried it
  | This will be translated into Finnish, so keep sentences short
  | The text ends up on a poster beside the entrance
  | A student wants to check it against an old encyclopedia
  | It settles a friendly bet between two gardeners
  | The editor dislikes adverbs and loves concrete nouns
`);
