/**
 * What a unit is made of: `sentence` prose; `title` a heading that stands or falls with what is under it; `code` a
 * fence; `row` and `header` of a table; `line` a line of configuration, code or data; `log` and `error` lines of a log; `element` a JSON member or array element;
 * `structure` the JSON around elements, and anything else that has to stay.
 */
export type UnitKind =
  | 'sentence'
  | 'title'
  | 'code'
  | 'header'
  | 'row'
  | 'log'
  | 'error'
  | 'record'
  | 'element'
  | 'line'
  | 'structure';

/**
 * The smallest thing that is kept or cut as a whole. Units cover a text without gaps or overlap: each carries the
 * blanks after it (JSON elements: the blanks before them).
 */
export interface Unit {
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly kind: UnitKind;
  /** Counts up at blank lines and at the border of every block: the window of neighbourhood and lead. */
  readonly paragraph: number;
  /** Index of the title or table header above the unit, or -1. A kept unit brings its title with it. */
  readonly title: number;
  /** JSON only: number of the innermost array or object the unit is in, and which of the two, for commas and marks. */
  readonly container?: { readonly id: number; readonly kind: 'array' | 'object' };
}
