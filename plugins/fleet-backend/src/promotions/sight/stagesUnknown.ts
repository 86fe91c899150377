import type { StageFleet } from '../types';

/** Why it is not known which clusters are in which stage; nothing where it is. */
export function stagesUnknown({
  problems,
}: Pick<StageFleet, 'problems'>): string | undefined {
  const [first] = problems;
  return first && `${first.path}: ${first.message}`;
}

/**
 * Why it is not known that clusters are in the stage that they are to get something in: no
 * stages are known, or the engine whose steps these are has them elsewhere by now. Nothing
 * where it is.
 */
export function whyNotInStage(
  stageFleet: Pick<StageFleet, 'problems' | 'isBySteps' | 'staged' | 'byId'>,
  { stage: name, clusters }: { stage: string; clusters: readonly string[] },
): string | undefined {
  const unknown = stagesUnknown(stageFleet);
  if (unknown !== undefined || !stageFleet.isBySteps) return unknown;
  const stage = stageFleet.staged.stages.find(each => each.name === name);
  const within = new Set(stage?.waves.flatMap(wave => wave.clusters));
  const lost = clusters.find(each => !within.has(each));
  return lost === undefined
    ? undefined
    : `${
        stageFleet.byId.get(lost)?.name ?? lost
      } is not in ${name} any more: what is planned goes by other steps`;
}
