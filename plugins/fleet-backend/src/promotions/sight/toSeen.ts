import type {
  DeliveryFact,
  Revision,
  RunningImage,
  RunningInstance,
} from '@fleetview/backstage-plugin-fleet-common';
import type { InstanceParts, StoredFact } from '../../derive/rollouts';
import type { GitSource, SeenInstance } from '../types';
import { bringingDeliveries, runningWorkloads } from './bringingDeliveries';
import type { RunningLookup } from './readRunning';
import { runningDigests } from './runningDigests';

/**
 * An instance as promotions ask for it: what runs, whether that is known, and where it is from.
 *
 * @param now - milliseconds since 1970
 */
export function toSeen(
  parts: InstanceParts,
  lookup: RunningLookup,
  now: number,
): SeenInstance {
  const { data, evidence } = parts;
  const workloads = runningWorkloads(parts);
  const deliveries = evidence.deliveries;
  const bringing = bringingDeliveries(parts);
  const confirmedAt = oldestOf([...workloads, ...bringing]);
  const images = workloads.flatMap(({ id, fact }) =>
    fact.images.map((image): RunningImage => {
      const digests = runningDigests(fact, image, lookup.get(id), now);
      return {
        ...image,
        workload: fact.name,
        ...(digests ? { runningDigests: digests } : {}),
      };
    }),
  );
  const revision = images.length === 0 ? revisionOf(bringing) : undefined;
  const running: RunningInstance = {
    entityRef: data.entityRef,
    cluster: parts.clusterId,
    namespace: data.namespace,
    isCurrent:
      !parts.isStale &&
      [...workloads, ...bringing].every(({ isCurrent }) => isCurrent),
    isSettled: workloads.every(({ fact }) => fact.settled),
    images,
    ...(revision ? { revision } : {}),
  };
  return {
    parts,
    running,
    deliveries: deliveries.filter(({ id }) =>
      bringing.some(each => each.id === id),
    ),
    sources: sourcesOf(bringing),
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
  };
}

/** The applied revision of its one delivery. Of several nobody can tell which is the component's. */
function revisionOf(
  deliveries: readonly StoredFact<DeliveryFact>[],
): Revision | undefined {
  return deliveries.length === 1
    ? deliveries[0].fact.appliedRevision
    : undefined;
}

function sourcesOf(
  deliveries: readonly StoredFact<DeliveryFact>[],
): GitSource[] {
  return deliveries.flatMap(({ fact }) => {
    const commitOf = (revision: Revision | undefined) =>
      revision?.type === 'commit' ? revision.value : undefined;
    const applied = commitOf(fact.appliedRevision);
    const desired = commitOf(fact.desiredRevision);
    return fact.sources.flatMap(
      ({ repository, path, chart, targetRevision }): GitSource[] =>
        path === undefined || chart !== undefined
          ? []
          : [
              {
                ...(repository ? { repository } : {}),
                ...(targetRevision && targetRevision !== 'HEAD'
                  ? { branch: targetRevision }
                  : {}),
                path,
                ...(applied ? { applied } : {}),
                ...(desired ? { desired } : {}),
              },
            ],
    );
  });
}

/** When the one that was confirmed first was; nothing where that is not known of one. */
function oldestOf(
  facts: readonly { confirmedAt?: number }[],
): number | undefined {
  if (facts.length === 0) return undefined;
  const times = facts.map(({ confirmedAt }) => confirmedAt);
  return times.some(time => time === undefined)
    ? undefined
    : Math.min(...(times as number[]));
}
