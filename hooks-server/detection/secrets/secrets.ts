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
  const found = prefixedSecrets(text);
  structuredSecrets(text, found);
  commandSecrets(text, found);
  infixSecrets(text, found);
  if (!assignedSecrets(text, found)) exhausted();
  return found;
}
