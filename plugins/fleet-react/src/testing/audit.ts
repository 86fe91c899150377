import type {
  AuditChain,
  AuditEntry,
  Facet,
  ListAuditQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';

const HASH = 'ab12'.repeat(16);
const REPLICA = 'r-00112233445566aabb';

/** An entry of the audit; what is not said is usual. */
export function auditEntry(over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: 'op-1',
    at: new Date(NOW).toISOString(),
    event: 'cluster-registered',
    actor: { type: 'fleet', id: REPLICA },
    target: {
      type: 'cluster',
      id: 'c-euw1a',
      name: 'prod-euw1-a',
      exists: true,
    },
    result: 'succeeded',
    replica: REPLICA,
    number: 1,
    hash: HASH,
    ...over,
  };
}

/** An audit in which everything occurs, newest first. */
export function companyAudit(): AuditEntry[] {
  const entries: Partial<AuditEntry>[] = [
    {
      event: 'audit-export',
      actor: { type: 'user', id: 'user:default/platform-engineer' },
      target: { type: 'audit', id: 'audit', exists: false },
      result: 'initiated',
      after: { format: 'csv' },
    },
    {
      event: 'operation-refused',
      actor: { type: 'user', id: 'user:default/payments-developer' },
      target: { type: 'operation', id: 'listAudit', exists: false },
      result: 'refused',
      reason: "This needs the permission 'fleet.audit.read'.",
      error: "NotAllowedError: This needs the permission 'fleet.audit.read'.",
    },
    {
      event: 'cluster-record-changed',
      before: {
        source: 'kubernetes-config',
        record: 'prod-euw1-a',
        server: 'https://10.0.0.1',
        tlsVerified: true,
      },
      after: {
        source: 'kubernetes-config',
        record: 'prod-euw1-a',
        server: 'https://10.0.0.2',
        tlsVerified: true,
      },
      reason: "told by 'Kubernetes configuration'",
    },
    {
      event: 'hub-credentials-read',
      target: {
        type: 'hub',
        id: 'hub:argocd:mgmt',
        name: 'mgmt',
        exists: false,
      },
      result: 'failed',
      error: 'forbidden: the server refused it',
    },
    {
      event: 'hub-credentials-read',
      target: {
        type: 'hub',
        id: 'hub:argocd:mgmt',
        name: 'mgmt',
        exists: false,
      },
      result: 'unfinished',
    },
    {
      event: 'health-read',
      actor: { type: 'service', id: 'external:monitoring' },
      target: { type: 'fleet', id: 'health', exists: false },
    },
    {},
  ];
  return entries.map((over, index) =>
    auditEntry({
      id: `op-${index + 1}`,
      at: new Date(NOW - index * 3_600_000).toISOString(),
      number: entries.length - index,
      ...over,
    }),
  );
}

/** What came of looking at every row: nothing is wrong. */
export function auditChain(over: Partial<AuditChain> = {}): AuditChain {
  return {
    checkedAt: new Date(NOW).toISOString(),
    state: 'intact',
    since: new Date(NOW - 86_400_000).toISOString(),
    rows: 7,
    chains: 1,
    breaks: [],
    breaksTotal: 0,
    ...over,
  };
}

/** What the backend's filters let through. */
export function filterAudit(
  entries: readonly AuditEntry[],
  query: ListAuditQuery,
): AuditEntry[] {
  const { actor, event, target, result, from, to } = query;
  const has = (text: string | undefined, part: string) =>
    text?.toLocaleLowerCase('en').includes(part.toLocaleLowerCase('en'));
  return entries.filter(
    entry =>
      (!actor || has(entry.actor.id, actor)) &&
      (!event?.length || event.includes(entry.event)) &&
      (!target ||
        has(entry.target.id, target) ||
        has(entry.target.name, target)) &&
      (!result?.length || result.includes(entry.result)) &&
      (!from || entry.at >= new Date(from).toISOString()) &&
      (!to || entry.at < new Date(to).toISOString()),
  );
}

/** What each value of a filter would leave under all others. */
export function auditFacets(
  entries: readonly AuditEntry[],
  query: ListAuditQuery,
): Record<'event' | 'result', Facet> {
  const facet = (key: 'event' | 'result'): Facet => {
    const counts = new Map<string, number>();
    for (const entry of filterAudit(entries, { ...query, [key]: [] })) {
      counts.set(entry[key], (counts.get(entry[key]) ?? 0) + 1);
    }
    return {
      values: [...counts].map(([value, count]) => ({ value, count })),
    };
  };
  return { event: facet('event'), result: facet('result') };
}
