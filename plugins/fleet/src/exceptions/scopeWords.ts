import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';
import { engineName } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';

/** What an exception waives, in a line. */
export function waivedWords({ kind, scope }: FleetException, t: Text): string {
  const waived = [
    ...scope.policies.map(({ name, engine }) =>
      name === '*'
        ? t('exceptions.allPolicies', { engine: engineName(engine ?? '') })
        : name,
    ),
    ...scope.subjects,
  ];
  return waived.join(', ') || t(`exceptions.kinds.${kind}`);
}

/** Where it holds, in a line. */
export function placeWords({ scope }: FleetException, t: Text): string {
  const { clusters, namespaces, resource, entities, partial } = scope;
  const places = [
    clusters.map(({ name }) => name).join(', ') ||
      (partial ? '' : t('exceptions.allClusters')),
    namespaces.join(', ') || t('exceptions.allNamespaces'),
    resource ? `${resource.kind} ${resource.name}` : '',
    resource ? '' : entities.map(nameOf).join(', '),
    partial ? t('exceptions.partial') : '',
  ];
  return places.filter(Boolean).join(' · ');
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
