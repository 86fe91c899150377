import {
  APPLICATIONS,
  DEPLOYMENTS,
  PROJECTS,
  factsOf,
} from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import type { ObjectChange } from '../collector/messages';
import {
  brings,
  deliveryFact,
  freezeFact,
  workloadFact,
} from '../__testUtils__/facts';
import {
  dirtyMarks,
  forgetMarks,
  resolverOf,
  write,
  writesOf,
} from '../__testUtils__/store';

const NOTHING = {
  written: 0,
  deleted: 0,
  unreadable: 0,
  isFenced: false,
  refused: [],
};

describeDatabases('writeBatches', database => {
  it('writes what is new, with all that is filtered and sorted by', async () => {
    const knex = await database.open();
    const fact = workloadFact({ changedAt: '2026-11-01T10:00:00Z' });
    const result = await write(knex, DEPLOYMENTS, [factsOf(fact)], {
      now: 1_700_000_000_000,
    });
    expect(result).toEqual({ ...NOTHING, written: 1, deleted: 0 });
    const [row] = await knex('workload').select();
    expect(row).toMatchObject({
      observer: 'c-1',
      adapter: 'kubernetes',
      api_group: 'apps',
      api_version: 'v1',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'checkout',
      subject: 'c-1',
      subject_reference: null,
      health: 'healthy',
      version: '1.0.0',
      settled_version: '1.0.0',
    });
    expect(Number(row.changed_at)).toBe(Date.parse('2026-11-01T10:00:00Z'));
    expect(Number(row.first_seen_at)).toBe(1_700_000_000_000);
    expect(JSON.parse(row.data)).toEqual(fact);
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
  });

  it('writes nothing for a batch that says nothing new', async () => {
    const knex = await database.open();
    const batch = [
      factsOf(workloadFact()),
      factsOf(workloadFact({ name: 'cart' })),
    ];
    await write(knex, DEPLOYMENTS, batch);
    await forgetMarks(knex);
    let again;
    const writes = await writesOf(knex, async () => {
      again = await write(knex, DEPLOYMENTS, batch);
    });
    expect(again).toEqual(NOTHING);
    expect(writes).toEqual([]);
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  it('writes only what differs within a batch, and keeps when it was first seen', async () => {
    const knex = await database.open();
    const same = factsOf(workloadFact({ name: 'cart', namespace: 'carts' }));
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact()), same], { now: 1 });
    await forgetMarks(knex);
    const result = await write(
      knex,
      DEPLOYMENTS,
      [factsOf(workloadFact({ health: 'degraded' })), same],
      { now: 2 },
    );
    expect(result).toEqual({ ...NOTHING, written: 1, deleted: 0 });
    const row = await knex('workload').where({ name: 'checkout' }).first();
    expect(row.health).toBe('degraded');
    expect(Number(row.first_seen_at)).toBe(1);
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
  });

  it('keeps what was derived of an object when its facts change', async () => {
    const knex = await database.open();
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await knex('workload').update({
      entity_ref: 'component:default/checkout',
      binding: '{}',
    });
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ health: 'degraded' })),
    ]);
    expect(await knex('workload').first()).toMatchObject({
      health: 'degraded',
      entity_ref: 'component:default/checkout',
      binding: '{}',
    });
  });

  it('deletes what a DELETED event names, and nothing else', async () => {
    const knex = await database.open();
    const gone = workloadFact({ name: 'gone', namespace: 'old' });
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact()), factsOf(gone)]);
    await forgetMarks(knex);
    const result = await write(knex, DEPLOYMENTS, [
      { type: 'deleted', uid: gone.source.uid },
      { type: 'deleted', uid: 'never-seen' },
    ]);
    expect(result).toEqual({ ...NOTHING, written: 0, deleted: 1 });
    expect(await knex('workload').pluck('name')).toEqual(['checkout']);
    expect(await dirtyMarks(knex)).toEqual(['c-1/old']);
  });

  it('touches no object of another observer, adapter or kind with the same uid', async () => {
    const knex = await database.open();
    const fact = workloadFact();
    await write(knex, DEPLOYMENTS, [factsOf(fact)]);
    await write(knex, DEPLOYMENTS, [factsOf(fact)], { observer: 'c-2' });
    await write(
      knex,
      {
        ...DEPLOYMENTS,
        key: { ...DEPLOYMENTS.key, kind: 'StatefulSet', adapter: 'other' },
      },
      [factsOf(fact)],
    );
    await write(
      knex,
      DEPLOYMENTS,
      [{ type: 'deleted', uid: fact.source.uid }],
      { observer: 'c-2' },
    );
    const rows = await knex('workload').select().orderBy('kind');
    expect(rows.map(row => [row.observer, row.kind])).toEqual([
      ['c-1', 'Deployment'],
      ['c-1', 'StatefulSet'],
    ]);
  });

  it('keeps several facts of one object apart, and drops those that it says no more', async () => {
    const knex = await database.open();
    await write(knex, PROJECTS, [
      factsOf(freezeFact('window-0'), freezeFact('window-1')),
    ]);
    expect(await knex('fact').pluck('part').orderBy('part')).toEqual([
      'window-0',
      'window-1',
    ]);
    const result = await write(knex, PROJECTS, [
      factsOf(freezeFact('window-1', '0 1 * * *')),
    ]);
    expect(result).toEqual({ ...NOTHING, written: 1, deleted: 1 });
    const rows = await knex('fact').select();
    expect(rows.map(row => [row.part, row.type])).toEqual([
      ['window-1', 'freeze'],
    ]);
    expect(JSON.parse(rows[0].data).schedule).toBe('0 1 * * *');
  });

  it('deletes an object whose facts became none', async () => {
    const knex = await database.open();
    const change = factsOf(freezeFact('window-0'));
    await write(knex, PROJECTS, [change]);
    const none: ObjectChange = {
      type: 'facts',
      uid: change.uid,
      hash: 'none',
      resourceVersion: '2',
      isNew: false,
      facts: [],
    };
    await write(knex, PROJECTS, [none]);
    expect(await knex('fact').select()).toEqual([]);
    expect(await write(knex, PROJECTS, [none])).toMatchObject({
      written: 0,
      deleted: 0,
    });
  });

  it.each([
    {
      name: 'changed and deleted',
      changes: (uid: string) => [
        factsOf(workloadFact({ health: 'degraded' })),
        { type: 'deleted' as const, uid },
      ],
      left: [],
    },
    {
      name: 'deleted and there again',
      changes: (uid: string) => [
        { type: 'deleted' as const, uid },
        factsOf(workloadFact({ health: 'missing' })),
      ],
      left: ['missing'],
    },
    {
      name: 'changed twice',
      changes: () => [
        factsOf(workloadFact({ health: 'degraded' })),
        factsOf(workloadFact({ health: 'progressing' })),
      ],
      left: ['progressing'],
    },
    {
      name: 'changed, then not readable',
      changes: (uid: string) => [
        factsOf(workloadFact({ health: 'degraded' })),
        {
          type: 'skipped' as const,
          uid,
          example: 'x',
        },
      ],
      left: ['degraded'],
    },
  ])('takes the last word in a batch: $name', async ({ changes, left }) => {
    const knex = await database.open();
    const first = factsOf(workloadFact());
    await write(knex, DEPLOYMENTS, [first]);
    await write(knex, DEPLOYMENTS, changes(first.uid));
    expect(await knex('workload').pluck('health')).toEqual(left);
  });

  it('writes nothing when a batch leads back to where it began', async () => {
    const knex = await database.open();
    const before = factsOf(workloadFact());
    await write(knex, DEPLOYMENTS, [before]);
    const writes = await writesOf(knex, () =>
      write(knex, DEPLOYMENTS, [
        factsOf(workloadFact({ health: 'degraded' })),
        before,
      ]),
    );
    expect(writes).toEqual([]);
  });

  it.each([
    {
      name: 'keeps the version that ran while the next one is on its way',
      steps: [
        { version: '1.0.0', settled: true },
        { version: '2.0.0', settled: false },
        { version: '3.0.0', settled: false },
      ],
      settled: '1.0.0',
    },
    {
      name: 'takes the version once all replicas are of it',
      steps: [
        { version: '1.0.0', settled: true },
        { version: '2.0.0', settled: false },
        { version: '2.0.0', settled: true },
      ],
      settled: '2.0.0',
    },
    {
      name: 'knows none that was never seen to run completely',
      steps: [{ version: '1.0.0', settled: false }],
      settled: null,
    },
    {
      name: 'claims none for what runs completely without one',
      steps: [
        { version: '1.0.0', settled: true },
        { version: undefined, settled: true },
      ],
      settled: null,
    },
  ])('$name', async ({ steps, settled }) => {
    const knex = await database.open();
    for (const step of steps) {
      await write(knex, DEPLOYMENTS, [factsOf(workloadFact(step))]);
    }
    const row = await knex('workload').first();
    expect(row.settled_version).toBe(settled);
    expect(row.version).toBe(steps.at(-1)?.version ?? null);
  });

  it('marks the namespaces that a delivery brought to and those that it brings to now', async () => {
    const knex = await database.open();
    await write(knex, APPLICATIONS, [
      factsOf(deliveryFact({ brings: brings('old/a', 'both/b') })),
    ]);
    await forgetMarks(knex);
    await write(knex, APPLICATIONS, [
      factsOf(deliveryFact({ brings: brings('new/a', 'both/b') })),
    ]);
    expect(await dirtyMarks(knex)).toEqual(['c-1/both', 'c-1/new', 'c-1/old']);
  });

  it('marks both clusters of a delivery that moves, and the hub', async () => {
    const knex = await database.open();
    const resolver = resolverOf({ 'https://a': 'c-a', 'https://b': 'c-b' });
    const to = (server: string) =>
      factsOf(
        deliveryFact({
          subject: { type: 'reference', server },
          brings: brings('shop/checkout'),
        }),
      );
    await write(knex, APPLICATIONS, [to('https://a')], {
      observer: 'hub',
      resolver,
    });
    await forgetMarks(knex);
    await write(knex, APPLICATIONS, [to('https://b')], {
      observer: 'hub',
      resolver,
    });
    expect(await dirtyMarks(knex)).toEqual(['c-a/shop', 'c-b/shop', 'hub/']);
    expect(await knex('delivery').first()).toMatchObject({
      observer: 'hub',
      subject: 'c-b',
      subject_reference: '{"server":"https://b"}',
    });
  });

  it('writes the columns of a delivery that has lost sight of its cluster', async () => {
    const knex = await database.open();
    await write(knex, APPLICATIONS, [
      factsOf(
        deliveryFact({
          health: 'degraded',
          sync: 'out-of-sync',
          heartbeat: { state: 'lost', reason: 'no route to host' },
        }),
      ),
    ]);
    const row = await knex('delivery').first();
    expect(row).toMatchObject({ health: 'degraded', sync: 'out-of-sync' });
    expect(Boolean(row.heartbeat_lost)).toBe(true);
  });

  it('writes all of a batch or nothing', async () => {
    const knex = await database.open();
    await knex.schema.alterTable('dirty', table => {
      table.dropColumn('namespace');
    });
    await expect(
      write(knex, DEPLOYMENTS, [factsOf(workloadFact())]),
    ).rejects.toThrow();
    expect(await knex('workload').select()).toEqual([]);
  });

  it('writes more objects than one statement takes', async () => {
    const knex = await database.open();
    const changes = Array.from({ length: 1_203 }, (_, index) =>
      factsOf(workloadFact({ name: `w-${index}`, namespace: `ns-${index}` })),
    );
    expect(await write(knex, DEPLOYMENTS, changes)).toMatchObject({
      written: 1_203,
    });
    expect(await dirtyMarks(knex)).toHaveLength(1_203);
    const result = await write(
      knex,
      DEPLOYMENTS,
      changes.map(({ uid }) => ({ type: 'deleted', uid })),
    );
    expect(result).toMatchObject({ deleted: 1_203 });
    expect(await knex('workload').select()).toEqual([]);
  });
});

describeDatabases('regression: two facts of one part', database => {
  it('are one row, not a batch that can never be written', async () => {
    const knex = await database.open();
    const twice = factsOf(
      freezeFact('window-0', '0 1 * * *'),
      freezeFact('window-0', '0 2 * * *'),
    );
    await write(knex, PROJECTS, [twice]);
    const rows = await knex('fact').select();
    expect(rows.map(({ data }) => JSON.parse(data).schedule)).toEqual([
      '0 2 * * *',
    ]);
    expect(await writesOf(knex, () => write(knex, PROJECTS, [twice]))).toEqual(
      [],
    );
  });
});

describeDatabases(
  'regression: a namespace longer than its column',
  database => {
    it('does not make a batch that can never be written', async () => {
      const knex = await database.open();
      const long = 'n'.repeat(512);
      await write(knex, APPLICATIONS, [
        factsOf(
          deliveryFact({ targetNamespace: long, brings: brings(`${long}/a`) }),
        ),
      ]);
      expect(await knex('delivery').pluck('name')).toEqual(['checkout']);
      expect(await dirtyMarks(knex)).toEqual([`c-1/${'n'.repeat(253)}`]);
    });
  },
);
