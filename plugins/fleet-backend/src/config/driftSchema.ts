import { z } from 'zod';

/** How drift is weighed. */
export type DriftConfig = {
  /**
   * What an hour of drift counts on clusters of a tier, by the tier; `unassigned` for those
   * without one. What has no weight counts as those, and else 1.
   */
  tierWeights: Readonly<Record<string, number>>;
};

export const DEFAULT_DRIFT_CONFIG: DriftConfig = { tierWeights: {} };

/** What may be configured of drift. */
export const driftSchema = z.strictObject({
  tierWeights: z
    .record(z.string().min(1).max(253), z.number().min(0).max(1000))
    .default({}),
  /** Is read by the module of the scaffolder. */
  adopt: z.unknown().optional(),
});

export function toDriftConfig({
  tierWeights,
}: z.output<typeof driftSchema>): DriftConfig {
  return { tierWeights };
}
