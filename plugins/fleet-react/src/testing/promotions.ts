import {
  ENDED_PROMOTION_STATES,
  type FleetGate,
  type FleetPromotion,
  type FleetPromotionWave,
  type Pipeline,
  type PipelineStage,
  type PromotionPlanAnswer,
  type PromotionPreflightAnswer,
  type PromotionSummary,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, NOW } from './builders';

/** What a fake knows of promotions. */
export type Promoting = {
  pipeline: Pipeline;
  plan?: PromotionPlanAnswer;
  preflight?: PromotionPreflightAnswer;
  promotions: FleetPromotion[];
};

const AS_OF = new Date(NOW).toISOString();
const COMPONENT = 'component:default/checkout';
const REPOSITORY = 'https://git.example.com/payments/config';
const MARA = 'user:default/mara';
const GUEST = 'user:default/guest';
const LAB = { id: 'c-lab', name: 'dev-lab' };
const STAGE = { id: 'c-stage', name: 'stage-euw1' };
const CANARY = { id: 'c-cac1', name: 'prod-cac1' };
const EUROPE = [
  { id: 'c-euw1a', name: 'prod-euw1-a' },
  { id: 'c-euw1b', name: 'prod-euw1-b' },
];
const AMERICA = [{ id: 'c-use1a', name: 'prod-use1-a' }];

