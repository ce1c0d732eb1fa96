import fc from 'fast-check';
import { guardNames } from '../../hooks-server/verification/guards.js';
import { judge } from './pairs.js';

describe('an answer is never served for', () => {
  it.each([
    ['number', 'Which phones cost less than 300 euros?', 'Which phones cost less than 400 euros?'],
    ['number', 'How do I upgrade to version 4.2.1?', 'How do I upgrade to version 4.3.1?'],
    ['number', 'Show me the orders of 2023-04-05', 'Show me the orders of 2023-05-04'],
    ['number', 'Is 20 mg of melatonin too much?', 'Is 20 g of melatonin too much?'],
    ['number', 'List the members of Apollo XI', 'List the members of Apollo XIII'],
    ['number', 'Show logs of the last 5 minutes', 'Show logs of the last five hours'],
    ['negation', 'Which mushrooms are edible?', 'Which mushrooms are not edible?'],
    ['negation', 'Can I drive with glasses?', 'Can I drive without glasses?'],
    ['negation', 'Welche Pilze sind essbar?', 'Welche Pilze sind nicht essbar?'],
    ['negation', 'Why does the pump start?', "Why doesn't the pump start?"],
    ['antonym', 'How do I mute the speaker?', 'How do I unmute the speaker?'],
    ['antonym', 'How can I increase the font size?', 'How can I decrease the font size?'],
    [
      'antonym',
      'Which exercise makes legs stronger? Is it safe?',
      'Which exercise makes legs stronger? Is it unsafe?',
    ],
    [
      'temporal',
      'What are common names for vineyard terraces after a heavy flood? Give one example from Portugal. Someone will read it aloud on local radio next spring.',
      'Which songs mention vineyard terraces along a windy coast? Start with the most frequent mistake. Someone will read it aloud on local radio next spring.',
    ],
    ['temporal', 'May I eat before the blood test?', 'May I eat after the blood test?'],
    ['temporal', 'Is Nora a nurse?', 'Did Nora use to be a nurse?'],
    ['temporal', 'Is the museum open on Monday?', 'Is the museum open on Sunday?'],
    ['entity', 'How high is the tower in Paris?', 'How high is the tower in Tokyo?'],
    ['entity', 'How do I read a file in Rust?', 'How do I read a file in Ruby?'],
    ['direction', 'Find trains from Lyon to Nice', 'Find trains from Nice to Lyon'],
    ['direction', 'Did the dog chase the cat?', 'Did the cat chase the dog?'],
    ['direction', 'Does Peter envy Paula?', 'Is Peter envied by Paula?'],
    ['code', 'What is 7 + 4?', 'What is 7 - 4?'],
    ['code', 'When is a < b true?', 'When is a > b true?'],
    ['code', 'Convert -10 celsius to fahrenheit', 'Convert 10 celsius to fahrenheit'],
    ['code', 'What is 2 to the power of -3?', 'What is 2 to the power of 3?'],
    ['code', 'What is 10^-3?', 'What is 10^3?'],
    ['code', 'What is .5 times 8?', 'What is 5 times 8?'],
    ['code', 'What is the value of 5!?', 'What is the value of 5?'],
    ['code', 'What does && do in bash?', 'What does & do in bash?'],
    ['code', 'What does [ do in bash?', 'What does { do in bash?'],
    ['code', 'What does ?. do in JavaScript?', 'What does ?? do in JavaScript?'],
    ['entity', 'What does the 🙏 emoji mean?', 'What does the 💀 emoji mean?'],
    ['entity', 'Which country has the flag 🇫🇷?', 'Which country has the flag 🇩🇪?'],
    ['entity', 'What does IT mean?', 'What does it mean?'],
    ['quoted', 'What does "take a rain check" mean?', 'What does "take a back seat" mean?'],
  ])('another %s: %s', async (guard, stored, asked) => {
    const verdict = await judge(stored, asked);
    expect(verdict).toMatchObject({ accept: false, guard });
    expect(await judge(asked, stored)).toEqual(verdict);
  });

  it.each([
    ['What is the capital of France?', 'What is the population of Paris?'],
    ['Turn on dark mode', 'Turn off dark mode'],
    ['How do I cook rice?', 'How do I cook pasta?'],
    ['👍', '👎'],
    ['???', '!!!'],
  ])('another question: %s / %s', async (stored, asked) => {
    expect((await judge(stored, asked)).accept).toBe(false);
  });
});

describe('texts that a model does not tell apart', () => {
  it.each([
    ['How do you pronounce が?', 'How do you pronounce か?'],
    ['फूल क्या है?', 'फल क्या है?'],
    ['ข้าวคืออะไร', 'ขาวคืออะไร'],
    ['What is a zorble?', 'What is a quandle?'],
  ])('never serve for each other: %s / %s', async (stored, asked) => {
    for (const mode of ['standard', 'strict'] as const)
      expect((await judge(stored, asked, mode)).accept).toBe(false);
  });

  it('but an accent that is left out in typing changes no question', async () => {
    expect((await judge('Explain café culture', 'Explain cafe culture')).accept).toBe(true);
  });
});

