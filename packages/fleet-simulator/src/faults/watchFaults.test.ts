import { defineResourceType } from '../api/resourceTypes';
import { FleetSimulator } from '../FleetSimulator';
import { FaultedCluster } from '../testing/faultedCluster';
import { call, metadataOf, WatchReader } from '../testing/client';

describe('faults of watches', () => {
  let faulted: FaultedCluster;
  beforeEach(async () => {
    faulted = await FaultedCluster.start();
  });
  afterEach(() => faulted.stop());

  const uidOf = (event: { object: unknown }) => metadataOf(event.object).uid;

  it('mute: watches open and say nothing, while lists are answered; then they catch up', async () => {
    const open = await faulted.watch();
    await faulted.cluster.fault({ fault: 'mute', resources: ['deployments'] });
    const late = await faulted.watch();
    expect(late.status).toBe(200);
    faulted.change();
    faulted.cluster.sendBookmarks();
    expect((await faulted.list()).status).toBe(200);
    expect([open.unread, late.unread]).toEqual([0, 0]);
    await faulted.cluster.clearFaults();
    for (const reader of [open, late]) {
      expect(await reader.next()).toMatchObject({
        type: 'ADDED',
        object: { metadata: { name: 'delta' } },
      });
    }
  });

  it.each(['end' as const, 'destroy' as const])(
    'close-watches: at once, again and again (%s)',
    async form => {
      const open = await faulted.watch();
      await faulted.cluster.fault({ fault: 'close-watches', form, count: 2 });
      await open.end();
      for (let index = 0; index < 2; index++) {
        const reader = await faulted.watch();
        await reader.end();
        expect(reader.text).toBe('');
      }
      const last = await faulted.watch();
      faulted.change();
      expect((await last.next()).type).toBe('ADDED');
    },
  );

  it.each([
    ['crlf' as const, /\r$/],
    ['bom' as const, /^\ufeff\{/],
    ['split' as const, /^\{.*\}$/],
  ])('lines: %s', async (form, line) => {
    await faulted.cluster.fault({ fault: 'lines', form });
    const reader = await faulted.watch();
    faulted.change('größe');
    const text = await reader.line();
    expect(text).toMatch(line);
    expect(JSON.parse(text?.replace('\ufeff', '') ?? '')).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'größe' } },
    });
  });

  it('lines: two events in one', async () => {
    await faulted.cluster.fault({ fault: 'lines', form: 'joined' });
    const reader = await faulted.watch();
    faulted.change('delta');
    faulted.change('epsilon');
    const line = await reader.line();
    expect(line?.match(/\}\{"type":"ADDED"/g)).toHaveLength(1);
  });

  it('lines: half of one, and the end', async () => {
    await faulted.cluster.fault({ fault: 'lines', form: 'truncated' });
    const reader = await faulted.watch();
    faulted.change();
    await reader.end();
    expect(reader.text).toMatch(/^\{"type":"ADDED"/);
    expect(reader.text).not.toContain('\n');
  });

  it('events: everything twice', async () => {
    await faulted.cluster.fault({ fault: 'events', form: 'duplicate' });
    const reader = await faulted.watch();
    faulted.change();
    expect(await reader.next()).toEqual(await reader.next());
  });

  it('events: neighbours change places, those of one object do not', async () => {
    await faulted.cluster.fault({ fault: 'events', form: 'reorder' });
    const reader = await faulted.watch();
    faulted.change('delta', '1');
    faulted.change('delta', '2');
    faulted.change('epsilon', '1');
    faulted.cluster.sendBookmarks();
    const told = [];
    for (let index = 0; index < 3; index++) {
      const { object } = await reader.next();
      const { name, resourceVersion } = metadataOf(object);
      told.push([name, Number(resourceVersion)]);
    }
    expect(told.map(([name]) => name)).toEqual(['delta', 'epsilon', 'delta']);
    expect(told[1][1]).toBeGreaterThan(told[2][1] as number);
    expect(told[0][1]).toBeLessThan(told[2][1] as number);
  });

  it('events: the end of an object that never was', async () => {
    await faulted.cluster.fault({ fault: 'events', form: 'unknown-delete' });
    const reader = await faulted.watch();
    faulted.change();
    const ghost = await reader.next();
    const real = await reader.next();
    expect([ghost.type, real.type]).toEqual(['DELETED', 'ADDED']);
    expect(uidOf(ghost)).not.toBe(uidOf(real));
  });

  it.each([
    ['words' as const, /^rev-[0-9a-z]+-x$/],
    ['backwards' as const, /^9\d{11}$/],
  ])('revisions: %s, and can be resumed from', async (form, pattern) => {
    await faulted.cluster.fault({ fault: 'revisions', form });
    const { resourceVersion } = metadataOf((await faulted.list()).json);
    expect(resourceVersion).toMatch(pattern);
    faulted.change('delta');
    const reader = await faulted.watch(String(resourceVersion));
    const told = metadataOf((await reader.next()).object);
    expect(told).toMatchObject({
      name: 'delta',
      resourceVersion: expect.stringMatching(pattern),
    });
    faulted.change('delta', '2');
    const next = metadataOf((await reader.next()).object);
    expect(next.resourceVersion).toMatch(pattern);
  });

  it('revisions: backwards means backwards', async () => {
    await faulted.cluster.fault({ fault: 'revisions', form: 'backwards' });
    const reader = await faulted.watch();
    faulted.change('delta', '1');
    faulted.change('delta', '2');
    const [first, second] = [await reader.next(), await reader.next()].map(
      ({ object }) => Number(metadataOf(object).resourceVersion),
    );
    expect(second).toBeLessThan(first);
  });

  it('refuses a resource version that it has not come to, as after a restore', async () => {
    const reader = await faulted.watch(faulted.cluster.store.revision + 1000);
    expect(reader.status).toBe(504);
    await reader.end();
    expect(JSON.parse(reader.text)).toMatchObject({
      reason: 'Timeout',
      details: { causes: [{ reason: 'ResourceVersionTooLarge' }] },
    });
  });
});

