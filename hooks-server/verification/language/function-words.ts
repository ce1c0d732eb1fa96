import { wordSet } from './lines.js';

/** Words that carry grammar and no subject, by language: English first, then the commonest of some others. */
export const functionWordsByLanguage = {
  english: wordSet(`
a an the this that these those some any each every all both such same own other another
i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
itself they them their theirs themselves one ones someone somebody anyone anybody everyone everybody something anything
everything somewhere anywhere here there thing things person people
am is are was were be been being do does did done doing have has had having will would shall should can could may might
must ought get gets got getting gotten let lets
of to in on at by for from with about as into onto upon over under through during per via toward towards among amongst
within across along around behind beside besides between beyond off out up down against
and or but so if then else than though although because since while whereas whether either
what which who whom whose where when why how
also too very much many more most less least few just only even still yet already quite rather really actually
currently literally indeed basically simply probably possibly maybe perhaps ever again please kindly exactly
well now fact order way ways kind sort type bit lot lots like etc eg ie vs versus
thanks thank want wants wanted need needs know knows tell give go going gonna wanna
`),
  german: wordSet(`
der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden hat haben kann
können soll ich du er sie es wir ihr mein dein sein was wie wo wer wann warum welche welcher welches in im an am auf aus
bei mit nach von vom zu zum zur für über unter man bitte mir mich dir
`),
  spanish: wordSet(`
el la los las un una unos unas y o u pero es son era ser estar está están fue ha han puede pueden debe yo tú él ella
nosotros mi tu su sus qué cómo dónde quién cuándo cuál cuáles de del en con por para al se lo le me te que
`),
  french: wordSet(`
le les une des du au aux et ou mais est sont était être ont peut je il elle nous vous ils elles mon ton son ma ta sa mes
quel quelle quels quelles que qui quoi comment où quand pourquoi dans sur avec par pour ce cette ces
`),
  italian: wordSet(`
il gli uno è sono era può io lui lei noi voi che chi come dove quando perché quale di da con su per tra un una la a o mi al le del
`),
  portuguese: wordSet(`
os as um uma uns umas são eu ele ela nós você como onde quem quando porque qual em no na do da com por o a de que se para
`),
  // Beside a name in Latin letters these stand alone ("Docker 는").
  korean: wordSet(
    `은 는 이 가 을 를 의 에 에서 에는 에서는 로 으로 와 과 랑 이랑 하고 도 란 이란 라는 이라는`,
  ),
  dutch: wordSet(`
de het een en of is zijn was kan ik jij hij zij wij wat hoe waar wie wanneer waarom welke van op met voor in die
`),
} as const;

/** The same of all those languages. */
export const functionWords = wordSet(
  Object.values(functionWordsByLanguage)
    .flatMap((words) => [...words])
    .join(' '),
);

/** Words that carry grammar in another of those languages, and a subject in English: of two of these one may be who does it. */
export const contentInEnglish = wordSet('man die den war hat mit son sur come dove van');

/** Words that ask: which of them opens a question decides what kind of answer is wanted. */
export const questionWords = wordSet('what which who whom whose where when why how');

/** Words that refer to a person, by the gender they tell. */
export const genderWords: Readonly<Record<string, 'female' | 'male'>> = {
  he: 'male',
  him: 'male',
  his: 'male',
  himself: 'male',
  she: 'female',
  her: 'female',
  hers: 'female',
  herself: 'female',
};
