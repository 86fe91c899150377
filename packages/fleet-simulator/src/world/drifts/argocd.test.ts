import { DriftWorld } from '../../testing/DriftWorld';
import type { Application } from '../kinds';

// A world for each test, which a busy machine takes its time for.
jest.setTimeout(60_000);

let world: DriftWorld;

beforeEach(async () => {
  world = await DriftWorld.create();
});

/** The sync state of each resource of an Application that is not in sync. */
const outOfSync = (cluster: string, name: string) =>
  (world.application(cluster, name).status?.resources ?? [])
    .filter(({ status }) => status !== 'Synced')
    .map(({ kind, name: object, status, requiresPruning }) =>
      [kind, object, status, requiresPruning && 'requiresPruning']
        .filter(Boolean)
        .join(' '),
    );

const change = (
  cluster: string,
  name: string,
  edit: (draft: Application) => void,
) =>
  world.store('hub-argocd').update<Application>(
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: `${name}-${cluster}`,
    },
    edit,
  );

describe('an image that somebody edits', () => {
  const edit = { type: 'edit-image' as const, version: '1.2.0-hotfix.1' };

  it('is out of sync on three clusters at once, and stays so without self-heal', () => {
    const clusters = ['argo-1', 'argo-2', 'argo-3'];
    const reports = world.start({ ...edit, component: 'web', clusters });
    expect(reports.map(({ id }) => id)).toEqual([
      'drift-1-argo-1-1',
      'drift-1-argo-2-1',
      'drift-1-argo-3-1',
    ]);
    expect(reports[0]).toMatchObject({
      entry: 'drift-1',
      kind: 'edit-image',
      component: 'web',
      engine: 'argocd',
      hub: 'hub-argocd',
      resource: {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'web',
        name: 'web',
      },
      paths: ['.spec.template.spec.containers[name="web"].image'],
      desired: 'registry.drift.example/platform/web:1.2.0',
      actual: 'registry.drift.example/platform/web:1.2.0-hotfix.1',
      by: 'kubectl-edit',
      manager: 'kubectl-edit',
      happenedAt: world.now,
      visibleAt: world.now,
    });
    const happenedAt = world.now;
    world.tick(2);
    for (const cluster of clusters) {
      expect(outOfSync(cluster, 'web')).toEqual(['Deployment web OutOfSync']);
      expect(world.application(cluster, 'web').status?.sync.status).toBe(
        'OutOfSync',
      );
      expect(world.imageOwners(cluster, 'web')).toEqual([
        `kubectl-edit Update ${happenedAt}`,
      ]);
    }
    world.minutes(20);
    expect(world.image('argo-2', 'web')).toBe('1.2.0-hotfix.1');
    for (const { seenAt, healedAt } of world.reports()) {
      expect(seenAt && seenAt > happenedAt).toBe(true);
      expect(healedAt).toBeUndefined();
    }
  });

  it('is not taken back by a commit that changes nothing of it', () => {
    world.start({ ...edit, component: 'web', clusters: ['argo-1'] });
    world.tick(2);
    world.start({
      type: 'failed-apply',
      component: 'healed',
      clusters: ['argo-2'],
      version: '2.1.0',
    });
    world.minutes(5);
    expect(outOfSync('argo-1', 'web')).toEqual(['Deployment web OutOfSync']);
  });

  it('is healed alone where Argo CD heals, in seconds, and in longer ones each time', () => {
    world.start({
      ...edit,
      component: 'healed',
      clusters: ['argo-1'],
      repeatSeconds: 1,
    });
    const before = world.application('argo-1', 'healed').status?.history;
    world.until(() => world.image('argo-1', 'healed') === '2.0.0', 5);
    expect(world.report).toMatchObject({
      healedBy: 'argocd-controller',
      healedAt: world.now,
    });
    const { status } = world.application('argo-1', 'healed');
    expect(status?.operationState).toMatchObject({
      phase: 'Succeeded',
      operation: {
        initiatedBy: { automated: true },
        sync: {
          selfHealAttemptsCount: 1,
          resources: [{ group: 'apps', kind: 'Deployment', name: 'healed' }],
        },
      },
      syncResult: { resources: [{ kind: 'Deployment', status: 'Synced' }] },
    });
    expect(status?.history).toEqual(before);
    expect(world.imageOwners('argo-1', 'healed')).toEqual([
      `argocd-controller Apply ${world.report.healedAt}`,
    ]);
    world.minutes(10);
    const gaps = world
      .reports()
      .map(({ happenedAt, healedAt }) =>
        Math.round(
          (Date.parse(healedAt ?? world.now) - Date.parse(happenedAt)) / 1000,
        ),
      );
    // At once, then 2 s, 6 s, 18 s, 54 s, 162 s, 300 s after the one before, and what the ticks add.
    expect(gaps.length).toBeGreaterThanOrEqual(5);
    expect(gaps.length).toBeLessThanOrEqual(8);
    expect(gaps[4]).toBeGreaterThan(gaps[3]);
    expect(gaps[3]).toBeGreaterThan(gaps[2]);
    world.simulator.drifts.end('drift-1');
    world.until(() => world.reports().every(({ healedAt }) => healedAt));
    world.minutes(10);
    expect(outOfSync('argo-1', 'healed')).toEqual([]);
  });

  it('is healed by a sync of that one resource, which leaves the others', () => {
    world.start({ ...edit, component: 'web', clusters: ['argo-1'] });
    world.start({
      type: 'delete-configuration',
      component: 'web',
      clusters: ['argo-1'],
    });
    world.tick(2);
    expect(outOfSync('argo-1', 'web')).toEqual([
      'Deployment web OutOfSync',
      'ConfigMap web-settings OutOfSync',
    ]);
    change('argo-1', 'web', draft => {
      draft.operation = {
        initiatedBy: { username: 'mara' },
        sync: {
          resources: [{ group: '', kind: 'ConfigMap', name: 'web-settings' }],
        },
      };
    });
    world.tick(3);
    expect(outOfSync('argo-1', 'web')).toEqual(['Deployment web OutOfSync']);
    expect(world.reports('drift-2')[0].healedBy).toBe('argocd-controller');
    expect(world.report.healedAt).toBeUndefined();
  });
});

