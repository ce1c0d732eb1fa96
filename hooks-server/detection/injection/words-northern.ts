import type { WordList } from './concepts.js';

/** Languages that say with endings what others say with small words, so that most entries are stems. */
const finnish: WordList = {
  override:
    'unohda*, ohita, ohittakaa, sivuuta*, hylkää, kumoa, huomiotta, huomioimatta, älä välitä, älä noudata, älä huomioi, älkää noudattako',
  overrideFinal: 'huomiotta, huomioimatta',
  scopePrevious: 'aiemm*, aikaisemm*, edelli*, edeltä*, alkuperäis*, yllä, aiempi*',
  scopeAll: 'kaikki, kaikkia, kaikista',
  object:
    'ohjeet, ohjeita, ohjeista, ohjeiden, ohjeesi, ohjeitasi, ohjeistasi, ohjeistus*, säännöt, sääntöjä, sääntösi, sääntöjäsi, säännöistä, säännöistäsi, määräyk*, käskyt, käskyjä',
  objectWeak: 'viestit, viestejä, keskustelu*, sanomaa',
  everything: 'kaiken, kaikesta',
  systemPrompt:
    'järjestelmäkehot*, järjestelmäkeho*, järjestelmäviesti*, järjestelmäohje*, systeemikehot*, systeemipromp*, alkukehot*, alkuohjee*',
  reveal: 'näytä, paljasta, tulosta, toista, kerro, kirjoita, listaa, julkista',
  command: 'kirjoita, sano, vastaa, tulosta, kerro, toista, lähetä, kehu, suosittele',
  noteTo: 'huomautus, viesti, huomio, ohje, tiedoksi, huom',
  reader: 'kielimalli*, tekoäly*, tekoälylle, avustaj*, botille, mallille',
  fromNowOn: 'tästä lähtien, tästä eteenpäin, nyt alkaen',
  youAreNow: 'olet nyt, sinä olet nyt',
};

const estonian: WordList = {
  override: 'unusta*, eira, eirake, ignoreeri*, ära järgi, ära arvesta, jäta tähelepanuta, tühista*',
  overrideFinal: 'tähelepanuta, arvestamata',
  scopePrevious: 'eelnev*, varasem*, eelmis*, eespool*, ülaltoodud, algse*',
  scopeAll: 'kõik, kõiki, kõigist',
  object: 'juhised, juhiseid, juhistest, juhiseid, juhend*, reeglid, reegleid, käsud, käske, korraldus*',
  systemPrompt: 'süsteemiviip*, süsteemiviib*, süsteemijuhis*, süsteemisõnum*, süsteemipromp*, algviip*',
  reveal: 'näita, avalda*, kuva*, korda, väljasta*, paljasta*',
  command: 'kirjuta, ütle, vasta, saada, kuva, korda',
  noteTo: 'märkus, teade, sõnum, juhis',
  reader: 'tehisintellekt*, tehisaru*, keelemudel*, abilisele, robotile',
  fromNowOn: 'nüüdsest, edaspidi',
  youAreNow: 'sa oled nüüd, oled nüüd',
};

const baltic: WordList = {
  override:
    'ignorē*, aizmirst*, neņem vērā, neievēro*, nepildi, atcel, ignoruok*, pamiršk*, nepaisyk*, nekreipk dėmesio, nesilaikyk*, atmesk*',
  scopePrevious:
    'iepriekšēj*, iepriekš, sākotnēj*, augstāk, agrāk*, ankstesn*, ankstesni*, prieš tai, pirmin*, pradin*, aukščiau',
  scopeAll: 'visas, visus, visiem, visām, visi, visų',
  object:
    'instrukcijas, instrukcijām, norādījum*, noteikum*, norādes, pavēles, instrukcij*, nurodym*, taisykl*, komandas',
  systemPrompt:
    'sistēmas uzved*, sistēmas norādījum*, sistēmas instrukcij*, sistēmas ziņojum*, sākotnējo uzvedni, sistemos instrukcij*, sistemos nurodym*, sistemos užklaus*, sistemos pranešim*, sisteminę užklausą, sistemos raginim*',
  scopeYour: 'savu, savas, savus, tavas, tavus, savo, tavo',
  reveal: 'parādi, atklāj, izdrukā, atkārto, izvadi, parodyk*, atskleisk*, išvesk*, pakartok*, išspausdink*',
  command: 'atbildi, raksti, uzraksti, saki, nosūti, parašyk*, atsakyk*, sakyk*, rašyk*, išsiųsk*',
  noteTo: 'piezīme, ziņa, norādījums, pastaba, žinutė, pranešimas, nurodymas',
  reader:
    'mākslīgajam intelektam, mākslīgais intelekts, valodas modelim, valodas modelis, asistentam, dirbtiniam intelektui, dirbtinis intelektas, kalbos modeliui, kalbos modelis, asistentui',
  fromNowOn: 'no šī brīža, turpmāk, nuo šiol, nuo dabar',
  youAreNow: 'tu tagad esi, tagad tu esi, dabar tu esi, dabar esi, tu dabar esi',
};

