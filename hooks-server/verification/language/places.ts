import { lines } from './lines.js';

/** Names of one line belong to the same country: country, short forms, people and language. */
const COUNTRIES = `
afghanistan, afghan
albania, albanian
algeria, algerian
angola, angolan
argentina, argentinian, argentine
armenia, armenian
australia, australian, aussie
austria, austrian
azerbaijan, azerbaijani
bahrain, bahraini
bangladesh, bangladeshi
belarus, belarusian
belgium, belgian
benin
bhutan, bhutanese
bolivia, bolivian
bosnia, bosnian
botswana
brazil, brazilian, brasil
brunei
bulgaria, bulgarian
burkina faso
burundi
cambodia, cambodian
cameroon, cameroonian
canada, canadian
chad
chile, chilean
china, chinese, prc
colombia, colombian
congo, congolese
costa rica, costa rican
croatia, croatian
cuba, cuban
cyprus, cypriot
czechia, czech, czech republic
denmark, danish, dane, danes
djibouti
dominican republic
ecuador, ecuadorian
egypt, egyptian
el salvador, salvadoran
eritrea
estonia, estonian
ethiopia, ethiopian
fiji, fijian
finland, finnish, finn
france, french, frankreich, francia
gabon
gambia
georgia, georgian
germany, german, deutschland, alemania, allemagne, deutsch
ghana, ghanaian
greece, greek
greenland
guatemala, guatemalan
guinea
guyana
haiti, haitian
honduras, honduran
hong kong
hungary, hungarian
iceland, icelandic
india, indian, bharat
indonesia, indonesian
iran, iranian, persia, persian
iraq, iraqi
ireland, irish
israel, israeli
italy, italian, italia, italien
ivory coast
jamaica, jamaican
japan, japanese
jordan, jordanian
kazakhstan, kazakh
kenya, kenyan
korea, korean
south korea, south korean
north korea, north korean
kosovo
kuwait, kuwaiti
kyrgyzstan
laos
latvia, latvian
lebanon, lebanese
liberia, liberian
libya, libyan
lithuania, lithuanian
luxembourg
macedonia, north macedonia
madagascar
malawi
malaysia, malaysian
maldives
mali
malta, maltese
mauritania
mauritius
mexico, mexican
moldova
monaco
mongolia, mongolian
montenegro
morocco, moroccan
mozambique
myanmar, burma, burmese
namibia
nepal, nepali, nepalese
netherlands, dutch, holland
new zealand, nz, kiwi
nicaragua
niger
nigeria, nigerian
norway, norwegian
oman, omani
pakistan, pakistani
palestine, palestinian
panama
paraguay
peru, peruvian
philippines, filipino, philippine
poland, polish, pole
portugal, portuguese
qatar, qatari
romania, romanian
russia, russian, russland
rwanda, rwandan
samoa
saudi arabia, saudi
senegal, senegalese
serbia, serbian
sierra leone
singapore, singaporean
slovakia, slovak
slovenia, slovenian
somalia, somali
south africa, south african
spain, spanish, españa, spanien, espagne
sri lanka, sri lankan
sudan, sudanese
sweden, swedish, swede
switzerland, swiss, schweiz
syria, syrian
taiwan, taiwanese
tajikistan
tanzania, tanzanian
thailand, thai
tibet, tibetan
timor
togo
tunisia, tunisian
turkey, turkish
turkmenistan
uganda, ugandan
ukraine, ukrainian
united arab emirates, uae, emirati
united kingdom, uk, u.k., britain, british, great britain
england, english
scotland, scottish
wales, welsh
united states, us, u.s., usa, u.s.a., america, american, united states of america
uruguay
uzbekistan
vatican
venezuela, venezuelan
vietnam, vietnamese
yemen, yemeni
zambia
zimbabwe
europe, european, eu, european union
asia, asian
africa, african
antarctica, antarctic
arctic
south america, south american
north america, north american
latin america, latino
middle east
scandinavia
`;

const CITIES = `
new york, nyc, new york city
los angeles
san francisco
chicago, houston, boston, seattle, philadelphia, detroit, dallas, austin, miami, atlanta, denver, phoenix, portland
las vegas
washington
toronto, montreal, vancouver, ottawa, calgary
london, manchester, liverpool, birmingham, edinburgh, glasgow, oxford, cambridge, dublin, belfast, cardiff
paris, lyon, marseille, nice, toulouse, bordeaux, berlin, munich, hamburg, frankfurt, cologne, stuttgart, vienna, zurich, geneva, basel, bern
rome, milan, naples, venice, florence, turin, madrid, barcelona, valencia, seville, lisbon, porto
amsterdam, rotterdam, brussels, antwerp, copenhagen, stockholm, oslo, helsinki, reykjavik, warsaw, krakow, prague, budapest, bucharest, sofia, athens, istanbul, ankara
moscow, kiev, kyiv, minsk, tokyo, osaka, kyoto, beijing, shanghai, shenzhen, guangzhou, seoul, busan, pyongyang, bangkok, hanoi, jakarta, manila
mumbai, delhi, bangalore, bengaluru, chennai, kolkata, hyderabad, pune, ahmedabad, jaipur, lucknow, kanpur, nagpur, indore, chandigarh, goa, kerala, punjab, gujarat, rajasthan, bihar, karnataka, maharashtra, kashmir, karachi, lahore, islamabad, dhaka, kathmandu, colombo
dubai, riyadh, doha, baghdad, tehran, kabul, damascus, jerusalem, cairo, nairobi, lagos, johannesburg, casablanca, accra
sydney, melbourne, brisbane, perth, adelaide, canberra, auckland, wellington
sao paulo
rio de janeiro
buenos aires
mexico city
lima, bogota, santiago, caracas, havana, quito
california, texas, florida, alaska, hawaii, nevada, arizona, colorado, oregon, ohio, michigan, illinois, pennsylvania, virginia, massachusetts, connecticut, maryland, minnesota, wisconsin, iowa, kansas, missouri, louisiana, tennessee, kentucky, alabama, mississippi, oklahoma, utah, idaho, montana, wyoming, nebraska, vermont, maine, delaware
ontario, quebec, alberta, bavaria, catalonia, siberia, tuscany
mercury, venus, mars, jupiter, saturn, uranus, neptune, pluto
`;

/** Name of a place -> one name for all its forms. */
export const places: ReadonlyMap<string, string> = new Map([
  ...lines(CITIES)
    .flatMap((names) =>
      names.includes('nyc') ? names.map((name) => [name, names[0]!]) : names.map((name) => [name, name]),
    )
    .map(([name, canonical]) => [name!, canonical!] as const),
  ...lines(COUNTRIES).flatMap((names) => names.map((name) => [name, names[0]!] as const)),
]);
