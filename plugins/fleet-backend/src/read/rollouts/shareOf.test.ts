import { shareOf } from './shareOf';

describe('shareOf', () => {
  it('is of traffic where a router confirms it for the one place', () => {
    expect(
      shareOf([{ serving: { replicas: 10, released: 4, byTraffic: true } }]),
    ).toEqual({ percent: 40, basis: 'traffic' });
  });

  it('is of replicas over several places, as nobody measures traffic between them', () => {
    expect(
      shareOf([
        { serving: { replicas: 10, released: 4, byTraffic: true } },
        { serving: { replicas: 5, released: 5 } },
        {},
      ]),
    ).toEqual({ percent: 60, basis: 'replicas' });
  });

  it('is never more than there is, and nothing where nothing is known', () => {
    expect(shareOf([{ serving: { replicas: 3, released: 2 } }])).toEqual({
      percent: 66.6,
      basis: 'replicas',
    });
    expect(shareOf([{ serving: { replicas: 0, released: 0 } }, {}])).toBe(
      undefined,
    );
  });
});
