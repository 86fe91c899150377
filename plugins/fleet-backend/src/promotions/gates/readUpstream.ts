import {
  compareReleases,
  releaseOfRunning,
  type GateFact,
  type Release,
  type StagedClusters,
  type UpstreamFact,
  type UpstreamStage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  positionOf,
  readRollouts,
  type InstanceParts,
} from '../../derive/rollouts';
import type { SeenInstance } from '../types';
import { confirmedAtOf, factsOf, type GateContext } from './factsOf';

/**
 * How far clusters of the stages before are with a release. Since when one is healthy with it
 * is what its rollout remembers: seen, and without a gap. Of what was never seen to change its
 * release it is since when nothing else was said of it, no gap either.
 */
export async function readUpstream(
  knex: Knex,
  context: Omit<GateContext, 'targets'> & {
    release: Release;
    staged: StagedClusters;
    /** Names of the stages before. */
    after: readonly string[];
    /** Why it is not known which clusters are in which stage; absent where it is. */
    stagesUnknown?: string;
  },
): Promise<UpstreamStage[]> {
  const { entityRef, release, staged, after, stagesUnknown } = context;
  if (stagesUnknown !== undefined) {
    return after.map(name => ({
      name,
      unknown: stagesUnknown,
      clusters: [],
      facts: new Map(),
    }));
  }
  const { rollouts } = await readRollouts({ knex, entityRef });
  const healthySince = ({ instanceId, evidence, saidSince }: InstanceParts) => {
    if (!rollouts.some(({ members }) => members.has(instanceId))) {
      return saidSince;
    }
    // Until the rollout of what runs was found, the one before says nothing of it.
    const { has } = positionOf(evidence, rollouts);
    return has?.members.get(instanceId)?.healthySince;
  };
  return after.map(name => {
    const stage = staged.stages.find(each => each.name === name);
    const clusters = (stage?.waves ?? []).flatMap(wave =>
      wave.clusters.map(cluster => ({ cluster, soakMs: wave.soakMs })),
    );
    const placed = clusters.filter(({ cluster }) => isPlaced(context, cluster));
    const facts = factsOf<UpstreamFact>(
      { ...context, targets: placed.map(({ cluster }) => cluster) },
      instances => factOf(instances, { context, release, healthySince }),
    );
    return { name, clusters: placed, facts };
  });
}

/** A cluster of the stage that the component is proven not to be on has nothing to soak. */
function isPlaced(
  { seen, stageFleet }: Pick<GateContext, 'seen' | 'stageFleet'>,
  cluster: string,
): boolean {
  return (
    seen.some(({ running }) => running.cluster === cluster) ||
    !stageFleet.complete.has(cluster)
  );
}

function factOf(
  instances: readonly SeenInstance[],
  options: {
    context: Pick<GateContext, 'entityRef' | 'now'>;
    release: Release;
    healthySince: (parts: InstanceParts) => number | undefined;
  },
): GateFact<UpstreamFact> {
  const { context, release, healthySince } = options;
  const confirmedAt = confirmedAtOf(instances, context.now);
  const sight = releaseOfRunning(
    [context.entityRef],
    instances.map(({ running }) => running),
    [],
  );
  if (!sight.release) {
    return { known: { release: 'different' }, confirmedAt };
  }
  const compared = compareReleases(sight.release, release);
  const since = instances.map(({ parts }) =>
    parts.health === 'healthy' ? healthySince(parts) : undefined,
  );
  const isHealthy = since.every(each => each !== undefined);
  return {
    known: {
      release: compared,
      ...(isHealthy && since.length > 0
        ? { healthySince: Math.max(...(since as number[])) }
        : {}),
    },
    confirmedAt,
  };
}
