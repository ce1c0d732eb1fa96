import type { Unit } from '../text/unit.js';

/** Orders and limits, several languages: what a reader must not miss even if nobody asks about it. */
const DIRECTIVE =
  /\b(?:must(?: not|n't)?|never|shall not|do not|don't|is forbidden|prohibited|mandatory|is required to|under no circumstances)\b|\b(?:müssen|muss|darf nicht|dürfen nicht|niemals|verboten|zwingend|unter keinen umständen)\b|\b(?:nunca|jamás|deben?|debe|está prohibido|obligatorio)\b|\b(?:ne jamais|interdit|obligatoire|doit|doivent)\b|(?<!\p{L})(?:никогда|нельзя|запрещ|обязан|необходимо)|(?:必须|不得|禁止|切勿|务必|绝不|なければならない|してはならない|禁止|반드시|금지)/iu;

/** A directive speaks to the reader: such lines are short, and often list items or begin with the order itself. */
const LONGEST_DIRECTIVE = 240;
const ADDRESSED =
  /^\s*(?:[-*•]|\d+[.)]|\*\*|>|you\b|never\b|always\b|do not\b|don't\b|only\b|must\b|note\b|important\b|warning\b|all \w+ must\b|niemals\b|nur\b|sie\b|du\b|nunca\b|solo\b|ne\b|никогда|только|вы |必须|不得|禁止|切勿|请勿|务必|只)/iu;

/** Tables up to this share of the budget are kept whole. */
const TABLE_SHARE = 0.25;

/** Directives may take this share of the budget together; beyond it they compete like other sentences. */
const DIRECTIVE_SHARE = 0.2;

/** Whether a line binds its reader: must, never, only and their kin, addressed to somebody. */
export function isDirective(text: string): boolean {
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

/**
 * Which units stay whatever they score: code, JSON structure and error lines always; tables while they are small;
 * directives while they are few. `tokens` and `budget` in tokens.
 */
export function forcedUnits(
  text: string,
  units: readonly Unit[],
  tokens: ArrayLike<number>,
  budget: number,
): boolean[] {
  const forced = units.map(({ kind }) => kind === 'code' || kind === 'structure' || kind === 'error');
  const tables = new Map<number, number[]>();
  const directives: number[] = [];
  units.forEach(({ kind, start, end, title }, at) => {
    if (kind === 'header') tables.set(at, [at]);
    if (kind === 'row') tables.get(title)?.push(at);
    if (kind === 'sentence' && isDirective(text.slice(start, end))) directives.push(at);
  });
  for (const table of tables.values()) {
    const size = table.reduce((sum, at) => sum + (tokens[at] ?? 0), 0);
    if (size <= budget * TABLE_SHARE) keepWithin(forced, table, tokens, size);
  }
  keepWithin(forced, directives, tokens, budget * DIRECTIVE_SHARE);
  return forced;
}
