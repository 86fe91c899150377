import type { AttentionItem } from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { CellScope } from '../../permissions/CellScope';
import type { ReadContext, Row } from '../types';

/** Clusters that an item names; the others it counts. */
export const CLUSTERS_NAMED = 20;

/** What somebody may have to look at, before it is known whether it is shown. */
export type Candidate = {
  item: AttentionItem;
  /** The row whose data say the rest; read only for what is shown. */
  detail?: {
    table: 'instance' | 'delivery';
    id: string;
    of: (data: any) => Partial<AttentionItem>;
  };
};

/** What one kind of trouble has to tell. */
export type Found = {
  candidates: Candidate[];
  /** Whether there are more that were not looked at. */
  more: boolean;
};

/** What the search for trouble knows already. */
export type AttentionContext = ReadContext & {
  entities: EntityIndex;
  /** Clusters that a source names, by name. */
  clusters: readonly Row[];
  byId: ReadonlyMap<string, Row>;
  /** What may be told of; everything where absent. */
  scope?: CellScope;
};

/** A cluster as an item names it. */
export function named(
  { byId }: Pick<AttentionContext, 'byId'>,
  id: string,
): { id: string; name: string } {
  return { id, name: byId.get(id)?.name ?? id };
}
