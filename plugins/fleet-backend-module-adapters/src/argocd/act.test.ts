import {
  actionOf,
  fixtureOf,
  type ObjectOfTest,
  problemsOfActions,
  REQUESTED_AT,
} from '../__testUtils__/actions';
import { argocdAdapter } from '.';
import { argocdActions } from './act';

const healthy = (changes?: Parameters<typeof fixtureOf>[2]) =>
  fixtureOf('argocd', 'application-healthy', changes);
const manual = (changes?: Parameters<typeof fixtureOf>[2]) =>
  fixtureOf('argocd', 'application-automation-off', changes);
const running = () => fixtureOf('argocd', 'application-progressing');
const of = (id: Parameters<typeof actionOf>[2], kind = 'Application') =>
  actionOf(argocdAdapter, kind, id);

const later = (object: ObjectOfTest, changes: object) =>
  ({
    ...object,
    ...changes,
    metadata: {
      ...object.metadata,
      ...Object(Object(changes).metadata),
      resourceVersion: '999999',
    },
  } as ObjectOfTest);

const ours = {
  info: [{ name: 'Requested through Fleet', value: REQUESTED_AT }],
};

it('describes its actions', () => {
  expect(problemsOfActions(argocdActions)).toEqual([]);
  expect(argocdActions.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'Application sync',
    'Application refresh',
    'Application hard-refresh',
    'ApplicationSet refresh',
    'Application suspend',
    'Application resume',
    'Application roll-back',
    'Application terminate',
    'Application retry',
  ]);
});

