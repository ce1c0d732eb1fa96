import { Command } from 'commander';
import { z } from 'zod';
import { count } from '../command-line.js';
import { cacheStatistics } from './cache-statistics.js';
import { cacheReportPage } from './cache-report.js';
import { explanationLines } from './explain.js';
import { CommandError, createServiceClient, type ServiceClient } from './service-client.js';

type Print = (text: string) => void;

interface CommonOptions {
  readonly url: string;
  readonly json?: boolean;
}

const eventList = z.object({
  events: z.array(z.looseObject({ subject: z.string(), event: z.looseObject({}) })),
});

/** Commands that ask a running hook service. */
export function operateCommands(print: Print, environment: NodeJS.ProcessEnv = process.env): Command[] {
  const common = (command: Command) =>
    command
      .option('--url <address>', 'the hook service', environment['HOOKS_URL'] ?? 'http://127.0.0.1:4100')
      .option('--json', 'print JSON');
  const clientOf = ({ url }: CommonOptions) =>
    // The service takes an empty variable as not set, so `||` and not `??`.
    createServiceClient(url, environment['HOOKS_SERVER_ADMIN_SECRET'] || environment['HOOKS_SECRET']);
  const show = (value: unknown, { json }: CommonOptions, lines: () => readonly string[]) =>
    json ? print(JSON.stringify(value)) : lines().forEach((line) => print(line));

  const cache = new Command('cache').description(
    'Statistics of the semantic cache, a report on its shadow mode, and erasure.',
  );
  cache.addCommand(
    common(new Command('stats'))
      .option('--tenant <id>', 'of one tenant')
      .description('Entries, hit rate and estimated false hits.')
      .action(async (options: CommonOptions & { tenant?: string }) => {
        const stats = await clientOf(options).get('/cache/stats', { tenant: options.tenant });
        show(stats, options, () => cacheStatistics(stats, options.tenant));
      }),
  );
  cache.addCommand(
    common(new Command('purge'))
      .option('--tenant <id>', 'of one tenant only')
      .option('--yes', 'do it; without this it only counts')
      .description('Erase stored answers.')
      .action(async (options: CommonOptions & { tenant?: string; yes?: boolean }) => {
        const path =
          options.tenant === undefined ? '/cache' : `/cache/tenants/${encodeURIComponent(options.tenant)}`;
        const answer = await clientOf(options).delete(path, { dryRun: String(!options.yes) });
        const { entries } = z.looseObject({ entries: z.number() }).parse(answer);
        show(answer, options, () => [
          options.yes
            ? `Erased ${entries} entries.`
            : `${entries} entries would be erased; add --yes to do it.`,
        ]);
      }),
  );
  cache.addCommand(
    common(new Command('report'))
      .requiredOption('--tenant <id>', 'of which tenant')
      .option('--text', 'show the questions of the pairs to judge; the service must allow it, and notes it')
      .description(
        'What would have hit in shadow mode, how often wrongly, and the pairs to judge, as a page of Markdown.',
      )
      .action(async (options: CommonOptions & { tenant: string; text?: boolean }) => {
        const path = `/cache/tenants/${encodeURIComponent(options.tenant)}/report`;
        const report = await clientOf(options).get(path, { text: String(options.text ?? false) });
        show(report, options, () => cacheReportPage(report));
      }),
  );
  const tail = common(new Command('tail'))
    .argument('<what>', 'events or alerts')
    .argument('[count]', 'how many of the latest; without it all that the service remembers', count)
    .option('--follow', 'keep on until Ctrl-C')
    .description('Show the latest quota events or alerts.')
    .action(
      async (what: string, latest: number | undefined, options: CommonOptions & { follow?: boolean }) => {
        const subject = SUBJECTS[what];
        if (!subject) throw new CommandError(`\`${what}\` cannot be shown; use events or alerts.`);
        await tailEvents(
          clientOf(options),
          { subject, latest: latest ?? Infinity, follow: options.follow ?? false },
          (event) => print(options.json ? JSON.stringify(event) : eventLine(event)),
        );
      },
    );
  const explain = common(new Command('explain'))
    .argument('<call id>', "LiteLLM's x-litellm-call-id")
    .description('What each job did to a call, and why.')
    .action(async (callId: string, options: CommonOptions) => {
      const answer = await clientOf(options).get(`/calls/${encodeURIComponent(callId)}`);
      show(answer, options, () => explanationLines(answer));
    });
  return [cache, tail, explain];
}

const SUBJECTS: Readonly<Record<string, string>> = { events: 'quota.updated', alerts: 'guardrail.alert' };

interface SubjectEvent {
  readonly subject: string;
  readonly event: Readonly<Record<string, unknown>>;
}

async function tailEvents(
  client: ServiceClient,
  { subject, latest, follow }: { subject: string; latest: number; follow: boolean },
  print: (event: SubjectEvent) => void,
): Promise<void> {
  const list = async () => eventList.parse(await client.get('/events', { subject })).events;
  const first = await list();
  first.slice(-latest).forEach(print);
  const shown = new Set(first.map(idOf));
  while (follow) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const fresh = (await list()).filter((event) => !shown.has(idOf(event)));
    for (const event of fresh) {
      shown.add(idOf(event));
      print(event);
    }
  }
}

const idOf = ({ event }: SubjectEvent) => event['eventId'];

function eventLine({ subject, event }: SubjectEvent): string {
  const { occurredAt, tenantId, payload } = event;
  return `${String(occurredAt)}  ${subject}  ${typeof tenantId === 'string' ? tenantId : '-'}  ${JSON.stringify(payload)}`;
}
