import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { describeDatabases } from '../../__testUtils__/databases';
import { budgetClaimOf, type BudgetClaim } from './budgetClaimOf';
import { writeBudgetClaims } from './writeBudgetClaims';

const KEY = 'fleet.backstage.io/budget';

function entity(
  kind: string,
  annotations: Record<string, unknown>,
  type?: string,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'Shop', annotations: annotations as never },
    ...(type && { spec: { type } }),
  };
}

describe('budgetClaimOf', () => {
  it.each([
    ['Group', 'owner', 'group:default/shop'],
    ['System', 'system', 'system:default/shop'],
    ['Component', 'component', 'component:default/shop'],
  ])('is of the %s that states it', (kind, target, ref) => {
    expect(
      budgetClaimOf(
        entity(kind, {
          [KEY]: '1 EUR',
          'fleet.backstage.io/budget-thresholds': '50',
        }),
      ),
    ).toEqual({ ref, target, key: ref, value: '1 EUR', thresholds: '50' });
  });

  it('is of the cluster that a Resource is', () => {
    const annotations = {
      [KEY]: '1 EUR',
      'fleet.backstage.io/cluster-id': 'c-1',
    };
    expect(
      budgetClaimOf(entity('Resource', annotations, 'kubernetes-cluster')),
    ).toEqual({
      ref: 'resource:default/shop',
      target: 'cluster',
      key: 'c-1',
      value: '1 EUR',
    });
    expect(budgetClaimOf(entity('Resource', annotations, 'database'))).toBe(
      undefined,
    );
    // Of a component the annotation names no cluster.
    expect(budgetClaimOf(entity('Component', annotations))?.key).toBe(
      'component:default/shop',
    );
  });

  it('is none of what states none, of other kinds, and of what Fleet provides', () => {
    for (const each of [
      entity('Group', {}),
      entity('Domain', { [KEY]: '1 EUR' }),
      entity('User', { [KEY]: '1 EUR' }),
      entity('Group', Object.create({ [KEY]: '1 EUR' })),
      entity('Component', {
        [KEY]: '1 EUR',
        'backstage.io/managed-by-origin-location': 'fleet:clusters/c-1',
      }),
    ]) {
      expect(budgetClaimOf(each)).toBeUndefined();
    }
  });

  it('takes no more of it than the column does', () => {
    const claim = budgetClaimOf(
      entity('Group', { [KEY]: `\0${'😀'.repeat(500_000)}` }),
    );
    expect(claim?.value).toHaveLength(128);
    expect(claim?.value).toMatch(/^\uFFFD😀/);
    // No half of a pair is left where it was cut.
    expect(encodeURIComponent(claim?.value ?? '')).toContain('%F0%9F');
    expect(budgetClaimOf(entity('Group', { [KEY]: 5 }))?.value).toBe('');
  });
});

describeDatabases('writeBudgetClaims', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
  });

  const claim = (name: string, over: Partial<BudgetClaim> = {}) => ({
    ref: `group:default/${name}`,
    target: 'owner' as const,
    key: `group:default/${name}`,
    value: '1 EUR',
    ...over,
  });
  const write = (claims: BudgetClaim[], contested: string[] = []) =>
    writeBudgetClaims({
      knex,
      claims,
      isContested: id => contested.includes(id),
    });
  const refs = () => knex('entity_budget').orderBy('ref').pluck('ref');

  it('writes what changed, and says whether anything did', async () => {
    expect(await write([claim('a'), claim('b')])).toBe(true);
    expect(await write([claim('a'), claim('b')])).toBe(false);
    expect(await write([claim('a', { value: '2 EUR' }), claim('b')])).toBe(
      true,
    );
    expect(await knex('entity_budget').orderBy('ref').pluck('value')).toEqual([
      '2 EUR',
      '1 EUR',
    ]);
  });

  it('lets one go with the second read in a row without it', async () => {
    await write([claim('a'), claim('b')]);
    expect(await write([claim('a')])).toBe(false);
    expect(await refs()).toHaveLength(2);
    // It was there again: the next read without it is the first one.
    await write([claim('a'), claim('b')]);
    await write([claim('a')]);
    expect(await refs()).toHaveLength(2);
    expect(await write([claim('a')])).toBe(true);
    expect(await refs()).toEqual(['group:default/a']);
  });

  it('marks the budget of a cluster that several say they are', async () => {
    const of = claim('a', { target: 'cluster', key: 'c-1' });
    await write([of], ['c-1']);
    expect(Boolean((await knex('entity_budget').first()).contested)).toBe(true);
    expect(await write([of])).toBe(true);
    expect(Boolean((await knex('entity_budget').first()).contested)).toBe(
      false,
    );
  });

  it('takes many at once', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) =>
      claim(`team-${index}`),
    );
    await write(many);
    expect(await refs()).toHaveLength(1_200);
    await write([]);
    await write([]);
    expect(await refs()).toEqual([]);
  });
});
