/**
 * Opposite degrees of what can be compared ("older than", "the cheapest"), in the form of `opposites.ts`, of languages that have
 * a form of the word for them: English; German and Dutch; Swedish, Danish and Norwegian; Russian, Ukrainian, Polish, Czech and
 * Slovak; Finnish, Hungarian and Greek; what Romance languages keep of them; Croatian, Serbian and Slovenian; Latvian,
 * Lithuanian and Estonian. Then the words that others say "more" to: Turkish, Hebrew, Vietnamese, Indonesian, Romanian, Bulgarian.
 */
export const OPPOSITE_DEGREES = `
bigger biggest larger largest greater greatest, smaller smallest lesser less fewer tinier tiniest
taller tallest longer longest, shorter shortest
higher highest, lower lowest
wider widest broader broadest, narrower narrowest
thicker thickest fatter fattest, thinner thinnest slimmer slimmest
heavier heaviest, lighter lightest
darker darkest dimmer dimmest, lighter lightest brighter brightest
deeper deepest, shallower shallowest
faster fastest quicker quickest, slower slowest
hotter hottest warmer warmest, colder coldest cooler coolest
wetter wettest, drier driest dryer
harder hardest tougher toughest, easier easiest softer softest simpler simplest
stronger strongest, weaker weakest
louder loudest, quieter quietest softer softest
better best, worse worst
safer safest, riskier riskiest
happier happiest, sadder saddest
richer richest wealthier wealthiest, poorer poorest
cheaper cheapest, dearer dearest pricier priciest costlier costliest
cleaner cleanest, dirtier dirtiest
newer newest younger youngest, older oldest elder eldest
earlier earliest sooner soonest, later latest
nearer nearest closer closest, farther farthest further furthest
smarter smartest cleverer, dumber dumbest
größer~ größt~ groter grootste, kleiner~ kleinst~
länger~ längste~ langer langste, kürzer~ kürzest~ korter kortste
höher~ höchste höchsten höchster hoger hoogste, niedriger~ niedrigst~ lager laagste
schneller~ schnellst~ sneller snelste, langsamer~ langsamst~ langzamer langzaamste trager traagste
älter~ ältest~ ouder oudste, jünger~ jüngst~ neuer~ neuest~ jonger jongste nieuwer nieuwste
wärmer~ wärmst~ heißer~ warmer warmste heter heetste, kälter~ kältest~ kouder koudste
teurer~ teuerst~ duurder duurste, billiger~ billigst~ günstiger~ goedkoper goedkoopste
schwerer~ schwerst~ zwaarder zwaarste, leichter~ leichtest~ lichter lichtste
stärker~ stärkst~ sterker sterkste, schwächer~ schwächst~ zwakker zwakste
besser~ beter, schlechter~ schlechtest~ schlimmer~ slechter slechtste
früher~ frühest~ eerder, später~ spätest~ later laatste
breiter~ breitest~ breder breedste, schmaler~ schmäler~ enger~ smaller smalste
dicker~ dickst~ dikker dikste, dünner~ dünnst~ dunner dunste
tiefer~ tiefst~ dieper diepste, flacher~ flachst~ ondieper
heller~ hellst~, dunkler~ dunkelst~
lauter~ lautest~ luider, leiser~ leisest~ zachter
reicher~ reichst~ rijker rijkste, ärmer~ ärmst~ armer armste
härter~ härtest~, weicher~ weichst~
större störst~ større størst~, mindre minst~
längre längst~ længere længst~ lengre lengst~, kortare kortast~ kortere kortest~
högre högst~ højere højest~ høyere høyest~, lägre lägst~ lavere lavest~
snabbare snabbast~ hurtigere hurtigst~ raskere raskest~, långsammare långsammast~ langsommere langsomst~
äldre äldst~ ældre ældst~ eldre eldst~, yngre yngst~ nyare nyast~ nyere nyest~
varmare varmast~ varmere varmest~, kallare kallast~ koldere koldest~ kaldere kaldest~
dyrare dyrast~ dyrere dyrest~, billigare billigast~ billigere billigst~
tyngre tyngst~ tungere tungest~, lättare lättast~ lettere lettest~
bättre bäst~ bedre bedst~, sämre sämst~ värre värst~ dårligere dårligst~ verre
tidigare tidigast~ tidligere tidligst~, senare senast~ senere senest~
bredare bredast~, smalare smalast~
tjockare, tunnare
выше высочайш~, ниже
старше старейш~, младше моложе новее
дороже, дешевле
быстрее быстрей, медленнее медленней
раньше, позже позднее
длиннее, короче
теплее жарче, холоднее
тяжелее, легче
сильнее, слабее
лучше лучш~, хуже худш~
толще, тоньше
глубже, мельче
громче, тише
ярче светлее, темнее
ближе, дальше
крупнее крупнейш~, мельче мельчайш~
вище вищ~ найвищ~, нижче нижч~ найнижч~
старш~ найстарш~, молодш~ наймолодш~ новіш~ найновіш~
дорожч~ найдорожч~, дешевш~ найдешевш~
швидш~ швидше найшвидш~, повільніш~ найповільніш~
раніш~, пізніш~
довш~ найдовш~, коротш~ найкоротш~
тепліш~, холодніш~
важч~ найважч~, легш~ найлегш~
кращ~ краще найкращ~, гірш~ гірше найгірш~
wyższ~ najwyższ~, niższ~ najniższ~
starsz~ najstarsz~, młodsz~ najmłodsz~ nowsz~ najnowsz~
droższ~ najdroższ~, tańsz~ najtańsz~
szybsz~ szybciej najszybsz~, wolniejsz~ wolniej najwolniejsz~
wcześniej~ najwcześniej~, później~ najpóźniej~
dłuższ~ dłużej najdłuższ~, krótsz~ krócej najkrótsz~
cieplejsz~ najcieplejsz~, zimniejsz~ najzimniejsz~ chłodniejsz~
cięższ~ najcięższ~, lżejsz~ najlżejsz~
lepsz~ lepiej najlepsz~, gorsz~ gorzej najgorsz~
największ~, najmniejsz~
silniejsz~ najsilniejsz~, słabsz~ najsłabsz~
větš~ největš~ väčš~ najväčš~, menš~ nejmenš~ najmenš~
vyšš~ nejvyšš~ najvyšš~, nižš~ nejnižš~ najnižš~
starš~ nejstarš~ najstarš~, mladš~ nejmladš~ najmladš~ novějš~ nejnovějš~ novš~ najnovš~
dražš~ nejdražš~ drahš~ najdrahš~, levnějš~ nejlevnějš~ lacnejš~ najlacnejš~
rychlejš~ rychleji nejrychlejš~ rýchlejš~, pomalejš~ pomaleji nejpomalejš~
dříve dřív skôr, později neskôr
delš~ nejdelš~ dlhš~ najdlhš~, kratš~ nejkratš~ najkratš~
teplejš~ nejteplejš~, chladnějš~ studenějš~ chladnejš~
těžš~ nejtěžš~ ťažš~, lehčí ľahš~
lepš~ nejlepš~ lépe najlepš~ lepšie, horš~ nejhorš~ hůře najhorš~ horšie
suurem~ suurin suurim~ isom~ isoin isoim~, pienem~ pienin pienim~
pidem~ pitem~ pisin pisim~, lyhyem~ lyhin lyhim~
korkeam~ korkein korkeim~, matalam~ matalin matalim~
nopeam~ nopein nopeim~, hitaam~ hitain hitaim~
vanhem~ vanhin vanhim~, nuorem~ nuorin nuorim~ uudem~ uusin uusim~
lämpim~, kylmem~ kylmin kylmim~
kalliim~ kallein kalleim~, halvem~ halvin halvim~
parem~ paras parha~, huonom~ huonoin huonoim~
painavam~ raskaam~, kevyem~ kevein
nagyobb~ legnagyobb~, kisebb~ legkisebb~
hosszabb~ leghosszabb~, rövidebb~ legrövidebb~
magasabb~ legmagasabb~, alacsonyabb~ legalacsonyabb~
gyorsabb~ leggyorsabb~, lassabb~ leglassabb~
idősebb~ öregebb~ régebbi~ legidősebb~ legrégebbi~, fiatalabb~ újabb~ legfiatalabb~ legújabb~
drágább~ legdrágább~, olcsóbb~ legolcsóbb~
jobb~ legjobb~, rosszabb~ legrosszabb~
nehezebb~ legnehezebb~, könnyebb~ legkönnyebb~
melegebb~ legmelegebb~, hidegebb~ leghidegebb~
korábbi~ korábban legkorábbi~, későbbi~ később legkésőbbi~
μεγαλύτερ~, μικρότερ~
παλαιότερ~ παλιότερ~, νεότερ~
ακριβότερ~, φθηνότερ~ φτηνότερ~
ταχύτερ~ γρηγορότερ~, βραδύτερ~
υψηλότερ~ ψηλότερ~, χαμηλότερ~
καλύτερ~, χειρότερ~
mayor mayores maior maiores maggior~, menor menores minor minore minori
mejor mejores melhor melhores miglior~ meglio, peor peores pior piores peggior~ peggio
meilleur~ mieux, pire pires pis
superior~ supérieur~, inferior~ inférieur~
veći~ veća veće najveć~ večj~ največj~, manji~ manja manje najmanj~ manjš~
brž~ najbrž~ hitrejš~, sporij~ najsporij~ počasnejš~
starij~ najstarij~ starejš~, mlađ~ najmlađ~ novij~ najnovij~ mlajš~ novejš~
jeftinij~ najjeftinij~ cenejš~, skuplj~ najskuplj~ dražj~
viši~ viša više najviš~ višj~, niži~ niža niže najniž~ nižj~
duži~ duža duže najduž~ daljš~, krać~ najkrać~ krajš~
lielāk~ vislielāk~, mazāk~ vismazāk~
ātrāk~, lēnāk~
vecāk~, jaunāk~
lētāk~, dārgāk~
garāk~, īsāk~
augstāk~, zemāk~
labāk~, sliktāk~
didesn~ didžiaus~, mažesn~ mažiaus~
greitesn~ greičiau~, lėtesn~ lėčiau~
senesn~ seniaus~, jaunesn~ naujesn~ jauniaus~ naujaus~
pigesn~ pigiaus~, brangesn~ brangiaus~
ilgesn~ ilgiaus~, trumpesn~ trumpiaus~
aukštesn~ aukščiaus~, žemesn~ žemiaus~
suurem~ suurim~, väiksem~ väikseim~
kiirem~ kiireim~, aeglasem~ aeglaseim~
vanem~ vanim~, noorem~ noorim~ uuem~ uusim~
odavam~ odavaim~, kallim~ kalleim~
pikem~ pikim~, lühem~ lühim~
kõrgem~ kõrgeim~, madalam~ madalaim~
ucuz~, pahalı~
eski~ yaşlı~, yeni~ genç~
uzun~, kısa~
yüksek~, alçak~ düşük~
גדול~, קטן קטנה קטנים קטנות
יקר~, זול~
מהיר~, איטי~
זקן זקנה זקנים ישן ישנה ישנים, צעיר~ חדש~
גבוה~, נמוך נמוכה נמוכים
ארוך ארוכה ארוכים, קצר~
đắt, rẻ
cũ già, mới trẻ
nhanh, chậm
dài, ngắn
mahal termahal, murah termurah
cepat tercepat, lambat terlambat
tua tertua lama, muda termuda baru terbaru
panjang terpanjang, pendek terpendek
ieftin~, scump~
vechi veche, nou nouă noi
rapid~, lent~
lung lungă lungi, scurt~
înalt~, scund~
голям~, малък малк~
евтин~, скъп~
стар стара старо стари, млад млада младо млади нов нова ново нови
бърз~, бавен бавн~
висок~, нисък ниск~
дълг~ дълъг, къс къса късо къси
`;