describe('kinds that come and go', () => {
  const V1 = {
    group: 'example.com',
    kind: 'Parcel',
    version: 'v1',
    custom: true,
  };
  const parcel = (version: string) => ({
    apiVersion: `example.com/${version}`,
    kind: 'Parcel',
    metadata: { name: 'one', namespace: 'shop' },
  });
  const path = (version: string) => `/apis/example.com/${version}/parcels`;

  it('moves to another version: the same objects, and watches of the old one end', async () => {
    const simulator = await FleetSimulator.create({
      clusters: [
        {
          name: 'one',
          types: [
            defineResourceType(V1),
            defineResourceType({ ...V1, version: 'v2' }),
          ],
          objects: [parcel('v1')],
        },
      ],
    });
    await simulator.start();
    const [cluster] = simulator.clusters;
    const { url, token } = cluster;
    const reader = await WatchReader.open(
      `${url}${path('v1')}?watch=1&resourceVersion=${cluster.store.revision}`,
      { token },
    );
    const [before] = cluster.store.all('example.com/v1', 'Parcel');
    cluster.moveToVersion({
      group: 'example.com',
      kind: 'Parcel',
      from: 'v1',
      to: 'v2',
    });
    await reader.end();
    expect(reader.text).toBe('');
    expect((await call(`${url}${path('v1')}`, { token })).status).toBe(404);
    const [after] = cluster.store.all('example.com/v2', 'Parcel');
    expect(after.metadata.uid).toBe(before.metadata.uid);
    await simulator.stop();
  });

  it('goes with its definition: each object is deleted, then it is served no longer', async () => {
    const simulator = await FleetSimulator.create({
      clusters: [{ name: 'one' }],
    });
    await simulator.start();
    const [cluster] = simulator.clusters;
    const { url, token } = cluster;
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'parcels.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Parcel', plural: 'parcels' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true }],
      },
    };
    cluster.store.apply(definition);
    cluster.store.apply(parcel('v1'));
    const reader = await WatchReader.open(
      `${url}${path('v1')}?watch=1&resourceVersion=${cluster.store.revision}`,
      { token },
    );
    cluster.store.delete({
      apiVersion: definition.apiVersion,
      kind: definition.kind,
      name: definition.metadata.name,
    });
    expect((await reader.next()).type).toBe('DELETED');
    await reader.end();
    expect((await call(`${url}${path('v1')}`, { token })).status).toBe(404);
    await simulator.stop();
  });
});
