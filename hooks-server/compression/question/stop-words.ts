import { indexTerms } from '../text/words.js';

/** Words that carry a question's grammar or its order, and not what it is about. */
const WORDS = `
a an the of in on at to for from by with about as into onto over under and or but not no nor if then than so that this these those there here
is are was were be been being am do does did done has have had having can could will would shall should may might must
i you he she it we they me him her us them my your his its our their mine yours who whom whose which what when where why how
many much long often far old get got also any some all each such other same according please tell explain describe list name give find
summarize summarise summary answer question following context document documents passage passages text article based using use provide
discuss discussed discussion say said think thought mention mentioned talk talked happen happened mean
der die das den dem des ein eine einer eines einem einen und oder aber nicht kein keine in im an am auf aus bei mit nach von vom zu zum zur für
über unter durch gegen ohne um als wie wenn dass ist sind war waren wird werden wurde wurden hat haben hatte kann können soll sich es er sie wir
ihr ich du man wer was wann wo warum wieso welche welcher welches welchen welchem wieviel viele gibt nenne erkläre beschreibe
el la los las un una unos unas y o pero no de del en al a por para con sin sobre entre que es son era eran fue fueron ser ha han había se su sus lo
le les qué quién quiénes cuándo dónde cuál cuáles cuánto cuántos cuántas cómo como más según
le la les un une des et ou mais ne pas de du dans en au aux à par pour avec sans sur est sont était étaient été être a ont avait se sa son ses ce
cette ces qui que quoi quand où quel quelle quels quelles pourquoi comment combien il elle ils elles on nous vous
il lo gli i una uno e o ma non di da del della dei delle nel nella con per su è sono era erano stato che chi cosa quando dove quale quali perché quanto
o os as um uma e ou mas não de do da dos das em no na por para com é são foi foram ser tem que quem onde qual quais quanto
de het een en of maar niet van in op aan met voor door is zijn was waren wordt werd heeft hebben wie wat waar wanneer welke waarom hoe
и в во не на я он она оно они мы вы с со как а то все его ее её их к у же за бы по от из о об для при до это был была были было есть
что кто кого кому чем где куда когда почему сколько какой какая какое какие каких каким который которые чей ли или но
`;

/** Character pairs of Chinese, Japanese and Korean questions that say nothing about their subject. */
const PAIRS = `什么 是什 么是 哪个 哪些 哪里 哪种 哪一 多少 如何 为什 么样 怎么 怎样 谁是 是谁 何时 有多 有什 是哪 在哪 了什 么的 叫什 几个 一个 的是 是多 个是 请问 是否
何で ですか すか です とは は何 いつ どこ だれ 誰が どの ます ました した のは`;

let stopTerms: ReadonlySet<string> | undefined;

/** Whether an index term is only the grammar of a question. */
export function isStopTerm(term: string): boolean {
  stopTerms ??= new Set([...indexTerms(WORDS), ...PAIRS.split(/\s+/).filter((pair) => pair !== '')]);
  return stopTerms.has(term);
}
