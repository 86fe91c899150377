import { FleetSimulator } from '../FleetSimulator';
import { call, RequestOptions } from '../testing/client';
import { TruthEntry } from '../truthLog';
import { buildNamespace } from '../world/builders';
import { RELEASE_SCENARIO } from '../world/scenario/releaseScenario';
import { ControlServer } from './ControlServer';

// Worlds are made and moved here, which a busy machine takes its time for.
jest.setTimeout(60_000);

describe('the control API', () => {
  let simulator: FleetSimulator;
  let control: ControlServer;

  beforeEach(async () => {
    simulator = await FleetSimulator.create({
      clusters: [{ name: 'one', objects: [buildNamespace({ name: 'shop' })] }],
    });
    await simulator.start();
    control = await ControlServer.start(simulator, 0);
  });

  afterEach(async () => {
    await control.stop();
    await simulator.stop();
  });

  const ask = (method: string, path: string, body?: RequestOptions['body']) =>
    call(`${control.url}${path}`, { method, body });

  it('tells the state', async () => {
    expect((await ask('GET', '/state')).json).toMatchObject({
      time: '2026-06-01T08:00:00.000Z',
      ticks: 0,
      running: false,
      clusters: [
        { name: 'one', url: simulator.clusters[0].url, objects: 1, faults: [] },
      ],
    });
  });

  it('lets time pass, by ticks and by itself', async () => {
    expect((await ask('POST', '/tick', { count: 3 })).json).toMatchObject({
      ticks: 3,
      time: '2026-06-01T08:00:09.000Z',
    });
    expect((await ask('POST', '/tick')).json).toMatchObject({ ticks: 4 });
    expect((await ask('POST', '/resume')).json).toMatchObject({
      running: true,
    });
    expect((await ask('POST', '/pause')).json).toMatchObject({
      running: false,
    });
  });

  it('switches faults on and off', async () => {
    const posted = await ask('POST', '/clusters/one/faults', {
      fault: 'throttle',
    });
    expect(posted.json).toEqual({
      faults: [{ fault: 'throttle', retryAfter: 1 }],
    });
    await ask('POST', '/clusters/one/faults', { fault: 'html' });
    expect(
      (await ask('DELETE', '/clusters/one/faults?fault=throttle')).json,
    ).toEqual({ faults: [{ fault: 'html' }] });
    expect((await ask('DELETE', '/clusters/one/faults')).json).toEqual({
      faults: [],
    });
  });

  it('applies and deletes objects, and logs both', async () => {
    const before = simulator.log.lastSequence;
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'shop' },
    };
    expect((await ask('POST', '/clusters/one/objects', object)).status).toBe(
      200,
    );
    expect((await ask('DELETE', '/clusters/one/objects', object)).status).toBe(
      200,
    );
    expect((await ask('DELETE', '/clusters/one/objects', object)).status).toBe(
      404,
    );
    const { entries, lastSequence } = (await ask('GET', `/log?since=${before}`))
      .json as {
      entries: TruthEntry[];
      lastSequence: number;
    };
    expect(
      entries.map(({ verb, kind, name }) => `${verb} ${kind} ${name}`),
    ).toEqual(['added ConfigMap a', 'deleted ConfigMap a']);
    expect(lastSequence).toBe(before + 2);
  });

  it.each<[string, string, unknown, number, RegExp]>([
    ['GET', '/nothing', undefined, 404, /there is no 'GET \/nothing'/],
    [
      'POST',
      '/clusters/two/faults',
      { fault: 'html' },
      404,
      /no cluster 'two'/,
    ],
    ['POST', '/clusters/one/faults', { fault: 'gravity' }, 400, /fault/],
    ['POST', '/clusters/one/faults', { fault: 'html', extra: 1 }, 400, /extra/],
    ['POST', '/clusters/one/objects', { kind: 'Pod' }, 400, /apiVersion/],
    [
      'POST',
      '/clusters/one/objects',
      { apiVersion: 'x/v1', kind: 'Y', metadata: { name: 'y' } },
      400,
      /serves no kind 'Y'/,
    ],
    ['POST', '/tick', { count: 0 }, 400, /count/],
    ['POST', '/tick', '{', 400, /no JSON/],
    ['GET', '/log?since=x', undefined, 400, /since/],
  ])(
    'answers %s %s %j with %d',
    async (method, path, body, status, message) => {
      const answer = await ask(method, path, body);
      expect(answer.status).toBe(status);
      expect(String(answer.json.error)).toMatch(message);
    },
  );
});

