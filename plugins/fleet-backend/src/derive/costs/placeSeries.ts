import { componentLookup } from '../compliance/componentLookup';
import type { ClusterBelonging } from '../readBelonging';

/** A thing that costs something. */
export type CostingThing = {
  share: string;
  namespace: string;
  kind: string;
  name: string;
};

/** What it belongs to: columns of the table `cost_series`. */
export type SeriesPlace = {
  entity_ref: string;
  region: string;
  environment: string;
  owner: string;
  system: string;
};

/** The sum of what costs little; it stays with what it was added up for. */
export const SMALL = 'small';

/**
 * Says what things that cost something belong to: the component as for findings, and with
 * it the cell's owner and system. What is of nobody, such as idle cost, is the cluster's.
 *
 * @returns a function of a thing, and of what it belonged to before: what is gone stays
 *   where it was
 */
export function placeSeries(
  belonging: ClusterBelonging,
): (thing: CostingThing, before?: SeriesPlace) => SeriesPlace {
  const { region, cluster, cells, things } = belonging;
  const componentOf = componentLookup(things);
  const present = new Set(things.map(keyOf));
  return (thing, before) => {
    const { share, namespace, kind, name } = thing;
    const isFixed = share === SMALL;
    const found =
      share === 'used' && !isFixed
        ? componentOf({ kind, namespace, name })
        : '';
    const isGone =
      before !== undefined &&
      before.entity_ref !== '' &&
      (isFixed || !present.has(keyOf(thing)));
    const entityRef = found === '' && isGone ? before.entity_ref : found;
    const cell = cells.get(`${namespace}/${entityRef}`);
    if (!cell && isGone && entityRef === before.entity_ref) {
      return { ...before, region };
    }
    return { entity_ref: entityRef, region, ...(cell ?? cluster) };
  };
}

function keyOf({ kind, namespace, name }: Omit<CostingThing, 'share'>): string {
  return JSON.stringify([kind, namespace, name]);
}
