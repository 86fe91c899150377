import {
  destinationOf,
  networkCostOf,
  readNetworkPrices,
} from './readNetworkPrices';

const GIB = 1024 ** 3;

describe('destinationOf', () => {
  it.each([
    [{ internet: 'true' }, 'internet'],
    [{ internet: 'true', same_zone: 'true' }, 'internet'],
    [{ internet: 'false', same_zone: 'true' }, 'here'],
    [{ internet: 'false', same_zone: 'false', same_region: 'true' }, 'zone'],
    [{ internet: 'false', sameZone: 'false', sameRegion: 'true' }, 'zone'],
    [{ internet: 'false', same_zone: 'false', same_region: 'false' }, 'region'],
    // What it does not say is not that it is paid for by nobody.
    [{}, undefined],
    [{ same_zone: 'true' }, undefined],
    [{ internet: 'false' }, undefined],
    [{ internet: 'false', same_zone: 'false' }, undefined],
    [{ internet: 'maybe', same_zone: 'true' }, undefined],
    [{ internet: 'false', same_zone: 'no', same_region: 'true' }, undefined],
  ])('is of %j: %s', (labels, destination) => {
    expect(destinationOf(labels as Record<string, string>)).toBe(destination);
  });
});

describe('readNetworkPrices', () => {
  const egress = (labels: Record<string, string>, value: number) => ({
    labels,
    value,
  });
  const price = (destination: string, value: number) => ({
    labels: { destination },
    value,
  });
  const lacksOf = (
    ...told: [networkEgress: object[], networkPrice: object[]]
  ) =>
    readNetworkPrices({
      networkEgress: told[0],
      networkPrice: told[1],
    } as Parameters<typeof readNetworkPrices>[0]).lacks;

  it('lacks nothing where nothing is sent, or all of it has a price', () => {
    expect(lacksOf([], [])).toEqual([]);
    const internet = egress({ internet: 'true' }, 5);
    expect(lacksOf([internet], [price('internet', 0)])).toEqual([]);
    expect(lacksOf([egress({ internet: 'true' }, 0)], [])).toEqual([]);
    expect(
      lacksOf([egress({ internet: 'false', same_zone: 'true' }, 5)], []),
    ).toEqual([]);
  });

  it.each([
    ['that has no price', egress({ internet: 'true' }, 5)],
    ['that does not say where to', egress({}, 5)],
  ])('lacks the price of what is sent %s', (_, sent) => {
    // Nor is any made up by what is no destination.
    for (const other of ['zone', '', '__proto__', 'here']) {
      expect(lacksOf([sent], [price(other, 1)])).toHaveLength(1);
    }
  });

  it('costs what is known of it, and nothing is known where no price is', () => {
    const gib = new Map([
      ['internet', 0.5],
      ['here', 0],
    ]);
    const cost = (...sent: [destination: string | undefined, gib: number][]) =>
      networkCostOf(
        {
          egress: sent.map(([destination, each]) => ({
            destination,
            bytes: each * GIB,
          })),
        },
        { gib },
      );
    expect(cost()).toBeUndefined();
    expect(cost(['zone', 4], [undefined, 4])).toBeUndefined();
    expect(cost(['here', 4])).toBe(0);
    expect(cost(['internet', 2], ['internet', 1], ['zone', 4])).toBe(1.5);
  });
});
