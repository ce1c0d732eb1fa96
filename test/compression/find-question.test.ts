import fc from 'fast-check';
import { findQuestion } from '../../hooks-server/compression/question/find-question.js';
import { gazetteer } from './support/jobs.js';

const context = gazetteer(6);

function verbatim(text: string): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of findQuestion(text).context) {
    rest += text.slice(at, start);
    at = end;
  }
  return rest + text.slice(at);
}

describe('finding the question', () => {
  const questions: readonly (readonly [string, string])[] = [
    ['English', 'When was the bridge in Cedar finished?'],
    ['English without a mark', 'who built the bridge in cedar'],
    ['search words', 'bridge cedar year of completion'],
    ['an order', 'Summarize what the text says about cheese.'],
    ['German', 'Wann wurde die Brücke in Cedar fertiggestellt?'],
    ['Spanish', '¿Cuándo se terminó el puente de Cedar?'],
    ['Chinese', 'Cedar 的桥是哪一年完成的？'],
    ['Russian', 'Когда был закончен мост в Кедре?'],
    ['Japanese', 'シーダーの橋はいつ完成しましたか？'],
    ['Arabic', 'متى اكتمل الجسر في سيدار؟'],
  ];

  it.each(questions)('finds a question in the last paragraph: %s', (_, question) => {
    const parts = findQuestion(`${context}\n\n${question}`);
    expect(parts.question).toBe(question);
    expect(verbatim(`${context}\n\n${question}`)).toBe(question);
  });

  it.each(questions.filter(([name]) => name !== 'search words'))(
    'finds a question in the first paragraph: %s',
    (_, question) => {
      expect(findQuestion(`${question}\n\n${context}`).question).toBe(question);
    },
  );

  it.each([
    ['labels', (question: string) => `Context:\n${context}\n\nQuestion: ${question}\nAnswer:`],
    ['bold labels', (question: string) => `**Context:**\n${context}\n\n**Question:** ${question}`],
    ['German labels', (question: string) => `Kontext:\n${context}\n\nFrage: ${question}\nAntwort:`],
    ['Chinese labels', (question: string) => `上下文：\n${context}\n\n问题：${question}\n回答：`],
    ['tags', (question: string) => `<context>\n${context}\n</context>\n<question>\n${question}\n</question>`],
    ['headings', (question: string) => `# Context\n\n${context}\n\n# Question\n\n${question}`],
    ['question before the context', (question: string) => `Question: ${question}\n\nContext:\n${context}`],
  ])('finds a marked question and keeps it verbatim: %s', (_, prompt) => {
    const question = 'Which town is known for its cheese';
    const text = prompt(question);
    expect(findQuestion(text).question).toContain(question);
    expect(verbatim(text)).toContain(question);
    const cut = findQuestion(text)
      .context.map(({ start, end }) => text.slice(start, end))
      .join('');
    expect(cut).toContain('The town of Birch');
  });

  it('keeps an instruction at the start verbatim beside the question at the end', () => {
    const instruction = 'Answer the question using only the passages below. Do not guess.';
    const text = `${instruction}\n\n${context}\n\nWhich town lies 5 km from the coast?`;
    expect(verbatim(text)).toContain(instruction);
    expect(findQuestion(text).question).toContain('5 km');
  });

  it('finds a question on the last line of the last paragraph', () => {
    const parts = findQuestion(`${context}\nWhich town lies 5 km from the coast?`);
    expect(parts.question).toBe('Which town lies 5 km from the coast?');
  });

  it('does not take the questions of an interview for the prompt’s own', () => {
    const interview = Array.from(
      { length: 8 },
      (_, index) => `Question: How old is item ${index}?\nAnswer: About ${index} years.`,
    );
    const text = `${interview.join('\n')}\n\nSummarize what is said about item 3.`;
    expect(findQuestion(text).question).toBe('Summarize what is said about item 3.');
  });

  it('returns stretches in order, inside the text and without overlap, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        let at = 0;
        for (const { start, end } of findQuestion(text).context) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThanOrEqual(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('takes the tags around a section neither for question nor for context', () => {
    const question = 'Which town is known for its cheese?';
    const text = `<context>\n${context}\n</context>\n<question>\n${question}\n</question>`;
    const parts = findQuestion(text);
    expect(parts.question).toBe(question);
    expect(parts.context.map(({ start, end }) => text.slice(start, end))).toEqual([context]);
  });
});
