import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Sessions of people who look at the console. Nothing is kept: a session is a cookie that only this secret can sign. */
export interface Sessions {
  /** The value of a new session's cookie. */
  open(): string;
  /** Until when (Unix milliseconds) the session in this `Cookie` header is good; undefined when there is none. */
  validUntil(cookies: string | undefined): number | undefined;
}

export const SESSION_COOKIE = 'hooks_console';
export const SESSION_SECONDS = 8 * 3_600;

/** Every replica with the same secret takes the same sessions; a new secret ends all. */
export function createSessions(secret: string, { clock = Date.now } = {}): Sessions {
  const key = createHmac('sha256', secret).update('console sessions').digest();
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    open() {
      const text = `${Math.floor(clock()) + SESSION_SECONDS * 1_000}.${randomBytes(12).toString('base64url')}`;
      return `${text}.${sign(text)}`;
    },
    validUntil(cookies = '') {
      const [until = '', nonce = '', signature = ''] = valueOf(cookies).split('.');
      if (!equal(signature, sign(`${until}.${nonce}`))) return undefined;
      return Number(until) > clock() ? Number(until) : undefined;
    },
  };
}

function valueOf(cookies: string): string {
  const found = cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`));
  return found?.slice(SESSION_COOKIE.length + 1) ?? '';
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Slows down who guesses. */
export interface Guesses {
  /** Whether this address has guessed wrong so often that it has to wait. */
  mustWait(address: string): boolean;
  wrong(address: string): void;
}

const MAX_GUESSES = 10;
export const GUESS_SECONDS = 60;

/** Ten wrong secrets in a minute from one address; the addresses are bounded, the one not seen for longest is forgotten. */
export function createGuesses({ clock = Date.now } = {}): Guesses {
  const wrong = new LRUCache<string, { readonly since: number; count: number }>({ max: 1_000 });
  const recent = (address: string) => {
    const known = wrong.get(address);
    return known && clock() - known.since < GUESS_SECONDS * 1_000 ? known : undefined;
  };
  return {
    mustWait: (address) => (recent(address)?.count ?? 0) >= MAX_GUESSES,
    wrong(address) {
      const known = recent(address) ?? { since: clock(), count: 0 };
      known.count += 1;
      wrong.set(address, known);
    },
  };
}
