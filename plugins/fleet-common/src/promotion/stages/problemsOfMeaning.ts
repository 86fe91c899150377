import { pathText } from './problemsOfShape';
import type { StageProblem } from './StageProblem';
import type { ConfiguredStage, ConfiguredStageWave } from './stagesSchema';

const SELECTING = [
  'clusters',
  'region',
  'environment',
  'tier',
  'provider',
  'labels',
] as const;

/** Whether it says which clusters it has. No labels at all are no statement. */
export function isSelecting(
  some: Pick<ConfiguredStage, (typeof SELECTING)[number]>,
): boolean {
  return SELECTING.some(key => {
    const value = some[key];
    return value !== undefined && Object.keys(value).length > 0;
  });
}

function twice(
  named: readonly { name: string }[],
  path: readonly PropertyKey[],
  what: string,
): StageProblem[] {
  return named.flatMap(({ name }, index) =>
    named.findIndex(other => other.name === name) < index
      ? {
          path: pathText([...path, index, 'name']),
          message: `another ${what} is called "${name}"`,
          advice: 'give it another name',
        }
      : [],
  );
}

function ofWaves(
  waves: readonly ConfiguredStageWave[],
  path: readonly PropertyKey[],
): StageProblem[] {
  const problems = twice(waves, path, 'wave of the stage');
  const rest = waves.flatMap((wave, index) => (isSelecting(wave) ? [] : index));
  problems.push(
    ...rest.slice(1).map(index => ({
      path: pathText([...path, index]),
      message: `does not say which clusters it has, as "${
        waves[rest[0]].name
      }" does not either`,
      advice:
        'name clusters, region, environment, tier, provider or labels; one wave alone may have what is left',
    })),
  );
  const orders = waves.map(({ order }) => order);
  waves.forEach(({ order }, index) => {
    if (order === undefined) {
      if (orders.every(each => each === undefined)) return;
      problems.push({
        path: pathText([...path, index]),
        message: 'has no order, while another wave of the stage has one',
        advice: 'give all waves of the stage an order, or none of them',
      });
    } else if (orders.indexOf(order) < index) {
      problems.push({
        path: pathText([...path, index, 'order']),
        message: `another wave of the stage has the order ${order}`,
        advice: 'give it another order, or let them be one wave',
      });
    }
  });
  return problems;
}

/** The stages before a stage: those that it names, else the one before it in the list. */
export function afterOf(
  stage: ConfiguredStage,
  stages: readonly ConfiguredStage[],
): readonly string[] {
  if (stage.after) return stage.after;
  const before = stages[stages.indexOf(stage) - 1];
  return before ? [before.name] : [];
}

/** Whether a stage comes after itself. */
function isCircular(name: string, stages: readonly ConfiguredStage[]): boolean {
  const seen = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const stage = stages.find(each => each.name === next);
    for (const before of stage ? afterOf(stage, stages) : []) {
      if (before === name) return true;
      if (!seen.has(before)) {
        seen.add(before);
        open.push(before);
      }
    }
  }
  return false;
}

/** What is wrong with stages although each value is well written. */
export function problemsOfMeaning(
  stages: readonly ConfiguredStage[],
): StageProblem[] {
  const names = new Set(stages.map(({ name }) => name));
  return [
    ...twice(stages, [], 'stage'),
    ...stages.flatMap((stage, index) => {
      const problems: StageProblem[] = ofWaves(stage.waves ?? [], [
        index,
        'waves',
      ]);
      if (!isSelecting(stage)) {
        problems.push({
          path: pathText([index]),
          message: 'does not say which clusters it has',
          advice:
            'name clusters, region, environment, tier, provider or labels',
        });
      }
      (stage.after ?? []).forEach((before, at) => {
        if (!names.has(before)) {
          problems.push({
            path: pathText([index, 'after', at]),
            message: `no stage is called "${before}"`,
            advice: `name one of ${[...names].join(', ')}`,
          });
        }
      });
      if (isCircular(stage.name, stages)) {
        problems.push({
          path: pathText([index, ...(stage.after ? ['after'] : [])]),
          message: `"${stage.name}" comes after itself`,
          advice: 'take one of the stages of the circle out of "after"',
        });
      }
      return problems;
    }),
  ];
}
