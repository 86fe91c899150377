import type { ActionId } from '@fleetview/backstage-plugin-fleet-node';
import {
  actionOf,
  fixtureOf,
  type ObjectOfTest,
  problemsOfActions,
  REQUESTED_AT,
} from '../__testUtils__/actions';
import { fluxAdapter } from '.';
import { fluxActions } from './act';

const fixture = (name: string, changes?: Parameters<typeof fixtureOf>[2]) =>
  fixtureOf('flux', name, changes);
const of = (kind: string, id: ActionId) => actionOf(fluxAdapter, kind, id);

const ANSWER = { lastHandledReconcileAt: REQUESTED_AT };

function later(object: ObjectOfTest, status: object, spec: object = {}) {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: '999999' },
    spec: { ...object.spec, ...spec },
    status: { ...object.status, ...status },
  } as ObjectOfTest;
}

it('describes its actions', () => {
  expect(problemsOfActions(fluxActions)).toEqual([]);
  const kinds = new Map<string, string[]>();
  for (const { kind, id } of fluxActions) {
    kinds.set(kind, [...(kinds.get(kind) ?? []), id].sort());
  }
  const source = ['refresh', 'resume', 'suspend'];
  expect(Object.fromEntries(kinds)).toEqual({
    GitRepository: source,
    OCIRepository: source,
    HelmRepository: source,
    Bucket: source,
    HelmChart: source,
    Kustomization: ['refresh', 'resume', 'suspend', 'sync'],
    HelmRelease: ['redeploy', 'refresh', 'resume', 'retry', 'suspend', 'sync'],
  });
});

describe.each([
  ['GitRepository', 'gitrepository-healthy', 'gitrepositories'],
  ['OCIRepository', 'ocirepository-healthy', 'ocirepositories'],
  ['HelmRepository', 'helmrepository-healthy', 'helmrepositories'],
  ['Bucket', 'bucket-healthy', 'buckets'],
  ['HelmChart', 'helmchart-healthy', 'helmcharts'],
  ['Kustomization', 'kustomization-healthy', 'kustomizations'],
  ['HelmRelease', 'helmrelease-healthy', 'helmreleases'],
])('%s', (kind, healthy, plural) => {
  it('is asked for a run by annotation', () => {
    const object = fixture(healthy);
    expect(of(kind, 'refresh').planned(object).patches).toEqual([
      {
        target: expect.objectContaining({
          kind,
          plural,
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        }),
        contentType: 'application/merge-patch+json',
        body: {
          metadata: {
            resourceVersion: object.metadata.resourceVersion,
            annotations: { 'reconcile.fluxcd.io/requestedAt': REQUESTED_AT },
          },
        },
      },
    ]);
  });

  it('does nothing while it is suspended or goes', () => {
    expect(
      of(kind, 'refresh').plan(fixture(healthy, { spec: { suspend: true } })),
    ).toEqual({ refused: expect.stringContaining('Resume it first') });
    for (const id of ['refresh', 'suspend', 'resume'] as const) {
      expect(
        of(kind, id).plan(
          fixture(healthy, { metadata: { deletionTimestamp: REQUESTED_AT } }),
        ),
      ).toEqual({ refused: 'It is being deleted.' });
    }
  });

  it('is suspended and resumed once', () => {
    const object = fixture(healthy);
    const suspended = fixture(healthy, { spec: { suspend: true } });
    expect(of(kind, 'suspend').planned(object).patches[0].body).toEqual({
      metadata: { resourceVersion: object.metadata.resourceVersion },
      spec: { suspend: true },
    });
    expect(of(kind, 'resume').planned(suspended).patches[0].body).toEqual({
      metadata: { resourceVersion: object.metadata.resourceVersion },
      spec: { suspend: false },
    });
    expect(of(kind, 'suspend').plan(suspended)).toHaveProperty('refused');
    expect(of(kind, 'resume').plan(object)).toHaveProperty('refused');
  });
});

it('says what may set it back', () => {
  expect(
    of('Kustomization', 'suspend').planned(fixture('kustomization-healthy'))
      .revertedBy,
  ).toBe(
    "Flux's Kustomization 'flux-system', at its next run, if its source states spec.suspend",
  );
  // The first Kustomization of a cluster is suspended with what would undo it.
  expect(
    of('Kustomization', 'suspend').planned(fixture('kustomization-of-itself')),
  ).not.toHaveProperty('revertedBy');
});

