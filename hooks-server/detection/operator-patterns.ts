import { RE2JS } from 're2js';
import { ConfigurationError } from '../errors.js';
import type { FindingCandidate } from './finding.js';

/** A pattern as an operator writes it. */
export interface OperatorPattern {
  readonly name: string;
  /** In RE2's syntax. */
  readonly pattern: string;
  readonly ignoreCase: boolean;
  /** Of each match, from 0 to 1. */
  readonly score: number;
}

/** An operator's pattern, compiled to an automaton that takes time linear in the text. */
export interface CompiledPattern {
  readonly name: string;
  readonly score: number;
  /** `counts` tells of a value whether it is one to report; the others take no room. `exhausted`: there is more. */
  readonly find: (
    text: string,
    counts?: (value: string) => boolean,
    exhausted?: () => void,
  ) => FindingCandidate[];
}

const MAXIMUM_MATCHES = 20;
/** Allow-listed matches that are passed over in one text. */
const MAXIMUM_PASSED = 2_000;

/**
 * Compiles the operator's patterns with RE2, which knows no construct that backtracks. Throws ConfigurationError that
 * names the pattern and says why it was refused.
 */
export function compilePatterns(patterns: readonly OperatorPattern[]): CompiledPattern[] {
  return patterns.map(compile);
}

function compile(pattern: OperatorPattern, index: number): CompiledPattern {
  const refuse = (reason: string, cause?: unknown) =>
    new ConfigurationError(`detection.patterns[${index}] (${pattern.name}) was refused: ${reason}`, {
      cause,
    });
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern.pattern, pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (cause) {
    throw refuse(explain(pattern.pattern, cause), cause);
  }
  if (compiled.matcher('').find()) throw refuse('it matches the empty text, and so every text.');
  return {
    name: pattern.name,
    score: pattern.score,
    find: (text, counts = () => true, exhausted = () => undefined) =>
      matches(compiled, pattern, text, { counts, exhausted }),
  };
}

function explain(source: string, cause: unknown): string {
  if (/\(\?<?[=!]/.test(source))
    return 'look-around cannot run in linear time; match the surroundings instead.';
  if (/\\[1-9]|\\k</.test(source))
    return 'back-references cannot run in linear time; spell the repetition out.';
  return cause instanceof Error ? cause.message : 'it is not valid RE2 syntax.';
}

function matches(
  compiled: RE2JS,
  pattern: OperatorPattern,
  text: string,
  { counts, exhausted }: { counts: (value: string) => boolean; exhausted: () => void },
): FindingCandidate[] {
  const found: FindingCandidate[] = [];
  const matcher = compiled.matcher(text);
  let passed = 0;
  while (matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    if (end === start) continue;
    if (found.length >= MAXIMUM_MATCHES || passed >= MAXIMUM_PASSED) {
      exhausted();
      break;
    }
    if (!counts(text.slice(start, end))) passed++;
    else found.push({ kind: pattern.name, score: pattern.score, start, end, signals: ['operator-pattern'] });
  }
  return found;
}
