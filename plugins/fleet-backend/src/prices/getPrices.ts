import {
  priceKey,
  type FleetPrices,
} from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS, dayOf } from '../history/retention';
import { defined, toTime, type ReadContext } from '../read/types';
import { readEarliest } from './readEarliest';
import { readPriceRows, type StoredPrice } from './readPriceRows';

const MOST = 1_000;

type Told = FleetPrices['rows'][number];

const ORDER: readonly Told['state'][] = ['in-force', 'to-come', 'replaced'];

/**
 * The price sheet: what holds and what will, then what held, and what the configuration
 * says where no row does.
 */
export async function getPrices(
  { knex, now }: Pick<ReadContext, 'knex' | 'now'>,
  configured: FleetPrices['configured'],
): Promise<FleetPrices> {
  const today = new Date(dayOf(now) * DAY_MS).toISOString().slice(0, 10);
  const rows = await readPriceRows(knex);
  const states = statesOf(rows, today);
  const told = rows
    .toReversed()
    .map(row => toTold(row, states.get(row.id) ?? 'replaced'))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return {
    asOf: toTime(now) as string,
    today,
    earliest: await readEarliest(knex, now),
    rows: told.slice(0, MOST),
    rowsTotal: told.length,
    configured,
  };
}

/** What holds today of each, and what will; all others are replaced. */
function statesOf(
  rows: readonly StoredPrice[],
  today: string,
): Map<number, Told['state']> {
  const held = new Map<string, StoredPrice>();
  const toCome = new Map<string, StoredPrice>();
  for (const row of rows) {
    const key = priceKey(row);
    if (row.validFrom > today) toCome.set(`${key} ${row.validFrom}`, row);
    else {
      const before = held.get(key);
      if (!before || before.validFrom <= row.validFrom) held.set(key, row);
    }
  }
  return new Map([
    ...[...held.values()].map(({ id }) => [id, 'in-force'] as const),
    ...[...toCome.values()].map(({ id }) => [id, 'to-come'] as const),
  ]);
}

function toTold(
  { id, setAt, ...row }: StoredPrice,
  state: Told['state'],
): Told {
  return defined({
    id: String(id),
    ...row,
    setAt: toTime(setAt) as string,
    state,
  });
}
