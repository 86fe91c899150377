import type {
  Instance,
  InstanceRollout,
  MemberCounts,
  NotHere,
  PlaceReasons,
  ReasonLink,
  Reasons,
  Rollout,
  RolloutSummary,
  RolloutWave,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, fleetCoverage, NOW } from './builders';

const LINKS: readonly ReasonLink['link'][] = [
  'placement',
  'generator',
  'window',
  'wave-gate',
  'approval',
  'sync',
  'admission',
  'quota',
  'scheduling',
  'health',
  'verification',
];

/** The release that is on its way in the company's fleet. */
const CHECKOUT = 'r-checkout';
const WINDOW_OPENS = '2026-11-20T18:00:00.000Z';

const SUCCEEDED = { state: 'succeeded', since: ago({ minutes: 20 }) } as const;

/** What becomes of checkout 1.42.0 on each cluster, by the wave that it is in. */
const MEMBERS: Record<string, Omit<InstanceRollout, 'rolloutId'>> = {
  'c-stgeuw1': { wave: 0, ...SUCCEEDED },
  'c-stguse1': { wave: 0, ...SUCCEEDED },
  'c-cac1': { wave: 0, ...SUCCEEDED },
  'c-euw1a': { wave: 1, state: 'applying', since: ago({ minutes: 2 }) },
  'c-euw1b': {
    wave: 1,
    state: 'stuck',
    since: ago({ minutes: 42 }),
    reason: {
      link: 'admission',
      state: 'failed',
      message:
        'admission webhook "validate.kyverno.svc-fail" denied the request: require-limits: container cache has no memory limit',
      evidence: {
        cluster: { id: 'c-euw1b', name: 'prod-euw1-b' },
        kind: 'ReplicaSet',
        namespace: 'payments',
        name: 'checkout-7c9d5',
        confirmedAt: ago({ seconds: 8 }),
      },
      owner: 'group:default/platform',
      remedy: 'change-policy-or-manifest',
    },
  },
  'c-aps1': {
    wave: 1,
    state: 'unknown',
    since: ago({ minutes: 9 }),
    lastKnown: 'queued',
    reason: {
      link: 'health',
      state: 'not-known',
      message: 'connect ECONNREFUSED 10.40.0.1:6443',
      owner: 'group:default/platform',
      remedy: 'restore-access',
    },
  },
  'c-apne1': { wave: 1, ...SUCCEEDED },
  'c-use1a': {
    wave: 2,
    state: 'window-closed',
    since: ago({ minutes: 47 }),
    until: WINDOW_OPENS,
    reason: {
      link: 'window',
      state: 'waiting',
      message: 'deny window of the project payments',
      until: WINDOW_OPENS,
      remedy: 'wait-for-window',
    },
  },
  'c-use1b': {
    wave: 2,
    state: 'queued',
    since: ago({ minutes: 47 }),
    reason: {
      link: 'wave-gate',
      state: 'waiting',
      message: 'the wave before it is not done',
      remedy: 'wait-for-wave',
    },
  },
};

/**
 * How far the company's release is on a cluster; nothing for what it does not
 * concern.
 *
 * @public
 */
export function companyMember(
  component: string,
  clusterId: string,
): InstanceRollout | undefined {
  const member = component === 'checkout' ? MEMBERS[clusterId] : undefined;
  return (
    member && {
      rolloutId: CHECKOUT,
      from: '1.41.2',
      ...member,
      ...(member.state === 'succeeded' ? { doneAt: ago({ minutes: 20 }) } : {}),
    }
  );
}

/** @public */
export function rolloutSummary(
  partial: Partial<RolloutSummary> = {},
): RolloutSummary {
  return {
    id: CHECKOUT,
    entityRef: 'component:default/checkout',
    title: 'checkout',
    owner: 'group:default/payments',
    system: 'system:default/payments',
    version: '1.42.0',
    revision: {
      type: 'commit',
      value: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
    },
    previousVersion: '1.41.2',
    beganAt: ago({ minutes: 47 }),
    lifeCycle: 'running',
    counts: {},
    members: 0,
    done: 0,
    waves: [],
    environments: ['production'],
    ...partial,
  };
}

/**
 * The releases of the company: one half done, one paused without waves, one that
 * is over, and one of which nothing is known but that it began.
 *
 * @public
 */
