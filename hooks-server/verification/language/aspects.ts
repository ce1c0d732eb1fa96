import { wholeWords, type NamedPattern } from './named-patterns.js';

/** What question words ask for. "What" and "which" may ask for any of these, and are left out. */
export const askPatterns: readonly NamedPattern[] = [
  [
    'who',
    wholeWords(
      'who|whom|wer|wen|wem|quién|quiénes|qui|chi|quem|wie is|кто|кого|kto|kogo|kim',
      '谁|誰|누가|누구|कौन|किसने',
    ),
  ],
  [
    'when',
    wholeWords(
      '(?<!happens? )when|wann|cuándo|quand|quando|wanneer|когда|kiedy|ne zaman|متى',
      '什么时候|何时|什麼時候|いつ|언제|कब',
    ),
  ],
  [
    'where',
    wholeWords(
      'where|wo|woher|wohin|dónde|adónde|où|dove|onde|waar|где|куда|откуда|gdzie|nerede|nereye|أين',
      '哪里|哪裡|哪儿|どこ|(?<!팀은 |국은 )어디|कहाँ|कहां',
    ),
  ],
  [
    'why',
    wholeWords(
      'why|warum|wieso|weshalb|por qué|pourquoi|perché|por que|waarom|почему|зачем|dlaczego|neden|niçin|لماذا',
      '为什么|為什麼|为何|なぜ|どうして|왜|क्यों',
    ),
  ],
  [
    'how',
    wholeWords(
      'how(?! (?:many|much|long|old|far|come|about|often|tall|high|big|large|deep|fast|likely))|wie(?! (?:viele?|lang|lange|alt|hoch|groß|heißt|weit|oft|spät|is))|cómo|comment|hoe(?! (?:lang|oud|veel|hoog|groot|ver|vaak|laat))|как(?! (?:долго|часто))',
    ),
  ],
  [
    'how many',
    wholeWords(
      'how many|how much|wie ?viele?|cuánt[oa]s?|combien|quant[oiae]s?|hoeveel|сколько|ile|kaç|كم',
      '多少|いくら|いくつ|얼마|몇|कितन[ेाी]',
    ),
  ],
];

/** Pairs of these that never want the same answer, in alphabetical order. */
export const INCOMPATIBLE_ASKS: ReadonlySet<string> = new Set([
  'when where',
  'when who',
  'where who',
  'when why',
  'where why',
  'who why',
  'how many why',
  'how many who',
  'how when',
  'how where',
  'how who',
  'how why',
  'how many where',
]);

