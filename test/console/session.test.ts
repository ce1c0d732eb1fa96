import {
  createGuesses,
  createSessions,
  GUESS_SECONDS,
  SESSION_COOKIE,
  SESSION_SECONDS,
} from '../../hooks-server/console/session.js';

const secret = ['admin', 'secret', 'of', 'tests'].join('-');
const NOW = 1_795_220_146_000.25;

describe('createSessions', () => {
  const clock = { now: NOW };
  const sessions = createSessions(secret, { clock: () => clock.now });
  const cookie = (value: string) => `${SESSION_COOKIE}=${value}`;
  afterEach(() => void (clock.now = NOW));

  it('takes its own cookie, also among others, until its time is over', () => {
    const value = sessions.open();
    const until = Math.floor(NOW) + SESSION_SECONDS * 1_000;
    expect(sessions.validUntil(cookie(value))).toBe(until);
    expect(sessions.validUntil(`a=b; ${cookie(value)}; c=d`)).toBe(until);
    clock.now = until - 1;
    expect(sessions.validUntil(cookie(value))).toBe(until);
    clock.now = until;
    expect(sessions.validUntil(cookie(value))).toBeUndefined();
  });

  it('holds on every replica that has the secret, and on none that has another', () => {
    const value = sessions.open();
    expect(createSessions(secret, { clock: () => NOW }).validUntil(cookie(value))).toBeDefined();
    expect(createSessions(`${secret}2`, { clock: () => NOW }).validUntil(cookie(value))).toBeUndefined();
  });

  it('says nothing of the secret, and is another one each time', () => {
    const values = [sessions.open(), sessions.open()];
    expect(values[0]).not.toBe(values[1]);
    expect(values.join()).not.toContain(secret);
  });

  it.each([
    ['no cookie', undefined],
    ['an empty one', `${SESSION_COOKIE}=`],
    ['one that was made up', `${SESSION_COOKIE}=99999999999999.abc.def`],
    ['one of another name', `x${SESSION_COOKIE}=1.2.3`],
    ['one without a signature', `${SESSION_COOKIE}=99999999999999.abc`],
    ['letters of another kind', `${SESSION_COOKIE}=\u{1f600}.a.b`],
  ])('refuses %s', (_name, header) => {
    expect(sessions.validUntil(header)).toBeUndefined();
  });

  it('refuses one of which anything was changed', () => {
    const [until = '', nonce = '', signature = ''] = sessions.open().split('.');
    for (const changed of [
      `${Number(until) + 1}.${nonce}.${signature}`,
      `${until}.${nonce}x.${signature}`,
      `${until}.${nonce}.${signature.slice(0, -1)}`,
      `${until}.${nonce}.${signature}A`,
    ])
      expect(sessions.validUntil(cookie(changed))).toBeUndefined();
  });
});

describe('createGuesses', () => {
  it('lets an address wait after ten wrong secrets in a minute, and nobody else', () => {
    const clock = { now: NOW };
    const guesses = createGuesses({ clock: () => clock.now });
    for (let guess = 0; guess < 10; guess += 1) {
      expect(guesses.mustWait('10.0.0.1')).toBe(false);
      guesses.wrong('10.0.0.1');
    }
    expect(guesses.mustWait('10.0.0.1')).toBe(true);
    expect(guesses.mustWait('10.0.0.2')).toBe(false);
    clock.now += GUESS_SECONDS * 1_000;
    expect(guesses.mustWait('10.0.0.1')).toBe(false);
  });
});
