import { deploymentObject, testAdapter } from '../__testUtils__/deployments';
import { WorkCounter } from './WorkCounter';
import { KindCollector, type KindCollectorOptions } from './KindCollector';
import type {
  KindProgress,
  ObjectChange,
  StoredKind,
  StoredObjects,
} from './messages';

type Batch = { changes: ObjectChange[] } & KindProgress;

function collectorOf(over: Partial<KindCollectorOptions> = {}) {
  const batches: Batch[] = [];
  /** What the store has, as uid, version and hash. */
  const store = new Map<string, [version: string, hash: string]>();
  let kind: Partial<StoredKind> = { isSameMapping: true };
  let refuse: string[] = [];
  let now = 0;
  const collector = new KindCollector({
    observer: 'c-1',
    adapter: 'kubernetes',
    watch: testAdapter.watches[0],
    version: 'v1',
    fingerprint: 'code-1',
    now: () => now,
    sink: {
      batch: async batch => {
        batches.push(batch);
        const refused = refuse.map(uid => ({ uid, example: 'too long' }));
        for (const change of batch.changes) {
          if (refuse.includes(change.uid)) continue;
          if (change.type === 'deleted') store.delete(change.uid);
          if (change.type === 'facts') {
            if (change.isNew === store.has(change.uid)) {
              throw new Error(`wrong about whether '${change.uid}' is new`);
            }
            store.set(change.uid, [change.resourceVersion ?? '', change.hash]);
          }
        }
        refuse = [];
        return { refused };
      },
      stored: async (after): Promise<Partial<StoredKind> & StoredObjects> => {
        const uids = [...store.keys()].sort();
        const start = after === undefined ? 0 : Number(after);
        const lines = uids
          .slice(start, start + 2)
          .map(uid => [uid, ...store.get(uid)!].join('\t'))
          .join('\n');
        return {
          ...kind,
          lines,
          ...(start + 2 < uids.length ? { next: String(start + 2) } : {}),
        };
      },
    },
    ...over,
  });
  const handlers = collector.handlers();
  let epoch = 0;
  let listVersion = 100;
  return {
    collector,
    batches,
    store,
    prime: (stored: Partial<StoredKind> = { isSameMapping: true }) => {
      kind = stored;
      return collector.prime();
    },
    pass: (ms: number) => {
      now += ms;
    },
    refuseNext: (...uids: string[]) => {
      refuse = uids;
    },
    /** A whole list of the given objects, one page each; what is known is not read. */
    list: async (...pages: ReturnType<typeof deploymentObject>[][]) => {
      epoch += 1;
      listVersion += 1;
      await handlers.onListStart?.({ epoch });
      const { isKnown } = collector.reflectorOptions();
      let read = 0;
      for (const page of pages) {
        const known = page.filter(({ metadata }) =>
          isKnown!(metadata.uid, metadata.resourceVersion ?? ''),
        );
        const items = page.filter(item => !known.includes(item));
        read += items.length;
        await handlers.onListItems(items, {
          epoch,
          skipped: known.map(({ metadata }) => ({
            uid: metadata.uid,
            resourceVersion: metadata.resourceVersion ?? '',
          })),
        });
      }
      const verdict = await handlers.onListComplete({
        epoch,
        resourceVersion: String(listVersion),
        count: pages.flat().length,
      });
      return { read, verdict };
    },
    startList: () => handlers.onListStart?.({ epoch: (epoch += 1) }),
    page: (...objects: ReturnType<typeof deploymentObject>[]) =>
      handlers.onListItems(objects, { epoch, skipped: [] }),
    oversized: (...uids: string[]) =>
      handlers.onListOversized?.(
        uids.map(uid => ({ uid, name: uid })),
        { epoch },
      ),
    events: (
      ...events: [
        'ADDED' | 'MODIFIED' | 'DELETED',
        ReturnType<typeof deploymentObject>,
      ][]
    ) =>
      handlers.onEvents(
        events.map(([type, object]) => ({ type, object })),
        { resourceVersion: '201' },
      ),
    /** What was said of objects, in short, since this was last asked. */
    said: () =>
      batches
        .splice(0)
        .filter(({ changes }) => changes.length > 0)
        .map(({ changes }) =>
          changes
            .map(change =>
              change.type === 'facts'
                ? `${change.uid}=${change.facts
                    .map(({ columns }) => columns.version)
                    .join()}`
                : `${change.type} ${change.uid}`,
            )
            .join(', '),
        ),
  };
}

