import type { FindingCandidate } from '../finding.js';
import { isPublishedExample } from './published.js';
import { isKnownDefault, isPlaceholder, shannonEntropy } from './entropy.js';

const JSON_WEB_TOKEN = /eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/y;
const PEM_HEAD = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const URL_PASSWORD = /:\/\/([^\s:/@'"<>]{0,64}):([^\s/@'"<>]{3,128})@([A-Za-z0-9.[\]_-]{1,253})/y;
const TELEGRAM_TOKEN = /\d{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])/y;
const ACCOUNT_KEY = /(?:AccountKey|SharedAccessKey|SharedSecretKey)=([A-Za-z0-9+/]{40,100}={0,2})/y;
const CONNECTION_PASSWORD = /(?:assword|wd)\s?=\s?([^;\s'"]{4,128})/iy;

/** Adds credentials that are known by their structure: JWT, PEM private key, password in a URL or connection string. */
export function structuredSecrets(text: string, found: FindingCandidate[]): void {
  jsonWebTokens(text, found);
  at(text, '-----BEGIN ', PEM_HEAD, (match, start) => pemBlock(text, match[0], start, found));
  at(text, '://', URL_PASSWORD, (match, start) => {
    const [, user = '', password = '', host = ''] = match;
    if (isWeakUrlPassword(user, password, host)) return;
    push(found, 'connection-string', 0.9, schemeStart(text, start), urlEnd(text, start + match[0].length));
  });
  telegram(text, found);
  dataSourceNames(text, found);
  for (const name of ['AccountKey=', 'SharedAccessKey=', 'SharedSecretKey=']) {
    at(text, name, ACCOUNT_KEY, (match, start) => {
      if (isPlaceholder(match[1] ?? '')) return;
      const whole = pairsAround(text, start, start + match[0].length);
      push(found, 'azure-account-key', 0.95, whole.start, whole.end);
    });
  }
  for (const name of ['assword=', 'ASSWORD=', 'wd=', 'WD=', 'wd =', 'assword =']) {
    at(text, name, CONNECTION_PASSWORD, (match, start) => {
      const value = match[1] ?? '';
      const whole = pairsAround(text, start - 1, start + match[0].length);
      const inside = text.slice(whole.start, whole.end);
      if (isPlaceholder(value) || isVariable(value) || isKnownDefault(value)) return whole.end;
      if (CONNECTION_KEYS.test(inside)) push(found, 'connection-string', 0.9, whole.start, whole.end);
      return whole.end;
    });
  }
}

/** `host=… user=… password=…` of libpq, and JDBC's URLs with a password among their parameters. */
const dataSources = [
  /(?<![\w.])(?:(?:host|hostaddr|user|dbname|port|sslmode|server)=[^\s;'"]{1,100}\s){1,8}password=([^\s'"]{3,128})(?:\s\w{1,20}=[^\s;'"]{1,100}){0,8}/g,
  /jdbc:[a-z0-9]{2,20}:[^\s"'<>]{3,300}?[?&;](?:password|pwd)=([^\s"'&;<>]{3,128})[^\s"'<>]{0,200}/gi,
  /jdbc:oracle:thin:[\w.]{1,40}\/([^\s"'@/]{3,64})@[^\s"'<>]{3,200}/gi,
];

function dataSourceNames(text: string, found: FindingCandidate[]): void {
  if (!/password=|pwd=|jdbc:/i.test(text)) return;
  for (const pattern of dataSources) {
    for (const match of text.matchAll(pattern)) {
      const password = match[1] ?? '';
      if (isPlaceholder(password) || isVariable(password) || isKnownDefault(password)) continue;
      push(found, 'connection-string', 0.9, match.index, match.index + match[0].length);
    }
  }
}

/** A placeholder, a variable, a default that everybody knows, or the user's own name over again. */
function isWeakUrlPassword(user: string, password: string, host: string): boolean {
  const isLocal = /^(?:localhost|127\.|0\.0\.0\.0|db\b|host\b|server\b|\[::1\])/i.test(host);
  return (
    isPlaceholder(password) ||
    isVariable(password) ||
    isKnownDefault(password) ||
    /^\d{2,5}[\\#:]/.test(password) ||
    password.toLowerCase() === user.toLowerCase() ||
    (/example\.(?:com|org|net)$/i.test(host) && /^[a-z]+$/i.test(password)) ||
    (isLocal && /^[a-z_-]{1,24}\d{0,3}$/i.test(password))
  );
}

/** The rest of a URL: its port, path and query. */
function urlEnd(text: string, from: number): number {
  URL_REST.lastIndex = from;
  const rest = URL_REST.exec(text)?.[0] ?? '';
  return from + rest.replace(/[.,;:!?)\]]+$/, '').length;
}

const URL_REST = /[^\s"'`<>\\]{0,1000}/y;
/** Keys that only the connection string of a database or a service has. */
const CONNECTION_KEYS =
  /(?:^|[;\s])(?:server|data source|host|hostname|addr(?:ess)?|network address|initial catalog|database|dbname|user id|uid|user|username|endpoint|driver|provider|port)\s?=/i;
const PAIR_BEFORE = /(?:^|[^\w.])([A-Za-z][\w.]{0,24}(?: [A-Za-z]{2,12}){0,2}\s?=[^;="'`<>\n]{0,200});\s?$/;
const PAIR_AFTER = /;\s?(?:[A-Za-z][\w.]{0,24}(?: [A-Za-z]{2,12}){0,2}\s?=[^;"'`<>\s]{0,200})?/y;
const MOST_PAIRS = 20;

/** All of the `key=value;` pairs among which [start, end) stands. */
function pairsAround(text: string, start: number, end: number): { start: number; end: number } {
  // From the beginning of the key whose value was found.
  let first = start;
  while (first > 0 && start - first < 24 && /[A-Za-z ]/.test(text.charAt(first - 1))) first--;
  while (first < start && text.charAt(first) === ' ') first++;
  for (let count = 0; count < MOST_PAIRS; count++) {
    const left = text.slice(Math.max(0, first - 260), first).trimEnd();
    if (!left.endsWith(';')) break;
    // A pair holds no semicolon, so that it begins after the one before.
    const [, pair] = PAIR_BEFORE.exec(left.slice(Math.max(0, left.lastIndexOf(';', left.length - 2)))) ?? [];
    if (pair === undefined) break;
    first = text.lastIndexOf(pair, first);
  }
  let last = end;
  for (let count = 0; count < MOST_PAIRS; count++) {
    PAIR_AFTER.lastIndex = last;
    const pair = PAIR_AFTER.exec(text)?.[0];
    if (pair === undefined || pair.length < 2) break;
    last += pair.length;
  }
  return { start: first, end: last };
}

function at(
  text: string,
  literal: string,
  pattern: RegExp,
  use: (match: RegExpExecArray, start: number) => number | void,
): void {
  for (let start = text.indexOf(literal); start !== -1;) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    // Where a credential ends that was found here: what lies inside it was read.
    const end = match && use(match, start);
    start = text.indexOf(
      literal,
      Math.max(end ?? 0, start + Math.max(literal.length, match?.[0].length ?? 0)),
    );
  }
}

function push(found: FindingCandidate[], kind: string, score: number, start: number, end: number): void {
  found.push({ kind, score, start, end, signals: [`structure:${kind}`] });
}

const TOKEN_RUN = /[A-Za-z0-9_-]+/y;

/** A JWT begins where a run of base64url does, so that each run is looked at once. */
function jsonWebTokens(text: string, found: FindingCandidate[]): void {
  for (let start = text.indexOf('eyJ'); start !== -1;) {
    TOKEN_RUN.lastIndex = start;
    let end = start + (TOKEN_RUN.exec(text)?.[0].length ?? 3);
    JSON_WEB_TOKEN.lastIndex = start;
    const token =
      text.charAt(end) === '.' && isBounded(text, start) ? JSON_WEB_TOKEN.exec(text)?.[0] : undefined;
    if (token !== undefined) {
      end = start + token.length;
      const reserved = isPublishedExample(token);
      found.push({
        kind: 'jwt',
        score: 0.85,
        start,
        end,
        signals: ['structure:jwt'],
        ...(reserved && { reserved }),
      });
    }
    start = text.indexOf('eyJ', end);
  }
}

const isBounded = (text: string, start: number) =>
  start === 0 || !/[A-Za-z0-9_-]/.test(text.charAt(start - 1));
const isVariable = (value: string) => /^[<$%{*[(]|^x+$/i.test(value) || value.includes('...');

function schemeStart(text: string, colon: number): number {
  let start = colon;
  while (start > 0 && colon - start < 24 && /[A-Za-z0-9+.-]/.test(text.charAt(start - 1))) start--;
  return start;
}

const LONGEST_BLOCK = 8192;
const BODY_STARTS =
  /^(?:\s|\\[nr]|["'+,])*(?:[A-Za-z0-9+/=]{16}|(?:Proc-Type|DEK-Info|Version|Comment|Charset|Hash):)/;

/** The body, up to the next marker, must look like base64 of some length: an empty or elided block is documentation. */
function pemBlock(text: string, head: string, start: number, found: FindingCandidate[]): void {
  const bodyStart = start + head.length;
  const marker = text.indexOf('-----', bodyStart);
  const end = Math.min(marker < 0 ? text.length : marker, bodyStart + LONGEST_BLOCK);
  const body = text.slice(bodyStart, end);
  // An elided body is followed by code that may look like one.
  if (!BODY_STARTS.test(body)) return;
  const letters = body.replace(/[^A-Za-z0-9+/=]/g, '');
  if (letters.length < 40 || shannonEntropy(letters) < 3.5 || letters.length < body.length / 2) return;
  const footer = text.startsWith('-----END ', end) ? text.indexOf('-----', end + 9) : -1;
  push(found, 'private-key', 0.98, start, footer < 0 || footer > end + 60 ? end : footer + 5);
}

function telegram(text: string, found: FindingCandidate[]): void {
  for (let colon = text.indexOf(':AA'); colon !== -1; colon = text.indexOf(':AA', colon + 3)) {
    let start = colon;
    while (start > 0 && colon - start < 11 && /\d/.test(text.charAt(start - 1))) start--;
    TELEGRAM_TOKEN.lastIndex = start;
    const value = TELEGRAM_TOKEN.exec(text)?.[0];
    if (value && shannonEntropy(value) > 3.5)
      push(found, 'telegram-bot-api-token', 0.95, start, start + value.length);
  }
}