describe('a scale by an autoscaler', () => {
  it('is out of sync, and the field is its own by the scale subresource', () => {
    const [{ happenedAt }] = world.start({
      type: 'autoscale',
      component: 'web',
      clusters: ['argo-1'],
      replicas: 4,
    });
    world.tick(2);
    expect(outOfSync('argo-1', 'web')).toEqual(['Deployment web OutOfSync']);
    expect(world.owners('argo-1', 'web', 'f:spec', 'f:replicas')).toEqual([
      `kube-controller-manager Update scale ${happenedAt}`,
    ]);
    world.minutes(10);
    expect(world.deployment('argo-1', 'web')?.spec.replicas).toBe(4);
  });

  it('comes back within seconds after it is healed', () => {
    world.start({
      type: 'autoscale',
      component: 'healed',
      clusters: ['argo-1'],
      replicas: 4,
    });
    world.until(() => world.reports().length === 2, 20);
    const [first, second] = world.reports();
    expect(first.healedBy).toBe('argocd-controller');
    expect(Date.parse(second.happenedAt)).toBe(
      Date.parse(first.healedAt ?? '') + 15_000,
    );
  });
});

describe('a container that a webhook adds', () => {
  it('belongs to nobody, comes with a write of Argo CD, and is no difference to it', () => {
    world.start({
      type: 'inject-sidecar',
      component: 'web',
      clusters: ['argo-1'],
      version: '1.3.0',
    });
    expect(world.reports()).toEqual([]);
    world.until(() => world.reports().length === 1, 10);
    const names = () =>
      world
        .deployment('argo-1', 'web')
        ?.spec.template.spec.containers.map(({ name }) => name);
    expect(names()).toEqual(['web', 'istio-proxy']);
    expect(world.imageOwners('argo-1', 'web', 'istio-proxy')).toEqual([]);
    // Told by the second in which the engine wrote.
    expect(world.imageOwners('argo-1', 'web')).toEqual([
      `argocd-controller Apply ${world.report.happenedAt}`,
    ]);
    world.minutes(5);
    expect(world.application('argo-1', 'web').status?.sync.status).toBe(
      'Synced',
    );
    expect(names()).toEqual(['web', 'istio-proxy']);
    expect(world.report).not.toHaveProperty('visibleAt');
    expect(world.report).not.toHaveProperty('seenAt');
    expect(world.report).not.toHaveProperty('manager');
  });
});

describe('a ConfigMap that is deleted', () => {
  const deletion = { type: 'delete-configuration' as const };

  it('is out of sync and missing, which makes the Application no less healthy', () => {
    world.start({ ...deletion, component: 'web', clusters: ['argo-1'] });
    world.minutes(5);
    expect(outOfSync('argo-1', 'web')).toEqual([
      'ConfigMap web-settings OutOfSync',
    ]);
    expect(world.application('argo-1', 'web').status?.health.status).toBe(
      'Healthy',
    );
    expect(world.report).toMatchObject({ by: 'kubectl', paths: [] });
    expect(world.report.seenAt).toBeDefined();
    expect(world.report.healedAt).toBeUndefined();
  });

  it('is made anew where Argo CD heals', () => {
    const before = world.configuration('argo-1', 'healed')?.metadata.uid;
    world.start({ ...deletion, component: 'healed', clusters: ['argo-1'] });
    world.tick(3);
    const { metadata } = world.configuration('argo-1', 'healed') ?? {};
    expect(metadata?.uid).not.toBe(before);
    expect(metadata?.managedFields?.map(({ manager }) => manager)).toEqual([
      'argocd-controller',
    ]);
    expect(world.report.healedBy).toBe('argocd-controller');
  });
});

