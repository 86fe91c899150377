import { toTime } from '../../values';
import type { StageFleet } from '../types';

export type ClusterName = { id: string; name: string };

/** Finds how clusters are called; one that is gone keeps its id. */
export function namer({
  byId,
}: Pick<StageFleet, 'byId'>): (id: string) => ClusterName {
  return id => ({ id, name: String(byId.get(id)?.name ?? id) });
}

/** A time as the API words it. */
export function timeText(time: number): string {
  return toTime(time) as string;
}
