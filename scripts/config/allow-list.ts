/**
 * Whether prompts may be sent to an address: its host must be listed, or be below a listed `*.domain`. An address with
 * user name and password, or without http(s), is never allowed.
 */
export function isAllowedAddress(address: string, allowedHosts: readonly string[]): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return false;
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  return allowedHosts.some((allowed) =>
    allowed.startsWith('*.')
      ? host.endsWith(allowed.slice(1)) && host.length > allowed.length - 1
      : host === allowed,
  );
}

/** The host of an address for a message, without path or credentials. */
export function hostOf(address: string): string {
  try {
    return new URL(address).hostname;
  } catch {
    return 'no valid address';
  }
}
