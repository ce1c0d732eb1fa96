import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { lockedReleases } from '../support/litellm-releases.js';

const bash = (script: string, environment: NodeJS.ProcessEnv = {}) =>
  spawnSync('bash', ['-c', `source scripts/lib/install.sh; ${script}`], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, LITELLM_BIN: '', LITELLM_VERSION: '', ...environment },
  });

describe('the locks of LiteLLM', () => {
  it.each(lockedReleases())(
    '%s: every package has one version and a hash for each file, and no registry',
    (version) => {
      const text = readFileSync(join(projectRoot, `scripts/litellm-releases/${version}.txt`), 'utf8');
      const entries = text
        .replaceAll(/^#.*\n/gm, '')
        .replaceAll('\\\n', ' ')
        .trim()
        .split('\n');
      expect(entries.length).toBeGreaterThan(100);
      for (const entry of entries)
        expect(entry).toMatch(/^[a-z0-9-]+==[\w.!+-]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+$/);
      expect(text).toContain(`\nlitellm==${version} `);
      expect(text).not.toMatch(/:\/\/|--(extra-)?index-url|--find-links|--trusted-host/);
    },
  );

  it('the default release has one, and the scripts find each in a folder of its own', () => {
    const [standard, other] = bash(
      'echo "$LITELLM_VERSION $(litellm_folder "$LITELLM_VERSION")"; litellm_folder 1.2.3',
    ).stdout.split('\n');
    expect(lockedReleases().map((version) => `${version} .venv`)).toContain(standard);
    expect(other).toBe('.venvs/litellm-1.2.3');
  });

  it('a named release is the one that the scripts start, unless a binary is named', () => {
    const started = (environment: NodeJS.ProcessEnv) =>
      bash('echo "$LITELLM_BIN"', environment).stdout.trim();
    expect(started({})).toBe('');
    expect(started({ LITELLM_VERSION: '1.2.3' })).toBe(`${projectRoot}/.venvs/litellm-1.2.3/bin/litellm`);
    expect(started({ LITELLM_VERSION: '1.2.3', LITELLM_BIN: '/opt/litellm' })).toBe('/opt/litellm');
  });
});

describe('the locks of the clients', () => {
  const read = (name: string) => readFileSync(join(projectRoot, 'test/clients', name), 'utf8');

  it('for Python: every package has one version and hashes, and all that are called are there', () => {
    const entries = read('packages.txt')
      .replaceAll(/^#.*\n/gm, '')
      .replaceAll('\\\n', ' ')
      .trim()
      .split('\n');
    for (const entry of entries)
      expect(entry).toMatch(/^[a-z0-9-]+==[\w.!+-]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+$/);
    for (const name of read('packages.in').trim().split('\n'))
      expect(entries.some((entry) => entry.startsWith(`${name}==`))).toBe(true);
  });

  it('for Node.js: every package has its hash, names no registry, and runs on the oldest Node.js', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { integrity?: string; resolved?: string; engines?: { node?: string } }>;
    };
    const installed = Object.entries(packages).filter(([path]) => path !== '');
    expect(installed.length).toBeGreaterThan(5);
    for (const [, { integrity, resolved, engines }] of installed) {
      expect(integrity).toMatch(/^sha512-/);
      expect(resolved).toBeUndefined();
      expect(Number(/\d+/.exec(engines?.node ?? '0')?.[0])).toBeLessThanOrEqual(20);
    }
  });
});

describe('what installs Python packages', () => {
  it('has one version itself, a hash for each of its files, and no registry', () => {
    const text = readFileSync(join(projectRoot, 'scripts/lib/uv.txt'), 'utf8');
    const entry = text
      .replaceAll(/^#.*\n/gm, '')
      .replaceAll('\\\n', ' ')
      .trim();
    expect(entry).toMatch(/^uv==[\d.]+( +--hash=sha256:[0-9a-f]{64})+$/);
  });

  it('where uv cannot be had, pip does the same into a new folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'install-'));
    try {
      const { status, stderr, stdout } = bash(
        `install_uv() { return 1; }; mkdir -p ${folder}/made; touch ${folder}/made/old; new_python_folder ${folder}/made "$(find_python)" --no-index --dry-run pip &&
         ls ${folder}/made && ${folder}/made/bin/python -m pip --version`,
      );
      expect([status, stderr.trim()]).toEqual([0, `uv could not install into ${folder}/made, so pip does.`]);
      expect(stdout).toContain(`from ${folder}/made/lib`);
      expect(stdout).not.toContain('old');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("takes the index that pip is configured for, unless uv's own is set", () => {
    const index = (environment: NodeJS.ProcessEnv) =>
      bash('follow_pip; echo "$UV_DEFAULT_INDEX"', environment).stdout.trim();
    const pip = { PIP_INDEX_URL: 'https://packages.example/simple' };
    expect(index({ ...pip, UV_DEFAULT_INDEX: '' })).toBe(pip.PIP_INDEX_URL);
    expect(index({ ...pip, UV_DEFAULT_INDEX: 'https://own.example' })).toBe('https://own.example');
  });
});

describe('releases of LiteLLM', () => {
  it.each(['1.82.7', '1.82.8', '1.107.0'])('%s, which was compromised, is refused', (version) => {
    const { status, stderr } = bash(`install_litellm ${version}; echo installed`);
    expect([status, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain(`LiteLLM ${version} was compromised`);
  });

  it('one that was not tested says so in one line before anything is installed', () => {
    // Stands in for the interpreter: nothing is to be installed here.
    const { stderr } = bash('find_python() { exit 1; }; install_litellm 1.2.3');
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('LiteLLM 1.2.3 is not among the tested releases'),
    ]);
  });
});
