import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ActionContext,
  ActionId,
  ActionPlan,
} from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { argoRolloutsAdapter } from '.';

const REQUESTED_AT = '2026-03-06T10:00:00.250Z';

type Json = Record<string, any>;

function fixture(name: string): Json {
  return parse(
    readFileSync(join(__dirname, '__fixtures__', `${name}.yaml`), 'utf8'),
  );
}

function actionOf(id: ActionId, { kind, metadata }: Json) {
  const watch = argoRolloutsAdapter.watches.find(entry => entry.kind === kind);
  const action = argoRolloutsAdapter.actions?.find(
    entry => entry.id === id && entry.kind === kind,
  );
  if (!watch || !action) throw new Error(`There is no '${id}' of '${kind}'.`);
  const context: ActionContext = {
    target: {
      group: watch.group,
      version: watch.versions[0],
      plural: watch.plural,
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
    },
    requestedAt: REQUESTED_AT,
    requestedBy: 'user:default/guest',
  };
  return { action, context };
}

function plan(id: ActionId, object: Json): ActionPlan | { refused: string } {
  const { action, context } = actionOf(id, object);
  return action.plan(object, {}, context);
}

/** What is sent: the subresource, where there is one, and the body. */
function sent(id: ActionId, object: Json) {
  const planned = plan(id, object);
  if ('refused' in planned) throw new Error(planned.refused);
  return planned.patches.map(({ subresource, body }) => [
    subresource ?? '',
    body,
  ]);
}

function progress(id: ActionId, before: Json, after: Json) {
  const { action, context } = actionOf(id, before);
  const planned = action.plan(before, {}, context);
  if ('refused' in planned) throw new Error(planned.refused);
  return action.progress(after, planned, context);
}

const at = { resourceVersion: '418277' };

function withStatus(object: Json, status: Json): Json {
  return { ...object, status: { ...object.status, ...status } };
}

function withSpec(object: Json, spec: Json): Json {
  return { ...object, spec: { ...object.spec, ...spec } };
}

