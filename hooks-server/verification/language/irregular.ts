import { lines } from './lines.js';

/** Base form first, then the forms that no suffix rule leads back to it. */
const IRREGULAR = `
be, am, is, are, was, were, been, being
have, has, had
do, does, did, done
go, goes, went, gone
make, made
take, took, taken
get, got, gotten
give, gave, given
come, came
see, saw, seen
know, knew, known
think, thought
find, found
tell, told
say, said
leave, left
feel, felt
keep, kept
begin, began, begun
show, shown
hear, heard
write, wrote, written
run, ran
hold, held
bring, brought
buy, bought
sell, sold
send, sent
spend, spent
lend, lent
build, built
lose, lost
win, won
pay, paid
meet, met
teach, taught
catch, caught
fight, fought
seek, sought
speak, spoke, spoken
break, broke, broken
choose, chose, chosen
steal, stole, stolen
freeze, froze, frozen
wear, wore, worn
tear, tore, torn
swear, swore, sworn
drive, drove, driven
ride, rode, ridden
rise, rose, risen
eat, ate, eaten
fall, fell, fallen
grow, grew, grown
throw, threw, thrown
draw, drew, drawn
fly, flew, flown
sing, sang, sung
drink, drank, drunk
swim, swam, swum
sit, sat
stand, stood
understand, understood
sleep, slept
dream, dreamt
learn, learnt
burn, burnt
forget, forgot, forgotten
hide, hid, hidden
bite, bit, bitten
shake, shook, shaken
shoot, shot
hang, hung
lead, led
feed, fed
bleed, bled
become, became
wake, woke, woken
deal, dealt
mean, meant
lie, lay, lain, lying
die, dying, died
tie, tying, tied
man, men
woman, women
child, children
foot, feet
tooth, teeth
mouse, mice
goose, geese
life, lives
wife, wives
knife, knives
leaf, leaves
half, halves
shelf, shelves
criterion, criteria
phenomenon, phenomena
analysis, analyses
crisis, crises
thesis, theses
index, indices
matrix, matrices
person, persons
`;

/** Inflected form -> base form. "people" stays apart: it is a function word of many questions. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  lines(IRREGULAR).flatMap(([base = '', ...forms]) => forms.map((form) => [form, base] as const)),
);

/** Words that look inflected and are not. */
export const UNINFLECTED: ReadonlySet<string> = new Set(
  `news series species physics mathematics maths economics politics ethics gas bus plus lens yes thus this always perhaps
  is his its us as was has does various previous serious famous virus status bonus campus focus process address access
  business class pass less unless success analysis basis thing king ring spring string bring sing wing during morning
  evening nothing something anything everything ceiling wedding need feed speed seed red bed bleed indeed hundred embed
  breed exceed proceed succeed series jesus texas paris kansas illinois arkansas athens brussels christmas kubernetes
  redis postgres express aws ios macos windows dns css sms gps tennis atlas canvas bias alias chaos cosmos diabetes
  united sacred wicked naked kindred beijing boeing sterling darling`.split(/\s+/),
);