describe('a Deployment that Git has no more', () => {
  const extra = { type: 'extra-deployment' as const };

  it('requires pruning, which a sync without it skips', () => {
    world.start({ ...extra, component: 'web', clusters: ['argo-1'] });
    world.tick(2);
    expect(outOfSync('argo-1', 'web')).toEqual([
      'Deployment web-legacy OutOfSync requiresPruning',
    ]);
    expect(
      world.deployment('argo-1', 'web-legacy')?.metadata.annotations,
    ).toMatchObject({
      'argocd.argoproj.io/tracking-id':
        'web-argo-1:apps/Deployment:web/web-legacy',
    });
    change('argo-1', 'web', draft => {
      draft.operation = { initiatedBy: { username: 'mara' }, sync: {} };
    });
    world.tick(3);
    expect(
      world.application('argo-1', 'web').status?.operationState?.syncResult,
    ).toMatchObject({
      resources: expect.arrayContaining([
        expect.objectContaining({
          name: 'web-legacy',
          status: 'PruneSkipped',
          message: 'ignored (requires pruning)',
        }),
      ]),
    });
    change('argo-1', 'web', draft => {
      draft.operation = {
        initiatedBy: { username: 'mara' },
        sync: { prune: true },
      };
    });
    world.tick(3);
    expect(world.deployment('argo-1', 'web-legacy')).toBeUndefined();
    expect(outOfSync('argo-1', 'web')).toEqual([]);
    expect(world.report.healedBy).toBe('argocd-controller');
  });

  it('is pruned where Argo CD heals', () => {
    world.start({ ...extra, component: 'healed', clusters: ['argo-1'] });
    world.tick(4);
    expect(world.deployment('argo-1', 'healed-legacy')).toBeUndefined();
    expect(world.report.healedBy).toBe('argocd-controller');
  });
});

describe('a version that is refused', () => {
  it('fails the operation, says so as a condition, and is not tried again', () => {
    world.start({
      type: 'failed-apply',
      component: 'web',
      clusters: ['argo-1'],
      version: '1.3.0',
    });
    world.minutes(3);
    const { status } = world.application('argo-1', 'web');
    const revision = status?.sync.revision;
    expect(status?.operationState).toMatchObject({
      phase: 'Failed',
      retryCount: 1,
    });
    expect(status?.operationState?.syncResult?.resources).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'Deployment',
          status: 'SyncFailed',
          hookPhase: 'Failed',
        }),
        expect.objectContaining({ kind: 'Service', status: 'Synced' }),
      ]),
    );
    expect(status?.conditions).toEqual([
      {
        type: 'SyncError',
        message: `Failed last sync attempt to [${revision}]: ${status?.operationState?.message}`,
        lastTransitionTime: expect.any(String),
      },
    ]);
    expect(status?.operationState?.message).toMatch(
      /^one or more objects failed to apply, reason: admission webhook "validate\.kyverno\.svc-fail" denied the request:[^]*\(retried 1 times\)\.$/,
    );
    expect(world.report).toMatchObject({
      by: 'require-signed-images',
      desired: 'registry.drift.example/platform/web:1.3.0',
    });
    expect(world.report.seenAt).toBeDefined();
    world.simulator.drifts.end('drift-1');
    world.minutes(3);
    expect(world.image('argo-1', 'web')).toBe('1.2.0');
    change('argo-1', 'web', draft => {
      draft.operation = { initiatedBy: { username: 'mara' }, sync: {} };
    });
    world.tick(3);
    expect(world.image('argo-1', 'web')).toBe('1.3.0');
    expect(world.report.healedBy).toBe('argocd-controller');
    expect(
      world.application('argo-1', 'web').status?.conditions,
    ).toBeUndefined();
  });
});

it('has happened as long ago as the scenario says, and was seen then', async () => {
  world = await DriftWorld.create([
    {
      type: 'edit-image',
      component: 'web',
      clusters: ['argo-1', 'argo-2'],
      version: '1.2.0-hotfix.1',
      holdsDelivery: true,
      minutesAgo: 90,
    },
    {
      type: 'failed-apply',
      component: 'web',
      clusters: ['argo-3'],
      version: '1.3.0',
      minutesAgo: 30,
    },
  ]);
  const [report] = world.reports();
  expect(report).toMatchObject({
    happenedAt: '2026-06-01T06:30:00Z',
    visibleAt: '2026-06-01T06:30:00Z',
  });
  expect(report.seenAt).toBeDefined();
  expect(world.imageOwners('argo-2', 'web')).toEqual([
    'kubectl-edit Update 2026-06-01T06:30:00Z',
  ]);
  expect(
    world.application('argo-1', 'web').spec.syncPolicy?.automated?.enabled,
  ).toBe(false);
  expect(world.application('argo-3', 'web').status).toMatchObject({
    operationState: { phase: 'Failed', retryCount: 1 },
    conditions: [{ type: 'SyncError' }],
  });
  world.minutes(5);
  expect(world.image('argo-1', 'web')).toBe('1.2.0-hotfix.1');
  expect(world.image('argo-3', 'web')).toBe('1.2.0');
  expect(
    world.simulator.log.since(0).filter(({ verb }) => verb === 'drift'),
  ).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        cluster: 'argo-1',
        time: '2026-06-01T06:30:00.000Z',
        name: 'drift-1-argo-1-1',
        summary: expect.objectContaining({ state: 'happened' }),
      }),
    ]),
  );
});
