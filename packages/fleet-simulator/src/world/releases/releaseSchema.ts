import { z } from 'zod';

const name = z.string().min(1).max(63);

/** When a trouble begins: with the release, with the wave of its cluster, or when its cluster has got so far. */
const at = z.enum(['start', 'wave', 'applying', 'verifying']);

const where = {
  cluster: name,
  /** Ticks that pass after that moment. */
  afterTicks: z.number().int().min(0).max(10_000).default(0),
};

export const troubleSchema = z.discriminatedUnion('type', [
  /** A validating policy refuses the version: its workload, or only the workload's pods. */
  z.strictObject({
    type: z.literal('admission'),
    ...where,
    at: at.default('start'),
    refuses: z.enum(['workload', 'pods']).default('workload'),
    policy: name.default('require-signed-images'),
  }),
  /** A deny sync window of the AppProject, for this one Application; it ends so many seconds after it began. */
  z.strictObject({
    type: z.literal('window'),
    ...where,
    at: at.default('wave'),
    seconds: z.number().int().min(1).max(86_400).default(60),
    description: z.string().default('month-end close'),
  }),
  /** The cluster's API answers nobody outside any more; what runs inside goes on. */
  z.strictObject({
    type: z.literal('unreachable'),
    ...where,
    at: at.default('wave'),
    fault: z.enum(['refuse', 'hang', 'half-open']).default('refuse'),
  }),
]);

/**
 * What is asked for: a version of a component, and the waves in which it goes.
 * @public
 */
export const releaseSchema = z.strictObject({
  component: name,
  version: z
    .string()
    .max(63)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be the tag of an image'),
  /** The scenario's waves of the component unless given. */
  waves: z
    .array(z.strictObject({ name, clusters: z.array(name).min(1) }))
    .min(1)
    .optional(),
  /**
   * What the next wave waits for: `settled`, every cluster that can still make it; `all`, every
   * cluster; `engine`, as `settled`, but hubs go through their own steps by themselves.
   */
  gate: z.enum(['settled', 'all', 'engine']).default('settled'),
  /** Ticks that a wave takes at least. */
  ticksPerStep: z.number().int().min(1).max(1000).default(1),
  troubles: z.array(troubleSchema).default([]),
});

/** A change by hand, made now. @public */
export const handEditSchema = z.strictObject({
  component: name,
  manager: z.string().default('kubectl-edit'),
  replicas: z.number().int().min(0).max(20).optional(),
  version: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
});

/** One thing that goes wrong with a release. @public */
export type ReleaseTrouble = z.output<typeof troubleSchema>;

/** A release as it is asked for. @public */
export type ReleaseInput = z.input<typeof releaseSchema>;

/** A release as it is asked for, with all defaults. */
export type ReleaseOptions = z.output<typeof releaseSchema>;

/** A change by hand as it is asked for. @public */
export type HandEditInput = z.input<typeof handEditSchema>;
