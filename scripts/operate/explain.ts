import { z } from 'zod';

const schema = z.looseObject({
  correlationId: z.string().nullish(),
  steps: z.array(z.object({ part: z.string(), text: z.string() })),
});

/** What each job did to a call and why: the sentences of the hook service, which the console shows, too. */
export function explanationLines(answer: unknown): string[] {
  const { data } = schema.safeParse(answer);
  if (data === undefined)
    return ['The hook service answered in a form that this version does not know; try --json.'];
  return [
    ...data.steps.map(({ part, text }) => `${part}: ${text}`),
    ...(data.correlationId ? [`Correlation id: ${data.correlationId}`] : []),
  ];
}
