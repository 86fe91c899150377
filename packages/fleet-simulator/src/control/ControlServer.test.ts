import { FleetSimulator } from '../FleetSimulator';
import { call, RequestOptions } from '../testing/client';
import { TruthEntry } from '../truthLog';
import { buildNamespace } from '../world/builders';
import { ControlServer } from './ControlServer';

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
