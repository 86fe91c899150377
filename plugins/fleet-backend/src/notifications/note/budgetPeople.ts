import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { KnownBudget } from '../../read/costs/budgetsOf';
import { recipientsOf, recipientsOfCluster } from '../recipients';

/**
 * Who is told of a budget: who owns all that it is of, else the operators. What is spent on
 * components of several owners is told to none of them.
 */
export async function budgetPeople(
  knex: Knex,
  { of, key }: Pick<KnownBudget, 'of' | 'key'>,
  options: { entities: EntityIndex; operators: readonly string[] },
): Promise<readonly string[]> {
  const { entities, operators } = options;
  if (of === 'cluster') {
    const cluster = await knex('cluster').where({ id: key }).first('owner');
    return recipientsOfCluster(cluster?.owner, operators);
  }
  const owners = ownersOf(of, key, entities);
  const recipients = owners.size === 1 ? recipientsOf(owners) : [];
  return recipients.length > 0 ? recipients : operators;
}

function ownersOf(
  of: 'owner' | 'system' | 'component',
  key: string,
  entities: EntityIndex,
): Set<string | undefined> {
  if (of === 'owner') return new Set([key]);
  if (of === 'component') return new Set([entities.byRef.get(key)?.owner]);
  const owners = new Set<string | undefined>();
  for (const { system, owner } of entities.byRef.values()) {
    if (system === key) owners.add(owner);
  }
  return owners;
}
