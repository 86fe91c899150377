import type {
  FleetDriftAuthor,
  FleetDriftDifference,
  FleetDriftEpisode,
  FleetDriftEpisodeDetail,
  FleetIgnoreRule,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, NOW } from './builders';

/**
 * What drifts in a world, and how much of what is delivered is seen.
 *
 * @public
 */
export interface DriftWorld {
  episodes: FleetDriftEpisodeDetail[];
  /** Deliveries of which it is known whether what they bring is as desired. */
  watched: number;
  /** Deliveries of which nobody can say now. */
  unwatched: number;
}

const HUB = { id: 'c-hub', name: 'hub-eu' };

/**
 * Somebody's change of an image beside Argo CD, unless a test says otherwise.
 *
 * @public
 */
export function driftEpisode(
  over: Partial<FleetDriftEpisode> = {},
): FleetDriftEpisode {
  const { cluster = { id: 'c-euw1a', name: 'prod-euw1-a' } } = over;
  return {
    id: `drift-${cluster.id}`,
    cluster,
    engine: 'argocd',
    delivery: {
      observer: HUB,
      kind: 'Application',
      namespace: 'argocd',
      name: `checkout-${cluster.name}`,
    },
    resource: {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'payments',
      name: 'checkout',
    },
    entityRef: 'component:default/checkout',
    owner: 'group:default/payments',
    system: 'system:default/payments',
    region: 'eu-west-1',
    environment: 'production',
    class: 'human',
    because: 'known-tool',
    isHeadline: true,
    author: driftAuthor(),
    paths: ['spec.template.spec.containers[name=checkout].image'],
    pathsTotal: 1,
    same: 'drift1:checkout-hotfix',
    seenBy: 'watch',
    firstObservedAt: ago({ days: 3 }),
    lastObservedAt: ago({ seconds: 20 }),
    flaps: 0,
    ...over,
  };
}

/** @public */
export function driftAuthor(
  over: Partial<FleetDriftAuthor> = {},
): FleetDriftAuthor {
  return {
    manager: 'kubectl-edit',
    operation: 'Update',
    at: ago({ days: 3, minutes: 4 }),
    confidence: 'owner',
    ...over,
  };
}

/** @public */
export function driftDifference(
  over: Partial<FleetDriftDifference> = {},
): FleetDriftDifference {
  return {
    path: 'spec.template.spec.containers[name=checkout].image',
    kind: 'changed',
    desired: { text: '"registry.example.com/payments/checkout:1.42.0"' },
    live: { text: '"registry.example.com/payments/checkout:1.42.0-hotfix.1"' },
    class: 'human',
    because: 'known-tool',
    author: driftAuthor(),
    ...over,
  };
}

/**
 * An Application's own rule that leaves out how many replicas there are.
 *
 * @public
 */
export function ignoreRule(
  over: Partial<FleetIgnoreRule> = {},
): FleetIgnoreRule {
  return {
    where: {
      kind: 'Application',
      namespace: 'argocd',
      name: 'checkout-prod-euw1-a',
      path: 'spec.ignoreDifferences[0]',
    },
    target: { group: 'apps', kind: 'Deployment' },
    leftOut: [{ type: 'pointer', text: '/spec/replicas' }],
    atSync: false,
    ...over,
  };
}

/**
 * All that is told of one episode.
 *
 * @public
 */
export function driftDetail(
  episode: FleetDriftEpisode,
  over: Partial<FleetDriftEpisodeDetail> = {},
): FleetDriftEpisodeDetail {
  const { differences = [driftDifference()] } = over;
  return {
    asOf: new Date(NOW).toISOString(),
    episode,
    basis: 'last-applied',
    differences,
    differencesTotal: differences.length,
    earlier: [],
    source: {
      repository: 'https://git.example.com/payments/config',
      path: 'checkout/production',
      revision: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
    },
    ...(episode.entityRef
      ? {
          instanceId: `i-${episode.entityRef.split('/')[1]}-${
            episode.cluster.id
          }`,
        }
      : {}),
    ...over,
  };
}

