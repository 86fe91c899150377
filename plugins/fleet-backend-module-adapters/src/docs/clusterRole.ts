import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';

/** A rule of a Kubernetes role. */
export type RoleRule = {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
};

const READ_VERBS = ['get', 'list', 'watch'];

/**
 * What must be granted so that all kinds can be read, by group. Kinds that take
 * an extension role are in none of them.
 */
export function roleRules(adapters: readonly FleetAdapter[]): RoleRule[] {
  const resources = new Map<string, Set<string>>();
  for (const { group, plural, extension } of adapters.flatMap(
    adapter => adapter.watches,
  )) {
    if (extension) continue;
    const plurals = resources.get(group) ?? new Set();
    resources.set(group, plurals.add(plural));
  }
  return [...resources]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([group, plurals]) => ({
      apiGroups: [group],
      resources: [...plurals].sort(),
      verbs: READ_VERBS,
    }));
}

function list(values: readonly string[]): string {
  return values.map(value => `      - ${JSON.stringify(value)}`).join('\n');
}

/** The ClusterRole that the adapters need, as YAML. */
export function clusterRoleYaml(adapters: readonly FleetAdapter[]): string {
  const rules = roleRules(adapters).map(rule =>
    [
      '  - apiGroups:',
      list(rule.apiGroups),
      '    resources:',
      list(rule.resources),
      '    verbs:',
      list(rule.verbs),
    ].join('\n'),
  );
  return `# Generated from the descriptors of the adapters.
# What a cluster must grant so that Fleet can read it, and nothing else.
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: fleet-backstage-reader
  labels:
    app.kubernetes.io/name: fleet-backstage
    app.kubernetes.io/component: reader
rules:
${rules.join('\n')}
`;
}
