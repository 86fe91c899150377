import {
  boundedName,
  type Revision,
} from '@fleetview/backstage-plugin-fleet-common';
import { revisionOf } from '@fleetview/backstage-plugin-fleet-node';
import type { ApplicationSource } from './schema';

/** What Argo CD states in two sets of fields, for one source and for several. */
type Revisioned = {
  revision: string | undefined;
  revisions: readonly string[];
};

/**
 * The position of the source that names the delivery: the first that brings
 * something, as others only lend values.
 */
export function mainSourceIndex(sources: readonly ApplicationSource[]): number {
  const index = sources.findIndex(source => source.chart || source.path);
  return Math.max(0, index);
}

/**
 * The resolved revision of a delivery's main source.
 *
 * @param sources - the sources that the revisions belong to
 */
export function readRevision(
  stated: Revisioned | undefined,
  sources: readonly ApplicationSource[],
): Revision | undefined {
  if (!stated) return undefined;
  const index = mainSourceIndex(sources);
  const value = stated.revisions.length
    ? stated.revisions.at(index)
    : stated.revision;
  if (!value) return undefined;
  if (sources.at(index)?.chart) {
    return { type: 'chart', value: boundedName(value) };
  }
  return revisionOf(value);
}