function digest(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

function release(tag: string, letter: string) {
  return {
    id: `rel1-${letter.repeat(12)}`,
    images: [
      {
        workload: 'Deployment/checkout',
        container: 'web',
        repository: 'registry.example.com/payments/checkout',
        tag,
        digest: digest(letter),
      },
    ],
  };
}

const NEWEST = release('1.43.0', 'c');
const CURRENT = release('1.42.0', 'b');

function later(minutes: number): string {
  return ago({ minutes: -minutes });
}

/** No stage is configured. */
export function notPromoting(): Promoting {
  return {
    pipeline: {
      asOf: AS_OF,
      component: 'component:default/cart',
      configured: false,
      stages: [],
      moves: [],
      unplaced: [],
      ambiguous: [],
      problems: [],
    },
    promotions: [],
  };
}

function gate(
  kind: FleetGate['kind'],
  rest: Partial<FleetGate> = {},
): FleetGate {
  return {
    kind,
    status: 'passed',
    reason: 'as it has to be for 3 of 3 clusters',
    required: true,
    evidence: [
      {
        key: `${kind}/c-euw1a`,
        status: 'passed',
        text: 'seen as it has to be',
        cluster: EUROPE[0],
        confirmedAt: ago({ seconds: 12 }),
      },
    ],
    evidenceTotal: 1,
    overridable: false,
    since: ago({ hours: 2 }),
    ...rest,
  };
}

function drifts(): FleetGate {
  return gate('drift-free', {
    status: 'failed',
    reason: 'not as it has to be for 1 of 3 clusters (prod-euw1-b): 2 differ',
    overridable: true,
    since: ago({ minutes: 42 }),
    evidence: [
      {
        key: 'drift/c-euw1b/Deployment/checkout',
        status: 'failed',
        text: 'Deployment checkout differs from Git',
        cluster: EUROPE[1],
        confirmedAt: ago({ seconds: 20 }),
      },
      {
        key: 'drift/c-euw1a',
        status: 'passed',
        text: 'nothing differs',
        cluster: EUROPE[0],
        confirmedAt: ago({ seconds: 20 }),
      },
    ],
    evidenceTotal: 2,
  });
}

const APPROVAL = gate('approval', {
  status: 'waiting',
  reason: '0 of 1 have approved',
  evidence: [],
  evidenceTotal: 0,
});

const TO_BE_ASKED = gate('preflight', {
  status: 'waiting',
  reason: 'not yet as it has to be for 2 of 2 clusters: is to be asked',
  evidence: [],
  evidenceTotal: 0,
});

/** The gates of a wave: all open but one. */
export function companyGates(other?: FleetGate): FleetGate[] {
  return (
    [
      'upstream-stage',
      'drift-free',
      'health',
      'preflight',
      'approval',
      'freeze',
    ] as const
  ).map(kind => (other?.kind === kind ? other : gate(kind)));
}

/** A Secret is missing on one of the clusters that were asked. */
export function companyPreflight(): PromotionPreflightAnswer {
  return {
    asOf: AS_OF,
    gate: gate('preflight', {
      status: 'failed',
      reason:
        'not as it has to be for 1 of 2 clusters (prod-euw1-b): references: It has no Secret payments/checkout-keys.',
      overridable: true,
      evidence: [
        {
          key: 'c-euw1b: references',
          status: 'failed',
          text: 'references: It has no Secret payments/checkout-keys.',
          cluster: EUROPE[1],
          confirmedAt: AS_OF,
        },
        {
          key: 'c-euw1a: references',
          status: 'passed',
          text: 'references: All 1 are there.',
          cluster: EUROPE[0],
          confirmedAt: AS_OF,
        },
      ],
      evidenceTotal: 2,
    }),
  };
}

function stage(
  name: string,
  rest: Partial<PipelineStage> & Pick<PipelineStage, 'waves'>,
): PipelineStage {
  const clusters = rest.waves.flatMap(each => each.clusters).length;
  return {
    name,
    after: [],
    clusters,
    runsOn: clusters,
    states: { healthy: clusters },
    notPinned: [],
    ...rest,
  };
}

function wave(
  of: string,
  name: string,
  clusters: PipelineStage['waves'][number]['clusters'],
  soakSeconds = 600,
): PipelineStage['waves'][number] {
  return { key: `${of}/${name}/1`, wave: name, part: 1, soakSeconds, clusters };
}

const PRODUCTION_WAVES = [
  wave('production', 'europe', EUROPE, 3600),
  wave('production', 'america', AMERICA, 3600),
];

function companyPipeline(promotions: readonly FleetPromotion[]): Pipeline {
  const [first] = promotions;
  return {
    asOf: AS_OF,
    component: COMPONENT,
    configured: true,
    stages: [
      stage('dev', {
        waves: [wave('dev', 'all', [LAB], 0)],
        release: release('1.44.0-rc.1', 'd'),
        notPinned: [
          {
            workload: 'Deployment/checkout',
            container: 'metrics',
            reference: 'registry.example.com/payments/metrics:latest',
            because: 'no-digest',
          },
        ],
      }),
      stage('staging', {
        after: ['dev'],
        waves: [wave('staging', 'all', [STAGE])],
        release: NEWEST,
      }),
      stage('canary', {
        after: ['staging'],
        waves: [wave('canary', 'all', [CANARY])],
        release: NEWEST,
        promotion: promotions
          .filter(({ state }) => state === 'done')
          .map(summaryOf)[0],
      }),
      stage('production', {
        after: ['canary'],
        waves: PRODUCTION_WAVES,
        states: { healthy: 1, degraded: 1, stale: 1 },
        because: 'not-current',
        becauseOf: [AMERICA[0]],
        ...(first ? { promotion: summaryOf(first) } : {}),
      }),
    ],
    moves: [
      {
        from: 'dev',
        to: 'staging',
        mayMove: false,
        because: ['held-items'],
        counts: { new: 0, changed: 0, removed: 0, unchanged: 0, unknown: 1 },
        allowed: { allowed: true },
      },
      {
        from: 'staging',
        to: 'canary',
        mayMove: false,
        because: ['nothing-to-move'],
        counts: { new: 0, changed: 0, removed: 0, unchanged: 1, unknown: 0 },
        release: NEWEST.id,
        allowed: { allowed: true },
      },
      {
        from: 'canary',
        to: 'production',
        mayMove: true,
        because: [],
        counts: { new: 0, changed: 3, removed: 0, unchanged: 0, unknown: 0 },
        release: NEWEST.id,
        allowed: { allowed: true },
      },
    ],
    unplaced: [
      {
        cluster: { id: 'c-sae1', name: 'prod-sae1' },
        because: 'no-stage',
      },
    ],
    ambiguous: [],
    problems: [],
  };
}

function items(): FleetPromotion['items'] {
  return PRODUCTION_WAVES.flatMap(({ key, clusters }) =>
    clusters.map(cluster => ({
      cluster,
      namespace: 'payments',
      wave: key,
      change: 'changed' as const,
      images: [
        {
          workload: 'Deployment/checkout',
          container: 'web',
          change: 'changed' as const,
          from: CURRENT.images[0],
          to: NEWEST.images[0],
        },
      ].map(({ from, to, ...image }) => ({
        ...image,
        from: {
          repository: from.repository,
          tag: from.tag,
          digest: from.digest,
        },
        to: { repository: to.repository, tag: to.tag, digest: to.digest },
      })),
      mayMove: true,
      because: [],
    })),
  );
}

/** What it would take to bring what runs on the canary to production. */
export function companyPlan(): PromotionPlanAnswer {
  return {
    asOf: AS_OF,
    component: COMPONENT,
    from: 'canary',
    to: 'production',
    release: NEWEST,
    hash: 'plan1-aaaa',
    commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
    mayMove: true,
    because: [],
    counts: { new: 0, changed: 3, removed: 0, unchanged: 0, unknown: 0 },
    waves: PRODUCTION_WAVES,
    items: items(),
    changes: PRODUCTION_WAVES.map(({ key, wave: name, clusters }) => ({
      wave: key,
      key: `change1-${name}`,
      repository: REPOSITORY,
      path: `clusters/${name}/checkout/kustomization.yaml`,
      edit: 'kustomize-images' as const,
      clusters,
    })),
    problems: [],
    notPinned: [],
    gates: companyGates(APPROVAL).map(each =>
      each.kind === 'preflight' ? TO_BE_ASKED : each,
    ),
    next: {
      what: 'approval',
      text: 'it goes on when enough people have approved: 0 of 1 have approved',
    },
    approvalsNeeded: 1,
    allowed: { allowed: true },
  };
}

function wavesOf(
  first: Partial<FleetPromotionWave> = {},
  second: Partial<FleetPromotionWave> = {},
): FleetPromotionWave[] {
  return PRODUCTION_WAVES.map(({ key, wave: name, clusters, soakSeconds }) => ({
    key,
    soakSeconds,
    changes: [
      {
        key: `change1-${name}`,
        repository: REPOSITORY,
        path: `clusters/${name}/checkout/kustomization.yaml`,
        edit: 'kustomize-images' as const,
        attempts: [],
      },
    ],
    targets: clusters.map(cluster => ({ cluster })),
    ...(name === 'europe' ? first : second),
  }));
}

/** A promotion to production that waits for somebody to approve. */
export function promotion(rest: Partial<FleetPromotion> = {}): FleetPromotion {
  const [first] = PRODUCTION_WAVES;
  const hasEnded =
    rest.state !== undefined && ENDED_PROMOTION_STATES.includes(rest.state);
  const no = { allowed: false, because: 'has-ended' as const };
  return {
    id: 'p-approval',
    asOf: AS_OF,
    component: COMPONENT,
    from: 'canary',
    to: 'production',
    release: NEWEST,
    hash: 'plan1-aaaa',
    commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
    state: 'waiting',
    since: ago({ minutes: 12 }),
    beganAt: ago({ minutes: 13 }),
    plannedAt: ago({ minutes: 13 }),
    lookedAt: ago({ seconds: 4 }),
    requestedBy: MARA,
    authors: [MARA],
    approvalsNeeded: 1,
    approvals: [],
    overrides: [],
    counts: { new: 0, changed: 3, removed: 0, unchanged: 0, unknown: 0 },
    items: items(),
    waves: wavesOf({ state: 'waiting', judgedAt: ago({ seconds: 4 }) }),
    ...(hasEnded
      ? { endedAt: ago({ minutes: 3 }), gates: [] }
      : {
          wave: first.key,
          gates: companyGates(APPROVAL),
          next: {
            what: 'approval' as const,
            text: 'it goes on when enough people have approved',
          },
        }),
    history: [
      {
        at: ago({ minutes: 12 }),
        type: 'gates-judged',
        wave: first.key,
        state: 'waiting',
        text: 'it goes on when enough people have approved',
      },
      { at: ago({ minutes: 13 }), type: 'planned', by: MARA, state: 'planned' },
    ],
    proposesBy: 'hand',
    allowed: {
      approve: hasEnded ? no : { allowed: true },
      override: hasEnded ? no : { allowed: true },
      stop: hasEnded ? no : { allowed: true },
      rollBack: { allowed: false, because: 'not-in-this-state' },
    },
    ...rest,
  };
}

/** One in each state that somebody may come upon. */
export function companyPromotions(): FleetPromotion[] {
  const [first] = PRODUCTION_WAVES;
  const open = companyGates();
  const goesOn = {
    what: 'goes-on' as const,
    text: 'all gates are open: it goes on',
  };
  const proposed = {
    key: 'change1-europe',
    repository: REPOSITORY,
    path: 'clusters/europe/checkout/kustomization.yaml',
    edit: 'kustomize-images' as const,
    reference: `${REPOSITORY}/pulls/17`,
    proposedAt: ago({ minutes: 30 }),
    attempts: [
      {
        number: 2,
        direction: 'promote' as const,
        state: 'succeeded' as const,
        taskId: 'task-2',
        reference: `${REPOSITORY}/pulls/17`,
        startedAt: ago({ minutes: 31 }),
        endedAt: ago({ minutes: 30 }),
      },
      {
        number: 1,
        direction: 'promote' as const,
        state: 'failed' as const,
        taskId: 'task-1',
        error: 'the host did not answer',
        startedAt: ago({ minutes: 33 }),
        endedAt: ago({ minutes: 32 }),
      },
    ],
  };
  const seen = {
    ...proposed,
    seen: {
      revision: 'd'.repeat(40),
      cluster: EUROPE[0],
      at: ago({ minutes: 20 }),
    },
  };
  const targets: FleetPromotionWave['targets'] = EUROPE.map(cluster => ({
    cluster,
    seenAt: ago({ seconds: 5 }),
    arrivedAt: ago({ minutes: 18 }),
    healthySince: ago({ minutes: 15 }),
  }));
  const done = targets.map(target => ({
    ...target,
    soakedAt: ago({ minutes: 4 }),
  }));
  const rollBack = { allowed: true };
  const moved = (id: string, state: FleetPromotion['state'], on = targets) =>
    promotion({
      id,
      state,
      gates: open,
      next: goesOn,
      waves: wavesOf({
        state,
        since: ago({ minutes: 15 }),
        judgedAt: ago({ minutes: 31 }),
        mayGoOn: true,
        movingSince: ago({ minutes: 20 }),
        changes: [seen],
        targets: on,
      }),
      allowed: { ...promotion().allowed, rollBack },
    });
  return [
    promotion(),
    promotion({
      id: 'p-repair',
      gates: companyGates(drifts()),
      next: { what: 'repair', text: 'it goes on when somebody repairs it' },
      waves: wavesOf({
        state: 'waiting',
        judgedAt: ago({ seconds: 4 }),
        heldUpBy: 'drift-free',
      }),
      approvals: [
        { by: GUEST, at: ago({ minutes: 10 }), counts: true },
        {
          by: 'user:default/jo',
          at: ago({ minutes: 20 }),
          counts: false,
          because: 'other-plan',
        },
      ],
      allowed: {
        ...promotion().allowed,
        approve: { allowed: false, because: 'has-approved' },
      },
    }),
    promotion({
      id: 'p-evidence',
      gates: companyGates(
        gate('health', {
          status: 'unknown',
          reason: 'not known for 1 of 3 clusters (prod-euw1-b): not reached',
          evidence: [
            {
              key: 'health/c-euw1b',
              status: 'unknown',
              text: 'was not reached since 13:58',
              cluster: EUROPE[1],
              confirmedAt: ago({ minutes: 9 }),
            },
          ],
        }),
      ),
      next: { what: 'evidence', text: 'it goes on when it is known again' },
    }),
    promotion({
      id: 'p-freeze',
      gates: companyGates(
        gate('freeze', {
          status: 'waiting',
          reason: 'not yet as it has to be: a window is closed',
          until: later(133),
          overridable: true,
          evidence: [
            {
              key: 'freeze/weekend',
              status: 'waiting',
              text: 'window weekend is closed',
            },
          ],
        }),
      ),
      next: { what: 'by-itself', at: later(133), text: 'it goes on by itself' },
    }),
    promotion({
      id: 'p-opening',
      state: 'opening',
      gates: open,
      next: goesOn,
      waves: wavesOf({ state: 'opening', mayGoOn: true, judgedAt: AS_OF }),
    }),
    promotion({
      id: 'p-proposed',
      state: 'proposed',
      proposesBy: 'task',
      gates: open,
      next: goesOn,
      waves: wavesOf({
        state: 'proposed',
        mayGoOn: true,
        judgedAt: AS_OF,
        changes: [proposed],
      }),
      allowed: { ...promotion().allowed, rollBack },
    }),
    moved('p-applying', 'applying', [
      targets[0],
      { ...targets[1], arrivedAt: undefined, healthySince: undefined },
    ]),
    moved('p-soaking', 'soaking'),
    promotion({
      id: 'p-back',
      state: 'stopped',
      rollback: {
        askedAt: ago({ minutes: 2 }),
        by: MARA,
        reason: 'orders were lost',
      },
      because: 'it is taken back',
      waves: wavesOf({ state: 'applying', changes: [seen], targets }),
    }),
    promotion({
      id: 'p-done',
      from: 'staging',
      to: 'canary',
      state: 'done',
      waves: [
        {
          ...wavesOf({ state: 'done', changes: [seen], targets: done })[0],
          key: 'canary/all/1',
        },
      ],
      allowed: { ...promotion({ state: 'done' }).allowed, rollBack },
    }),
    promotion({
      id: 'p-failed',
      state: 'failed',
      because: 'prod-euw1-b could not take it',
      waves: wavesOf({ state: 'failed', changes: [seen], targets }),
      allowed: { ...promotion({ state: 'failed' }).allowed, rollBack },
      wave: first.key,
    }),
    promotion({ id: 'p-expired', state: 'expired' }),
  ];
}

/** Four stages, and promotions in all states. */
export function companyPromoting(): Promoting {
  const promotions = companyPromotions();
  return {
    pipeline: companyPipeline(promotions),
    plan: companyPlan(),
    preflight: companyPreflight(),
    promotions,
  };
}

/** A promotion as lists have it. */
export function summaryOf(of: FleetPromotion): PromotionSummary {
  const { id, component, from, to, state, since, beganAt, requestedBy } = of;
  const version = of.release.images[0]?.tag;
  const underWay = of.waves.find(each => each.key === of.wave);
  return {
    id,
    component,
    from,
    to,
    release: of.release.id,
    ...(version ? { version } : {}),
    state,
    since,
    beganAt,
    ...(of.endedAt ? { endedAt: of.endedAt } : {}),
    ...(of.because ? { because: of.because } : {}),
    ...(of.lookedAt ? { lookedAt: of.lookedAt } : {}),
    ...(of.rollback ? { rollback: of.rollback } : {}),
    requestedBy,
    ...(of.wave ? { wave: of.wave } : {}),
    waves: of.waves.length,
    wavesDone: of.waves.filter(each => each.state === 'done').length,
    clusters: of.items.length,
    ...(underWay?.heldUpBy ? { heldUpBy: underWay.heldUpBy } : {}),
    ...(of.next ? { next: of.next } : {}),
  };
}
