/** Hashes of a system prompt's word n-grams; the prompt cannot be read back from them. */
export interface PromptFingerprint {
  readonly hashes: Uint32Array;
}

/** Words per n-gram: eight in a row seldom agree by chance (the length plagiarism checkers use). */
const SIZE = 8;
const MAXIMUM_HASHES = 2048;
/** UTF-16 units of a prompt that are fingerprinted, half of them at each end: a client may send megabytes of it. */
const MAXIMUM_LENGTH = 64_000;
const WORD = /[\p{L}\p{N}]+/gu;

/** The rising hashes of all runs of eight words; empty for a text with fewer words. FNV-1a over the lower-cased words. */
function runHashes(text: string): number[] {
  const words = Array.from(text.toLowerCase().matchAll(WORD), ([found]) => hash(found));
  const hashes: number[] = [];
  for (let index = 0; index + SIZE <= words.length; index++) {
    let combined = 0x811c9dc5;
    for (let offset = 0; offset < SIZE; offset++) {
      combined = Math.imul(combined ^ (words[index + offset] ?? 0), 0x01000193) >>> 0;
      combined ^= combined >>> 15;
    }
    hashes.push(combined >>> 0);
  }
  return hashes;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/**
 * A compact fingerprint of a system prompt (at most 8 kB; of a very long one its beginning and its end), to be kept by
 * call id until the response is there. Undefined for a prompt too short to be recognised.
 */
export function fingerprintPrompt(systemPrompt: string): PromptFingerprint | undefined {
  const all = [...new Set(runHashes(bothEnds(systemPrompt)))];
  if (all.length < 4) return undefined;
  const step = Math.max(1, Math.ceil(all.length / MAXIMUM_HASHES));
  return { hashes: Uint32Array.from(all.filter((_, index) => index % step === 0)).sort() };
}

/** The runs of words across the gap stand in no answer, and do no harm. */
function bothEnds(text: string): string {
  if (text.length <= MAXIMUM_LENGTH) return text;
  return `${text.slice(0, MAXIMUM_LENGTH / 2)}\n${text.slice(-MAXIMUM_LENGTH / 2)}`;
}

/** How much of a fingerprinted prompt a response repeats word for word. */
export interface PromptEcho {
  /** Share of the prompt's n-grams found, from 0 to 1. */
  readonly share: number;
  readonly matches: number;
}

/** Looks a response's n-grams up in a prompt's fingerprint. */
export function measureEcho(fingerprint: PromptFingerprint, response: string): PromptEcho {
  const known = new Set(fingerprint.hashes);
  let matches = 0;
  for (const candidate of new Set(runHashes(response))) if (known.has(candidate)) matches++;
  return { share: matches / fingerprint.hashes.length, matches };
}

/**
 * An echo as a score from 0 to 1: a quarter of the prompt, or 24 n-grams (about 30 words in a row), are certain enough
 * for the level high; a quoted phrase of one or two n-grams stays low.
 */
export function echoScore({ share, matches }: PromptEcho): number {
  if (matches < 2) return 0;
  return Math.min(0.98, Math.max(share >= 0.25 ? 0.8 + share / 6 : share * 3.2, matches / 30));
}
