import { z } from 'zod';
import {
  factBaseShape,
  keyValuesSchema,
  nameSchema,
  textSchema,
  timeSchema,
} from './common';
import { heartbeatSchema } from './heartbeat';
import { HEALTH_STATES } from '../states';

/**
 * Where a cluster is between being asked for and being gone. Says nothing of
 * whether it can be reached or is well.
 *
 * @public
 */
export const CLUSTER_LIFECYCLES = [
  'pending',
  'provisioning',
  'provisioned',
  'upgrading',
  'paused',
  'deleting',
  'failed',
  'unknown',
] as const;

/** @public */
export type ClusterLifecycle = (typeof CLUSTER_LIFECYCLES)[number];

/**
 * What an object of a hub says of a cluster: a ManagedCluster, a Cluster API
 * Cluster, a ClusterProfile, a cluster Secret. The subject is the cluster that it
 * speaks of.
 *
 * @public
 */
export const clusterFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('cluster'),
  /** The adapter's id. */
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  lifecycle: z.enum(CLUSTER_LIFECYCLES),
  heartbeat: heartbeatSchema,
  /**
   * What tells which cluster this is. `assertedBy` says whose word it is: a
   * `member`'s own word counts only on hubs that are trusted for it.
   */
  identity: z
    .strictObject({
      assertedBy: z.enum(['hub', 'member']),
      servers: z.array(z.string().max(2048)).max(10),
      /** UID of the namespace `kube-system`. */
      uid: z.string().max(128).optional(),
    })
    .optional(),
  /** Whether the hub's people have let it in. Absent where the system knows no such thing. */
  accepted: z.boolean().optional(),
  kubernetesVersion: nameSchema.optional(),
  /** What an upgrade leads to. */
  desiredKubernetesVersion: nameSchema.optional(),
  /** Of the cluster as a whole, as the hub was told. */
  capacity: z
    .strictObject({
      /** Thousandths of a core. */
      cpuMillicores: z.number().nonnegative().optional(),
      memoryBytes: z.number().nonnegative().optional(),
    })
    .optional(),
  /** What the member claims of itself: shown, and deciding nothing. */
  claims: keyValuesSchema,
  /**
   * Set where the object holds claims and judges nothing: its health, life cycle
   * and heartbeat are not for the cluster to be measured by.
   */
  claimsOnly: z.literal(true).optional(),
  /** Sets or groups that it is in. */
  sets: z.array(nameSchema).max(50),
  taints: z
    .array(
      z.strictObject({
        key: nameSchema,
        value: nameSchema.optional(),
        effect: nameSchema,
        since: timeSchema.optional(),
      }),
    )
    .max(50),
  /** What stands in its way, worst first. */
  blockedBy: z.array(textSchema).max(10),
  /** What it is made from or belongs to: its class, infrastructure, control plane. */
  references: z
    .array(
      z.strictObject({
        role: nameSchema,
        kind: nameSchema,
        namespace: nameSchema.optional(),
        name: nameSchema,
      }),
    )
    .max(10),
});

/** @public */
export type ClusterFact = z.infer<typeof clusterFactSchema>;
