import fc from 'fast-check';
import { delivery, member, Watching, workload } from './__testUtils__/world';
import { ENDED } from './ended';
import { configuredWaves } from './planWaves';
import {
  DEFAULT_SETTINGS,
  type MemberEvidence,
  type MemberMemory,
  type RolloutRecord,
} from './types';

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

/** A rollout that says it is done while members of it are on their way. */
function wrongEnd({ lifeCycle, members }: RolloutRecord): string[] {
  if (lifeCycle !== 'completed') return [];
  return [...members].flatMap(([id, { state }]) =>
    ENDED.has(state) ? [] : [`completed while ${id} is ${state}`],
  );
}

/** What is wrong with what is said of a member, by what is so. */
function wrongMember(options: {
  rollout: RolloutRecord;
  id: string;
  memory: MemberMemory;
  was: MemberMemory | undefined;
  cluster: Cluster;
  now: number;
}): string[] {
  const { rollout, id, memory, was, cluster, now } = options;
  // One that no cluster shows a version of is known by its revision.
  const isOfIt =
    rollout.version === undefined
      ? Object.values(rollout.revisions).flat().includes(`r${cluster.version}`)
      : rollout.version === `1.${cluster.version}.0`;
  const isDone = memory.state === 'succeeded';
  const isNew = isDone && was?.doneAt === undefined;
  const isProven =
    isOfIt &&
    cluster.goodSince !== undefined &&
    now - cluster.goodSince >= DEFAULT_SETTINGS.soakMs;
  const isOpen = rollout.endedAt === undefined;
  return [
    ...(isNew && !isProven ? [`${id} is done before it was seen to be`] : []),
    ...(isDone &&
    (memory.appliedAt === undefined || memory.doneAt === undefined)
      ? [`${id} is done and never had it`]
      : []),
    ...(isOpen && !cluster.seen && isOfIt && memory.state !== 'unknown'
      ? [`${id} is not seen, and ${memory.state}`]
      : []),
  ];
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
            const truth = clusters;
            expect(
              watching.rollouts.flatMap(rollout => {
                const known = members.get(rollout.id) ?? new Set();
                members.set(rollout.id, known);
                const lost = [...known].filter(id => !rollout.members.has(id));
                for (const id of rollout.members.keys()) known.add(id);
                return [
                  ...lost.map(id => `${id} is lost`),
                  ...wrongEnd(rollout),
                  ...[...rollout.members].flatMap(([id, memory]) =>
                    wrongMember({
                      rollout,
                      id,
                      memory,
                      was: before.get(`${rollout.id}/${id}`),
                      cluster: truth[CLUSTERS.indexOf(id)],
                      now: watching.now,
                    }),
                  ),
                ];
              }),
            ).toEqual([]);
          }
        },
      ),
      { numRuns: 600 },
    );
  });
});
