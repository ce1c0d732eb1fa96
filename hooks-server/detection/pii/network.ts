import { isIP } from 'node:net';
import type { FindingCandidate } from '../finding.js';
import { createRunFinder } from '../runs.js';
import { boundedMatches } from './bounded-matches.js';
import { base58Check, bech32 } from './checksums.js';
import { hasContext, surroundings } from './context.js';
import { isReservedIp, isReservedMac } from './reserved.js';

const IPV4 = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?![\w-]|\.\d)/g;
const IPV6 =
  /(?<![\w:.])[0-9A-Fa-f]{0,4}:(?:[0-9A-Fa-f]{0,4}:){1,7}[0-9A-Fa-f.]{0,15}(?:%\w{1,15})?(?:\/\d{1,3})?(?![\w:])/g;
/** What stands in every one of version six. */
const TWO_COLONS = /:[0-9A-Fa-f]{0,4}:/;
/** 2000::/3, fc00::/7 and fe80::/10 with four digits: what addresses begin with and little else does. */
const GLOBAL_UNICAST = /^(?:[23][0-9a-f]{3}|f[cde][0-9a-f]{2}):/i;
const MAC_ADDRESS =
  /(?<![\w:.-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w]|[:-]\w)|(?<![\w.])[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![\w.])/g;
