import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ActionContext,
  ActionPlan,
} from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { openClusterManagementActions } from './act';

const [taint, untaint] = openClusterManagementActions;

const context: ActionContext = {
  target: {
    group: 'cluster.open-cluster-management.io',
    version: 'v1',
    plural: 'managedclusters',
    kind: 'ManagedCluster',
    name: 'prod-euw1-a',
  },
  requestedAt: '2026-03-04T12:00:00Z',
  requestedBy: 'user:default/ada',
};

function fixture(scenario: string) {
  return parse(
    readFileSync(
      join(__dirname, '__fixtures__', `managedcluster-${scenario}.yaml`),
      'utf8',
    ),
  );
}

function withTaints(taints: unknown) {
  const object = fixture('healthy');
  return { ...object, spec: { ...object.spec, taints } };
}

function planned(plan: ActionPlan | { refused: string }): ActionPlan {
  if ('refused' in plan) throw new Error(plan.refused);
  return plan;
}

const MAINTENANCE = {
  key: 'example.com/maintenance',
  value: 'kernel',
  effect: 'NoSelectIfNew',
  timeAdded: '2026-03-03T20:00:00Z',
};

describe('taint', () => {
  it('adds one taint and keeps all others as they are', () => {
    const object = withTaints([{ ...MAINTENANCE, unknownField: 1 }]);
    const plan = taint.plan(
      object,
      { key: 'example.com/drain', value: 'upgrade' },
      context,
    );
    expect(plan).toEqual({
      patches: [
        {
          target: context.target,
          contentType: 'application/merge-patch+json',
          body: {
            metadata: { resourceVersion: object.metadata.resourceVersion },
            spec: {
              taints: [
                { ...MAINTENANCE, unknownField: 1 },
                {
                  key: 'example.com/drain',
                  value: 'upgrade',
                  effect: 'NoSelect',
                },
              ],
            },
          },
        },
      ],
      effect: expect.stringContaining("'example.com/drain' (NoSelect)"),
    });
    expect(object.metadata.resourceVersion).toMatch(/^\d+$/);
  });

  it('replaces the value of a taint of the same key and effect', () => {
    const plan = planned(
      taint.plan(
        fixture('healthy'),
        { key: MAINTENANCE.key, effect: 'NoSelectIfNew', value: 'disks' },
        context,
      ),
    );
    expect(plan.patches[0].body).toMatchObject({
      spec: {
        taints: [
          { key: MAINTENANCE.key, value: 'disks', effect: 'NoSelectIfNew' },
        ],
      },
    });
  });

  it.each([
    [
      'healthy',
      { key: MAINTENANCE.key, value: 'kernel', effect: 'NoSelectIfNew' },
      'already',
    ],
    ['deleting', { key: 'example.com/drain' }, 'being removed from the hub'],
    [
      'unreachable',
      { key: 'cluster.open-cluster-management.io/unreachable' },
      'The hub sets and removes',
    ],
    ['healthy', { key: 'no key' }, 'The parameters do not fit: key'],
    [
      'healthy',
      { key: 'a', effect: 'NoExecute' },
      'The parameters do not fit: effect',
    ],
    ['healthy', { key: 'a', force: true }, 'The parameters do not fit'],
  ])('refuses for %s with %j', (scenario, parameters, reason) => {
    expect(taint.plan(fixture(scenario), parameters, context)).toEqual({
      refused: expect.stringContaining(reason),
    });
  });

  it('refuses a list with an entry that it cannot read, rather than losing it', () => {
    expect(
      taint.plan(
        withTaints([{ key: 'a' }]),
        { key: 'example.com/drain' },
        context,
      ),
    ).toEqual({ refused: expect.stringContaining('spec.taints.0.effect') });
  });

  it('says who takes it back', () => {
    const object = fixture('healthy');
    object.metadata.annotations = {
      'argocd.argoproj.io/tracking-id':
        'fleet:cluster.open-cluster-management.io/ManagedCluster:/prod-euw1-a',
    };
    const plan = taint.plan(object, { key: 'example.com/drain' }, context);
    expect(plan).toMatchObject({ revertedBy: 'Argo CD Application fleet' });
  });

  it('is accepted once it stands there, and seen once the hub has stamped it', () => {
    const plan = planned(
      taint.plan(fixture('healthy'), { key: 'example.com/drain' }, context),
    );
    const drain = { key: 'example.com/drain', effect: 'NoSelect' };
    const state = (taints: unknown) =>
      taint.progress(withTaints(taints), plan, context).state;
    expect(state([MAINTENANCE])).toBe('pending');
    expect(state([MAINTENANCE, { ...drain, value: 'other' }])).toBe('pending');
    expect(state([MAINTENANCE, drain])).toBe('accepted');
    expect(
      state([{ ...drain, timeAdded: '2026-03-04T12:00:01Z' }, MAINTENANCE]),
    ).toBe('seen');
  });
});

