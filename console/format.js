// Numbers as people read them, in one form everywhere.

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
/** @param {number} value */
export const count = (value) => whole.format(value);

/** @param {number} value 12,345 as 12.3K, for places with little room */
export const short = (value) => (Math.abs(value) < 10_000 ? whole.format(value) : compact.format(value));

/** @param {number} share from 0 to 1 */
export const share = (share) => `${(share * 100).toFixed(1)}\u00a0%`;

/**
 * US dollars, with as many places as say something.
 *
 * @param {number} value
 */
export function usd(value) {
  const size = Math.abs(value);
  const places = size === 0 || size >= 1 ? 2 : size >= 0.01 ? 3 : 5;
  return `${value < 0 ? '−' : ''}$${size.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })}`;
}

/** @param {number | null} seconds */
export function milliseconds(seconds) {
  if (seconds === null) return '–';
  const ms = seconds * 1_000;
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

/** @param {number} seconds */
export function age(seconds) {
  if (seconds < 1) return '0 s';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** @param {number} at Unix milliseconds */
export const timeOfDay = (at) =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** @param {number} at Unix milliseconds */
export const dateAndTime = (at) =>
  new Date(at).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