describe('continue', () => {
  const atStep = fixture('rollout-canary-paused-at-step');

  it('clears the pause of a step', () => {
    expect(sent('continue', atStep)).toEqual([
      ['status', { metadata: at, status: { pauseConditions: null } }],
    ]);
    expect(
      sent('continue', fixture('rollout-blue-green-awaiting-promotion')),
    ).toEqual([
      ['status', { metadata: at, status: { pauseConditions: null } }],
    ]);
  });

  it('takes back a pause by hand, which may stand in Git', () => {
    const byHand = fixture('rollout-paused-by-hand');
    expect(sent('continue', byHand)).toEqual([
      ['', { metadata: at, spec: { paused: false } }],
    ]);
    expect(plan('continue', byHand)).not.toHaveProperty('revertedBy');
    byHand.metadata.labels['kustomize.toolkit.fluxcd.io/name'] = 'search';
    expect(plan('continue', byHand)).toMatchObject({
      revertedBy: expect.stringContaining("Kustomization 'search'"),
    });
  });

  it('does both where both hold it, the second without the version that the first ends', () => {
    expect(sent('continue', withSpec(atStep, { paused: true }))).toEqual([
      ['', { metadata: at, spec: { paused: false } }],
      ['status', { metadata: {}, status: { pauseConditions: null } }],
    ]);
  });

  it('passes over the step that it is at where nothing pauses', () => {
    expect(sent('continue', fixture('rollout-canary-analysing'))).toEqual([
      [
        'status',
        {
          metadata: at,
          status: { pauseConditions: null, currentStepIndex: 2 },
        },
      ],
    ]);
  });

  it('passes over an analysis that was inconclusive', () => {
    expect(sent('continue', fixture('rollout-canary-inconclusive'))).toEqual([
      [
        'status',
        {
          metadata: at,
          status: {
            pauseConditions: null,
            controllerPause: false,
            currentStepIndex: 2,
          },
        },
      ],
    ]);
  });

  it.each([
    ['rollout-canary-healthy', 'serves already'],
    ['rollout-aborted', 'Retry it'],
    ['rollout-deleting', 'being deleted'],
    ['rollout-never-observed', 'No controller has looked'],
  ])('is refused for %s', (name, words) => {
    expect(plan('continue', fixture(name))).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('is refused past the last step', () => {
    expect(
      plan(
        'continue',
        withStatus(fixture('rollout-canary-progressing'), {
          currentStepIndex: 6,
        }),
      ),
    ).toEqual({ refused: expect.stringContaining('waits for its pods') });
  });

  it('is seen once the controller has taken its mark off', () => {
    const cleared = withStatus(atStep, { pauseConditions: null });
    expect(progress('continue', atStep, atStep).state).toBe('pending');
    expect(progress('continue', atStep, cleared).state).toBe('accepted');
    expect(
      progress(
        'continue',
        atStep,
        withStatus(cleared, { controllerPause: false, currentStepIndex: 4 }),
      ).state,
    ).toBe('seen');
  });

  it('knows the next pause from the one that it ended', () => {
    const pauseConditions = [
      { reason: 'CanaryPauseStep', startTime: '2026-03-06T10:00:09Z' },
    ];
    expect(
      progress('continue', atStep, withStatus(atStep, { pauseConditions }))
        .state,
    ).toBe('seen');
  });

  it('is seen in the step, and fails where the rollout does', () => {
    const analysing = fixture('rollout-canary-analysing');
    expect(progress('continue', analysing, analysing).state).toBe('pending');
    expect(
      progress(
        'continue',
        analysing,
        withStatus(analysing, { currentStepIndex: 2 }),
      ).state,
    ).toBe('seen');
    expect(
      progress(
        'continue',
        analysing,
        withStatus(analysing, {
          currentStepIndex: 2,
          phase: 'Degraded',
          message: 'too late',
        }),
      ),
    ).toEqual({ state: 'failed', message: 'too late' });
  });
});

describe('pause', () => {
  it('sets a field of the specification, and is seen once it is observed', () => {
    const moving = fixture('rollout-canary-progressing');
    expect(sent('pause', moving)).toEqual([
      ['', { metadata: at, spec: { paused: true } }],
    ]);
    const paused = withSpec(moving, { paused: true });
    expect(progress('pause', moving, moving).state).toBe('pending');
    expect(
      progress('pause', moving, {
        ...paused,
        metadata: { ...paused.metadata, generation: 13 },
      }).state,
    ).toBe('accepted');
    expect(progress('pause', moving, paused).state).toBe('seen');
    expect(plan('pause', paused)).toEqual({
      refused: expect.stringContaining('paused already'),
    });
  });
});

describe('promote-fully', () => {
  const atStep = fixture('rollout-canary-paused-at-step');

  it('asks the controller, and is seen once what is wanted serves', () => {
    expect(sent('promote-fully', atStep)).toEqual([
      ['status', { metadata: at, status: { promoteFull: true } }],
    ]);
    const asked = withStatus(atStep, { promoteFull: true });
    expect(progress('promote-fully', atStep, atStep).state).toBe('pending');
    expect(progress('promote-fully', atStep, asked).state).toBe('accepted');
    expect(
      progress('promote-fully', atStep, fixture('rollout-canary-healthy'))
        .state,
    ).toBe('seen');
    expect(
      progress('promote-fully', atStep, fixture('rollout-deadline-exceeded'))
        .state,
    ).toBe('failed');
    expect(plan('promote-fully', asked)).toEqual({
      refused: expect.stringContaining('fully already'),
    });
  });

  it.each([
    ['rollout-canary-healthy', 'serves already'],
    ['rollout-aborted', 'aborted'],
    ['rollout-paused-by-hand', 'Continue it first'],
  ])('is refused for %s', (name, words) => {
    expect(plan('promote-fully', fixture(name))).toEqual({
      refused: expect.stringContaining(words),
    });
  });
});

describe('abort and retry', () => {
  const atStep = fixture('rollout-canary-paused-at-step');
  const aborted = fixture('rollout-aborted');

  it('abort says where traffic goes, and is seen once the controller notes the time', () => {
    expect(sent('abort', atStep)).toEqual([
      ['status', { metadata: at, status: { abort: true } }],
    ]);
    expect(plan('abort', atStep)).toMatchObject({
      effect: expect.stringContaining('5f6b7c9d88'),
    });
    expect(progress('abort', atStep, atStep).state).toBe('pending');
    expect(
      progress('abort', atStep, withStatus(atStep, { abort: true })).state,
    ).toBe('accepted');
    expect(progress('abort', atStep, aborted).state).toBe('seen');
    expect(
      progress('abort', atStep, fixture('rollout-canary-healthy')).state,
    ).toBe('failed');
  });

  it('retry begins anew', () => {
    expect(sent('retry', aborted)).toEqual([
      ['status', { metadata: at, status: { abort: false } }],
    ]);
    expect(progress('retry', aborted, aborted).state).toBe('pending');
    expect(
      progress('retry', aborted, withStatus(aborted, { abort: false })).state,
    ).toBe('accepted');
    expect(
      progress('retry', aborted, fixture('rollout-canary-progressing')).state,
    ).toBe('seen');
  });

  it.each([
    ['abort', 'rollout-aborted', 'aborted already'],
    ['abort', 'rollout-canary-healthy', 'serves already'],
    ['retry', 'rollout-canary-paused-at-step', 'was not aborted'],
  ] as const)('%s is refused for %s', (id, name, words) => {
    expect(plan(id, fixture(name))).toEqual({
      refused: expect.stringContaining(words),
    });
  });
});

describe('redeploy', () => {
  it('asks for a time in whole seconds, and is seen once no pod is older', () => {
    const healthy = fixture('rollout-canary-healthy');
    expect(sent('redeploy', healthy)).toEqual([
      ['', { metadata: at, spec: { restartAt: '2026-03-06T10:00:00Z' } }],
    ]);
    const asked = withSpec(healthy, { restartAt: '2026-03-06T10:00:00Z' });
    expect(progress('redeploy', healthy, healthy).state).toBe('pending');
    expect(progress('redeploy', healthy, asked).state).toBe('accepted');
    expect(
      progress(
        'redeploy',
        healthy,
        withStatus(asked, { restartedAt: '2026-03-06T09:59:59Z' }),
      ).state,
    ).toBe('accepted');
    expect(
      progress(
        'redeploy',
        healthy,
        withStatus(asked, { restartedAt: '2026-03-06T10:00:00Z' }),
      ).state,
    ).toBe('seen');
    expect(plan('redeploy', withSpec(healthy, { replicas: 0 }))).toEqual({
      refused: expect.stringContaining('no pods to replace'),
    });
  });
});

describe('terminate', () => {
  it.each([
    ['analysisrun-running', 'analysisrun-terminated'],
    ['experiment-running', 'experiment-successful'],
  ])('ends %s', (name, ended) => {
    const running = fixture(name);
    expect(sent('terminate', running)).toEqual([
      ['', { metadata: at, spec: { terminate: true } }],
    ]);
    const asked = withSpec(running, { terminate: true });
    expect(progress('terminate', running, running).state).toBe('pending');
    expect(progress('terminate', running, asked).state).toBe('accepted');
    expect(progress('terminate', running, fixture(ended)).state).toBe('seen');
    expect(plan('terminate', asked)).toEqual({
      refused: expect.stringContaining('being ended already'),
    });
    expect(plan('terminate', fixture(ended))).toEqual({
      refused: expect.stringContaining('has ended already'),
    });
  });
});

it('asks for the status where it changes the status, and for nothing more', () => {
  const needs = Object.fromEntries(
    (argoRolloutsAdapter.actions ?? []).map(({ id, kind, rbac }) => [
      `${id} ${kind}`,
      rbac.map(({ resource, verbs }) => `${verbs.join()} ${resource}`),
    ]),
  );
  expect(needs).toEqual({
    'pause Rollout': ['patch rollouts'],
    'continue Rollout': ['patch rollouts', 'patch rollouts/status'],
    'promote-fully Rollout': ['patch rollouts/status'],
    'abort Rollout': ['patch rollouts/status'],
    'retry Rollout': ['patch rollouts/status'],
    'redeploy Rollout': ['patch rollouts'],
    'terminate AnalysisRun': ['patch analysisruns'],
    'terminate Experiment': ['patch experiments'],
  });
});
