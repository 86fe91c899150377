import { accountsOf, chosenAccount } from './windows';

const sum = (
  start: string,
  grain: 'workload' | 'namespace',
  share: 'used' | 'idle',
  cost: number,
) => ({
  window: { start: `${start}T00:00:00.000Z`, end: `${start}T24:00:00.000Z` },
  engine: 'opencost',
  grain,
  share,
  things: 2,
  cost,
  stale: share === 'idle' ? 1 : 0,
});

describe('accountsOf', () => {
  const accounts = accountsOf([
    sum('2026-11-28', 'namespace', 'used', 10),
    sum('2026-11-28', 'workload', 'used', 9),
    sum('2026-11-28', 'workload', 'idle', 3),
    { ...sum('2026-11-27', 'workload', 'used', 7), money: 'EUR' },
    { ...sum('2026-11-27', 'workload', 'used', 2), money: 'USD' },
  ]);

  it('adds up what is of one window and grain, and nothing else', () => {
    expect(
      accounts.map(({ start, grain, costs, things, stale }) => [
        start.slice(0, 10),
        grain,
        costs.map(({ money, cost }) => `${cost} ${money ?? ''}`.trim()).join(),
        things,
        stale,
      ]),
    ).toEqual([
      ['2026-11-28', 'namespace', '10', 2, 0],
      ['2026-11-28', 'workload', '12', 4, 1],
      ['2026-11-27', 'workload', '7 EUR,2 USD', 4, 0],
    ]);
  });

  it('shows the newest window and the finest grain, unless another is asked for', () => {
    expect(chosenAccount(accounts, {})).toBe(accounts[1]);
    expect(chosenAccount(accounts, { grain: 'namespace' })).toBe(accounts[0]);
    expect(chosenAccount(accounts, { start: accounts[2].start })).toBe(
      accounts[2],
    );
    expect(chosenAccount(accounts, { engine: 'kubecost' })).toBeUndefined();
  });
});
