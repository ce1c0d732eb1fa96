import { createHash } from 'node:crypto';

/** The mock's own count of tokens: words and signs. Nobody's tokenizer, but the same for the same text, always. */
export function countTokens(text: string): number {
  return text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)?.length ?? 0;
}

export interface Answer {
  readonly text: string;
  /** Whether `maxTokens` cut it off. */
  readonly truncated: boolean;
}

/**
 * The same answer for the same question, and another one for another: the question's beginning and its fingerprint, and
 * more words behind them where answers are to be as long as a model's.
 */
export function answerTo(question: string, maxTokens = Infinity, more = 0): Answer {
  const fingerprint = createHash('sha256').update(question).digest('hex').slice(0, 12);
  const start = question.replace(/\s+/g, ' ').trim().slice(0, 60);
  const text = `The mock provider answers "${start}" with ${fingerprint}.${' and so on'.repeat(Math.ceil(more / 3))}`;
  if (countTokens(text) <= maxTokens) return { text, truncated: false };
  const words = text.split(' ');
  while (words.length > 1 && countTokens(words.join(' ')) > maxTokens) words.pop();
  return { text: words.join(' '), truncated: true };
}

/** A text in pieces as a stream brings them: word by word, blanks kept. */
export function pieces(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [text];
}

/** A unit vector that only depends on the text. */
export function vectorOf(text: string, dimensions: number): number[] {
  const seed = createHash('sha512').update(text).digest();
  const values = Array.from({ length: dimensions }, (_, index) =>
    Math.sin((seed[index % seed.length] ?? 0) * (index + 1)),
  );
  const norm = Math.hypot(...values) || 1;
  return values.map((value) => value / norm);
}

/** The texts of a message's content: a string, or parts of which some are text. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) =>
      typeof part === 'object' && part !== null ? textOf(Reflect.get(part, 'text')) : '',
    )
    .join('\n');
}
