import { createHash } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';

/** RFC 2606 and RFC 6761, and what mail programs put where nobody reads. */
const RESERVED_DOMAIN =
  /(?:^|[.@])(?:example\.(?:com|net|org|edu)|(?:[\w-]+\.)?(?:example|test|invalid|localhost|local))$/i;
const NOBODYS_MAILBOX = /^(?:no-?_?reply|do-?_?not-?_?reply|noreply[\w+-]*|mailer-daemon|postmaster)@/i;

/** Whether a mail address is reserved for documentation and tests, or one that nobody reads. */
export function isReservedEmail(address: string): boolean {
  return RESERVED_DOMAIN.test(address) || NOBODYS_MAILBOX.test(address);
}

/** Private, shared, link-local and documentation networks (RFC 1918, 6598, 3927, 5737, 2544, 3849, 4193, 4291). */
const networks = new BlockList();
for (const network of '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 169.254.0.0/16 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 198.18.0.0/15 224.0.0.0/3'.split(
  ' ',
)) {
  const [address = '', prefix] = network.split('/');
  networks.addSubnet(address, Number(prefix), 'ipv4');
}
for (const network of '2001:db8::/32 3fff::/20 fc00::/7 fe80::/10 ff00::/8 ::1/128'.split(' ')) {
  const [address = '', prefix] = network.split('/');
  networks.addSubnet(address, Number(prefix), 'ipv6');
}
/** Words that tell whose machine an address is of: then a private address inside an organisation names a person. */
const privateNetworks = new BlockList();
for (const [address, prefix, family] of [
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
] as const)
  privateNetworks.addSubnet(address, prefix, family);
const SOMEBODY =
  /\b(?:clients?|login|logged in|sign(?:ed)? ?in|users?|remote addr\w*|visitor|customer|employee|session|accessed|connected|x forwarded for)\b[^\n]{0,40}$/;

/** What is written where any address would do, and name servers for everybody. */
const WELL_KNOWN = /^(\d{1,3})\.\1\.\1\.\1$|^(?:1\.2\.3\.4|4\.3\.2\.1|5\.6\.7\.8)$/;
const PUBLIC_RESOLVERS = new Set(['8.8.8.8', '8.8.4.4', '1.1.1.1', '1.0.0.1', '9.9.9.9', '208.67.222.222']);

/**
 * Whether an IP address belongs to nobody in particular: a private or documentation network, a public name server.
 * `left` is the text before it in small letters.
 */
export function isReservedIp(address: string, left: string): boolean {
  if (PUBLIC_RESOLVERS.has(address) || WELL_KNOWN.test(address)) return true;
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (privateNetworks.check(address, family) && SOMEBODY.test(left)) return false;
  return networks.check(address, family);
}

/** RFC 7042's documentation range, Docker's containers, and what is written where any address would do. */
const EXAMPLE_MAC =
  /^(?:00005e0053|01005e90|0242|001122334455|aabbccddeeff|112233445566|0123456789ab|001a2b3c4d5e|1a2b3c4d5e6f|a1b2c3d4e5f6|deadbeef|cafebabe|(..)\1{5})/;

/** Whether a MAC address is one of documentation or of a virtual network. */
export function isReservedMac(address: string): boolean {
  return EXAMPLE_MAC.test(address.replace(/[^0-9a-f]/gi, '').toLowerCase());
}

/** North American numbers set aside for fiction: 555-0100 to 555-0199 under any area code. */
export function isReservedPhone(value: string): boolean {
  return /^1?(?:\d{3})?55501\d\d$/.test(value.replace(/(?:x|ext|#).*$/i, '').replace(/\D/g, ''));
}

/** First 16 hex digits of the SHA-256 of test cards and example IBANs: hashes, so that no scanner takes this for a leak. */
const PUBLISHED = new Set(
  '477bba133c182267 68594afe9c9cda52 2f725bbd1f405a1e 576c15a8072461c2 b40e9bc7a74d50ab 304945e91de3deff 3a134ef77d4e2e4c 53a8fc816e63b7a5 19ff47cc8024c133 d8086d483c15c711 8c8bf8372ef130a6 10f6a49b3088d981 20e6583871d36495 ae20c26ab7f73866 d79449f462cec9af 7cbcc57fc39e4317 46a849204eaec3f0 9bbef19476623ca5 dd13cdf9af9dd3ba acd08f29a41f2e55 e5de3c3d9fcb43b1 1789612b7ca1f7d8 1d942407169d8f20 75997d50623ab744 975136130120262d 253da55d8a05e361 51a4ae4c6ae99914 f41e7ca4a3d71c4f 1c9d38ed26cd808f 9e707ea30ec561df 99b13fd0e1dfffea f2e5869113fb2e20 9830b424b7a69ba9 5a65d383fa6b08bc 62ac087033ba812f d06804b9a0089cf5 93fa76abf9cd77d3 c55a653f9fe7993a 3cc8217a6aad5450 d0a7030687d88a8c 8afebbafe3eb7a22 b1e75495ffcdf577 11ed9eece6dca252 d1654ab82c41839b 27a972ac4536410d 6a32097e857d6c6c 2c75ddf2535eabfb 3e040cfd3846ac1c 1a3d3677b4096040 cec747a9d1e3468f 1653a87042cd03cf 0ba80f703c657bed f561bab6514c4256 8584f345cd3d7d32 c5a9bff2bba174c4 29ae54d94e549329 b4eda25d8a64929c 5488b036f43dca67 45c755c9e88ba167 faf7e1c0107370ff 701502320c05f830 cb2609a461853b2a 2847f6106ab6f0da b179add486f3c7e1 b84613f12f07e198 c498d017d83bf116 5806e726dc53200d 0669f8f5825f3f3b 83c1e072e17299fd 339f85069d056503 2e8a9a46f0852185'.split(
    ' ',
  ),
);

/** Whether a card number or an IBAN is one that processors and standards publish for tests and examples. */
export function isPublishedNumber(compact: string): boolean {
  return PUBLISHED.has(createHash('sha256').update(compact.toUpperCase()).digest('hex').slice(0, 16));
}
