import {
  driftDebt,
  type IgnoreRule,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { APPLICATIONS, factsOf, SETTINGS } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { insertEpisode } from '../../__testUtils__/drift';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { comparisonFact, deliveryFact } from '../../__testUtils__/facts';
import { fleetOf, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { EntityIndex } from '../../mapping/EntityIndex';
import { Access } from '../../permissions/Access';
import type { Expression } from '../../permissions/Expression';
import { FleetViews } from '../fleet';
import type { ReadContext } from '../types';
import {
  getDriftEpisode,
  listDrift,
  listDriftGroups,
  previewDriftIgnored,
} from '.';

const HOUR = 60 * 60 * 1000;
const NOW = 1_000 * HOUR;

describeDatabases('drift', database => {
  let knex: Knex;
  let context: ReadContext;

  beforeEach(async () => {
    knex = await database.open();
    context = readingAt(knex, NOW);
    for (const id of ['c-1', 'c-2']) {
      await insertCluster(knex, id, { region: 'eu' });
    }
  });

  const list = async (query: Parameters<typeof listDrift>[1] = {}) => {
    const answer = await listDrift(context, query);
    expectDocumented('/drift', answer);
    return answer;
  };
  const groups = async (query: Parameters<typeof listDriftGroups>[1]) => {
    const answer = await listDriftGroups(context, query);
    expectDocumented('/drift/groups', answer);
    return answer;
  };
  const ids = async (query: Parameters<typeof listDrift>[1] = {}) =>
    (await list(query)).items.map(({ id }) => id);

  it('tells an episode as it is', async () => {
    await insertEpisode(knex, { id: 'a', first_observed_at: NOW - HOUR });
    const { items } = await list();
    expect(items).toEqual([
      {
        id: 'a',
        cluster: { id: 'c-1', name: 'name-of-c-1' },
        engine: 'argocd',
        delivery: {
          observer: { id: 'c-1', name: 'name-of-c-1' },
          kind: 'Application',
          namespace: 'argocd',
          name: 'cart',
        },
        resource: {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'cart',
        },
        entityRef: 'component:default/cart',
        owner: 'group:default/shop',
        system: 'system:default/shop',
        region: 'eu',
        environment: 'production',
        class: 'human',
        because: 'known-tool',
        isHeadline: true,
        author: {
          manager: 'kubectl-edit',
          operation: 'Update',
          at: '1970-01-01T00:00:00.900Z',
          confidence: 'owner',
        },
        paths: ['spec.template.spec.containers[name=main].image'],
        pathsTotal: 1,
        same: 'drift1:a',
        seenBy: 'argocd',
        firstObservedAt: new Date(NOW - HOUR).toISOString(),
        // It is seen now.
        lastObservedAt: new Date(NOW).toISOString(),
        notBefore: '1970-01-01T00:00:00.500Z',
        flaps: 0,
      },
    ]);
  });

  it('goes on where a page ended, in either order', async () => {
    for (const [index, id] of ['d', 'a', 'c', 'b', 'e'].entries()) {
      await insertEpisode(knex, { id, first_observed_at: 100 * (index >> 1) });
    }
    for (const order of ['oldest', 'newest'] as const) {
      const whole = await ids({ order });
      const pages: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ order, limit: 2, cursor });
        pages.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(pages).toEqual(whole);
      expect(whole).toHaveLength(5);
    }
    expect(await ids({ order: 'oldest' })).toEqual(['a', 'd', 'b', 'c', 'e']);
    await expect(list({ cursor: 'x' })).rejects.toThrow("'cursor'");
  });

  it('leaves out what is over, and what an exception hides for the time', async () => {
    await insertEpisode(knex, { id: 'open' });
    await insertEpisode(knex, {
      id: 'ended',
      ended_at: NOW - HOUR,
      fate: 'healed',
    });
    const ignored = (id: string, from: number, until: number) =>
      insertEpisode(knex, {
        id,
        ignored_by: 'x',
        ignored_from: from,
        ignored_until: until,
      });
    await ignored('hidden', 1, NOW + 1);
    await ignored('not yet', NOW + 1, NOW + 2);
    await ignored('no more', 1, NOW);
    expect((await ids()).sort()).toEqual(['no more', 'not yet', 'open']);
    expect(await ids({ state: 'ended' })).toEqual(['ended']);
    await knex('drift_episode')
      .whereIn('id', ['ended', (await ids({}))[0]])
      .update({ unconfirmed_since: 1 });
    expect(await ids({ state: 'unconfirmed' })).toEqual([(await ids({}))[0]]);
    expect(await ids({ state: 'all' })).toHaveLength(4);
    expect(await ids({ ignored: 'only' })).toEqual(['hidden']);
    expect(await ids({ ignored: 'too' })).toHaveLength(4);
    const { totals } = await list();
    expect(totals.ignored).toBe(1);
    const [hidden] = (await list({ ignored: 'only' })).items;
    expect(hidden.ignored).toEqual({
      exceptionId: 'x',
      until: new Date(NOW + 1).toISOString(),
    });
  });

  it.each<[Parameters<typeof listDrift>[1], string[]]>([
    [{ class: ['behind'] }, ['b']],
    [{ engine: ['flux'] }, ['b']],
    [{ component: ['component:default/cart'] }, ['a']],
    [{ owner: ['group:default/shop'] }, ['a']],
    [{ system: ['system:default/shop'] }, ['a']],
    [{ cluster: ['c-2'] }, ['b']],
    [{ region: ['us'] }, ['b']],
    [{ environment: ['production', 'staging'] }, ['a', 'b']],
    [{ same: 'drift1:b' }, ['b']],
    [{ age: ['hour'] }, ['b']],
    [{ age: ['longer', 'hour'] }, ['a', 'b']],
    [{ class: ['human'], cluster: ['c-2'] }, []],
  ])('is narrowed by %j', async (query, expected) => {
    await insertEpisode(knex, { id: 'a' });
    await insertEpisode(knex, {
      id: 'b',
      class: 'behind',
      headline: false,
      engine: 'flux',
      entity_ref: '',
      owner: 'unassigned',
      system: 'unassigned',
      cluster_id: 'c-2',
      region: 'us',
      environment: 'staging',
      same: 'drift1:b',
      first_observed_at: NOW - HOUR,
    });
    expect((await ids(query)).sort()).toEqual(expected);
  });

  it('adds up what passes: debt as each of them has it, by tier', async () => {
    const rows = [
      { first_observed_at: NOW - 10 * HOUR, in_sync_ms: HOUR },
      {
        first_observed_at: NOW - 8 * HOUR,
        last_observed_at: NOW - 3 * HOUR,
        unconfirmed_since: NOW - 2 * HOUR,
        tier: 'unassigned',
        not_before: null,
        class: 'missing',
        entity_ref: '',
      },
      { class: 'behind', headline: false },
    ];
    for (const row of rows) await insertEpisode(knex, row);
    const weights = { gold: 3, unassigned: 0.5 };
    const { totals } = await listDrift(context, {}, weights);
    const debt = driftDebt(
      [
        {
          episode: {
            firstObservedAt: NOW - 10 * HOUR,
            lastObservedAt: NOW,
            notBefore: 500,
            flaps: 0,
            inSyncMs: HOUR,
          },
          tier: 'gold',
        },
        {
          episode: {
            firstObservedAt: NOW - 8 * HOUR,
            lastObservedAt: NOW - 3 * HOUR,
            flaps: 0,
            inSyncMs: 0,
            isUnconfirmed: true,
          },
        },
      ],
      NOW,
      weights,
    );
    expect(totals).toEqual({
      episodes: 3,
      headline: 2,
      unconfirmed: 1,
      classes: { human: 1, missing: 1, behind: 1 },
      ignored: 0,
      clusters: 1,
      components: 1,
      debt,
    });
    expect(debt.hours).toBe(31);
  });

  it.each([
    [[10, 30], 20],
    [[10, 30, 50], 30],
  ])('tells how long repairs of %j s took', async (seconds, median) => {
    for (const each of seconds) {
      await insertEpisode(knex, {
        first_observed_at: NOW - HOUR,
        ended_at: NOW - HOUR + each * 1_000,
        fate: 'healed',
      });
    }
    // What is gone or was forgotten is no repair.
    await insertEpisode(knex, { ended_at: NOW, fate: 'gone' });
    await insertEpisode(knex, { ended_at: NOW - 800 * HOUR, fate: 'healed' });
    const { totals } = await list();
    expect(totals.repair).toEqual({
      healed: seconds.length,
      meanSeconds: median,
      medianSeconds: median,
      isAtLeast: false,
    });
  });

  it('tells the same drift on several clusters as one line', async () => {
    for (const clusterId of ['c-1', 'c-2']) {
      await insertEpisode(knex, {
        cluster_id: clusterId,
        owner: clusterId === 'c-1' ? 'group:default/shop' : 'unassigned',
      });
    }
    await insertEpisode(knex, { same: 'drift1:b', class: 'missing' });
    const { items, total } = await groups({ by: 'same' });
    expect(total).toBe(2);
    expect(items).toMatchObject([
      {
        key: 'drift1:a',
        episodes: 2,
        headline: 2,
        clusters: 2,
        example: { class: 'human' },
        ownersOf: ['group:default/shop'],
        clustersOf: [
          { id: 'c-1', name: 'name-of-c-1' },
          { id: 'c-2', name: 'name-of-c-2' },
        ],
      },
      { key: 'drift1:b', episodes: 1, clusters: 1 },
    ]);
    const first = await groups({ by: 'same', limit: 1 });
    const next = await groups({
      by: 'same',
      limit: 1,
      cursor: first.nextCursor,
    });
    expect(next.items.map(({ key }) => key)).toEqual(['drift1:b']);
    expect(next.nextCursor).toBeUndefined();
  });

  it('counts a kind of group without the filter by that kind', async () => {
    await insertEpisode(knex, {});
    await insertEpisode(knex, { class: 'missing', cluster_id: 'c-2' });
    const keys = async (query: Parameters<typeof groups>[0]) =>
      (await groups(query)).items.map(({ key }) => key);
    expect(await keys({ by: 'class', class: ['human'] })).toEqual([
      'human',
      'missing',
    ]);
    expect(await keys({ by: 'cluster', class: ['human'] })).toEqual(['c-1']);
    expect(await keys({ by: 'age' })).toEqual(['longer']);
    for (const by of [
      'owner',
      'component',
      'region',
      'environment',
      'engine',
    ] as const) {
      expect(await keys({ by })).toHaveLength(1);
    }
  });

  it('tells one with what came before it', async () => {
    const id = await insertEpisode(knex, {
      thing: 't',
      first_observed_at: 900,
    });
    await insertEpisode(knex, {
      id: 'before',
      thing: 't',
      first_observed_at: 10,
      ended_at: 50,
      fate: 'healed',
    });
    await insertEpisode(knex, { thing: 'other', first_observed_at: 5 });
    const detail = await getDriftEpisode(context, id);
    expectDocumented('/drift/{episodeId}', detail);
    expect(detail).toMatchObject({
      basis: 'ownership',
      differencesTotal: 1,
      differences: [{ live: { text: '"shop/cart:hotfix"' }, class: 'human' }],
      earlier: [{ id: 'before', ended: { how: 'healed', seconds: 0 } }],
    });
    await expect(getDriftEpisode(context, 'x')).rejects.toThrow("'x'");
  });

  it('tells the rules of the engine that are for it, and hides nothing by them', async () => {
    const where = { kind: 'Application', namespace: 'argocd', name: 'cart' };
    const rule = (
      index: number,
      target: IgnoreRule['target'],
      ...leftOut: IgnoreRule['leftOut']
    ): IgnoreRule => ({
      where: { ...where, path: `spec.ignoreDifferences[${index}]` },
      target,
      leftOut,
    });
    const apps = { group: 'apps', kind: 'Deployment' };
    const rules = [
      rule(0, { ...apps, name: 'cart' }, { type: 'pointer', text: '/spec' }),
      rule(1, { ...apps, namespace: 'other' }, { type: 'everything' }),
      rule(2, { group: '*' }, { type: 'jq', text: '.spec' }),
      rule(
        3,
        { others: ['labels app=cart'] },
        { type: 'manager', text: 'kubectl-edit' },
      ),
      rule(4, apps, { type: 'pointer', text: '/spec/replicas' }),
    ];
    await write(knex, APPLICATIONS, [
      factsOf(deliveryFact({ ignoreRules: { rules, total: 7 } })),
    ]);
    const [delivery_id] = await knex('delivery').pluck('id');
    const image = 'spec.template.spec.containers[name=main].image';
    const before = 'spec.replicas';
    const id = await insertEpisode(knex, {
      delivery_id,
      data: { paths: [image, before] },
    });
    const detail = await getDriftEpisode(context, id);
    expectDocumented('/drift/{episodeId}', detail);
    expect(
      detail.rules?.map(({ rule: { where: at }, applies, names }) => [
        at.path,
        applies,
        names,
      ]),
    ).toEqual([
      ['spec.ignoreDifferences[0]', 'yes', [image, before]],
      ['spec.ignoreDifferences[2]', 'yes', []],
      ['spec.ignoreDifferences[3]', 'unknown', [image]],
      ['spec.ignoreDifferences[4]', 'yes', [before]],
    ]);
    expect(detail.rules?.[0].rule).toEqual(rules[0]);
    expect(detail.rulesNotRead).toBe(2);
    expect(detail.differences).toHaveLength(1);
    expect(await ids()).toEqual([id]);
  });

  it.each([
    ['argocd', 'argocd', 'yes'],
    // Which of several engines it is of is not told.
    ['other', 'argocd', 'unknown'],
  ])(
    'tells the rules of the engine in %s for a delivery in %s: %s',
    async (namespace, of, applies) => {
      await write(knex, APPLICATIONS, [
        factsOf(deliveryFact({ namespace: of })),
      ]);
      await write(knex, SETTINGS, [factsOf(comparisonFact({ namespace }))]);
      const [delivery_id] = await knex('delivery').pluck('id');
      const id = await insertEpisode(knex, {
        delivery_id,
        data: { paths: ['spec.replicas'] },
      });
      const detail = await getDriftEpisode(context, id);
      expectDocumented('/drift/{episodeId}', detail);
      expect(detail.rules).toMatchObject([
        { rule: { where: { namespace } }, applies, names: ['spec.replicas'] },
      ]);
      const ofFlux = await insertEpisode(knex, { delivery_id, engine: 'flux' });
      expect(await getDriftEpisode(context, ofFlux)).toMatchObject({
        rules: [],
      });
    },
  );

  it('has no rules of what is not known, and none where there are none', async () => {
    const id = await insertEpisode(knex, {});
    expect(await getDriftEpisode(context, id)).not.toHaveProperty('rules');
    await write(knex, APPLICATIONS, [factsOf(deliveryFact())]);
    const [delivery_id] = await knex('delivery').pluck('id');
    const other = await insertEpisode(knex, { delivery_id });
    const detail = await getDriftEpisode(context, other);
    expect(detail.rules).toEqual([]);
    expect(detail).not.toHaveProperty('rulesNotRead');
  });

  it('tells what an exception would hide', async () => {
    await insertEpisode(knex, {});
    await insertEpisode(knex, { cluster_id: 'c-2' });
    await insertEpisode(knex, { data: { paths: ['spec.replicas'] } });
    await insertEpisode(knex, {
      data: { paths: [], differences: [], total: 0 },
    });
    const preview = await previewDriftIgnored(context, {
      subjects: ['spec.template'],
    });
    expectDocumented('/drift/preview', preview, 'post');
    expect(preview).toMatchObject({
      episodes: 2,
      headline: 2,
      components: 1,
      clusters: 2,
    });
    expect(preview.examples).toHaveLength(2);
    const of = async (scope: Parameters<typeof previewDriftIgnored>[1]) =>
      (await previewDriftIgnored(context, scope)).episodes;
    expect(await of({ subjects: ['*'] })).toBe(4);
    expect(await of({ subjects: ['*'], clusters: ['c-2'] })).toBe(1);
    expect(await of({ subjects: ['*'], namespaces: ['other'] })).toBe(0);
    expect(
      await of({
        subjects: ['*'],
        resource: { kind: 'Deployment', name: 'cart' },
      }),
    ).toBe(4);
  });

  it('says where it cannot be told whether anything drifts', async () => {
    for (const [id, unwatched] of [
      ['c-1', 2],
      ['c-2', 3],
    ] as const) {
      await knex('drift_look').insert({
        cluster_id: id,
        looked_at: 1,
        unseen: '[]',
        unwatched,
        watched: 1,
      });
    }
    expect(await list()).toMatchObject({
      items: [],
      unwatched: 5,
      watched: 2,
      coverage: { clusters: 2, complete: 0 },
    });
    expect(await list({ cluster: ['c-2'] })).toMatchObject({
      unwatched: 3,
      coverage: { clusters: 1 },
    });
    expect(await list({ component: ['component:default/cart'] })).toMatchObject(
      { unwatched: 0, coverage: { clusters: 0 } },
    );
  });

  it('shows and counts only what the reader may see', async () => {
    await insertEpisode(knex, { id: 'own' });
    await insertEpisode(knex, {
      id: 'other',
      owner: 'group:default/else',
    });
    // A hub that he may not see says it.
    await insertEpisode(knex, { id: 'told', observer: 'c-2' });
    const within: Expression = {
      type: 'in',
      key: 'cluster',
      values: ['c-1'],
      isNegated: false,
      orUnknown: false,
    };
    const owner: Expression = {
      type: 'in',
      key: 'owner',
      values: ['group:default/shop'],
      isNegated: false,
      orUnknown: false,
    };
    const fleet = await fleetOf(knex, { now: NOW });
    const views = new FleetViews({
      knex,
      snapshots: { latest: async () => fleet },
      entities: () => new EntityIndex([]),
      namesOf: () => [],
    });
    context = { ...context, view: await views.of(new Access(within, owner)) };
    const { items, totals, limited } = await list();
    expect(items.map(({ id }) => id)).toEqual(['own']);
    expect(totals).toMatchObject({ episodes: 1, headline: 1 });
    expect(limited).toEqual(['instances']);
    expect((await groups({ by: 'owner' })).items).toMatchObject([
      { key: 'group:default/shop', episodes: 1 },
    ]);
    for (const id of ['other', 'told']) {
      await expect(getDriftEpisode(context, id)).rejects.toThrow('no episode');
    }
    expect(
      await previewDriftIgnored(context, { subjects: ['*'] }),
    ).toMatchObject({ episodes: 1 });
  });
});
