import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { describeWith } from '../support/services.js';

interface Component {
  readonly name: string;
  readonly group?: string;
  readonly licenses?: readonly unknown[];
}

const { status, stdout } = spawnSync('npm', ['run', '-s', 'sbom'], {
  cwd: projectRoot,
  encoding: 'utf8',
  maxBuffer: 64_000_000,
  // Jest's own options are none of npm's.
  env: { ...process.env, NODE_OPTIONS: '' },
});
const made = status === 0 ? stdout : undefined;

describeWith(made, 'npm run sbom (the tool comes from the registry)', (text: string) => {
  test('names each package that the service runs with, with its licence, and none of its development', () => {
    const { bomFormat, components } = JSON.parse(text) as { bomFormat: string; components: Component[] };
    const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const names = components.map(({ name, group }) => (group ? `${group}/${name}` : name));
    expect(bomFormat).toBe('CycloneDX');
    // What `npm sbom` of npm 11 leaves out are those that something of the development needs, too.
    expect(Object.keys(dependencies).filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => ['jest', 'eslint', 'typescript', 'prettier'].includes(name))).toEqual([]);
    expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
  });
});

describe('scripts/audit-dependencies', () => {
  /** With an npm that answers as a test says. */
  function audit(answer: string, code: number, environment: NodeJS.ProcessEnv = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'audit-'));
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\ncat <<'END'\n${answer}\nEND\nexit ${code}\n`);
    chmodSync(join(folder, 'npm'), 0o755);
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, ...environment };
    const done = spawnSync(join(projectRoot, 'scripts/audit-dependencies'), {
      env,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true, force: true });
    return { status: done.status, text: `${done.stdout}${done.stderr}` };
  }
  const refused = '{"message": "405 Method Not Allowed"}';

  test.each([
    ['no hole', '{"vulnerabilities": {}}', 0, {}, 0, /No known hole/],
    ['a hole', '{"vulnerabilities": {"x": {"severity": "high"}}}', 1, {}, 1, /"high"/],
    ['a registry without an audit', refused, 1, {}, 0, /^SKIPPED: the registry answers no audit/],
    ['such a registry where all must be tested', refused, 1, { REQUIRE_SERVICES: '1' }, 1, /^SKIPPED/],
  ])('%s', (_, answer, code, environment, status, text) => {
    const outcome = audit(answer, code, environment);
    expect(outcome.text).toMatch(text);
    expect(outcome.status).toBe(status);
  });
});
