import { leftOut } from './mark.js';

/** Shorter runs may be keys, hashes or names. */
const LEAST_BLOB = 256;

/** A data URL's head, if there is one, and base64 on one line or on lines of equal width. */
const BLOB =
  /(?:data:([\w.+-]+\/[\w.+-]+)(?:;[\w=.+-]+)*;base64,)?(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{60,}(?:\r?\n[A-Za-z0-9+/_-]{4,128}(?=[\r\n=]|$))*={0,2}/gu;

/** What files begin with in base64. */
const TYPES: readonly (readonly [string, string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp or audio/wav'],
  ['JVBERi0', 'application/pdf'],
  ['UEsDB', 'application/zip'],
  ['H4sI', 'application/gzip'],
  ['SUQz', 'audio/mpeg'],
  ['AAAA', 'binary'],
];

/** Characters of a blob by which it is known again where it is used. */
const HEAD = 24;

/** Characters that are looked at. */
const SAMPLE = 4_000;

/** Whether a run has what base64 of any file has: one alphabet, letters of both cases and digits, lines of equal width. */
function isEncoded(payload: string): boolean {
  const lines = payload.slice(0, SAMPLE).split(/\r?\n/u);
  const width = lines[0]?.length ?? 0;
  if (lines.length > 2 && lines.slice(0, -1).some((line) => line.length !== width)) return false;
  const sample = lines.join('');
  const share = (pattern: RegExp) => (sample.match(pattern)?.length ?? 0) / sample.length;
  const plus = share(/[+/]/gu);
  const dash = share(/[_-]/gu);
  if (plus > 0 && dash > 0) return false;
  return (
    plus + dash < MOST_SIGNS &&
    share(/[A-Z]/gu) > LEAST_CASE &&
    share(/[a-z]/gu) > LEAST_CASE &&
    share(/\d/gu) > LEAST_DIGITS
  );
}
const MOST_SIGNS = 0.12;
const LEAST_CASE = 0.12;
const LEAST_DIGITS = 0.03;

const typeOf = (payload: string): string =>
  TYPES.find(([head]) => payload.startsWith(head))?.[1] ?? 'unknown type';

/** Keys, certificates and tokens are short enough, and may be what it is all about. */
const KEYS =
  /-----BEGIN |\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S{1,40}) [A-Za-z0-9+/]|\beyJ[A-Za-z0-9_-]{10,}\.eyJ/u;

/** Puts type and size in place of base64 that `isUsed` says nothing needs any more. Keys and certificates stay. */
export function replaceBlobs(text: string, isUsed: (head: string) => boolean): string {
  if (text.length < LEAST_BLOB || KEYS.test(text)) return text;
  return text.replace(BLOB, (blob: string, mime: string | undefined) => {
    const payload = mime === undefined ? blob : blob.slice(blob.indexOf(',') + 1);
    if (payload.length < LEAST_BLOB || !isEncoded(payload) || isUsed(payload.slice(0, HEAD))) return blob;
    return leftOut(`${mime ?? typeOf(payload)}, base64, ${payload.length} characters`);
  });
}

/** Whether somebody speaks of encoded data, whatever its content. */
export const speaksOfBlobs = (said: string): boolean =>
  /base-?64|data[ -]?ur[il]|\bdecod|\bencoded|\bblob|декодир|デコード|解码|디코딩/iu.test(said);

/** The beginnings of a text's blobs. */
export function blobHeads(text: string): string[] {
  const heads: string[] = [];
  replaceBlobs(text, (head) => heads.push(head) > 0);
  return heads;
}
