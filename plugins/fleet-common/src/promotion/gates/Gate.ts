/**
 * What may stand in the way of a promotion, in the order in which it is told: what nobody
 * can help comes after what somebody can, and people are asked when all else is well.
 *
 * @public
 */
export const GATE_KINDS = [
  'upstream-stage',
  'policy',
  'drift-free',
  'health',
  'alerts',
  'capacity',
  'preflight',
  'cost-change',
  'approval',
  'freeze',
] as const;

/** @public */
export type GateKind = (typeof GATE_KINDS)[number];

/**
 * How a gate is, the worst first.
 *
 * - `failed`: it is known that it does not hold
 * - `unknown`: what it goes by is stale, was not reached, or was never evaluated
 * - `waiting`: it does not hold yet, and will without anybody repairing anything
 * - `passed`: it holds, by evidence that is current
 * - `not-applicable`: there is nothing here that it could go by, which is known
 *
 * @public
 */
export const GATE_STATUSES = [
  'failed',
  'unknown',
  'waiting',
  'passed',
  'not-applicable',
] as const;

/** @public */
export type GateStatus = (typeof GATE_STATUSES)[number];

/**
 * What a gate goes by.
 *
 * @public
 */
export type GateEvidence = {
  /**
   * What it is, the same for as long as it is the same thing: no times and no counts are
   * in it, so that it can be told whether somebody knew of it.
   */
  key: string;
  status: GateStatus;
  /** For people. */
  text: string;
  /** The id of the cluster that it is of. */
  cluster?: string;
  /** When it was last confirmed, in milliseconds since 1970. */
  confirmedAt?: number;
};

/**
 * Somebody's word that something goes on although a gate does not hold.
 *
 * @public
 */
export type GateOverride = {
  gate: GateKind;
  /** The wave that it is for. */
  wave: string;
  planHash: string;
  commit: string;
  /** Who, as an entity reference. */
  by: string;
  at: number;
  /** In the words of who overrides; never empty. */
  reason: string;
  /** Keys of the evidence that held it up, as it was shown then. */
  seen: readonly string[];
};

/**
 * A condition in the way of a promotion.
 *
 * @public
 */
export type Gate = {
  kind: GateKind;
  status: GateStatus;
  /** Since when it is so, as far as that is known; milliseconds since 1970, as all times. */
  since?: number;
  /** When it changes by itself, as far as that is known. */
  until?: number;
  /** For people: what it goes by, of how many. */
  reason: string;
  evidence: readonly GateEvidence[];
  /** Whether somebody may go on in spite of it. Never where it is unknown. */
  overridable: boolean;
  overriddenBy?: GateOverride;
};