/** Sides of a topic, by words that name them. */
export const aspects: readonly NamedPattern[] = [
  // What a thing has: asked for one of these, nobody wants another.
  [
    'port',
    wholeWords(
      'default ports?|ports? (?:of|does|do|is|number)|(?:what|which) ports?|standardport|puerto|porta padrão',
    ),
  ],
  ['licence', wholeWords('licen[cs]e[sd]?|lizenz\\p{L}*|licencia|licença|licenza|licencja')],
  [
    'population',
    wholeWords(
      'population|how many people|inhabitants|einwohner\\p{L}*|bevölkerung|población|população|popolazione|ludność',
    ),
  ],
  ['language', wholeWords('languages?|sprachen?|idiomas?|langues?|língua|lingua|języki?')],
  ['dish', wholeWords('dish(?:es)?|cuisine|gericht|plato|plat|prato|piatto')],
  ['backup', wholeWords('back(?:ed|ing)? ?-?ups?|datensicherung')],
  [
    'meaning',
    wholeWords(
      'mean(?:s|ing)?|definition|defined?|stands? for|bedeutet|bedeutung|significa(?:do)?|signifi(?:e|cation)|betekent|betekenis|означает|значит|значение|znaczy',
    ),
  ],
  [
    'cause',
    wholeWords(
      'causes?|caused|reasons?|ursachen?|gründe|causas?|razones|raisons?|cause|motivi|oorza(?:ak|ken)|причин\\p{L}*|przyczyn\\p{L}*',
      '原因|원인|कारण|أسباب',
    ),
  ],
  [
    'treatment',
    wholeWords(
      'treat(?:ed|ment|ments|ing)?|cure[ds]?|remed(?:y|ies)|therap(?:y|ies)|behandlung\\p{L}*|behandelt|behandelt man|tratamiento\\p{L}*|tratar?|traitement\\p{L}*|soigner?|cura(?:re|r)?|trattamento|tratamento|behandeling|лечени\\p{L}*|лечат|лечить|leczeni\\p{L}*',
      '治疗|治療|치료|इलाज|علاج',
    ),
  ],
  [
    'symptom',
    wholeWords(
      'symptoms?|signs of|symptome?n?|síntomas?|symptômes?|sintomi|sintomas?|symptomen|симптом\\p{L}*|objaw\\p{L}*',
      '症状|증상|लक्षण|أعراض',
    ),
  ],
  [
    'prevention',
    wholeWords(
      'prevent(?:ed|ion|ing)?|avoid(?:ed|ing)?|vorbeug\\p{L}*|vermeid\\p{L}*|prevenir|prevención|évite\\p{L}*|prévenir|prévention|preveni\\p{L}*|prevenzione|prevenção|voorkom\\p{L}*|предотвра\\p{L}*|профилактик\\p{L}*',
      '预防|予防|예방|रोकथाम|وقاية',
    ),
  ],
  ['diagnosis', wholeWords('diagnos\\p{L}*|tested for|диагно\\p{L}*', '诊断|診断|진단')],
  [
    'cost',
    wholeWords(
      'costs?|price[ds]?|how much is|expensive|kosten|kostet|preis\\p{L}*|cuesta|precio\\p{L}*|coûte|prix|costa|prezzo|custa|preço|kost|prijs|стоит|цена|стоимость|kosztuje|cena',
      '多少钱|价格|値段|いくら|가격|얼마예요|कीमत|سعر',
    ),
  ],
  [
    'history',
    wholeWords(
      'history of|origins? of|geschichte|historia de|histoire de|história d\\p{L}|истори\\p{L}*',
      '历史|歴史|역사',
    ),
  ],
  [
    'seat',
    wholeWords(
      'headquarter\\p{L}*|head office|hauptsitz|seinen sitz|ihren sitz|sede|siège|hoofdkantoor|штаб-квартир\\p{L}*',
      '总部|本社|본사',
    ),
  ],
  [
    'founder',
    wholeWords(
      'founders?|gründer\\p{L}*|fundadore?s?|fondateurs?|fondatori?|oprichters?|основател\\p{L}*',
      '创始人|創業者|창업자|창립자',
    ),
  ],
  [
    'dosage',
    wholeWords('dos(?:e|es|age)|dosierung|dosis|posologie|dosaggio|дозировк\\p{L}*', '剂量|用量|복용량'),
  ],
  [
    'side effect',
    wholeWords(
      'side ?effects?|nebenwirkung\\p{L}*|efectos secundarios|effets secondaires|effetti collaterali|efeitos colaterais|bijwerkingen|побочн\\p{L}*',
      '副作用|부작용',
    ),
  ],
  [
    'benefit',
    wholeWords(
      'benefits?|advantages?|pros(?! and)|vorteile?|ventajas?|avantages?|vantaggi|vantagens|voordelen|преимуществ\\p{L}*',
      '优点|好处|利点|メリット|장점',
    ),
  ],
  [
    'drawback',
    wholeWords(
      'drawbacks?|disadvantages?|risks?|dangers?|nachteile?|risiken|desventajas?|inconvénients?|svantaggi|desvantagens|nadelen|недостат\\p{L}*',
      '缺点|坏处|欠点|デメリット|단점',
    ),
  ],
  [
    'population',
    wholeWords(
      'population|inhabitants|einwohner\\p{L}*|población|habitantes?|habitants?|abitanti|população|inwoners|население',
      '人口|인구',
    ),
  ],
  [
    'capital',
    wholeWords(
      'capital(?! gains?| letters?)|hauptstadt|capitale|hoofdstad|столиц\\p{L}*|stolic\\p{L}*',
      '首都|수도',
    ),
  ],
  [
    'currency',
    wholeWords('currency|währung|moneda|monnaie|valuta|moeda|munteenheid|валют\\p{L}*', '货币|通貨|통화'),
  ],
  [
    'language',
    wholeWords(
      'official language|spoken|amtssprache|idioma|langue officielle|lingua ufficiale|língua oficial',
      '官方语言|公用語|공용어',
    ),
  ],
  [
    'height',
    wholeWords(
      'how tall|how high|height|wie hoch|wie groß|altura|hauteur|altezza|hoe hoog|высот\\p{L}*',
      '多高|高さ|높이|身高|身長',
    ),
  ],
  [
    'age',
    wholeWords(
      'how old|age of|wie alt|cuántos años|quel âge|quanti anni|quantos anos|hoe oud|сколько лет',
      '几岁|何歳|몇 ?살|年龄',
    ),
  ],
  [
    'duration',
    wholeWords(
      'how long|duration|wie lange|cuánto (?:dura|tarda)|se tarda|combien de temps|durée|quanto (?:dura|tempo)|hoe lang|как долго|сколько времени',
      '多久|多长时间|どのくらいかか|所要時間|얼마나 걸|소요 시간',
    ),
  ],
  [
    'area',
    wholeWords(
      'surface area|square (?:miles|kilomet(?:er|re)s)|fläche|superficie|área|oppervlakte|площадь',
      '面积|面積|면적|넓이',
    ),
  ],
  [
    'alternative',
    wholeWords(
      'alternatives?(?: to)?|instead of|alternativ\\p{L}*|anstelle von|anstatt|statt|en lugar de|en vez de|au lieu de|invece di|em vez de|in plaats van|zamiast|yerine|вместо',
      '替代|代替|代わりに|대신|대안|بدلا من|के बजाय',
    ),
  ],
  [
    'licence',
    wholeWords(
      'licen[cs](?:e|es|ed|ing)|lizenz\\p{L}*|licencia|licenza|licença|licentie|licencj\\p{L}*|lisans\\p{L}*|лиценз\\p{L}*',
      '许可证|許可證|ライセンス|라이선스|ترخيص|लाइसेंस',
    ),
  ],
  [
    'requirement',
    wholeWords(
      'requirements?|ram|system ?anforderungen|requisitos|configuration requise|requisiti|vereisten|wymagania|gereksinim\\p{L}*|требовани\\p{L}*',
      '系统要求|動作環境|요구 ?사항|متطلبات|आवश्यकता',
    ),
  ],
  [
    'log',
    wholeWords(
      'logs|log ?files?|logdatei\\p{L}*|protokolldatei\\p{L}*|registros|journaux|logbestand\\p{L}*|dziennik\\p{L}*|логи|логов|журнал\\p{L}*',
      '日志|日誌|ログ|로그(?!인|아웃)|سجلات',
    ),
  ],
  [
    'head',
    wholeWords(
      'ceo|in charge of|chief executive|geschäftsführer\\p{L}*|director general|pdg|amministratore delegato|гендиректор',
      '社長|대표',
    ),
  ],
  [
    'free',
    wholeWords(
      'for free|is free|kostenlos|gratis|gratuit\\p{L}*|grátis|бесплатн\\p{L}*',
      '免费|免費|無料|무료',
    ),
  ],
  [
    'difference',
    wholeWords(
      'difference\\p{L}*|differ|differs|different from|distinguish|unterschied\\p{L}*|unterscheid\\p{L}*|diferencia\\p{L}*|différence\\p{L}*|differenz\\p{L}*|diferença\\p{L}*|verschil\\p{L}*|разниц\\p{L}*|отлича\\p{L}*',
      '区别|區別|不同|違い|違う|차이|다른가|다르',
    ),
  ],
  [
    'commonality',
    wholeWords(
      'in common|similarit\\p{L}+|alike|gemeinsam\\p{L}*|en común|en commun|points communs|in comune|em comum|gemeen|общего',
      '相同|共同点|共通|同じですか|공통',
    ),
  ],
];
