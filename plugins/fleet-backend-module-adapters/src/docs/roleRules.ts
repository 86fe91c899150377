import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';

/** A rule of a Kubernetes role. */
export type RoleRule = {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
};

export const READ_VERBS = ['get', 'list', 'watch'];
/** Of what is read only to follow something up. */
export const FOLLOW_UP_VERBS = ['get', 'list'];

/** Of what is looked at by its name alone. */
export const LOOK_VERBS = ['get'];

/**
 * Rules over resources, one for each group and set of verbs, in an order that does
 * not depend on that of the adapters.
 */
export function gatherRules(
  grants: readonly { group: string; resource: string; verbs: string[] }[],
): RoleRule[] {
  const verbsOf = new Map<string, Set<string>>();
  for (const { group, resource, verbs } of grants) {
    const key = `${group}\n${resource}`;
    verbsOf.set(key, new Set([...(verbsOf.get(key) ?? []), ...verbs]));
  }
  const rules = new Map<string, RoleRule>();
  for (const [key, set] of [...verbsOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [group, resource] = key.split('\n');
    const verbs = [...set].sort();
    const id = `${group}\n${verbs.join()}`;
    const rule = rules.get(id) ?? {
      apiGroups: [group],
      resources: [],
      verbs,
    };
    rule.resources.push(resource);
    rules.set(id, rule);
  }
  return [...rules.values()];
}

/**
 * What must be granted so that all kinds can be read, by group. Kinds that take
 * an extension role are in none of them.
 */
export function readRules(adapters: readonly FleetAdapter[]): RoleRule[] {
  return gatherRules([
    ...adapters
      .flatMap(adapter => adapter.watches)
      .filter(({ extension }) => !extension)
      .map(({ group, plural }) => ({
        group,
        resource: plural,
        verbs: READ_VERBS,
      })),
    ...adapters
      .flatMap(({ followUp, running }) => [followUp, running])
      .flatMap(each => each?.resources ?? [])
      .map(({ group, plural }) => ({
        group,
        resource: plural,
        verbs: FOLLOW_UP_VERBS,
      })),
  ]);
}

/** What acting on an adapter's objects takes, by group. */
export function actRules(adapter: FleetAdapter): RoleRule[] {
  const { actions = [], watches } = adapter;
  return gatherRules([
    ...actions.flatMap(({ rbac }) => rbac),
    // It is planned on the object as it is, and followed there.
    ...watches
      .filter(({ kind }) => actions.some(action => action.kind === kind))
      .map(({ group, plural }) => ({
        group,
        resource: plural,
        verbs: ['get', 'watch'],
      })),
  ]);
}
