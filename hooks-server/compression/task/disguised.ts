import type { Task } from './task.js';
import { wordPattern } from './words.js';

/** "What would this be in Spanish?": a translation, asked for. */
const IN_A_LANGUAGE = [
  /\b(?:this|that|it|these|would|say|sounds?|put|read|phrase)\b[^?]*\bin(?:to)? (?:plain|simple|simpler|formal|everyday|english|spanish|german|french|italian|portuguese|dutch|russian|chinese|japanese|korean|arabic|hindi|turkish|polish)\b/iu,
  /\bauf (?:gut )?(?:deutsch|englisch|spanisch|französisch|italienisch|portugiesisch|niederländisch|russisch|chinesisch|japanisch|koreanisch|arabisch|türkisch|polnisch)\b/iu,
  /\b(?:en|al) (?:inglés|español|alemán|francés|italiano|portugués|neerlandés|ruso|chino|japonés|coreano|árabe)\b|\ben (?:anglais|espagnol|allemand|français|italien|portugais|néerlandais|russe|chinois|japonais|coréen|arabe)\b/iu,
  /\b(?:in|em) (?:inglese|spagnolo|tedesco|francese|italiano|portoghese|olandese|russo|cinese|giapponese|coreano|arabo|inglês|espanhol|alemão|francês|português|holandês|chinês|japonês|árabe)\b|\bin (?:het |gewoon )?(?:engels|nederlands|duits|frans|spaans|italiaans|portugees|russisch|chinees|japans|arabisch)\b/iu,
  /по[- ](?:английски|русски|немецки|французски|испански|итальянски|китайски|японски)|на (?:английском|русском|немецком|французском|испанском|китайском)/iu,
  /用?(?:英文|英语|英語|中文|汉语|日文|日语|法语|德语|西班牙语|俄语|韩语)(?:怎么|怎麼|如何|该|要|里)|(?:英語|日本語|中国語|韓国語|フランス語|ドイツ語|スペイン語)(?:で|に|だと)|(?:영어|한국어|중국어|일본어|프랑스어|독일어|스페인어)로/u,
  /بال(?:إنجليزية|انجليزية|عربية|فرنسية|ألمانية|إسبانية)|(?:अंग्रेज़ी|अंग्रेजी|हिंदी|हिन्दी|उर्दू|फ़्रेंच|स्पेनिश|जर्मन) में/u,
];

/** How often something is said, and how much text there is: counted over all of it. */
const COUNTED = [
  /\bhow (?:often|many times)\b.*\b(?:words?|terms?|phrases?|names?|letters?|comes? up|occurs?|occur|appears?|mentioned|said|used)\b|\bhow many (?:words|sentences|paragraphs|characters|letters|lines|pages|people|persons|names|places|dates|numbers)\b|\bhow long (?:is (?:this|the) (?:text|article|story)|(?:does|would|will) (?:it|this) take to read)/iu,
  /\bwie oft\b.*\b(?:wort|begriff|name|kommt|erscheint|steht|erwähnt|genannt)|\bwie viele (?:wörter|worte|sätze|absätze|zeichen|buchstaben|zeilen|personen|namen|orte)\b/iu,
  /\bcuántas veces\b|\bcuánt[ao]s (?:palabras|frases|oraciones|párrafos|letras|líneas|personas|nombres)\b|\bcombien de (?:fois|mots|phrases|paragraphes|lettres|lignes|personnes|noms)\b/iu,
  /\bquantas (?:vezes|palavras|frases|linhas|pessoas|letras)\b|\bquant[ei] (?:volte|parole|frasi|righe|paragrafi|persone|nomi)\b|\bhoe (?:vaak\b.*\b(?:woord|naam|komt|wordt|staat)|veel (?:woorden|zinnen|alinea|letters|regels|personen|namen))/iu,
  /сколько (?:раз|слов|предложений|абзацев|букв|строк|имён|имен|персонажей)|(?:出现|出現)了?(?:多少|几|幾)次|(?:多少|几|幾)(?:个字|個字|个词|句话|段)|何(?:回(?:出|登場|使)|文字|単語|文あ|段落)|몇 (?:번 (?:나오|등장|언급)|글자|단어|문장|문단)/iu,
  /كم (?:مرة|كلمة|جملة|فقرة|حرف)|कितनी बार|कितने (?:शब्द|वाक्य|अनुच्छेद|अक्षर)/u,
];

/** Whoever asks for others wants all that are left. */
const ELSE =
  /\b(?:who|what|where|which|anyone|anything) else\b|\b(?:besides|apart from|other than)\b|\b(?:wer|was|wo|wen|welche\p{L}*)\b.*\bsonst\b|\bsonst noch\b|\b(?:quién|qué|dónde) más\b|\b(?:aparte|además) de\b|\bqu(?:i|oi) d['’]autre|\bà part\b|\b(?:chi|cos|cosa|dove)['’]? ?altr[oi]\b|\boltre a\b|\b(?:quem|que|onde) mais\b|\balém d[eao]\b|\b(?:wie|wat|waar) (?:nog|anders)\b|(?:кто|что|где|кого) ещё|(?:кто|что|где|кого) еще|помимо|还有(?:谁|什么|哪)|還有(?:誰|什麼|哪)|此外|(?:他|ほか)に(?:は|も)?(?:誰|何|どこ|どの)|또 (?:누구|누가|무엇|뭐|어디)|그 (?:밖|외)에|(?:من|ما|ماذا) (?:غير|أيضا|أيضًا|آخر)|और (?:कौन|क्या|किस|कहाँ)/iu;

