import type { CostLine } from './lineSchema';

/**
 * Whose cluster one is that a cost tool calls by a name of its own.
 *
 * A tool that is told with `clusterId` what it calls its own cluster tells all others by
 * name. One that is not told speaks of its own as long as it knows of one only.
 *
 * @param ids - all that an answer names
 */
export function whoseCluster(
  ids: ReadonlySet<string>,
  clusterId: string | undefined,
): (id: string | undefined) => CostLine['of'] {
  return id => {
    if (clusterId !== undefined) {
      if (id === undefined) return 'none';
      return id === clusterId ? 'observer' : 'reference';
    }
    if (ids.size <= 1) return 'observer';
    return id === undefined ? 'none' : 'reference';
  };
}

/**
 * Whose cluster one is that a server for many of them calls by a name of its own: a
 * reference by that name, but for the one that it runs on, which configuration names.
 */
export function whoseNamed(
  clusterId: string | undefined,
): (id: string | undefined) => CostLine['of'] {
  return id => {
    if (id === undefined) return 'none';
    return id === clusterId ? 'observer' : 'reference';
  };
}
