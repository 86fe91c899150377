import type { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import { checkFences, type FenceOf } from '../checkFences';
import { runStatement, runSteps } from '../statements';
import { countNodes } from './countNodes';
import { readAssetsOfDay, readToldAssetDays } from './readToldAssets';

/**
 * Takes down how many nodes a cluster had on the days of which costs are known, where it
 * tells otherwise of them than before. It is the cluster's own word: who sees the cluster
 * sees its nodes. Cost tools forget bit by bit, so that of a day there are never fewer than
 * were told.
 *
 * @returns whether anything visible changed, and whether the cluster is in other hands
 */
export async function deriveCostNodes(options: {
  knex: Knex;
  clusterId: string;
  fenceOf?: FenceOf;
}): Promise<{ visible: boolean; isLost: boolean }> {
  const { knex, clusterId, fenceOf } = options;
  const told = await readToldAssetDays(knex, clusterId);
  if (told.size === 0) return { visible: false, isLost: false };
  const days = await runStatement(knex, {
    sql: 'select day, nodes, nodes_hash from cost_told where cluster_id = ? order by day',
    bindings: [clusterId],
  });
  let visible = false;
  for (const { day: number, nodes: before, nodes_hash: known } of days) {
    const day = Number(number);
    const now = told.get(day);
    if (now === undefined || now === known) continue;
    const { hash, assets } = await readAssetsOfDay(knex, clusterId, day);
    const counted = countNodes(assets);
    const nodes =
      counted === undefined ? before : Math.max(counted, Number(before ?? 0));
    const isHeld = await runSteps(knex, function* steps() {
      const held = yield* checkFences(knex, [clusterId], fenceOf);
      if (!held.has(clusterId)) return false;
      yield {
        sql: `update cost_told set nodes = ?, nodes_hash = ?
          where cluster_id = ? and day = ?`,
        bindings: [nodes, hash, clusterId, day],
      };
      return true;
    });
    if (!isHeld) return { visible, isLost: true };
    visible ||= nodes !== before;
    await setImmediate();
  }
  return { visible, isLost: false };
}