/** The text as a text, how it goes on, how it might be otherwise, and what differs between two. */
const OF_THE_TEXT = wordPattern([
  'story end, story ends, the ending, the plot, which paragraph, what paragraph, which sentence, what sentence, next paragraph, next sentence, comes next, happens next, two versions, both versions, old version, two accounts, both accounts, accounts differ, versions differ, you change, you improve, we learn from, learn from this, see it, speaks the most, talks the most',
  'geschichte ende*, endet die geschichte, welcher absatz, welchen absatz, welcher satz, welchen satz, nächste* absatz, nächste* satz, alten fassung, alte fassung, beiden fassungen, beide fassungen, beiden versionen, geht es weiter, geht das kürzer, ginge das, du ändern, sie ändern, am meisten spricht, spricht am meisten',
  'termina la historia, acaba la historia, el final de la historia, qué párrafo, qué frase, qué oración, dos versiones, ambas versiones, cambiarías, cambiarías tú, cambiaría usted, mejorarías, pasa después, viene después, siguiente párrafo',
  "finit l'histoire, termine l'histoire, fin de l'histoire, quel paragraphe, quelle phrase, deux versions, changerais-tu, changeriez-vous, améliorerais-tu, vient ensuite, se passe ensuite, paragraphe suivant",
  'finisce la storia, termina la storia, quale paragrafo, quale frase, due versioni, cambieresti, cambierebbe, miglioreresti, viene dopo, termina a história, acaba a história, que parágrafo, qual parágrafo, que frase, qual frase, duas versões, mudarias, você mudaria, vem depois',
  'loopt het verhaal, eindigt het verhaal, loopt het af, welke alinea, welke zin, twee versies, je veranderen, je verbeteren, volgende alinea, gebeurt daarna',
  'заканчивается история, кончается история, заканчивается рассказ, конец истории, какой абзац, какое предложение, двумя версиями, ты изменил, вы изменили бы, дальше произойдёт, следующий абзац, больше всех говорит',
  '结局, 結局, 哪一段, 哪段, 哪句, 哪一句, 两个版本, 兩個版本, 怎么改, 怎麼改, 写得不好, 寫得不好, 接下来, 接下來, 下一段, 结尾怎, 結末, どの段落, どの文, 二つの版, 両方の版, 直すべき, 直せば, この先, 次の段落, 결말, 어느 단락, 어느 문단, 어느 문장, 두 판, 두 버전, 고쳐야, 다음 단락, 다음 문단',
  'تنتهي القصة, نهاية القصة, أي فقرة, أي جملة, بين النسختين, ستغير, الفقرة التالية, कहानी का अंत, कौन सा अनुच्छेद, कौन सा वाक्य, दोनों संस्करण*, क्या बदलेंगे, अगला अनुच्छेद',
]);

const joined = (and: string, words: string) =>
  `^\\P{L}*(?:\\p{L}+ ){0,2}(?:${words})(?!\\p{L}).*(?<!\\p{L})(?:${and})[ ,]+(?:also |auch |aussi |también )?(?:${words})(?!\\p{L})`;

/** A question that opens with its word, and goes on with "and" and another: two in one sentence. */
const TWO_QUESTIONS = new RegExp(
  [
    joined('and|or', 'who|whom|whose|what|when|where|which|why|how'),
    joined('und|oder', 'wer|wen|wem|was|wann|wo|woher|wohin|welche[rsmn]?|warum|wieso|wie'),
    joined('y|e|o', 'quién(?:es)?|qué|cuándo|dónde|cuál(?:es)?|cuánt[oa]s?|cómo|por qué'),
    joined('et|ou', 'qui|que|quand|où|quel(?:le)?s?|combien|comment|pourquoi'),
    joined('e|ou', 'quem|que|quando|onde|qual|quais|quant[oa]s?|como|por que'),
    joined('e|o', 'chi|cosa|che|quando|dove|quale|quali|quant[oiae]|come|perché'),
    joined('en|of', 'wie|wat|wanneer|waar|welke?|waarom|hoe|hoeveel'),
    joined('и|а|или', 'кто|кого|что|чего|когда|где|куда|откуда|как\\p{L}*|сколько|почему|зачем'),
    joined('و|أو', 'من|ما|ماذا|متى|أين|كيف|لماذا|كم'),
    joined('और|या|तथा', 'कौन|किस\\p{L}*|क्या|कब|कहाँ|क्यों|कैसे|कितन\\p{L}*'),
    '(?:谁|誰|何时|何時|什么|什麼|哪|多少|几|幾|怎么|怎麼|为什么).{1,80}[，、,；;].{0,40}?(?:谁|誰|何时|何時|什么|什麼|哪|多少|几|幾|怎么|怎麼|为什么)',
    '(?:誰|いつ|どこ|何|なぜ|どの|いくら).{1,80}[、,，].{0,40}?(?:誰|いつ|どこ|何|なぜ|どの|いくら)',
    '(?:누가|누구|언제|어디|무엇|왜|얼마|몇).{1,80}(?:,|고|며|그리고) .{0,40}?(?:누가|누구|언제|어디|무엇|왜|얼마|몇)',
  ].join('|'),
  'iu',
);

const some = (patterns: readonly RegExp[], question: string) =>
  patterns.some((pattern) => pattern.test(question));

/** What a question asks for that reads like one for a fact and needs the whole text; undefined for none. */
export function disguisedTask(question: string): Task | undefined {
  if (some(IN_A_LANGUAGE, question) || OF_THE_TEXT.test(question)) return 'transformation';
  if (some(COUNTED, question) || ELSE.test(question)) return 'aggregation';
  return TWO_QUESTIONS.test(question) ? 'questions' : undefined;
}
