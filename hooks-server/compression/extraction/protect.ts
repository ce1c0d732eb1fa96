import type { Unit } from '../text/unit.js';

/** Orders and limits, several languages: what a reader must not miss even if nobody asks about it. */
const DIRECTIVE =
  /\b(?:must(?: not|n't)?|never|shall not|do not|don't|is forbidden|prohibited|mandatory|is required to|under no circumstances)\b|\b(?:müssen|muss|darf nicht|dürfen nicht|niemals|verboten|zwingend|unter keinen umständen)\b|\b(?:nunca|jamás|deben?|debe|está prohibido|obligatorio)\b|\b(?:ne jamais|interdit|obligatoire|doit|doivent)\b|(?<!\p{L})(?:никогда|нельзя|запрещ|обязан|необходимо)|(?:必须|不得|禁止|切勿|务必|绝不|なければならない|してはならない|禁止|반드시|금지)/iu;

/** A directive speaks to the reader: such lines are short, and often list items or begin with the order itself. */
const LONGEST_DIRECTIVE = 240;
const ADDRESSED =
  /^\s*(?:[-*•]|\d+[.)]|\*\*|>|you\b|never\b|always\b|do not\b|don't\b|only\b|must\b|note\b|important\b|warning\b|all \w+ must\b|niemals\b|nur\b|sie\b|du\b|nunca\b|solo\b|ne\b|никогда|только|вы |必须|不得|禁止|切勿|请勿|务必|只)/iu;

/** Code fences stay as long as they take no more than this share of the budget; beyond it they compete like prose. */
const FENCE_SHARE = 0.35;

/** Directives may take this share of the budget together; beyond it they compete like other sentences. */
const DIRECTIVE_SHARE = 0.2;

/** Whether a line binds its reader: must, never, only and their kin, addressed to somebody. */
function isDirective(text: string): boolean {
  const line = text.trim();
  if (line.length > LONGEST_DIRECTIVE) return false;
  return (
    ADDRESSED.test(line) &&
    (DIRECTIVE.test(line) || /\b(?:only|always|nur|immer|solo|siempre)\b|только|всегда|只能|仅/iu.test(line))
  );
}

function keepWithin(
  chosen: boolean[],
  members: readonly number[],
  tokens: ArrayLike<number>,
  most: number,
): void {
  let sum = 0;
  for (const at of members) {
    sum += tokens[at] ?? 0;
    if (sum > most) return;
    chosen[at] = true;
  }
}

export interface ForcedInput {
  readonly text: string;
  readonly units: readonly Unit[];
  readonly tokens: ArrayLike<number>;
  /** In tokens. */
  readonly budget: number;
  /** What the question names literally: rows and records that hold it stay; without any, every row does. */
  readonly anchors: readonly string[];
}

const ROWS: ReadonlySet<Unit['kind']> = new Set([
  'row',
  'header',
  'line',
  'log',
  'error',
  'record',
  'element',
]);

/** Log lines before and after one that is asked for stay too. */
const NEAR = 1;

function keepAnchored(forced: boolean[], { text, units, anchors }: ForcedInput): void {
  units.forEach(({ kind, start, end }, at) => {
    if (!ROWS.has(kind)) return;
    const unit = text.slice(start, end);
    if (!anchors.some((anchor) => unit.includes(anchor))) return;
    const reach = kind === 'log' || kind === 'error' ? NEAR : 0;
    for (let near = at - reach; near <= at + reach; near += 1) if (units[near]) forced[near] = true;
  });
}

/**
 * Which units stay whatever they score: JSON structure always; the rows and lines that the question names, or all of
 * them where it names none; code fences and directives while they are few.
 */
export function forcedUnits(input: ForcedInput): boolean[] {
  const { text, units, tokens, budget, anchors } = input;
  const forced = units.map(({ kind }) => kind === 'structure' || (anchors.length === 0 && ROWS.has(kind)));
  if (anchors.length > 0) keepAnchored(forced, input);
  const fences: number[] = [];
  const directives: number[] = [];
  units.forEach(({ kind, start, end }, at) => {
    if (kind === 'code') fences.push(at);
    if (kind === 'sentence' && isDirective(text.slice(start, end))) directives.push(at);
  });
  const size = fences.reduce((sum, at) => sum + (tokens[at] ?? 0), 0);
  if (size <= budget * FENCE_SHARE) keepWithin(forced, fences, tokens, size);
  keepWithin(forced, directives, tokens, budget * DIRECTIVE_SHARE);
  return forced;
}
