import {
  APPLICATIONS,
  DEPLOYMENTS,
  NODES,
  PROJECTS,
  factsOf,
} from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import {
  brings,
  deliveryFact,
  freezeFact,
  workloadFact,
} from '../__testUtils__/facts';
import {
  dirtyMarks,
  forgetMarks,
  list,
  resolverOf,
  write,
  writesOf,
} from '../__testUtils__/store';
import { readStoredObjects } from './readStoredObjects';

describeDatabases('what a complete list lacks', database => {
  it('deletes only what the list lacks, and marks where it was', async () => {
    const knex = await database.open();
    const kept = factsOf(workloadFact());
    const gone = factsOf(workloadFact({ name: 'gone', namespace: 'old' }));
    await write(knex, DEPLOYMENTS, [kept, gone]);
    await forgetMarks(knex);
    expect(await list(knex, DEPLOYMENTS, [kept.uid, 'uid-skipped'])).toBe(1);
    expect(await knex('workload').pluck('name')).toEqual(['checkout']);
    expect(await dirtyMarks(knex)).toEqual(['c-1/old']);
  });

  it('writes nothing when nothing is absent', async () => {
    const knex = await database.open();
    const kept = factsOf(workloadFact());
    await write(knex, DEPLOYMENTS, [kept]);
    await forgetMarks(knex);
    const writes = await writesOf(knex, () =>
      list(knex, DEPLOYMENTS, [kept.uid]),
    );
    expect(writes).toEqual([]);
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  it('touches no other observer, adapter or kind', async () => {
    const knex = await database.open();
    const change = factsOf(workloadFact());
    await write(knex, DEPLOYMENTS, [change]);
    await write(knex, DEPLOYMENTS, [change], { observer: 'c-2' });
    const others = { ...DEPLOYMENTS.key, kind: 'StatefulSet' };
    await write(knex, { ...DEPLOYMENTS, key: others }, [
      factsOf(workloadFact({ name: 'stateful' })),
    ]);
    expect(await list(knex, DEPLOYMENTS, [])).toBe(1);
    const rows = await knex('workload').select().orderBy('observer');
    expect(rows.map(row => [row.observer, row.kind])).toEqual([
      ['c-1', 'StatefulSet'],
      ['c-2', 'Deployment'],
    ]);
  });

  it('marks the cluster that an absent delivery brought something to', async () => {
    const knex = await database.open();
    await write(
      knex,
      APPLICATIONS,
      [
        factsOf(
          deliveryFact({
            subject: { type: 'reference', server: 'https://a' },
            brings: brings('shop/checkout'),
          }),
        ),
      ],
      { observer: 'hub', resolver: resolverOf({ 'https://a': 'c-a' }) },
    );
    await forgetMarks(knex);
    expect(await list(knex, APPLICATIONS, [], 'hub')).toBe(1);
    expect(await dirtyMarks(knex)).toEqual(['c-a/shop', 'hub/']);
  });

  it('deletes every fact of an absent object', async () => {
    const knex = await database.open();
    await write(knex, PROJECTS, [
      factsOf(freezeFact('window-0'), freezeFact('window-1')),
    ]);
    expect(await list(knex, PROJECTS, [])).toBe(2);
    expect(await knex('fact').select()).toEqual([]);
  });

  it('deletes more than one statement takes', async () => {
    const knex = await database.open();
    const changes = Array.from({ length: 1_101 }, (_, index) =>
      factsOf(workloadFact({ name: `w-${index}` })),
    );
    await write(knex, DEPLOYMENTS, changes);
    expect(await list(knex, DEPLOYMENTS, [changes[7].uid])).toBe(1_100);
    expect(await knex('workload').pluck('name')).toEqual(['w-7']);
  });
});

describeDatabases('readStoredObjects', database => {
  it('tells uid, version and hash of each fact, piece by piece, over all tables', async () => {
    const knex = await database.open();
    const both = {
      ...DEPLOYMENTS,
      tables: ['workload' as const, 'fact' as const],
    };
    const changes = Array.from({ length: 5 }, (_, index) => ({
      ...factsOf(workloadFact({ name: `w-${index}` })),
      resourceVersion: `rv-${index}`,
    }));
    const windows = factsOf(freezeFact('window-0'), freezeFact('window-1'));
    await write(knex, both, [...changes, windows]);
    await write(knex, both, changes, { observer: 'c-2' });
    const pieces: string[][] = [];
    let after: string | undefined;
    do {
      const { lines, next } = await readStoredObjects({
        knex,
        observer: 'c-1',
        ...both,
        rows: 2,
        ...(after === undefined ? {} : { after }),
      });
      pieces.push(lines.split('\n'));
      after = next;
    } while (after !== undefined);
    const [first, second, third, fourth] = pieces;
    expect([first.length, second.length, third.length]).toEqual([2, 2, 1]);
    expect([...first, ...second, ...third]).toEqual(
      changes.map(
        ({ uid, hash, resourceVersion }) =>
          `${uid}\t${resourceVersion}\t${hash}`,
      ),
    );
    const line = `${windows.uid}\t1\t${windows.hash}`;
    expect(fourth).toEqual([line, line]);
  });

  it('has nothing to tell of what is not stored', async () => {
    const knex = await database.open();
    expect(
      await readStoredObjects({ knex, observer: 'c-1', ...NODES }),
    ).toEqual({ lines: '' });
  });
});
