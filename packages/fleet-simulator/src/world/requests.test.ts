import { FleetSimulator } from '../FleetSimulator';
import { ARGO_TOKEN } from './controllers/ArgoApi';
import { Application, FluxSource, HelmRelease, Kustomization } from './kinds';

const APPLICATION = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  namespace: 'argocd',
};
const KUSTOMIZATION = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  namespace: 'flux-system',
};
const RELEASE = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  namespace: 'data',
  name: 'feature-store',
};

function reasonsOf(object: { status?: FluxSource['status'] } | undefined) {
  return (object?.status?.conditions ?? []).map(
    ({ type, status, reason }) => `${type}=${status} ${reason}`,
  );
}

// One world for all: each test has objects of its own.
let simulator: FleetSimulator;

beforeAll(async () => {
  simulator = await FleetSimulator.create();
});

describe('what Argo CD is asked for', () => {
  const hub = () => simulator.cluster('mgmt-euw1').store;
  const reference = { ...APPLICATION, name: '' };
  const application = () => hub().get<Application>(reference);
  const take = (component: string) => {
    reference.name = `${component}-stage-euw1`;
    expect(application()?.status?.sync.status).toBe('Synced');
  };
  const change = (draft: (application: Application) => void) =>
    hub().update<Application>(reference, draft);

  it('keeps an operation in its field until it has ended, and compares after it', () => {
    take('cart');
    change(draft => {
      draft.operation = { initiatedBy: { username: 'mara' }, sync: {} };
    });
    simulator.tick();
    expect(application()?.operation).toBeDefined();
    expect(application()?.status?.operationState?.phase).toBe('Running');
    simulator.tick();
    const { operation, status } = application() ?? {};
    expect(operation).toBeUndefined();
    expect(status?.operationState?.phase).toBe('Succeeded');
    expect(status?.reconciledAt).toBe(status?.operationState?.finishedAt);
  });

  it('terminates one that runs', () => {
    take('inventory');
    change(draft => {
      draft.operation = { sync: {} };
    });
    simulator.tick();
    change(draft => {
      if (draft.status?.operationState) {
        draft.status.operationState.phase = 'Terminating';
      }
    });
    simulator.tick();
    expect(application()?.operation).toBeUndefined();
    expect(application()?.status?.operationState).toMatchObject({
      phase: 'Failed',
      message: 'Operation terminated',
    });
  });

  it('rolls back to an entry of the history, and is out of sync then', () => {
    take('shipping');
    const [entry] = application()?.status?.history ?? [];
    change(draft => {
      draft.spec.syncPolicy = {
        ...draft.spec.syncPolicy,
        automated: { enabled: false },
      };
      draft.operation = {
        sync: { revision: entry.revision, source: entry.source },
      };
    });
    simulator.tick(3);
    expect(application()?.status).toMatchObject({
      operationState: {
        phase: 'Succeeded',
        syncResult: { revision: entry.revision },
      },
      sync: { status: 'OutOfSync' },
    });
    expect(application()?.status?.history?.at(-1)?.revision).toBe(
      entry.revision,
    );
    // Suspended: nobody takes it back.
    simulator.tick(4);
    expect(application()?.status?.sync.status).toBe('OutOfSync');
    change(draft => {
      draft.spec.syncPolicy = {
        ...draft.spec.syncPolicy,
        automated: { enabled: true, selfHeal: true },
      };
    });
    simulator.tick(5);
    expect(application()?.status?.sync.status).toBe('Synced');
  });

  it('leaves alone what it is to skip', () => {
    take('inventory');
    change(draft => {
      draft.metadata.annotations = {
        ...draft.metadata.annotations,
        'argocd.argoproj.io/skip-reconcile': 'true',
        'argocd.argoproj.io/refresh': 'hard',
      };
    });
    const before = application()?.metadata.resourceVersion;
    simulator.tick(5);
    expect(application()?.metadata.resourceVersion).toBe(before);
  });

  it('takes the request to run generators away', () => {
    const set = {
      ...APPLICATION,
      kind: 'ApplicationSet',
      name: 'cart',
    };
    const annotation = 'argocd.argoproj.io/application-set-refresh';
    hub().update(set, draft => {
      draft.metadata.annotations = { [annotation]: 'true' };
    });
    simulator.tick();
    expect(hub().get(set)?.metadata.annotations ?? {}).not.toHaveProperty([
      annotation,
    ]);
  });
});

