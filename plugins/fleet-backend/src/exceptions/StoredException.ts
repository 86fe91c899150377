import type {
  ComplianceSeverity,
  ExceptionKind,
  ExceptionScope,
  LedgerException,
} from '@fleetview/backstage-plugin-fleet-common';

/** A yes, as it is stored. */
export type StoredApproval = { by: string; at: number; comment?: string };

/** An exception as it is stored, with what its place in the ledger makes of it. */
export type StoredException = {
  id: string;
  kind: ExceptionKind;
  scope: ExceptionScope;
  severity: ComplianceSeverity;
  reason: string;
  ticket?: string;
  compensatingControl?: string;
  requestedBy: string;
  requestedAt: number;
  approvals: StoredApproval[];
  startsAt?: number;
  expiresAt: number;
  reviewAt?: number;
  renews?: string;
  withdrawn?: { at: number; by: string; because: string };
  version: number;
  /** The one that follows it, and that nobody took back before it was in force. */
  renewedBy?: string;
  /** What the formulas are asked about. */
  ledger: LedgerException;
};