const at = deploymentObject;
const many = (count: number, prefix = 'n') =>
  Array.from({ length: count }, (_, index) => at(`${prefix}-${index}`, '1'));

describe('KindCollector', () => {
  it('tells what is listed, ready to be written, and then how far it is', async () => {
    const { list, batches } = collectorOf();
    await list([at('a', '1', '7')], [at('b', '1')]);
    expect(batches).toEqual([
      {
        objects: 1,
        changes: [
          {
            type: 'facts',
            uid: 'uid-a',
            hash: expect.stringMatching(/^.{27}$/),
            resourceVersion: '7',
            isNew: true,
            facts: [
              expect.objectContaining({
                table: 'workload',
                namespace: 'shop',
                name: 'a',
                touches: ['shop'],
                columns: { health: 'healthy', version: '1', settled: true },
                data: expect.stringContaining('"version":"1"'),
              }),
            ],
          },
        ],
      },
      { objects: 2, changes: [expect.objectContaining({ uid: 'uid-b' })] },
      {
        objects: 2,
        changes: [],
        skipped: [],
        checkpoint: { resourceVersion: '101', fingerprint: 'code-1' },
      },
    ]);
  });

  it('counts what it could not read, and stores nothing of it', async () => {
    const { list, said, batches } = collectorOf();
    await list([at('a', '1'), at('bad'), at('worse')]);
    expect(batches[0].skipped).toEqual([
      {
        reason: 'malformed',
        count: 2,
        example: expect.stringMatching(/^shop\/bad: spec/),
      },
    ]);
    expect(batches.at(-1)).toMatchObject({ objects: 3 });
    expect(said()).toEqual(['uid-a=1']);
    await list([at('a', '1'), at('bad', '1'), at('worse')]);
    expect(batches.at(-1)?.skipped).toMatchObject([
      { count: 1, example: expect.stringContaining('worse') },
    ]);
    await list([at('a', '1'), at('bad', '1')]);
    expect(batches.at(-1)).toMatchObject({ objects: 2, skipped: [] });
  });

  it('tells nothing twice, and reads no object again whose version it knows', async () => {
    const { list, said, events } = collectorOf();
    await list([at('a', '1')]);
    said();
    await events(['MODIFIED', at('a', '1', '2')]);
    expect(said()).toEqual([]);
    expect(await list([at('a', '1', '2')])).toMatchObject({ read: 0 });
    expect(await list([at('a', '1', '3')])).toMatchObject({ read: 1 });
    expect(said()).toEqual([]);
  });

  it('tells the way there and back within one batch', async () => {
    const { list, said, events } = collectorOf();
    await list([at('a', '1')]);
    said();
    await events(['MODIFIED', at('a', '2')], ['MODIFIED', at('a', '1')]);
    expect(said()).toEqual(['uid-a=2, uid-a=1']);
    await events(['MODIFIED', at('a', '1')]);
    expect(said()).toEqual([]);
  });

  it('tells again what was deleted and is there again', async () => {
    const { list, said, events } = collectorOf();
    await list([at('a', '1')]);
    said();
    await events(['DELETED', at('a', '1')]);
    await events(['DELETED', at('a', '1')], ['DELETED', at('never', '1')]);
    await events(['ADDED', at('a', '1')]);
    expect(said()).toEqual(['deleted uid-a', 'uid-a=1']);
  });

  it('tells once that what is stored could not be read, and again when it can', async () => {
    const { list, said, events } = collectorOf();
    await list([at('a', '1', '5')]);
    said();
    await events(['MODIFIED', at('a', undefined, '6')]);
    await events(['MODIFIED', at('a', undefined, '7')]);
    await events(['MODIFIED', at('a', '1', '8')]);
    expect(said()).toEqual(['skipped uid-a', 'uid-a=1']);
  });

  it('deletes what a complete list lacks, before it says how far it is', async () => {
    const { list, said, store, batches } = collectorOf();
    await list([at('a', '1'), at('b', '1'), at('c', '1')]);
    batches.length = 0;
    await list([at('b', '1')]);
    expect(batches.at(-1)).toMatchObject({
      objects: 1,
      changes: [],
      checkpoint: { resourceVersion: '102' },
    });
    expect(batches.slice(0, -1).some(batch => batch.checkpoint)).toBe(false);
    expect(said()).toEqual(['deleted uid-a, deleted uid-c']);
    expect([...store.keys()]).toEqual(['uid-b']);
    await list([at('a', '1'), at('b', '1')]);
    expect(said()).toEqual(['uid-a=1']);
  });

  it('takes a list that began anew for the only one', async () => {
    const { startList, page, list, store } = collectorOf();
    await startList();
    await page(at('gone', '1'));
    await list([at('a', '1')]);
    expect([...store.keys()]).toEqual(['uid-a']);
  });

  it('calls an object that is too large neither gone nor read', async () => {
    const { list, startList, oversized, page, said, store, collector } =
      collectorOf();
    await list([at('a', '1'), at('b', '1')]);
    said();
    await startList();
    await page(at('a', '1'));
    await oversized('uid-b', 'uid-new');
    await collector
      .handlers()
      .onListComplete({ epoch: 2, resourceVersion: '9', count: 3 });
    expect(said()).toEqual(['skipped uid-b']);
    expect([...store.keys()]).toEqual(['uid-a', 'uid-b']);
  });

  it('cuts what changed at once into batches, the last with the place to go on from', async () => {
    const { list, events, batches } = collectorOf();
    await list([]);
    batches.length = 0;
    await events(
      ...many(501).map(object => ['ADDED', object] as ['ADDED', typeof object]),
    );
    expect(
      batches.map(({ changes, objects, checkpoint }) => [
        changes.length,
        objects,
        checkpoint?.resourceVersion,
      ]),
    ).toEqual([
      [250, 250, undefined],
      [250, 500, undefined],
      [1, 501, '201'],
    ]);
  });

  it('stores now and then how far it is while nothing changes', async () => {
    const { list, events, batches, pass, collector } = collectorOf();
    await list([at('a', '1')]);
    batches.length = 0;
    await events(['MODIFIED', at('a', '1', '2')]);
    await collector.confirmed('202');
    expect(batches).toEqual([]);
    pass(300_000);
    await events(['MODIFIED', at('a', '1', '3')]);
    expect(batches.splice(0)).toMatchObject([
      { changes: [], checkpoint: { resourceVersion: '201' } },
    ]);
    await collector.confirmed('203');
    expect(batches).toEqual([]);
    pass(300_000);
    await collector.confirmed('204');
    expect(batches).toMatchObject([{ checkpoint: { resourceVersion: '204' } }]);
  });

  it('says of no list that is under way how far it is', async () => {
    const { list, startList, page, batches, pass, collector } = collectorOf();
    await list([at('a', '1')]);
    batches.length = 0;
    pass(300_000);
    await startList();
    await page(at('b', '1'));
    await collector.confirmed('300');
    expect(batches.filter(({ checkpoint }) => checkpoint)).toEqual([]);
  });

  it('keeps no version that no column takes', async () => {
    const { list, batches } = collectorOf();
    await list([at('a', '1', '1\t2')]);
    expect(batches[0].changes[0]).toMatchObject({ resourceVersion: null });
  });

  it('knows nothing of what the database refused, and says so', async () => {
    const { list, batches, refuseNext, said, store } = collectorOf();
    refuseNext('uid-a');
    await list([at('a', '1'), at('b', '1')]);
    expect(batches.at(-1)?.skipped).toEqual([
      { reason: 'invalid-fact', count: 1, example: 'too long' },
    ]);
    expect([...store.keys()]).toEqual(['uid-b']);
    said();
    await list([at('a', '1'), at('b', '1')]);
    expect(said()).toEqual(['uid-a=1']);
    expect([...store.keys()].sort()).toEqual(['uid-a', 'uid-b']);
  });
});

