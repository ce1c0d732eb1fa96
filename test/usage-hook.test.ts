import { answerTexts } from '../hooks-server/usage-hook.js';

const textsOf = (response: unknown) => answerTexts(response).map(({ content }) => content);

describe('the texts of an answer', () => {
  it.each([
    ['chat completion', { choices: [{ message: { role: 'assistant', content: 'text' } }] }],
    ['text completion', { choices: [{ text: 'text' }] }],
    ['message', { content: [{ type: 'text', text: 'text' }] }],
    ['response', { output: [{ content: [{ type: 'output_text', text: 'text' }] }] }],
  ])('are found in a %s, as an object and as the JSON text that the plugin sends', (_, answer) => {
    expect(textsOf(answer)).toEqual(['text']);
    expect(textsOf(JSON.stringify(answer))).toEqual(['text']);
  });

  it.each([undefined, null, 7, 'NaN', '{"choices":', [], { choices: [{}] }])('are none in %p', (answer) => {
    expect(textsOf(answer)).toEqual([]);
  });
});
