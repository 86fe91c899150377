import fc from 'fast-check';
import { delivery, member, Watching, workload } from './__testUtils__/world';
import { ENDED } from './judgeMember';
import { configuredWaves } from './planWaves';
import { DEFAULT_SETTINGS, type MemberEvidence } from './types';

const CLUSTERS = ['a', 'b', 'c', 'd'];

/** What is so on a cluster, and what of it can be seen. */
type Cluster = {
  version: number;
  /** What the engine wants. */
  wanted: number;
  running: boolean;
  failed: boolean;
  settled: boolean;
  health: 'healthy' | 'progressing' | 'degraded';
  seen: boolean;
  hubOnly: boolean;
  /** Since when it has had what it has, been well with it, and been seen all the time. */
  goodSince?: number;
};

const eventArbitrary = fc.record({
  cluster: fc.nat(CLUSTERS.length - 1),
  seconds: fc.constantFrom(1, 20, 59, 60, 61, 200, 700),
  what: fc.constantFrom(
    'want',
    'begin',
    'apply',
    'settle',
    'ill',
    'progress',
    'well',
    'fail',
    'lose',
    'see',
    'back',
    'nothing',
  ),
});

function evidenceOf(name: string, cluster: Cluster): MemberEvidence {
  const { version, wanted, running, failed, settled, health, seen } = cluster;
  const text = (number: number) => `1.${number}.0`;
  const isApplied = version === wanted;
  return member(name, {
    health,
    ...(cluster.hubOnly
      ? { workload: undefined as never }
      : {
          workload: workload(text(version), {
            isCurrent: seen,
            settled,
            health,
            settledVersion: settled ? text(version) : text(0),
          }),
        }),
    deliveries: [
      delivery(`r${wanted}`, {
        isCurrent: seen,
        applied: { type: 'commit', value: `r${version}` },
        sync: isApplied ? 'synced' : 'out-of-sync',
        health,
        versions: cluster.hubOnly ? [text(version)] : [],
        ...(running || failed
          ? { operation: { phase: running ? 'running' : 'failed' } }
          : {}),
      }),
    ],
  });
}

function change(cluster: Cluster, what: string): Cluster {
  switch (what) {
    case 'want':
      return { ...cluster, wanted: cluster.wanted + 1, failed: false };
    case 'begin':
      return { ...cluster, running: true, failed: false };
    case 'apply':
      return cluster.wanted === cluster.version
        ? { ...cluster, running: false }
        : {
            ...cluster,
            version: cluster.wanted,
            running: false,
            failed: false,
            settled: cluster.hubOnly,
            health: 'progressing',
          };
    case 'settle':
      return { ...cluster, settled: true };
    case 'ill':
      return { ...cluster, health: 'degraded' };
    case 'progress':
      return { ...cluster, health: 'progressing' };
    case 'well':
      return { ...cluster, health: 'healthy' };
    case 'fail':
      return { ...cluster, running: false, failed: true };
    case 'lose':
      return { ...cluster, seen: false };
    case 'see':
      return { ...cluster, seen: true };
    case 'back':
      return cluster.version > 0
        ? {
            ...cluster,
            version: cluster.version - 1,
            wanted: cluster.version - 1,
          }
        : cluster;
    default:
      return cluster;
  }
}

/** Whether all is as a release that is done has to be. */
function isGood(c: Cluster): boolean {
  return (
    c.seen &&
    !c.running &&
    c.version === c.wanted &&
    c.settled &&
    c.health === 'healthy'
  );
}

describe('random sequences of what engines and clusters do', () => {
  it.each([
    ['without waves', []],
    [
      'with waves',
      [
        configuredWaves({
          waves: [
            { name: 'first', clusters: ['a'] },
            { name: 'second', clusters: ['b', 'c', 'd'] },
          ],
        }),
      ],
    ],
  ])('never give a false end, %s', (_, sources) => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        fc.array(eventArbitrary, { minLength: 5, maxLength: 60 }),
        (hubOnly, events) => {
          const watching = new Watching(sources);
          let clusters: Cluster[] = CLUSTERS.map((__, index) => ({
            version: 0,
            wanted: 0,
            running: false,
            failed: false,
            settled: true,
            health: 'healthy',
            seen: true,
            hubOnly: hubOnly[index],
            goodSince: watching.now,
          }));
          const look = (seconds: number) =>
            watching.look(
              seconds,
              CLUSTERS.map((name, index) => evidenceOf(name, clusters[index])),
            );
          look(0);
          const members = new Map<string, Set<string>>();
          for (const { cluster, seconds, what } of events) {
            const before = new Map(
              watching.rollouts.flatMap(rollout =>
                [...rollout.members].map(([id, memory]) => [
                  `${rollout.id}/${id}`,
                  memory,
                ]),
              ),
            );
            clusters = clusters.map((each, index) => {
              if (index !== cluster) return each;
              const after = change(each, what);
              const isSame =
                isGood(each) && isGood(after) && each.version === after.version;
              const { goodSince: __, ...rest } = after;
              const since = isSame
                ? each.goodSince
                : watching.now + seconds * 1000;
              return isGood(after) ? { ...rest, goodSince: since } : rest;
            });
            look(seconds);
            for (const rollout of watching.rollouts) {
              const known = members.get(rollout.id) ?? new Set();
              members.set(rollout.id, known);
              // No cluster is lost from a rollout that concerned it.
              for (const id of known)
                expect(rollout.members.has(id)).toBe(true);
              for (const [id, memory] of rollout.members) {
                known.add(id);
                const now = clusters[CLUSTERS.indexOf(id)];
                const was = before.get(`${rollout.id}/${id}`);
                const isNew =
                  memory.state === 'succeeded' &&
                  memory.doneAt !== undefined &&
                  was?.doneAt === undefined;
                if (isNew) {
                  // It is there, seen, and was well for the whole soak time.
                  expect(now.goodSince).toBeDefined();
                  expect(`1.${now.version}.0`).toBe(rollout.version);
                  expect(
                    watching.now - (now.goodSince as number),
                  ).toBeGreaterThanOrEqual(DEFAULT_SETTINGS.soakMs);
                }
                const isOpen = rollout.endedAt === undefined;
                const isOfIt = `1.${now.version}.0` === rollout.version;
                // What is not seen is not done, as long as anybody still counts.
                if (isOpen && !now.seen && isOfIt) {
                  expect(memory.state).toBe('unknown');
                }
                // What is done was applied and healthy before.
                if (memory.state === 'succeeded') {
                  expect(memory.appliedAt).toBeDefined();
                  expect(memory.doneAt).toBeDefined();
                }
              }
              if (
                rollout.lifeCycle === 'completed' &&
                rollout.members.size > 0
              ) {
                for (const { state } of rollout.members.values()) {
                  expect(ENDED.has(state)).toBe(true);
                }
              }
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
