import { FleetSimulator } from './FleetSimulator';
import { TruthEntry } from './truthLog';
import { KubernetesObject } from './types';
import {
  Application,
  Deployment,
  HelmRelease,
  Kustomization,
  Node,
} from './world/kinds';
import { workloadHealth } from './world/controllers/workloadHealth';
import { RESTARTED_AT } from './world/restartedAt';

function applications(simulator: FleetSimulator, hub = 'mgmt-euw1') {
  return simulator
    .cluster(hub)
    .store.all<Application>('argoproj.io/v1alpha1', 'Application');
}

function targeting(simulator: FleetSimulator, cluster: string) {
  return applications(simulator).filter(
    ({ metadata }) => metadata.labels?.cluster === cluster,
  );
}

function conditionsOf(object: KubernetesObject | undefined) {
  return (object?.status as Deployment['status'])?.conditions ?? [];
}

function imagesOfCheckout(simulator: FleetSimulator): Record<string, string> {
  const images: Record<string, string> = {};
  for (const { name, store } of simulator.clusters) {
    const live = store.get<Deployment>({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'storefront',
      name: 'checkout',
    });
    const image = live?.spec.template.spec.containers[0].image;
    if (image) images[name] = image.split(':')[1];
  }
  return images;
}

describe('the default scenario', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
  });

  const get = <T extends KubernetesObject>(
    cluster: string,
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ) =>
    simulator
      .cluster(cluster)
      .store.get<T>({ apiVersion, kind, namespace, name });

  it('is a company of the promised size', () => {
    const { clusters, teams, components, systems, domains } =
      simulator.scenario;
    expect(clusters).toHaveLength(12);
    expect(new Set(clusters.map(({ region }) => region)).size).toBe(6);
    expect(new Set(clusters.map(({ provider }) => provider)).size).toBe(3);
    expect(new Set(clusters.map(({ environment }) => environment)).size).toBe(
      4,
    );
    expect(teams).toHaveLength(8);
    expect(systems).toHaveLength(10);
    expect(domains).toHaveLength(3);
    expect(components.length).toBeGreaterThanOrEqual(38);
    expect(components.length).toBeLessThanOrEqual(44);
    const labelled = components.filter(({ binding }) => binding === 'label');
    expect(labelled.length / components.length).toBeGreaterThan(0.4);
    expect(labelled.length / components.length).toBeLessThan(0.65);
  });

  it('keeps every cluster small', () => {
    for (const { store } of simulator.clusters) {
      expect(store.size).toBeGreaterThan(100);
      expect(store.size).toBeLessThanOrEqual(600);
    }
  });

  it('gives every object a uid of its own, a creation time in the past and owned fields', () => {
    const objects = simulator.clusters.flatMap(({ store }) =>
      store.registry.types.flatMap(type =>
        store.list(type).map(stored => stored.object),
      ),
    );
    const uids = new Set(objects.map(({ metadata }) => metadata.uid));
    expect(uids.size).toBe(objects.length);
    const fromTheFuture = objects.filter(
      ({ metadata }) =>
        !(Date.parse(metadata.creationTimestamp ?? '') <= simulator.now),
    );
    expect(fromTheFuture).toEqual([]);
    const kinds = ['Deployment', 'Application', 'Kustomization', 'Node'];
    const unmanaged = objects.filter(
      ({ kind, metadata }) =>
        kinds.includes(kind) && !metadata.managedFields?.length,
    );
    expect(unmanaged).toEqual([]);
  });

  it('brings every component to somewhere', () => {
    const names = new Set<string>();
    for (const { store } of simulator.clusters) {
      for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet']) {
        for (const { spec } of store.all<Deployment>('apps/v1', kind)) {
          names.add(
            spec.template.spec.containers[0].image.split('/')[2].split(':')[0],
          );
        }
      }
    }
    for (const { name, image } of simulator.scenario.components) {
      expect(names).toContain(image?.split('/')[1] ?? name);
    }
  });

  it('has workloads that bear no mark of what they belong to', () => {
    const unbound = simulator.clusters.flatMap(({ store }) =>
      ['Deployment', 'StatefulSet', 'DaemonSet']
        .flatMap(kind => store.all('apps/v1', kind))
        .filter(({ metadata }) => {
          const marks = { ...metadata.labels, ...metadata.annotations };
          return !Object.keys(marks).some(key =>
            /kubernetes-id|tracking-id|toolkit\.fluxcd\.io\/name/.test(key),
          );
        }),
    );
    expect(unbound.map(({ metadata }) => metadata.name).sort()).toEqual([
      'ftp-bridge',
      'pdf-renderer',
      'print-spooler',
      'report-mailer',
      'suggest',
    ]);
  });

  it('has versions that differ by region while a rollout moves', () => {
    const images = imagesOfCheckout(simulator);
    expect(images['stage-euw1']).toBe('1.42.0');
    expect(images['dev-euw4']).toBe('1.42.0');
    expect(images['prod-use1-a']).toBe('1.41.2');
  });

  it('knows one cluster that is behind, one that refuses and one that forbids', () => {
    const minors = simulator.clusters.map(({ kubernetesVersion }) =>
      kubernetesVersion.slice(0, 4),
    );
    expect(minors.filter(minor => minor === '1.31')).toHaveLength(1);
    expect(
      minors.filter(minor => minor === '1.34' || minor === '1.35'),
    ).toHaveLength(11);
    expect(
      simulator.clusters
        .filter(({ isReachable }) => !isReachable)
        .map(({ name }) => name),
    ).toEqual(['prod-aps1']);
    expect(
      simulator.scenario.clusters.filter(({ access }) => access !== 'reader'),
    ).toHaveLength(1);
  });

  it('keeps the health of Applications whose cluster is lost, and says since when', () => {
    const lost = targeting(simulator, 'prod-aps1');
    expect(lost.length).toBeGreaterThan(20);
    for (const { status } of lost) {
      expect(status?.sync.status).toBe('Unknown');
      expect(status?.health.status).toBe('Healthy');
      expect(status?.conditions).toEqual([
        {
          type: 'ComparisonError',
          message: expect.stringContaining('connect: connection refused'),
          lastTransitionTime: '2026-06-01T07:51:00Z',
        },
      ]);
    }
  });

  it('shows a change by hand as drift, with its author as owner of the fields', () => {
    const cart = get<Deployment>(
      'prod-use1-a',
      'apps/v1',
      'Deployment',
      'storefront',
      'cart',
    );
    expect(cart?.spec.replicas).toBe(3);
    const edit = cart?.metadata.managedFields?.find(
      ({ manager }) => manager === 'kubectl-edit',
    );
    expect(edit).toMatchObject({
      operation: 'Update',
      time: '2026-05-26T08:00:00Z',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    });
    const others = cart?.metadata.managedFields?.filter(
      ({ manager }) => manager === 'argocd-controller',
    );
    expect(JSON.stringify(others)).not.toContain('f:replicas');
    expect(others?.[0].time && others[0].time < '2026-05-26T08:00:00Z').toBe(
      true,
    );
    const application = applications(simulator).find(
      ({ metadata }) => metadata.name === 'cart-prod-use1-a',
    );
    expect(application?.status?.sync.status).toBe('OutOfSync');
    expect(application?.status?.resources).toContainEqual(
      expect.objectContaining({
        kind: 'Deployment',
        name: 'cart',
        status: 'OutOfSync',
      }),
    );
  });

  it('has a run that failed, a suspended schedule and an autoscaler without metrics', () => {
    const reports = get(
      'prod-euw4',
      'batch/v1',
      'CronJob',
      'data',
      'reports-run',
    );
    const { lastScheduleTime, lastSuccessfulTime } = Object(reports?.status);
    expect(Date.parse(lastScheduleTime)).toBeGreaterThan(
      Date.parse(lastSuccessfulTime),
    );
    const failed = simulator
      .cluster('prod-euw4')
      .store.all('batch/v1', 'Job')
      .filter(job =>
        conditionsOf(job).some(
          ({ type, status }) => type === 'Failed' && status === 'True',
        ),
      );
    expect(failed).toHaveLength(1);
    const staging = simulator.cluster('stage-euw4').store;
    expect(
      staging
        .all('batch/v1', 'CronJob')
        .filter(({ spec }) => Object(spec).suspend)
        .map(({ metadata }) => metadata.name),
    ).toEqual(['search-indexer-run']);
    expect(
      staging
        .all('autoscaling/v2', 'HorizontalPodAutoscaler')
        .filter(autoscaler =>
          conditionsOf(autoscaler).some(
            ({ reason }) => reason === 'FailedGetResourceMetric',
          ),
        )
        .map(({ metadata }) => metadata.name),
    ).toEqual(['event-collector']);
  });

  it('has the promised things that are wrong', () => {
    const stuck = get<Deployment>(
      'prod-euw1-a',
      'apps/v1',
      'Deployment',
      'payments',
      'fraud-screening',
    );
    expect(conditionsOf(stuck)).toContainEqual(
      expect.objectContaining({
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
      }),
    );
    expect(stuck?.status).toMatchObject({
      replicas: 3,
      updatedReplicas: 1,
      availableReplicas: 2,
    });

    const uncomparable = applications(simulator).find(
      ({ metadata }) => metadata.name === 'campaigns-prod-use1-b',
    );
    expect(uncomparable?.status).toMatchObject({
      sync: { status: 'Unknown' },
      health: { status: 'Healthy' },
      conditions: [{ type: 'ComparisonError' }],
    });

    const release = get<HelmRelease>(
      'prod-wus2',
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      'data',
      'feature-store',
    );
    expect(conditionsOf(release)).toContainEqual(
      expect.objectContaining({
        type: 'Stalled',
        status: 'True',
        reason: 'RetriesExceeded',
      }),
    );
    expect(
      release?.status?.history?.map(
        ({ chartVersion, status }) => `${chartVersion} ${status}`,
      ),
    ).toEqual(['2.4.0 failed', '2.3.1 deployed', '2.3.0 superseded']);

    const suspended = get<Kustomization>(
      'prod-aue',
      'kustomize.toolkit.fluxcd.io/v1',
      'Kustomization',
      'flux-system',
      'loyalty',
    );
    expect(suspended?.spec.suspend).toBe(true);
    expect(conditionsOf(suspended)).toContainEqual(
      expect.objectContaining({ type: 'Ready', status: 'True' }),
    );

    const lostNodes = simulator
      .cluster('prod-use1-b')
      .store.all<Node>('v1', 'Node')
      .filter(node =>
        conditionsOf(node).some(
          ({ type, status }) => type === 'Ready' && status !== 'True',
        ),
      );
    expect(lostNodes).toHaveLength(1);
  });

  it('has engines with rules of their own, by which nothing is compared otherwise', () => {
    const ruled = applications(simulator).filter(
      ({ spec }) => spec.ignoreDifferences,
    );
    expect(ruled.length).toBeGreaterThan(5);
    for (const { spec } of ruled) {
      expect(spec.syncPolicy?.syncOptions).toContain(
        'RespectIgnoreDifferences=true',
      );
    }
    const all = <T extends KubernetesObject>(
      apiVersion: string,
      kind: string,
    ) =>
      simulator.clusters.flatMap(({ store }) =>
        store.registry.findByKind(apiVersion, kind)
          ? store.all<T>(apiVersion, kind)
          : [],
      );
    const released = all<HelmRelease>(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
    );
    expect(released.length).toBeGreaterThan(0);
    for (const { spec } of released) {
      expect(spec.driftDetection).toEqual({
        mode: expect.any(String),
        ignore: [{ paths: [RESTARTED_AT] }],
      });
    }
    const works = all('work.open-cluster-management.io/v1', 'ManifestWork');
    expect(JSON.stringify(works)).toContain('CreateOnly');
    const written = all<Deployment>('apps/v1', 'Deployment');
    const scaled = ruled.flatMap(({ spec }) => spec.ignoreDifferences);
    expect(scaled).toContainEqual({
      group: 'apps',
      kind: 'Deployment',
      name: 'shop-web',
      jsonPointers: ['/spec/replicas'],
    });
    const owned = written
      .filter(({ metadata }) => metadata.name === 'shop-web')
      .flatMap(({ metadata }) => metadata.managedFields ?? [])
      .filter(({ manager }) => /argocd|kustomize/.test(manager));
    expect(owned.length).toBeGreaterThan(0);
    expect(JSON.stringify(owned)).not.toContain('f:replicas');
  });

  it('lists what a Kustomization brought', () => {
    const kustomization = get<Kustomization>(
      'prod-wus2',
      'kustomize.toolkit.fluxcd.io/v1',
      'Kustomization',
      'flux-system',
      'checkout',
    );
    expect(kustomization?.status?.lastAppliedRevision).toMatch(
      /^main@sha1:[0-9a-f]{40}$/,
    );
    expect(kustomization?.status?.inventory?.entries).toContainEqual({
      id: 'storefront_checkout_apps_Deployment',
      v: 'v1',
    });
  });

  it("rolls the hub's Applications in steps", () => {
    const set = get(
      'mgmt-euw1',
      'argoproj.io/v1alpha1',
      'ApplicationSet',
      'argocd',
      'checkout',
    );
    expect(set?.spec).toMatchObject({ strategy: { type: 'RollingSync' } });
    const { applicationStatus } = set?.status as {
      applicationStatus: {
        application: string;
        status: string;
        step: string;
      }[];
    };
    expect(
      applicationStatus.map(
        ({ application, status, step }) => `${step} ${application} ${status}`,
      ),
    ).toEqual([
      '1 checkout-stage-euw1 Healthy',
      '2 checkout-prod-euw1-a Pending',
      '3 checkout-prod-use1-a Waiting',
      '3 checkout-prod-use1-b Waiting',
      '4 checkout-prod-aps1 Waiting',
    ]);
  });
});

