/** Words that the generated pairs are made of: within a list, each names another thing. */
export const vocabulary = {
  topic: `recursion; inflation; osmosis; a mortgage; the greenhouse effect; natural selection; a neural network; gravity;
    supply and demand; the water cycle; a blockchain; machine translation; the nervous system; compound interest;
    a black hole; plate tectonics; the cold war; a haiku; object-oriented programming; the immune system`,
  aspect: `history; price; structure; purpose; origin; size; colour; age; weight; temperature; importance; future; speed;
    taste; shape; legal status; founder; location; capacity; chemical formula`,
  thing: `violin; dishwasher; sailing boat; tent; lawn mower; bread knife; mattress; telescope; bicycle; coffee machine;
    winter coat; garden hose; keyboard; backpack; camera lens; office chair`,
  food: 'rice; salmon; lentils; pumpkin soup; scrambled eggs; risotto; beef stew; tofu; pancakes; asparagus; chestnuts',
  animal: 'hamster; parrot; tortoise; rabbit; horse; ferret; goldfish; canary; goat; lizard',
  body: 'knee; shoulder; thumb; ear; ankle; neck; elbow; back; jaw; hip',
  verb: 'paint; clean; sell; store; repair; choose; move; insure; measure; transport; decorate; sharpen',
  skill:
    'swimming; calligraphy; chess; touch typing; juggling; photography; knitting; archery; surfing; meditation',
  purpose: `for children; for a wedding; for beginners; at home; in winter; on a small budget; for job interviews;
    with one hand; after surgery; for a school project; while travelling; on a tablet`,
  modifier:
    'retired; famous; unemployed; licensed; amateur; award-winning; left-handed; part-time; corrupt; bilingual',
  trait: 'tall; vegetarian; deaf; bald; married; wealthy; colour-blind; pregnant; homeless; allergic',
  job: 'plumber; dentist; violinist; judge; pilot; baker; architect; sculptor; nurse; translator; referee; florist',
  name: 'Ines; Tomas; Priscilla; Bogdan; Yasmin; Gunnar; Odette; Rufus; Wanda; Ignacio',
  surname: 'Abernathy; Kowalski; Lindqvist; Okafor; Tanaka; Bianchi; Vandermeer; Petrov; Quispe; Haddad',
  filler: 'actually; really; in fact; indeed; currently',
  light: 'best; easiest; main; most important; most effective; key',
} as const;

/** Pairs that mean the same in a question and that no lexicon of the verification needs to know. */
export const SAME_WORDS = `couch, sofa; rug, carpet; pail, bucket; stone, rock; lorry, truck; infant, baby; spectacles, glasses;
  soil, dirt; garbage, trash; sidewalk, pavement; cab, taxi; elevator, lift; flashlight, torch; stove, cooker;
  cabin, hut; jewel, gem; harbor, port; aircraft, plane; pupil, schoolchild; chef, cook; supper, dinner; cap, hat;
  parcel, package; courtyard, yard; rifle, gun; handbag, purse; mug, cup; cellar, basement; attic, loft; film, movie;
  cottage, small house; path, trail; fence, railing; barn, shed; blouse, shirt; sweater, pullover`;
