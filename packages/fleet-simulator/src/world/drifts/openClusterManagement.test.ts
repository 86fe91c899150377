import { DriftWorld } from '../../testing/DriftWorld';
import { findCondition } from '../conditions';

// A world for each test, which a busy machine takes its time for.
jest.setTimeout(60_000);

const CLUSTER = 'ocm-1';

let world: DriftWorld;

beforeEach(async () => {
  world = await DriftWorld.create();
});

const conditions = (name: string) =>
  Object.fromEntries(
    (world.work(CLUSTER, name).status?.conditions ?? []).map(
      ({ type, status, reason }) => [type, `${status} ${reason}`],
    ),
  );

const manifestConditions = (name: string, kind: string) => {
  const manifests = world.work(CLUSTER, name).status?.resourceStatus
    .manifests as {
    resourceMeta: { kind: string };
    conditions: { type: string; status: string; reason: string }[];
  }[];
  return Object.fromEntries(
    (
      manifests.find(({ resourceMeta }) => resourceMeta.kind === kind)
        ?.conditions ?? []
    ).map(({ type, status, reason }) => [type, `${status} ${reason}`]),
  );
};

it('takes back an image that somebody edits when it applies its work again', () => {
  const [{ happenedAt, visibleAt = '' }] = world.start({
    type: 'edit-image',
    component: 'web',
    clusters: [CLUSTER, 'ocm-2'],
    version: '1.2.0-hotfix.1',
  });
  expect(world.imageOwners(CLUSTER, 'web')).toEqual([
    `kubectl-edit Update ${happenedAt}`,
  ]);
  world.minutes(1);
  expect(world.image(CLUSTER, 'web')).toBe('1.2.0-hotfix.1');
  expect(conditions('web')).toMatchObject({
    Applied: 'True AppliedManifestWorkComplete',
    Available: 'True ResourcesAvailable',
  });
  world.until(() => world.image(CLUSTER, 'web') === '1.2.0', 105);
  const waits = (Date.parse(world.now) - Date.parse(happenedAt)) / 1000;
  expect(waits).toBeGreaterThan(235);
  expect(waits).toBeLessThanOrEqual(363);
  expect(world.report).toMatchObject({
    engine: 'ocm',
    hub: 'hub-ocm',
    healedBy: 'work-agent',
    seenAt: world.now,
  });
  expect(Date.parse(world.now) - Date.parse(visibleAt)).toBeLessThan(3000);
  expect(world.imageOwners(CLUSTER, 'web')).toEqual([
    `work-agent Apply ${world.now}`,
  ]);
  world.minutes(3);
  expect(world.image('ocm-2', 'web')).toBe('1.2.0');
});

it('takes back what an autoscaler scales, which scales again', () => {
  const [{ happenedAt }] = world.start({
    type: 'autoscale',
    component: 'web',
    clusters: [CLUSTER],
    replicas: 4,
  });
  expect(world.owners(CLUSTER, 'web', 'f:spec', 'f:replicas')).toEqual([
    `kube-controller-manager Update scale ${happenedAt}`,
  ]);
  world.until(() => world.reports().length === 2, 140);
  expect(world.report.healedBy).toBe('work-agent');
});

it('brings a container of a webhook along, and does not mind it', () => {
  world.start({
    type: 'inject-sidecar',
    component: 'web',
    clusters: [CLUSTER],
    version: '1.3.0',
  });
  world.until(() => world.reports().length === 1, 40);
  expect(world.imageOwners(CLUSTER, 'web', 'istio-proxy')).toEqual([]);
  expect(world.imageOwners(CLUSTER, 'web')).toEqual([
    `work-agent Apply ${world.report.happenedAt}`,
  ]);
  world.minutes(7);
  expect(
    world.deployment(CLUSTER, 'web')?.spec.template.spec.containers,
  ).toHaveLength(2);
  expect(
    world.deployment('ocm-2', 'web')?.spec.template.spec.containers,
  ).toHaveLength(1);
  expect(conditions('web').Applied).toBe('True AppliedManifestWorkComplete');
});

it('sees soon that a ConfigMap is gone, and makes it anew', () => {
  world.start({
    type: 'delete-configuration',
    component: 'web',
    clusters: [CLUSTER],
  });
  world.tick();
  expect(conditions('web')).toMatchObject({
    Applied: 'True AppliedManifestWorkComplete',
    Available: 'False ResourcesNotAvailable',
  });
  expect(manifestConditions('web', 'ConfigMap').Available).toBe(
    'False ResourceNotAvailable',
  );
  expect(world.report.seenAt).toBe(world.now);
  world.tick(2);
  expect(world.configuration(CLUSTER, 'web')).toBeDefined();
  expect(world.report.healedBy).toBe('work-agent');
  expect(conditions('web').Available).toBe('True ResourcesAvailable');
});

it('lets a Deployment be that none of its works lists', () => {
  world.start({
    type: 'extra-deployment',
    component: 'web',
    clusters: [CLUSTER],
  });
  world.minutes(7);
  expect(
    world
      .deployment(CLUSTER, 'web-legacy')
      ?.metadata.managedFields?.map(({ manager }) => manager),
  ).toContain('work-agent');
  const listed = world
    .appliedWorks(CLUSTER)
    .flatMap(({ status }) => status?.appliedResources ?? []);
  const { uid } = world.deployment(CLUSTER, 'web')?.metadata ?? {};
  expect(listed).toContainEqual({
    group: 'apps',
    version: 'v1',
    resource: 'deployments',
    namespace: 'web',
    name: 'web',
    uid,
  });
  expect(listed.map(({ name }) => name)).not.toContain('web-legacy');
  expect(world.report).not.toHaveProperty('visibleAt');
  expect(world.report).not.toHaveProperty('healedAt');
});

it('says which manifest was refused, and applies the others', () => {
  world.start({
    type: 'failed-apply',
    component: 'web',
    clusters: [CLUSTER],
    version: '1.3.0',
  });
  world.minutes(2);
  expect(conditions('web').Applied).toBe('False AppliedManifestWorkFailed');
  expect(manifestConditions('web', 'Deployment').Applied).toBe(
    'False AppliedManifestFailed',
  );
  expect(manifestConditions('web', 'Service').Applied).toBe(
    'True AppliedManifestComplete',
  );
  expect(
    findCondition(
      (
        world.work(CLUSTER, 'web').status?.resourceStatus.manifests as {
          conditions: [];
        }[]
      )[0].conditions,
      'Applied',
    )?.message,
  ).toMatch(/^Failed to apply manifest: admission webhook "validate\.kyverno/);
  expect(world.image(CLUSTER, 'web')).toBe('1.2.0');
  expect(world.image('ocm-2', 'web')).toBe('1.3.0');
  expect(world.report.seenAt).toBeDefined();
  world.simulator.drifts.end('drift-1');
  world.until(() => world.image(CLUSTER, 'web') === '1.3.0', 10);
  world.tick();
  expect(world.report.healedBy).toBe('work-agent');
});

it('is known from the scenario', async () => {
  world = await DriftWorld.create([
    {
      type: 'edit-image',
      component: 'web',
      clusters: [CLUSTER],
      version: '1.2.0-hotfix.1',
      minutesAgo: 2,
    },
  ]);
  expect(world.image(CLUSTER, 'web')).toBe('1.2.0-hotfix.1');
  world.tick();
  expect(world.image(CLUSTER, 'web')).toBe('1.2.0-hotfix.1');
  world.until(() => world.image(CLUSTER, 'web') === '1.2.0', 90);
  expect(world.report.healedBy).toBe('work-agent');
});
