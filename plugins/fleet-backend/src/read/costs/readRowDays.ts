import type {
  AllocationFact,
  CostRowKind,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../types';
import { keyOfRow, SHARE_OF_ROW, SHARE_OF_SERIES } from './grouping';
import { readSpent } from './readSpent';
import type { CostFilter } from './selectSeries';

/** What one row cost on one day, of one share; a day may be told in parts. */
export type RowDay = {
  key: string;
  /** Of what is of nobody; else empty. */
  rowShare: string;
  share: AllocationFact['share'];
  money: string;
  /** Since 1970. */
  day: number;
  cost: number;
};

/** What rows cost by day, of each currency and share. */
export async function readRowDays(
  context: ReadContext,
  filter: CostFilter,
  by: CostRowKind,
  days: { first: number; last: number },
): Promise<RowDay[]> {
  const spent = await readSpent(context, filter, {
    days,
    words: {
      key: keyOfRow(by),
      rowShare: SHARE_OF_ROW(by),
      share: SHARE_OF_SERIES,
      money: 'cost_series.money',
    },
  });
  return spent as RowDay[];
}
