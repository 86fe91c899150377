import { InputError } from '@backstage/errors';
import type { ListAuditQuery } from '@fleetview/backstage-plugin-fleet-common';

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

function timeOf(name: string, text: string): number {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) {
    throw new InputError(
      `The parameter '${name}' is no time. Write it as 2026-01-31T12:00:00Z.`,
    );
  }
  return time;
}
