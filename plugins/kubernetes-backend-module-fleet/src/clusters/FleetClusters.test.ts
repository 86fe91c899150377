import { mockServices } from '@backstage/backend-test-utils';
import type { Connections } from '@fleetview/backstage-plugin-fleet-node';
import { connection } from '../__testUtils__/connection';
import { countedLog } from '../__testUtils__/countedLog';
import { FleetClusters } from './FleetClusters';

const told = (
  connections: Connections['connections'],
  over: Partial<Connections> = {},
): Connections => ({
  connections,
  sources: [],
  complete: true,
  version: '1',
  ...over,
});

function begin() {
  const { lines, log } = countedLog();
  const answers: (() => Connections | undefined)[] = [];
  const asked: (string | undefined)[] = [];
  const clusters = FleetClusters.create({
    auth: mockServices.auth(),
    log,
    fleet: {
      listConnections: async ({ unless }) => {
        asked.push(unless);
        return answers.shift()!();
      },
    },
  });
  return {
    clusters,
    asked,
    lines,
    tell: async (answer: () => Connections | undefined) => {
      answers.push(answer);
      await clusters.refresh();
      return [...clusters.known.keys()];
    },
  };
}

const down = () => {
  throw new Error('The fleet cannot be reached');
};

describe('FleetClusters', () => {
  it('follows the fleet without a restart, and asks for what is new', async () => {
    const { tell, asked, clusters } = begin();
    expect(await tell(() => told([connection('a')]))).toEqual(['a']);
    const before = clusters.known;
    expect(await tell(() => undefined)).toEqual(['a']);
    expect(clusters.known).toBe(before);
    expect(
      await tell(() =>
        told([connection('a', { lifecycle: 'removed' }), connection('b')]),
      ),
    ).toEqual(['b']);
    expect(asked).toEqual([undefined, '1', '1']);
  });

  it('keeps what is known while the fleet does not answer, and says so once', async () => {
    const { tell, lines } = begin();
    await tell(() => told([connection('a')]));
    for (let time = 0; time < 10; time += 1) {
      expect(await tell(down)).toEqual(['a']);
    }
    expect(lines).toHaveLength(1);
    expect(lines[0].meta).toEqual({
      clusters: 1,
      reason: 'The fleet cannot be reached',
    });
  });

  it('loses nothing because a source was not read', async () => {
    const { tell, clusters } = begin();
    await tell(() => told([connection('a'), connection('b')]));
    // The fleet has just started: it knows that they are there, not how to reach them.
    await tell(() =>
      told(
        [
          connection('a', {
            access: { type: 'unknown', server: undefined },
            authentication: { type: 'unknown' },
          }),
        ],
        { complete: false },
      ),
    );
    expect([...clusters.known.keys()].sort()).toEqual(['a', 'b']);
    expect(clusters.known.get('a')).toMatchObject({
      access: { type: 'direct', server: 'https://a.example' },
      authentication: { type: 'token' },
    });
    // Gone by a complete set, and one that became part of another.
    expect(
      await tell(() => told([connection('a', { aliases: ['b'] })])),
    ).toEqual(['a']);
  });

  it('holds nobody up before it may ask, and not for long after', async () => {
    const { clusters } = begin();
    await clusters.told();
    const hanging = FleetClusters.create({
      auth: mockServices.auth(),
      log: countedLog().log,
      fleet: { listConnections: () => new Promise(() => {}) },
    });
    jest.useFakeTimers();
    hanging.start();
    let waited = false;
    const wait = hanging.told().then(() => {
      waited = true;
    });
    await jest.advanceTimersByTimeAsync(4_900);
    expect(waited).toBe(false);
    await jest.advanceTimersByTimeAsync(200);
    await wait;
    hanging.stop();
    jest.useRealTimers();
  });
});
