import type {
  CostRow,
  CostRowKind,
} from '@fleetview/backstage-plugin-fleet-common';
import { entityName } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../../translation';
import { ENTITY_ROWS } from './costRows';

/** What says whose cost a row is. */
export type NamedRow = Pick<CostRow, 'name' | 'share'> & { key?: string };

/** Groups of a stack have no share of their own, and are called by it. */
const SHARES = ['idle', 'shared', 'unallocated', 'unmounted'] as const;

/** What a row is of, as readers call it; what is of nobody by why it is. */
export function rowName(row: NamedRow, by: CostRowKind, t: Text): string {
  const { key, name } = row;
  const share =
    row.share ?? (key === '' ? SHARES.find(each => each === name) : undefined);
  if (share) return t(`cost.shares.${share}`);
  if (key === '') return t(`cost.team.without.${by}`);
  return ENTITY_ROWS.includes(by) ? entityName(name) : name;
}
