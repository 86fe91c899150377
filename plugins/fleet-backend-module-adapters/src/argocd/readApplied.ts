import type { OperationState } from './schema';

/** A resource, as results and resources of an Application name it. */
type Named = { group?: string; kind: string; namespace?: string; name: string };

function keyOf({ group = '', kind, namespace = '', name }: Named): string {
  return JSON.stringify([group, kind, namespace, name]);
}

/** What the last operation applied, by the results that it names; a hook is no resource. */
export function readApplied(
  operation: OperationState | undefined,
): (resource: Named) => boolean {
  const results = operation?.syncResult?.resources ?? [];
  const applied = new Set(
    results
      .filter(({ status, hookType }) => status === 'Synced' && !hookType)
      .map(keyOf),
  );
  return resource => applied.has(keyOf(resource));
}