describe('a world that lives', () => {
  const create = (seed = 'fleet') => FleetSimulator.create({ seed });
  const outline = (entries: TruthEntry[]) =>
    entries.map(entry => JSON.stringify(entry));

  it('is the same for the same seed and ticks, and another for another seed', async () => {
    const [one, two, other] = await Promise.all([
      create(),
      create(),
      create('other'),
    ]);
    for (const simulator of [one, two, other]) simulator.tick(12);
    expect(outline(one.log.since(0))).toEqual(outline(two.log.since(0)));
    expect(outline(one.log.since(0))).not.toEqual(outline(other.log.since(0)));
  });

  it('changes something in every three ticks', async () => {
    const simulator = await create();
    for (let round = 0; round < 12; round++) {
      const before = simulator.log.lastSequence;
      simulator.tick(3);
      const kinds = simulator.log.since(before).map(({ kind }) => kind);
      expect(kinds).not.toEqual([]);
    }
  });

  it('moves a release through its waves in their order, then starts the next', async () => {
    const simulator = await create();
    const firstSeen: string[] = [];
    const seen = new Set<string>();
    const states = new Set<string>();
    // Until the second release has reached both development clusters.
    for (let tick = 0; tick < 400; tick++) {
      if (seen.has('1.42.1 dev-use1') && seen.has('1.42.1 dev-euw4')) break;
      simulator.tick();
      for (const [cluster, version] of Object.entries(
        imagesOfCheckout(simulator),
      )) {
        const key = `${version} ${cluster}`;
        if (seen.has(key)) continue;
        seen.add(key);
        firstSeen.push(key);
      }
      const application = applications(simulator).find(
        ({ metadata }) => metadata.name === 'checkout-prod-use1-a',
      );
      states.add(
        `${application?.status?.sync.status} ${application?.status?.health.status}`,
      );
    }
    const order = (version: string) =>
      firstSeen
        .filter(key => key.startsWith(`${version} `))
        .map(key => key.split(' ')[1]);
    const first = order('1.42.0');
    expect(first.indexOf('prod-euw1-a')).toBeLessThan(
      first.indexOf('prod-use1-a'),
    );
    expect(first.indexOf('prod-use1-a')).toBeLessThan(
      first.indexOf('prod-aue'),
    );
    const second = order('1.42.1');
    expect(second.slice(0, 2).sort()).toEqual(['dev-euw4', 'dev-use1']);
    expect(second).not.toContain('prod-aps1');
    expect([...states]).toEqual(
      expect.arrayContaining([
        'OutOfSync Healthy',
        'Synced Progressing',
        'Synced Healthy',
      ]),
    );
  });

  it('lets a Deployment go through its counts', async () => {
    const simulator = await create();
    const { store } = simulator.cluster('prod-euw1-a');
    const reference = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'storefront',
      name: 'checkout',
    };
    const seen = new Set<string>();
    for (let tick = 0; tick < 30; tick++) {
      simulator.tick();
      const live = store.get<Deployment>(reference);
      const {
        updatedReplicas = 0,
        replicas = 0,
        readyReplicas = 0,
      } = live?.status ?? {};
      if (live && workloadHealth(live) === 'Progressing') {
        seen.add(`${updatedReplicas} of ${replicas}, ${readyReplicas} ready`);
      }
    }
    expect(seen.size).toBeGreaterThanOrEqual(3);
    const done = store.get<Deployment>(reference);
    expect(done?.status).toMatchObject({
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
    expect(done && workloadHealth(done)).toBe('Healthy');
  });

  it('tells the hub within a tick that a cluster is cut, and that it is back', async () => {
    const simulator = await create();
    const before = targeting(simulator, 'prod-use1-b').map(
      ({ status }) => status?.health.status,
    );
    await simulator.cluster('prod-use1-b').fault({ fault: 'refuse' });
    simulator.tick();
    const cut = targeting(simulator, 'prod-use1-b');
    expect(cut.map(({ status }) => status?.sync.status)).toEqual(
      cut.map(() => 'Unknown'),
    );
    expect(cut.map(({ status }) => status?.health.status)).toEqual(before);
    for (const { metadata, status } of cut) {
      if (metadata.name.startsWith('campaigns-')) continue;
      expect(status?.conditions?.[0].message).toContain('connection refused');
      expect(status?.conditions?.[0].lastTransitionTime).toBe(
        '2026-06-01T08:00:03Z',
      );
    }
    await simulator.cluster('prod-use1-b').clearFaults();
    simulator.tick();
    const back = targeting(simulator, 'prod-use1-b').filter(
      ({ metadata }) => !metadata.name.startsWith('campaigns-'),
    );
    for (const { status } of back) {
      expect(status?.sync.status).not.toBe('Unknown');
      expect(status?.conditions).toBeUndefined();
    }
  });

  it('does what is asked of it through the API: sync, refresh, reconcile, scale', async () => {
    const simulator = await create();
    const hub = simulator.cluster('mgmt-euw1').store;
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: 'cart-prod-use1-a',
    };
    hub.update<Application>(application, draft => {
      draft.operation = { initiatedBy: { username: 'somebody' }, sync: {} };
      draft.metadata.annotations = {
        ...draft.metadata.annotations,
        'argocd.argoproj.io/refresh': 'normal',
      };
    });
    const flux = simulator.cluster('prod-wus2').store;
    const kustomization = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      namespace: 'flux-system',
      name: 'cart',
    };
    flux.update<Kustomization>(kustomization, draft => {
      draft.metadata.annotations = { 'reconcile.fluxcd.io/requestedAt': 'now' };
    });
    // Nobody delivers this one, so nobody takes the change back.
    const legacy = simulator.cluster('prod-use1-a').store;
    const scaled = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'legacy-tools',
      name: 'ftp-bridge',
    };
    legacy.update<Deployment>(scaled, draft => {
      draft.spec.replicas = 4;
    });
    simulator.tick(10);
    const done = hub.get<Application>(application);
    expect(done?.operation).toBeUndefined();
    expect(done?.metadata.annotations).not.toHaveProperty([
      'argocd.argoproj.io/refresh',
    ]);
    expect(done?.status?.operationState).toMatchObject({
      phase: 'Succeeded',
      operation: { initiatedBy: { username: 'somebody' } },
    });
    expect(done?.status?.sync.status).toBe('Synced');
    expect(
      flux.get<Kustomization>(kustomization)?.status?.lastHandledReconcileAt,
    ).toBe('now');
    expect(legacy.get<Deployment>(scaled)?.status?.readyReplicas).toBe(4);
  });
});

