import { lines } from './lines.js';
import { OPPOSITE_DEGREES } from './opposites-degrees.js';
import { FURTHER_OPPOSITES } from './opposites-further.js';
import { ROMANCE_OPPOSITES } from './opposites-romance.js';

/**
 * Opposites by language, as beginnings of words: "откры" stands for открыть, открою, открывается. A tilde at the end of a
 * beginning lets any ending follow; without it the word stands as it is. The two sides of a line are parted by a comma.
 */
const OPPOSITES = `
convex~ konvex~ convexo~, concave~ konkav~ cóncav~
numerator~ zähler, denominator~ nenner
latitude~ latitud breitengrad~, longitude~ longitud längengrad~
anode~ ánodo, cathode~ kathode~ cátodo
stalactite~ stalaktit~ estalactita~, stalagmite~ stalagmit~ estalagmita~
systolic systolisch~ sistólic~ systolique~, diastolic diastolisch~ diastólic~ diastolique~
plaintiff~ kläger~ demandante~, defendant~ beklagte~ demandad~
genotype~ genotyp~, phenotype~ phänotyp~ fenotip~
mitosis mitose~, meiosis meiose~
sine sinus seno, cosine cosinus kosinus coseno
artery arteries arterie~ arteria~ artère~, vein veins vene~ vena~ veine~
centripetal~ zentripetal~, centrifugal~ zentrifugal~
prokaryot~ procariot~, eukaryot~ eucariot~
monocot~, dicot~
stationary, stationery
lengthen~, shorten~
tighten~, loosen~
fold~, unfold~
strengthen~, weaken~
widen~, narrow~
soften~, harden~
brighten~, darken~ dim dims dimmed dimming
thicken~, thin thins thinned thinning
fill fills filled filling, drain~ empty empties emptied
absorb~, release~ emit~
charg~, drain~ discharg~
inhal~, exhal~
ascend~ ascent~, descend~ descent~
immigrat~, emigrat~
promot~, demot~
includ~, exclud~
major~, minor~
senior~, junior~
superior~, inferior~
inductive, deductive
lender~, borrower~
predator~, prey
supply supplies, demand~
singular, plural
inbound, outbound
incoming, outgoing
upper, lower
upstream, downstream
sunrise, sunset
dawn, dusk
peak~, trough~
mentor~, mentee~
mean, median mode
push~, pop pops popped popping
lock~, unlock~
subscrib~, unsubscrib~
plug~, unplug~
wind~, unwind~
load~, unload~
an ein einschalt~ anschalt~ einzuschalten, aus ausschalt~ abschalt~ auszuschalten
auf öffn~ aufmach~ geöffnet~, zu schließ~ zumach~ geschlossen~
kauf~ ankauf~ gekauft, verkauf~
größ~ groß~, klein~
gut~ besser~ best~, schlecht~ schlimm~
hoch höher~ höchst~ hohe~, niedrig~ tief~
lang~ läng~, kurz~ kürz~
schnell~, langsam~
heiß~ warm~, kalt~ kühl~
stark~ stärk~, schwach~ schwäch~
leicht~ einfach~, schwer~ schwierig~
billig~ günstig~, teuer~ teur~
neu~, alt~
mehr, weniger
meist~, wenigst~
viel~, wenig~
erhöh~ steiger~ vergrößer~, senk~ verringer~ verkleiner~ reduzier~
zunehm~ zunahm~ zugenommen, abnehm~ abnahm~ abgenommen
vor vorher, nach nachher
erst~, letzt~
links, rechts
oben, unten
innen, außen
nördlich~ nord~, südlich~ süd~
östlich~ ost~, westlich~ west~
start~ anfang~ beginn~, stopp~ end~ beend~
füg~ hinzufüg~, entfern~ lösch~
erlaub~ gestatt~, verbiet~ verbot~
installier~, deinstallier~
aktivier~, deaktivier~
anmeld~ einlogg~, abmeld~ auslogg~
verschlüssel~, entschlüssel~
import~, export~
gewinn~ gewonnen, verlier~ verloren
leih~ ausleih~ borg~, verleih~
sperr~, entsperr~
abonnier~, abbestell~ kündig~
ja, nein
lad~ auflad~, entlad~
legal~, illegal~
öffentlich~, privat~
maximal~ maximum, minimal~ minimum
ankomm~ ankunft~, abfahr~ abreis~
senden schick~ versend~, empfang~ erhalt~
männlich~, weiblich~
sommer~, winter~
откры~ открой~, закры~ закрой~
включ~, выключ~ отключ~
купить куп~ покуп~, прода~
больш~ увелич~, меньш~ маленьк~ уменьш~
лучш~ хорош~, худш~ плох~
выше высок~, ниже низк~
длинн~ удлин~, коротк~ укор~ укорач~
быстр~, медленн~
горяч~ тепл~ тёпл~ нагре~, холодн~ охла~
сильн~ усил~, слаб~ ослаб~
лёгк~ легк~ прост~, сложн~ трудн~ тяжёл~ тяжел~
дешев~ дешёв~, дорог~ дорож~
нов~, стар~
до, после
перв~, последн~
лев~ слева налево, прав~ справа направо
север~, юж~ юг~
восто~, запад~
повыс~ повыш~ поднять подня~ подним~, пониз~ пониж~ сниз~ сниж~ опуст~
нача~ начин~ запуст~ запуск~, законч~ заканч~ останов~ остано~
добав~, удал~ убра~
разреш~, запре~ запрещ~
установ~, удал~
выигр~ побед~, проигр~
вход~ войти войд~, выход~ выйти выйд~
отправ~ послать, получ~
закреп~ затян~, откреп~ ослаб~
заблокир~, разблокир~
подключ~, отключ~
зашифр~, расшифр~
приехать прибы~ приез~, уехать отбы~ отправля~
много больше, мало меньше
otw~ otwórz~, zamkn~ zamyk~
włącz~, wyłącz~
kup~, sprzeda~
duż~ większ~, mał~ mniejsz~
dobr~ lepsz~, zł~ gorsz~
wysok~, nisk~
szybk~, woln~
gorąc~ ciepł~, zimn~
łatw~, trudn~
tani~, drog~
now~, star~
przed, po
pierwsz~, ostatni~
zwiększ~ podno~ podnie~ podwyższ~, zmniejsz~ obniż~
doda~, usuń~ usun~
zainstal~, odinstal~
zablok~, odblok~
zaloguj~, wyloguj~
wysła~ wysyła~, odebra~ odbier~
aç~, kapat~ kapan~
satın al~, sat~
artır~ yükselt~, azalt~ düşür~
büyük~, küçük~
iyi~, kötü~
hızlı~, yavaş~
sıcak~, soğuk~
önce, sonra
ekle~, sil~ kaldır~
yükle~, indir~ kaldır~
öppna~, stäng~
köp~, sälj~
starta~, stoppa~ avsluta~
`;

