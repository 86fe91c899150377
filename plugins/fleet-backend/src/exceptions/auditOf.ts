import type { AuditDetails } from '../audit/events';
import type { NewException } from './insertException';

/** What the audit keeps of an exception that is asked for. */
export function auditOf({
  kind,
  severity,
  scope,
  expiresAt,
}: NewException): AuditDetails<'exception-requested'> {
  const { resource } = scope;
  return {
    kind,
    severity,
    clusters: [...scope.clusters],
    namespaces: [...scope.namespaces],
    policies: scope.policies.map(({ engine, name }) =>
      engine ? `${engine}/${name}` : name,
    ),
    subjects: [...scope.subjects],
    entities: [...scope.entities],
    ...(resource ? { resource: `${resource.kind} ${resource.name}` } : {}),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/** What an exception is called in the audit: what it waives. */
export function titleOf({
  kind,
  scope,
}: Pick<NewException, 'kind' | 'scope'>): string {
  const waived = [
    ...scope.policies.map(({ name }) => name),
    ...scope.subjects,
  ].join(', ');
  return `${kind} ${waived}`.slice(0, 253);
}
