import type { ClusterMarkTable } from '../derive/clusterMarks';
import type { FactTable } from './factTables';
import type { ObjectPlan } from './planObject';

/** Rows of which something is derived, beside what the queue of marks stands for. */
const CONCERNS: Record<
  ClusterMarkTable,
  {
    tables: readonly FactTable[];
    isConcerned: (table: FactTable, type: unknown, isNew: boolean) => boolean;
  }
> = {
  compliance_mark: {
    tables: ['finding', 'fact'],
    isConcerned: (table, type) =>
      table === 'finding' || (table === 'fact' && type === 'policy'),
  },
  drift_mark: {
    // What is gone may be missing; what is new may have been.
    tables: ['delivery', 'fact', 'workload'],
    isConcerned: (table, type, isNew) =>
      table === 'delivery' ||
      (table === 'fact' && type === 'difference') ||
      (table === 'workload' && isNew),
  },
  cost_mark: {
    tables: ['allocation'],
    isConcerned: table => table === 'allocation',
  },
};

/** Tables in which the clusters of a plan have to be marked once it is carried out. */
export function clusterMarksOf(
  plan: ObjectPlan,
): { table: ClusterMarkTable; clusterIds: string[] }[] {
  const { rows, deletions, unreadable, concerned } = plan;
  const clusterIds = [...concerned];
  if (clusterIds.length === 0) return [];
  return (Object.keys(CONCERNS) as ClusterMarkTable[])
    .filter(name => {
      const { tables, isConcerned } = CONCERNS[name];
      return (
        rows.some(({ table, row, isNew }) =>
          isConcerned(table, row.type, isNew),
        ) ||
        // Of what is gone it is not known what it was.
        [...deletions, ...unreadable].some(({ table }) =>
          tables.includes(table),
        )
      );
    })
    .map(table => ({ table, clusterIds }));
}