/** A line's number, from 1 on, and its sign the side of it: right is negative. */
export type Side = number;

interface Words {
  readonly whole: Map<string, Side[]>;
  readonly beginnings: Map<string, Side[]>;
}

const LETTERS = /^\p{L}*$/u;

/** The sides on which a word stands. Texts that want the same answer never have one of each side of a line. */
export function sidesOfWord(word: string): readonly Side[] {
  const sides = [...(WORDS.whole.get(word) ?? [])];
  for (let length = 1; length <= Math.min(word.length, LONGEST); length += 1) {
    const begun = WORDS.beginnings.get(word.slice(0, length));
    if (begun && LETTERS.test(word.slice(length))) sides.push(...begun);
  }
  return sides;
}

function readWords(): Words {
  const words: Words = { whole: new Map(), beginnings: new Map() };
  const opposites = lines(OPPOSITES + OPPOSITE_DEGREES + ROMANCE_OPPOSITES + FURTHER_OPPOSITES);
  for (const [index, [left = '', right = '']] of opposites.entries()) {
    addSide(words, left, index + 1);
    addSide(words, right, -index - 1);
  }
  return words;
}

function addSide({ whole, beginnings }: Words, entries: string, side: Side): void {
  for (const entry of entries.split(' ').filter(Boolean)) {
    const [map, key] = entry.endsWith('~') ? [beginnings, entry.slice(0, -1)] : [whole, entry];
    map.set(key, [...(map.get(key) ?? []), side]);
  }
}

const WORDS = readWords();
const LONGEST = Math.max(...Array.from(WORDS.beginnings.keys(), ({ length }) => length));