it('fetches the sources before a delivery, the farthest first', () => {
  const { patches } = of('HelmRelease', 'sync').planned(
    fixture('helmrelease-healthy'),
  );
  expect(patches.map(({ target }) => target)).toEqual([
    {
      group: 'source.toolkit.fluxcd.io',
      version: 'v1',
      plural: 'helmrepositories',
      kind: 'HelmRepository',
      namespace: 'shop',
      name: 'charts',
    },
    expect.objectContaining({ kind: 'HelmChart', name: 'shop-search' }),
    expect.objectContaining({ kind: 'HelmRelease', name: 'search' }),
  ]);
  expect(patches[0].body).toEqual({
    metadata: {
      annotations: { 'reconcile.fluxcd.io/requestedAt': REQUESTED_AT },
    },
  });
  expect(
    of('Kustomization', 'sync')
      .planned(fixture('kustomization-from-oci'))
      .patches.map(({ target }) => `${target.kind} ${target.namespace}`),
  ).toEqual(['OCIRepository sources', 'Kustomization shop']);
});

it('does not patch what it does not know', () => {
  const object = fixture('kustomization-healthy', {
    spec: { sourceRef: { kind: 'constructor', name: 'x' } },
  });
  expect(of('Kustomization', 'sync').planned(object).patches).toHaveLength(1);
});

it.each([
  ['redeploy', 'forceAt', 'lastHandledForceAt'],
  ['retry', 'resetAt', 'lastHandledResetAt'],
] as const)('%ss a HelmRelease', (id, annotation, handled) => {
  const object = fixture('helmrelease-healthy');
  const { planned, progress, plan } = of('HelmRelease', id);
  const asked = planned(object);
  expect(Object(asked.patches[0].body).metadata.annotations).toEqual({
    'reconcile.fluxcd.io/requestedAt': REQUESTED_AT,
    [`reconcile.fluxcd.io/${annotation}`]: REQUESTED_AT,
  });
  // A run alone is not what was asked for.
  expect(progress(later(object, ANSWER), asked).state).toBe('pending');
  expect(
    progress(later(object, { ...ANSWER, [handled]: REQUESTED_AT }), asked)
      .state,
  ).toBe('seen');
  expect(plan(fixture('helmrelease-v2beta1'))).toEqual({
    refused: expect.stringContaining('Flux 2.2'),
  });
});

it('refreshes no address of OCI charts', () => {
  expect(
    of('HelmRepository', 'refresh').plan(fixture('helmrepository-oci')),
  ).toEqual({ refused: expect.stringContaining('only lends an address') });
});

describe('progress of a run', () => {
  it.each([
    ['kustomization-healthy', 'seen'],
    ['kustomization-progressing', 'accepted'],
    ['kustomization-stale-generation', 'accepted'],
    ['kustomization-waiting', 'accepted'],
    ['kustomization-failing', 'failed'],
    ['kustomization-no-status', 'accepted'],
  ])('of %s, once Flux has answered: %s', (name, state) => {
    const { planned, progress } = of('Kustomization', 'refresh');
    const before = fixture(name);
    const plan = planned(before);
    expect(progress(before, plan).state).toBe('pending');
    expect(progress(later(before, ANSWER), plan).state).toBe(state);
  });

  it('has failed where nothing will move any more', () => {
    const { planned, progress } = of('HelmRelease', 'refresh');
    const before = fixture('helmrelease-retries-exceeded');
    expect(progress(later(before, ANSWER), planned(before))).toEqual({
      state: 'failed',
      message: expect.stringContaining('RetriesExceeded'),
    });
  });

  it('tells of another request', () => {
    const { planned, progress } = of('Kustomization', 'refresh');
    const before = fixture('kustomization-healthy');
    const after = fixture('kustomization-healthy', {
      metadata: {
        annotations: { 'reconcile.fluxcd.io/requestedAt': 'another' },
      },
    });
    expect(progress(after, planned(before))).toEqual({
      state: 'pending',
      message: expect.stringContaining('another'),
    });
  });
});

describe('progress of suspending', () => {
  it('is seen when it is set, and failed when it was set back', () => {
    const before = fixture('kustomization-healthy');
    const { planned, progress } = of('Kustomization', 'suspend');
    const plan = planned(before);
    expect(progress(before, plan).state).toBe('pending');
    expect(progress(later(before, {}, { suspend: true }), plan).state).toBe(
      'seen',
    );
    expect(progress(later(before, {}), plan).state).toBe('failed');
  });

  it('is resumed when it was reconciled again', () => {
    const before = fixture('kustomization-healthy', {
      metadata: { generation: 3 },
      spec: { suspend: true },
    });
    const { planned, progress } = of('Kustomization', 'resume');
    const plan = planned(before);
    expect(progress(before, plan).state).toBe('pending');
    expect(progress(later(before, {}, { suspend: false }), plan).state).toBe(
      'accepted',
    );
    expect(
      progress(
        later(before, { observedGeneration: 3 }, { suspend: false }),
        plan,
      ).state,
    ).toBe('seen');
  });
});