type Reference = FleetDriftEpisode['cluster'];

const USE1A: Reference = { id: 'c-use1a', name: 'prod-use1-a' };
const USE1B: Reference = { id: 'c-use1b', name: 'prod-use1-b' };
const EUW1A: Reference = { id: 'c-euw1a', name: 'prod-euw1-a' };
const EUW1B: Reference = { id: 'c-euw1b', name: 'prod-euw1-b' };
const APNE1: Reference = { id: 'c-apne1', name: 'prod-apne1' };
const APS1: Reference = { id: 'c-aps1', name: 'prod-aps1' };
const CAC1: Reference = { id: 'c-cac1', name: 'prod-cac1' };
const STGUSE1: Reference = { id: 'c-stguse1', name: 'stage-use1' };

function onSeveral(): FleetDriftEpisodeDetail[] {
  return [
    driftDetail(driftEpisode({ cluster: EUW1A }), {
      earlier: [
        driftEpisode({
          id: 'drift-earlier',
          cluster: EUW1A,
          paths: ['spec.replicas'],
          same: 'drift1:earlier',
          firstObservedAt: ago({ days: 20 }),
          lastObservedAt: ago({ days: 19 }),
          ended: { at: ago({ days: 19 }), how: 'healed', seconds: 86_400 },
        }),
      ],
      rules: [
        {
          rule: ignoreRule({ atSync: true }),
          applies: 'yes',
          names: [],
        },
      ],
      auditLog: {
        lastReceivedAt: ago({ minutes: 1 }),
        keptSince: ago({ days: 14 }),
        writes: [
          {
            user: 'alice@example.com',
            actingAs: 'system:admin',
            userAgent: 'kubectl-edit/v1.36.2 (linux/amd64)',
            verb: 'patch',
            at: ago({ days: 3 }),
            fit: 'manager-and-second',
          },
        ],
      },
    }),
    driftDetail(
      driftEpisode({
        cluster: USE1A,
        region: 'us-east-1',
        firstObservedAt: ago({ days: 2 }),
        notBefore: ago({ days: 2, minutes: 5 }),
      }),
    ),
    driftDetail(
      driftEpisode({
        cluster: APNE1,
        region: 'ap-northeast-1',
        firstObservedAt: ago({ hours: 5 }),
        notBefore: ago({ hours: 6 }),
      }),
    ),
  ];
}

function cartOn(
  cluster: Reference,
  over: Partial<FleetDriftEpisode>,
): FleetDriftEpisode {
  return driftEpisode({
    cluster,
    delivery: {
      observer: HUB,
      kind: 'Application',
      namespace: 'argocd',
      name: `cart-${cluster.name}`,
    },
    resource: {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'storefront',
      name: 'cart',
    },
    entityRef: 'component:default/cart',
    owner: 'group:default/storefront',
    system: 'system:default/storefront',
    ...over,
  });
}

