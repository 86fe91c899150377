import { companyMember, instance } from '../testing';
import { stateOfInstance, urgencyOfInstance } from './instanceState';
import {
  countsOfMembers,
  heldUpBy,
  partsOfMembers,
  progressOf,
  wavesOf,
} from './rollouts';

const member = (
  clusterId: string,
  region: string,
  partial: Partial<NonNullable<ReturnType<typeof companyMember>>> = {},
) => ({
  cluster: { id: clusterId, name: clusterId },
  region,
  rollout: { ...companyMember('checkout', clusterId)!, ...partial },
});

describe('heldUpBy', () => {
  it('names what failed before what nobody knows, and that before what waits', () => {
    const found = heldUpBy([
      member('c-use1a', 'us-east-1'),
      member('c-aps1', 'ap-south-1'),
      member('c-euw1a', 'eu-west-1'),
      member('c-euw1b', 'eu-west-1'),
      member('c-cac1', 'ca-central-1'),
    ]);
    expect(
      found.map(({ kind, region, member: { cluster } }) => [
        kind,
        region,
        cluster.id,
      ]),
    ).toEqual([
      ['held', 'eu-west-1', 'c-euw1b'],
      ['unknown', 'ap-south-1', 'c-aps1'],
      ['waiting', 'us-east-1', 'c-use1a'],
    ]);
  });

  it('counts the others of a region, and begins with the one that is so for longest', () => {
    const [eu, ...rest] = heldUpBy([
      member('c-euw1b', 'eu-west-1'),
      member('c-aps1', 'eu-west-1', { state: 'stuck', since: '2026-11-20' }),
      member('c-use1a', 'eu-west-1'),
    ]);
    expect(rest).toEqual([]);
    expect(eu.member.cluster.id).toBe('c-aps1');
    expect(eu.others).toBe(2);
  });

  it('does not blame those that wait for their wave', () => {
    expect(heldUpBy([member('c-use1b', 'us-east-1')])).toEqual([]);
  });
});

describe('counts of members', () => {
  it('come most urgent first, and those in a state of a newer server are unknown', () => {
    expect(
      countsOfMembers({ succeeded: 3, dreaming: 2, unknown: 1, stuck: 1 }),
    ).toEqual([
      { state: 'stuck', count: 1 },
      { state: 'unknown', count: 3 },
      { state: 'succeeded', count: 3 },
    ]);
  });

  it('draw nothing for what is not placed', () => {
    expect(partsOfMembers({ 'not-placed': 4 }, state => state)).toEqual([]);
  });

  it('wait with an hourglass until a time that is known', () => {
    const [{ members }] = wavesOf(
      {
        waves: [
          {
            name: 'americas',
            state: 'waiting',
            counts: { 'window-closed': 2 },
            members: 2,
            done: 0,
            until: '2026-11-20T18:00:00.000Z',
          },
        ],
      },
      state => state,
    );
    expect(members).toEqual([
      {
        status: expect.objectContaining({ key: 'waiting' }),
        word: 'window-closed',
        count: 2,
      },
    ]);
  });
});

describe('progressOf', () => {
  it.each([
    [
      { from: 7_200, to: 14_000 },
      { from: 2, to: 4, unit: 'hours' },
    ],
    [
      { from: 61, to: 3_601 },
      { from: 1, to: 61, unit: 'minutes' },
    ],
    [
      { from: 0, to: 90 },
      { from: 0, to: 90, unit: 'seconds' },
    ],
    [
      { from: 86_400, to: 259_201 },
      { from: 1, to: 4, unit: 'days' },
    ],
  ])('never says less than may be left: %j', (timeLeft, left) => {
    expect(progressOf({ done: 1, members: 2, timeLeft })).toEqual({
      done: 1,
      all: 2,
      left,
    });
  });

  it('says of what the share is', () => {
    const share = { percent: 31.4, basis: 'traffic' as const };
    expect(progressOf({ done: 4, members: 9, share })).toMatchObject({
      share,
    });
  });
});

describe('the state of an instance', () => {
  const rollout = companyMember('checkout', 'c-euw1b');

  it('is how far its release is, and its health once that has arrived', () => {
    expect(stateOfInstance(instance({ rollout }))).toMatchObject({
      kind: 'member',
      status: { key: 'stuck', stale: false },
    });
    expect(
      stateOfInstance(
        instance({ rollout: { ...rollout!, state: 'succeeded' } }),
      ),
    ).toMatchObject({ kind: 'health', status: { key: 'healthy' } });
  });

  it('is stale where the cluster is not seen, and then as urgent as what is unknown', () => {
    const currency = { current: false, confirmedAt: '2026-11-20T13:00:00Z' };
    const unseen = instance({ rollout, currency });
    expect(stateOfInstance(unseen).status.stale).toBe(true);
    expect(urgencyOfInstance(unseen)).toBe(
      urgencyOfInstance(instance({ health: 'unknown' })),
    );
  });

  it('is as urgent as the worse of release and health', () => {
    const queued = { ...rollout!, state: 'queued' as const };
    expect(
      urgencyOfInstance(instance({ rollout: queued, health: 'degraded' })),
    ).toBe(urgencyOfInstance(instance({ health: 'degraded' })));
  });
});
