import { z } from 'zod';
import { SKEW_ASPECTS } from './aspects';

/** By what clusters can be said to be alike. */
export const SKEW_GROUPINGS = [
  'tier',
  'environment',
  'region',
  'provider',
  'owner',
] as const;

const patterns = z.array(z.string().min(1).max(253)).min(1).max(500).optional();

/**
 * Traits in which some clusters may differ. `*` stands for anything in all patterns; a
 * cluster has to meet all that is named of clusters.
 */
const expectedSkewSchema = z.strictObject({
  /** Of all aspects where absent. */
  aspect: z.enum(SKEW_ASPECTS).optional(),
  /** Of which trait, as its key is told. */
  key: z.string().min(1).max(1024),
  clusters: patterns,
  tiers: patterns,
  regions: patterns,
  environments: patterns,
  providers: patterns,
  /** Why, in words for people: it is told wherever this applies. */
  reason: z.string().min(1).max(500),
});

/**
 * Which clusters should be alike, and in what they may differ. All of it may be left out.
 *
 * @public
 */
export const skewSettingsSchema = z.strictObject({
  /** The first of these attributes that is known of a cluster says in which group it is. */
  groupBy: z
    .array(z.enum(SKEW_GROUPINGS))
    .min(1)
    .max(SKEW_GROUPINGS.length)
    .default(['tier', 'environment']),
  expected: z.array(expectedSkewSchema).max(500).default([]),
});

/** @public */
export type SkewGrouping = (typeof SKEW_GROUPINGS)[number];

/** @public */
export type ConfiguredSkew = z.output<typeof expectedSkewSchema>;

/** @public */
export type SkewSettings = z.output<typeof skewSettingsSchema>;

/** @public */
export const DEFAULT_SKEW_SETTINGS: SkewSettings = skewSettingsSchema.parse({});
