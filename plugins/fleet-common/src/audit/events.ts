/**
 * Everything that the audit records, by its id. An id is never given to
 * something else; what records a new thing adds one.
 *
 * @public
 */
export const FLEET_AUDIT_EVENTS = [
  'audit-chain-begun',
  'audit-heads-noted',
  'audit-pruned',
  'audit-retention-changed',
  'audit-read',
  'audit-export',
  'health-read',
  'operation-refused',
  'hub-credentials-read',
  'cluster-registered',
  'cluster-identified',
  'cluster-record-changed',
  'cluster-left',
  'cluster-returned',
  'cluster-merged',
  'cluster-split',
  'cluster-quarantined',
  'cluster-released',
  'cluster-attributes-changed',
  'action-asked',
  'action-refused',
  'action-followed',
  'exception-requested',
  'exception-approved',
  'exception-withdrawn',
  'exception-renewed',
  'exception-refused',
  'price-set',
  'drift-told',
  'drift-telling-refused',
  'promotion-requested',
  'promotion-approved',
  'promotion-gate-overridden',
  'promotion-stopped',
  'promotion-rolled-back',
  'promotion-change-noted',
  'promotion-refused',
  'admission-asked',
  'candidate-asked',
] as const;

/** @public */
export type FleetAuditEvent = (typeof FLEET_AUDIT_EVENTS)[number];

/**
 * How something ended: `initiated` while it goes on, `unfinished` where it began
 * and nobody will say any more how it ended. Only `succeeded` is good.
 *
 * @public
 */
export const FLEET_AUDIT_RESULTS = [
  'succeeded',
  'failed',
  'refused',
  'initiated',
  'unfinished',
] as const;

/** @public */
export type FleetAuditResult = (typeof FLEET_AUDIT_RESULTS)[number];
