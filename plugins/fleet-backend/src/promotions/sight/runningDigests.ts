import {
  RUNNING_FRESHNESS_LIMIT_MS,
  type Image,
  type RunningFact,
  type WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * The digests that all pods of a workload run for an image of its template; undefined where
 * that is not known now: it was not read, not of this template, or too long ago.
 *
 * @param now - milliseconds since 1970
 */
export function runningDigests(
  workload: WorkloadFact,
  image: Image,
  running: RunningFact | undefined,
  now: number,
): readonly string[] | undefined {
  const { settled, templateRevision } = workload;
  const isOfThis =
    settled &&
    running !== undefined &&
    templateRevision !== undefined &&
    running.templateRevision === templateRevision &&
    now - Date.parse(running.readAt) <= RUNNING_FRESHNESS_LIMIT_MS;
  if (!isOfThis) return undefined;
  return running.images.find(
    ({ container, repository, tag }) =>
      container === image.container &&
      repository === image.repository &&
      tag === image.tag,
  )?.digests;
}
