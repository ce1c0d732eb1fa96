import { execFileSync, spawnSync } from 'node:child_process';
import { z } from 'zod';
import { projectRoot } from '../stack/paths.js';
import { createHooksClient } from './hooks-client.js';
import type { TourStack } from './make-tour.js';

const renderedSchema = z.object({
  services: z.object({
    litellm: z.object({
      environment: z.record(z.string(), z.string()),
      ports: z.array(z.object({ published: z.string() })),
    }),
    hooks: z.object({
      environment: z.record(z.string(), z.string()),
      ports: z.array(z.object({ published: z.string() })),
    }),
  }),
});

/** Brings the compose file's services up (nothing happens where they are up already) and says where they listen. */
export function startComposeStack(say: (line: string) => void): TourStack & { readonly mocked: boolean } {
  say('Starting docker compose (the first time builds the image of the hook service) ...');
  const up = spawnSync('docker', ['compose', 'up', '-d', '--wait'], {
    cwd: projectRoot,
    stdio: ['ignore', 2, 2],
  });
  if (up.status !== 0) throw new Error('docker compose did not come up; `docker compose logs` says why.');
  const { litellm, hooks } = rendered().services;
  const port = (service: { ports: { published: string }[] }) => service.ports[0]?.published ?? '';
  const variable = (name: string) => litellm.environment[name] ?? '';
  return {
    url: `http://127.0.0.1:${port(litellm)}`,
    keys: { acme: variable('ACME_VIRTUAL_KEY'), globex: variable('GLOBEX_VIRTUAL_KEY') },
    model: 'gpt-4o',
    hooks: createHooksClient(`http://127.0.0.1:${port(hooks)}`, hooks.environment['HOOKS_SECRET'] ?? ''),
    mocked: variable('OPENAI_API_BASE').includes('mock-provider'),
  };
}

/** The compose file with the environment and `.env` filled in: the same values that the containers got. */
function rendered(): z.infer<typeof renderedSchema> {
  const text = execFileSync('docker', ['compose', 'config', '--format', 'json'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return renderedSchema.parse(JSON.parse(text));
}
