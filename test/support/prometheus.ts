import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { projectRoot } from '../../scripts/stack/paths.js';
import { freePort, startProcess } from '../../scripts/stack/process.js';

/** Prometheus where `scripts/test` puts it, or the one on the PATH; undefined where neither has it. */
export function prometheusBinary(): string | undefined {
  const own = join(projectRoot, '.venvs/prometheus/usr/bin/prometheus');
  if (existsSync(own)) return own;
  const found = spawnSync('sh', ['-c', 'command -v prometheus'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [seconds: number, value: string];
}

export interface Prometheus {
  /** What an instant query gives; throws with Prometheus' own words when it refuses it. */
  query(expr: string): Promise<readonly Sample[]>;
  /** The data of any path of its API. */
  api(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

interface ScrapeConfig {
  readonly job_name: string;
  readonly [setting: string]: unknown;
}

/**
 * Starts Prometheus with the committed configuration and rules, but asking these addresses (host and port, by job) and every
 * second. Jobs that are not named are left out.
 */
export async function startPrometheus(
  binary: string,
  targets: Readonly<Record<string, string>>,
): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const source = join(projectRoot, 'config/prometheus');
  cpSync(join(source, 'rules'), join(folder, 'rules'), { recursive: true });
  mkdirSync(join(folder, 'data'));
  const committed = parse(readFileSync(join(source, 'prometheus.yml'), 'utf8')) as {
    readonly scrape_configs: readonly ScrapeConfig[];
  };
  const jobs = committed.scrape_configs
    .filter(({ job_name: name }) => name in targets)
    .map((job) => ({
      ...job,
      dns_sd_configs: [],
      static_configs: [{ targets: [targets[job.job_name]] }],
    }));
  const configuration = {
    ...committed,
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    scrape_configs: jobs,
  };
  writeFileSync(join(folder, 'prometheus.yml'), stringify(configuration));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    name: 'Prometheus',
    command: binary,
    args: [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    environment: process.env,
    cwd: folder,
    logFile: join(folder, 'prometheus.log'),
    url,
    readyPath: '/-/ready',
  });
  const api = async (path: string) => {
    const answer = (await (await fetch(`${url}/api/v1/${path}`)).json()) as {
      data?: unknown;
      error?: string;
    };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.data;
  };
  return {
    api,
    query: async (expr) =>
      ((await api(`query?${new URLSearchParams({ query: expr }).toString()}`)) as { result: Sample[] })
        .result,
    async stop() {
      await server.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
