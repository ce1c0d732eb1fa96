import { isIP } from 'node:net';
import type { Candidate } from '../finding.js';
import { base58Check, bech32 } from './checksums.js';
import { hasContext, surroundings } from './context.js';
import { isReservedIp, isReservedMac } from './reserved.js';

const ipv4 = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?![\w-]|\.\d)/g;
const ipv6 =
  /(?<![\w:.])[0-9A-Fa-f]{0,4}:(?:[0-9A-Fa-f]{0,4}:){1,7}[0-9A-Fa-f.]{0,15}(?:%\w{1,15})?(?:\/\d{1,3})?(?![\w:])/g;
/** 2000::/3, fc00::/7 and fe80::/10 with four digits: what addresses begin with and little else does. */
const globalUnicast = /^(?:[23][0-9a-f]{3}|f[cde][0-9a-f]{2}):/i;
const mac =
  /(?<![\w:.-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w]|[:-]\w)|(?<![\w.])[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![\w.])/g;
const notAddress =
  /(?:version|\bv|release|chapter|section|bump|build|\brev|firmware|§|paragraph|kernel|upgrade[d]? to|update[d]? to|assembly|sdk|driver|package|library|plugin|appendix|clause|table|figure|release[sd]?)[^\n]{0,20}$|(?:^|[^/])[a-z][\w.+-]*\/$|[a-z][\w.-]*:[a-z][\w.-]*:$|(?:[=<>~^]=|[~^@])\s?["']?$/;
/** Loopback, "any", broadcast, and what ends in three zeros: a network, or a browser's version (`Chrome/120.0.0.0`). */
const nobodys = /^(?:127\.|255\.255\.255\.255$)|\.0\.0\.0$/;
const macWords = /\bmac\b|hardware|ethernet|interface/;
const addressWords = /\bip|address|host|client|server|block|router|gateway|subnet|ping|dns|network/;
const bitcoin = /(?<![A-Za-z0-9])[13][1-9A-HJ-NP-Za-km-z]{25,34}(?![A-Za-z0-9])/g;
const segwit = /(?<![A-Za-z0-9])(?:bc1|tb1|BC1|TB1)[A-Za-z0-9]{11,87}(?![A-Za-z0-9])/g;
const ethereum = /(?<![A-Za-z0-9])0x[0-9A-Fa-f]{40}(?![A-Za-z0-9])/g;
const walletWords = /wallet|ethereum|\beth\b|crypto|address|usdt|erc-?20|send|coin/;

function scan(text: string, pattern: RegExp, use: (value: string, start: number) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) use(match[0], match.index);
}

const reservedIp = (address: string) => (isReservedIp(address) ? { reserved: true } : {});

/** IP and MAC addresses. A dotted number after a version word is a version. */
export function findNetworkAddresses(text: string, found: Candidate[]): void {
  scan(text, ipv4, (value, start) => {
    const bare = value.replace(/\/\d+$/, '');
    if (isIP(bare) !== 4) return;
    const { left } = surroundings(text, start, start + value.length);
    if (notAddress.test(left) || nobodys.test(value)) return;
    const { length } = value;
    found.push({
      kind: 'ip-address',
      score: 0.6,
      start,
      end: start + length,
      signals: ['ipv4'],
      ...reservedIp(bare),
    });
  });
  if (text.includes(':')) {
    scan(text, ipv6, (value, start) => {
      const bare = value.replace(/[%/].*$/, '');
      if (isIP(bare) !== 6 || bare.length < 3) return;
      const groups = bare.split(':').filter((group) => group !== '').length;
      const context = hasContext(surroundings(text, start, start + value.length), addressWords);
      if (!context && !globalUnicast.test(bare) && (groups < 4 || !/\d/.test(bare))) return;
      if (groups < 2 && !value.includes('/') && !context) return;
      const { length } = value;
      found.push({
        kind: 'ip-address',
        score: 0.65,
        start,
        end: start + length,
        signals: ['ipv6'],
        ...reservedIp(bare),
      });
    });
  }
  scan(text, mac, (value, start) => {
    if (/^(?:00[:-]){5}00$|^(?:ff[:-]){5}ff$/i.test(value)) return;
    const around = surroundings(text, start, start + value.length);
    // Of digits alone it is more often a version, a DOI or an article number.
    if (/^[\d.:-]+$/.test(value) && !hasContext(around, macWords)) return;
    found.push({
      kind: 'mac-address',
      score: 0.7,
      start,
      end: start + value.length,
      signals: ['mac'],
      ...(isReservedMac(value) && { reserved: true }),
    });
  });
}

/** Wallet addresses: Base58Check, bech32, and Ethereum's form beside a wallet word (its checksum needs keccak). */
export function findWallets(text: string, found: Candidate[]): void {
  const add = (signal: string) => (value: string, start: number) =>
    found.push({ kind: 'crypto-wallet', score: 0.9, start, end: start + value.length, signals: [signal] });
  scan(text, bitcoin, (value, start) => void (base58Check(value) && add('base58check')(value, start)));
  scan(text, segwit, (value, start) => void (bech32(value) && add('bech32')(value, start)));
  scan(text, ethereum, (value, start) => {
    if (hasContext(surroundings(text, start, start + value.length), walletWords)) add('wallet')(value, start);
  });
}
