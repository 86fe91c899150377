import {
  FLEET_AUDIT_EVENTS,
  FLEET_AUDIT_RESULTS,
  type FleetAuditResult,
  type ListAuditQuery,
} from '@fleetview/backstage-plugin-fleet-common';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the URL says about the audit. Days are of UTC, as in 2026-01-31. */
export interface AuditState {
  actor: string;
  target: string;
  events: string[];
  results: FleetAuditResult[];
  from: string;
  /** The last day. */
  to: string;
}

const KEYS = ['actor', 'target', 'event', 'result', 'from', 'to'];

/** Reads the state from the URL. What it does not know it ignores, so that an old link still opens. */
export function parseAuditState(search: URLSearchParams): AuditState {
  return {
    actor: textOf(search, 'actor'),
    target: textOf(search, 'target'),
    events: search
      .getAll('event')
      .filter(event =>
        (FLEET_AUDIT_EVENTS as readonly string[]).includes(event),
      ),
    results: FLEET_AUDIT_RESULTS.filter(result =>
      search.getAll('result').includes(result),
    ),
    from: dayOf(search, 'from'),
    to: dayOf(search, 'to'),
  };
}

/** Writes the state into the URL, and leaves what is not its own as it was. */
export function printAuditState(
  state: AuditState,
  previous: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const search = new URLSearchParams(previous);
  for (const key of KEYS) search.delete(key);
  for (const key of ['actor', 'target', 'from', 'to'] as const) {
    if (state[key]) search.set(key, state[key]);
  }
  for (const event of state.events) search.append('event', event);
  for (const result of state.results) search.append('result', result);
  return search;
}

/** What is asked for; the last day counts as a whole. */
export function auditQueryOf(
  state: AuditState,
): Omit<ListAuditQuery, 'cursor' | 'limit'> {
  return {
    ...(state.actor ? { actor: state.actor } : {}),
    ...(state.target ? { target: state.target } : {}),
    ...(state.events.length > 0 ? { event: state.events } : {}),
    ...(state.results.length > 0 ? { result: state.results } : {}),
    ...(state.from ? { from: `${state.from}T00:00:00.000Z` } : {}),
    ...(state.to
      ? { to: new Date(Date.parse(state.to) + DAY_MS).toISOString() }
      : {}),
  };
}

/** Whether it shows less than everything. */
export function isNarrowed(state: AuditState): boolean {
  return printAuditState(state).toString() !== '';
}

function textOf(search: URLSearchParams, key: string): string {
  return (search.get(key) ?? '').slice(0, 200);
}

function dayOf(search: URLSearchParams, key: string): string {
  const day = search.get(key) ?? '';
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))
    ? day
    : '';
}