function byMachines(): FleetDriftEpisodeDetail[] {
  const scaler = driftAuthor({
    manager: 'kube-controller-manager',
    subresource: 'scale',
    at: ago({ minutes: 12 }),
  });
  const injector = driftAuthor({ manager: 'sidecar-injector' });
  return [
    driftDetail(
      cartOn(EUW1B, {
        id: 'drift-scaled',
        class: 'controller',
        because: 'scaled',
        isHeadline: false,
        author: scaler,
        paths: ['spec.replicas'],
        same: 'drift1:scaled',
        firstObservedAt: ago({ minutes: 12 }),
        notBefore: ago({ minutes: 13 }),
      }),
      {
        differences: [
          driftDifference({
            path: 'spec.replicas',
            desired: { text: '3' },
            live: { text: '5' },
            class: 'controller',
            because: 'scaled',
            author: scaler,
          }),
        ],
        rules: [
          {
            rule: ignoreRule(),
            applies: 'yes',
            names: ['spec.replicas'],
          },
          {
            rule: ignoreRule({
              where: {
                kind: 'Application',
                namespace: 'argocd',
                name: 'cart-prod-euw1-b',
                path: 'spec.ignoreDifferences[1]',
              },
              target: { group: '*', others: ['kind {Deployment,StatefulSet}'] },
              leftOut: [{ type: 'jq', text: '.spec.replicas' }],
            }),
            applies: 'unknown',
            names: [],
          },
        ],
        rulesNotRead: 2,
      },
    ),
    driftDetail(
      driftEpisode({
        id: 'drift-sidecar',
        cluster: USE1A,
        region: 'us-east-1',
        class: 'admission',
        because: 'known-webhook',
        isHeadline: false,
        author: injector,
        paths: ['spec.template.spec.containers[name=proxy]'],
        same: 'drift1:sidecar',
        resource: {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'payments',
          name: 'ledger',
        },
        entityRef: 'component:default/ledger',
        firstObservedAt: ago({ days: 40 }),
      }),
      {
        differences: [
          driftDifference({
            path: 'spec.template.spec.containers[name=proxy]',
            kind: 'extra',
            desired: undefined,
            live: {
              text: '{"args":["proxy","--log","info"],"image":"mesh/proxy:2.1","name":"proxy"}',
            },
            class: 'admission',
            because: 'known-webhook',
            author: injector,
          }),
        ],
      },
    ),
  ];
}

function wholeObjects(): FleetDriftEpisodeDetail[] {
  const whole = { path: '', author: undefined } as const;
  return [
    driftDetail(
      cartOn(CAC1, {
        id: 'drift-missing',
        region: 'ca-central-1',
        class: 'missing',
        because: 'not-there',
        author: undefined,
        paths: [],
        pathsTotal: 1,
        isWhole: true,
        same: 'drift1:missing',
        resource: {
          group: '',
          kind: 'ConfigMap',
          namespace: 'storefront',
          name: 'cart-settings',
        },
        firstObservedAt: ago({ hours: 7 }),
        notBefore: ago({ hours: 8 }),
      }),
      {
        differences: [
          driftDifference({
            ...whole,
            kind: 'missing',
            desired: {
              text: '{"apiVersion":"v1","data":{"limits.ini":"[cart]\\nitems=50\\n"},"kind":"ConfigMap"}',
            },
            live: undefined,
            class: 'missing',
            because: 'not-there',
          }),
        ],
      },
    ),
    driftDetail(
      cartOn(EUW1B, {
        id: 'drift-extra',
        class: 'extra',
        because: 'not-asked-for',
        paths: [],
        pathsTotal: 1,
        isWhole: true,
        same: 'drift1:extra',
        resource: {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'storefront',
          name: 'cart-debug',
        },
        firstObservedAt: ago({ days: 9 }),
        notBefore: ago({ days: 9, hours: 1 }),
      }),
      {
        differences: [
          driftDifference({
            ...whole,
            kind: 'extra',
            desired: undefined,
            live: {
              text: '{"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":1',
              truncated: true,
            },
            class: 'extra',
            because: 'not-asked-for',
          }),
        ],
      },
    ),
  ];
}

function notBrought(): FleetDriftEpisodeDetail[] {
  return [
    driftDetail(
      driftEpisode({
        id: 'drift-failed',
        cluster: EUW1B,
        class: 'failed-apply',
        because: 'engine-failed',
        author: undefined,
        message:
          'admission webhook "validate.kyverno.svc-fail" denied the request: require-limits',
        same: 'drift1:failed',
        desiredRevision: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
        appliedRevision: '9f8e7d6c5b4a30291827364554637281900aabbc',
        firstObservedAt: ago({ minutes: 42 }),
        notBefore: ago({ minutes: 43 }),
      }),
      {
        differences: [
          driftDifference({
            class: 'failed-apply',
            because: 'engine-failed',
            author: undefined,
          }),
        ],
      },
    ),
    driftDetail(
      cartOn(STGUSE1, {
        id: 'drift-unknown-paths',
        region: 'us-east-1',
        environment: 'staging',
        class: 'unattributed',
        because: 'engine-says',
        isHeadline: false,
        author: undefined,
        paths: [],
        pathsTotal: 0,
        same: 'drift1:unknown',
        seenBy: 'argocd',
        firstObservedAt: ago({ days: 1 }),
        notBefore: ago({ days: 1, minutes: 3 }),
      }),
      { basis: 'engine', differences: [], source: undefined },
    ),
  ];
}

