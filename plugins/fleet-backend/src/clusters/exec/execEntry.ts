import { z } from 'zod';

/** The `exec` entry of a kubeconfig's user, as far as it is read. */
export const execEntrySchema = z.looseObject({
  apiVersion: z.enum([
    'client.authentication.k8s.io/v1',
    'client.authentication.k8s.io/v1beta1',
  ]),
  command: z.string().min(1).max(4096),
  args: z.array(z.string().max(8192)).max(100).nullish(),
  env: z
    .array(z.looseObject({ name: z.string(), value: z.string() }))
    .max(100)
    .nullish(),
  interactiveMode: z.string().optional(),
});

export type ExecEntry = z.output<typeof execEntrySchema>;
