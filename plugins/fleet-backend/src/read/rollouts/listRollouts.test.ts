import type {
  MemberState,
  Rollout,
  RolloutPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetInstanceReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetInstanceConditionalDecision,
  fleetInstanceConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { randomOf } from '../../__faults__/random';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { startEngine } from '../../__testUtils__/engine';
import { ManyRows } from '../../__testUtils__/ManyRows';
import { serveRoutes } from '../../__testUtils__/router';
import { EVERYTHING, policyFor, type Reader } from '../../__security__/readers';
import { toMemberRow, toRolloutRow } from '../../derive/rollouts/rolloutRows';
import type { MemberMemory, RolloutRecord } from '../../derive/rollouts';
import { FleetSnapshots } from '../fleet';

const ENTITY = 'component:default/checkout';
const NOW = 1_800_000_000_000;
const CLUSTERS = 20;
const NAMESPACES = 50;
const ROLLOUTS = 50;
const WAVES = ['canary', 'rest'];
const STATES: MemberState[] = [
  'succeeded',
  'applying',
  'queued',
  'failed',
  'window-closed',
  'soaking',
];

type Member = {
  cluster: string;
  namespace: string;
  environment: string;
  memory: MemberMemory;
};

/** What the answer has to say of members, counted one by one. */
function countedOf(members: readonly Member[]) {
  const counts: Partial<Record<MemberState, number>> = {};
  for (const { memory } of members) {
    counts[memory.state] = (counts[memory.state] ?? 0) + 1;
  }
  return { counts, members: members.length, done: counts.succeeded ?? 0 };
}

function shareOf(members: readonly Member[]) {
  const sum = (of: 'replicas' | 'released') =>
    members.reduce((all, { memory }) => all + (memory.serving?.[of] ?? 0), 0);
  return Math.floor((1000 * sum('released')) / sum('replicas')) / 10;
}

/** The longest that is left of the one under way in each wave, worked out member by member. */
function leftOf(members: readonly Member[], durations: readonly number[]) {
  const sorted = [...durations].sort((a, b) => a - b);
  const of = (share: number) =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const inAll = (most: number) => {
    let sum = 0;
    for (const wave of [0, 1, undefined]) {
      const rests = members
        .filter(({ memory }) => memory.wave === wave)
        .filter(({ memory }) => !['succeeded', 'failed'].includes(memory.state))
        .map(({ memory: { state, until, askedAt } }) =>
          state === 'window-closed'
            ? (until as number) - NOW + most
            : Math.max(0, most - (askedAt === undefined ? 0 : NOW - askedAt)),
        );
      sum += Math.max(0, ...rests);
    }
    return Math.round(sum / 1000);
  };
  return { from: inAll(of(0.5)), to: inAll(of(0.95)) };
}

describeDatabases('a list of large rollouts', database => {
  jest.setTimeout(240_000);
  let knex: Knex;
  let app: express.Express;
  let reader: Reader = EVERYTHING;
  const rollouts = new Map<string, Member[]>();
  const answered = { statements: [] as string[], rows: 0 };

  beforeAll(async () => {
    knex = await database.open();
    const { engine } = await startEngine(knex, []);
    await engine.stop();
    const random = randomOf('large rollouts');
    const rows = new ManyRows(knex);
    for (let index = 0; index < CLUSTERS; index += 1) {
      await insertCluster(knex, `c-${index}`, {
        coverage_asked: 2,
        coverage_current: index === 3 ? 1 : 2,
        coverage_state: index === 3 ? 'interrupted' : 'current',
      });
      for (let number = 0; number < NAMESPACES; number += 1) {
        await rows.add('cell', {
          cluster_id: `c-${index}`,
          namespace: `n-${number}`,
          entity_ref: ENTITY,
          region: 'eu',
          environment: number % 10 === 0 ? 'stage' : 'prod',
          owner: 'unassigned',
          system: 'unassigned',
        });
      }
    }
    for (let order = 1; order <= ROLLOUTS; order += 1) {
      const id = `r-${order}`;
      const members: Member[] = [];
      const record: RolloutRecord = {
        id,
        entityRef: ENTITY,
        order,
        version: `1.${order}.0`,
        revisions: {},
        beganAt: NOW - 1_000_000 + order,
        beganIsLowerBound: false,
        lifeCycle: 'running',
        waves: WAVES.map(name => ({ name })),
        members: new Map(),
      };
      for (let index = 0; index < CLUSTERS; index += 1) {
        for (let number = 0; number < NAMESPACES; number += 1) {
          const state = random.pick(STATES);
          const askedAt = NOW - random.integer(1_000, 300_000);
          const memory: MemberMemory = {
            state,
            since: NOW - random.integer(1, 1_000_000),
            movement: '',
            movedAt: NOW,
            ...(random.chance(0.1) ? {} : { wave: random.integer(0, 1) }),
            ...(state === 'queued' ? {} : { askedAt }),
            ...(state === 'succeeded'
              ? { doneAt: askedAt + random.integer(1_000, 600_000) }
              : {}),
            ...(state === 'window-closed'
              ? { until: NOW + random.integer(1_000, 900_000) }
              : {}),
            ...(random.chance(0.2)
              ? {}
              : {
                  serving: { replicas: 4, released: random.integer(0, 4) },
                }),
          };
          const place = { clusterId: `c-${index}`, namespace: `n-${number}` };
          const instanceId = `i-${index}-${number}`;
          record.members.set(instanceId, memory);
          await rows.add(
            'rollout_member',
            toMemberRow(record, instanceId, place, memory),
          );
          members.push({
            cluster: place.clusterId,
            namespace: place.namespace,
            environment: number % 10 === 0 ? 'stage' : 'prod',
            memory,
          });
        }
      }
      await rows.add('rollout', toRolloutRow(record));
      rollouts.set(id, members);
    }
    await rows.flush();
    app = await serveRoutes(knex, engine, {
      now: () => NOW,
      // What was read once never grows old, however slow the machine is.
      snapshots: FleetSnapshots.create({
        knex,
        entities: () => engine.mirror.index(),
        now: () => NOW,
        monotonic: () => 0,
      }),
      permissions: policyFor(() => reader),
    });
    knex.on('query-response', (response, { sql }) => {
      answered.statements.push(sql);
      const found = Array.isArray(response) ? response : response?.rows;
      answered.rows += Array.isArray(found) ? found.length : 1;
    });
  });

  const ask = async <T>(path: string): Promise<T> => {
    answered.statements = [];
    answered.rows = 0;
    const { status, body } = await request(app).get(path);
    expect(status).toBe(200);
    return body;
  };
  const inNamespaces = (...namespaces: string[]): Reader => ({
    clusters: EVERYTHING.clusters,
    instances: createFleetInstanceConditionalDecision(
      fleetInstanceReadPermission,
      {
        allOf: [
          fleetInstanceConditions.inNamespace({ namespaces }),
          {
            not: fleetInstanceConditions.inCluster({
              clusters: ['c-0', 'c-1'],
            }),
          },
        ],
      },
    ),
  });
  const READERS: [string, () => Reader, (member: Member) => boolean][] = [
    ['all', () => EVERYTHING, () => true],
    [
      'some namespaces of some clusters',
      () => inNamespaces('n-0', 'n-1', 'n-2'),
      ({ cluster, namespace }) =>
        ['n-0', 'n-1', 'n-2'].includes(namespace) &&
        !['c-0', 'c-1'].includes(cluster),
    ],
  ];

  it.each(READERS)(
    'says of members what is counted one by one, to who may see %s',
    async (_, as, isSeen) => {
      reader = as();
      const page = await ask<RolloutPage>('/rollouts');
      expect(page.items).toHaveLength(ROLLOUTS);
      const durations = [...rollouts.values()]
        .flat()
        .filter(isSeen)
        .filter(({ memory }) => memory.doneAt !== undefined)
        .sort((a, b) => b.memory.since - a.memory.since)
        .slice(0, 100)
        .map(({ memory }) => Number(memory.doneAt) - Number(memory.askedAt));
      for (const item of page.items) {
        const members = (rollouts.get(item.id) as Member[]).filter(isSeen);
        const inWave = (wave: number | undefined) =>
          members.filter(({ memory }) => memory.wave === wave);
        expect(item).toMatchObject({
          ...countedOf(members),
          environments: ['prod', 'stage'],
          share: { percent: shareOf(members) },
          timeLeft: leftOf(members, durations),
          waves: [
            { name: 'canary', ...countedOf(inWave(0)) },
            { name: 'rest', ...countedOf(inWave(1)) },
            { name: '', ...countedOf(inWave(undefined)) },
          ],
        });
        const untils = inWave(0).flatMap(({ memory }) => memory.until ?? []);
        expect(item.waves[0].until).toBe(
          untils.length > 0
            ? new Date(Math.min(...untils)).toISOString()
            : undefined,
        );
      }
      const seen = new Set(
        [...rollouts.values()]
          .flat()
          .filter(isSeen)
          .map(({ cluster }) => cluster),
      );
      expect(page.coverage).toMatchObject({
        clusters: seen.size,
        complete: seen.size - 1,
        gaps: [{ cluster: { id: 'c-3' }, state: 'interrupted' }],
        gapsTotal: 1,
      });
    },
  );

  it.each(READERS)(
    'costs what it shows and not what there is, to who may see %s',
    async (_, as) => {
      reader = as();
      // What is asked once and kept.
      await ask('/rollouts');
      await ask('/rollouts?limit=2');
      const few = answered.statements.length;
      await ask('/rollouts');
      expect(answered.statements).toHaveLength(few);
      expect(few).toBeLessThan(15);
      // At most a row for each wave, state and environment of a rollout.
      const groups = ROLLOUTS * 3 * STATES.length * 2;
      expect(answered.rows).toBeLessThan(groups + ROLLOUTS + 100 + 100);
      expect(
        answered.statements.filter(sql =>
          /rollout_member["`]?\.(\*|["`]data)/.test(sql),
        ),
      ).toEqual([]);
    },
  );

  it('reads single members of the one rollout whose members are named', async () => {
    reader = READERS[1][1]();
    const rollout = await ask<Rollout>('/rollouts/r-7');
    const members = (rollouts.get('r-7') as Member[]).filter(READERS[1][2]);
    expect(rollout.items).toHaveLength(members.length);
    expect(rollout.summary).toMatchObject(countedOf(members));
    expect(answered.rows).toBeLessThan(members.length + 500);
  });
});
