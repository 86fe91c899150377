import type { PlacementFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { currencyOf, readCoverageIndex } from '../../../coverage/coverageIndex';
import { runStatement, tableOfRows } from '../../../derive/statements';
import { setKey, type SetName } from './setDeliveriesOf';

/** An ApplicationSet as it was read, and whether that counts now. */
export type ReadSet = {
  fact: PlacementFact;
  isCurrent: boolean;
  /** Why it is not current. */
  reason?: string;
};

/** What is stored of ApplicationSets, by {@link setKey}; nothing of one that was never read. */
export async function readSets(
  { knex, now }: { knex: Knex; now: number },
  names: readonly SetName[],
): Promise<ReadonlyMap<string, ReadSet>> {
  const { sql, bindings } = tableOfRows(
    knex,
    'wanted',
    { by_observer: 'text', called: 'text' },
    names.map(({ observer, name }) => ({
      by_observer: observer,
      called: name,
    })),
  );
  const rows = await runStatement(knex, {
    // In the words of the index that holds nothing else.
    sql: `select fact.* from ${sql} join fact
      on observer = by_observer and kind = 'ApplicationSet' and name = called
      where type in ('placement', 'freeze') and type = 'placement'`,
    bindings,
  });
  const coverage = await readCoverageIndex({ knex, now }, rows);
  return new Map(
    rows.map(row => {
      const fact: PlacementFact = JSON.parse(row.data);
      const { current, reason } = currencyOf(row, coverage);
      return [
        setKey({ observer: row.observer, ...namedIn(fact) }),
        { fact, isCurrent: current, ...(reason ? { reason } : {}) },
      ];
    }),
  );
}

function namedIn({
  namespace,
  name,
}: PlacementFact): Omit<SetName, 'observer'> {
  return { ...(namespace === undefined ? {} : { namespace }), name };
}
