import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ActionContext,
  ActionId,
  ActionPlan,
} from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { clusterApiAdapter } from '.';

const REQUESTED_AT = '2026-05-12T10:00:00.250Z';
const ARGO = { 'argocd.argoproj.io/instance': 'clusters' };

type Json = Record<string, any>;

function fixture(name: string): Json {
  return parse(
    readFileSync(join(__dirname, '__fixtures__', `${name}.yaml`), 'utf8'),
  );
}

/** A copy of an object in which one place holds something else. */
function withValue(object: Json, path: string, value: unknown): Json {
  const [key, ...rest] = path.split('.');
  return {
    ...object,
    [key]: rest.length
      ? withValue(object[key] ?? {}, rest.join('.'), value)
      : value,
  };
}

function withCondition(object: Json, condition: Json, at = 'status'): Json {
  const list: Json[] = at
    .split('.')
    .reduce((inner, key) => inner[key], object).conditions;
  return withValue(object, `${at}.conditions`, [
    ...list.filter(({ type }) => type !== condition.type),
    condition,
  ]);
}

function contextOf(object: Json): ActionContext {
  const [group, version] = object.apiVersion.split('/');
  return {
    target: {
      group,
      version,
      plural: `${object.kind.toLowerCase()}s`,
      kind: object.kind,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    },
    requestedAt: REQUESTED_AT,
    requestedBy: 'user:default/ada',
  };
}

function actionOf(id: ActionId, kind: string) {
  const action = clusterApiAdapter.actions?.find(
    candidate => candidate.id === id && candidate.kind === kind,
  );
  if (!action) throw new Error(`no action '${id}' for '${kind}'`);
  return action;
}

function planOf(id: ActionId, object: Json, parameters: unknown = {}) {
  return actionOf(id, object.kind).plan(object, parameters, contextOf(object));
}

function planned(id: ActionId, object: Json, parameters?: unknown): ActionPlan {
  const plan = planOf(id, object, parameters);
  if ('refused' in plan) throw new Error(plan.refused);
  return plan;
}

function progressOf(id: ActionId, plan: ActionPlan, object: Json) {
  return actionOf(id, object.kind).progress(object, plan, contextOf(object));
}

it('is what Cluster API can be told, each with a patch of one kind', () => {
  expect(
    clusterApiAdapter.actions?.map(({ id, kind, rbac }) => [id, kind, rbac]),
  ).toEqual(
    [
      ['set-version', 'Cluster', 'cluster.x-k8s.io', 'clusters'],
      ['pause', 'Cluster', 'cluster.x-k8s.io', 'clusters'],
      ['continue', 'Cluster', 'cluster.x-k8s.io', 'clusters'],
      [
        'redeploy',
        'MachineDeployment',
        'cluster.x-k8s.io',
        'machinedeployments',
      ],
      [
        'redeploy',
        'KubeadmControlPlane',
        'controlplane.cluster.x-k8s.io',
        'kubeadmcontrolplanes',
      ],
    ].map(([id, kind, group, resource]) => [
      id,
      kind,
      [{ group, resource, verbs: ['patch'] }],
    ]),
  );
});

