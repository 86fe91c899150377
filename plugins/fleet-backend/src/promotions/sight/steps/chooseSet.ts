import type { PlacementFact } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadSet } from './readSets';
import { setKey, type SetName } from './setDeliveriesOf';
import type { StepStages } from './StepStages';

type Refused = Extract<StepStages, { because: string }>;

/**
 * The one ApplicationSet with steps of those that bring a component; nothing where none has
 * any. One that was last known to bring all at once has none, however old that is: nothing is
 * taken from it.
 */
export function chooseSet(
  sets: readonly SetName[],
  read: ReadonlyMap<string, ReadSet>,
): { set: SetName; fact: PlacementFact } | Refused | undefined {
  const rolling: { set: SetName; known: ReadSet }[] = [];
  for (const set of sets) {
    const known = read.get(setKey(set));
    if (!known) return { because: 'never-read', sets: [set] };
    const { strategy } = known.fact;
    if (strategy === 'unknown') {
      return { because: 'unknown-strategy', sets: [set] };
    }
    if (strategy === 'rolling') rolling.push({ set, known });
  }
  const [first, ...more] = rolling;
  if (!first) return undefined;
  if (more.length > 0) {
    return { because: 'several', sets: rolling.map(({ set }) => set) };
  }
  const { set, known } = first;
  const { fact, isCurrent, reason } = known;
  if (!isCurrent) {
    return {
      because: 'not-current',
      sets: [set],
      ...(reason ? { detail: reason } : {}),
    };
  }
  if (fact.health === 'degraded') {
    return {
      because: 'failing',
      sets: [set],
      ...(fact.message ? { detail: fact.message } : {}),
    };
  }
  return { set, fact };
}
