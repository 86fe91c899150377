import fc from 'fast-check';
import type { Knex } from 'knex';
import { APPLICATIONS, DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, deliveryFact, workloadFact } from '../__testUtils__/facts';
import { write } from '../__testUtils__/store';
import type { InstanceState } from './InstanceState';
import { rebuildAt } from './rebuildAt';

/*
 * Whatever happens in whatever order, watched or not: what is rebuilt of a time is
 * what was then, where somebody watched; where nobody did, nothing is claimed.
 */

/** The world as it is, whoever watches. */
type World = {
  workload:
    | { health: 'healthy' | 'degraded'; version: string; available: number }
    | undefined;
  delivery: { sync: 'synced' | 'out-of-sync' } | undefined;
};

const health = fc.constantFrom('healthy' as const, 'degraded' as const);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('workload' as const),
      workload: fc.record({
        health,
        version: fc.constantFrom('1.0.0', '2.0.0'),
        available: fc.constantFrom(0, 1, 2),
      }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'delete' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('delivery' as const),
      sync: fc.constantFrom('synced' as const, 'out-of-sync' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'forget' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'lose' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'regain' as const }) },
);
const steps = fc.array(
  fc.record({
    step,
    /** Between this and the one before, in milliseconds: from flapping to slow. */
    after: fc.constantFrom(1_000, 30_000, 400_000, 4_000_000),
    /** Whether what is there is derived while nobody sees it. */
    isDerived: fc.boolean(),
  }),
  { minLength: 3, maxLength: 24 },
);

const BEGIN = 1_000_000;

function truthOf({ workload, delivery }: World): InstanceState | undefined {
  if (!workload) return undefined;
  const { available, version } = workload;
  return {
    health: workload.health,
    sync: delivery?.sync ?? 'unknown',
    version,
    desiredVersion: version,
    replicas: (['none', 'some', 'all'] as const)[available],
    engines: delivery ? ['argocd'] : [],
  };
}

async function tell(knex: Knex, { workload, delivery }: World, now: number) {
  await write(
    knex,
    DEPLOYMENTS,
    [
      workload
        ? factsOf(
            workloadFact({
              health: workload.health,
              version: workload.version,
              replicas: { desired: 2, available: workload.available },
            }),
          )
        : { type: 'deleted' as const, uid: 'uid-shop-checkout' },
    ],
    { now },
  );
  await write(
    knex,
    APPLICATIONS,
    [
      delivery && workload
        ? factsOf(
            deliveryFact({
              sync: delivery.sync,
              targetNamespace: 'shop',
              brings: brings('shop/checkout'),
            }),
          )
        : { type: 'deleted' as const, uid: 'uid-argocd-checkout' },
    ],
    { now },
  );
}

describeDatabases('what instances were', database => {
  it('is the truth where somebody watched, and nothing where nobody did', async () => {
    const knex = await database.open();
    const seen = { known: 0, gap: 0, interval: 0, absent: 0 };
    await fc.assert(
      fc.asyncProperty(steps, async sequence => {
        for (const table of [
          'cluster',
          'workload',
          'delivery',
          'delivery_place',
          'dirty',
          'instance',
          'cell',
          'transition',
        ]) {
          await knex(table).delete();
        }
        await insertCluster(knex, 'c-1');
        const currency = new TestCurrency();
        currency.watchedSince = BEGIN;
        const world: World = { workload: undefined, delivery: undefined };
        let isWatched = true;
        let now = BEGIN;
        /** What was true from a time on; `undefined` for not there, and whether somebody watched. */
        const truth: {
          from: number;
          state?: InstanceState;
          isWatched: boolean;
        }[] = [{ from: now, isWatched }];
        for (const { step: one, after, isDerived } of sequence) {
          now += after;
          // Until now all that is watched was proven again and again.
          if (isWatched) currency.confirmedAt = now;
          switch (one.type) {
            case 'workload':
              world.workload = one.workload;
              break;
            case 'delete':
              world.workload = undefined;
              world.delivery = undefined;
              break;
            case 'delivery':
              world.delivery = { sync: one.sync };
              break;
            case 'forget':
              world.delivery = undefined;
              break;
            case 'lose':
              if (isWatched) {
                currency.lose('c-1', '*');
                currency.gap = { from: now };
              }
              isWatched = false;
              break;
            default:
              if (!isWatched) {
                currency.regain('c-1', '*');
                currency.gap = { from: currency.gap?.from ?? now, to: now };
              }
              isWatched = true;
          }
          const state = truthOf(world);
          truth.push({ from: now, ...(state ? { state } : {}), isWatched });
          if (isWatched) await tell(knex, world, now);
          if (one.type === 'lose' || isWatched || isDerived) {
            await deriveTestCluster(knex, { currency, now });
          }
        }
        for (const [
          index,
          { from, state, isWatched: wasWatched },
        ] of truth.entries()) {
          const until = truth[index + 1]?.from ?? from + 1_000;
          for (const at of [from, Math.floor((from + until) / 2), until - 1]) {
            const [was, ...more] = await rebuildAt({
              knex,
              at,
              within: { clusterIds: ['c-1'] },
            });
            expect(more).toEqual([]);
            if (!wasWatched) {
              // It may be said that nothing is known, and what was known last.
              expect([
                undefined,
                'gap',
                'interval',
                'before-watching',
              ]).toContain(was?.certainty);
              expect(was?.present).toBeUndefined();
              seen.gap += 1;
            } else if (!was) {
              expect(state).toBeUndefined();
              seen.absent += 1;
            } else if (was.certainty === 'known') {
              expect({ at, ...was.state }).toEqual({ at, ...state });
              seen.known += 1;
            } else {
              // Only where it went to and fro, and what it was is among what is named.
              expect({ at, certainty: was.certainty }).toEqual({
                at,
                certainty: 'interval',
              });
              const told = (was.state ?? {}) as Record<string, unknown>;
              for (const [field, value] of Object.entries(state ?? {})) {
                const values =
                  was.between?.[
                    field === 'desiredVersion'
                      ? 'desired-version'
                      : (field as 'health')
                  ];
                const isNamed = values?.includes(
                  Array.isArray(value) ? value.join(',') : String(value),
                );
                const hasFlapped = was.between?.presence !== undefined;
                // Without an engine its sync is not known, whatever was named.
                const isSync =
                  field === 'sync' && was.between?.engines !== undefined;
                if (!isNamed && !hasFlapped && !isSync) {
                  expect({ at, field, value: told[field] }).toEqual({
                    at,
                    field,
                    value,
                  });
                }
              }
              if (!state) expect(was.between?.presence).toContain('absent');
              seen.interval += 1;
            }
          }
        }
      }),
      { numRuns: database.isPostgres ? 40 : 150, seed: 20261129 },
    );
    // None of it was shown by never being asked.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });
});
