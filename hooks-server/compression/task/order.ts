import { markerOf } from '../question/markers.js';
import type { TextRange } from '../text/fences.js';

/** A sentence of what a message says outside of its material. */
export interface OrderSentence {
  readonly text: string;
  /** Part of what was found to be the question. */
  readonly asked: boolean;
  /** Under a marker of its own (`Instructions:`, `<rules>`): set apart from the material by its author. */
  readonly labelled: boolean;
}

const PARTS = /(?<=[.!?…]["'”’)\]]*)\s+(?=\P{Ll})|(?<=[。！？؟।])\s*|\n+/gu;

/** The stretches of a text that are in none of the given ones. */
function between(text: string, context: readonly TextRange[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of context) {
    pieces.push(text.slice(at, start));
    at = end;
  }
  return [...pieces, text.slice(at)];
}

/** The sentences of a message's order, without labels and tags. */
export function orderSentences(
  text: string,
  question: string,
  context: readonly TextRange[],
): OrderSentence[] {
  const sentences: OrderSentence[] = [];
  for (const piece of between(text, context)) {
    let labelled = false;
    for (const line of piece.split('\n')) {
      const marker = markerOf(line);
      if (marker) labelled = marker.section === 'instruction';
      const rest = line.slice(marker?.length ?? 0).replace(/<\/?[\w-]{1,30}>/gu, ' ');
      for (const part of rest.split(PARTS)) {
        const sentence = part.trim();
        if (/[\p{L}\p{N}]/u.test(sentence))
          sentences.push({ text: sentence, asked: question.includes(sentence), labelled });
      }
    }
  }
  return sentences;
}
