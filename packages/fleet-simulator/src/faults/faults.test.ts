import { createSimulationClock } from '../clock';
import { FleetSimulator } from '../FleetSimulator';
import { SimulatedCluster } from '../SimulatedCluster';
import {
  call,
  itemsOf,
  metadataOf,
  namesOf,
  WatchReader,
} from '../testing/client';
import { buildDeployment, buildNamespace } from '../world/builders';
import { FaultInput } from './faultSchema';

const LIST = '/apis/apps/v1/deployments';

describe('faults', () => {
  let simulator: FleetSimulator;
  let cluster: SimulatedCluster;
  const readers: WatchReader[] = [];

  const list = (query = '') =>
    call(`${cluster.url}${LIST}${query}`, { token: cluster.token });
  const watch = async (query = '') => {
    const reader = await WatchReader.open(
      `${cluster.url}${LIST}?watch=1&allowWatchBookmarks=1&resourceVersion=${cluster.store.revision}${query}`,
      { token: cluster.token },
    );
    readers.push(reader);
    return reader;
  };
  const change = (name = 'delta') =>
    cluster.store.apply(
      buildDeployment({
        name,
        namespace: 'shop',
        image: 'registry.example/x:1',
      }),
    );

  beforeEach(async () => {
    simulator = await FleetSimulator.create({
      clock: createSimulationClock(),
      clusters: [
        {
          name: 'one',
          objects: [
            buildNamespace({ name: 'shop' }),
            ...['alpha', 'beta', 'gamma'].map(name =>
              buildDeployment({
                name,
                namespace: 'shop',
                image: `registry.example/${name}:1`,
              }),
            ),
          ],
        },
      ],
    });
    await simulator.start();
    cluster = simulator.cluster('one');
  });

  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await simulator.stop();
  });

  it('refuses connections on a closed port, and comes back on the same', async () => {
    const reader = await watch();
    const { url } = cluster;
    await cluster.fault({ fault: 'refuse' });
    await reader.end();
    await expect(list()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(cluster.isReachable).toBe(false);
    await cluster.clearFaults();
    expect(cluster.url).toBe(url);
    expect((await list()).status).toBe(200);
  });

  it('hangs: no answer, and watches without events and bookmarks that later catch up', async () => {
    const reader = await watch();
    await cluster.fault({ fault: 'hang' });
    let hasAnswered = false;
    const pending = list().then(
      () => {
        hasAnswered = true;
      },
      () => {},
    );
    change();
    cluster.sendBookmarks();
    // A request that is answered shows that the silent ones had their chance.
    await call(`${(await otherCluster()).url}/version`);
    expect(hasAnswered).toBe(false);
    expect(reader.unread).toBe(0);
    await cluster.clearFaults();
    expect(await reader.next()).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'delta' } },
    });
    await simulator.stop();
    await pending;
    expect(hasAnswered).toBe(false);
  });

  const others: FleetSimulator[] = [];
  async function otherCluster(): Promise<SimulatedCluster> {
    const other = await FleetSimulator.create({
      clusters: [{ name: 'other' }],
    });
    others.push(other);
    await other.start();
    return other.clusters[0];
  }
  afterEach(async () => {
    for (const other of others.splice(0)) await other.stop();
  });

  it('answers HTML with HTTP 200', async () => {
    await cluster.fault({ fault: 'html' });
    const answer = await list();
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain('<html>');
  });

  it.each<[FaultInput, number]>([
    [{ fault: 'unauthorized' }, 401],
    [{ fault: 'forbidden' }, 403],
    [{ fault: 'error' }, 500],
    [{ fault: 'error', status: 503 }, 503],
    [{ fault: 'throttle' }, 429],
    [{ fault: 'redirect' }, 302],
  ])('%j answers %d', async (fault, status) => {
    await cluster.fault(fault);
    expect((await list()).status).toBe(status);
    await cluster.clearFaults();
    expect((await list()).status).toBe(200);
  });

  it('sends Retry-After as it was given', async () => {
    await cluster.fault({ fault: 'throttle', retryAfter: 7 });
    expect((await list()).headers['retry-after']).toBe('7');
    await cluster.fault({ fault: 'error', status: 503, retryAfter: 'soon' });
    await cluster.clearFaults('throttle');
    expect((await list()).headers['retry-after']).toBe('soon');
  });

  it('is limited to resources and to a number of requests', async () => {
    await cluster.fault({ fault: 'error', resources: ['pods'], count: 1 });
    expect((await list()).status).toBe(200);
    const pods = () =>
      call(`${cluster.url}/api/v1/pods`, { token: cluster.token });
    expect((await pods()).status).toBe(500);
    expect((await pods()).status).toBe(200);
    expect(cluster.faults).toEqual([]);
  });

  it('trickles answers', async () => {
    await cluster.fault({ fault: 'slow', bytes: 400, intervalMs: 5 });
    const started = Date.now();
    const answer = await list();
    const pieces = Math.ceil(Buffer.byteLength(answer.text) / 400);
    expect(namesOf(answer.json)).toHaveLength(3);
    expect(Date.now() - started).toBeGreaterThanOrEqual((pieces - 1) * 5);
  });

  it('cuts open connections once', async () => {
    const reader = await watch();
    await cluster.fault({ fault: 'cut' });
    await reader.end();
    expect((await list()).status).toBe(200);
    expect(cluster.faults).toEqual([]);
  });

  it.each([
    ['event' as const, 200, { type: 'ERROR', object: { code: 410 } }],
    ['status' as const, 410, { kind: 'Status', code: 410 }],
  ])('forgets history (%s)', async (form, status, body) => {
    const before = cluster.store.revision;
    const first = (await list('?limit=1')).json;
    const reader = await watch();
    await cluster.fault({ fault: 'gone', form });
    await reader.end();
    const resumed = await WatchReader.open(
      `${cluster.url}${LIST}?watch=1&resourceVersion=${before}`,
      { token: cluster.token },
    );
    readers.push(resumed);
    expect(resumed.status).toBe(status);
    await resumed.end();
    expect(JSON.parse(resumed.text)).toMatchObject(body);
    const page = await list(`?limit=1&continue=${metadataOf(first).continue}`);
    expect(page.status).toBe(410);
    // A new list is good to watch from.
    const fresh = await watch();
    change();
    expect((await fresh.next()).type).toBe('ADDED');
  });

  it('breaks off a list in the middle', async () => {
    await cluster.fault({ fault: 'truncate' });
    await expect(list()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await cluster.fault({ fault: 'truncate', form: 'end' });
    const answer = await list();
    expect(answer.status).toBe(200);
    expect(() => answer.json).toThrow(SyntaxError);
  });

  it('lies that there is nothing', async () => {
    await cluster.fault({ fault: 'empty-list' });
    const { json } = await list();
    expect(json).toMatchObject({ kind: 'DeploymentList', items: [] });
    expect(metadataOf(json).resourceVersion).toBe(
      String(cluster.store.revision),
    );
  });

  it('never ends a list: pages', async () => {
    await cluster.fault({ fault: 'endless-list' });
    const tokens = new Set<unknown>();
    let query = '?limit=2';
    for (let page = 0; page < 6; page++) {
      const { json } = await list(query);
      expect(itemsOf(json)).toHaveLength(2);
      const token = metadataOf(json).continue;
      expect(tokens).not.toContain(token);
      tokens.add(token);
      query = `?limit=2&continue=${token}`;
    }
  });

  it('never ends a list: body', async () => {
    await cluster.fault({ fault: 'endless-list', form: 'body' });
    const wholeLength = 100_000;
    const reader = await WatchReader.open(`${cluster.url}${LIST}`, {
      token: cluster.token,
    });
    const size = await new Promise<number>(resolve => {
      reader.onText(text => {
        if (text.length > wholeLength) resolve(text.length);
      });
    });
    reader.close();
    expect(size).toBeGreaterThan(wholeLength);
  });

  it('writes garbage into watches, open and new', async () => {
    const open = await watch();
    await cluster.fault({ fault: 'garbage', line: '{"type":' });
    expect(await open.line()).toBe('{"type":');
    const late = await watch();
    expect(await late.line()).toBe('{"type":');
  });

  it('compresses what nobody asked to be compressed', async () => {
    await cluster.fault({ fault: 'gzip' });
    const answer = await list();
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.text).not.toContain('DeploymentList');
  });

  it('stands in the truth log', async () => {
    const before = simulator.log.lastSequence;
    await cluster.fault({ fault: 'html' });
    await cluster.clearFaults();
    expect(simulator.log.since(before)).toMatchObject([
      { verb: 'fault', cluster: 'one', summary: { fault: 'html' } },
      { verb: 'fault-cleared', cluster: 'one', summary: { fault: 'html' } },
    ]);
  });

  it('must be known', async () => {
    await expect(cluster.fault({ fault: 'gravity' } as never)).rejects.toThrow(
      /fault/,
    );
  });
});
