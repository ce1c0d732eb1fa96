/** A credential with a fixed beginning. `pattern` is anchored at the place where one of `prefixes` was found. */
export interface PrefixRule {
  readonly kind: string;
  readonly prefixes: readonly string[];
  readonly pattern: RegExp;
  /** Least Shannon entropy of the whole value, in bits per character. */
  readonly entropy?: number;
  /** Short values without a digit count too: the prefix is like nothing else. */
  readonly lettersOnly?: boolean;
  /** What a value must be besides. */
  readonly isValid?: (value: string) => boolean;
}

/** A rule whose value must not go on with a letter or a digit; `prefixes` are separated by blanks. */
export const rule = (kind: string, prefixes: string, pattern: string, entropy?: number): PrefixRule => ({
  kind,
  prefixes: prefixes.split(' '),
  pattern: new RegExp(`(?:${pattern})(?![A-Za-z0-9])`, 'y'),
  ...(entropy === undefined ? {} : { entropy }),
});