describe('the clusters that an Argo CD knows', () => {
  it('are Secrets with the addresses that the clusters have', async () => {
    const secrets = () =>
      simulator
        .cluster('mgmt-euw1')
        .store.all('v1', 'Secret')
        .map(({ metadata, data }) => {
          const text = (key: string) =>
            Buffer.from(
              (data as Record<string, string>)[key],
              'base64',
            ).toString('utf8');
          return {
            type: metadata.labels?.['argocd.argoproj.io/secret-type'],
            name: text('name'),
            server: text('server'),
          };
        })
        .sort((left, right) => (left.name < right.name ? -1 : 1));
    expect(secrets().map(({ name }) => name)).toEqual([
      'prod-aps1',
      'prod-euw1-a',
      'prod-use1-a',
      'prod-use1-b',
      'stage-euw1',
    ]);
    await simulator.start();
    try {
      for (const { type, name, server } of secrets()) {
        expect(type).toBe('cluster');
        expect(server).toBe(simulator.cluster(name).url);
      }
      expect(simulator.cluster('prod-euw4').store.all('v1', 'Secret')).toEqual(
        [],
      );
    } finally {
      await simulator.stop();
    }
  });
});

describe('what Flux is asked for', () => {
  const store = () => simulator.cluster('prod-wus2').store;
  const ask = (
    reference: Parameters<ReturnType<typeof store>['update']>[0],
    ...names: string[]
  ) =>
    store().update(reference, draft => {
      draft.metadata.annotations = {
        ...draft.metadata.annotations,
        ...Object.fromEntries(
          names.map(name => [`reconcile.fluxcd.io/${name}`, 'now']),
        ),
      };
    });

  it('begins a run of a Kustomization, and ends it', () => {
    const cart = { ...KUSTOMIZATION, name: 'cart' };
    const runs = () =>
      store().get<Kustomization>(cart)?.status?.history?.[0]
        .totalReconciliations;
    // What was committed meanwhile is applied first.
    simulator.tick(4);
    const before = Number(runs());
    ask(cart, 'requestedAt');
    simulator.tick();
    const begun = store().get<Kustomization>(cart);
    expect(begun?.status?.lastHandledReconcileAt).toBe('now');
    expect(reasonsOf(begun)).toContain('Reconciling=True Progressing');
    simulator.tick();
    const ended = store().get<Kustomization>(cart);
    expect(reasonsOf(ended)).toContain('Ready=True ReconciliationSucceeded');
    expect(reasonsOf(ended).join()).not.toContain('Reconciling');
    expect(runs()).toBe(before + 1);
  });

  it('does nothing with what is suspended, until it is resumed', () => {
    for (const reference of [
      { ...KUSTOMIZATION, name: 'checkout' },
      { ...RELEASE },
      {
        ...KUSTOMIZATION,
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'HelmRepository',
        name: 'charts',
      },
    ]) {
      const set = (suspend: boolean) =>
        store().update<FluxSource>(reference, draft => {
          draft.spec.suspend = suspend;
        });
      const handled = () =>
        store().get<FluxSource>(reference)?.status?.lastHandledReconcileAt;
      set(true);
      ask(reference, 'requestedAt');
      simulator.tick(3);
      expect(handled()).toBeUndefined();
      set(false);
      simulator.tick(3);
      expect(handled()).toBe('now');
    }
  });

  it('upgrades a HelmRelease by force, and fails again what fails', () => {
    const healthy = store()
      .all<HelmRelease>(RELEASE.apiVersion, 'HelmRelease')
      .find(({ metadata }) => metadata.name !== RELEASE.name);
    if (!healthy) throw new Error('no other release');
    const other = {
      ...RELEASE,
      namespace: healthy.metadata.namespace ?? '',
      name: healthy.metadata.name,
    };
    const version = healthy.status?.history?.[0].version ?? 0;
    ask(other, 'requestedAt', 'forceAt');
    ask(RELEASE, 'requestedAt', 'resetAt');
    simulator.tick();
    for (const reference of [other, RELEASE]) {
      expect(reasonsOf(store().get<HelmRelease>(reference))).toEqual([
        'Reconciling=True Progressing',
        'Ready=Unknown Progressing',
      ]);
    }
    simulator.tick();
    const upgraded = store().get<HelmRelease>(other);
    expect(upgraded?.status?.history?.map(entry => entry.status)).toEqual(
      expect.arrayContaining(['deployed', 'superseded']),
    );
    expect(upgraded?.status?.history?.[0].version).toBe(version + 1);
    expect(reasonsOf(upgraded)).toContain('Ready=True UpgradeSucceeded');
    expect(reasonsOf(store().get<HelmRelease>(RELEASE))).toContain(
      'Stalled=True RetriesExceeded',
    );
  });
});