const hasMacRun = createRunFinder(/[0-9A-Fa-f:.-]/, 14);
const NOT_ADDRESS =
  /(?:version|\boid|\bv|release|chapter|section|bump|build|\brev|firmware|§|paragraph|kernel|upgrade[d]? to|update[d]? to|assembly|sdk|driver|package|library|plugin|appendix|clause|table|figure|release[sd]?)[^\n]{0,20}$|(?:^|[^/])[a-z][\w.+-]*\/$|[a-z][\w.-]*:[a-z][\w.-]*:$|(?:[=<>~^]=|[~^@])\s?["']?$/;
/** Loopback, "any", broadcast, and what ends in three zeros: a network, or a browser's version (`Chrome/120.0.0.0`). */
const NOBODYS = /^(?:127\.|255\.255\.255\.255$)|\.0\.0\.0$/;
const MAC_WORDS = /\bmac\b|hardware|ethernet|interface/;
const ADDRESS_WORDS = /\bip|address|host|client|server|block|router|gateway|subnet|ping|dns|network/;
const WALLET_WORDS =
  /wallet|ethereum|\beth\b|crypto|address|usdt|erc-?20|trc-?20|send|coin|monero|\bxmr\b|solana|\bsol\b|ripple|\bxrp\b|\btron\b|\btrx\b|stellar|\bxlm\b|cardano|\bada\b|polkadot|litecoin|\bltc\b|doge|кошел|钱包|錢包|ウォレット|지갑|cartera|portefeuille|billetera/;

interface WalletRule {
  readonly signal: string;
  readonly pattern: RegExp;
  readonly isValid?: (value: string) => boolean;
  /** Whether a word must stand beside it, as its own check is not made here. */
  readonly worded?: boolean;
}

const BASE58 = '[1-9A-HJ-NP-Za-km-z]';
const wallet = (signal: string, source: string, more: Partial<WalletRule> = {}): WalletRule => ({
  signal,
  pattern: new RegExp(`^(?:${source})$`),
  ...more,
});
/** As long as an address of one of the rules; one search finds the candidates of them all. */
const ADDRESS = /(?<![A-Za-z0-9])[A-Za-z0-9]{14,110}(?![A-Za-z0-9])/g;
const hasAddressRun = createRunFinder(/[A-Za-z0-9]/, 14);
/** Sums that are computed in one text: one takes two digests. */
const MOST_CHECKS = 400;

/** Bitcoin, Litecoin, Dogecoin, Dash and TRON by Base58Check; bech32; others by their shape, beside a word where it is short. */
const wallets: readonly WalletRule[] = [
  wallet('base58check', `[13LMDXT]${BASE58}{25,34}`, { isValid: base58Check }),
  wallet('bech32', '(?:bc1|tb1|ltc1|BC1|TB1|LTC1)[A-Za-z0-9]{11,87}', { isValid: bech32 }),
  wallet('monero', `[48][0-9AB]${BASE58}{93}(?:${BASE58}{11})?`),
  wallet('cardano', '(?:addr1|stake1)[a-z0-9]{50,104}', { isValid: bech32 }),
  wallet('stellar', '[GS][A-Z2-7]{55}', { worded: true }),
  wallet('ethereum', '0x[0-9A-Fa-f]{40}', { worded: true, isValid: (value) => !/^0x0{40}$/.test(value) }),
  wallet('ripple', `r${BASE58}{24,34}`, { worded: true, isValid: isMixed }),
  wallet('solana', `${BASE58}{43,44}`, { worded: true, isValid: isMixed }),
];

function isMixed(value: string): boolean {
  return /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
}

function scan(
  text: string,
  pattern: RegExp,
  found: readonly FindingCandidate[],
  exhausted: () => void,
  use: (value: string, start: number) => void,
): void {
  for (const match of boundedMatches(text, pattern, found, exhausted)) use(match[0], match.index);
}

const reservedIp = (address: string, left: string) => (isReservedIp(address, left) ? { reserved: true } : {});

/** IP addresses. A dotted number after a version word is a version. */
export function findIpAddresses(text: string, found: FindingCandidate[], exhausted: () => void): void {
  scan(text, IPV4, found, exhausted, (value, start) => {
    const bare = value.replace(/\/\d+$/, '');
    if (isIP(bare) !== 4) return;
    const { left } = surroundings(text, start, start + value.length);
    if (NOT_ADDRESS.test(left) || NOBODYS.test(value)) return;
    const { length } = value;
    found.push({
      kind: 'ip-address',
      score: 0.6,
      start,
      end: start + length,
      signals: ['ipv4'],
      ...reservedIp(bare, left),
    });
  });
  if (TWO_COLONS.test(text)) {
    scan(text, IPV6, found, exhausted, (value, start) => {
      const bare = value.replace(/[%/].*$/, '');
      if (isIP(bare) !== 6 || bare.length < 3) return;
      const groups = bare.split(':').filter((group) => group !== '').length;
      const around = surroundings(text, start, start + value.length);
      const { left } = around;
      const context = hasContext(around, ADDRESS_WORDS);
      if (!context && !GLOBAL_UNICAST.test(bare) && (groups < 4 || !/\d/.test(bare))) return;
      if (groups < 2 && !value.includes('/') && !context) return;
      const { length } = value;
      found.push({
        kind: 'ip-address',
        score: 0.65,
        start,
        end: start + length,
        signals: ['ipv6'],
        ...reservedIp(bare, left),
      });
    });
  }
}

/** MAC addresses. */
export function findMacAddresses(text: string, found: FindingCandidate[], exhausted: () => void): void {
  if (!hasMacRun(text)) return;
  scan(text, MAC_ADDRESS, found, exhausted, (value, start) => {
    if (/^(?:00[:-]){5}00$|^(?:ff[:-]){5}ff$/i.test(value)) return;
    const around = surroundings(text, start, start + value.length);
    // Of digits alone it is more often a version, a DOI or an article number.
    if (/^[\d.:-]+$/.test(value) && !hasContext(around, MAC_WORDS)) return;
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

/** Wallet addresses of the common currencies. */
export function findWallets(text: string, found: FindingCandidate[], exhausted: () => void): void {
  if (!hasAddressRun(text)) return;
  let checks = 0;
  scan(text, ADDRESS, found, exhausted, (value, start) => {
    const end = start + value.length;
    for (const { signal, pattern, isValid, worded = false } of wallets) {
      if (!pattern.test(value)) continue;
      if (isValid && ++checks > MOST_CHECKS) return exhausted();
      if (isValid?.(value) === false) continue;
      if (worded && !hasContext(surroundings(text, start, end), WALLET_WORDS)) continue;
      found.push({ kind: 'crypto-wallet', score: 0.9, start, end, signals: [signal] });
      return;
    }
  });
}
