import { createHash } from 'node:crypto';

/**
 * First 16 hex digits of the SHA-256 of keys that vendors publish in their own examples (the Firebase SDKs' sample
 * keys, which gitleaks allows too). Hashes, so that no scanner takes this file for a leak.
 */
const PUBLISHED = new Set([
  '2037abcaffb2b777',
  '3f370c9dd8225c63',
  'e4a5542bb7fd7b67',
  'a19f89ab3555eac1',
  'eb540d2b6ee2a0a4',
  '37f8f09bdf12c2f2',
  '8731261cb72d8626',
  '49f777db995e8260',
  '27a9a42931dff7eb',
  'dc0fcf046c61640c',
  '4c98242dcadc8b29',
  'ea9bb1082cf95663',
  '3a8b61d0f636b007',
  'a6c814bc555ae62c',
  '7f75367e78812551',
  'c794fa6d20c64efb',
]);

/** Whether a value is a sample key from a vendor's own documentation. */
export function isPublishedExample(value: string): boolean {
  return PUBLISHED.has(createHash('sha256').update(value).digest('hex').slice(0, 16));
}
