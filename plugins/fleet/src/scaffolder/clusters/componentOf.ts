import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import type { EntityKey } from '@fleetview/backstage-plugin-fleet-common';

/** The component that a text of a form names. */
export function componentOf(value: unknown): EntityKey | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    const { kind, namespace, name } = parseEntityRef(value, {
      defaultKind: 'component',
      defaultNamespace: DEFAULT_NAMESPACE,
    });
    return { kind: kind.toLocaleLowerCase('en'), namespace, name };
  } catch {
    return undefined;
  }
}
