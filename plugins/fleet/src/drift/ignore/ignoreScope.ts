import type {
  ExceptionScopeRequest,
  FleetDriftEpisode,
  FleetDriftEpisodeDetail,
} from '@fleetview/backstage-plugin-fleet-common';

/** Where drift is to be ignored. */
export const PLACES = ['here', 'resource', 'component', 'everywhere'] as const;

export type Place = (typeof PLACES)[number];

/** Whatever differs. */
export const ANYTHING = '*';

/** So much an exception can name. */
const MOST_SUBJECTS = 20;
const LONGEST_SUBJECT = 253;

/**
 * The paths of an episode that an exception can name, and why others are not offered. What
 * differed earlier in it is of it, too: without that an exception hides nothing.
 */
export function ignorablePaths({
  differences,
  episode,
}: Pick<FleetDriftEpisodeDetail, 'differences'> & {
  episode: Pick<FleetDriftEpisode, 'paths' | 'pathsTotal'>;
}): {
  paths: string[];
  /** Those of them that do not differ now. */
  earlier: ReadonlySet<string>;
  hasTooLong: boolean;
  hasTooMany: boolean;
} {
  const now = new Set(differences.map(({ path }) => path));
  const all = [...new Set([...now, ...episode.paths])].filter(Boolean);
  const paths = all.filter(({ length }) => length <= LONGEST_SUBJECT);
  return {
    paths: paths.slice(0, MOST_SUBJECTS),
    earlier: new Set(paths.filter(path => !now.has(path))),
    hasTooLong: paths.length < all.length,
    hasTooMany:
      paths.length > MOST_SUBJECTS || episode.pathsTotal > MOST_SUBJECTS,
  };
}

/** What an exception covers. */
export function ignoreScope(
  episode: Pick<FleetDriftEpisode, 'cluster' | 'resource' | 'entityRef'>,
  place: Place,
  subjects: string[],
): ExceptionScopeRequest {
  const { cluster, resource, entityRef } = episode;
  const { kind, namespace, name } = resource;
  const one = {
    ...(namespace ? { namespaces: [namespace] } : {}),
    resource: { kind, name },
  };
  switch (place) {
    case 'here':
      return { subjects, clusters: [cluster.id], ...one };
    case 'resource':
      return { subjects, ...one };
    case 'component':
      return { subjects, entities: entityRef ? [entityRef] : [] };
    default:
      return { subjects };
  }
}
