/** Opposites of Spanish, French, Italian, Portuguese and Dutch, in the form of `opposites.ts`. */
export const ROMANCE_OPPOSITES = `
abr~ abier~, cerr~ cierr~
encend~ enciend~ activ~, apag~ desactiv~
sub~ aument~ increment~, baj~ disminu~ reduc~ reduz~
compr~, vend~
mejor~ buen~, peor~ mal~
más, menos
mayor~ grande~, menor~ pequeñ~
alto alta altos altas, bajo baja bajos bajas
largo larga largos largas, corto corta cortos cortas
rápid~, lent~
caliente~ calor, frí~
fuerte~, débil~
fácil~, difícil~
barat~, car~
nuev~, viej~ antigu~
antes, después
primer~, últim~
izquierd~, derech~
arriba, abajo
dentro, fuera
norte, sur
este, oeste
empez~ empiez~ comenz~ comienz~ inici~, termin~ acab~ deten~ par~
añad~ agreg~, elimin~ quit~ borr~
permit~, prohib~
instal~, desinstal~
gan~, perd~ pierd~
entr~, sal~
import~, export~
enviar envi~, recib~
llen~, vací~
suscrib~, cancel~
prest~ presta, pid~ pedir
carg~, descarg~
ouvr~ ouvert~, ferm~
allum~ activ~, étein~ étei~ désactiv~
mont~ augment~, baiss~ diminu~ rédui~
achet~ achèt~, vend~
meilleur~ bon~ mieux, pire mauvais~ pis
plus, moins
grand~, petit~
haut~, bas basse~
long~, court~
rapide~ vite, lent~
chaud~, froid~
fort~, faible~
facile~, difficile~
nouveau nouvel~ nouveaux, ancien~ vieux vieille~
avant, après
premi~, derni~
gauche, droite
nord, sud
commenc~ démarr~ lanc~, arrêt~ termin~ fini~
ajout~, supprim~ enlev~ retir~
permett~ permis~ autoris~, interdi~ interdire~
install~, désinstall~
gagn~, perd~
entr~, sort~
envoy~, reçoi~ recev~ reçu~
connect~, déconnect~
verrouill~, déverrouill~
gonfl~, dégonfl~
allong~ rallong~, raccourc~
charg~, décharg~
apr~ apert~, chiud~ chius~
accend~ acces~ attiv~, spegn~ speng~ spent~ disattiv~
alz~ aument~, abbass~ diminu~ ridu~
compr~ acquist~, vend~
miglior~ buon~, peggior~ cattiv~
più, meno
grande~ grandi, piccol~
alt~, bass~
lung~, cort~
veloc~, lent~
cald~, fredd~
fort~, debol~
facil~, difficil~
nuov~, vecchi~
prima, dopo
sinistra, destra
nord, sud
inizi~ avvi~, ferm~ termin~ finisc~
aggiung~, rimuov~ elimin~ togl~
permett~, viet~
install~, disinstall~
vinc~ vint~, perd~ pers~
entr~, esc~ usc~
invi~ spedi~, ricev~
blocc~, sblocc~
connett~ colleg~, disconnett~ scolleg~
abr~ abert~, fech~
lig~ acend~ ativ~, deslig~ apag~ desativ~
aument~ sub~, diminu~ reduz~ baix~
melhor~ bom boa bons boas, pior~ mau má ruim
mais, menos
maior~ grande~, menor~ pequen~
quente~, fri~
fort~, frac~
fácil fáceis, difícil difíceis
barat~, car~
nov~, velh~ antig~
antes, depois
primeir~, últim~
esquerda, direita
começ~ inici~, termin~ acab~ par~
adicion~ acrescent~, remov~ elimin~ apag~ exclu~
ganh~ venc~, perd~
entr~, sa~ saí~
envi~ mand~, receb~
bloque~, desbloque~
conect~, desconect~
aan inschakel~ aanzet~, uit uitschakel~ uitzet~ uitdoen
open~ geopend, sluit~ dicht gesloten
koop~ kop~ gekocht, verkoop~ verkop~ verkocht
groot~ grot~, klein~
goed~ beter~ best~, slecht~
meer, minder
hoog~ hog~, laag~ lag~
lang~, kort~
snel~, langzaam~ traag~
warm~ heet~, koud~
sterk~, zwak~
makkelijk~ gemakkelijk~, moeilijk~
goedkoop~, duur~ dure~
nieuw~, oud~
voor, na
eerst~, laatst~
links, rechts
boven, onder beneden
noord~, zuid~
verhoog~ verhog~, verlaag~ verlag~
begin~ start~, eindig~ stop~
toevoeg~ voeg~, verwijder~
toegestaan toestaan, verboden verbied~
installeer~ installer~, deïnstalleer~ deïnstaller~
win~ gewonnen, verlie~ verlo~
vergrendel~, ontgrendel~
stuur~ sturen verzend~, ontvang~
aanmeld~ inlogg~, afmeld~ uitlogg~
`;
