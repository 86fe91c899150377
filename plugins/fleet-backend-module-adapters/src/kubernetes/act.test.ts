import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ActionContext,
  ActionId,
  ActionPlan,
} from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { kubernetesAdapter } from '.';

const REQUESTED_AT = '2026-03-06T10:00:00Z';

type Json = Record<string, any>;

function fixture(name: string): Json {
  return parse(
    readFileSync(join(__dirname, '__fixtures__', `${name}.yaml`), 'utf8'),
  );
}

function actionOf(id: ActionId, kind: string) {
  const watch = kubernetesAdapter.watches.find(entry => entry.kind === kind);
  const action = kubernetesAdapter.actions?.find(
    entry => entry.id === id && entry.kind === kind,
  );
  if (!watch || !action) throw new Error(`There is no '${id}' of '${kind}'.`);
  return {
    action,
    contextFor: ({ metadata }: Json): ActionContext => ({
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
    }),
  };
}

function plan(id: ActionId, object: Json): ActionPlan | { refused: string } {
  const { action, contextFor } = actionOf(id, object.kind);
  return action.plan(object, {}, contextFor(object));
}

function progress(id: ActionId, object: Json) {
  const { action, contextFor } = actionOf(id, object.kind);
  return action.progress(
    object,
    { patches: [], effect: '' },
    contextFor(object),
  );
}

/** With the annotation of a restart, as the patch leaves it. */
function restarted(object: Json, at = REQUESTED_AT): Json {
  const { template } = object.spec;
  return {
    ...object,
    spec: {
      ...object.spec,
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          annotations: { 'kubectl.kubernetes.io/restartedAt': at },
        },
      },
    },
  };
}