describe("a scenario of one's own", () => {
  it('is refused with the keys that are wrong', async () => {
    await expect(
      FleetSimulator.create({
        scenario: {
          name: 'small',
          components: [
            { name: 'web', system: 'nowhere', version: '1.0.0', placement: {} },
          ],
        },
      }),
    ).rejects.toThrow(
      /there is no system 'nowhere'[\s\S]*components\[0\]\.system/,
    );
  });

  it('may name a cluster only once', async () => {
    await expect(
      FleetSimulator.create({ clusters: [{ name: 'one' }, { name: 'one' }] }),
    ).rejects.toThrow("there are two clusters 'one'");
  });

  it('answers for its services and holds its objects', async () => {
    const simulator = await FleetSimulator.create({
      scenario: {
        name: 'small',
        teams: [{ name: 'platform', title: 'Platform' }],
        clusters: [
          {
            name: 'only',
            provider: 'aws',
            region: 'eu-west-1',
            zones: ['eu-west-1a'],
            environment: 'production',
            tier: 'standard',
            owner: 'platform',
            kubernetesVersion: '1.34.4',
            instanceType: 'm7i.large',
            delivery: { engine: 'none' },
          },
        ],
        objects: [
          {
            cluster: 'only',
            objects: [
              {
                apiVersion: 'v1',
                kind: 'ConfigMap',
                metadata: { name: 'extra', namespace: 'default' },
              },
            ],
          },
        ],
      },
    });
    const { store } = simulator.cluster('only');
    expect(store.all('v1', 'ConfigMap')).toHaveLength(1);
    expect(store.all('v1', 'Node')).toHaveLength(4);
    simulator.tick(5);
    expect(
      store.registry.findByKind('argoproj.io/v1alpha1', 'Application'),
    ).toBeUndefined();
  });
});
