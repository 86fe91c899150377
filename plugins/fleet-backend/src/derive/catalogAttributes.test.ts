import type { Knex } from 'knex';
import { DEPLOYMENTS, NODES, factsOf } from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  NO_CONFIG,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { nodeFact, workloadFact } from '../__testUtils__/facts';
import { write } from '../__testUtils__/store';
import type { FleetConfig } from '../config/FleetConfig';
import type { MirroredEntity } from '../mapping/EntityIndex';
import { clusterSubject } from '../permissions/subjects';

function resource(
  name: string,
  attributes: Record<string, string>,
): MirroredEntity {
  return {
    ref: `resource:default/${name}`,
    owner: 'group:default/them',
    annotations: Object.fromEntries(
      Object.entries({ 'cluster-id': 'c-1', ...attributes }).map(
        ([key, value]) => [`fleet.backstage.io/${key}`, value],
      ),
    ),
  };
}

const THEIRS = resource('theirs', { region: 'us', environment: 'prod' });
const OTHERS = resource('others', { region: 'us', environment: 'prod' });

describeDatabases('attributes of the catalog', database => {
  /** What became of a cluster of two namespaces, and of what runs there and is nobody's. */
  async function derived(
    knex: Knex,
    entities: MirroredEntity[],
    config: Partial<FleetConfig> = {},
  ) {
    await deriveTestCluster(knex, {
      entities,
      config: { ...NO_CONFIG, ...config },
    });
    const row = await knex('cluster').where({ id: 'c-1' }).first();
    const cells = await knex('cell')
      .orderBy('namespace')
      .select('region', 'environment', 'owner');
    return {
      said: [row.region, row.environment, row.owner],
      cells: cells.map(cell => [cell.region, cell.environment, cell.owner]),
      attributes: JSON.parse(row.attributes),
      subject: clusterSubject(row, []),
    };
  }

  async function someCluster() {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, NODES, [factsOf(nodeFact({ region: 'eu' }))]);
    await write(
      knex,
      DEPLOYMENTS,
      ['a', 'b'].map(namespace => factsOf(workloadFact({ namespace }))),
    );
    return knex;
  }

  it('describes the cluster and what runs there, and decides nothing for permissions', async () => {
    const knex = await someCluster();
    const { said, cells, attributes, subject } = await derived(knex, [THEIRS]);
    expect(said).toEqual(['us', 'prod', 'group:default/them']);
    // Who owns what nobody owns decides who sees it.
    expect(cells).toEqual(Array(2).fill(['us', 'prod', 'unassigned']));
    expect(attributes.region.evidence).toEqual({
      source: 'catalog',
      value: 'us',
      detail: 'resource:default/theirs',
      trusted: false,
    });
    expect(subject).toEqual({ cluster: ['c-1'] });
  });

  it('decides for permissions where the operator says so', async () => {
    const knex = await someCluster();
    const { cells, subject } = await derived(knex, [THEIRS], {
      catalog: { refreshMinutes: 10, trusted: true },
    });
    expect(cells).toEqual(Array(2).fill(['us', 'prod', 'group:default/them']));
    expect(subject).toEqual({
      cluster: ['c-1'],
      region: 'us',
      environment: 'prod',
      owner: 'group:default/them',
    });
  });

  it('lets configuration win', async () => {
    const knex = await someCluster();
    const { said, cells, subject } = await derived(knex, [THEIRS], {
      attributes: [
        {
          cluster: 'prod-a',
          values: { environment: 'test', owner: 'group:default/us' },
          key: 'fleet.attributes[0]',
        },
      ],
    });
    expect(said).toEqual(['us', 'test', 'group:default/us']);
    expect(cells).toEqual(Array(2).fill(['us', 'test', 'group:default/us']));
    expect(subject).toEqual({
      cluster: ['c-1'],
      environment: 'test',
      owner: 'group:default/us',
    });
  });

  it('is gone as soon as a second Resource claims the cluster, and back when it does not', async () => {
    const knex = await someCluster();
    const trusted = { catalog: { refreshMinutes: 10, trusted: true } };
    await derived(knex, [THEIRS], trusted);
    const both = await derived(knex, [THEIRS, OTHERS], trusted);
    expect(both.said).toEqual(['eu', 'unassigned', 'unassigned']);
    expect(both.cells).toEqual(
      Array(2).fill(['eu', 'unassigned', 'unassigned']),
    );
    expect(both.subject).toEqual({ cluster: ['c-1'] });
    expect(
      both.attributes.owner.conflicts.map(
        ({ detail }: { detail: string }) => detail,
      ),
    ).toEqual([THEIRS.ref, OTHERS.ref]);
    const one = await derived(knex, [OTHERS], trusted);
    expect(one.said).toEqual(['us', 'prod', 'group:default/them']);
  });

  it('says nothing of any other cluster', async () => {
    const knex = await someCluster();
    const { said } = await derived(knex, [
      resource('theirs', { 'cluster-id': 'C-1', region: 'us' }),
    ]);
    expect(said).toEqual(['eu', 'unassigned', 'unassigned']);
  });
});
