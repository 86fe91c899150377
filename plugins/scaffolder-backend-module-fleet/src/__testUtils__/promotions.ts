import type {
  FleetPromotion,
  PromotionChanges,
  PromotionPlanAnswer,
} from '@fleetview/backstage-plugin-fleet-common';

export const PROMOTION_ID = '0a1b2c3d-0000-4000-8000-000000000002';
export const OLD = `sha256:${'a'.repeat(64)}`;
export const NEW = `sha256:${'b'.repeat(64)}`;
export const OTHER = `sha256:${'c'.repeat(64)}`;
export const COMMIT = 'd'.repeat(40);
export const CONFIG = 'https://github.example/platform/config.git';

type Change = PromotionChanges['changes'][number];
type Image = Change['images'][number];

export function imageOf(other: Partial<Image> = {}): Image {
  return {
    workload: 'Deployment/checkout',
    container: 'app',
    from: { repository: 'registry.example/checkout', tag: '1.0', digest: OLD },
    to: { repository: 'registry.example/checkout', tag: '1.1', digest: NEW },
    ...other,
  };
}

export function changeOf(other: Partial<Change> = {}): Change {
  return {
    key: 'promote1:one',
    repository: CONFIG,
    branch: 'main',
    path: 'apps/prod/kustomization.yaml',
    edit: 'kustomize-images',
    clusters: [{ id: 'c-1', name: 'prod-euw1-a' }],
    images: [imageOf()],
    ...other,
  };
}

/** What the fleet says of the first wave, whose gates are open. */
export function changesAnswer(
  other: Partial<PromotionChanges> = {},
): PromotionChanges {
  return {
    promotion: PROMOTION_ID,
    component: 'component:default/checkout',
    from: 'staging',
    to: 'production',
    release: 'release-1',
    version: '1.1',
    wave: 'production/first',
    direction: 'promote',
    hash: 'plan-1',
    commit: COMMIT,
    mayGoOn: true,
    requestedBy: 'user:default/rita',
    changes: [changeOf()],
    ...other,
  };
}

/** The same, of what is taken back. */
export function backAnswer(
  other: Partial<PromotionChanges> = {},
): PromotionChanges {
  const { from, to } = imageOf();
  return changesAnswer({
    direction: 'roll-back',
    changes: [changeOf({ images: [imageOf({ from: to, to: from! })] })],
    ...other,
  });
}

export function promotionOf(
  other: Partial<FleetPromotion> = {},
): FleetPromotion {
  const YES = { allowed: true };
  return {
    id: PROMOTION_ID,
    asOf: '2026-12-01T08:00:00.000Z',
    component: 'component:default/checkout',
    from: 'staging',
    to: 'production',
    release: { id: 'release-1', images: [] },
    hash: 'plan-1',
    commit: COMMIT,
    state: 'waiting',
    since: '2026-12-01T08:00:00.000Z',
    beganAt: '2026-12-01T08:00:00.000Z',
    plannedAt: '2026-12-01T08:00:00.000Z',
    requestedBy: 'user:default/rita',
    reason: 'The sale begins on Friday.',
    authors: ['user:default/rita'],
    approvalsNeeded: 1,
    approvals: [],
    overrides: [],
    counts: { new: 0, changed: 1, removed: 0, unchanged: 0, unknown: 0 },
    items: [],
    waves: [
      {
        key: 'production/first',
        soakSeconds: 60,
        targets: [],
        changes: [
          {
            key: 'promote1:one',
            path: 'apps/prod/kustomization.yaml',
            edit: 'kustomize-images',
            attempts: [],
            proposedAt: '2026-12-01T08:00:00.000Z',
          },
        ],
      },
    ],
    gates: [
      {
        kind: 'health',
        status: 'passed',
        reason: 'All clusters are healthy. @everyone',
        required: true,
        evidence: [],
        evidenceTotal: 0,
        overridable: true,
      },
    ],
    history: [],
    allowed: { approve: YES, override: YES, stop: YES, rollBack: YES },
    ...other,
  };
}

export function planOf(
  other: Partial<PromotionPlanAnswer> = {},
): PromotionPlanAnswer {
  return {
    asOf: '2026-12-01T08:00:00.000Z',
    component: 'component:default/checkout',
    from: 'staging',
    to: 'production',
    release: {
      id: 'release-1',
      images: [
        {
          workload: 'Deployment/checkout',
          container: 'app',
          repository: 'registry.example/checkout',
          tag: '1.1',
          digest: NEW,
        },
      ],
    },
    hash: 'plan-1',
    commit: COMMIT,
    mayMove: true,
    because: [],
    counts: { new: 0, changed: 1, removed: 0, unchanged: 0, unknown: 0 },
    waves: [],
    items: [],
    changes: [
      {
        wave: 'production/first',
        key: 'promote1:one',
        repository: CONFIG,
        path: 'apps/prod/kustomization.yaml',
        edit: 'kustomize-images',
        clusters: [],
      },
    ],
    problems: [],
    notPinned: [],
    gates: [],
    next: { what: 'approval', text: 'One person has to approve.' },
    approvalsNeeded: 1,
    allowed: { allowed: true },
    ...other,
  };
}
