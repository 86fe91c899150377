import {
  ago,
  cluster,
  coverageItem,
  delivery,
  instance,
  stale,
} from '../testing';
import {
  statusOfCluster,
  statusOfCoverage,
  statusOfDelivery,
  statusOfInstance,
  statusOfSync,
} from './statusOf';

describe('statusOfCluster', () => {
  it.each([
    ['unreachable'],
    ['forbidden'],
    ['unauthorized'],
    ['invalid'],
    ['quarantined'],
    ['not-asked'],
    ['pending'],
  ] as const)(
    'says %s before it says anything of the health that was last known',
    state => {
      const status = statusOfCluster(
        cluster({
          health: 'healthy',
          reachability: { state, since: ago({ minutes: 9 }), reason: 'why' },
        }),
      );
      expect(status).toMatchObject({ key: state, reason: 'why' });
    },
  );

  it('is the health of a cluster that answers', () => {
    expect(statusOfCluster(cluster({ health: 'degraded' }))).toMatchObject({
      key: 'degraded',
      stale: false,
    });
  });

  it('is stale where the facts of a cluster that answers are old', () => {
    expect(
      statusOfCluster(cluster({ currency: stale(5, 'interrupted') })),
    ).toMatchObject({ key: 'healthy', stale: true });
  });
});

describe('statusOfInstance', () => {
  it('never shows an old fact as a current one', () => {
    expect(statusOfInstance(instance({ currency: stale(9) }))).toEqual({
      key: 'healthy',
      stale: true,
      confirmedAt: ago({ minutes: 9 }),
      reason: undefined,
    });
  });
});

describe('statusOfDelivery', () => {
  it.each([
    ['healthy', 'suspended'],
    ['suspended', 'suspended'],
    ['progressing', 'progressing'],
    ['unknown', 'unknown'],
    ['degraded', 'degraded'],
  ] as const)('shows a suspended %s delivery as %s', (health, expected) => {
    expect(statusOfDelivery(delivery({ health, suspended: true })).key).toBe(
      expected,
    );
  });
});

describe('statusOfSync', () => {
  it.each(['synced', 'out-of-sync', 'unknown'] as const)('keeps %s', sync => {
    expect(statusOfSync(instance({ sync })).key).toBe(sync);
  });
});

describe('statusOfCoverage', () => {
  it.each([
    ['current', 'healthy'],
    ['forbidden', 'forbidden'],
    ['not-served', 'not-served'],
    ['interrupted', 'interrupted'],
  ] as const)('shows %s as %s', (state, expected) => {
    expect(statusOfCoverage(coverageItem({ state })).key).toBe(expected);
  });

  it('is stale where the state says current and the last proof is old', () => {
    expect(
      statusOfCoverage(coverageItem({ state: 'current', currency: stale(4) }))
        .stale,
    ).toBe(true);
  });
});
