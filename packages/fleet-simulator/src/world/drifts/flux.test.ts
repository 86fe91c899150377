import { DriftWorld } from '../../testing/DriftWorld';
import { findCondition } from '../conditions';
import type { Deployment } from '../kinds';

// A world for each test, which a busy machine takes its time for.
jest.setTimeout(60_000);

const CLUSTER = 'flux-1';

let world: DriftWorld;

beforeEach(async () => {
  world = await DriftWorld.create();
});

const ready = (name: string) =>
  findCondition(world.kustomization(name).status?.conditions, 'Ready');

const deployment = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'web',
  name,
});

const edit = {
  type: 'edit-image' as const,
  component: 'healed',
  clusters: [CLUSTER],
  version: '2.0.0-hotfix.1',
};

describe('an image that somebody edits', () => {
  it('is nothing that the Kustomization tells, and taken back at its interval', () => {
    const [{ visibleAt = '', happenedAt }] = world.start(edit);
    expect(world.imageOwners(CLUSTER, 'healed')).toEqual([
      `kubectl-edit Update ${happenedAt}`,
    ]);
    const waits = Date.parse(visibleAt) - Date.parse(happenedAt);
    expect(waits).toBeGreaterThan(0);
    expect(waits).toBeLessThanOrEqual(300_000);
    world.tick();
    expect(ready('healed')?.status).toBe('True');
    expect(world.image(CLUSTER, 'healed')).toBe('2.0.0-hotfix.1');
    world.until(() => world.image(CLUSTER, 'healed') === '2.0.0', 101);
    expect(world.report).toMatchObject({
      engine: 'flux',
      healedBy: 'kustomize-controller',
      healedAt: world.now,
      seenAt: world.now,
    });
    const late = Date.parse(world.now) - Date.parse(visibleAt);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(3000);
    expect(world.imageOwners(CLUSTER, 'healed')).toEqual([
      `kustomize-controller Apply ${world.now}`,
    ]);
    expect(
      world
        .deployment(CLUSTER, 'healed')
        ?.metadata.managedFields?.map(({ manager }) => manager),
    ).not.toContain('kubectl-edit');
  });

  it('waits for a longer interval', () => {
    world.start({ ...edit, component: 'web', version: '1.2.0-hotfix.1' });
    const { visibleAt = '', happenedAt } = world.report;
    const waits = Date.parse(visibleAt) - Date.parse(happenedAt);
    world.tick(Math.floor(waits / 3000) - 1);
    expect(world.image(CLUSTER, 'web')).toBe('1.2.0-hotfix.1');
    world.until(() => world.image(CLUSTER, 'web') === '1.2.0', 3);
  });

  it('is taken back when the Kustomization is asked to run', () => {
    world.start(edit);
    world.store(CLUSTER).update(
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        namespace: 'flux-system',
        name: 'healed',
      },
      draft => {
        draft.metadata.annotations = {
          'reconcile.fluxcd.io/requestedAt': 'now',
        };
      },
    );
    world.tick(3);
    expect(world.image(CLUSTER, 'healed')).toBe('2.0.0');
  });

  it('stays where the Kustomization is suspended', () => {
    const [report] = world.start({ ...edit, holdsDelivery: true });
    expect(world.kustomization('healed').spec.suspend).toBe(true);
    world.minutes(12);
    expect(world.image(CLUSTER, 'healed')).toBe('2.0.0-hotfix.1');
    expect(report).not.toHaveProperty('visibleAt');
    expect(world.report).not.toHaveProperty('seenAt');
    expect(world.report).not.toHaveProperty('healedAt');
  });

  it('stays where the object says that it is to be left alone', () => {
    world.store(CLUSTER).update(deployment('healed'), draft => {
      draft.metadata.annotations = {
        'kustomize.toolkit.fluxcd.io/reconcile': 'disabled',
      };
    });
    world.start(edit);
    world.minutes(6);
    expect(world.image(CLUSTER, 'healed')).toBe('2.0.0-hotfix.1');
    expect(ready('healed')?.status).toBe('True');
  });

  it('comes back again and again', () => {
    world.start({ ...edit, repeatSeconds: 60 });
    world.minutes(16);
    const reports = world.reports();
    expect(reports.length).toBeGreaterThanOrEqual(3);
    expect(reports.map(({ occurrence }) => occurrence)).toEqual(
      reports.map((_, index) => index + 1),
    );
    for (const { healedBy } of reports.slice(0, -1)) {
      expect(healedBy).toBe('kustomize-controller');
    }
  });
});

it('takes away what kubectl has added, and leaves what others have', () => {
  const add = (name: string, manager: string) =>
    world.store(CLUSTER).update<Deployment>(
      deployment('healed'),
      draft => {
        draft.spec.template.spec.containers[0].env?.push({ name, value: 'x' });
      },
      { manager, operation: 'Update' },
    );
  add('BY_KUBECTL', 'kubectl-patch');
  add('BY_OTHERS', 'some-operator');
  world.minutes(6);
  const names = world
    .deployment(CLUSTER, 'healed')
    ?.spec.template.spec.containers[0].env?.map(({ name }) => name);
  expect(names).toContain('BY_OTHERS');
  expect(names).not.toContain('BY_KUBECTL');
});

it('counts its runs in the history, and its conditions are of the last one', () => {
  const runs = () =>
    Number(
      world.kustomization('healed').status?.history?.[0].totalReconciliations,
    );
  const before = runs();
  world.minutes(11);
  expect(runs() - before).toBe(2);
  const { history } = world.kustomization('healed').status ?? {};
  expect(ready('healed')?.lastTransitionTime).toBe(history?.[0].lastReconciled);
});