describe('KindCollector after a restart', () => {
  async function restarted(
    kind: Partial<StoredKind> = { isSameMapping: true },
    over: Partial<KindCollectorOptions> = {},
  ) {
    const first = collectorOf();
    await first.list([at('a', '1', '5'), at('b', '1', '6'), at('c', '1', '7')]);
    const second = collectorOf(over);
    for (const [uid, row] of first.store) second.store.set(uid, row);
    await second.prime(kind);
    return second;
  }

  it('goes on from where it was stored to be', async () => {
    const { collector, events, said } = await restarted({
      isSameMapping: true,
      checkpoint: { resourceVersion: '77', objects: 3 },
    });
    expect(collector.reflectorOptions()).toMatchObject({
      initialResourceVersion: '77',
    });
    await events(['MODIFIED', at('a', '1', '8')], ['DELETED', at('b', '1')]);
    expect(said()).toEqual(['deleted uid-b']);
  });

  it.each([
    [
      'there were others that are not stored',
      {
        isSameMapping: true,
        checkpoint: { resourceVersion: '77', objects: 4 },
      },
    ],
    [
      'other code made the facts',
      {
        isSameMapping: false,
        checkpoint: { resourceVersion: '77', objects: 3 },
      },
    ],
    ['there is no place', { isSameMapping: true }],
  ])('lists again when %s', async (_, kind) => {
    const { collector } = await restarted(kind);
    expect(collector.reflectorOptions()).not.toHaveProperty(
      'initialResourceVersion',
    );
  });

  it('lists again when one that is stored could not be read at last', async () => {
    const second = collectorOf();
    second.store.set('uid-a', ['5', 'hash-a']);
    second.store.set('uid-b', ['', '']);
    await second.prime({
      isSameMapping: true,
      checkpoint: { resourceVersion: '77', objects: 2 },
    });
    expect(second.collector.reflectorOptions()).not.toHaveProperty(
      'initialResourceVersion',
    );
  });

  it('reads and writes nothing that is as it was', async () => {
    const { list, said } = await restarted();
    expect(
      await list([at('a', '1', '5'), at('b', '1', '6'), at('c', '1', '8')]),
    ).toMatchObject({ read: 1 });
    expect(said()).toEqual([]);
  });

  it('reads all again that other code read, and writes what is different', async () => {
    const { list, said } = await restarted({ isSameMapping: false });
    expect(
      await list([at('a', '1', '5'), at('b', '2', '6'), at('c', '1', '7')]),
    ).toMatchObject({ read: 3 });
    expect(said()).toEqual(['uid-b=2']);
  });

  it('deletes what went meanwhile', async () => {
    const { list, said, store } = await restarted();
    await list([at('a', '1', '5'), at('d', '1', '9')]);
    expect(said()).toEqual(['uid-d=1', 'deleted uid-b, deleted uid-c']);
    expect([...store.keys()]).toEqual(['uid-a', 'uid-d']);
  });

  it('reads again what could not be read, whatever its other facts say', async () => {
    const second = collectorOf();
    second.store.set('uid-a', ['5', '']);
    await second.prime();
    expect(await second.list([at('a', '1', '5')])).toMatchObject({ read: 1 });
    expect(second.said()).toEqual(['uid-a=1']);
  });
});

