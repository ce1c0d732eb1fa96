import { rewriteTexts } from '../../hooks-server/hooks/rewrites.js';

const conversation = (...contents: string[]) => contents.map((content) => ({ role: 'user', content }));

describe('carrying rewrites over to the texts of a guardrail', () => {
  it('rewrites the text that was changed, and not a later one of the same words', () => {
    const messages = [
      { role: 'user', content: 'long' },
      { role: 'assistant', content: null },
      { role: 'tool', content: 'long' },
    ];
    expect(rewriteTexts(['long', 'long'], messages, [{ message: 0, text: 'short' }])).toEqual([
      'short',
      'long',
    ]);
    expect(rewriteTexts(['long', 'long'], messages, [{ message: 2, text: 'short' }])).toEqual([
      'long',
      'short',
    ]);
  });

  it('finds a text wherever the route has put it, and leaves alone what is not there', () => {
    const messages = conversation('system', 'long', 'long');
    expect(rewriteTexts(['long', 'long', 'system'], messages, [{ message: 2, text: 'short' }])).toEqual([
      'long',
      'short',
      'system',
    ]);
    expect(rewriteTexts(['long'], messages, [{ message: 1, text: 'short' }])).toEqual(['short']);
    expect(rewriteTexts(['other'], messages, [{ message: 1, text: 'short' }])).toBeUndefined();
  });
});
