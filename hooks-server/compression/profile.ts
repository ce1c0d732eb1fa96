import { z } from 'zod';
import type { CompressionSettings } from './settings.js';

/** A profile and the share of tokens it keeps. */
export interface Rate {
  readonly profile: string;
  /** 0 to 1. */
  readonly keep: number;
}

/**
 * What to do with a request: nothing, compress the results of an agent's earlier calls, or compress messages at a rate
 * that may depend on the text's structure.
 */
export type ProfileChoice =
  | { readonly kind: 'none'; readonly reason: 'off' | 'opted_out' }
  | { readonly kind: 'agent' }
  | { readonly kind: 'compress'; readonly plain: Rate; readonly passages: Rate };

const OFF = 'off';
const AUTO = 'auto';
export const AGENT = 'agent';

/** What a request's metadata may say under `compression`. */
const wish = z.union([
  z.boolean(),
  z.string(),
  z.looseObject({ enabled: z.boolean().optional(), profile: z.string().optional() }),
]);

const BUILT_IN: Readonly<Record<string, number>> = { default: 0.5, rag: 1 / 3 };

/** What an object has under a name from outside: `constructor` and its kin, which every object inherits, are not there. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function rateOf(settings: CompressionSettings, profile: string): Rate | undefined {
  const keep = own(settings.profiles, profile)?.keep ?? own(BUILT_IN, profile);
  return keep === undefined ? undefined : { profile, keep };
}

/** The request's own wish: a profile's name, `off`, or undefined for none. */
function wishedProfile(metadata: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const parsed = wish.safeParse(metadata?.['compression']);
  if (!parsed.success) return undefined;
  if (typeof parsed.data === 'boolean') return parsed.data ? undefined : OFF;
  if (typeof parsed.data === 'string')
    return ['false', 'none', 'no'].includes(parsed.data) ? OFF : parsed.data;
  return parsed.data.enabled === false ? OFF : parsed.data.profile;
}

function byModel(settings: CompressionSettings, model: string): string | undefined {
  return own(settings.models, model) ?? own(settings.models, model.slice(model.lastIndexOf('/') + 1));
}

/**
 * Chooses the profile: the request's metadata (where allowed) goes before the tenant's or global `profile`, that before
 * the model's, and where none speaks the text's structure decides between `default` and `rag`. Unknown names are passed
 * over.
 */
export function chooseProfile(
  settings: CompressionSettings,
  model: string,
  metadata?: Readonly<Record<string, unknown>>,
): ProfileChoice {
  if (!settings.enabled || settings.profile === OFF) return { kind: 'none', reason: 'off' };
  const wished = settings.allowOptOut ? wishedProfile(metadata) : undefined;
  if (wished === OFF) return { kind: 'none', reason: 'opted_out' };
  const forAll = settings.profile === AUTO ? undefined : settings.profile;
  for (const name of [wished, forAll, byModel(settings, model)]) {
    if (name === OFF) return { kind: 'none', reason: 'off' };
    if (name === AGENT) return { kind: 'agent' };
    const rate = name === undefined ? undefined : rateOf(settings, name);
    if (rate) return { kind: 'compress', plain: rate, passages: rate };
  }
  const plain = rateOf(settings, 'default') ?? { profile: 'default', keep: 0.5 };
  return { kind: 'compress', plain, passages: rateOf(settings, 'rag') ?? plain };
}
