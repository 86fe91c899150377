import type { ListAuditQuery } from '@fleetview/backstage-plugin-fleet-common';
import { timeOf } from '../timeOf';

/** What entries are narrowed to: OR within a key, AND across keys. */
export type AuditFilters = {
  actor?: string;
  event?: string[];
  target?: string;
  result?: string[];
  /** Milliseconds since 1970; not before. */
  from?: number;
  /** Before. */
  to?: number;
};

/** @throws InputError for a time that is none */
export function auditFilters(query: ListAuditQuery): AuditFilters {
  const { actor, event, target, result, from, to } = query;
  return {
    ...(actor ? { actor } : {}),
    ...(event?.length ? { event } : {}),
    ...(target ? { target } : {}),
    ...(result?.length ? { result } : {}),
    ...(from ? { from: timeOf('from', from) } : {}),
    ...(to ? { to: timeOf('to', to) } : {}),
  };
}
