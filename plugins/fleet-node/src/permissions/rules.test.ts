import type { FleetInstanceResource } from './resources';
import {
  fleetAllocationRules,
  fleetClusterRules,
  fleetFindingRules,
  fleetInstanceRules,
  fleetPromotionRules,
} from './rules';

const known: FleetInstanceResource = {
  cluster: ['c-1', 'prod-a'],
  region: 'eu-west-1',
  environment: 'production',
  owner: 'group:default/shop',
  namespace: 'checkout',
  system: 'system:default/store',
};
const unknown: FleetInstanceResource = { cluster: ['c-2'], namespace: '' };

const OF_CELLS = {
  finding: fleetFindingRules,
  instance: fleetInstanceRules,
  allocation: fleetAllocationRules,
  promotion: fleetPromotionRules,
};

describe('the rules of conditions', () => {
  it.each(Object.entries(OF_CELLS))(
    'of %s ask for what a cell has',
    (type, rules) => {
      const cases = [
        [rules.inCluster, { clusters: ['prod-a', 'x'] }, 'cluster'],
        [rules.inRegion, { regions: ['x', 'eu-west-1'] }, 'region'],
        [rules.inEnvironment, { environments: ['production'] }, 'environment'],
        [rules.inNamespace, { namespaces: ['checkout'] }, 'namespace'],
        [rules.ownedBy, { owners: ['group:default/shop'] }, 'owner'],
        [rules.inSystem, { systems: ['system:default/store'] }, 'system'],
      ] as const;
      expect(cases.map(([rule]) => rule.name).sort()).toEqual(
        Object.values(rules)
          .map(({ name }) => name)
          .sort(),
      );
      for (const [rule, params, key] of cases) {
        const { apply, toQuery, paramsSchema, resourceType, description } =
          rule as unknown as {
            apply(resource: unknown, params: object): boolean;
            toQuery(params: object): unknown;
            paramsSchema: {
              safeParse(value: unknown): { success: boolean };
            };
            resourceType: string;
            description: string;
          };
        const [values] = Object.values(params);
        expect(resourceType).toBe(`fleet-${type}`);
        expect(description).toMatch(/^Allow [a-z]/);
        expect(apply(known, params)).toBe(true);
        expect(apply(unknown, params)).toBe(false);
        expect(toQuery(params)).toEqual({ key, values });
        expect(paramsSchema.safeParse(params).success).toBe(true);
        const [name] = Object.keys(params);
        for (const wrong of [{}, { [name]: 'x' }, { [name]: [''] }]) {
          expect(paramsSchema.safeParse(wrong).success).toBe(false);
        }
      }
    },
  );

  it('of clusters ask for nothing that only cells have', () => {
    expect(Object.values(fleetClusterRules).map(({ name }) => name)).toEqual([
      'IN_CLUSTER',
      'IN_REGION',
      'IN_ENVIRONMENT',
      'OWNED_BY',
    ]);
    expect(
      fleetClusterRules.ownedBy.apply(known, {
        owners: ['group:default/shop'],
      }),
    ).toBe(true);
    expect(fleetClusterRules.inRegion.apply(unknown, { regions: [''] })).toBe(
      false,
    );
  });
});
