import type { StagedClusters } from '@fleetview/backstage-plugin-fleet-common';
import type {
  ApplicationSetStages,
  PromotionConfig,
} from '../../config/promotionSchema';
import type { InstanceParts } from '../../derive/rollouts';
import { matcherOf } from '../../mapping/namespaceOwners';
import type { FleetSnapshot } from '../../read/fleet';
import type { ReadContext } from '../../read/types';
import type { SeenInstance, StageFleet } from '../types';
import { knownOf, stageFleetOf } from './stageFleetOf';
import { readStepStages } from './steps/readStepStages';
import { seenPart } from './steps/seenPart';
import { wordsOfNoSteps } from './steps/wordsOfNoSteps';

const NO_STAGES: StagedClusters = { stages: [], unplaced: [], ambiguous: [] };

/**
 * The clusters of a component by stages: by the steps of the ApplicationSet that brings it,
 * where the configuration lets these count, else by the configured ones. Which of both is
 * decided by all that brings it; who may not see all is told of what he may see.
 */
export async function readStageFleet(
  context: ReadContext,
  options: {
    entityRef: string;
    fleet: FleetSnapshot;
    config: PromotionConfig;
    /** The names that an operator gave a cluster, by its id. */
    namesOf: (clusterId: string) => readonly string[];
    /** All instances of the component, whoever may see them. */
    parts: readonly InstanceParts[];
    /** Those that the reader may see. */
    seen: readonly SeenInstance[];
  },
): Promise<StageFleet> {
  const { entityRef, fleet, config, namesOf, parts, seen } = options;
  const { knex, now, view } = context;
  const configured = () => stageFleetOf(fleet, config);
  const { applicationSets } = config;
  if (!applicationSets || !isMeant(applicationSets, entityRef)) {
    return configured();
  }
  // Who sees nothing of it is not told how it is brought.
  if (view && seen.length === 0) return configured();
  const matchers = applicationSets.hubs.map(matcherOf);
  const steps = await readStepStages(
    { knex, now },
    {
      entityRef,
      parts,
      isHub: id => namesOf(id).some(name => matchers.some(is => is(name))),
      soakMs: applicationSets.soakMs,
    },
  );
  if (!steps) return configured();
  const isTold = view === undefined;
  const shared = { isBySteps: true, ...knownOf(fleet) };
  if (steps.because !== undefined) {
    const nameOf = (id: string) => String(fleet.byId.get(id)?.name ?? id);
    return {
      staged: NO_STAGES,
      problems: [wordsOfNoSteps(steps, { nameOf, isTold })],
      ...shared,
    };
  }
  return {
    staged: isTold
      ? steps.staged
      : seenPart(
          steps.staged,
          new Set(seen.map(({ running }) => running.cluster)),
        ),
    problems: [],
    ...shared,
  };
}

function isMeant(
  { components }: ApplicationSetStages,
  entityRef: string,
): boolean {
  return !components || components.includes(entityRef);
}
