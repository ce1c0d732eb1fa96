import { lines } from './lines.js';

/** Two sides of a line mean opposite things; words of one side, parted by blanks, mean about the same. */
const ANTONYMS = `
on, off
up, down
in, out
above over, below under beneath
inside indoor interior internal, outside outdoor exterior external
enable activate unmute unlock, disable deactivate mute lock
start begin open launch, stop end finish close quit halt terminate shut
boot, shutdown
start boot launch enable, disable prevent stop
allow permit let enable, forbid prohibit ban deny block prevent disallow restrict refuse
grant give, revoke withdraw deny take
push, pull prevent
use enable, bypass avoid skip disable
benefit gain profit, suffer lose
increase raise rise grow boost gain expand extend enlarge, decrease reduce lower fall drop shrink decline cut diminish lessen
maximum max maximal maximize most highest, minimum min minimal minimize least lowest
more, less fewer
many, few
much, little
big large huge great, small little tiny
tall, short
long, short
high, low
wide broad, narrow
thick fat, thin slim
heavy, light
deep, shallow
fast quick rapid speed, slow
hot warm, cold cool
heat warm, cool chill freeze
wet, dry
hard difficult tough, easy simple soft
soft, hard
strong, weak
strength advantage pro benefit merit upside, weakness disadvantage con drawback demerit downside
best good great better positive, worst bad poor worse negative terrible
right correct true accurate, wrong incorrect false inaccurate
legal lawful, illegal unlawful
safe harmless secure, dangerous unsafe harmful risky insecure
healthy, unhealthy sick ill
happy glad, sad unhappy miserable
rich wealthy, poor
cheap affordable inexpensive, expensive costly
free, paid
clean, dirty
new modern recent, old ancient outdated
young, old
latest newest, oldest earliest
early, late
first, last
front, back rear
left, right
top, bottom
north northern, south southern
east eastern, west western
buy purchase, sell
import, export
encode, decode
encrypt, decrypt
compress zip pack, decompress unzip extract unpack
install, uninstall remove
add insert append include, remove delete subtract exclude
create make build, destroy delete
attach connect join link, detach disconnect separate unlink
subscribe, unsubscribe
follow, unfollow
accept approve agree, reject refuse decline disagree
love like, hate dislike
remember, forget
win, lose
find, lose
pass succeed success, fail failure
profit gain, loss
send, receive
upload, download
lend, borrow
give, take receive
teach, learn
ask, answer
arrive come, leave depart go
arrival, departure
enter entry entrance, exit leave
marry, divorce
married, single unmarried divorced
born birth, die death dead
alive living, dead
male man boy husband father brother son king actor, female woman girl wife mother sister daughter queen actress
public, private
local domestic national, foreign international global
natural organic, artificial synthetic
manual, automatic
mandatory required compulsory obligatory, optional voluntary
employ hire, fire dismiss
freeze, thaw melt unfreeze
show display reveal unhide, hide conceal
visible, invisible hidden
full, empty
day, night
summer, winter
morning, evening
before, after
past, future
ascending, descending
even, odd
acid acidic, alkaline base basic
analog, digital
online, offline
upgrade, downgrade
upload, download
login log-in signin, logout log-off signout
lossy, lossless
synchronous sync, asynchronous async
mutable, immutable
static, dynamic
input, output
client, server
vertical, horizontal
parallel, serial
lenient, strict
prefix, suffix
import, export
deposit, withdraw withdrawal
credit, debit
asset, liability
landlord, tenant
employer, employee
buyer, seller
guilty, innocent
plaintiff, defendant
criminal, civil
adult, child pediatric infant kid
dark, light bright
day, night
kind nice friendly, mean cruel rude hostile
polite courteous, rude impolite
humble modest, arrogant proud
brave courageous, cowardly afraid
patient, impatient
honest, dishonest
loyal faithful, disloyal unfaithful
lazy, hardworking diligent active
calm relaxed, anxious nervous angry agitated
optimistic hopeful, pessimistic hopeless
introvert introverted shy, extrovert extroverted outgoing
smart intelligent clever wise, stupid dumb foolish
beautiful pretty attractive handsome, ugly unattractive
confident secure, insecure
conservative, liberal progressive
religious, secular atheist
interesting, boring
famous, unknown
popular, unpopular
active, inactive passive
mature, immature childish
visible, invisible
specific, vague
defensive, offensive
careful cautious, careless reckless
generous, selfish greedy stingy
sober, drunk
thankful grateful, ungrateful
useful, useless
necessary, unnecessary
possible, impossible
available, unavailable
known, unknown
responsible, irresponsible
reasonable rational logical, unreasonable irrational illogical
normal regular usual, abnormal irregular unusual strange
important significant, unimportant insignificant
innocent, guilty
win victory, defeat loss
attack, defend
support, oppose
majority, minority
gain, lose
an ein einschalten, aus ausschalten
öffnen, schließen
kaufen, verkaufen
größer groß, kleiner klein
gut besser, schlecht schlechter
encender activar, apagar desactivar
abrir, cerrar
comprar, vender
mejor bueno buena, peor malo mala
aumentar, reducir disminuir
activer allumer, désactiver éteindre
ouvrir, fermer
acheter, vendre
meilleur bon, pire mauvais
augmenter, réduire diminuer
`;

/** The opposites of a word. */
export const antonyms: ReadonlyMap<string, ReadonlySet<string>> = buildAntonyms();

function buildAntonyms(): Map<string, Set<string>> {
  const opposites = new Map<string, Set<string>>();
  const add = (word: string, opposite: string) =>
    opposites.set(word, (opposites.get(word) ?? new Set()).add(opposite));
  for (const [left = '', right = ''] of lines(ANTONYMS)) {
    for (const a of left.split(' ')) {
      for (const b of right.split(' ')) {
        add(a, b);
        add(b, a);
      }
    }
  }
  return opposites;
}
