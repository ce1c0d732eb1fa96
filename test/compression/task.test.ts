import { layOut } from '../../hooks-server/compression/prompt.js';
import { decideTask } from '../../hooks-server/compression/task/decide.js';
import { gazetteer } from './support/jobs.js';

const taskOf = (text: string) => {
  const { text: whole, question, context } = layOut([text]);
  return decideTask(whole, question, context).task;
};

describe('deciding what a request is', () => {
  it.each([
    ['In which year was the bridge of Hazel finished?'],
    ['Wann wurde die Brücke von Hazel gebaut?'],
    ['¿Quién construyó el puente de Hazel?'],
    ['Qui a construit le pont de Hazel ?'],
    ['Кто построил мост в Хейзел?'],
    ['Hazel 的桥是谁建的？'],
    ['Hazel の橋を建てたのは誰？'],
  ])('takes %s for a look-up, behind passages and in front of them', (question) => {
    expect(taskOf(`${gazetteer(10)}\n\n${question}`)).toBe('lookup');
    expect(taskOf(`${question}\n\n${gazetteer(10)}`)).toBe('lookup');
  });

  it.each([
    ['Translate the text above into French.'],
    ['Übersetze den Text ins Englische.'],
    ['Resume este texto en tres frases.'],
    ['Corrige les fautes.'],
    ['请把上面的文章翻译成英文。'],
    ['上の文章を要約してください。'],
    ['위 글을 요약해 주세요.'],
    ['لخص النص التالي.'],
    ['इस पाठ का सारांश लिखें।'],
    ['Переведи этот текст на немецкий.'],
    ['List every town with a bridge.'],
    ['Write a letter to the mayor of Hazel.'],
    ['Which of these towns is the safest?'],
  ])('never takes %s for one', (order) => {
    expect(taskOf(`${gazetteer(10)}\n\n${order}`)).not.toBe('lookup');
    expect(taskOf(`${order}\n\n${gazetteer(10)}`)).not.toBe('lookup');
  });

  it.each([
    ['Which towns lie on no river?', 'Which town lies 12 km from the coast?'],
    ['Welche Orte liegen an keinem Fluss?', 'Welcher Ort liegt 12 km von der Küste?'],
    ['Quelles villes ont un marché le lundi ?', 'Quelle ville a un marché le lundi ?'],
    ['¿Qué pueblos tienen un puente?', '¿Qué pueblo tiene un puente de 1707?'],
    ['다음 코드는?', '다리를 만든 다음에는 어떤 상태 코드를 씁니까?'],
    ['이 본문의 제목은 무엇인가요?', '본문이 없는 응답은 어떤 코드인가요?'],
    ['문제점은?', 'Hazel의 다리를 지은 사람은?'],
    ['What would this be in Spanish?', 'What would a ferry to Hazel cost in spring?'],
    ['Wie würde das auf Englisch lauten?', 'Wie würde die Brücke auf Dauer gehalten?'],
    ['¿Cómo quedaría en inglés?', '¿Cómo se llama el ingeniero en Hazel?'],
    ['Que donnerait ce passage en anglais ?', 'Qui vivait en Hazel ?'],
    ['Come suonerebbe in inglese?', 'Come si chiama il ponte in legno?'],
    ['Hoe zou dat in het Engels klinken?', 'Hoe heet de brug in het dorp Hazel?'],
    ['Как будет по-английски?', 'Как назвали мост по чертежу?'],
    ['英語でどう言いますか？', '木で造られた橋は誰が建てたか？'],
    ['영어로 어떻게 말해요?', '누가 돌로 다리를 지었나요?'],
    ['इसे अंग्रेज़ी में कैसे कहेंगे?', 'पुल किसने बनाया?'],
    ['Who else built a bridge?', 'Who built the bridge of Hazel?'],
    ['Wer hat sonst noch eine Brücke gebaut?', 'Wer hat die Brücke von Hazel gebaut?'],
    ['还有谁建了桥？', '谁建了桥？'],
    ['How often does the word bridge come up?', 'How often does the ferry of Hazel run?'],
    ['¿Cuántas veces aparece el puente?', '¿Cuánto mide el puente de Hazel?'],
    ['When was the bridge built and who paid for it?', 'When was the bridge of stone and wood built?'],
    ['Wann wurde sie gebaut, und wer bezahlte sie?', 'Wann wurde die Brücke aus Holz und Stein gebaut?'],
    ['Quand fut-il construit, et qui le paya ?', 'Quand le pont de bois et de pierre fut-il construit ?'],
    ['誰が、いつ橋を建てたか？', '石と木の橋を建てたのは誰か？'],
    ['How can the bridge be crossed by all towns?', 'How can the bridge be crossed all at once?'],
    ['How does the story end?', 'Where does the road to Hazel end?'],
    ['Was hat sich gegenüber der alten Fassung geändert?', 'Wer hat den Markt in Hazel geändert?'],
    ['Quel paragraphe est le plus faible ?', 'Quel pont traverse la rivière de Hazel ?'],
    ['¿Qué cambió entre las dos versiones?', '¿Quién cambió el puente de Hazel?'],
    ['故事的结局是什么？', 'Hazel 的桥何时完工？'],
    ['物語の結末は何ですか？', 'Hazel の橋はいつ完成しましたか？'],
    ['이야기의 결말은 무엇인가요?', 'Hazel의 다리는 언제 끝났나요?'],
    ['Чем заканчивается история?', 'Когда закончилась стройка моста?'],
    ['The towns above?', 'the bridge of the town of Hazel was built by?'],
  ])('tells %s from %s', (whole, single) => {
    expect(taskOf(`${gazetteer(10)}\n\n${whole}`)).not.toBe('lookup');
    expect(taskOf(`${gazetteer(10)}\n\n${single}`)).toBe('lookup');
  });

  it('takes a sentence that tells what somebody did for no order', () => {
    for (const told of ['Er ersetzte einen Steg.', 'Он заменил причал.', 'Es verbesserte die Lage.'])
      expect(taskOf(`${told}\n\n${gazetteer(10)}\n\nWho built the bridge of Hazel?`)).toBe('lookup');
    expect(taskOf(`Ersetze jeden Steg.\n\n${gazetteer(10)}`)).not.toBe('lookup');
  });

  it('takes clauses of a contract for no options, and numbered clauses for no table', () => {
    const duties = gazetteer(12)
      .split('\n\n')
      .map((duty, at) => `**${at + 1}.1**\t${duty}`);
    const list = [
      '(a) sell the item;',
      '(b) lend it to others;',
      '(c) take it abroad; or',
      '(d) change its colour.',
    ];
    const text = [...duties, 'The borrower must not:', ...list].join('\n\n');
    expect(taskOf(`${text}\n\nWhen was the bridge of Hazel finished?`)).toBe('lookup');
    const options = ['a) Alder', 'b) Birch', 'c) Cedar', 'd) none'].join('\n');
    expect(taskOf(`${text}\n\nWhere is the archive of Hazel?\n${options}`)).not.toBe('lookup');
  });
});
