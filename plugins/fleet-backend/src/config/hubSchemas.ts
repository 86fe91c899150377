import { z } from 'zod';
import type { HubConfig } from './FleetConfig';

const text = z.string().min(1).max(253);
const url = z
  .string()
  .max(2000)
  .refine(
    value => URL.canParse(value) && new URL(value).protocol === 'https:',
    'has to be an https:// URL',
  );
export const secret = z.string().min(1).max(16_384);
/** PEM text, or base64 of it. */
export const pem = z
  .string()
  .max(262_144)
  .transform(value =>
    value.includes('-----BEGIN')
      ? value
      : Buffer.from(value, 'base64').toString('utf8'),
  )
  .refine(
    value => value.includes('-----BEGIN CERTIFICATE-----'),
    'has to be a PEM certificate, or base64 of one',
  );

const shared = { cluster: text, trusted: z.boolean().optional() };

/** One schema per type of hub: what each one reads differs, and so does what may be said of it. */
export const hubSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      ...shared,
      type: z.literal('argocd'),
      namespace: text.optional(),
    }),
    z.strictObject({ ...shared, type: z.literal('capi'), namespace: text }),
    z.strictObject({
      ...shared,
      type: z.literal('ocm'),
      server: url.optional(),
      caData: pem.optional(),
      serviceAccount: text.optional(),
    }),
    z.strictObject({ ...shared, type: z.literal('karmada') }),
    z.strictObject({
      ...shared,
      type: z.literal('rancher'),
      server: url.optional(),
      caData: pem.optional(),
      token: secret.optional(),
    }),
    z.strictObject({
      ...shared,
      type: z.literal('cluster-profile'),
      namespace: text.optional(),
      accessProvider: text.optional(),
      tokens: z
        .array(z.strictObject({ name: text, server: url, token: secret }))
        .optional(),
    }),
  ],
  {
    error:
      "type has to be 'argocd', 'capi', 'ocm', 'karmada', 'rancher' or 'cluster-profile'",
  },
);

/** What was parsed, in the form that sources take. */
export function toHubConfig(
  parsed: z.output<typeof hubSchema> & { key: string },
): HubConfig {
  return {
    ...parsed,
    trusted: parsed.trusted ?? false,
    tokens: ('tokens' in parsed && parsed.tokens) || [],
  };
}