describe('set-version', () => {
  const cluster = fixture('cluster-healthy');

  it.each(['v1.35.1', '1.35.1'])('sets %s at the version read', version => {
    expect(planned('set-version', cluster, { version })).toEqual({
      effect:
        "Cluster 'prod-euw1-c' goes from v1.34.4 to v1.35.1: all its machines are replaced, control plane first. It cannot go back.",
      patches: [
        {
          target: contextOf(cluster).target,
          contentType: 'application/merge-patch+json',
          body: {
            metadata: { resourceVersion: '88210' },
            spec: { topology: { version: 'v1.35.1' } },
          },
        },
      ],
    });
  });

  it('says what takes it back', () => {
    const plan = planned(
      'set-version',
      withValue(cluster, 'metadata.labels', ARGO),
      { version: 'v1.34.5' },
    );
    expect(plan.revertedBy).toBe(
      "Argo CD's Application 'clusters', at its next run, if its source states spec.topology.version",
    );
  });

  it.each([
    ['a version that it has', cluster, 'v1.34.4', 'set to v1.34.4 already'],
    ['an older patch', cluster, 'v1.34.1', 'cannot go back'],
    ['an older minor', cluster, 'v1.33.9', 'cannot go back'],
    ['a minor after the next', cluster, 'v1.36.0', 'Go to v1.35 first'],
    ['another major', cluster, 'v2.0.0', 'major versions differ'],
    ['what is no version', cluster, 'latest', 'a whole version'],
    ['half a version', cluster, 'v1.35', 'a whole version'],
    [
      'a cluster without a topology',
      fixture('cluster-gate-closed'),
      'v1.35.1',
      "Set 'spec.version' of KubeadmControlPlane 'prod-euw1-c-hk2vd' first",
    ],
    [
      'a paused cluster',
      fixture('cluster-paused'),
      'v1.35.1',
      'Continue it first',
    ],
    [
      'a cluster on its way out',
      fixture('cluster-deleting'),
      'v1.35.1',
      'being deleted',
    ],
    [
      'the next minor during an upgrade',
      fixture('cluster-upgrading'),
      'v1.36.0',
      'The upgrade to v1.35.1 is not finished',
    ],
    [
      'a present version that is none',
      withValue(cluster, 'spec.topology.version', 'newest'),
      'v1.35.1',
      'cannot be told',
    ],
  ])('refuses %s', (_, object, version, words) => {
    expect(planOf('set-version', object, { version })).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('lets a patch of the same minor into an upgrade', () => {
    expect(
      planned('set-version', fixture('cluster-upgrading'), {
        version: 'v1.35.2',
      }).patches,
    ).toHaveLength(1);
  });

  describe('progress', () => {
    const plan = planned('set-version', cluster, { version: 'v1.35.1' });
    const patched = withValue(
      withValue(cluster, 'spec.topology.version', 'v1.35.1'),
      'metadata.generation',
      7,
    );
    const observed = withValue(patched, 'status.observedGeneration', 7);
    const upgrading = fixture('cluster-upgrading');
    const counted = (object: Json) =>
      withValue(
        withValue(object, 'status.controlPlane.versions', [
          { version: 'v1.35.1', replicas: 3 },
        ]),
        'status.workers.versions',
        [{ version: 'v1.35.1', replicas: 5 }],
      );
    const failing = fixture('cluster-topology-failing').status.conditions.find(
      ({ type }: Json) => type === 'TopologyReconciled',
    );
    it.each([
      ['the patch has not arrived', cluster, 'pending', 'v1.34.4'],
      ['nobody has looked', patched, 'accepted', 'not observed yet'],
      ['no machine has it', observed, 'accepted', undefined],
      ['machines are replaced', upgrading, 'accepted', 'ClusterUpgrading'],
      ['all machines have it', counted(observed), 'seen', undefined],
      [
        'the last are rolled out',
        withCondition(counted(observed), {
          type: 'RollingOut',
          status: 'True',
        }),
        'accepted',
        'machines are being replaced',
      ],
      [
        'the topology fails',
        withCondition(observed, failing),
        'failed',
        'ReconcileFailed',
      ],
    ])('%s', (_, object, state, words = '') => {
      const progress = progressOf('set-version', plan, object);
      expect(progress.state).toBe(state);
      expect(progress.message ?? '').toContain(words);
    });

    it('goes by the time where nobody counts versions', () => {
      const old = withValue(
        fixture('cluster-v1beta1'),
        'spec.topology.version',
        'v1.32.0',
      );
      const oldPlan = planned('set-version', fixture('cluster-v1beta1'), {
        version: 'v1.32.0',
      });
      const since = (lastTransitionTime: string) =>
        withCondition(old, {
          type: 'TopologyReconciled',
          status: 'True',
          lastTransitionTime,
        });
      expect(
        progressOf('set-version', oldPlan, since('2026-05-04T09:12:40Z')).state,
      ).toBe('accepted');
      expect(
        progressOf('set-version', oldPlan, since('2026-05-12T11:00:00Z')).state,
      ).toBe('seen');
    });
  });
});

describe('pause and continue', () => {
  const cluster = fixture('cluster-healthy');
  const paused = fixture('cluster-paused');

  it('sets and clears the field at the version read', () => {
    expect(planned('pause', cluster).patches[0].body).toEqual({
      metadata: { resourceVersion: '88210' },
      spec: { paused: true },
    });
    expect(planned('continue', paused).patches[0].body).toEqual({
      metadata: { resourceVersion: '88210' },
      spec: { paused: false },
    });
  });

  it.each([
    ['pause', paused, 'paused already'],
    ['pause', fixture('cluster-deleting'), 'half deleted'],
    ['continue', cluster, 'not paused'],
    [
      'continue',
      withValue(paused, 'metadata.annotations', {
        'cluster.x-k8s.io/paused': '',
      }),
      'Remove it there',
    ],
  ] as const)('refuses to %s (%#)', (id, object, words) => {
    expect(planOf(id, object)).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('is seen when the controller says so', () => {
    const plan = planned('pause', cluster);
    const set = withValue(cluster, 'spec.paused', true);
    expect(progressOf('pause', plan, cluster).state).toBe('pending');
    expect(progressOf('pause', plan, set).state).toBe('accepted');
    expect(progressOf('pause', plan, paused).state).toBe('seen');
    const back = planned('continue', paused);
    const cleared = withValue(paused, 'spec.paused', false);
    expect(progressOf('continue', back, paused).state).toBe('pending');
    expect(progressOf('continue', back, cleared).state).toBe('accepted');
    expect(progressOf('continue', back, cluster).state).toBe('seen');
  });

  it('is seen by the field where older controllers say no more', () => {
    const old = fixture('cluster-v1beta1');
    const plan = planned('pause', old);
    expect(
      progressOf('pause', plan, withValue(old, 'spec.paused', true)).state,
    ).toBe('seen');
  });
});

describe.each(['machinedeployment', 'kubeadmcontrolplane'])(
  'redeploy of a %s',
  name => {
    const object = fixture(`${name}-healthy`);
    const old = fixture(`${name}-v1beta1`);

    it('sets the time of the request, in either version', () => {
      expect(planned('redeploy', object).patches).toEqual([
        {
          target: contextOf(object).target,
          contentType: 'application/merge-patch+json',
          body: {
            metadata: { resourceVersion: '88210' },
            spec: { rollout: { after: '2026-05-12T10:00:00Z' } },
          },
        },
      ]);
      expect(planned('redeploy', old).patches[0].body).toMatchObject({
        spec: { rolloutAfter: '2026-05-12T10:00:00Z' },
      });
    });

    it('names who may take it back', () => {
      expect(planned('redeploy', object).revertedBy).toBeUndefined();
      expect(
        planned(
          'redeploy',
          withValue(object, 'spec.rollout.after', '2026-01-01T00:00:00Z'),
        ).revertedBy,
      ).toContain('topology');
      expect(
        planned('redeploy', withValue(object, 'metadata.labels', ARGO))
          .revertedBy,
      ).toContain('Argo CD');
    });

    it.each([
      [
        'being deleted',
        withValue(object, 'metadata.deletionTimestamp', '2026-05-01T00:00:00Z'),
      ],
      ['Continue it first', fixture(`${name}-paused`)],
      ['scaled to zero', withValue(object, 'spec.replicas', 0)],
      ['OnDelete', withValue(object, 'spec.rollout.strategy.type', 'OnDelete')],
      ['OnDelete', withValue(old, 'spec.strategy', { type: 'OnDelete' })],
    ])('refuses what is or would be %s', (words, refused) => {
      expect(planOf('redeploy', refused)).toEqual({
        refused: expect.stringContaining(words),
      });
    });

    it('is seen when all machines are replaced and well', () => {
      const plan = planned('redeploy', object);
      const patched = withValue(
        withValue(object, 'spec.rollout.after', '2026-05-12T10:00:00Z'),
        'metadata.generation',
        object.metadata.generation + 1,
      );
      const observed = withValue(
        patched,
        'status.observedGeneration',
        patched.metadata.generation,
      );
      expect(progressOf('redeploy', plan, object).state).toBe('pending');
      expect(progressOf('redeploy', plan, patched)).toEqual({
        state: 'accepted',
        message: 'not observed yet',
      });
      expect(
        progressOf(
          'redeploy',
          plan,
          withValue(observed, 'status.upToDateReplicas', 1),
        ).state,
      ).toBe('accepted');
      expect(progressOf('redeploy', plan, observed).state).toBe('seen');
      expect(
        progressOf(
          'redeploy',
          plan,
          withValue(observed, 'status.deprecated', {
            v1beta1: { failureReason: 'CreateError' },
          }),
        ),
      ).toEqual({ state: 'failed', message: 'CreateError' });
    });
  },
);
