import { isLongerThan } from '../../hooks-server/cache/size.js';

describe('the size of a request', () => {
  it.each<[unknown, number, boolean]>([
    ['abc', 3, false],
    ['abcd', 3, true],
    [{ messages: [{ content: 'ab' }, { content: ['c', { text: 'd' }] }] }, 4, false],
    [{ messages: [{ content: 'ab' }, { content: ['c', { text: 'd' }] }] }, 3, true],
    [undefined, 0, false],
    [{ n: 1, stream: true, seed: null }, 0, false],
  ])('counts the characters of all strings in %j', (value, most, longer) => {
    expect(isLongerThan(value, most)).toBe(longer);
  });
});
