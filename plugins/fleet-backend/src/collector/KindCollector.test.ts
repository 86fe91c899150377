import { deploymentObject, testAdapter } from '../__testUtils__/deployments';
import { KindCollector } from './KindCollector';
import type { ObjectChange } from './messages';

function collectorOf() {
  const batches: { changes: ObjectChange[]; resourceVersion?: string }[] = [];
  const lists: { resourceVersion: string; uids: string[] }[] = [];
  const collector = new KindCollector({
    watch: testAdapter.watches[0],
    version: 'v1',
    sink: {
      batch: async batch => {
        batches.push(batch);
      },
      listComplete: async complete => {
        lists.push(complete);
      },
    },
  });
  const { onListStart, onListItems, onListComplete, onEvents } =
    collector.handlers();
  let epoch = 0;
  return {
    batches,
    lists,
    /** A whole list of the given objects, one page each. */
    list: async (...pages: ReturnType<typeof deploymentObject>[][]) => {
      epoch += 1;
      await onListStart?.({ epoch });
      for (const page of pages) await onListItems(page, { epoch });
      await onListComplete({
        epoch,
        resourceVersion: '100',
        count: pages.flat().length,
      });
    },
    startList: () => onListStart?.({ epoch: (epoch += 1) }),
    page: (...objects: ReturnType<typeof deploymentObject>[]) =>
      onListItems(objects, { epoch }),
    events: (
      ...events: [
        'ADDED' | 'MODIFIED' | 'DELETED',
        ReturnType<typeof deploymentObject>,
      ][]
    ) =>
      onEvents(
        events.map(([type, object]) => ({ type, object })),
        { resourceVersion: '101' },
      ),
    /** What was said, in short, since this was last asked. */
    said: () =>
      batches
        .splice(0)
        .map(({ changes }) =>
          changes
            .map(change =>
              change.type === 'facts'
                ? `${change.uid}=${change.facts
                    .map(fact => fact.type === 'workload' && fact.version)
                    .join()}`
                : `${change.type} ${change.uid}`,
            )
            .join(', '),
        ),
  };
}

const at = deploymentObject;

describe('KindCollector', () => {
  it('tells what is listed, and which objects there are', async () => {
    const { list, said, lists } = collectorOf();
    await list([at('a', '1'), at('b', '1')], [at('c', '1')]);
    expect(said()).toEqual(['uid-a=1, uid-b=1', 'uid-c=1']);
    expect(lists).toEqual([
      { resourceVersion: '100', uids: ['uid-a', 'uid-b', 'uid-c'] },
    ]);
  });

  it('counts what it could not read among what is there', async () => {
    const { list, said, lists, batches } = collectorOf();
    await list([at('a', '1'), at('bad')]);
    expect(batches[0].changes[1]).toMatchObject({
      type: 'skipped',
      uid: 'uid-bad',
      reason: 'malformed',
      example: expect.stringMatching(/^shop\/bad: spec/),
    });
    expect(said()).toEqual(['uid-a=1, skipped uid-bad']);
    expect(lists[0].uids).toEqual(['uid-a', 'uid-bad']);
  });

  it('tells nothing twice', async () => {
    const { list, said, lists, events } = collectorOf();
    await list([at('a', '1')]);
    said();
    await events(['MODIFIED', at('a', '1', '2')]);
    await list([at('a', '1', '3')]);
    expect(said()).toEqual([]);
    expect(lists).toHaveLength(2);
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
    await events(['DELETED', at('a', '1')], ['ADDED', at('a', '1')]);
    expect(said()).toEqual(['deleted uid-a, uid-a=1']);
  });

  it('tells again what was not readable in between', async () => {
    const { list, said, events } = collectorOf();
    await list([at('a', '1')]);
    said();
    await events(['MODIFIED', at('a')]);
    await events(['MODIFIED', at('a', '1')]);
    expect(said()).toEqual(['skipped uid-a', 'uid-a=1']);
  });

  it('tells again what a list lacked', async () => {
    const { list, said } = collectorOf();
    await list([at('a', '1')]);
    await list([]);
    said();
    await list([at('a', '1')]);
    expect(said()).toEqual(['uid-a=1']);
  });

  it('takes a list that began anew for the only one', async () => {
    const { startList, page, list, lists } = collectorOf();
    await startList();
    await page(at('gone', '1'));
    await list([at('a', '1')]);
    expect(lists).toEqual([{ resourceVersion: '100', uids: ['uid-a'] }]);
  });

  it('cuts what changed at once into batches, the last with the place to go on from', async () => {
    const { events, batches } = collectorOf();
    await events(
      ...Array.from(
        { length: 501 },
        (_, index) =>
          ['ADDED', at(`n-${index}`, '1')] as ['ADDED', ReturnType<typeof at>],
      ),
    );
    expect(
      batches.map(({ changes, resourceVersion }) => [
        changes.length,
        resourceVersion,
      ]),
    ).toEqual([
      [250, undefined],
      [250, undefined],
      [1, '101'],
    ]);
  });

  it('waits for each batch before it hands over the next', async () => {
    let open = 0;
    let most = 0;
    const collector = new KindCollector({
      watch: testAdapter.watches[0],
      version: 'v1',
      sink: {
        batch: async () => {
          open += 1;
          most = Math.max(most, open);
          await new Promise(resolve => {
            setImmediate(resolve);
          });
          open -= 1;
        },
        listComplete: async () => {
          expect(open).toBe(0);
        },
      },
    });
    const { onListItems, onListComplete } = collector.handlers();
    await onListItems(
      Array.from({ length: 600 }, (_, index) => at(`n-${index}`, '1')),
      { epoch: 1 },
    );
    await onListComplete({ epoch: 1, resourceVersion: '1', count: 600 });
    expect(most).toBe(1);
  });
});
