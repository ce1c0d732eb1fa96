import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../../hooks-server/config.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Given {
  readonly hooks?: string;
  readonly tenants?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

function load({ hooks = '', tenants = '', environment = {} }: Given) {
  const files = { hooks: join(folder, 'hooks.yaml'), tenants: join(folder, 'tenants.yaml') };
  writeFileSync(files.hooks, hooks);
  writeFileSync(files.tenants, tenants);
  return loadConfiguration(files, { HOOKS_DEVELOPMENT: 'true', ...environment });
}

/** The sentences about settings that are refused, without the folder; empty when they are taken. */
function refusal(given: Given): string {
  try {
    load(given);
    return '';
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
}

describe('a variable', () => {
  test('with a bad item in its list is named', () => {
    expect(refusal({ environment: { REDIS_URL: 'redis://a:1,http://b' } })).toMatch(
      /^Environment variable REDIS_URL: `redis\.urls\.1`: expected redis:/,
    );
    expect(refusal({ environment: { HOOKS_REDIS_URLS: 'http://b' } })).toMatch(
      /^Environment variable HOOKS_REDIS_URLS: /,
    );
  });

  test('gives numbers with commas where numbers are listed', () => {
    const { settings } = load({ environment: { HOOKS_EVENTS_QUOTA_THRESHOLDS: '50, 80' } });
    expect(settings.events.quota.thresholds).toEqual([50, 80]);
    expect(refusal({ environment: { HOOKS_EVENTS_QUOTA_THRESHOLDS: '50,all' } })).toMatch(
      /^Environment variable HOOKS_EVENTS_QUOTA_THRESHOLDS: .*thresholds\.1.*\(got "all"\)/,
    );
  });
});