export function companyRollouts(instances: readonly Instance[]): Rollout[] {
  return [
    rolloutOf(checkout(instances), instances),
    rolloutOf(
      rolloutSummary({
        id: 'r-cart',
        entityRef: 'component:default/cart',
        title: 'cart',
        owner: 'group:default/storefront',
        system: 'system:default/storefront',
        version: '3.8.0',
        previousVersion: '3.7.2',
        beganAt: ago({ hours: 5 }),
        lifeCycle: 'paused',
        counts: { succeeded: 2, paused: 7 },
        members: 9,
        done: 2,
      }),
      [],
    ),
    rolloutOf(
      rolloutSummary({
        id: 'r-notifications',
        entityRef: 'component:default/notifications',
        title: 'notifications',
        owner: 'group:default/accounts',
        system: 'system:default/accounts',
        version: undefined,
        previousVersion: undefined,
        beganAt: ago({ seconds: 40 }),
        environments: [],
      }),
      [],
    ),
    rolloutOf(
      rolloutSummary({
        id: 'r-search',
        entityRef: 'component:default/search',
        title: 'search',
        owner: 'group:default/storefront',
        system: 'system:default/storefront',
        version: '1.42.0',
        beganAt: ago({ days: 2 }),
        endedAt: ago({ days: 1 }),
        lifeCycle: 'completed',
        counts: { succeeded: 187, failed: 2, skipped: 1 },
        members: 190,
        done: 187,
        share: { percent: 98.4, basis: 'replicas' },
      }),
      [],
    ),
  ];
}

function checkout(instances: readonly Instance[]): RolloutSummary {
  const members = instances.flatMap(({ rollout }) => rollout ?? []);
  const wave = (
    number: number,
    name: string,
    partial: Pick<RolloutWave, 'state' | 'until'>,
  ): RolloutWave => {
    const within = members.filter(member => member.wave === number);
    return {
      name,
      source: 'ApplicationSet argocd/checkout',
      counts: countsOf(within),
      members: within.length,
      done: within.filter(({ state }) => state === 'succeeded').length,
      ...partial,
    };
  };
  return rolloutSummary({
    counts: countsOf(members),
    members: members.length,
    done: members.filter(({ state }) => state === 'succeeded').length,
    environments: ['production', 'staging'],
    waves: [
      wave(0, 'canary', { state: 'done' }),
      wave(1, 'europe and asia', { state: 'running' }),
      wave(2, 'americas', { state: 'waiting', until: WINDOW_OPENS }),
    ],
    share: { percent: 31.4, basis: 'replicas' },
    timeLeft: { from: 2 * 3600, to: 4 * 3600 },
  });
}

function countsOf(members: readonly { state: string }[]): MemberCounts {
  const counts: Record<string, number> = {};
  for (const { state } of members) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function rolloutOf(
  summary: RolloutSummary,
  instances: readonly Instance[],
): Rollout {
  return {
    asOf: new Date(NOW).toISOString(),
    summary,
    items: instances.flatMap(
      ({ id, cluster, region, environment, namespace, engines, rollout }) =>
        rollout && rollout.rolloutId === summary.id
          ? [
              {
                instanceId: id,
                cluster,
                region,
                environment,
                namespace,
                engine: engines[0],
                rollout,
              },
            ]
          : [],
    ),
    coverage: fleetCoverage(),
    hidden: 0,
  };
}

/**
 * The chain with one link that does not hold: what is before it passed, what is
 * after it was not reached.
 *
 * @public
 */
export function chainWith(reason: ReasonLink | undefined): ReasonLink[] {
  const at = reason ? LINKS.indexOf(reason.link) : LINKS.length;
  return LINKS.map((link, index) => {
    if (reason && index === at) return reason;
    return { link, state: index < at ? 'passed' : 'not-reached' };
  });
}

/**
 * Why a component is on a cluster as it is, or why it is not there, in a world.
 *
 * @public
 */
export function reasonsIn(
  world: { instances: readonly Instance[]; notHere: readonly NotHere[] },
  entityRef: string,
  cluster: Reasons['cluster'],
): Reasons {
  const here = world.instances.filter(
    item => item.entityRef === entityRef && item.cluster.id === cluster.id,
  );
  const absent = world.notHere.find(item => item.cluster.id === cluster.id);
  const isPlaced = absent && absent.reason !== 'not-placed';
  let runsHere: Reasons['runsHere'] = isPlaced ? 'not-known' : 'no';
  if (here.length > 0) {
    runsHere = here.every(({ currency }) => currency.current)
      ? 'yes'
      : 'not-known';
  }
  return {
    entityRef,
    cluster,
    asOf: new Date(NOW).toISOString(),
    runsHere,
    places: [...here.map(placeOf), ...(absent ? [absentPlace(absent)] : [])],
  };
}

function placeOf(instance: Instance): PlaceReasons {
  const { rollout } = instance;
  return {
    instanceId: instance.id,
    namespace: instance.namespace,
    environment: instance.environment,
    rolloutId: rollout?.rolloutId,
    version: instance.version.desired,
    state: rollout?.state ?? 'succeeded',
    since: rollout?.since ?? instance.since,
    links: chainWith(rollout?.reason),
  };
}

function absentPlace({ reason, detail }: NotHere): PlaceReasons {
  return reason === 'not-placed'
    ? {
        state: 'not-placed',
        links: chainWith({
          link: 'placement',
          state: 'failed',
          message: detail,
          remedy: 'place',
        }),
      }
    : {
        state: 'unknown',
        links: chainWith({
          link: 'health',
          state: 'not-known',
          message: detail,
          remedy: 'grant-access',
        }),
      };
}