function special(): FleetDriftEpisodeDetail[] {
  const patch = driftAuthor({
    manager: 'kubectl-patch',
    confidence: 'ambiguous',
    others: ['stripe-operator'],
  });
  return [
    driftDetail(
      driftEpisode({
        id: 'drift-secret',
        author: patch,
        paths: ['data.apiKey'],
        same: 'drift1:secret',
        resource: {
          group: '',
          kind: 'Secret',
          namespace: 'payments',
          name: 'stripe',
        },
        firstObservedAt: ago({ hours: 30 }),
        notBefore: ago({ hours: 31 }),
      }),
      {
        basis: 'ownership',
        differences: [
          driftDifference({
            path: 'data.apiKey',
            isSecret: true,
            desired: undefined,
            live: undefined,
            author: patch,
          }),
        ],
      },
    ),
    driftDetail(
      cartOn(APS1, {
        id: 'drift-unconfirmed',
        region: 'ap-south-1',
        paths: ['spec.template.spec.containers[name=cart].env[name=LOG_LEVEL]'],
        same: 'drift1:log-level',
        firstObservedAt: ago({ days: 6 }),
        lastObservedAt: ago({ minutes: 9 }),
        notBefore: ago({ days: 6, hours: 1 }),
        unconfirmed: {
          since: ago({ minutes: 9 }),
          reason: 'connect ECONNREFUSED 10.40.0.1:6443',
        },
      }),
      {
        differences: [
          driftDifference({
            path: 'spec.template.spec.containers[name=cart].env[name=LOG_LEVEL]',
            desired: { text: '{"name":"LOG_LEVEL","value":"info"}' },
            live: { text: '{"name":"LOG_LEVEL","value":"debug"}' },
          }),
        ],
      },
    ),
    driftDetail(
      cartOn(USE1B, {
        id: 'drift-ignored',
        region: 'us-east-1',
        paths: ['metadata.annotations["example.com/team"]'],
        same: 'drift1:ignored',
        ignored: {
          exceptionId: 'e-drift',
          until: new Date(NOW + 20 * 86_400_000).toISOString(),
        },
      }),
    ),
    healed(),
  ];
}

/** One of Flux that was as desired again by itself, and does so again and again. */
function healed(): FleetDriftEpisodeDetail {
  const path = 'spec.template.spec.containers[name=search].resources';
  return driftDetail(
    driftEpisode({
      id: 'drift-healed',
      cluster: APNE1,
      engine: 'flux',
      delivery: {
        observer: APNE1,
        kind: 'Kustomization',
        namespace: 'flux-system',
        name: 'search',
      },
      resource: {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'storefront',
        name: 'search',
      },
      entityRef: 'component:default/search',
      owner: 'group:default/storefront',
      system: 'system:default/storefront',
      region: 'ap-northeast-1',
      paths: [path],
      same: 'drift1:healed',
      firstObservedAt: ago({ minutes: 31 }),
      lastObservedAt: ago({ minutes: 30 }),
      notBefore: ago({ minutes: 31, seconds: 2 }),
      flaps: 3,
      ended: {
        at: ago({ minutes: 30, seconds: 20 }),
        how: 'healed',
        seconds: 40,
      },
    }),
    { differences: [driftDifference({ path })] },
  );
}

/**
 * What drifts in the company's fleet: one of everything that can be.
 *
 * @public
 */
export function companyDrift(): DriftWorld {
  return {
    episodes: [
      ...onSeveral(),
      ...byMachines(),
      ...wholeObjects(),
      ...notBrought(),
      ...special(),
    ],
    watched: 263,
    unwatched: 26,
  };
}

/**
 * Nothing drifts, and all that is delivered is seen.
 *
 * @public
 */
export function noDrift(): DriftWorld {
  return { episodes: [], watched: 289, unwatched: 0 };
}
