import type {
  BroughtResource,
  EngineEvidence,
} from '@fleetview/backstage-plugin-fleet-common';
import { desireUid, placesToAsk } from './desireOf';
import { different, engineSays, whole } from './drifted';
import { compares, evidenceOfEngine } from './engines';
import type { Failure } from './failuresOf';
import { resourceKey } from './keys';
import { toResource } from './toResource';
import { withDesired } from './withDesired';
import type {
  DriftDelivery,
  Drifted,
  DriftInputs,
  OwnDifference,
  PresentThing,
  Resource,
  Sighting,
} from './types';

/** What is known of the cluster itself. */
export type DriftLookup = Pick<
  DriftInputs,
  'differences' | 'desired' | 'present' | 'isWatched'
> & {
  /** What is watched, and no delivery to the cluster brings. */
  strays: readonly PresentThing[];
};

/** What is seen of one thing that a delivery brings. */
export function judgeResource(
  { id, fact }: DriftDelivery,
  brought: BroughtResource,
  failure: Failure | undefined,
  { differences, desired, present, isWatched }: DriftLookup,
): Sighting {
  const resource = toResource(brought);
  const key = resourceKey(resource);
  const isSeen = isWatched(resource);
  const known = differences.get(key);
  // What is watched is known without what somebody looked at some time ago.
  const own = withDesired(
    isSeen && known && !known.isCurrent ? undefined : known,
    desired.get(desireUid(id, resource, placesToAsk(known))),
  );
  const engine = evidenceOfEngine(fact, failure !== undefined);
  const drifted = (found: Drifted): Sighting => ({
    resource,
    verdict: 'drifted',
    found,
  });
  if (failure) {
    return drifted(
      engineSays(fact.engine, resource, engine, failure.message, own),
    );
  }
  const isGone =
    own?.fact.isMissing ||
    brought.health === 'missing' ||
    isAbsent(resource, { isWatched, present });
  if (compares(fact.engine) && brought.sync && brought.sync !== 'unknown') {
    if (brought.sync === 'synced') {
      // With server-side apply an engine does not see what was added on the way in, nor
      // does a watch: that takes a look.
      return own?.isCurrent && isAddedOnly(own)
        ? drifted(different('watch', resource, engine, own))
        : {
            resource,
            verdict: 'in-sync',
            isUnwatched: isWorkload(resource),
          };
    }
    if (brought.requiresPruning) {
      return drifted(whole(fact.engine, resource, engine, 'extra'));
    }
    if (isGone) {
      return drifted(
        whole(fact.engine, resource, missingTo(engine, brought), 'missing'),
      );
    }
    return drifted(
      own && own.fact.total > 0
        ? different(fact.engine, resource, engine, own)
        : engineSays(fact.engine, resource, engine, undefined, own),
    );
  }
  // A watch tells who wrote, and not what nobody owns: that takes a look.
  const isUnwatched = !isSeen || isWorkload(resource);
  if (own && !own.isCurrent) {
    return {
      resource,
      verdict: 'unknown',
      reason: 'it is not seen now',
      isUnwatched,
    };
  }
  if (own?.fact.problem) {
    return {
      resource,
      verdict: 'unknown',
      reason: own.fact.problem,
      isUnwatched,
    };
  }
  if (isGone) return drifted(whole('watch', resource, engine, 'missing'));
  if (own && own.fact.total > 0) {
    return drifted(different('watch', resource, engine, own));
  }
  return isSeen || own
    ? { resource, verdict: 'in-sync', isUnwatched }
    : { resource, verdict: 'unknown', reason: 'nothing tells it', isUnwatched };
}

/** What was there once is missing also where another revision is to be brought: that does not wait for it. */
function missingTo(
  engine: EngineEvidence,
  { wasApplied }: BroughtResource,
): EngineEvidence {
  const { desiredRevision: _, ...rest } = engine;
  return wasApplied ? rest : engine;
}

/** All that differs was added, and nobody owns it. */
function isAddedOnly({ fact: { differences, total } }: OwnDifference): boolean {
  return (
    total > 0 &&
    differences.length === total &&
    differences.every(({ kind, isUnowned }) => kind === 'extra' && isUnowned)
  );
}

/** Kinds of which it is known whether they are there. */
const WORKLOADS: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/CronJob',
  'argoproj.io/Rollout',
]);

function isWorkload({ group, kind }: Resource): boolean {
  return WORKLOADS.has(`${group}/${kind}`);
}

/** Whether a watch tells that it is not there. */
export function isAbsent(
  resource: Resource,
  { isWatched, present }: Pick<DriftInputs, 'isWatched' | 'present'>,
): boolean {
  return (
    isWorkload(resource) &&
    isWatched(resource) &&
    !present.has(resourceKey(resource))
  );
}
