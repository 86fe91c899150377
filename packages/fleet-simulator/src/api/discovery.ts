import { apiVersionOf, ResourceType } from './resourceTypes';

/** The subresources that a kind shows in discovery. */
function subresourcesOf(
  type: ResourceType,
): { name: string; verbs: string[] }[] {
  const entries: { name: string; verbs: string[] }[] = [];
  if (type.statusSubresource) {
    entries.push({ name: 'status', verbs: ['get', 'patch', 'update'] });
  }
  if (type.group === '' && type.kind === 'Service') {
    entries.push({
      name: 'proxy',
      verbs: ['create', 'delete', 'get', 'patch', 'update'],
    });
  }
  if (type.group === '' && type.kind === 'Pod') {
    entries.push({ name: 'log', verbs: ['get'] });
  }
  return entries;
}

function resourceEntries(type: ResourceType): object[] {
  return [
    {
      name: type.plural,
      singularName: type.singular,
      namespaced: type.namespaced,
      kind: type.kind,
      verbs: type.verbs,
      ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    },
    ...subresourcesOf(type).map(({ name, verbs }) => ({
      name: `${type.plural}/${name}`,
      singularName: '',
      namespaced: type.namespaced,
      kind: type.kind,
      verbs,
    })),
  ];
}

const AUTHORIZATION_GROUP = 'authorization.k8s.io';

type GroupVersions = { group: string; versions: string[] };

function groupsOf(types: readonly ResourceType[]): GroupVersions[] {
  const groups = new Map<string, string[]>();
  for (const { group, version } of types) {
    if (!group) continue;
    const versions = groups.get(group) ?? [];
    if (!versions.includes(version)) versions.push(version);
    groups.set(group, versions);
  }
  groups.set(AUTHORIZATION_GROUP, ['v1']);
  return [...groups].map(([group, versions]) => ({ group, versions }));
}

function apiGroup({ group, versions }: GroupVersions): object {
  const entries = versions.map(version => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return { name: group, versions: entries, preferredVersion: entries[0] };
}

function resourceList(
  types: readonly ResourceType[],
  groupVersion: string,
): object | undefined {
  const resources: object[] = types
    .filter(type => apiVersionOf(type) === groupVersion)
    .flatMap(resourceEntries);
  if (groupVersion === `${AUTHORIZATION_GROUP}/v1`) {
    resources.push({
      name: 'selfsubjectaccessreviews',
      singularName: 'selfsubjectaccessreview',
      namespaced: false,
      kind: 'SelfSubjectAccessReview',
      verbs: ['create'],
    });
  }
  if (resources.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources,
  };
}

/** The answer to a discovery path, of the types that are served, or undefined if it is none. */
export function discover(
  types: readonly ResourceType[],
  pathname: string,
  serverAddress: string,
): object | undefined {
  const path = pathname.replace(/\/$/, '');
  if (path === '/api') {
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
    };
  }
  if (path === '/apis') {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groupsOf(types).map(apiGroup),
    };
  }
  if (path === '/api/v1') return resourceList(types, 'v1');
  const match = /^\/apis\/([^/]+)(?:\/([^/]+))?$/.exec(path);
  if (!match) return undefined;
  const [, group, version] = match;
  if (version) return resourceList(types, `${group}/${version}`);
  const found = groupsOf(types).find(entry => entry.group === group);
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(found) };
}
