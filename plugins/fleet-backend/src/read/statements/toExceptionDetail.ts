import type {
  ExceptionFact,
  StatementDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';

/** @param now - milliseconds since 1970, that its end is held against */
export function toExceptionDetail(
  fact: ExceptionFact,
  now: number,
): StatementDetail {
  const { expiresAt } = fact;
  return defined({
    type: fact.type,
    policies: fact.policies,
    scope: fact.scope,
    namespaces: fact.namespaces,
    reportsAs: fact.reportsAs,
    reason: fact.reason,
    ticket: fact.ticket,
    requestedBy: fact.requestedBy,
    approvedBy: fact.approvedBy,
    createdAt: fact.createdAt,
    expiresAt,
    expired: expiresAt === undefined ? undefined : Date.parse(expiresAt) <= now,
  });
}
