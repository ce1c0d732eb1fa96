import { z } from 'zod';

/** Which of several replicas an answer is of; older services do not say it. */
export const instanceSchema = z.looseObject({ name: z.string(), replicas: z.number() }).optional();

/** That other replicas have counts of their own, as one sentence where there are any. */
export function sharedBy(instance: z.infer<typeof instanceSchema>): string[] {
  if (instance === undefined || instance.replicas < 2) return [];
  const { name, replicas } = instance;
  return [
    `Look-ups are those of ${name} alone, one of ${replicas} that share the traffic: ask each, or see Prometheus.`,
  ];
}
