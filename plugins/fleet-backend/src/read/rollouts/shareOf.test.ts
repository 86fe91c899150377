import { shareOf } from './shareOf';

const ONE = { members: 1, replicas: 10, released: 4, byTraffic: 1 };

describe('shareOf', () => {
  it('is of traffic where a router confirms it for the one place', () => {
    expect(shareOf([ONE])).toEqual({ percent: 40, basis: 'traffic' });
  });

  it('is of replicas over several places, as nobody measures traffic between them', () => {
    expect(
      shareOf([
        ONE,
        { members: 1, replicas: 5, released: 5, byTraffic: 0 },
        { members: 1, replicas: 0, released: 0, byTraffic: 0 },
      ]),
    ).toEqual({ percent: 60, basis: 'replicas' });
    expect(
      shareOf([{ members: 2, replicas: 10, released: 4, byTraffic: 2 }]),
    ).toEqual({ percent: 40, basis: 'replicas' });
  });

  it('is never more than there is, and nothing where nothing is known', () => {
    const known = { members: 1, replicas: 3, released: 2, byTraffic: 0 };
    expect(shareOf([known])).toEqual({ percent: 66.6, basis: 'replicas' });
    expect(
      shareOf([{ members: 2, replicas: 0, released: 0, byTraffic: 0 }]),
    ).toBe(undefined);
  });
});
