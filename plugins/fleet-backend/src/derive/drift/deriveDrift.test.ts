import {
  DEFAULT_COMPLIANCE_SETTINGS,
  DIFFERENCE_FRESHNESS_LIMIT_MS,
  DIFFERENCE_READ_PART,
  type DifferenceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  factsOf,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import {
  deliveryFact,
  differenceFact,
  workloadFact,
} from '../../__testUtils__/facts';
import { write } from '../../__testUtils__/store';
import { compareDesired } from '../../collector/desired/compareDesired';
import {
  fromDesireLines,
  toDesireLines,
} from '../../collector/desired/desireLines';
import { lookKey } from '../../collector/looks/lookLines';
import { toReading } from '../../collector/wanted';
import { markDirty } from '../../store/markDirty';
import { readDesires } from '../../store/readDesires';
import { EVERY_NAMESPACE } from '../../store/touchedNamespaces';
import { readClusterMarks } from '../clusterMarks';
import { deriveDrift } from './deriveDrift';
import { extendLooks } from './extendLooks';
import { forgetDrift } from './forgetDrift';
import { markLapsed } from './markLapsed';
import { markDrift } from './marks';

const MINUTE = 60_000;

const KINDS = {
  watched: [DEPLOYMENTS.key],
  looked: [{ group: '', kind: 'ConfigMap', namespaced: true }],
  desired: [
    {
      adapter: APPLICATIONS.key.adapter,
      of: {
        group: deliveryFact().source.group,
        kind: deliveryFact().source.kind,
      },
      question: 'Manifest',
      comparesItself: false,
    },
  ],
};

describeDatabases('deriveDrift', database => {
  let knex: Knex;
  let now: number;

  const brings = {
    resources: [
      {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'checkout',
      },
    ],
    total: 1,
  };
  const kustomization = () =>
    deliveryFact({ engine: 'flux', targetNamespace: 'shop', brings });
  /** Written as it is seen. */
  const written = () => {
    const fact = differenceFact();
    return {
      ...fact,
      differences: fact.differences.map(each => ({
        ...each,
        author: { manager: 'kubectl-edit', time: now },
      })),
    };
  };
  const deployment = (isEdited: boolean) =>
    write(knex, DEPLOYMENTS, [
      factsOf(workloadFact(), ...(isEdited ? [written()] : [])),
    ]);

  beforeEach(async () => {
    knex = await database.open();
    now = 100 * MINUTE;
    await insertCluster(knex, 'c-1', { region: 'eu', tier: 'gold' });
    for (const key of [APPLICATIONS.key, DEPLOYMENTS.key]) {
      await knex('coverage').insert({
        cluster_id: 'c-1',
        adapter: key.adapter,
        api_group: key.group,
        kind: key.kind,
        scope: 'cluster',
        state: 'current',
        since: 1,
        confirmed_at: now,
        freshness_ms: 2_000_000_000,
      });
    }
    await write(knex, APPLICATIONS, [factsOf(kustomization())]);
    await deployment(false);
  });

  const derive = () =>
    deriveDrift({
      knex,
      clusterId: 'c-1',
      now,
      rules: DEFAULT_COMPLIANCE_SETTINGS,
      kinds: KINDS,
    });
  const lose = (state = 'unreachable') =>
    knex('coverage').update({ state, confirmed_at: 1, freshness_ms: 1 });
  const marked = async () => {
    const marks = await readClusterMarks(knex, 'drift_mark');
    await knex('drift_mark').delete();
    return [...marks.keys()];
  };

  it('writes what drifts, once, and how it ends', async () => {
    expect(await derive()).toEqual({ visible: false, isLost: false });
    now += MINUTE;
    await deployment(true);
    expect((await derive()).visible).toBe(true);
    expect(await knex('drift_episode')).toMatchObject([
      {
        cluster_id: 'c-1',
        namespace: 'shop',
        region: 'eu',
        tier: 'gold',
        engine: 'flux',
        kind: 'Deployment',
        name: 'checkout',
        class: 'human',
        seen_by: 'watch',
        same: 'drift1:checkout',
        ended_at: null,
      },
    ]);
    const [row] = await knex('drift_episode');
    expect(Number(row.not_before)).toBe(100 * MINUTE);
    expect(Number(row.first_observed_at)).toBe(101 * MINUTE);
    now += MINUTE;
    expect((await derive()).visible).toBe(false);
    now += MINUTE;
    await deployment(false);
    expect((await derive()).visible).toBe(true);
    const [ended] = await knex('drift_episode');
    expect(ended.fate).toBe('healed');
    expect(Number(ended.ended_at)).toBe(103 * MINUTE);
    expect(Number(ended.last_observed_at)).toBe(102 * MINUTE);
    // A moment later it differs again: it goes on, in its row.
    now += MINUTE;
    await deployment(true);
    await derive();
    expect(await knex('drift_episode')).toMatchObject([
      { id: row.id, flaps: 1, ended_at: null, fate: null },
    ]);
  });

  it('ends nothing where nobody sees it', async () => {
    await deployment(true);
    await derive();
    await deployment(false);
    await lose();
    now += MINUTE;
    await derive();
    const [row] = await knex('drift_episode');
    expect(row.ended_at).toBeNull();
    expect(Number(row.unconfirmed_since)).toBe(now);
    expect(await knex('drift_look').first()).toMatchObject({ unwatched: 1 });
  });

  it('ends what lasted without a proof where a cluster left', async () => {
    await deployment(true);
    await derive();
    await knex('cluster').update({ left_at: now });
    now += MINUTE;
    expect((await derive()).visible).toBe(true);
    expect(await knex('drift_episode')).toMatchObject([{ fate: 'unproven' }]);
    expect(await knex('drift_look')).toEqual([]);
    expect((await derive()).visible).toBe(false);
  });

  it('writes nothing of a cluster that is in other hands', async () => {
    await deployment(true);
    expect(
      await deriveDrift({
        knex,
        clusterId: 'c-1',
        now,
        rules: DEFAULT_COMPLIANCE_SETTINGS,
        kinds: KINDS,
        fenceOf: () => undefined,
      }),
    ).toEqual({ visible: false, isLost: true });
    expect(await knex('drift_episode')).toEqual([]);
  });

  it('notes what is to be looked at, and takes it back', async () => {
    const settings = {
      group: '',
      kind: 'ConfigMap',
      namespace: 'shop',
      name: 'settings',
    };
    const wishes = () =>
      knex('drift_wish').select('kind', 'namespace', 'name', 'urgent');
    const bring = (...resources: (typeof settings)[]) =>
      write(knex, APPLICATIONS, [
        factsOf(
          deliveryFact({
            engine: 'flux',
            brings: { resources, total: resources.length },
          }),
        ),
      ]);
    await bring(settings, { ...settings, name: '../etc' });
    await derive();
    expect(await wishes()).toEqual([
      {
        kind: 'ConfigMap',
        namespace: 'shop',
        name: 'settings',
        urgent: expect.anything(),
      },
    ]);
    await bring();
    await derive();
    expect(await wishes()).toEqual([]);
    await bring(settings);
    await derive();
    await knex('cluster').update({ left_at: now });
    await derive();
    expect(await wishes()).toEqual([]);
  });

  it('lets be what an exception of the ledger covers', async () => {
    await deployment(true);
    await knex('exception').insert({
      id: 'e-1',
      type: 'drift',
      scope: JSON.stringify({
        clusters: [],
        namespaces: ['shop'],
        policies: [],
        subjects: ['spec.template'],
        entities: [],
      }),
      severity: 'low',
      reason: 'A test of a fix.',
      requested_by: 'user:default/a',
      requested_at: now - 10 * MINUTE,
      request_key: 'k',
      expires_at: now + 60 * MINUTE,
      version: 1,
    });
    await derive();
    expect(await knex('drift_episode')).toMatchObject([{ ignored_by: null }]);
    await knex('exception_approval').insert({
      exception_id: 'e-1',
      approved_by: 'user:default/b',
      approver_id: 'user:default/b',
      approved_at: now - MINUTE,
    });
    await derive();
    const [row] = await knex('drift_episode');
    expect(row.ignored_by).toBe('e-1');
    expect(Number(row.ignored_from)).toBe(now - MINUTE);
    expect(Number(row.ignored_until)).toBe(now + 60 * MINUTE);
    await knex('exception').update({ withdrawn_at: now });
    await derive();
    expect(await knex('drift_episode')).toMatchObject([{ ignored_by: null }]);
  });

  it('is marked by what it is found by, and by nothing else', async () => {
    await marked();
    await deployment(true);
    expect(await marked()).toEqual(['c-1']);
    await deployment(true);
    expect(await marked()).toEqual([]);
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ health: 'degraded' }), written()),
    ]);
    // The difference is written with the object, as its hash is of all of it.
    expect(await marked()).toEqual(['c-1']);
    await deployment(false);
    await marked();
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ health: 'degraded' })),
    ]);
    expect(await marked()).toEqual([]);
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact({ name: 'new' }))]);
    expect(await marked()).toEqual(['c-1']);
    await write(knex, DEPLOYMENTS, [
      { type: 'deleted', uid: workloadFact({ name: 'new' }).source.uid },
    ]);
    expect(await marked()).toEqual(['c-1']);
    await markDirty({ knex, marks: [{ clusterId: 'c-1', namespace: 'shop' }] });
    expect(await marked()).toEqual([]);
    await markDirty({
      knex,
      marks: [{ clusterId: 'c-1', namespace: EVERY_NAMESPACE }],
    });
    expect(await marked()).toEqual(['c-1']);
  });

  it('notes what an engine is to be asked, and takes its answer', async () => {
    await deployment(true);
    await derive();
    const stored = (withTimes = false) =>
      readDesires({
        knex,
        observer: 'c-1',
        adapter: APPLICATIONS.key.adapter,
        question: 'Manifest',
        withTimes,
      });
    const { desires, told } = await stored();
    expect(told).toEqual([]);
    expect(fromDesireLines(toDesireLines({ desires, told }))).toEqual({
      desires,
      told,
    });
    expect(desires).toMatchObject([
      {
        of: { namespace: 'argocd', name: 'checkout' },
        resource: { kind: 'Deployment', name: 'checkout' },
        asked: [{ live: '"shop/checkout:hotfix"' }],
      },
    ]);
    const [desire] = desires;
    const desired = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {
        template: {
          spec: { containers: [{ name: 'main', image: 'shop/checkout:2' }] },
        },
      },
    };
    const answer = compareDesired(desire, { desired }, now);
    await marked();
    await write(
      knex,
      { ...APPLICATIONS, key: { ...APPLICATIONS.key, kind: 'Manifest' } },
      [factsOf(answer)],
    );
    expect(await marked()).toEqual(['c-1']);
    expect((await stored()).told).toEqual([{ uid: desire.uid }]);
    expect((await stored(true)).told).toEqual([
      { uid: desire.uid, readAt: now },
    ]);
    await derive();
    const [{ data }] = await knex('drift_episode').select('data');
    expect(JSON.parse(data)).toMatchObject({
      basis: 'desired',
      differences: [
        {
          desired: { text: '"shop/checkout:2"' },
          live: { text: '"shop/checkout:hotfix"' },
        },
      ],
    });
    await deployment(false);
    await derive();
    expect((await stored()).desires).toEqual([]);
  });

  it('notes that it is as it was of what nothing is marked of', async () => {
    await derive();
    await marked();
    const lookedAt = async () =>
      Number((await knex('drift_look').first()).looked_at);
    const extend = (clusterIds = ['c-1']) =>
      extendLooks({ knex, clusterIds, now: now + 5 * MINUTE });
    await extend([]);
    await extend(['c-2']);
    await markDrift({ knex, clusterIds: ['c-1'] });
    await extend();
    expect(await lookedAt()).toBe(now);
    await marked();
    await extend();
    expect(await lookedAt()).toBe(now + 5 * MINUTE);
    await extendLooks({ knex, clusterIds: ['c-1'], now });
    expect(await lookedAt()).toBe(now + 5 * MINUTE);
  });

  describe('of what is looked at', () => {
    const KEY = lookKey('kubernetes');
    const uid = 'look:/ConfigMap/shop/settings';
    const settings = {
      group: '',
      kind: 'ConfigMap',
      namespace: 'shop',
      name: 'settings',
    };

    beforeEach(async () => {
      await write(knex, APPLICATIONS, [
        factsOf({
          ...kustomization(),
          brings: { resources: [settings], total: 1 },
        }),
      ]);
      await marked();
      await knex('dirty').delete();
    });

    /** It was looked at now, and found as it was, or missing. */
    const lookAt = (over: Partial<DifferenceFact> = {}) => {
      const { name, namespace, kind } = settings;
      const fact: DifferenceFact = {
        ...differenceFact(),
        kind,
        namespace,
        name,
        source: { ...settings, version: 'v1', uid },
        part: DIFFERENCE_READ_PART,
        readAt: new Date(now).toISOString(),
        differences: [],
        total: 0,
        same: '',
        ...over,
      };
      return write(knex, { ...DEPLOYMENTS, key: KEY }, [
        toReading({
          observer: 'c-1',
          adapter: KEY.adapter,
          uid,
          fact,
          isNew: false,
        }),
      ]);
    };
    const lastLook = async () => {
      const { lapses_at: lapsesAt, unseen } = await knex('drift_look').first();
      return {
        lapsesAt: lapsesAt === null ? null : Number(lapsesAt),
        unseen: JSON.parse(unseen).length,
      };
    };
    const lapse = async (clusterIds = ['c-1']) => {
      await markLapsed({ knex, clusterIds, now });
      return marked();
    };

    it('keeps when it was read, and looks no further where it is as it was', async () => {
      await lookAt();
      expect(await marked()).toEqual(['c-1']);
      now += MINUTE;
      await lookAt();
      expect(await marked()).toEqual([]);
      const [row] = await knex('fact').where({ source_uid: uid });
      expect(Date.parse(JSON.parse(row.data).readAt)).toBe(now);
      await lookAt({ isMissing: true });
      expect(await marked()).toEqual(['c-1']);
      await write(knex, { ...DEPLOYMENTS, key: KEY }, [
        { type: 'deleted', uid },
      ]);
      expect(await marked()).toEqual(['c-1']);
      // What runs there has nothing to do with it.
      expect(await knex('dirty')).toEqual([]);
    });

    it('looks once more when it was read too long ago, though nobody says so', async () => {
      await derive();
      expect(await lastLook()).toEqual({ lapsesAt: null, unseen: 1 });
      await lookAt();
      await derive();
      await marked();
      const lapsesAt = now + DIFFERENCE_FRESHNESS_LIMIT_MS;
      expect(await lastLook()).toEqual({ lapsesAt, unseen: 0 });
      now += 30 * MINUTE;
      await lookAt();
      now = lapsesAt;
      expect(await lapse()).toEqual([]);
      now += 1;
      expect(await lapse([])).toEqual([]);
      expect(await lapse(['c-2'])).toEqual([]);
      await markLapsed({ knex, clusterIds: ['c-1'], now });
      expect(await lapse()).toEqual(['c-1']);
      expect(await knex('drift_mark')).toEqual([]);

      // It was read again meanwhile.
      await derive();
      expect(await lastLook()).toEqual({
        lapsesAt: lapsesAt + 30 * MINUTE,
        unseen: 0,
      });
      now = lapsesAt + 30 * MINUTE + 1;
      expect(await lapse()).toEqual(['c-1']);
      await derive();
      expect(await lastLook()).toEqual({ lapsesAt: null, unseen: 1 });
      expect(await lapse()).toEqual([]);
    });
  });

  it('forgets what ended long ago, and nothing that lasts', async () => {
    await deployment(true);
    await derive();
    const DAY = 24 * 60 * MINUTE;
    expect(await forgetDrift({ knex, now: now + 1_000 * DAY })).toBe(0);
    await deployment(false);
    await derive();
    expect(await forgetDrift({ knex, now: now + 29 * DAY })).toBe(0);
    expect(await forgetDrift({ knex, now: now + 91 * DAY })).toBe(1);
  });
});
