import type { FindingCandidate } from '../finding.js';
import { isPlaceholder, shannonEntropy } from './entropy.js';

/** A credential that is known by what stands in its middle or at its end. */
interface InfixRule {
  readonly kind: string;
  readonly infix: string;
  /** Characters that may stand before the infix, of which at most `longest` are looked at. */
  readonly units: Uint8Array;
  readonly longest: number;
  readonly pattern: RegExp;
}

const rule = (kind: string, infix: string, pattern: string, unit = /[\w-]/, longest = 48): InfixRule => ({
  kind,
  infix,
  units: Uint8Array.from({ length: 128 }, (_, code) => Number(unit.test(String.fromCharCode(code)))),
  longest,
  pattern: new RegExp(`(?:${pattern})(?![A-Za-z0-9])`, 'y'),
});

/** Formats: the vendors' documentation, gitleaks' and trufflehog's rules. */
const infixRules: readonly InfixRule[] = [
  rule('mailchimp-api-key', '-us', '[0-9a-f]{32}-us\\d{1,2}', /[0-9a-f]/, 32),
  rule('azure-ad-client-secret', 'Q~', '[\\w~.-]{3}\\dQ~[\\w~.-]{31,34}', /[\w~.-]/, 4),
  rule('terraform-cloud-token', '.atlasv1.', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,70}', /[A-Za-z0-9]/, 14),
  rule('maxmind-license-key', '_mmk', '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk', /\w/, 36),
  rule('new-relic-license-key', 'FFFFNRAL', '(?:[0-9a-f]{32}|eu01xx[0-9a-f]{26})FFFFNRAL', /[0-9a-z]/, 32),
  rule('facebook-app-token', '|', '\\d{15,16}\\|[\\w-]{27,40}', /\d/, 16),
  rule('azure-container-registry-key', '+ACR', '[A-Za-z0-9+/]{42}\\+ACR[A-Za-z0-9]{6}', /[A-Za-z0-9+/]/, 42),
  rule('azure-devops-token', 'AZDO', '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}', /[A-Za-z0-9]/, 76),
  rule('salesforce-access-token', '!', '00[A-Za-z0-9]{13}![\\w.]{80,120}', /[A-Za-z0-9]/, 15),
  rule(
    'airtable-oauth-token',
    '.v1.',
    '[A-Za-z0-9]{10,24}\\.v1\\.[\\w-]{16,120}\\.[0-9a-f]{32,80}',
    /[A-Za-z0-9]/,
    24,
  ),
  rule('ngrok-token', '_', '[123][A-Za-z0-9]{26}_[A-Za-z0-9]{20,22}', /[A-Za-z0-9]/, 27),
  rule('ghost-admin-key', ':', '[0-9a-f]{24}:[0-9a-f]{64}', /[0-9a-f]/, 24),
  rule(
    'discord-bot-token',
    '.',
    '[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}',
    /[\w-]/,
    28,
  ),
  rule('tableau-token', '==:', '[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}', /[A-Za-z0-9+/]/, 22),
  rule('mailgun-key', '-', '[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?!-)', /[0-9a-f]/, 32),
];

export const infixKinds = infixRules.map(({ kind }) => kind);

/** Adds credentials with a mark of their own inside: the mark is looked for, then what stands around it. */
export function infixSecrets(text: string, found: FindingCandidate[]): void {
  for (const item of infixRules) {
    const { infix } = item;
    for (let at = text.indexOf(infix); at !== -1; at = text.indexOf(infix, at + infix.length))
      match(text, at, item, found);
  }
}

function match(
  text: string,
  at: number,
  { kind, units, longest, pattern }: InfixRule,
  found: FindingCandidate[],
): void {
  let start = at;
  while (start > 0 && at - start < longest && units[text.charCodeAt(start - 1)] === 1) start--;
  // Shorter than a key's first part could be, or the middle of something longer.
  if (at - start < 4 || (start > 0 && /[A-Za-z0-9]/.test(text.charAt(start - 1)))) return;
  pattern.lastIndex = start;
  const value = pattern.exec(text)?.[0];
  if (value === undefined || isPlaceholder(value) || shannonEntropy(value) < 3.2 || !/\d/.test(value)) return;
  found.push({ kind, score: 0.9, start, end: start + value.length, signals: [`infix:${kind}`] });
}
