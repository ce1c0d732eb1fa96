import { documentHeader } from './lines.js';
import type { Unit } from './unit.js';

/** From this many passages on a text counts as retrieved documents. */
const PASSAGES = 3;

const DOCUMENT_TAG = /^\s*<(?:document|doc|passage|source|chunk|result|snippet|page|item|search_result)\b/i;

/**
 * Whether a text is made of several passages or documents, as retrieval puts them into prompts: under document
 * headers (`Document [1]…`, `[1] …`), titles of their own, or XML-like tags.
 */
export function hasPassages(text: string, units: readonly Unit[]): boolean {
  let passages = 0;
  for (const { kind, start, end } of units) {
    if (kind === 'title') {
      const line = text.slice(start, Math.min(end, start + 400));
      // A speaker's name in front of a turn is a title within its line.
      const ownLine = line.endsWith('\n');
      if (documentHeader(line) > 0 || (ownLine && !/^\s{0,3}#/.test(line))) passages += 1;
    } else if (kind === 'structure' && DOCUMENT_TAG.test(text.slice(start, Math.min(end, start + 40)))) {
      passages += 1;
    }
    if (passages >= PASSAGES) return true;
  }
  return false;
}
