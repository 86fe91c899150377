import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import type { Match } from './schema';

const MAX_KINDS = 100;
const MAX_NAMESPACES = 200;
const NAME_LABEL = 'kubernetes.io/metadata.name';

function product(groups: string[], resources: string[]): string[] {
  return groups.flatMap(group =>
    resources.map(resource => (group ? `${group}/${resource}` : resource)),
  );
}

/** What is looked at, as far as it is said by name: resources, and namespaces that are left out. */
export function readMatch(match: Match): {
  kinds: string[];
  excludedNamespaces: string[];
} {
  const kinds = (match?.resourceRules ?? []).flatMap(
    ({ apiGroups, resources }) => product(apiGroups, resources),
  );
  const excluded = (match?.namespaceSelector?.matchExpressions ?? []).flatMap(
    ({ key, operator, values }) =>
      key === NAME_LABEL && operator === 'NotIn' ? values : [],
  );
  return {
    kinds: [...new Set(kinds)].slice(0, MAX_KINDS).map(boundedName),
    excludedNamespaces: [...new Set(excluded)]
      .slice(0, MAX_NAMESPACES)
      .map(boundedName),
  };
}
