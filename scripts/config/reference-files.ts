import type { z } from 'zod';
import { settingsSchema } from '../../hooks-server/configuration/settings.js';
import { jsonSchemaOf, settingsReference } from '../../hooks-server/configuration/reference.js';
import { tenantsFileSchema } from '../../hooks-server/tenancy/settings.js';
import { outboundSchema } from './litellm-schema.js';
import { providerFileSchema } from './provider-schema.js';
import { virtualKeysSchema } from './virtual-keys-schema.js';

/** JSON Schemas for editors, by the file they describe. */
const SCHEMAS: Readonly<Record<string, readonly [title: string, schema: z.ZodType]>> = {
  'config/schemas/hooks.schema.json': ['Settings of the hook service', settingsSchema],
  'config/schemas/tenants.schema.json': ['Tenants', tenantsFileSchema],
  'config/schemas/providers.schema.json': ['Providers and their models', providerFileSchema],
  'config/schemas/virtual_keys.schema.json': ['Virtual keys', virtualKeysSchema],
  'config/schemas/outbound.schema.json': ['Where LiteLLM may send prompts', outboundSchema],
};

const HEADER = [
  'yaml-language-server: $schema=./schemas/hooks.schema.json',
  '',
  'Each setting of the hook service with its default: change what you need, or leave it out. The environment variable',
  'named behind a setting overrides it. `npm run hooks -- check` says what is wrong, `npm run hooks -- print` what is in',
  'force. Thresholds, detectors and the like take effect when this file changes or on SIGHUP; the sections server, log,',
  'redis, langfuse, metrics, tracing, events and what is said to be read at the start need a restart.',
].map((line) => line.trimEnd());

/** What the generated files must hold, by their path in the project. */
export function referenceFiles(): Readonly<Record<string, string>> {
  const schemas = Object.entries(SCHEMAS).map(([path, [title, schema]]) => [
    path,
    `${JSON.stringify(jsonSchemaOf(schema, title), null, 2)}\n`,
  ]);
  return {
    ...(Object.fromEntries(schemas) as Record<string, string>),
    'config/hooks.yaml': settingsReference(settingsSchema, HEADER).replace(/^# $/gm, '#'),
  };
}
