import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { NO_CONFIG } from './__testUtils__/cluster';
import { startEngine, TestSource } from './__testUtils__/engine';
import { direct } from './__testUtils__/registry';
import { describeDatabases } from './__testUtils__/databases';
import { fingerprintPackages } from './derive/fingerprintPackages';

type Over = Parameters<typeof startEngine>[2];

describeDatabases('an engine that is started again', database => {
  /** Starts one, lets it derive what there is, and tells what was marked meanwhile. */
  async function marksOf(
    knex: Knex,
    over: Over,
    origin: ClusterRecord['origin'] = 'catalog',
  ) {
    const marked: string[] = [];
    const listen = ({ sql, bindings }: { sql: string; bindings: string[] }) => {
      if (/insert into .?dirty/.test(sql)) marked.push(bindings.join());
    };
    knex.on('query', listen);
    const source = new TestSource('test', [
      { ...direct('prod', 'https://prod'), origin },
    ]);
    const { engine } = await startEngine(knex, [source], {
      code: 'code-1',
      ...over,
    });
    knex.off('query', listen);
    const isWhole = marked.some(text => text.includes('*'));
    while (await knex('dirty').first('cluster_id')) {
      await new Promise(resolve => {
        setTimeout(resolve, 10);
      });
    }
    return { engine, isWhole };
  }

  it('derives nothing again where the one before left nothing to derive', async () => {
    const knex = await database.open();
    const first = await marksOf(knex, {});
    expect(first.isWhole).toBe(true);
    await first.engine.stop();
    const second = await marksOf(knex, {});
    expect(second.isWhole).toBe(false);
    await second.engine.stop();
    const third = await marksOf(knex, {});
    expect(third.isWhole).toBe(false);
    await third.engine.stop();
  });

  it('derives everything again after one that ended without a word', async () => {
    const knex = await database.open();
    const first = await marksOf(knex, {});
    await first.engine.stop();
    const killed = await marksOf(knex, {});
    // As if it had never come to hand back what it held.
    const held = await knex('cluster_lease').select();
    await killed.engine.stop();
    for (const { cluster_id, derived, epoch } of held) {
      await knex('cluster_lease')
        .where({ cluster_id })
        .update({ derived, epoch });
    }
    const next = await marksOf(knex, {});
    expect(next.isWhole).toBe(true);
    await next.engine.stop();
  });

  it.each<[string, Over]>([
    ['code', { code: 'code-2' }],
    [
      'configuration',
      {
        config: {
          ...NO_CONFIG,
          attributes: [
            { cluster: 'prod', values: { region: 'north' }, key: 'x' },
          ],
        },
      },
    ],
  ])('derives everything again with other %s', async (_, over) => {
    const knex = await database.open();
    const first = await marksOf(knex, {});
    await first.engine.stop();
    const second = await marksOf(knex, over);
    expect(second.isWhole).toBe(true);
    await second.engine.stop();
  });

  it("derives a cluster again whose name is an operator's word now", async () => {
    const knex = await database.open();
    const config = {
      ...NO_CONFIG,
      attributes: [{ cluster: 'prod', values: { region: 'north' }, key: 'x' }],
    };
    const first = await marksOf(knex, { config });
    await first.engine.stop();
    const second = await marksOf(knex, { config }, 'operator');
    expect(second.isWhole).toBe(true);
    await second.engine.stop();
    const third = await marksOf(knex, { config }, 'operator');
    expect(third.isWhole).toBe(false);
    await third.engine.stop();
  });
});

describe('fingerprintPackages', () => {
  it('tells packages apart, and the same ones not', () => {
    const common = '@fleetview/backstage-plugin-fleet-common';
    const node = '@fleetview/backstage-plugin-fleet-node';
    expect(fingerprintPackages([common])).toBe(fingerprintPackages([common]));
    expect(fingerprintPackages([common])).not.toBe(fingerprintPackages([node]));
    expect(fingerprintPackages([common])).not.toBe(
      fingerprintPackages([common, node]),
    );
  });
});
