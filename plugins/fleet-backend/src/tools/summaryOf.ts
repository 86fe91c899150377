import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';

const LONGEST_TEXT = 300;

/** An exception in the few words that fit a tool's answer. */
export type ExceptionSummary = {
  id: string;
  state: FleetException['state'];
  kind: FleetException['kind'];
  waives: string[];
  clusters: string[];
  namespaces: string[];
  seenInPart: boolean;
  severity: FleetException['severity'];
  reason: string;
  requestedBy: string;
  approvals: number;
  approvalsNeeded: number;
  expiresAt: string;
  owner?: string;
};

/** Bounded: what somebody wrote at length is cut, and lists are. */
export function summaryOf(exception: FleetException): ExceptionSummary {
  const { scope, reason } = exception;
  return {
    id: exception.id,
    state: exception.state,
    kind: exception.kind,
    waives: [
      ...scope.policies.map(({ name }) => name),
      ...scope.subjects,
    ].slice(0, 20),
    clusters: scope.clusters.map(({ name }) => name).slice(0, 20),
    namespaces: scope.namespaces.slice(0, 20),
    seenInPart: scope.partial === true,
    severity: exception.severity,
    reason:
      reason.length > LONGEST_TEXT
        ? `${reason.slice(0, LONGEST_TEXT - 1)}…`
        : reason,
    requestedBy: exception.requestedBy,
    approvals: exception.approvals.length,
    approvalsNeeded: exception.approvalsNeeded,
    expiresAt: exception.expiresAt,
    ...(scope.owner ? { owner: scope.owner } : {}),
  };
}
