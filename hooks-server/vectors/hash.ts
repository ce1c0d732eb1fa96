/** FNV-1a with a final mix, 32 bits: fast, well spread, and the same on every machine. Not for secrets. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3ccd) >>> 0;
}
