/** Periods that count back or forth from now, in lower case: a text that names one asks of that time only. */
export const PERIODS = new RegExp(
  [
    String.raw`\b(?:last|past|previous|next|coming) (?:\d+ |two |three |four |five |six |seven |eight |nine |ten |twelve |thirty |few |couple of )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|century|centuries)\b`,
    String.raw`(?<!\p{L})(?:letzt|vergangen|vorig|nächst|kommend|dies)\p{L}* (?:\d+ )?(?:stunden?|tage?n?|wochen?|monate?n?|jahre?n?|jahrzehnte?n?)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:últim[oa]s?|pasad[oa]s?|próxim[oa]s?|est[ea]) (?:\d+ )?(?:horas?|días?|semanas?|mes(?:es)?|años?)(?!\p{L})|(?<!\p{L})(?:semana|mes|año) (?:pasad[oa]|próxim[oa])`,
    String.raw`(?<!\p{L})(?:semaine|mois|année|an) (?:derni[eè]re?|passée?|prochaine?)|(?<!\p{L})derni[eè]re?s? (?:heures?|jours?|semaines?|mois|années?|ans)(?!\p{L})`,
    '(?:去年|今年|明年|上个月|下个月|这个月|上周|下周|本周|昨年|来年|先月|来月|今月|先週|来週|今週|작년|올해|내년|지난달|다음 ?달|지난주|다음 ?주|이번 ?주)',
  ].join('|'),
  'gu',
);

/** What is expected, and not what is, in lower case: of a text that says so and one that does not, the answers differ. */
export const EXPECTATION =
  /(?<!\p{L})(?:expected|projected|predicted|estimated|anticipated|erwartete?[nrs]?|prognostizierte?[nrs]?|voraussichtlich\p{L}*|geschätzte?[nrs]?|esperad[oa]s?|previst[oaie]s?|prévue?s?|attendue?s?|estimée?s?|stimat[oaie]|atteso|verwachte|geschatte|przewidywan\p{L}+|szacowan\p{L}+|beklenen|tahmini|ожидаем\p{L}+|прогнозируем\p{L}+)(?!\p{L})|المتوقعة?|अनुमानित|अपेक्षित|预计|预期|预估|預計|予想|予測|見込み|예상|추정/u;

/** Groups of limits, in lower case, of which a text has one: two texts with two of them ask of two things. */
export const qualifiers: readonly { readonly values: readonly RegExp[] }[] = [
  group(
    'at least|no less than|a minimum of|or more|mindestens|al menos|por lo menos|au moins|almeno|pelo menos|minstens|не менее|по крайней мере|至少|少なくとも|최소',
    'at most|no more than|up to|a maximum of|or less|or fewer|höchstens|maximal|como máximo|au plus|au maximum|al massimo|no máximo|hoogstens|не более|最多|多くとも|최대',
  ),
  group(
    'more than|over|above|mehr als|más de|plus de|più di|mais de|meer dan|больше|более|超过|以上|이상|초과',
    'less than|under|below|fewer than|weniger als|menos de|moins de|meno di|minder dan|меньше|менее|少于|以下|未満|이하|미만',
  ),
  group(
    'all|every|each|alle|jede\\p{L}*|tod[oa]s|tous|toutes|tutti|tutte|все|каждый|所有|すべて|全部の|모든',
    'some|any of|a few|einige|manche|algun[oa]s|quelques|certains|alcuni|alguns|sommige|некоторые|一些|いくつかの|일부',
  ),
  group(
    'online|im internet|en línea|en ligne|在线|オンライン|온라인',
    'offline|in person|in store|vor ort|en persona|en personne|离线|オフライン|오프라인',
  ),
  group(
    'ever|entire history|of all time|in history|aller zeiten|de la historia|de tous les temps|di tutti i tempi|de todos os tempos|за всю историю|有史以来|史上|역대',
    "this (?:year|month|week|season)|(?:last|past) (?:year|month|week|season|decade)|currently|letzt\\p{L}+ jahr|último año|l[’']année dernière|去年|今年|昨年|작년|올해",
  ),
  group(
    'per capita|pro kopf|per cápita|par habitant|人均|一人当たり|1인당',
    'in total|total|overall|insgesamt|gesamt|en total|au total|in totale|no total|totaal|всего|总共|合計|총',
  ),
  group('before tax(?:es)?|gross|brutto|brut|lordo|bruto', 'after tax(?:es)?|net|netto|neto|líquido'),
  group('urban|in cities|in der stadt', 'rural|in the country(?:side)?|auf dem land'),
  group(
    'on (?:a )?(?:mac|macos)|auf (?:dem |einem )?mac|en (?:un )?mac|sur mac',
    'on (?:a )?windows|unter windows|en windows|sous windows',
    'on (?:a )?linux|unter linux|en linux|sous linux',
    'on (?:an )?(?:iphone|ios)',
    'on android',
  ),
  group(
    'for (?:a )?(?:child|children|kids|babies|infants|toddlers)|(?:für|bei) kinder\\p{L}*|para niños|pour les enfants|per bambini|para crianças|voor kinderen|для детей|儿童|子供|어린이',
    'for (?:an )?adults?|(?:für|bei) erwachsene\\p{L}*|para adultos|pour les adultes|per adulti|voor volwassenen|для взрослых|成人|大人|성인',
    'for (?:the )?(?:elderly|seniors)|für senioren|для пожилых|老人|高齢者|노인',
  ),
  group(
    'for beginners?|für anfänger|para principiantes|pour débutants|per principianti|初学者|初心者|초보자',
    'for (?:experts?|professionals?)|für (?:profis|experten|fortgeschrittene)|para expertos|专家|上級者|전문가',
  ),
];

function group(...sources: readonly string[]) {
  return {
    values: sources.map((source) => {
      const bare = source
        .split('|')
        .filter((part) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(part));
      const spaced = source.split(/\|(?![^(]*\))/).filter((part) => !bare.includes(part));
      const pattern = [String.raw`(?<!\p{L})(?:${spaced.join('|')})(?!\p{L})`, ...bare].join('|');
      return new RegExp(pattern, 'u');
    }),
  };
}
