import { wordPattern } from './words.js';

/** Question words, in the languages whose orders are known too. In any other language nothing is cut. */
const WORDS = wordPattern([
  "who, whose, whom, who's, what, what's, when, where, which, why, how",
  'wer, wen, wem, wessen, was, wann, wo, woher, wohin, welche, welcher, welches, welchen, welchem, warum, wieso, weshalb, wie, wieviel, wieviele, womit, wodurch, wofür, worauf, woran, worin, wozu, wovon, worüber',
  'quién, quiénes, qué, cuándo, dónde, adónde, cuál, cuáles, cuánto, cuánta, cuántos, cuántas, cómo',
  'qui, que, quoi, quand, où, quel, quelle, quels, quelles, pourquoi, comment, combien, lequel, laquelle',
  'quem, o que, quando, onde, qual, quais, por que, quanto, quanta, quantos, quantas, como',
  'chi, cosa, che, quando, dove, quale, quali, perché, come, quanto, quanta, quanti, quante',
  'wie, wat, waar, wanneer, welke, welk, waarom, hoe, hoeveel, waarvoor, waarmee',
  'кто, кого, кому, кем, что, чего, чему, чем, когда, где, куда, откуда, какой, какая, какое, какие, какого, каком, какую, каким, почему, зачем, сколько, чей, чья, чьё, чьи, чьей, как называ*, как назва*, как зовут, как звали',
  '说出, 什么, 什麼, 谁, 誰, 哪, 何时, 何時, 为何, 為何, 为什么, 為什麼, 怎么, 怎麼, 怎样, 如何, 多少, 多久, 多大, 多长, 多高, 多远, 几, 幾, 是否, 吗, 嗎, 呢',
  'なに, 何, だれ, どこ, いつ, どの, どれ, どう, どんな, どちら, なぜ, いくつ, いくら, ですか, ますか, でしょうか, たか, るか',
  '누구, 누가, 무엇, 무슨, 뭐, 언제, 어디, 어느, 어떤, 어떻게, 왜, 얼마, 몇, 인가, 입니까, 습니까, 나요, 까요, 는가',
  'من, ما, ماذا, متى, أين, كيف, لماذا, أي, أية, كم, هل, لمن, بماذا, مَن',
  'कौन, किस, किसने, किसे, किसका, किसकी, किसके, क्या, कब, कहाँ, कहां, क्यों, कैसे, कितना, कितने, कितनी, कौनसा, किन',
]);

/** Openings of questions that are answered with yes or no. */
const YES_OR_NO =
  /^[\s"'“„«¿(*_>-]*(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|may|must|ist|sind|war|waren|hat|haben|kann|können|wird|werden|darf|dürfen|muss|müssen|es|son|era|fue|tiene|tienen|puede|pueden|est-ce|est|sont|a-t-il|peut|peuvent|la|le|é|são|foi|tem|têm|pode|podem|è|sono|ha|hanno|può|possono|is|zijn|heeft|hebben|kan|kunnen|mag|هل|क्या)(?![\p{L}\p{M}])/iu;

const QUESTION_MARK = /[?？؟]/u;

/** Scripts whose topic particle alone makes a question (`…の任務は`). */
const TOPIC_ONLY = /.{8}[はのに][\s?？]*$/u;
/** At least three words: "The problems?" is asked about the whole text. */
const KOREAN_TOPIC = /^(?:\S+\s+){2,}\S*\p{sc=Hangul}(?:는|은|란)\s*[?？]\s*$/u;

/** "The units are called?": what is asked for has been left out at the end. At least five words. */
const CLOZE =
  /^(?:\S+\s+){4,}(?:called|named|as|is|are|was|were|in|on|of|by|for|from|with|at)\s*\?["'”’)]*$/iu;

/** Whether a sentence holds a word that asks, in a language that is known here. */
export const asks = (sentence: string): boolean =>
  WORDS.test(sentence) ||
  (QUESTION_MARK.test(sentence) && YES_OR_NO.test(sentence)) ||
  (TOPIC_ONLY.test(sentence) && /\p{sc=Hiragana}/u.test(sentence)) ||
  KOREAN_TOPIC.test(sentence) ||
  CLOZE.test(sentence);

/** Whether a question wants a yes or a no. */
export const asksYesOrNo = (sentence: string): boolean =>
  YES_OR_NO.test(sentence) || /吗|嗎|是否|ですか|ますか|까\s*[?？]?$|^\s*(?:هل|क्या)/u.test(sentence);

/** Whether a sentence opens with a question word, a preposition or two before it allowed, or like a yes-or-no question. */
export function opensAsking(sentence: string): boolean {
  if (YES_OR_NO.test(sentence)) return true;
  const head = sentence.slice(0, 80);
  if (UNSPACED.test(head)) return WORDS.test(sentence);
  const words = head.match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
  return WORDS.test(words.slice(0, OPENING_WORDS).join(' '));
}

const OPENING_WORDS = 3;
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}]/u;
