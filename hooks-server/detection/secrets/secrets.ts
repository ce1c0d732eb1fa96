import type { FindingCandidate } from '../finding.js';
import { assignedSecrets } from './assigned.js';
import { infixSecrets } from './infixes.js';
import { prefixedSecrets } from './prefixes.js';
import { commandSecrets } from './commands.js';
import { structuredSecrets } from './structured.js';

/**
 * Credentials in a text: known prefixes (the literal is searched first, the pattern runs only where it stands),
 * connection strings, PEM blocks and JWTs, then values beside a key-like name whose entropy is high. Linear in the
 * text: every pattern is anchored and bounded. The structure follows gitleaks' keyword, pattern, entropy, stop words.
 * `exhausted` is called when the text holds more than is looked at.
 */
export function findSecrets(text: string, exhausted: () => void = () => undefined): FindingCandidate[] {
  const found: FindingCandidate[] = [];
  prefixedSecrets(text, found);
  structuredSecrets(text, found);
  commandSecrets(text, found);
  infixSecrets(text, found);
  if (!assignedSecrets(text, found)) exhausted();
  return found;
}

/** A prefix with its rule; `index` numbers them all. */
interface Prefix {
  readonly text: string;
  readonly rule: PrefixRule;
  readonly index: number;
}

const prefixes: readonly Prefix[] = prefixRules
  .flatMap((rule) => rule.prefixes.map((text) => ({ text, rule })))
  .map((prefix, index) => ({ ...prefix, index }));

/** Prefixes by their first two letters, which are ASCII: hundreds of searches of a text become one walk. */
const byHead = new Map<number, Prefix[]>();
for (const prefix of prefixes) {
  const head = headAt(prefix.text, 0);
  byHead.set(head, [...(byHead.get(head) ?? []), prefix]);
}
const isHead = new Uint8Array(128 * 128);
for (const head of byHead.keys()) isHead[head] = 1;

/** Two code units as one number; out of the table's range where one of them is no ASCII. */
function headAt(text: string, at: number): number {
  const second = text.charCodeAt(at + 1);
  return second < 128 ? text.charCodeAt(at) * 128 + second : -1;
}

function prefixedSecrets(text: string, found: FindingCandidate[]): void {
  // From where on each prefix is looked for: not again inside of what it was found in.
  const next = new Int32Array(prefixes.length);
  for (let at = 0; at + 1 < text.length; at++) {
    const head = headAt(text, at);
    if (isHead[head] !== 1) continue;
    if (at > 0 && joinedUnit.test(text.charAt(at - 1))) continue;
    for (const prefix of byHead.get(head) ?? []) {
      if (at < (next[prefix.index] ?? 0) || !text.startsWith(prefix.text, at)) continue;
      const candidate = prefixedAt(text, at, prefix);
      if (candidate) found.push(candidate);
      next[prefix.index] = candidate?.end ?? at + prefix.text.length;
    }
  }
}

function prefixedAt(text: string, at: number, { text: prefix, rule }: Prefix): FindingCandidate | undefined {
  rule.pattern.lastIndex = at;
  const value = rule.pattern.exec(text)?.[0];
  if (value === undefined) return undefined;
  const rest = value.slice(prefix.length);
  if (isPlaceholder(rest)) return undefined;
  if (rule.entropy !== undefined && shannonEntropy(rest) < rule.entropy) return undefined;
  if (!rule.lettersOnly && value.length < 28 && !/\d/.test(value)) return undefined;
  if (rule.isValid?.(value) === false) return undefined;
  return {
    kind: rule.kind,
    score: 0.95,
    start: at,
    end: at + value.length,
    signals: [`prefix:${rule.kind}`],
    ...(isPublishedExample(value) && { reserved: true }),
  };
}