describe('what a Flux has beside components', () => {
  it('waits, follows images and delivers elsewhere', async () => {
    const { store } = simulator.cluster('prod-wus2');
    const waiting = store.get<Kustomization>({
      ...KUSTOMIZATION,
      name: 'reporting-jobs',
    });
    expect(waiting?.spec.dependsOn).toEqual([{ name: 'reporting-schema' }]);
    expect(reasonsOf(waiting)).toContain('Ready=False DependencyNotReady');

    expect(store.all('source.toolkit.fluxcd.io/v1', 'Bucket')).toHaveLength(1);
    const releases = store.all(RELEASE.apiVersion, 'HelmRelease');
    expect(
      store
        .all('source.toolkit.fluxcd.io/v1', 'HelmChart')
        .map(({ metadata }) => `flux-system/${metadata.name}`)
        .sort(),
    ).toEqual(
      releases.map(({ status }) => String(Object(status).helmChart)).sort(),
    );

    const policy = () =>
      Object(
        store.get<FluxSource>({
          apiVersion: 'image.toolkit.fluxcd.io/v1',
          kind: 'ImagePolicy',
          namespace: 'flux-system',
          name: 'checkout',
        })?.status,
      ).latestRef.tag;
    expect(policy()).toMatch(/^1\.42\./);

    const remote = {
      ...KUSTOMIZATION,
      name: 'node-tuning-prod-aue',
    };
    expect(store.get<Kustomization>(remote)?.spec.kubeConfig).toEqual({
      secretRef: { name: 'prod-aue-kubeconfig' },
    });
    await simulator.cluster('prod-aue').fault({ fault: 'refuse' });
    simulator.tick();
    expect(reasonsOf(store.get<Kustomization>(remote))).toContain(
      'Ready=False ReconciliationFailed',
    );
    await simulator.cluster('prod-aue').clearFaults();
    simulator.tick();
    expect(reasonsOf(store.get<Kustomization>(remote))).toEqual([
      'Ready=True ReconciliationSucceeded',
    ]);
  });
});

