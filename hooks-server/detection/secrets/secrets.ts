import type { FindingCandidate } from '../finding.js';
import { isPlaceholder, shannonEntropy } from './entropy.js';
import { isPublishedExample } from './published.js';
import { assignedSecrets } from './assigned.js';
import type { PrefixRule } from './prefix-rule.js';
import { modelProviderRules, platformRules } from './providers.js';
import { infixSecrets } from './infixes.js';
import { moreServiceRules } from './more-services.js';
import { serviceRules } from './services.js';
import { commandSecrets } from './commands.js';
import { structuredSecrets } from './structured.js';

export const prefixRules: readonly PrefixRule[] = [
  ...modelProviderRules,
  ...platformRules,
  ...serviceRules,
  ...moreServiceRules,
];
/** A prefix after one of these is the middle of a longer word or file name. */
const joinedUnit = /[A-Za-z0-9.-]/;

/**
 * Credentials in a text: known prefixes (the literal is searched first, the pattern runs only where it stands),
 * connection strings, PEM blocks and JWTs, then values beside a key-like name whose entropy is high. Linear in the
 * text: every pattern is anchored and bounded. The structure follows gitleaks' keyword, pattern, entropy, stop words.
 * `exhausted` is called when the text holds more than is looked at.
 */
export function findSecrets(text: string, exhausted: () => void = () => undefined): FindingCandidate[] {
  const found: FindingCandidate[] = [];
  for (const rule of prefixRules) {
    for (const prefix of rule.prefixes) prefixMatches(text, rule, prefix, found);
  }
  structuredSecrets(text, found);
  commandSecrets(text, found);
  infixSecrets(text, found);
  if (!assignedSecrets(text, found)) exhausted();
  return found;
}

function prefixMatches(text: string, rule: PrefixRule, prefix: string, found: FindingCandidate[]): void {
  for (let at = text.indexOf(prefix); at !== -1; at = text.indexOf(prefix, at + prefix.length)) {
    if (at > 0 && joinedUnit.test(text.charAt(at - 1))) continue;
    rule.pattern.lastIndex = at;
    const value = rule.pattern.exec(text)?.[0];
    if (value === undefined) continue;
    const rest = value.slice(prefix.length);
    if (isPlaceholder(rest)) continue;
    const entropy = shannonEntropy(rest);
    if (rule.entropy !== undefined && entropy < rule.entropy) continue;
    if (!rule.lettersOnly && value.length < 28 && !/\d/.test(value)) continue;
    if (rule.isValid?.(value) === false) continue;
    found.push({
      kind: rule.kind,
      score: 0.95,
      start: at,
      end: at + value.length,
      signals: [`prefix:${rule.kind}`],
      ...(isPublishedExample(value) && { reserved: true }),
    });
    at += value.length - prefix.length;
  }
}
