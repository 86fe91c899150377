import type { FindingResult } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  factsOf,
  MANAGED_CLUSTERS,
  POLICY_REPORTS,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { clusterFact, findingFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import type { SubjectResolver } from '../../store/SubjectResolver';
import { referenceText } from '../../store/referenceKey';
import { listClusterFindings } from './listClusterFindings';

/** The hub calls the cluster as it is called here; only its own kind says so. */
const resolver: SubjectResolver = {
  resolve(observer, reference, adapter) {
    if (reference.type !== 'reference') {
      return { subject: observer, reference: null };
    }
    return {
      ...(adapter === MANAGED_CLUSTERS.key.adapter
        ? { subject: reference.name as string }
        : { subject: null, unresolved: 'unknown-name' as const }),
      reference: referenceText(reference),
    };
  },
};

describeDatabases(
  'findings that a hub and the cluster itself tell',
  database => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await database.open();
      for (const id of ['prod', 'hub']) {
        await insertCluster(knex, id);
        await insertCoverage(knex, id, POLICY_REPORTS.key);
      }
      await insertCoverage(knex, 'hub', MANAGED_CLUSTERS.key);
      await write(
        knex,
        MANAGED_CLUSTERS,
        [factsOf(clusterFact({ name: 'prod' }))],
        { observer: 'hub', resolver },
      );
    });

    async function found(
      observer: string,
      claims: Record<string, FindingResult>,
    ) {
      await write(
        knex,
        POLICY_REPORTS,
        Object.entries(claims).map(([claim, result]) =>
          factsOf(
            findingFact({
              name: `${claim}-of-${observer}`,
              claim,
              result,
              ...(observer === 'hub'
                ? {
                    subject: {
                      type: 'reference',
                      name: 'prod',
                      adapter: MANAGED_CLUSTERS.key.adapter,
                    },
                  }
                : {}),
            }),
          ),
        ),
        { observer, resolver },
      );
    }

    async function told() {
      const { items, totals, hidden } = await listClusterFindings(
        readingAt(knex),
        'prod',
        {},
      );
      expect(hidden).toBe(0);
      expect(totals.total).toBe(items.length);
      expect(totals.stale).toBe(
        items.filter(({ currency }) => !currency.current).length,
      );
      return items
        .map(
          ({ observer, result, currency }) =>
            `${observer.id} ${result}${currency.current ? '' : ' stale'}`,
        )
        .sort();
    }

    it("count once, as the cluster's own", async () => {
      await found('hub', { limits: 'fail', probes: 'fail' });
      await found('prod', { limits: 'pass', others: 'fail' });
      expect(await told()).toEqual(['hub fail', 'prod fail', 'prod pass']);
    });

    it("are the hub's where only the hub can be read", async () => {
      await found('hub', { limits: 'fail' });
      await found('prod', { limits: 'pass' });
      await knex('coverage').where({ cluster_id: 'prod' }).update({
        state: 'forbidden',
        reason: 'may not',
      });
      expect(await told()).toEqual(['hub fail']);
    });

    it("are the cluster's own, and stale, where nobody can tell any more", async () => {
      await found('hub', { limits: 'fail' });
      await found('prod', { limits: 'pass' });
      await knex('coverage').update({ state: 'forbidden', reason: 'may not' });
      expect(await told()).toEqual(['prod pass stale']);
    });

    it('are not current where their hub has lost sight of the cluster', async () => {
      await found('hub', { limits: 'pass' });
      await write(
        knex,
        MANAGED_CLUSTERS,
        [
          factsOf(
            clusterFact({
              name: 'prod',
              heartbeat: { state: 'lost', reason: 'no lease for 5 minutes' },
            }),
          ),
        ],
        { observer: 'hub', resolver },
      );
      expect(await told()).toEqual(['hub pass stale']);
    });

    it('are all told where one observer has several of one name', async () => {
      await found('hub', { limits: 'pass' });
      await write(
        knex,
        POLICY_REPORTS,
        ['one', 'two'].map(name =>
          factsOf(findingFact({ name, claim: 'limits', result: 'fail' })),
        ),
        { observer: 'prod', resolver },
      );
      expect(await told()).toEqual(['prod fail', 'prod fail']);
    });
  },
);
