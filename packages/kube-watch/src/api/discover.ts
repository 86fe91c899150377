import { KubernetesError } from '../errors';
import type { Transport } from '../transport/Transport';
import type {
  DiscoveredGroup,
  DiscoveredResource,
  DiscoveredVersion,
  DiscoverOptions,
  Discovery,
  KubernetesLimits,
} from '../types';
import { isRecord } from './isRecord';
import {
  apiVersionOf,
  groupVersionPath,
  isGroup,
  isKind,
  isPlural,
  isVersion,
} from './paths';

export type DiscoverContext = {
  transport: Transport;
  limits: KubernetesLimits;
};

// More than any real cluster has; a bound for one that makes them up.
const MOST_GROUPS = 5_000;
const MOST_VERSIONS = 20;
const MOST_RESOURCES = 5_000;

/**
 * What a server serves of the groups asked for. A version whose resources cannot be read (an aggregated API that is down)
 * carries its error; only what concerns the whole server is thrown.
 */
export async function discover(
  context: DiscoverContext,
  { groups, signal }: DiscoverOptions,
): Promise<Discovery> {
  const get = (path: string) => getJson(context, path, signal);
  const named = readGroups(await get('/apis'));
  named.set('', ['v1']);
  const wanted = [...new Set(groups)].filter(group => named.has(group));
  const found = await Promise.all(
    wanted.map(async (group): Promise<DiscoveredGroup> => {
      const versions = named.get(group) ?? [];
      return {
        group,
        versions: await Promise.all(
          versions.map(version => readVersion(get, group, version)),
        ),
      };
    }),
  );
  return { groupNames: [...named.keys()], groups: found };
}

async function getJson(
  { transport, limits }: DiscoverContext,
  path: string,
  signal?: AbortSignal,
): Promise<Record<string, unknown>> {
  return transport.requestJson(
    { method: 'GET', path, signal },
    { maxBytes: limits.maxSmallBodyBytes, totalMs: limits.requestTimeoutMs },
  );
}

/** Group names to their versions, the preferred one first. */
function readGroups(answer: Record<string, unknown>): Map<string, string[]> {
  const { kind, groups } = answer;
  if (
    kind !== 'APIGroupList' ||
    !Array.isArray(groups) ||
    groups.length > MOST_GROUPS
  ) {
    throw invalid('answered something that is no list of API groups', '/apis');
  }
  const named = new Map<string, string[]>();
  for (const entry of groups as unknown[]) {
    if (!isRecord(entry) || !isGroup(entry.name) || entry.name === '') {
      throw invalid('answered an API group without a usable name', '/apis');
    }
    named.set(entry.name, readVersions(entry));
  }
  return named;
}

function readVersions(group: Record<string, unknown>): string[] {
  const { versions, preferredVersion } = group;
  const entries: unknown[] = Array.isArray(versions) ? versions : [];
  const names = [preferredVersion, ...entries].flatMap(entry =>
    isRecord(entry) && isVersion(entry.version) ? [entry.version] : [],
  );
  return [...new Set(names)].slice(0, MOST_VERSIONS);
}

async function readVersion(
  get: (path: string) => Promise<Record<string, unknown>>,
  group: string,
  version: string,
): Promise<DiscoveredVersion> {
  try {
    const answer = await get(groupVersionPath(group, version));
    return { version, resources: readResources(answer, group, version) };
  } catch (error) {
    if (!(error instanceof KubernetesError) || concernsServer(error, group)) {
      throw error;
    }
    return { version, resources: [], error };
  }
}

// Every server serves the core group: when that fails, so has the server.
function concernsServer(error: KubernetesError, group: string): boolean {
  return error.kind === 'aborted' || group === '';
}

function readResources(
  answer: Record<string, unknown>,
  group: string,
  version: string,
): DiscoveredResource[] {
  const { kind, groupVersion, resources } = answer;
  if (
    kind !== 'APIResourceList' ||
    groupVersion !== apiVersionOf({ group, version }) ||
    !Array.isArray(resources) ||
    resources.length > MOST_RESOURCES
  ) {
    throw invalid(
      'answered something that is no list of API resources',
      groupVersionPath(group, version),
    );
  }
  return (resources as unknown[]).flatMap(entry => {
    if (
      !isRecord(entry) ||
      !isPlural(entry.name) ||
      !isKind(entry.kind) ||
      !Array.isArray(entry.verbs)
    ) {
      // Subresources (`pods/log`) end here too: they are not listed.
      return [];
    }
    return [
      {
        group,
        version,
        plural: entry.name,
        kind: entry.kind,
        namespaced: entry.namespaced === true,
        verbs: (entry.verbs as unknown[]).filter(
          verb => typeof verb === 'string',
        ),
      },
    ];
  });
}

function invalid(reason: string, path: string): KubernetesError {
  return new KubernetesError('invalid', reason, {
    status: 200,
    where: `GET ${path}`,
  });
}
