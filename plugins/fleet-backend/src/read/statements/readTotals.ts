import type {
  StatementPage,
  StatementRole,
  StatementType,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../types';
import type { StatementFamily } from './families';
import { limitStatements } from './limitStatements';
import { selectStatements, type StatementFilter } from './selectStatements';

/** Counts what a reader may see: by type under the chosen roles, and by role under the chosen types, both under all else that is chosen. */
export async function readTotals(
  context: ReadContext,
  clusterId: string,
  family: StatementFamily,
  filter: StatementFilter,
): Promise<StatementPage['totals']> {
  const types = new Map<StatementType, number>();
  const roles: Record<StatementRole, number> = { about: 0, on: 0 };
  let total = 0;
  const all = selectStatements(context.knex, clusterId, family, {
    ...filter,
    role: undefined,
    type: undefined,
  });
  for (const { role, query } of all) {
    const groups: { type: StatementType; things: number | string }[] =
      await limitStatements(context, query, family)
        .groupBy('type')
        .select('type')
        .count({ things: '*' });
    const isRole = !filter.role?.length || filter.role.includes(role);
    for (const { type, things } of groups) {
      const isType = !filter.type?.length || filter.type.includes(type);
      const count = Number(things);
      if (isRole) types.set(type, (types.get(type) ?? 0) + count);
      if (isType) roles[role] += count;
      if (isRole && isType) total += count;
    }
  }
  return {
    total,
    types: [...types]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([type, count]) => ({ type, count })),
    roles,
  };
}
