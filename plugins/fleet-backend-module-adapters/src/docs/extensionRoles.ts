import {
  serviceName,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { LOOK_VERBS, READ_VERBS, type RoleRule } from './roleRules';

/** A role beyond the default one, for the kinds that take it. */
export type ExtensionRole = {
  id: string;
  /** What it opens, a line for each kind. */
  grants: string[];
  rules: RoleRule[];
  /** Granted for the cluster as a whole, where a part of it would say nothing. */
  isWhole?: boolean;
};

/** The extension roles of all adapters, in the order of their ids. */
export function extensionRoles(
  adapters: readonly FleetAdapter[],
): ExtensionRole[] {
  const roles = new Map<string, ExtensionRole>();
  for (const { group, plural, extension } of adapters.flatMap(
    adapter => adapter.watches,
  )) {
    if (!extension) continue;
    const role = roles.get(extension.role) ?? {
      id: extension.role,
      grants: [],
      rules: [],
    };
    if (!role.grants.includes(extension.grants)) {
      role.grants.push(extension.grants);
    }
    if (extension.wholeCluster) role.isWhole = true;
    role.rules.push({
      apiGroups: [group],
      resources: [plural],
      ...(extension.byName ? { resourceNames: ['change-me'] } : {}),
      verbs: READ_VERBS,
    });
    roles.set(extension.role, role);
  }
  for (const { extension, service } of adapters.flatMap(
    ({ polls = [], desired = [] }) => [
      ...polls,
      ...desired.flatMap(each => (each.from === 'http' ? [each] : [])),
    ],
  )) {
    const role = roles.get(extension.role) ?? {
      id: extension.role,
      grants: [],
      rules: [],
    };
    role.grants.push(extension.grants);
    // The name as it stands in the path: whoever may ask one service may ask no other.
    const name = serviceName(service);
    if (!role.rules.some(rule => rule.resourceNames?.includes(name))) {
      role.rules.push({
        apiGroups: [''],
        resources: ['services/proxy'],
        resourceNames: [name],
        verbs: ['get'],
      });
    }
    roles.set(extension.role, role);
  }
  for (const { group, plural, extension } of adapters.flatMap(
    ({ looks = [] }) => looks,
  )) {
    if (!extension) continue;
    const role = roles.get(extension.role) ?? {
      id: extension.role,
      grants: [],
      rules: [],
      isWhole: true,
    };
    if (!role.grants.includes(extension.grants)) {
      role.grants.push(extension.grants);
    }
    role.rules.push({
      apiGroups: [group],
      resources: [plural],
      verbs: LOOK_VERBS,
    });
    roles.set(extension.role, role);
  }
  return [...roles.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
