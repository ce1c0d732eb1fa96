const REFERENCE = /^os\.environ\/([A-Za-z_][A-Za-z0-9_]*)$/;

/** The name in `os.environ/NAME`, which is how LiteLLM's files name an environment variable; undefined for anything else. */
export function variableOf(value: unknown): string | undefined {
  return typeof value === 'string' ? REFERENCE.exec(value)?.[1] : undefined;
}

/**
 * What keys look like: the prefixes that the supported providers, LiteLLM and common services give their keys. A
 * reference, a file path or a name in lower case never matches.
 */
const KEY_SHAPES = [
  /^(?:sk|pk|rk)-[A-Za-z0-9_-]{8,}/,
  /^(?:gsk_|csk-|pa-|hf_|xai-|AIza|ghp_|github_pat_|AKIA|nvapi-)[A-Za-z0-9_-]{10,}/,
  /^eyJ[A-Za-z0-9_-]{10,}\./,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /:\/\/[^/\s:@]+:[^/\s:@]{3,}@/,
];

/** Names of settings that hold a secret whatever it looks like. */
const SECRET_NAMES = /^(?:api_?key|.*_secret|secret|password|master_key|token|.*credentials)$/i;

/** Whether a text stands where a secret would, or looks like one, and is not a reference to the environment. */
export function isSecretInClear(name: PropertyKey | undefined, value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || variableOf(value) !== undefined) return false;
  return (
    KEY_SHAPES.some((shape) => shape.test(value)) || (typeof name === 'string' && SECRET_NAMES.test(name))
  );
}

/** Each text in a value, with its path. */
export function* textsOf(
  value: unknown,
  path: readonly PropertyKey[] = [],
): Generator<readonly [path: readonly PropertyKey[], text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsOf(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* textsOf(item, [...path, key]);
  }
}
