import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { insertCoverage } from '../../__testUtils__/read';
import { noteEngines } from './noteEngines';
import { policyEngines } from './policyEngines';

const MINUTE = 60_000;
const KEY = { adapter: 'kyverno', group: 'kyverno.io', kind: 'ClusterPolicy' };
const watch = (group: string, facts: string[]) => ({
  group,
  kind: 'Any',
  facts,
});
const ADAPTERS = [
  {
    id: 'kyverno',
    title: 'Kyverno',
    watches: [
      watch('kyverno.io', ['policy']),
      watch('other.io', ['exception']),
    ],
  },
  {
    id: 'kubernetes',
    title: 'Kubernetes',
    watches: [
      watch('', ['namespace', 'policy']),
      watch('admissionregistration.k8s.io', ['policy']),
      watch('apps', ['workload']),
    ],
  },
] as unknown as FleetAdapter[];

describe('policyEngines', () => {
  it('are those with kinds of their own that say what is kept', () => {
    expect(policyEngines(ADAPTERS)).toEqual([
      { adapter: 'kyverno', title: 'Kyverno', groups: ['kyverno.io'] },
    ]);
  });
});

describeDatabases('noteEngines', database => {
  let knex: Knex;
  let now: number;

  beforeEach(async () => {
    knex = await database.open();
    now = 100 * MINUTE;
    await insertCluster(knex, 'a', { owner: 'payments' });
    await insertCluster(knex, 'b');
  });

  const note = () =>
    noteEngines({
      knex,
      now,
      adapters: ADAPTERS,
      operators: ['group:default/platform'],
    });
  const told = async () =>
    (await knex('notification_told').orderBy('id')).map(
      ({ recipient, data }) => {
        const { how, engine, cluster } = JSON.parse(data);
        return `${recipient}: ${engine} ${how} ${cluster.name}`;
      },
    );
  const runs = async () => {
    await knex('coverage').delete();
    for (const id of ['a', 'b']) {
      await insertCoverage(knex, id, KEY, { confirmed_at: now, objects: 3 });
    }
  };
  const becomes = (state: string, over: Record<string, unknown> = {}) =>
    knex('coverage').update({ state, since: now, ...over });

  it('tells the owner, or the operators, of one that is gone, once', async () => {
    await runs();
    await note();
    await becomes('not-served');
    await note();
    expect(await told()).toEqual([]);
    now += 10 * MINUTE;
    await note();
    await note();
    expect(await told()).toEqual([
      'group:default/payments: Kyverno gone name-of-a',
      'group:default/platform: Kyverno gone name-of-b',
    ]);
    // Back, and gone again: that is another time.
    await runs();
    await note();
    await becomes('not-served');
    now += 10 * MINUTE;
    await note();
    expect(await told()).toHaveLength(4);
  });

  it('says of one that cannot be read that it cannot be read', async () => {
    await runs();
    await note();
    await becomes('forbidden', { reason: 'no right to list' });
    now += 20 * MINUTE;
    await note();
    expect(await told()).toEqual([
      'group:default/payments: Kyverno unreadable name-of-a',
      'group:default/platform: Kyverno unreadable name-of-b',
    ]);
  });

  it('says nothing of a cluster that does not answer, nor of one that never had any', async () => {
    await runs();
    await knex('coverage').where({ cluster_id: 'b' }).update({ objects: 0 });
    await note();
    await becomes('not-served');
    await knex('cluster')
      .where({ id: 'a' })
      .update({ reachability: 'unreachable' });
    now += 60 * MINUTE;
    await note();
    expect(await told()).toEqual([]);
    // It answers again, and it is proven.
    await knex('cluster').update({ reachability: 'reachable' });
    await note();
    expect(await told()).toEqual([
      'group:default/payments: Kyverno gone name-of-a',
    ]);
  });
});