it('takes back what an autoscaler scales, which scales again', () => {
  const [{ happenedAt }] = world.start({
    type: 'autoscale',
    component: 'healed',
    clusters: [CLUSTER],
    replicas: 4,
  });
  expect(world.owners(CLUSTER, 'healed', 'f:spec', 'f:replicas')).toEqual([
    `kube-controller-manager Update scale ${happenedAt}`,
  ]);
  world.until(() => world.reports().length === 2, 120);
  expect(world.report.healedBy).toBe('kustomize-controller');
  expect(world.deployment(CLUSTER, 'healed')?.spec.replicas).toBe(4);
});

it('brings a container of a webhook along, and does not mind it', () => {
  world.start({
    type: 'inject-sidecar',
    component: 'healed',
    clusters: [CLUSTER],
    version: '2.1.0',
  });
  world.until(() => world.reports().length === 1, 10);
  expect(world.imageOwners(CLUSTER, 'healed', 'istio-proxy')).toEqual([]);
  expect(world.imageOwners(CLUSTER, 'healed')).toEqual([
    `kustomize-controller Apply ${world.report.happenedAt}`,
  ]);
  world.minutes(6);
  expect(ready('healed')?.status).toBe('True');
  expect(
    world.deployment(CLUSTER, 'healed')?.spec.template.spec.containers,
  ).toHaveLength(2);
  expect(world.report).not.toHaveProperty('seenAt');
});

it('makes a deleted ConfigMap anew at its interval', () => {
  world.start({
    type: 'delete-configuration',
    component: 'healed',
    clusters: [CLUSTER],
  });
  world.tick();
  expect(world.configuration(CLUSTER, 'healed')).toBeUndefined();
  expect(ready('healed')?.status).toBe('True');
  world.until(() => world.configuration(CLUSTER, 'healed') !== undefined, 101);
  expect(world.report.healedBy).toBe('kustomize-controller');
});

it('does not look for a Deployment that is not in its inventory', () => {
  world.start({
    type: 'extra-deployment',
    component: 'healed',
    clusters: [CLUSTER],
  });
  world.minutes(6);
  expect(
    world.deployment(CLUSTER, 'healed-legacy')?.metadata.labels,
  ).toMatchObject({
    'kustomize.toolkit.fluxcd.io/name': 'healed',
    'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
  });
  const entries = world.kustomization('healed').status?.inventory?.entries;
  expect(entries?.map(({ id }) => id)).toContain(
    'web_healed-settings__ConfigMap',
  );
  expect(entries?.map(({ id }) => id)).not.toContain(
    'web_healed-legacy_apps_Deployment',
  );
  expect(ready('healed')?.status).toBe('True');
  expect(world.report).not.toHaveProperty('visibleAt');
});

it('is not ready while a version is refused, and applies nothing of it', () => {
  world.start({
    type: 'failed-apply',
    component: 'healed',
    clusters: [CLUSTER],
    version: '2.1.0',
  });
  world.tick(4);
  expect(ready('healed')).toMatchObject({
    status: 'False',
    reason: 'ReconciliationFailed',
  });
  expect(ready('healed')?.message).toMatch(
    /^Deployment\/web\/healed dry-run failed: admission webhook "validate\.kyverno\.svc-fail" denied the request: /,
  );
  expect(world.report.seenAt).toBeDefined();
  expect(world.image(CLUSTER, 'healed')).toBe('2.0.0');
  world.simulator.drifts.end('drift-1');
  world.until(() => ready('healed')?.status === 'True', 40);
  expect(world.image(CLUSTER, 'healed')).toBe('2.1.0');
  expect(world.report.healedBy).toBe('kustomize-controller');
});

describe('a HelmRelease', () => {
  const drifted = (name: string) =>
    findCondition(world.release(name).status?.conditions, 'Drifted');
  const isReady = (name: string) =>
    findCondition(world.release(name).status?.conditions, 'Ready')?.status;

  it('says that something differs, where it only warns', () => {
    world.start({
      ...edit,
      component: 'warned',
      version: '3.0.0-hotfix.1',
    });
    world.start({
      type: 'delete-configuration',
      component: 'warned',
      clusters: [CLUSTER],
    });
    expect(drifted('warned')).toBeUndefined();
    world.minutes(6);
    expect(drifted('warned')).toMatchObject({
      status: 'True',
      reason: 'DriftDetected',
      message:
        'Cluster state of release web/warned.v2 has drifted from the desired state:\nDeployment/web/warned changed (0 additions, 1 changes, 0 removals)\nConfigMap/web/warned-settings removed',
    });
    expect(isReady('warned')).toBe('True');
    expect(world.image(CLUSTER, 'warned')).toBe('3.0.0-hotfix.1');
    expect(world.report.seenAt).toBeDefined();
    expect(world.report).not.toHaveProperty('healedAt');
  });

  it('takes it back where it is to', () => {
    world.start({
      ...edit,
      component: 'corrected',
      version: '4.0.0-hotfix.1',
    });
    world.until(() => world.image(CLUSTER, 'corrected') === '4.0.0', 101);
    expect(world.report.healedBy).toBe('helm-controller');
    expect(drifted('corrected')?.status).not.toBe('True');
    expect(isReady('corrected')).toBe('True');
  });
});

it('is known from the scenario, before the interval is over', async () => {
  world = await DriftWorld.create([
    {
      type: 'delete-configuration',
      component: 'web',
      clusters: [CLUSTER],
      minutesAgo: 4,
    },
  ]);
  expect(world.configuration(CLUSTER, 'web')).toBeUndefined();
  expect(world.report).toMatchObject({
    happenedAt: '2026-06-01T07:56:00Z',
    visibleAt: '2026-06-01T08:05:30Z',
  });
  world.minutes(6);
  expect(world.report.healedAt).toBe('2026-06-01T08:05:30Z');
});
