import { z } from 'zod';
import type { AuditWebhookConfig } from './auditWebhookSchema';

/** How drift is weighed, and who else tells of it. */
export type DriftConfig = {
  /**
   * What an hour of drift counts on clusters of a tier, by the tier; `unassigned` for those
   * without one. What has no weight counts as those, and else 1.
   */
  tierWeights: Readonly<Record<string, number>>;
  /** API servers that send their audit log; none where absent. */
  auditWebhooks?: readonly AuditWebhookConfig[];
  /** How what they send is kept; as usual where absent. */
  auditEvents?: AuditEventSettings;
};

/** How what API servers say in their audit log is kept. */
export type AuditEventSettings = {
  /** For so many days. */
  keepDays: number;
  /** So many of a cluster, the newest. */
  perCluster: number;
};

export const DEFAULT_AUDIT_EVENTS: AuditEventSettings = {
  keepDays: 14,
  perCluster: 20_000,
};

export const DEFAULT_DRIFT_CONFIG: DriftConfig = { tierWeights: {} };

/** What may be configured of drift. */
export const driftSchema = z.strictObject({
  tierWeights: z
    .record(z.string().min(1).max(253), z.number().min(0).max(1000))
    .default({}),
  /** Each is read for itself: see `auditWebhookSchema`. */
  auditWebhooks: z.unknown().optional(),
  auditEvents: z
    .strictObject({
      keepDays: z
        .number()
        .int()
        .min(1)
        .max(90)
        .default(DEFAULT_AUDIT_EVENTS.keepDays),
      perCluster: z
        .number()
        .int()
        .min(100)
        .max(1_000_000)
        .default(DEFAULT_AUDIT_EVENTS.perCluster),
    })
    .optional(),
  /** Is read by the module of the scaffolder. */
  adopt: z.unknown().optional(),
});

export function toDriftConfig(
  { tierWeights, auditEvents }: z.output<typeof driftSchema>,
  auditWebhooks: readonly AuditWebhookConfig[] = [],
): DriftConfig {
  return {
    tierWeights,
    ...(auditWebhooks.length > 0 ? { auditWebhooks } : {}),
    ...(auditEvents ? { auditEvents } : {}),
  };
}