describe('redeploy', () => {
  it.each([
    ['deployment-healthy', 'deployments'],
    ['statefulset-healthy', 'statefulsets'],
    ['daemonset-healthy', 'daemonsets'],
  ])(
    'annotates the template of %s at the version that was read',
    (name, plural) => {
      const object = fixture(name);
      expect(plan('redeploy', object)).toEqual({
        effect: expect.stringContaining(`'${object.metadata.name}'`),
        patches: [
          {
            target: expect.objectContaining({
              group: 'apps',
              plural,
              name: object.metadata.name,
            }),
            contentType: 'application/merge-patch+json',
            body: {
              metadata: { resourceVersion: object.metadata.resourceVersion },
              spec: {
                template: {
                  metadata: {
                    annotations: {
                      'kubectl.kubernetes.io/restartedAt': REQUESTED_AT,
                    },
                  },
                },
              },
            },
          },
        ],
      });
    },
  );

  it.each([
    ['deployment-paused', 'Continue it first'],
    ['deployment-scaled-to-zero', 'no pods to replace'],
    ['deployment-deleting', 'being deleted'],
    ['statefulset-on-delete', 'Delete the pods instead'],
    ['daemonset-on-delete', 'Delete the pods instead'],
  ])('is refused for %s', (name, words) => {
    expect(plan('redeploy', fixture(name))).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('is refused where the partition holds all pods back', () => {
    const object = fixture('statefulset-partitioned');
    object.spec.updateStrategy.rollingUpdate.partition = 3;
    expect(plan('redeploy', object)).toEqual({
      refused: expect.stringContaining('partition of 3'),
    });
    object.spec.updateStrategy.rollingUpdate.partition = 2;
    expect(plan('redeploy', object)).toHaveProperty('patches');
  });

  it.each([
    ['deployment-healthy', 'seen'],
    ['deployment-stale-generation', 'accepted'],
    ['deployment-progressing', 'accepted'],
    ['deployment-deadline-exceeded', 'failed'],
    ['statefulset-progressing', 'accepted'],
    ['statefulset-healthy', 'seen'],
    ['daemonset-progressing', 'accepted'],
    ['daemonset-healthy', 'seen'],
  ])('of %s is %s once it was asked for', (name, state) => {
    const object = fixture(name);
    expect(progress('redeploy', object)).toEqual({ state: 'pending' });
    expect(
      progress('redeploy', restarted(object, '2026-03-06T09:59:59Z')),
    ).toEqual({ state: 'pending' });
    expect(progress('redeploy', restarted(object))).toMatchObject({ state });
    expect(
      progress('redeploy', restarted(object, '2026-03-06T10:05:00Z')),
    ).toMatchObject({ state });
  });
});

describe('pause and continue', () => {
  it('change one field', () => {
    expect(plan('pause', fixture('deployment-progressing'))).toMatchObject({
      patches: [{ body: { spec: { paused: true } } }],
    });
    expect(plan('continue', fixture('deployment-paused'))).toMatchObject({
      patches: [{ body: { spec: { paused: false } } }],
    });
  });

  it('say what may take the change back', () => {
    expect(plan('pause', fixture('deployment-healthy'))).toMatchObject({
      revertedBy:
        "Argo CD's Application 'cart', at its next run, if its source states spec.paused",
    });
    const own = fixture('deployment-healthy');
    own.metadata.annotations = {};
    expect(plan('pause', own)).not.toHaveProperty('revertedBy');
  });

  it.each([
    ['pause', 'deployment-paused', 'paused already'],
    ['pause', 'deployment-deleting', 'being deleted'],
    ['continue', 'deployment-healthy', 'not paused'],
  ] as const)('%s is refused for %s', (id, name, words) => {
    expect(plan(id, fixture(name))).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('are seen once the generation is observed', () => {
    const paused = fixture('deployment-paused');
    expect(progress('pause', paused)).toEqual({ state: 'seen' });
    expect(progress('continue', paused)).toEqual({ state: 'pending' });
    paused.metadata.generation += 1;
    expect(progress('pause', paused)).toMatchObject({ state: 'accepted' });
    expect(progress('pause', fixture('deployment-healthy'))).toEqual({
      state: 'pending',
    });
    expect(progress('continue', fixture('deployment-healthy'))).toEqual({
      state: 'seen',
    });
  });
});

describe('suspend and resume', () => {
  it('change one field and say what goes on', () => {
    expect(plan('suspend', fixture('cronjob-running'))).toMatchObject({
      effect: expect.stringContaining('The run that is active goes on.'),
      revertedBy: expect.stringContaining("Flux's Kustomization 'ledger'"),
      patches: [
        {
          target: { group: 'batch', plural: 'cronjobs' },
          body: {
            metadata: { resourceVersion: '418277' },
            spec: { suspend: true },
          },
        },
      ],
    });
    expect(plan('resume', fixture('cronjob-suspended'))).toMatchObject({
      effect: expect.stringContaining('in the last 600 seconds begins at once'),
      patches: [{ body: { spec: { suspend: false } } }],
    });
  });

  it.each([
    ['suspend', 'cronjob-suspended', 'suspended already'],
    ['resume', 'cronjob-healthy', 'not suspended'],
    ['suspend', 'cronjob-deleting', 'being deleted'],
  ] as const)('%s is refused for %s', (id, name, words) => {
    expect(plan(id, fixture(name))).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('are seen in the field itself', () => {
    const suspended = fixture('cronjob-suspended');
    expect(progress('suspend', suspended)).toEqual({ state: 'seen' });
    expect(progress('resume', suspended)).toEqual({ state: 'pending' });
    expect(progress('resume', fixture('cronjob-healthy'))).toEqual({
      state: 'seen',
    });
  });
});

it('asks for nothing but to patch the kinds that it changes', () => {
  expect(
    kubernetesAdapter.actions?.map(({ id, kind, rbac }) => [id, kind, rbac]),
  ).toEqual(
    [
      ['redeploy', 'Deployment', 'apps', 'deployments'],
      ['pause', 'Deployment', 'apps', 'deployments'],
      ['continue', 'Deployment', 'apps', 'deployments'],
      ['redeploy', 'StatefulSet', 'apps', 'statefulsets'],
      ['redeploy', 'DaemonSet', 'apps', 'daemonsets'],
      ['suspend', 'CronJob', 'batch', 'cronjobs'],
      ['resume', 'CronJob', 'batch', 'cronjobs'],
    ].map(([id, kind, group, resource]) => [
      id,
      kind,
      [{ group, resource, verbs: ['patch'] }],
    ]),
  );
});
