import { NotFoundError } from '@backstage/errors';
import type { PromotionChanges } from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../values';
import { isTouched, waveUnderWay } from './drive/waveUnderWay';
import { findSeen } from './findSeen';
import { keyOfChange } from './plan/keyOfChange';
import type { Promoting } from './Promoting';
import { namer } from './shown/names';
import { toImage } from './shown/toPlanItem';
import { versionOf } from './shown/toRelease';
import type { Direction } from './store/attempts';
import type { StoredPromotion } from './store/StoredPromotion';
import type { GitChange } from './types';

/**
 * What a wave changes in Git, or what takes it back, and whether that may be proposed now.
 *
 * @throws NotFoundError where there is no such promotion or wave, or not all of it may be seen
 */
export async function getPromotionChanges(
  promoting: Promoting,
  id: string,
  { wave, direction = 'promote' }: { wave: string; direction?: Direction },
): Promise<PromotionChanges> {
  const { stored, world } = await findSeen(promoting, id);
  const { promotion, plan, release } = stored;
  const attempt = promotion.attempts.find(each => each.wave === wave);
  if (!attempt) {
    throw new NotFoundError(
      `The promotion has no wave '${wave}'. It has ${promotion.attempts
        .map(each => each.wave)
        .join(', ')}.`,
    );
  }
  const nameOf = namer(world.stageFleet);
  const because = whyNot(stored, wave, direction);
  return defined({
    promotion: id,
    component: stored.entityRef,
    from: promotion.from,
    to: promotion.to,
    release: release.id,
    version: versionOf(release),
    wave,
    direction,
    hash: promotion.binding.planHash,
    commit: promotion.binding.commit,
    mayGoOn: because === undefined,
    because,
    requestedBy: promotion.rollback?.by ?? stored.requestedBy,
    changes: plan.changes
      .filter(change => change.wave === wave)
      .map(change => {
        const key = keyOfChange(release.id, change);
        return defined({
          key,
          repository: change.repository,
          branch: change.branch,
          path: change.path,
          edit: change.edit,
          valuesKey: change.valuesKey,
          clusters: change.clusters.map(nameOf),
          images: imagesOf(change, plan.plan.items, direction),
          reference: attempt.changes.find(each => each.key === key)?.reference,
        });
      }),
  });
}

function whyNot(
  { promotion }: StoredPromotion,
  wave: string,
  direction: Direction,
): string | undefined {
  const attempt = promotion.attempts.find(each => each.wave === wave);
  if (direction === 'roll-back') {
    if (!promotion.rollback) return 'nobody has asked for it to be taken back';
    return attempt && isTouched(attempt)
      ? undefined
      : 'nothing of the wave was brought anywhere';
  }
  const underWay = waveUnderWay(promotion);
  if (!underWay) return `the promotion is ${promotion.state}`;
  if (underWay.wave !== wave) return `the wave ${underWay.wave} is on`;
  if (underWay.movingSince !== undefined) return 'the wave moves already';
  return underWay.judged?.mayGoOn
    ? undefined
    : underWay.judged?.next.text ?? 'no gate was judged yet';
}

type Items = StoredPromotion['plan']['plan']['items'];

/** The images of the clusters that a file is of, each once. */
function imagesOf(
  { wave, clusters }: GitChange,
  items: Items,
  direction: Direction,
) {
  const found = new Map<
    string,
    PromotionChanges['changes'][number]['images'][number]
  >();
  for (const item of items) {
    if (item.wave !== wave || !clusters.includes(item.cluster)) continue;
    for (const { workload, container, from, to } of item.images) {
      const [was, comes] = direction === 'promote' ? [from, to] : [to, from];
      if (!comes) continue;
      found.set(
        JSON.stringify([workload, container]),
        defined({
          workload,
          container,
          from: was && toImage(was),
          to: toImage(comes),
        }),
      );
    }
  }
  return [...found.values()];
}
