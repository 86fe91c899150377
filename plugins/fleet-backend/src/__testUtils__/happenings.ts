import fc from 'fast-check';
import type { Knex } from 'knex';
import type { InstanceState } from '../history/InstanceState';
import { APPLICATIONS, DEPLOYMENTS, factsOf } from './changes';
import { deriveTestCluster, insertCluster, TestCurrency } from './cluster';
import { brings, deliveryFact, workloadFact } from './facts';
import { write } from './store';

/** When watching begins. */
export const BEGIN = 1_000_000;

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

/** What happens, and how long after what happened before, in milliseconds. */
export function happenings(after: fc.Arbitrary<number>, maxLength: number) {
  return fc.array(
    fc.record({
      step,
      after,
      /** Whether what is there is derived while nobody sees it. */
      isDerived: fc.boolean(),
    }),
    { minLength: 3, maxLength, size: 'max' },
  );
}

type Happening = {
  step: typeof step extends fc.Arbitrary<infer T> ? T : never;
  after: number;
  isDerived: boolean;
};

/** What was true from a time on, where nobody saw it, too. */
export type Truth = {
  from: number;
  /** Absent where it was not there. */
  state?: InstanceState;
  isWatched: boolean;
};

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

/** Lets all of it happen to a component on a cluster, in a database that is emptied before. */
export async function live(
  knex: Knex,
  sequence: readonly Happening[],
): Promise<Truth[]> {
  for (const table of [
    'cluster',
    'workload',
    'delivery',
    'delivery_place',
    'dirty',
    'instance',
    'cell',
    'transition',
    'instance_day',
  ]) {
    await knex(table).delete();
  }
  await insertCluster(knex, 'c-1');
  const currency = new TestCurrency();
  currency.watchedSince = BEGIN;
  const world: World = { workload: undefined, delivery: undefined };
  let isWatched = true;
  let now = BEGIN;
  const truth: Truth[] = [{ from: now, isWatched }];
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
  return truth;
}
