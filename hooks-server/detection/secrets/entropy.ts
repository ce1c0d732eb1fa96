/** Shannon entropy of a text in bits per UTF-16 unit: 0 for one repeated unit, about 4.7 for random base62 of 32. */
export function shannonEntropy(text: string): number {
  const counts = new Map<number, number>();
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / text.length) * Math.log2(count / text.length);
  return entropy;
}

const placeholder =
  /example|sample|dummy|placeholder|changeme|change[_-]me|your[_-]?|redacted|insert[_-]|replace[_-]|fake|abcdef|123456789|qwerty|foobar|lorem|abc123|xyz789|here$|^<|^\$|\$\{|\{\{|%\(/i;
const repeated = /([A-Za-z0-9*.])\1{4}/;

/** Whether a value only stands for a secret: EXAMPLE, xxxxx, ${VARIABLE}, your-key-here (after gitleaks' stop words). */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value) || repeated.test(value);
}
