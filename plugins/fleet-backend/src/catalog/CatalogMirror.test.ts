import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { CatalogMirror } from './CatalogMirror';

function component(name: string, id = name, title?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      ...(title ? { title } : {}),
      annotations: { 'backstage.io/kubernetes-id': id },
    },
  };
}

const refOf = (name: string) => `component:default/${name}`;

/** A mirror of a catalog that a test fills. */
async function mirrorOf(knex: Knex, given: Entity[] = []) {
  const state = {
    entities: given,
    failAfter: Infinity,
    changes: 0,
    fail: false,
  };
  const catalog = catalogServiceMock.mock({
    streamEntities: async function* stream() {
      for (const [index, each] of state.entities.entries()) {
        if (index >= state.failAfter) throw new Error('the catalog is away');
        yield [each];
      }
      if (state.failAfter <= state.entities.length) {
        throw new Error('the catalog is away');
      }
    },
    getEntityByRef: async ref =>
      state.entities.find(each => refOf(each.metadata.name) === ref),
  });
  const mirror = await CatalogMirror.create({
    knex,
    catalog,
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    refreshMs: 600_000,
    onChanged: async () => {
      if (state.fail) throw new Error('the database is away');
      state.changes += 1;
    },
  });
  return { mirror, state, catalog };
}

const known = (mirror: CatalogMirror) =>
  [...mirror.index().byRef.keys()].sort();

