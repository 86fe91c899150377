import {
  opens,
  type Gate,
  type PromotionPlanAnswer,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetSnapshot } from '../read/fleet';
import { defined } from '../values';
import { judge } from './gates/judge';
import { clustersAhead } from './plan/clustersAhead';
import { firstWaveOf } from './plan/firstWaveOf';
import { heldBy } from './plan/heldBy';
import { keyOfChange } from './plan/keyOfChange';
import { NO_COMMIT } from './plan/makePlan';
import { placesOfPlan } from './placesOfPlan';
import { planOf } from './planOf';
import type { PromotionAccess } from './PromotionAccess';
import type { PromotionWorld } from './PromotionWorld';
import { namer, timeText } from './shown/names';
import { toGate } from './shown/toGate';
import { toNext } from './shown/toNext';
import { countItems, toPlanItem } from './shown/toPlanItem';
import { toNotPinned, toRelease } from './shown/toRelease';
import { toWave } from './shown/toWave';
import type { MadePlan } from './types';

/** What a promotion would do, and what holds it up now. Changes nothing. */
export async function getPlan(options: {
  asked: { component: string; from: string; to: string };
  world: PromotionWorld;
  access: PromotionAccess;
  fleet: Pick<FleetSnapshot, 'limited'>;
}): Promise<PromotionPlanAnswer> {
  const { asked, world, access, fleet } = options;
  const { now, config, stageFleet } = world;
  const made = planOf(asked, world);
  const { plan, release, changes, problems } = made;
  const nameOf = namer(stageFleet);
  const because = heldBy(made);
  const gates = await gatesOf(made, asked.component, world, access);
  const mayPromote = access.mayPromote(placesOfPlan(asked.component, plan));
  return defined({
    asOf: timeText(now),
    component: asked.component,
    from: plan.from,
    to: plan.to,
    release: release && toRelease(release),
    hash: plan.hash,
    commit: plan.commit === NO_COMMIT ? '' : plan.commit,
    mayMove: because.length === 0,
    because,
    counts: countItems(plan.items),
    waves: plan.waves.map(wave => toWave(wave, nameOf)),
    items: plan.items.map(item => toPlanItem(item, nameOf)),
    changes: changes.map(change =>
      defined({
        wave: change.wave,
        key: release ? keyOfChange(release.id, change) : '',
        repository: change.repository,
        path: change.path,
        edit: change.edit,
        clusters: change.clusters.map(nameOf),
      }),
    ),
    problems: problems.map(({ cluster, ...problem }) => ({
      cluster: nameOf(cluster),
      ...problem,
    })),
    notPinned: toNotPinned(plan),
    gates: gates.map(gate => toGate(gate, config.requiredGates, nameOf)),
    next: toNext(opens(gates, config.requiredGates).next),
    approvalsNeeded: config.approvals,
    allowed: allowedOf(access.person, mayPromote),
    limited: fleet.limited.length > 0 ? [...fleet.limited] : undefined,
  });
}

function allowedOf(person: string | undefined, mayPromote: boolean) {
  if (person === undefined) {
    return { allowed: false, because: 'no-person' as const };
  }
  return mayPromote
    ? { allowed: true }
    : { allowed: false, because: 'not-permitted' as const };
}

/** Of the first wave that changes something; none where there is no release to judge for. */
async function gatesOf(
  { plan, release }: MadePlan,
  entityRef: string,
  world: PromotionWorld,
  { person }: PromotionAccess,
): Promise<Gate[]> {
  const targets = firstWaveOf(plan);
  if (targets.length === 0 || !release) return [];
  return judge({
    ...world,
    entityRef,
    items: plan.items,
    targets,
    ahead: clustersAhead(plan),
    release,
    staged: world.stageFleet.staged,
    after: [plan.from],
    required: world.config.requiredGates,
    binding: { planHash: plan.hash, commit: plan.commit },
    approvals: [],
    approvalsNeeded: world.config.approvals,
    authors: [person ?? 'user:default/nobody'],
  });
}
