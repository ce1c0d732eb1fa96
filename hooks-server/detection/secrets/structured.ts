import type { Candidate } from '../finding.js';
import { isPlaceholder, shannonEntropy } from './entropy.js';

const jsonWebToken = /eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/y;
const pemHead = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const urlPassword = /:\/\/([^\s:/@'"<>]{0,64}):([^\s/@'"<>]{3,128})@([A-Za-z0-9.[\]_-]{1,253})/y;
const telegramToken = /\d{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])/y;
const accountKey = /(?:AccountKey|SharedAccessKey|SharedSecretKey)=([A-Za-z0-9+/]{40,100}={0,2})/y;
const connectionPassword = /(?:password|pwd)=([^;\s'"]{4,128})/iy;

/** Adds credentials that are known by their structure: JWT, PEM private key, password in a URL or connection string. */
export function structuredSecrets(text: string, found: Candidate[]): void {
  jsonWebTokens(text, found);
  at(text, '-----BEGIN ', pemHead, (match, start) => pemBlock(text, match[0], start, found));
  at(text, '://', urlPassword, (match, start) => {
    const password = match[2] ?? '';
    if (
      isPlaceholder(password) ||
      isVariable(password) ||
      /^(?:password|pass|pwd|secret|user)$/i.test(password)
    )
      return;
    const from = schemeStart(text, start);
    push(found, 'connection-string', 0.9, from, start + match[0].length);
  });
  telegram(text, found);
  for (const name of ['AccountKey=', 'SharedAccessKey=', 'SharedSecretKey=']) {
    at(text, name, accountKey, (match, start) => {
      const value = match[1] ?? '';
      if (!isPlaceholder(value))
        push(found, 'azure-account-key', 0.95, start + name.length, start + match[0].length);
    });
  }
  for (const name of [';Password=', ';Pwd=', ';password=', ';pwd=']) {
    at(
      text,
      name,
      connectionPassword,
      (match, start) => {
        const value = match[1] ?? '';
        if (isPlaceholder(value) || isVariable(value)) return;
        push(
          found,
          'connection-string',
          0.9,
          start + 1 + match[0].length - value.length,
          start + 1 + match[0].length,
        );
      },
      1,
    );
  }
}

function at(
  text: string,
  literal: string,
  pattern: RegExp,
  use: (match: RegExpExecArray, start: number) => void,
  skip = 0,
): void {
  for (let start = text.indexOf(literal); start !== -1;) {
    pattern.lastIndex = start + skip;
    const match = pattern.exec(text);
    if (match) use(match, start);
    start = text.indexOf(literal, start + Math.max(literal.length, match?.[0].length ?? 0));
  }
}

function push(found: Candidate[], kind: string, score: number, start: number, end: number): void {
  found.push({ kind, score, start, end, signals: [`structure:${kind}`] });
}

const tokenRun = /[A-Za-z0-9_-]+/y;

/** A JWT begins where a run of base64url does, so that each run is looked at once. */
function jsonWebTokens(text: string, found: Candidate[]): void {
  for (let start = text.indexOf('eyJ'); start !== -1;) {
    tokenRun.lastIndex = start;
    let end = start + (tokenRun.exec(text)?.[0].length ?? 3);
    jsonWebToken.lastIndex = start;
    const token =
      text.charAt(end) === '.' && isBounded(text, start) ? jsonWebToken.exec(text)?.[0] : undefined;
    if (token !== undefined) {
      end = start + token.length;
      push(found, 'jwt', 0.85, start, end);
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

const longestBlock = 8192;

/** The body, up to the next marker, must look like base64 of some length: an empty or elided block is documentation. */
function pemBlock(text: string, head: string, start: number, found: Candidate[]): void {
  const bodyStart = start + head.length;
  const marker = text.indexOf('-----', bodyStart);
  const end = Math.min(marker < 0 ? text.length : marker, bodyStart + longestBlock);
  const body = text.slice(bodyStart, end);
  const letters = body.replace(/[^A-Za-z0-9+/=]/g, '');
  if (letters.length < 40 || shannonEntropy(letters) < 3.5 || letters.length < body.length / 2) return;
  const footer = text.startsWith('-----END ', end) ? text.indexOf('-----', end + 9) : -1;
  push(found, 'private-key', 0.98, start, footer < 0 || footer > end + 60 ? end : footer + 5);
}

function telegram(text: string, found: Candidate[]): void {
  for (let colon = text.indexOf(':AA'); colon !== -1; colon = text.indexOf(':AA', colon + 3)) {
    let start = colon;
    while (start > 0 && colon - start < 11 && /\d/.test(text.charAt(start - 1))) start--;
    telegramToken.lastIndex = start;
    const value = telegramToken.exec(text)?.[0];
    if (value && shannonEntropy(value) > 3.5)
      push(found, 'telegram-bot-api-token', 0.95, start, start + value.length);
  }
}