describeDatabases('CatalogMirror', database => {
  it('mirrors what mapping can bind to', async () => {
    const knex = await database.open();
    const { mirror, state, catalog } = await mirrorOf(knex, [
      component('checkout'),
      component('cart'),
    ]);
    expect(known(mirror)).toEqual([]);
    await mirror.refreshAll();
    expect(known(mirror)).toEqual([refOf('cart'), refOf('checkout')]);
    expect(
      mirror
        .index()
        .byKubernetesId.get('cart')
        ?.map(({ ref }) => ref),
    ).toEqual([refOf('cart')]);
    expect(state.changes).toBe(1);
    const [request] = catalog.streamEntities.mock.calls[0];
    expect(request?.filter).toContainEqual({
      'metadata.annotations.argocd/app-name': expect.anything(),
    });
  });

  it('is there at once after a restart', async () => {
    const knex = await database.open();
    const before = await mirrorOf(knex, [component('checkout')]);
    await before.mirror.refreshAll();
    const { mirror } = await mirrorOf(knex);
    expect(known(mirror)).toEqual([refOf('checkout')]);
  });

  it('says nothing while nothing changes', async () => {
    const knex = await database.open();
    const { mirror, state } = await mirrorOf(knex, [component('checkout')]);
    await mirror.refreshAll();
    await mirror.refreshAll();
    expect(state.changes).toBe(1);
  });

  it.each([
    ['an annotation', component('checkout', 'other')],
    ['a title', component('checkout', 'checkout', 'Check-out')],
    [
      'an owner',
      {
        ...component('checkout'),
        relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
      },
    ],
  ])('binds anew when %s changes', async (_, changed) => {
    const knex = await database.open();
    const { mirror, state } = await mirrorOf(knex, [component('checkout')]);
    await mirror.refreshAll();
    state.entities = [changed];
    await mirror.refreshAll();
    expect(state.changes).toBe(2);
    expect(known(mirror)).toEqual([refOf('checkout')]);
  });

  it('lets an entity go after two complete reads without it, not after one', async () => {
    const knex = await database.open();
    const { mirror, state } = await mirrorOf(knex, [
      component('checkout'),
      component('cart'),
    ]);
    await mirror.refreshAll();
    state.entities = [component('cart')];
    await mirror.refreshAll();
    expect(known(mirror)).toEqual([refOf('cart'), refOf('checkout')]);
    expect(state.changes).toBe(1);
    await mirror.refreshAll();
    expect(known(mirror)).toEqual([refOf('cart')]);
    expect(state.changes).toBe(2);
  });

  it('takes two reads that miss it in a row, not two in all', async () => {
    const knex = await database.open();
    const { mirror, state } = await mirrorOf(knex, [component('checkout')]);
    await mirror.refreshAll();
    for (let round = 0; round < 3; round++) {
      state.entities = [];
      await mirror.refreshAll();
      state.entities = [component('checkout')];
      await mirror.refreshAll();
    }
    expect(known(mirror)).toEqual([refOf('checkout')]);
    expect(state.changes).toBe(1);
  });

  it.each([0, 1])(
    'changes nothing by a read that fails after %i entities',
    async failAfter => {
      const knex = await database.open();
      const { mirror, state } = await mirrorOf(knex, [
        component('checkout'),
        component('cart'),
      ]);
      await mirror.refreshAll();
      state.entities = [component('changed'), component('cart')];
      state.failAfter = failAfter;
      await expect(mirror.refreshAll()).rejects.toThrow('away');
      await expect(mirror.refreshAll()).rejects.toThrow('away');
      await expect(mirror.refreshAll()).rejects.toThrow('away');
      expect(known(mirror)).toEqual([refOf('cart'), refOf('checkout')]);
      expect(await knex('entity').max({ m: 'missed_reads' }).first()).toEqual({
        m: 0,
      });
      expect(state.changes).toBe(1);
    },
  );

  it('reads one that somebody looks at', async () => {
    const knex = await database.open();
    const { mirror, state } = await mirrorOf(knex, [component('checkout')]);
    await mirror.refreshAll();
    state.entities = [component('new'), component('checkout')];
    expect((await mirror.refreshOne(refOf('new')))?.ref).toBe(refOf('new'));
    expect(known(mirror)).toEqual([refOf('checkout'), refOf('new')]);
    expect(state.changes).toBe(2);
    // It says nothing of those that it did not look for.
    state.entities = [component('new')];
    await mirror.refreshOne(refOf('new'));
    await mirror.refreshOne(refOf('new'));
    expect(known(mirror)).toEqual([refOf('checkout'), refOf('new')]);
  });

  it('answers nothing for one that is not there', async () => {
    const knex = await database.open();
    const { mirror, state } = await mirrorOf(knex);
    expect(await mirror.refreshOne(refOf('nobody'))).toBeUndefined();
    expect(state.changes).toBe(0);
  });

  it('regression: says what changed in spite of a failure in between', async () => {
    const knex = await database.open();
    const { mirror, state } = await mirrorOf(knex, [component('checkout')]);
    state.fail = true;
    await expect(mirror.refreshAll()).rejects.toThrow('away');
    state.fail = false;
    await mirror.refreshAll();
    expect(known(mirror)).toEqual([refOf('checkout')]);
    expect(state.changes).toBe(1);
    await mirror.refreshAll();
    expect(state.changes).toBe(1);
  });

  describe('of clusters', () => {
    const cluster = (
      name: string,
      annotations: Record<string, string> = {},
    ): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name,
        annotations: { 'fleet.backstage.io/cluster-id': 'c-1', ...annotations },
        labels: { 'fleet.backstage.io/region': 'eu' },
      },
      spec: { type: 'kubernetes-cluster' },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/a' }],
    });

    it('asks for Resources that somebody wrote, and keeps what they say over a restart', async () => {
      const knex = await database.open();
      const { mirror, catalog } = await mirrorOf(knex, [
        cluster('theirs'),
        cluster('ours', {
          'backstage.io/managed-by-origin-location': 'fleet:clusters/c-1',
        }),
      ]);
      await mirror.refreshAll();
      const [request] = catalog.streamEntities.mock.calls[0];
      expect(request?.filter).toContainEqual({
        kind: 'resource',
        'spec.type': 'kubernetes-cluster',
        'metadata.annotations.fleet.backstage.io/cluster-id': expect.anything(),
      });
      expect(request?.fields).toEqual(
        expect.arrayContaining(['spec.type', 'metadata.labels']),
      );
      expect(known(mirror)).toEqual(['resource:default/theirs']);
      const again = await mirrorOf(knex);
      for (const each of [mirror, again.mirror]) {
        expect(each.index().clusters.of('c-1')).toEqual([
          {
            ref: 'resource:default/theirs',
            values: { owner: 'group:default/a', region: 'eu' },
          },
        ]);
        expect(each.problems()).toEqual([]);
      }
    });

    it('tells of two that claim one cluster', async () => {
      const knex = await database.open();
      const { mirror } = await mirrorOf(knex, [cluster('a'), cluster('b')]);
      await mirror.refreshAll();
      expect(mirror.problems()).toEqual([
        {
          key: 'resource:default/a',
          message: expect.stringMatching(
            /default\/a, resource:default\/b say that they are the cluster c-1/,
          ),
        },
      ]);
    });

    it('takes no budget of a cluster that two claim by different ids', async () => {
      const knex = await database.open();
      const { mirror } = await mirrorOf(knex, [
        cluster('a', { 'fleet.backstage.io/budget': '1 EUR' }),
        // It states no budget, and says for all that which cluster it is.
        cluster('b', { 'fleet.backstage.io/cluster-id': 'c-2' }),
      ]);
      const contested = async () => {
        await mirror.refreshAll();
        return (await knex('entity_budget').select('ref', 'contested')).map(
          row => [row.ref, Boolean(row.contested)],
        );
      };
      expect(await contested()).toEqual([['resource:default/a', false]]);
      for (const id of ['c-1', 'c-2']) {
        const [alias, into] = id === 'c-1' ? [id, 'c-2'] : [id, 'c-1'];
        await knex('cluster_alias').delete();
        await knex('cluster_alias').insert({
          id: alias,
          cluster_id: into,
          reason: 'the same uid',
          created_at: 1,
        });
        expect(await contested()).toEqual([['resource:default/a', true]]);
      }
      await knex('cluster_alias').delete();
      expect(await contested()).toEqual([['resource:default/a', false]]);
    });

    it('bounds what is told of a cluster that many claim', async () => {
      const knex = await database.open();
      const { mirror } = await mirrorOf(
        knex,
        Array.from({ length: 40 }, (_, n) => cluster(`r-${n}`)),
      );
      await mirror.refreshAll();
      expect(mirror.index().clusters.of('c-1')).toHaveLength(5);
      expect(mirror.problems()[0].message.length).toBeLessThan(400);
    });
  });

  it('takes an entity with a title as long as somebody likes', async () => {
    const knex = await database.open();
    const { mirror } = await mirrorOf(knex, [
      component('long', 'long', 't'.repeat(1_000)),
      component('checkout'),
    ]);
    await mirror.refreshAll();
    expect(known(mirror)).toEqual([refOf('checkout'), refOf('long')]);
  });
});