describe('untaint', () => {
  const drain = { key: 'example.com/drain', effect: 'NoSelect' };
  const path = '/spec/taints';

  it('removes the taints of one key, whatever their effect', () => {
    const gentle = { ...drain, effect: 'PreferNoSelect' };
    const object = withTaints([drain, MAINTENANCE, gentle]);
    const plan = planned(untaint.plan(object, { key: drain.key }, context));
    expect(plan.patches).toEqual([
      {
        target: context.target,
        contentType: 'application/json-patch+json',
        body: [
          {
            op: 'replace',
            path: '/metadata/resourceVersion',
            value: object.metadata.resourceVersion,
          },
          { op: 'add', path, value: [drain, MAINTENANCE, gentle] },
          { op: 'replace', path, value: [MAINTENANCE] },
        ],
      },
    ]);
  });

  it('removes the taint of one effect where it is told so', () => {
    const gentle = { ...drain, effect: 'PreferNoSelect' };
    const plan = planned(
      untaint.plan(
        withTaints([gentle, drain]),
        { key: drain.key, effect: 'NoSelect' },
        context,
      ),
    );
    expect(plan.patches[0].body).toEqual([
      expect.objectContaining({ op: 'replace' }),
      { op: 'add', path, value: [gentle, drain] },
      { op: 'replace', path, value: [gentle] },
    ]);
  });

  it('refuses what is not there, and says what is', () => {
    expect(
      untaint.plan(fixture('healthy'), { key: drain.key }, context),
    ).toEqual({
      refused:
        "The cluster has no taint 'example.com/drain'. It has: example.com/maintenance.",
    });
    expect(
      untaint.plan(
        fixture('unreachable'),
        { key: 'cluster.open-cluster-management.io/unreachable' },
        context,
      ),
    ).toEqual({ refused: expect.stringContaining('The hub sets and removes') });
  });

  it('is seen once it is gone, whatever came since', () => {
    const old = { ...drain, timeAdded: '2026-03-01T00:00:00Z' };
    const plan = planned(
      untaint.plan(withTaints([old, MAINTENANCE]), { key: old.key }, context),
    );
    const state = (taints: unknown) =>
      untaint.progress(withTaints(taints), plan, context).state;
    expect(state([old, MAINTENANCE])).toBe('pending');
    expect(state([MAINTENANCE])).toBe('seen');
    expect(state([])).toBe('seen');
    expect(state(null)).toBe('seen');
    expect(
      state([
        MAINTENANCE,
        {
          key: 'cluster.open-cluster-management.io/unreachable',
          effect: 'NoSelect',
          timeAdded: '2026-03-04T12:00:30Z',
        },
      ]),
    ).toBe('seen');
    expect(state([{ ...old, timeAdded: '2026-03-04T12:00:30Z' }])).toBe('seen');
  });
});

it('needs to read and patch ManagedClusters, and describes itself', () => {
  for (const action of openClusterManagementActions) {
    expect(action.rbac).toEqual([
      {
        group: 'cluster.open-cluster-management.io',
        resource: 'managedclusters',
        verbs: ['get', 'patch'],
      },
    ]);
    expect(action.parameters).toMatchObject({
      type: 'object',
      required: ['key'],
      additionalProperties: false,
    });
    expect(action.title).not.toBe('');
    expect(action.description).toContain('spec.taints');
  }
});
