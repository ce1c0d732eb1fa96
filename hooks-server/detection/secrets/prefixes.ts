import type { FindingCandidate } from '../finding.js';
import { isPlaceholder, shannonEntropy } from './entropy.js';
import { moreServiceRules } from './more-services.js';
import type { PrefixRule } from './prefix-rule.js';
import { modelProviderRules, platformRules } from './providers.js';
import { isPublishedExample } from './published.js';
import { serviceRules } from './services.js';

export const prefixRules: readonly PrefixRule[] = [
  ...modelProviderRules,
  ...platformRules,
  ...serviceRules,
  ...moreServiceRules,
];

/** A prefix after one of these is the middle of a longer word or file name. */
const JOINED = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[A-Za-z0-9.-]/.test(String.fromCharCode(code))),
);

interface Beginning {
  readonly rule: PrefixRule;
  readonly prefix: string;
  /** Its place among all: findings come in the order of the rules. */
  readonly order: number;
}

/** By their first two units, so that most words of a text are passed over by one look. */
const BEGINNINGS = new Map<number, Beginning[]>();
prefixRules
  .flatMap((rule) => rule.prefixes.map((prefix) => ({ rule, prefix })))
  .forEach(({ rule, prefix }, order) => {
    const key = keyAt(prefix, 0);
    BEGINNINGS.set(key, [...(BEGINNINGS.get(key) ?? []), { rule, prefix, order }]);
  });

const NONE: readonly Beginning[] = [];

/** Whether two units below 128 are such a beginning; every prefix begins with two of these. */
const MAY_BEGIN = new Uint8Array(128 * 128);
for (const { prefix } of [...BEGINNINGS.values()].flat())
  MAY_BEGIN[prefix.charCodeAt(0) * 128 + prefix.charCodeAt(1)] = 1;

function keyAt(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
}

/** Credentials with a known beginning, by the order of their rules. Each place where a word may begin is looked at once. */
export function prefixedSecrets(text: string): FindingCandidate[] {
  const found: { order: number; candidate: FindingCandidate }[] = [];
  /** Where each beginning's last finding ended: within it the beginning means nothing. */
  const taken = new Map<number, number>();
  let code = text.charCodeAt(0);
  let joined = false;
  for (let at = 0; at < text.length; at += 1) {
    const next = text.charCodeAt(at + 1);
    const mayBegin = !joined && code < 128 && next < 128 && MAY_BEGIN[code * 128 + next] === 1;
    for (const { rule, prefix, order } of mayBegin ? BEGINNINGS.get(keyAt(text, at))! : NONE) {
      if (!text.startsWith(prefix, at) || at < (taken.get(order) ?? 0)) continue;
      const candidate = candidateAt(text, at, rule, prefix);
      if (candidate === undefined) continue;
      taken.set(order, candidate.end);
      found.push({ order, candidate });
    }
    joined = code < JOINED.length && JOINED[code] === 1;
    code = next;
  }
  return found.sort((a, b) => a.order - b.order).map(({ candidate }) => candidate);
}

function candidateAt(
  text: string,
  at: number,
  rule: PrefixRule,
  prefix: string,
): FindingCandidate | undefined {
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
