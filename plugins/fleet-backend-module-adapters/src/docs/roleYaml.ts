import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { ExtensionRole } from './extensionRoles';
import { actRules, readRules, type RoleRule } from './roleRules';

function list(name: string, values: readonly string[] | undefined): string[] {
  return values
    ? [
        `    ${name}:`,
        ...values.map(value => `      - ${JSON.stringify(value)}`),
      ]
    : [];
}

function rulesYaml(rules: readonly RoleRule[]): string {
  return rules
    .map(rule =>
      [
        ...list('apiGroups', rule.apiGroups),
        ...list('resources', rule.resources),
        ...list('resourceNames', rule.resourceNames),
        ...list('verbs', rule.verbs),
      ]
        .join('\n')
        .replace('    ', '  - '),
    )
    .join('\n');
}

function comment(...lines: string[]): string {
  return lines.map(line => `# ${line}\n`).join('');
}

function roleYaml(options: {
  kind: 'ClusterRole' | 'Role';
  name: string;
  namespace?: string;
  component: string;
  rules: readonly RoleRule[];
}): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${options.kind}
metadata:
  name: ${options.name}
${options.namespace ? `  namespace: ${options.namespace}\n` : ''}  labels:
    app.kubernetes.io/name: fleet-backstage
    app.kubernetes.io/component: ${options.component}
rules:
${rulesYaml(options.rules)}
`;
}

/** The ClusterRole that the adapters read with, as YAML. */
export function clusterRoleYaml(adapters: readonly FleetAdapter[]): string {
  return (
    comment(
      'Generated from the descriptors of the adapters.',
      'What a cluster must grant so that Fleet can read it, and nothing else.',
    ) +
    roleYaml({
      kind: 'ClusterRole',
      name: 'fleet-backstage-reader',
      component: 'reader',
      rules: readRules(adapters),
    })
  );
}

/** The ClusterRole that acting on one system takes, as YAML. */
export function actingRoleYaml(adapter: FleetAdapter): string {
  return (
    comment(
      `Generated from the actions of the adapter '${adapter.id}'.`,
      `What acting on ${adapter.title} takes. Bind it to other credentials than those that Fleet reads with.`,
    ) +
    roleYaml({
      kind: 'ClusterRole',
      name: `fleet-backstage-actor-${adapter.id}`,
      component: 'actor',
      rules: actRules(adapter),
    })
  );
}

/** One extension role with its binding, as YAML. */
export function extensionRoleYaml({
  id,
  grants,
  rules,
  isWhole = false,
}: ExtensionRole): string {
  const name = `fleet-backstage-extension-${id}`;
  const place = rules.some(({ resources }) =>
    resources.includes('services/proxy'),
  )
    ? 'fleet.polls'
    : 'fleet.extensions';
  const kind = isWhole ? 'ClusterRole' : 'Role';
  return `${comment(
    `Generated. Extension role '${id}': off unless you apply it and name it in`,
    ...(isWhole
      ? [`'${place}'. It is of the cluster as a whole.`]
      : [
          `'${place}'. Change the namespaces, and the names where there are any,`,
          'to yours.',
        ]),
    ...grants,
  )}${roleYaml({
    kind,
    name,
    ...(isWhole ? {} : { namespace: 'change-me' }),
    component: 'extension-reader',
    rules,
  })}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}Binding
metadata:
  name: ${name}
${isWhole ? '' : '  namespace: change-me\n'}  labels:
    app.kubernetes.io/name: fleet-backstage
    app.kubernetes.io/component: extension-reader
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${kind}
  name: ${name}
subjects:
  - kind: ServiceAccount
    name: fleet-reader
    namespace: fleet
`;
}
