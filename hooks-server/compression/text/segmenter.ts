import { lineEnd } from './lines.js';
import type { Unit, UnitKind } from './unit.js';

export interface Line {
  readonly start: number;
  /** After the line break. */
  readonly end: number;
  readonly text: string;
  readonly blank: boolean;
}

export interface Segmenter {
  readonly text: string;
  readonly end: number;
  readonly units: Unit[];
  readonly lines: readonly Line[];
  paragraph: number;
  title: number;
  containers: number;
  failedBlocks: number;
}

export function linesOf(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  for (let at = start; at < end;) {
    const next = Math.min(lineEnd(text, at), end);
    const line = text.slice(at, next);
    lines.push({ start: at, end: next, text: line, blank: line.trim() === '' });
    at = next;
  }
  return lines;
}

export function push(
  state: Segmenter,
  kind: UnitKind,
  start: number,
  end: number,
  title = state.title,
): void {
  if (start < end) state.units.push({ start, end, kind, paragraph: state.paragraph, title });
}

/** Blanks at the line's start. */
export const indentOf = (line: Line): number => line.text.search(/\S/u);
