import type { FindingFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { factsOf, POLICY_REPORTS } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { findingFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { deriveCompliance } from '../../derive/compliance';
import { StatementScope } from '../../permissions/StatementScope';
import type { ReadContext } from '../types';
import { listClusterFindings } from './listClusterFindings';

type Query = Parameters<typeof listClusterFindings>[2];

const PATH = '/clusters/{clusterId}/findings';
const PODS = ['2x8wq', '7f9bd', 'k4mzn'].map(end => `cart-6c9f7d6c4-${end}`);

describeDatabases(
  'findings of Pods beside those of what made them',
  database => {
    let knex: Knex;

    /** Reports bear the names of uids, and one thing each. */
    const report = (
      name: string,
      options: { kind?: string; rule: string; namespace?: string } & Partial<
        Pick<FindingFact, 'result' | 'severity'>
      >,
    ) => {
      const { kind = 'Pod', namespace = 'shop', ...fact } = options;
      return write(
        knex,
        POLICY_REPORTS,
        [
          factsOf(
            findingFact({
              name: `uid-of-${name}`,
              namespace,
              resource: { kind, namespace, name },
              severity: 'medium',
              ...fact,
            }),
          ),
        ],
        { observer: 'prod' },
      );
    };
    const derive = () =>
      deriveCompliance({ knex, clusterId: 'prod', now: 9_000 });

    beforeEach(async () => {
      knex = await database.open();
      await insertCluster(knex, 'prod');
      await insertCoverage(knex, 'prod', POLICY_REPORTS.key);
      await report('cart', { kind: 'Deployment', rule: 'autogen-limits' });
      for (const pod of PODS) await report(pod, { rule: 'limits' });
      // Nobody reports what made it.
      await report('search-0', { rule: 'limits' });
      await derive();
    });

    const ask = (query: Query = {}, context: Partial<ReadContext> = {}) =>
      listClusterFindings({ ...readingAt(knex), ...context }, 'prod', query);
    const names = ({ items }: Awaited<ReturnType<typeof ask>>) =>
      items.map(({ resource }) => resource?.name).sort();

    it('are told with those, and how many they are', async () => {
      const page = await ask();
      expectDocumented(PATH, page);
      expect(names(page)).toEqual(['cart', 'search-0']);
      expect(page.totals).toMatchObject({
        total: 2,
        repeated: 3,
        results: [{ result: 'fail', count: 2 }],
        severities: [{ severity: 'medium', count: 2 }],
        engines: [{ name: 'kyverno', count: 2 }],
        policies: [{ name: 'require-limits', count: 2 }],
      });
      expect(page.items.map(({ repeatedBy }) => repeatedBy).sort()).toEqual([
        3,
        undefined,
      ]);
      // As many as count where policies are added up.
      const sums = await knex('compliance_sum').sum({ things: 'things' });
      expect(Number(sums[0].things)).toBe(page.totals.total);
    });

    it('are listed where they are asked for, with what they repeat', async () => {
      const all = await ask({ repeated: true });
      expectDocumented(PATH, all);
      expect(names(all)).toEqual([...PODS, 'cart', 'search-0'].sort());
      expect(all.totals).toMatchObject({ total: 5, repeated: 3 });
      const cart = all.items.find(({ resource }) => resource?.name === 'cart');
      const pods = await ask({ repeating: cart?.id });
      expectDocumented(PATH, pods);
      expect(names(pods)).toEqual(PODS);
      expect(pods.totals).toMatchObject({ total: 3, repeated: 3 });
      for (const { repeats } of pods.items) {
        expect(repeats).toEqual({
          id: cart?.id,
          resource: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
        });
      }
      expect((await ask({ repeating: pods.items[0].id })).items).toEqual([]);
    });

    it('are counted by the filters that hold for the list', async () => {
      expect(await ask({ severity: ['high'] })).toMatchObject({
        items: [],
        totals: { total: 0, repeated: 0 },
      });
      expect(await ask({ text: '2X8WQ' })).toMatchObject({
        items: [],
        totals: { total: 0, repeated: 1 },
      });
      expect(names(await ask({ text: '2x8wq', repeated: true }))).toEqual([
        PODS[0],
      ]);
    });

    it.each([1, 2, 3])('are left out of pages of %s', async limit => {
      for (const repeated of [false, true]) {
        const found: unknown[] = [];
        let cursor: string | undefined;
        do {
          const page = await ask({ limit, cursor, repeated });
          expect(page.items.length).toBeGreaterThan(0);
          found.push(...names(page));
          cursor = page.nextCursor;
        } while (cursor);
        expect(found.sort()).toEqual(names(await ask({ repeated })));
      }
    });

    it('show as soon as what they repeated says something else, or is gone', async () => {
      await report('cart', {
        kind: 'Deployment',
        rule: 'autogen-limits',
        result: 'pass',
      });
      // Nothing was derived since.
      expect(await ask()).toMatchObject({ totals: { total: 5, repeated: 0 } });
      await report('cart', { kind: 'Deployment', rule: 'autogen-limits' });
      expect((await ask()).totals.total).toBe(2);
      await write(
        knex,
        POLICY_REPORTS,
        [
          {
            type: 'deleted',
            uid: findingFact({ name: 'uid-of-cart' }).source.uid,
          },
        ],
        { observer: 'prod' },
      );
      expect(names(await ask())).toEqual([...PODS, 'search-0'].sort());
      expect((await derive()).visible).toBe(true);
      expect(await knex('finding_repeat')).toEqual([]);
    });

    it('are not told with one that cannot be read any more', async () => {
      await knex('finding')
        .where({ name: 'uid-of-cart' })
        .update({ unreadable: 'it is too large' });
      await derive();
      expect((await ask()).totals).toMatchObject({
        total: 5,
        stale: 1,
        repeated: 0,
      });
    });

    it('are written where they differ alone', async () => {
      expect(await knex('finding_repeat')).toHaveLength(3);
      expect(await derive()).toEqual({ visible: false, isLost: false });
      await report('cart-6c9f7d6c4-zzzzz', { rule: 'limits' });
      await derive();
      expect((await ask()).totals).toMatchObject({ total: 2, repeated: 4 });
      await knex('cluster').update({ left_at: 9_000 });
      await derive();
      expect(await knex('finding_repeat')).toEqual([]);
    });

    it('are hidden from who may not see their namespace, as what they repeat is', async () => {
      await report('vault', {
        kind: 'Deployment',
        rule: 'autogen-limits',
        namespace: 'pay',
      });
      const things = new StatementScope({
        knex,
        clusters: new Map([['prod', { cluster: ['prod'] }]]),
        expression: {
          type: 'in',
          key: 'namespace',
          values: ['pay'],
          isNegated: false,
          orUnknown: false,
        },
      });
      const page = await ask({}, { things, tellsHidden: true });
      expect(names(page)).toEqual(['vault']);
      expect(page).toMatchObject({
        totals: { total: 1, repeated: 0 },
        hidden: 2,
      });
      const cart = (await ask()).items.find(({ repeatedBy }) => repeatedBy);
      expect(await ask({ repeating: cart?.id }, { things })).toMatchObject({
        items: [],
        totals: { total: 0, repeated: 0 },
        hidden: 0,
      });
    });
  },
);
