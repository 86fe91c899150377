import type { Entity } from '@backstage/catalog-model';
import { describeDatabases } from '../__testUtils__/databases';
import { reserveName } from '../store/reserveName';
import type { StoredCluster } from '../store/StoredCluster';
import { writeClusters } from '../store/writeClusters';
import { EntityReferences } from './EntityReferences';
import { FleetRelationsProcessor } from './FleetRelationsProcessor';

const LOCATION = { type: 'url', target: 'https://git.example/a' };

const entity = (over: {
  kind?: string;
  name?: string;
  type?: string;
  annotations?: Record<string, string>;
}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: over.kind ?? 'Component',
  metadata: {
    name: over.name ?? 'cart',
    namespace: 'default',
    annotations: over.annotations ?? {},
  },
  spec: { type: over.type ?? 'service' },
});

const resource = (name: string, annotations: Record<string, string> = {}) =>
  entity({ kind: 'Resource', type: 'kubernetes-cluster', name, annotations });

describeDatabases('FleetRelationsProcessor', open => {
  let time = 0;

  async function processor(
    clusters: (Partial<StoredCluster> & { clusterId: string; name: string })[],
    hasDeclaredRelations = true,
  ) {
    const knex = await open();
    for (const { clusterId, name } of clusters) {
      await reserveName(knex, { clusterId, candidates: [name] });
    }
    const write = (more: typeof clusters) =>
      writeClusters(
        knex,
        more.map(cluster => ({
          names: [cluster.name],
          isRemoved: false,
          ...(cluster.describedBy ? {} : { entity: resource(cluster.name) }),
          ...cluster,
        })),
        1_000,
      );
    await write(clusters);
    const made = FleetRelationsProcessor.create({
      references: EntityReferences.create({ knex, monotonic: () => time }),
      hasDeclaredRelations,
    });
    const targetsOf = async (component: Entity) => {
      const targets: string[] = [];
      await made.postProcessEntity(component, LOCATION, result => {
        if (result.type !== 'relation') return;
        if (result.relation.type !== 'dependsOn') return;
        targets.push(result.relation.target.name);
      });
      return targets;
    };
    return { processor: made, targetsOf, write };
  }

  const naming = (clusters: string) =>
    entity({ annotations: { 'backstage.io/kubernetes-cluster': clusters } });

  it('relates to the clusters that are named, and to no others', async () => {
    const { targetsOf, write } = await processor([
      { clusterId: 'c-a', name: 'a', names: ['a', 'kubernetes/a'] },
      { clusterId: 'c-b', name: 'b-1a2b3c', names: ['hub/b'] },
      { clusterId: 'c-c', name: 'c', isRemoved: true },
    ]);
    expect(await targetsOf(naming('a'))).toEqual(['a']);
    expect(await targetsOf(naming('kubernetes/a, hub/b, a'))).toEqual([
      'a',
      'b-1a2b3c',
    ]);
    expect(await targetsOf(naming('b, c, nowhere'))).toEqual([]);
    expect(await targetsOf(entity({}))).toEqual([]);
    // What changed is known a few seconds later.
    await write([{ clusterId: 'c-c', name: 'c' }]);
    expect(await targetsOf(naming('c'))).toEqual([]);
    time += 60_000;
    expect(await targetsOf(naming('c'))).toEqual(['c']);
  });

  it('relates to fifty at most, and to none unless the operator wants it', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      clusterId: `c-${index}`,
      name: `n-${index}`,
    }));
    const all = naming(many.map(({ name }) => name).join(','));
    expect(await (await processor(many)).targetsOf(all)).toHaveLength(50);
    expect(await (await processor(many, false)).targetsOf(all)).toEqual([]);
  });

  it('gives a Resource that somebody wrote the id of its cluster', async () => {
    const { processor: made } = await processor([
      {
        clusterId: 'c-a',
        name: 'a',
        describedBy: 'resource:default/theirs',
      },
    ]);
    const key = 'fleet.backstage.io/cluster-id';
    const idOf = async (of: Entity) =>
      (await made.preProcessEntity(of)).metadata.annotations?.[key];
    expect(await idOf(resource('theirs'))).toBe('c-a');
    expect(await idOf(resource('theirs', { [key]: 'c-own' }))).toBe('c-own');
    expect(await idOf(resource('others'))).toBeUndefined();
    expect(
      await idOf(
        entity({ kind: 'Resource', type: 'database', name: 'theirs' }),
      ),
    ).toBeUndefined();
    expect(
      await idOf(
        resource('theirs', {
          'backstage.io/managed-by-origin-location': 'fleet:clusters/c-z',
        }),
      ),
    ).toBeUndefined();
  });
});