describe('KindCollector and a list that lost most of its objects', () => {
  it('deletes nothing until a second list lacks the same', async () => {
    const { list, said, store, batches, collector } = collectorOf();
    const all = many(20);
    await list(all);
    batches.length = 0;
    expect((await list(all.slice(0, 9))).verdict).toBe('list-again');
    expect(collector.doubt).toBe(
      'a list lost 11 of 20 objects; a second list has to confirm it',
    );
    expect(batches.some(({ checkpoint }) => checkpoint)).toBe(false);
    expect(said()).toEqual([]);
    expect(store.size).toBe(20);
    // Two are there again; one more is gone, which is few.
    const second = [...all.slice(0, 8), ...all.slice(18)];
    expect((await list(second)).verdict).toBeUndefined();
    expect(collector.doubt).toBeUndefined();
    expect([...store.keys()].sort()).toEqual(
      second.map(({ metadata }) => metadata.uid).sort(),
    );
    expect(batches.at(-1)).toMatchObject({
      objects: 10,
      checkpoint: { resourceVersion: '103' },
    });
  });

  it('counts lists by why they were begun, and objects by whether they were read', async () => {
    const work = new WorkCounter();
    const { list } = collectorOf({ work });
    await list(many(10));
    await list(many(10));
    await list([]);
    await list(many(10));
    expect(work.take()).toEqual({
      requests: {},
      lists: { first: 1, again: 2, doubted: 1 },
      objects: { parsed: 10, skipped: 20 },
    });
    expect(work.take()).toBeUndefined();
  });

  it('forgets the doubt when a second list has them all', async () => {
    const { list, said, store } = collectorOf();
    await list(many(500));
    said();
    expect((await list([])).verdict).toBe('list-again');
    expect((await list(many(500))).verdict).toBeUndefined();
    expect(said()).toEqual([]);
    expect(store.size).toBe(500);
    expect((await list([])).verdict).toBe('list-again');
  });

  it('concludes nothing from a list that did not come to its end', async () => {
    const { list, startList, page, store } = collectorOf();
    await list(many(20));
    expect((await list([])).verdict).toBe('list-again');
    await startList();
    await page(...many(15));
    // Those five that no list had since are gone; the fifteen are lost for the first time.
    expect((await list([])).verdict).toBe('list-again');
    expect(store.size).toBe(15);
    expect((await list([])).verdict).toBeUndefined();
    expect(store.size).toBe(0);
  });

  it('believes the third list, however much each lost that the one before had', async () => {
    const { list, store } = collectorOf();
    const [left, right] = [many(40, 'l'), many(40, 'r')];
    await list([...left, ...right]);
    expect((await list(left.slice(0, 10))).verdict).toBe('list-again');
    expect((await list(many(10, 'new'))).verdict).toBe('list-again');
    expect((await list(right.slice(0, 3))).verdict).toBeUndefined();
    expect(store.size).toBe(3);
  });

  it.each([
    ['fewer than ten', 9, 0, undefined],
    ['ten of ten', 10, 0, 'list-again'],
    ['exactly half', 20, 10, undefined],
    ['one more than half', 20, 9, 'list-again'],
  ])('doubts when it lost %s', async (_, before, after, verdict) => {
    const { list } = collectorOf();
    await list(many(before));
    expect((await list(many(after))).verdict).toBe(verdict);
  });

  it('counts new objects not among those that were known', async () => {
    const { list } = collectorOf();
    await list(many(20));
    expect((await list(many(100, 'new'))).verdict).toBe('list-again');
  });

  it('is as suspicious after a restart', async () => {
    const { store, prime, list } = collectorOf();
    for (const { metadata } of many(20)) store.set(metadata.uid, ['1', 'x']);
    await prime();
    expect((await list([])).verdict).toBe('list-again');
    expect(store.size).toBe(20);
  });

  it('takes another share where it is told to', async () => {
    const { list } = collectorOf({ massLoss: 0.9 });
    await list(many(20));
    expect((await list(many(5))).verdict).toBeUndefined();
    await list(many(20));
    expect((await list(many(1))).verdict).toBe('list-again');
  });
});