describe('sync', () => {
  it('asks for an operation at the version that was read, with the options of the Application', () => {
    expect(of('sync').planned(healthy(), { prune: true })).toEqual({
      effect:
        'Argo CD applies the revision that it follows and removes what is no longer in it.',
      patches: [
        {
          target: {
            group: 'argoproj.io',
            version: 'v1alpha1',
            plural: 'applications',
            kind: 'Application',
            namespace: 'argocd',
            name: 'cart',
          },
          contentType: 'application/merge-patch+json',
          body: {
            metadata: { resourceVersion: '102924' },
            operation: {
              initiatedBy: { username: 'user:default/mara' },
              info: [{ name: 'Requested through Fleet', value: REQUESTED_AT }],
              sync: { syncOptions: ['CreateNamespace=false'], prune: true },
            },
          },
        },
      ],
    });
  });

  it.each([
    ['while one runs', running(), {}, 'under way'],
    ['while one is asked for', healthy({ operation: {} }), {}, 'under way'],
    [
      'of what is deleted',
      healthy({ metadata: { deletionTimestamp: REQUESTED_AT } }),
      {},
      'being deleted',
    ],
    [
      'of what is skipped',
      fixtureOf('argocd', 'application-skipped'),
      {},
      'skip',
    ],
    [
      'another revision than automated sync follows',
      healthy(),
      { revision: 'v2' },
      "follows 'main'",
    ],
    [
      'one revision of several sources',
      fixtureOf('argocd', 'application-multi-source'),
      { revision: 'v2' },
      'several sources',
    ],
    ['unknown parameters', healthy(), { force: true }, 'do not fit'],
  ])('refuses %s', (_, object, parameters, words) => {
    expect(of('sync').plan(object, parameters)).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('limits a sync to the objects that are named', () => {
    const resources = [
      { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart' },
    ];
    const plan = of('sync').planned(healthy(), { resources });
    expect(plan.effect).toContain("Deployment 'cart' alone");
    expect(plan.patches[0].body).toMatchObject({
      operation: { sync: { resources } },
    });
    expect(
      of('sync').plan(healthy(), {
        resources: [{ ...resources[0], uid: 'x' }],
      }),
    ).toMatchObject({ refused: expect.stringContaining('resources.0') });
  });

  it('takes a revision where nothing syncs by itself', () => {
    expect(
      of('sync').planned(manual(), { revision: 'v2' }).patches[0].body,
    ).toMatchObject({ operation: { sync: { revision: 'v2' } } });
  });

  const finishedAt = '2026-03-06T10:05:30Z';
  it.each([
    ['nothing yet', {}, 'pending', 'not taken it up'],
    ['asked for', { operation: ours }, 'pending', 'not taken it up'],
    [
      'running',
      { phase: 'Running', message: 'waiting' },
      'accepted',
      'waiting',
    ],
    ['terminating', { phase: 'Terminating' }, 'accepted', undefined],
    ['failed', { phase: 'Failed', message: 'no' }, 'failed', 'no'],
    ['in error', { phase: 'Error', message: 'no' }, 'failed', 'no'],
    [
      'done, not compared',
      { phase: 'Succeeded', finishedAt },
      'accepted',
      'not compared',
    ],
    [
      'done and compared',
      { phase: 'Succeeded', finishedAt, reconciledAt: '2026-03-06T10:05:31Z' },
      'seen',
      undefined,
    ],
  ])('is seen: %s', (what, change: Record<string, unknown>, state, message) => {
    const before = healthy();
    const plan = of('sync').planned(before);
    const { operation, reconciledAt, ...state_ } = change;
    const after =
      what === 'nothing yet'
        ? before
        : later(before, {
            operation,
            status: {
              ...before.status,
              ...(reconciledAt ? { reconciledAt } : {}),
              operationState: operation
                ? before.status.operationState
                : { operation: ours, ...state_ },
            },
          });
    const progress = of('sync').progress(after, plan);
    expect(progress.state).toBe(state);
    expect(progress.message ?? '').toContain(message ?? '');
  });

  it('says when another operation took its place', () => {
    const plan = of('sync').planned(healthy());
    expect(of('sync').progress(later(healthy(), {}), plan)).toEqual({
      state: 'pending',
      message: expect.stringContaining('another one has taken its place'),
    });
  });
});

describe.each([
  ['refresh', 'normal'],
  ['hard-refresh', 'hard'],
] as const)('%s', (id, value) => {
  const annotation = 'argocd.argoproj.io/refresh';

  it('asks by annotation and is seen when it is gone', () => {
    const before = healthy();
    const plan = of(id).planned(before);
    expect(plan.patches[0].body).toEqual({
      metadata: {
        resourceVersion: '102924',
        annotations: { [annotation]: value },
      },
    });
    const { progress } = of(id);
    expect(progress(before, plan).state).toBe('pending');
    expect(
      progress(
        later(before, { metadata: { annotations: { [annotation]: value } } }),
        plan,
      ).state,
    ).toBe('pending');
    expect(progress(later(before, {}), plan)).toEqual({ state: 'seen' });
  });

  it('has failed where nothing could be compared', () => {
    const before = fixtureOf('argocd', 'application-cluster-unreachable');
    const plan = of(id).planned(before);
    expect(of(id).progress(later(before, {}), plan)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('i/o timeout'),
    });
  });

  it('is refused where Argo CD skips the Application', () => {
    expect(of(id).plan(fixtureOf('argocd', 'application-skipped'))).toEqual({
      refused: expect.stringContaining('resume it first'),
    });
  });
});

it('refreshes an ApplicationSet', () => {
  const before = fixtureOf('argocd', 'applicationset-healthy');
  const { planned, progress } = of('refresh', 'ApplicationSet');
  const plan = planned(before);
  const annotations = { 'argocd.argoproj.io/application-set-refresh': 'true' };
  expect(plan.patches[0]).toMatchObject({
    target: { plural: 'applicationsets' },
    body: { metadata: { resourceVersion: '102924', annotations } },
  });
  expect(progress(before, plan).state).toBe('pending');
  expect(
    progress(later(before, { metadata: { annotations } }), plan).state,
  ).toBe('pending');
  expect(progress(later(before, {}), plan).state).toBe('seen');
});

describe('suspend and resume', () => {
  it('switches automated sync off, and says what may set it back', () => {
    const plan = of('suspend').planned(healthy());
    expect(plan.patches[0].body).toEqual({
      metadata: { resourceVersion: '102924' },
      spec: { syncPolicy: { automated: { enabled: false } } },
    });
    expect(plan).not.toHaveProperty('revertedBy');
    expect(
      of('suspend').planned(
        fixtureOf('argocd', 'application-not-compared-since-sync'),
      ).revertedBy,
    ).toContain("the ApplicationSet 'storefront'");
    expect(
      of('suspend').planned(
        fixtureOf('argocd', 'application-of-an-application'),
      ).revertedBy,
    ).toBe(
      "Argo CD's Application 'shop', at its next run, if its source states spec.syncPolicy",
    );
  });

  it.each([
    ['suspend' as const, healthy({ spec: { syncPolicy: {} } }), 'not set up'],
    ['suspend' as const, manual(), 'already'],
    ['resume' as const, healthy(), 'not suspended'],
  ])('refuses to %s what is so', (id, object, words) => {
    expect(of(id).plan(object)).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('takes what is skipped into care again', () => {
    expect(
      of('resume').planned(fixtureOf('argocd', 'application-skipped'))
        .patches[0].body,
    ).toEqual({
      metadata: {
        resourceVersion: '102924',
        annotations: { 'argocd.argoproj.io/skip-reconcile': null },
      },
    });
  });

  it.each([
    ['suspend' as const, healthy(), manual()],
    ['resume' as const, manual(), healthy()],
  ])('sees whether it is so: %s', (id, before, after) => {
    const plan = of(id).planned(before);
    expect(of(id).progress(before, plan).state).toBe('pending');
    expect(of(id).progress(later(after, {}), plan).state).toBe('seen');
    // A newer version that says the opposite: set back, or dropped.
    expect(of(id).progress(later(before, {}), plan).state).toBe('failed');
  });
});

describe('roll-back', () => {
  it('applies an entry of the history with its own source', () => {
    const [entry] = Object(manual().status).history;
    const plan = of('roll-back').planned(manual(), { id: entry.id });
    expect(plan.patches[0].body).toMatchObject({
      operation: {
        sync: {
          source: entry.source,
          revision: entry.revision,
          syncStrategy: { apply: {} },
        },
      },
    });
    expect(plan.effect).toContain('out of sync afterwards');
  });

  it('takes all sources of an entry that has several', () => {
    const object = fixtureOf('argocd', 'application-multi-source', {
      spec: { syncPolicy: {} },
    });
    const [entry] = Object(object.status).history;
    const { body } = of('roll-back').planned(object, { id: entry.id })
      .patches[0];
    expect(body).toMatchObject({
      operation: {
        sync: { sources: entry.sources, revisions: entry.revisions },
      },
    });
    expect(Object(body).operation.sync).not.toHaveProperty('source');
  });

  it.each([
    ['while automated sync is on', healthy(), { id: 11 }, 'suspend it first'],
    ['to an entry that is gone', manual(), { id: 1 }, 'no entry 1'],
    ['without an entry', manual(), {}, 'id'],
    [
      'to an entry without a source',
      manual({ status: { history: [{ id: 11, revision: 'a' }] } }),
      { id: 11 },
      'does not say',
    ],
  ])('refuses %s', (_, object, parameters, words) => {
    expect(of('roll-back').plan(object, parameters)).toEqual({
      refused: expect.stringContaining(words),
    });
  });
});

describe('terminate', () => {
  it('ends the operation that runs', () => {
    const { planned, progress } = of('terminate');
    const plan = planned(running());
    expect(plan.patches[0].body).toEqual({
      metadata: { resourceVersion: '102924' },
      status: {
        operationState: {
          phase: 'Terminating',
          startedAt: '2026-03-06T09:59:28Z',
        },
      },
    });
    const now = (phase: string, startedAt = '2026-03-06T09:59:28Z') =>
      progress(
        later(running(), { status: { operationState: { phase, startedAt } } }),
        plan,
      ).state;
    expect(now('Running')).toBe('pending');
    expect(now('Terminating')).toBe('accepted');
    expect(now('Failed')).toBe('seen');
    expect(now('Succeeded')).toBe('failed');
    expect(now('Running', '2026-03-06T10:06:00Z')).toBe('seen');
  });

  it.each([
    ['nothing runs', healthy(), 'No operation is running'],
    ['it has not begun', healthy({ operation: {} }), 'not begun'],
  ])('refuses when %s', (_, object, words) => {
    expect(of('terminate').plan(object)).toEqual({
      refused: expect.stringContaining(words),
    });
  });
});

describe('retry', () => {
  it('asks for what failed', () => {
    const failed = fixtureOf('argocd', 'application-sync-failed');
    expect(of('retry').planned(failed).patches[0].body).toMatchObject({
      operation: {
        sync: {
          revision: '3f1c0a9d5e7b42c68d10f4a7b9e2c35d6a8f0b17',
          prune: true,
        },
      },
    });
  });

  it('is refused where nothing failed', () => {
    expect(of('retry').plan(healthy())).toEqual({
      refused: 'The last operation has not failed.',
    });
  });
});