describe('a text of very many words', () => {
  it.each([
    ['apart by commas alone', `${'q,'.repeat(490)}word`, `${'q,'.repeat(489)}other`],
    ['apart by blanks', 'data '.repeat(151), `${'data '.repeat(150)}datum`],
  ])('hits exactly only: %s', async (_, stored, asked) => {
    expect(await judge(stored, asked)).toEqual({ accept: false, score: 0, guard: 'too_long' });
  });
});

describe('an answer is served for', () => {
  it.each([
    [
      'the words of the specification',
      'What is the capital of France?',
      'What is the capital city of France?',
    ],
    ['a contraction', 'What is a monad?', "What's a monad?"],
    ['a typing error', 'How do I change the language settings?', 'How do I change the langauge settings?'],
    ['a misplaced blank', 'Where can I renew my passport?', 'Where ca nI renew my passport?'],
    ['another opening', 'What is photosynthesis?', 'Can you please explain photosynthesis?'],
    ['a mere insertion', 'Is that parrot asleep?', 'Is that parrot actually asleep?'],
    ['parts joined by "and" that change places', 'Is salt and sugar allowed?', 'Is sugar and salt allowed?'],
    [
      'two sides of a difference',
      'What is the difference between tea and coffee?',
      'What is the difference between coffee and tea?',
    ],
    ['the passive', 'Did Laura paint the fence?', 'Was the fence painted by Laura?'],
    [
      'a comparison the other way round',
      'Are whales heavier than trucks?',
      'What is heavier, trucks or whales?',
    ],
    ['British spelling', 'What is your favourite colour?', 'What is your favorite color?'],
    ['a country by another name', 'Who may vote in the United States?', 'Who may vote in the USA?'],
  ])('%s', async (_, stored, asked) => {
    expect(await judge(stored, asked)).toMatchObject({ accept: true });
    expect(await judge(asked, stored)).toMatchObject({ accept: true });
  });

  it('numbers in another form are no other numbers to any guard; whether it is served, the score says', async () => {
    const { guard } = await judge('Is 1,000 USD enough?', 'Is $1000 enough?');
    expect(guard ?? 'low_score').toBe('low_score');
  });

  it('the very same text, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.constantFrom('strict', 'standard'),
        async (text, mode) => {
          expect(await judge(text, text, mode as 'strict')).toMatchObject({ accept: true });
        },
      ),
    );
  });
});

describe('verification', () => {
  it('never takes one number for another, wherever it stands', async () => {
    const templates = [
      'Give me % tips',
      'What happened in %?',
      'is % a prime number',
      'reduce the size by %%',
      'port % is blocked',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...templates),
        fc.nat(9_999),
        fc.nat(9_999),
        async (template, x, y) => {
          fc.pre(x !== y);
          expect(
            await judge(template.replace('%', String(x)), template.replace('%', String(y))),
          ).toMatchObject({
            accept: false,
            guard: 'number',
          });
        },
      ),
    );
  });

  it('decides the same whichever text was stored, and names its guards from one list', async () => {
    const words = fc.constantFrom(
      ...'what is the best way to get from Rome to Oslo not before 5 pm cheap expensive train and bus or by Anna why how 2 "x y"'.split(
        ' ',
      ),
    );
    const texts = fc.array(words, { minLength: 1, maxLength: 9 }).map((list) => list.join(' '));
    await fc.assert(
      fc.asyncProperty(texts, texts, fc.constantFrom('strict', 'standard'), async (a, b, mode) => {
        const forth = await judge(a, b, mode);
        const back = await judge(b, a, mode);
        expect(back.accept).toBe(forth.accept);
        expect(forth.score).toBeGreaterThanOrEqual(0);
        expect(forth.score).toBeLessThanOrEqual(1);
        expect(forth.guard === undefined).toBe(forth.accept);
        if (forth.guard) expect(guardNames).toContain(forth.guard);
      }),
      { numRuns: 300 },
    );
  });

  it('accepts nothing in strict mode that standard mode rejects', async () => {
    const words = fc.constantFrom(
      ...'how can i should we make bake good great bread cake quickly fast in a new old oven'.split(' '),
    );
    const texts = fc.array(words, { minLength: 2, maxLength: 8 }).map((list) => list.join(' '));
    await fc.assert(
      fc.asyncProperty(texts, texts, async (a, b) => {
        const strict = await judge(a, b, 'strict');
        const standard = await judge(a, b, 'standard');
        expect(strict.accept && !standard.accept).toBe(false);
      }),
    );
  });

  it('leaves texts that are too long for one vector to the exact layer', async () => {
    const long = 'a long story about many things '.repeat(40);
    expect(await judge(long, `${long} and more`)).toMatchObject({ accept: false, guard: 'too_long' });
  });

  it('trusts the cosine alone when it is off', async () => {
    expect(await judge('Turn on dark mode', 'Turn off dark mode', 'off')).toMatchObject({ accept: true });
  });

  it('ends soon on texts made to be slow', async () => {
    const start = performance.now();
    for (const text of [
      'a '.repeat(140),
      '"'.repeat(2_000),
      'and or '.repeat(70),
      `${'did '.repeat(70)}use to`,
      'x'.repeat(1_500),
    ]) {
      await judge(text, `${text} b`);
    }
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