describe('the control API of a world', () => {
  let simulator: FleetSimulator;
  let control: ControlServer;

  beforeAll(async () => {
    simulator = await FleetSimulator.create({ scenario: RELEASE_SCENARIO });
    control = await ControlServer.start(simulator, 0);
  });

  afterAll(() => control.stop());

  const ask = (method: string, path: string, body?: RequestOptions['body']) =>
    call(`${control.url}${path}`, { method, body });

  it('starts a release, tells the truth of it, and steers it', async () => {
    expect((await ask('GET', '/releases')).json).toEqual({ releases: [] });
    const started = await ask('POST', '/releases', {
      component: 'checkout',
      version: '1.42.0',
      troubles: [{ type: 'admission', cluster: 'eun1-flux' }],
    });
    expect(started.json).toMatchObject({
      id: 'release-1',
      previousVersion: '1.41.2',
      lifecycle: 'running',
      counts: { queued: 9 },
    });
    await ask('POST', '/tick', { count: 4 });
    expect((await ask('GET', '/releases/release-1')).json).toMatchObject({
      counts: { failed: 1, verifying: 2, queued: 6 },
    });
    expect((await ask('POST', '/releases/release-1/pause')).json).toMatchObject(
      { lifecycle: 'paused' },
    );
    expect(
      (await ask('POST', '/releases/release-1/resume')).json,
    ).toMatchObject({ lifecycle: 'running' });
    await ask('DELETE', '/releases/release-1/troubles?cluster=eun1-flux');
    await ask('POST', '/tick', { count: 60 });
    expect((await ask('GET', '/releases')).json).toMatchObject({
      releases: [{ lifecycle: 'completed', counts: { succeeded: 9 } }],
    });
    expect(
      (await ask('POST', '/releases/release-1/rollback')).json,
    ).toMatchObject({ id: 'release-2', version: '1.41.2' });
  });

  it('changes by hand, unless a policy is against it', async () => {
    const edit = (body: RequestOptions['body']) =>
      ask('POST', '/clusters/use1-flux/hand-edits', body);
    expect((await edit({ component: 'cart', replicas: 4 })).status).toBe(200);
    const reference = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'storefront',
      name: 'cart',
    };
    expect(
      simulator.cluster('use1-flux').store.get(reference)?.spec,
    ).toMatchObject({ replicas: 4 });
    await ask('POST', '/releases', {
      component: 'cart',
      version: '2.9.0',
      troubles: [{ type: 'admission', cluster: 'use1-flux' }],
    });
    await ask('POST', '/tick');
    const refused = await edit({ component: 'cart', version: '2.9.0' });
    expect(refused.status).toBe(400);
    expect(String(refused.json.error)).toMatch(
      /^admission webhook "validate\.kyverno\.svc-fail" denied the request/,
    );
  });

  it('lets clusters drift, tells the truth of it, and lets it end', async () => {
    const clusters = ['use1-argocd', 'use1-flux', 'use1-ocm'];
    const started = await ask('POST', '/drifts', {
      type: 'edit-image',
      component: 'product-page',
      clusters,
      version: '5.3.0-hotfix.1',
      repeatSeconds: 30,
    });
    expect(started.status).toBe(200);
    const entry = String(started.json.entry);
    expect(started.json.drifts).toHaveLength(3);
    expect(started.json).toMatchObject({
      drifts: clusters.map(cluster => ({
        entry,
        cluster,
        component: 'product-page',
        by: 'kubectl-edit',
      })),
    });
    await ask('POST', '/tick', { count: 3 });
    const read = await ask('GET', `/drifts/${entry}`);
    expect(read.json).toMatchObject({
      drifts: [{ seenAt: expect.any(String) }, {}, {}],
    });
    expect((await ask('GET', '/drifts')).json).toEqual({
      drifts: read.json.drifts,
    });
    expect(
      (await ask('DELETE', `/drifts/${entry}?cluster=use1-flux`)).status,
    ).toBe(200);
    expect((await ask('POST', `/drifts/${entry}`)).status).toBe(405);
    const log = await ask('GET', '/log?since=0');
    expect(log.json.entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          verb: 'drift',
          cluster: 'use1-argocd',
          summary: expect.objectContaining({ state: 'seen', entry }),
        }),
      ]),
    );
  });

  it.each<[string, string, RequestOptions['body'], number, RegExp]>([
    ['GET', '/releases/release-9', undefined, 404, /no release 'release-9'/],
    ['POST', '/releases/release-1/stop', undefined, 404, /takes no/],
    ['POST', '/releases', { component: 'checkout' }, 400, /version/],
    [
      'POST',
      '/releases',
      { component: 'nothing', version: '1.0.0' },
      400,
      /no component 'nothing'/,
    ],
    [
      'POST',
      '/clusters/hub-ocm/hand-edits',
      { component: 'cart' },
      400,
      /not on a cluster 'hub-ocm'/,
    ],
    ['GET', '/drifts/drift-99', undefined, 404, /no drift 'drift-99'/],
    ['POST', '/drifts', { type: 'edit-image' }, 400, /component/],
    [
      'POST',
      '/drifts',
      {
        type: 'edit-image',
        component: 'cart',
        clusters: ['hub-ocm'],
        version: '1',
      },
      400,
      /not on a cluster 'hub-ocm'/,
    ],
    [
      'POST',
      '/drifts',
      {
        type: 'delete-configuration',
        component: 'cart',
        clusters: ['use1-ocm'],
      },
      400,
      /brings no ConfigMap/,
    ],
    [
      'POST',
      '/drifts',
      {
        type: 'edit-image',
        component: 'cart',
        clusters: ['use1-ocm'],
        version: '1',
        holdsDelivery: true,
      },
      400,
      /nothing can hold the delivery/,
    ],
  ])(
    'answers %s %s %j with %d',
    async (method, path, body, status, message) => {
      const answer = await ask(method, path, body);
      expect(answer.status).toBe(status);
      expect(String(answer.json.error)).toMatch(message);
    },
  );
});
