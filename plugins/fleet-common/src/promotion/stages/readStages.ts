import { afterOf, isSelecting, problemsOfMeaning } from './problemsOfMeaning';
import { problemsOfShape } from './problemsOfShape';
import type { Stage, StageSelector, StageWave } from './Stage';
import type { StageProblem } from './StageProblem';
import {
  type ConfiguredStage,
  type ConfiguredStageWave,
  stagesSchema,
} from './stagesSchema';

function selectorOf({
  clusters,
  region,
  environment,
  tier,
  provider,
  labels,
}: ConfiguredStageWave | ConfiguredStage): StageSelector {
  return {
    ...(clusters && { clusters }),
    ...(region && { region }),
    ...(environment && { environment }),
    ...(tier && { tier }),
    ...(provider && { provider }),
    ...(labels && { labels }),
  };
}

function toWave(wave: ConfiguredStageWave): StageWave {
  const { name, size, soakSeconds } = wave;
  return {
    name,
    ...(isSelecting(wave) && { selector: selectorOf(wave) }),
    ...(size !== undefined && { size }),
    ...(soakSeconds !== undefined && { soakMs: soakSeconds * 1000 }),
  };
}

/** A stage without waves is one wave. */
function toStage(
  stage: ConfiguredStage,
  stages: readonly ConfiguredStage[],
): Stage {
  const waves = [...(stage.waves ?? [{ name: 'all' }])].sort(
    (left: ConfiguredStageWave, right: ConfiguredStageWave) =>
      (left.order ?? 0) - (right.order ?? 0),
  );
  return {
    name: stage.name,
    selector: selectorOf(stage),
    after: afterOf(stage, stages),
    soakMs: stage.soakSeconds * 1000,
    waves: waves.map(toWave),
  };
}

/**
 * Reads configured stages. Where anything is wrong with them there are none: with a stage
 * left out, a release would go past it.
 *
 * @param input - as it was read from YAML or JSON, whatever it is
 * @public
 */
export function readStages(
  input: unknown,
):
  | { stages: Stage[]; problems: [] }
  | { stages?: undefined; problems: StageProblem[] } {
  const parsed = stagesSchema.safeParse(input);
  if (!parsed.success) return { problems: problemsOfShape(parsed.error) };
  const problems = problemsOfMeaning(parsed.data);
  if (problems.length > 0) return { problems };
  return {
    stages: parsed.data.map(stage => toStage(stage, parsed.data)),
    problems: [],
  };
}
