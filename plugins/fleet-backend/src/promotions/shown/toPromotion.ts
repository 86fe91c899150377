import {
  standingApprovals,
  type FleetPromotion,
  type WaveAttempt,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Row } from '../../read/types';
import { defined, toTime } from '../../values';
import { waveUnderWay } from '../drive/waveUnderWay';
import { keyOfChange } from '../plan/keyOfChange';
import { NO_COMMIT } from '../plan/makePlan';
import type { PromotionAccess } from '../PromotionAccess';
import type { PromotionWorld } from '../PromotionWorld';
import type { Attempt } from '../store/attempts';
import type { StoredPromotion } from '../store/StoredPromotion';
import { allowancesOf } from './allowancesOf';
import { namer, timeText, type ClusterName } from './names';
import { toGate, toOverride } from './toGate';
import { toNext } from './toNext';
import { countItems, toPlanItem } from './toPlanItem';
import { toRelease } from './toRelease';
import { toRollback } from './toRollback';

type Shown = {
  world: Pick<PromotionWorld, 'now' | 'config' | 'stageFleet'>;
  access: PromotionAccess;
  attempts: readonly Attempt[];
  happenings: readonly Row[];
};

/** A promotion as the API shows it. */
export function toPromotion(
  stored: StoredPromotion,
  { world, access, attempts, happenings }: Shown,
): FleetPromotion {
  const { promotion, plan, release, gates } = stored;
  const { binding } = promotion;
  const nameOf = namer(world.stageFleet);
  const underWay = waveUnderWay(promotion);
  const areCurrent = gates !== undefined && gates.wave === underWay?.wave;
  return defined({
    id: stored.id,
    asOf: timeText(world.now),
    component: stored.entityRef,
    from: promotion.from,
    to: promotion.to,
    release: toRelease(release),
    hash: binding.planHash,
    commit: binding.commit === NO_COMMIT ? '' : binding.commit,
    state: promotion.state,
    since: timeText(promotion.since),
    beganAt: timeText(promotion.beganAt),
    plannedAt: timeText(promotion.plannedAt),
    endedAt: toTime(stored.endedAt),
    lookedAt: toTime(stored.lookedAt),
    because: promotion.because,
    requestedBy: stored.requestedBy,
    reason: stored.reason,
    authors: [...promotion.authors],
    approvalsNeeded: promotion.approvalsNeeded,
    approvals: toApprovals(stored, world.now),
    overrides: promotion.overrides.map(toOverride),
    rollback: promotion.rollback && toRollback(promotion.rollback),
    counts: countItems(plan.plan.items),
    items: plan.plan.items.map(item => toPlanItem(item, nameOf)),
    waves: promotion.attempts.map(attempt =>
      toWave(attempt, { stored, attempts, nameOf }),
    ),
    wave: underWay?.wave,
    gates: areCurrent
      ? gates.gates.map(gate => toGate(gate, promotion.requiredGates, nameOf))
      : [],
    next: underWay?.judged && toNext(underWay.judged.next),
    history: happenings.map(row =>
      defined({
        at: timeText(Number(row.at)),
        type: row.type as string,
        wave: row.wave ?? undefined,
        by: row.by ?? undefined,
        state: row.state,
        text: row.text ?? undefined,
      }),
    ),
    proposesBy: world.config.template === undefined ? 'hand' : 'task',
    allowed: allowancesOf(stored, access),
  });
}

function toApprovals({ promotion }: StoredPromotion, now: number) {
  const { binding, approvals, approvalsNeeded, authors } = promotion;
  const { standing, lapsed } = standingApprovals({
    binding,
    approvals,
    needed: approvalsNeeded,
    authors,
    at: now,
  });
  return [
    ...standing.map(({ by, at }) => ({ by, at, counts: true })),
    ...lapsed.map(({ approval: { by, at }, because }) => ({
      by,
      at,
      counts: false,
      because,
    })),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...each }) => ({ ...each, at: timeText(at) }));
}

function toWave(
  attempt: WaveAttempt,
  options: {
    stored: StoredPromotion;
    attempts: readonly Attempt[];
    nameOf: (id: string) => ClusterName;
  },
) {
  const { nameOf, stored } = options;
  const { judged, since, movingSince, targets } = attempt;
  return defined({
    key: attempt.wave,
    state: attempt.state,
    since: toTime(since),
    soakSeconds: attempt.soakMs / 1000,
    judgedAt: toTime(judged?.at),
    mayGoOn: judged?.mayGoOn,
    heldUpBy: judged?.heldUpBy,
    next: judged && toNext(judged.next),
    movingSince: toTime(movingSince),
    changes: stored.plan.changes
      .filter(({ wave }) => wave === attempt.wave)
      .map(change => toChange(change, attempt, options)),
    targets: targets.map(({ cluster, ...times }) =>
      defined({
        cluster: nameOf(cluster),
        seenAt: toTime(times.seenAt),
        arrivedAt: toTime(times.arrivedAt),
        healthySince: toTime(times.healthySince),
        soakedAt: toTime(times.soakedAt),
        backAt: toTime(times.backAt),
      }),
    ),
  });
}

function toChange(
  change: StoredPromotion['plan']['changes'][number],
  attempt: WaveAttempt,
  options: {
    stored: StoredPromotion;
    attempts: readonly Attempt[];
    nameOf: (id: string) => ClusterName;
  },
) {
  const { stored, attempts, nameOf } = options;
  const key = keyOfChange(stored.release.id, change);
  const proposed = attempt.changes.find(each => each.key === key);
  return defined({
    key,
    repository: change.repository,
    path: change.path,
    edit: change.edit,
    reference: proposed?.reference,
    proposedAt: toTime(proposed?.at),
    saidToBeMergedAt: toTime(proposed?.saidToBeMergedAt),
    seen: proposed?.seen && {
      revision: proposed.seen.revision,
      cluster: nameOf(proposed.seen.cluster),
      at: timeText(proposed.seen.at),
    },
    attempts: attempts
      .filter(
        each =>
          each.wave === attempt.wave &&
          each.repository === (change.repository ?? ''),
      )
      .map(each =>
        defined({
          number: each.number,
          direction: each.direction,
          state: each.state,
          taskId: each.taskId,
          reference: each.reference,
          error: each.error,
          startedAt: timeText(each.startedAt),
          endedAt: toTime(each.endedAt),
          retryAt: toTime(each.retryAt),
        }),
      ),
  });
}
