import { deploymentObject, testAdapter } from '../__testUtils__/deployments';
import { TestClock } from '../__testUtils__/TestClock';
import { Coalescer } from './Coalescer';
import { KindCollector } from './KindCollector';
import type { KindProgress, ObjectChange } from './messages';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Batch = { changes: ObjectChange[] } & KindProgress;

/** A collector of a kind that is coalesced to one change a minute, and what it handed on. */
function coalescing() {
  const clock = new TestClock();
  const batches: Batch[] = [];
  const stored = new Map<string, string>();
  const collector = new KindCollector({
    observer: 'c-1',
    adapter: 'kubernetes',
    watch: { ...testAdapter.watches[0], coalesceMs: MINUTE },
    version: 'v1',
    fingerprint: 'code-1',
    now: () => clock.now(),
    clock,
    sink: {
      batch: async batch => {
        batches.push(batch);
        for (const change of batch.changes) {
          if (change.type === 'deleted') stored.delete(change.uid);
          if (change.type !== 'facts') continue;
          stored.set(change.uid, String(change.facts[0].columns.version));
        }
        return { refused: [] };
      },
      stored: async () => ({ isSameMapping: true, lines: '' }),
    },
  });
  const handlers = collector.handlers();
  let version = 100;
  return {
    clock,
    collector,
    batches,
    stored,
    list: async (...objects: ReturnType<typeof deploymentObject>[]) => {
      await handlers.onListStart?.({ epoch: 1 });
      await handlers.onListItems(objects, { epoch: 1, skipped: [] });
      await handlers.onListComplete({
        epoch: 1,
        resourceVersion: String((version += 1)),
        count: objects.length,
      });
    },
    event: async (
      type: 'MODIFIED' | 'DELETED',
      object: ReturnType<typeof deploymentObject>,
    ) => {
      version += 1;
      await handlers.onEvents([{ type, object }], {
        resourceVersion: String(version),
      });
      return String(version);
    },
    bookmark: async () => {
      version += 1;
      await collector.confirmed(String(version));
      return String(version);
    },
    writes: (uid: string) =>
      batches.flatMap(({ changes }) =>
        changes.filter(change => change.uid === uid),
      ).length,
    checkpoint: () =>
      batches.findLast(({ checkpoint }) => checkpoint)?.checkpoint
        ?.resourceVersion,
  };
}

const at = deploymentObject;

describe('a kind that is coalesced', () => {
  it('is written once a minute though it changes every 15 seconds, and ends as it is', async () => {
    const { clock, list, event, writes, stored } = coalescing();
    await list(at('a', '0'), at('b', '0'));
    let changes = 0;
    for (let passed = 0; passed < HOUR; passed += 15_000) {
      changes += 1;
      await event('MODIFIED', at('a', String(changes)));
      await clock.advance(15_000);
    }
    expect(changes).toBe(240);
    expect(writes('uid-a')).toBeLessThanOrEqual(61);
    expect(writes('uid-a')).toBeGreaterThan(55);
    expect(writes('uid-b')).toBe(1);
    expect(stored.get('uid-a')).toBe('240');
    await clock.advance(HOUR);
    expect(clock.sleeping).toBe(0);
  });

  it('hands on the first change after a quiet minute at once, and a deletion always', async () => {
    const { clock, list, event, stored } = coalescing();
    await list(at('a', '0'), at('b', '0'));
    await clock.advance(MINUTE);
    await event('MODIFIED', at('a', '1'));
    expect(stored.get('uid-a')).toBe('1');
    await event('MODIFIED', at('a', '2'));
    expect(stored.get('uid-a')).toBe('1');
    await event('DELETED', at('a', '2'));
    expect(stored.has('uid-a')).toBe(false);
    await clock.advance(HOUR);
    expect(stored.has('uid-a')).toBe(false);
  });

  it('keeps the last state of one that cannot be read any more', async () => {
    const { clock, list, event, batches, stored } = coalescing();
    await list(at('a', '0'));
    await event('MODIFIED', at('a', '1'));
    await event('MODIFIED', at('a', undefined));
    expect(stored.get('uid-a')).toBe('1');
    expect(batches.at(-1)?.changes.map(({ type }) => type)).toEqual([
      'facts',
      'skipped',
    ]);
    await clock.advance(HOUR);
  });

  it('never says that it was read beyond what it holds', async () => {
    const { clock, list, event, bookmark, checkpoint, stored } = coalescing();
    await list(at('a', '0'), at('b', '0'), at('c', '0'));
    expect(checkpoint()).toBe('101');
    await clock.advance(2 * MINUTE);
    await event('MODIFIED', at('a', '1'));
    const before = await event('MODIFIED', at('b', '1'));
    expect(checkpoint()).toBe(before);
    const held = await event('MODIFIED', at('a', '2'));
    // Written with how far was read, which is not so far as what is held.
    await event('MODIFIED', at('c', '1'));
    expect(stored.get('uid-a')).toBe('1');
    expect(stored.get('uid-c')).toBe('1');
    expect(checkpoint()).toBe(before);
    expect(Number(checkpoint())).toBeLessThan(Number(held));
    // Once it is handed on, so is where it was read.
    await clock.advance(5 * MINUTE);
    expect(stored.get('uid-a')).toBe('2');
    const after = await bookmark();
    expect(checkpoint()).toBe(after);
  });

  it('ends with its reader', async () => {
    const { clock, collector, list, event, stored } = coalescing();
    await list(at('a', '0'));
    await event('MODIFIED', at('a', '1'));
    expect(clock.sleeping).toBe(1);
    collector.stop();
    expect(clock.sleeping).toBe(0);
    await clock.advance(HOUR);
    expect(stored.get('uid-a')).toBe('0');
  });
});

describe('Coalescer', () => {
  const facts = (uid: string, data: string): ObjectChange => ({
    type: 'facts',
    uid,
    hash: data,
    resourceVersion: '1',
    isNew: false,
    facts: [{ data } as never],
  });

  it('holds no more text than it may', () => {
    const coalescer = new Coalescer({ intervalMs: 10, mostCharacters: 4 });
    const take = (uid: string, data: string) =>
      coalescer.take(facts(uid, data), { now: 0, readTo: '1' }).length;
    expect([take('a', '12'), take('b', '12')]).toEqual([1, 1]);
    expect([take('a', '12'), take('b', '123'), take('b', '12')]).toEqual([
      0, 1, 0,
    ]);
    expect(coalescer.size).toBe(2);
    expect(coalescer.due(10)).toHaveLength(2);
    expect(coalescer.size).toBe(0);
  });

  it('keeps how far was read before the change that is held longest', () => {
    const coalescer = new Coalescer({ intervalMs: 10 });
    const take = (uid: string, readTo: string) =>
      coalescer.take(facts(uid, readTo), { now: 0, readTo });
    take('a', '1');
    take('b', '2');
    take('a', '3');
    take('b', '4');
    take('a', '5');
    expect(coalescer.before).toBe('3');
    coalescer.drop('a');
    expect(coalescer.before).toBe('4');
    coalescer.drop('b');
    expect(coalescer.before).toBeUndefined();
  });
});
