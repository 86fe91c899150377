import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { secret } from './hubSchemas';

/** An API server that may send its audit log, and what it shows for it. */
export type AuditWebhookConfig = {
  /** The cluster's name in its source, or `source/name`. */
  cluster: string;
  /** Secret. */
  token: string;
  key: string;
};

export const auditWebhookSchema = z.strictObject({
  cluster: z.string().min(1).max(253),
  token: secret
    .min(
      32,
      "has to have at least 32 characters: 'openssl rand -hex 32' makes one",
    )
    .regex(/^[!-~]+$/, 'has to be one word of plain characters'),
});

/**
 * Leaves out entries by whose token one cluster could speak for another. One cluster may
 * have several tokens, so that they can be changed one after the other.
 */
export function checkAuditWebhooks(entries: readonly AuditWebhookConfig[]): {
  webhooks: AuditWebhookConfig[];
  problems: ConfigurationProblem[];
} {
  const byToken = new Map<string, AuditWebhookConfig>();
  const problems: ConfigurationProblem[] = [];
  const webhooks = entries.filter(entry => {
    const first = byToken.get(entry.token);
    if (!first) {
      byToken.set(entry.token, entry);
      return true;
    }
    problems.push({
      key: `${entry.key}.token`,
      message: `is the token of ${first.key}; the entry is left out. Give each cluster a token of its own, so that none can speak for another`,
    });
    return false;
  });
  return { webhooks, problems };
}
