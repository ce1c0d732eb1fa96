import { z } from 'zod';
import { overlayEnvironment, variableFor, variables } from '../../hooks-server/configuration/environment.js';

const schema = z.strictObject({
  server: z.strictObject({ port: z.number().default(1), secret: z.string().optional() }).prefault({}),
  cache: z
    .strictObject({ maxEntries: z.number().default(1), enabled: z.boolean().default(true) })
    .prefault({}),
  events: z
    .strictObject({ nats: z.strictObject({ servers: z.array(z.string()).default([]) }).prefault({}) })
    .prefault({}),
});

test("a setting's variable is its path in capitals", () => {
  expect(variableFor(['cache', 'maxEntries'])).toBe('HOOKS_CACHE_MAX_ENTRIES');
  expect(variables(schema).map(([name]) => name)).toContain('HOOKS_CACHE_ENABLED');
});

test('a variable overrides what the file says, and leaves its neighbours alone', () => {
  const file = { cache: { maxEntries: 5, enabled: true } };
  const result = overlayEnvironment(schema, file, { HOOKS_CACHE_ENABLED: 'false' });
  expect(result).toEqual({ cache: { maxEntries: 5, enabled: false } });
  expect(file.cache.enabled).toBe(true);
});

test('a text setting takes its variable to the letter, even when it looks like a number', () => {
  expect(overlayEnvironment(schema, {}, { HOOKS_SECRET: '0123' })).toEqual({ server: { secret: '0123' } });
});

test('a list setting takes names with commas between them', () => {
  expect(overlayEnvironment(schema, {}, { NATS_URL: 'nats://a:1, nats://b:2' })).toEqual({
    events: { nats: { servers: ['nats://a:1', 'nats://b:2'] } },
  });
});

test('an empty variable counts as not set', () => {
  expect(overlayEnvironment(schema, {}, { HOOKS_SECRET: '', HOOKS_PORT: '' })).toEqual({});
});
