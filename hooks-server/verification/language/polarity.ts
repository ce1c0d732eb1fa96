/** Phrases that take back what they speak of. */
export const polarityPhrases = [
  String.raw`\b(?:rul(?:e|es|ed|ing) out|fail(?:s|ed|ing)? to|refus(?:e|es|ed|ing) to|lack(?:s|ed|ing)?(?= \p{L})|unable to|no longer|anything but|other than|apart from|except(?:ing)?(?: for)?|exclud(?:e|es|ed|ing)|free of|far from being|den(?:y|ies|ied) (?:that|having|being)|short of)\b`,
  String.raw`\b\p{L}+-free\b`,
  String.raw`(?<!\p{L})(?:ausgeschlossen|ausschließen|außer(?!dem|halb|gewöhnlich)|ausgenommen|mangels|nicht mehr)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:excepto|salvo|menos que|falta de|ya no|descart\p{L}+)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:sauf|hormis|excepté|manque de|ne \p{L}+ plus|exclu\p{L}*)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:tranne|eccetto|esclus\p{L}+|exceto|behalve|uitgesloten)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:кроме|за исключением|исключ\p{L}+|oprócz|wyklucz\p{L}+|dışında)(?!\p{L})`,
  '除了|以外|を除|제외|말고|باستثناء|के अलावा',
].join('|');

/** Negations in scripts whose words are not told apart by blanks, or that are endings. */
export const negationForms = [
  '(?<!是|要|能|会|好|对|对|行|可|有|去|在|吃|知)不(?!同|错|錯|久|断|斷|仅|僅|但|过|過|管|锈|鏽|动产|得不|是)|(?<!有)[没沒](?!收|落)|(?<!有)[无無](?!锡|线|線|花果|人机|論|论|限)|(?<!特|个|區|区|分|级|類|类|性|差|鉴|告)[别別](?!的|人|墅|名|扭|致|离)(?=[\\p{sc=Han}])|非(?!常|洲|凡)(?=[\\p{sc=Han}]{2})|[未勿](?!来|來|婚|成年|必|知)(?=[\\p{sc=Han}])',
  '(?<!すみ|しれ|くれ|ください|いただけ|もらえ|願え)ません|(?<!(?:なければ|なくては|なきゃ|ないと)なら)(?<=[かがさたなばまらわ])な(?:い|く(?!ては?(?:なら|いけ))|かっ)(?!か|で(?:しょう|すか))|ずに|(?<!ありがとうござい|間違い|仕方)ない(?=[\\p{sc=Han}])|(?<=を|が|は)(?:使わず|食べず)',
  '(?:^|\\s)(?:안|못)\\s(?=\\p{sc=Hangul})|안\\s?[돼되]|지\\s?(?:않|못|말|마)|(?<!\\p{sc=Hangul}{2})없(?!이도)|아닌|아니(?!요|면)',
  '(?<![\\p{L}])(?:لا|ليس|ليست|لم|لن|بدون|غير)(?![\\p{L}])',
  'ไม่|मत(?![\\p{L}\\p{M}])',
].join('|');