const hungarian: WordList = {
  override:
    'felejts*, felejtse*, felejtsd, figyelmen kívül, mellőzd*, hagyd el, töröld, ne kövesd, ne vedd figyelembe',
  scopePrevious: 'előző*, korábbi*, eddigi*, fenti*, eredeti*, megelőző*',
  scopeAll: 'összes, minden, valamennyi',
  object: 'utasítás*, szabály*, parancs*, irányelv*',
  systemPrompt: 'rendszerutasítás*, rendszerprompt*, rendszerüzenet*, rendszer promptot, kezdő prompt*',
  reveal: 'mutasd, írd ki, áruld el, ismételd, sorold',
  command: 'mondd, írd, válaszolj, ismételd, küldd',
  noteTo: 'megjegyzés, üzenet, utasítás, figyelem',
  reader: 'nyelvi modell*, mesterséges intelligenci*, mi asszisztens*, ai asszisztens*, asszisztensnek',
  fromNowOn: 'mostantól, ezentúl',
  youAreNow: 'te most, mostantól te',
};

const nordic: WordList = {
  override:
    'strunta i, bryt mot, se bort fra, se bort ifrån, se bort från, overse, tilsidesæt, tilsidesett, gleymdu, hunsaðu, virtu að vettugi, slepptu, ignorér, ignorera',
  scopePrevious:
    'foregående, ovenstående, ovanstående, ovenfor, ovanför, fyrri, fyrrverandi, ofangreind*, upprunaleg*, opprinnelige, ursprungliga, oprindelige, forudgående',
  scopeAll: 'samtlige, samtliga, öllum, allar, öll, allt',
  object:
    'instruktionerne, instruktionerna, instruksjonene, instruks, anvisningar, anvisninger, regler, reglerne, reglerna, reglene, fyrirmæl*, leiðbeining*, reglum, reglur',
  systemPrompt:
    'systemmeddelande*, systemprompt*, systembesked*, systemmelding*, systeminstruktion*, systeminstruks*, kerfisfyrirmæl*, kerfisskilaboð*, kerfiskvaðning*',
  scopeYour: 'dine, dina, ditt, þín, þínum, þínar',
  reveal: 'skriv ut, gjenta, gentag, upprepa, avslöja, afslør, avslør, sýndu, birtu, endurtaktu, vis',
  command: 'svara, skriv, skrifaðu, segðu, svaraðu, sendu',
  noteTo:
    'besked til, merknad til, melding til, notera till, notis till, anmärkning till, bemærkning til, note til, athugasemd til, skilaboð til, instruktion till, instruks til',
  reader:
    'språkmodell*, sprogmodel*, ki assistenten, ai assistenten, ai assistent, ki assistent, kunstig intelligens, gervigreind*, mállíkan*',
  fromNowOn: 'fra nu af, från och med nu, fra nå av, héðan í frá',
  youAreNow: 'du er nå, du er nu, du är nu, þú ert núna',
};

const slovenian: WordList = {
  override: 'prezri, prezrite, pozabi na, pozabi, zanemari*, ne upoštevaj, zavrži',
  scopePrevious: 'prejšnj*, predhodn*, zgornj*, prvotn*, dosedanj*',
  scopeAll: 'vsa, vse, vseh, vsi',
  object: 'navodila, navodil, navodilih, pravila, pravil, ukaze, ukazov',
  systemPrompt:
    'sistemski poziv*, sistemsk* navodila, sistemska navodila, sistemsko sporočilo, sistemski prompt',
  reveal: 'pokaži, razkrij, izpiši, ponovi',
  command: 'zapiši, napiši, odgovori, reci, izpiši',
  noteTo: 'opomba za, sporočilo za, navodilo za',
  reader: 'jezikovni model*, umetno inteligenco, umetna inteligenca, pomočnik*',
};

/** Languages of the north and of the middle of Europe beside the larger ones. */
export const northern: readonly WordList[] = [finnish, estonian, baltic, hungarian, nordic, slovenian];