describe('the API of an Argo CD', () => {
  const proxy = (service = 'https:argocd-server:443') =>
    `/api/v1/namespaces/argocd/services/${service}/proxy/api/v1/clusters`;
  const get = async (path: string, name = 'mgmt-euw1') => {
    const { url, token } = simulator.cluster(name);
    const response = await fetch(url + path, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: await response.json() };
  };
  const states = async () => {
    const { body } = await get(proxy());
    return Object.fromEntries(
      body.items.map((item: Record<string, any>) => [
        item.name,
        item.info.connectionState.status,
      ]),
    );
  };

  beforeAll(() => simulator.start());
  afterAll(() => simulator.stop());

  it('tells the clusters behind the service proxy, and which it is connected to', async () => {
    const { body } = await get(proxy());
    const remote = body.items.find(
      ({ name }: { name: string }) => name === 'prod-use1-a',
    );
    expect(remote).toMatchObject({
      server: simulator.cluster('prod-use1-a').url,
      info: {
        applicationsCount: expect.any(Number),
        connectionState: {
          status: 'Successful',
          attemptedAt: expect.any(String),
        },
      },
    });
    expect(Object.keys(await states()).sort()).toEqual([
      'in-cluster',
      'prod-aps1',
      'prod-euw1-a',
      'prod-use1-a',
      'prod-use1-b',
      'stage-euw1',
    ]);
    await simulator.cluster('prod-use1-a').fault({ fault: 'refuse' });
    expect(await states()).toMatchObject({
      'prod-use1-a': 'Failed',
      'prod-euw1-a': 'Successful',
    });
    await simulator.cluster('prod-use1-a').clearFaults();
  });

  it('is let through to by name only, and where the reader may read', async () => {
    expect((await get(proxy('https:argocd-server:8443'))).status).toBe(403);
    expect((await get(proxy('argocd-server'))).status).toBe(403);
    expect((await get(proxy(), 'prod-euw1-a')).status).toBe(403);
  });

  it('answers from outside too, to whoever has its own token', async () => {
    const { url, token } = simulator.cluster('mgmt-euw1');
    const ask = async (bearer: string) => {
      const response = await fetch(
        `${url}/ingress/argocd/argocd-server/api/v1/clusters`,
        { headers: { authorization: `Bearer ${bearer}` } },
      );
      return { status: response.status, body: await response.json() };
    };
    expect(await ask(token)).toMatchObject({
      status: 401,
      body: { error: 'no session information' },
    });
    expect((await ask(ARGO_TOKEN)).body.items).toHaveLength(6);
    const hub = simulator.cluster('mgmt-euw1');
    await hub.fault({ fault: 'throttle', count: 1 });
    expect((await ask(ARGO_TOKEN)).status).toBe(429);
    await hub.clearFaults();
  });

  it('tells what it compares of one object, and what an apply would make of it', async () => {
    const hub = simulator.cluster('mgmt-euw1');
    const application = hub.store
      .all<any>('argoproj.io/v1alpha1', 'Application')
      .find(
        ({ spec }) =>
          spec.destination.server === simulator.cluster('prod-use1-a').url,
      )!;
    const { resources } = application.status as {
      resources: { kind: string; namespace: string; name: string }[];
    };
    const { namespace, name } = resources.find(
      ({ kind }) => kind === 'Deployment',
    )!;
    const target = simulator.cluster('prod-use1-a').store;
    const reference = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace,
      name,
    };
    const imageOf = (text: string) =>
      JSON.parse(text).spec.template.spec.containers[0].image;
    const before = imageOf(JSON.stringify(target.get(reference)));
    target.update<any>(
      reference,
      draft => {
        draft.spec.template.spec.containers[0].image = 'hotfix';
      },
      { manager: 'kubectl-edit', operation: 'Update' },
    );
    const path = (of: string, query: string) =>
      proxy().replace(
        'clusters',
        `applications/${of}/managed-resources?${query}`,
      );
    const { body } = await get(
      path(
        application.metadata.name,
        `appNamespace=argocd&group=apps&kind=Deployment&namespace=${namespace}&name=${name}`,
      ),
    );
    expect(body.items).toHaveLength(1);
    const [item] = body.items;
    expect(imageOf(item.normalizedLiveState)).toBe('hotfix');
    expect(imageOf(item.predictedLiveState)).toBe(before);
    expect(
      (await get(path(application.metadata.name, 'kind=Nothing'))).body.items,
    ).toEqual([]);
    expect((await get(path('nobody', 'kind=Deployment'))).status).toBe(404);
    expect(
      (await get(path(application.metadata.name, 'appNamespace=other'))).status,
    ).toBe(404);
  });

  it('tells what it leaves out of all comparisons only to who is logged in', async () => {
    const anonymous = await get(
      proxy().replace('/api/v1/clusters', '/api/v1/settings'),
    );
    expect(anonymous.status).toBe(200);
    expect(anonymous.body).not.toHaveProperty('resourceOverrides');
    const { url } = simulator.cluster('mgmt-euw1');
    const response = await fetch(
      `${url}/ingress/argocd/argocd-server/api/v1/settings`,
      { headers: { authorization: `Bearer ${ARGO_TOKEN}` } },
    );
    expect(await response.json()).toMatchObject({
      controllerNamespace: 'argocd',
      resourceOverrides: {
        'apps/Deployment': {
          ignoreDifferences: expect.stringContaining('restartedAt'),
        },
      },
    });
  });

  it('meets the faults that everything meets', async () => {
    const hub = simulator.cluster('mgmt-euw1');
    await hub.fault({ fault: 'error', status: 503, resources: ['services'] });
    expect((await get(proxy())).status).toBe(503);
    await hub.clearFaults();
    expect((await get(proxy())).status).toBe(200);
  });
});
