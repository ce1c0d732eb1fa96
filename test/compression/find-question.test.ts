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

  const asked = [
    'What is the full legal name of the captain who signed the contract in 2019?',
    'Which bank finances the harbour extension, and at which interest rate?',
    'Who is the director of customs of the province, and since when?',
    'How many crates does the warehouse of Hazel ship each month to its port?',
  ];

  it.each([
    ['paragraphs', asked.join('\n\n')],
    ['lines of one paragraph', asked.map((question, at) => `${at + 1}. ${question}`).join('\n')],
    ['lines below a text', `The text ends here.\n${asked.join('\n')}`],
  ])('keeps every question at the end verbatim: %s', (_, questions) => {
    const text = `${context}\n\n${questions}`;
    for (const question of asked) {
      expect(verbatim(text)).toContain(question);
      expect(findQuestion(text).question).toContain(question);
    }
    expect(verbatim(text).length).toBeLessThan(questions.length + 3);
  });

  it.each([
    [
      'Request: GET /orders/17 returned 502',
      `Incident 42\n\nRequest: GET /orders/17 returned 502\n\n${context}`,
    ],
    ['Task: unload the crates', `${gazetteer(12)}\n\nTask: unload the crates\n\n${gazetteer(12)}`],
  ])('keeps the question at the end verbatim below the label of a document: %s', (_, text) => {
    const prompt = `${text}\n\nWho approved the maintenance window?`;
    expect(verbatim(prompt)).toContain('Who approved the maintenance window?');
    expect(findQuestion(prompt).question).toContain('Who approved the maintenance window?');
  });

  it('takes a label far from both ends for content, unless nothing else asks', () => {
    const document = `${gazetteer(12)}\n\nTask: unload the crates\n\n${gazetteer(12)}`;
    expect(findQuestion(`${document}\n\nWho approved it?`).question).toBe('Who approved it?');
    expect(findQuestion(document).question).toBe('unload the crates');
  });

  it.each(['Context:', '## Context', 'Document:', 'Text:'])(
    'finds a question without a label below the context: %s',
    (label) => {
      const question = 'Which town is known for its cheese?';
      const text = `${label}\n${context}\n\n${question}`;
      expect(findQuestion(text).question).toBe(question);
      expect(verbatim(text)).toContain(question);
    },
  );

  it.each([
    ['labels', '```yaml\nkind: Map\ndata:\n  a: 1\n\nrequest: none\n\nanswer: fine\n\nb: 2\n```'],
    ['headings', '~~~sh\n# Question\n\nls\n\n# Context\n\nls -a\n~~~'],
    ['in a list', '    ```yaml\n    a: 1\n\n    question: none\n\n    b: 2\n    ```'],
  ])('takes nothing in a code fence for a part of the prompt: %s', (_, fence) => {
    const question = 'Which town is known for its cheese?';
    const text = `${context}\n\n1. Run this:\n\n${fence}\n\n${context}\n\n${question}`;
    expect(findQuestion(text).question).toBe(question);
    expect(findQuestion(text).context).toEqual([{ start: 0, end: text.length - question.length }]);
  });

  it('leaves a question in the context where a label names the prompt’s own', () => {
    const text = `Context:\n${context}\n\nWho knows?\n\nQuestion: Which town is known for its cheese?`;
    expect(findQuestion(text).question).toBe('Which town is known for its cheese?');
    expect(verbatim(text)).not.toContain('Who knows?');
  });

  it('finds the question below a fence that is never closed', () => {
    const text = `${context}\n\n\`\`\`\ncode\n\nWhich town is known for its cheese?`;
    expect(findQuestion(text).question).toBe('Which town is known for its cheese?');
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
