import { addCounts, count, fromColumns, noCounts, toColumns } from './counts';

describe('counts', () => {
  it('count what is stale as nothing but stale', () => {
    const counts = noCounts();
    count(counts, { health: 'healthy', sync: 'out-of-sync', stale: true });
    expect(counts).toEqual({ ...noCounts(), stale: 1, total: 1 });
  });

  it('count what is current by health, and what differs besides', () => {
    const counts = noCounts();
    count(counts, { health: 'healthy', sync: 'synced', stale: false });
    count(counts, { health: 'degraded', sync: 'out-of-sync', stale: false });
    count(counts, { health: 'unknown', stale: false });
    expect(counts).toEqual({
      ...noCounts(),
      healthy: 1,
      degraded: 1,
      unknown: 1,
      outOfSync: 1,
      total: 3,
    });
  });

  it('are the same through columns, also where the database gives text', () => {
    const counts = noCounts();
    Object.keys(counts).forEach((key, index) => {
      counts[key as keyof typeof counts] = index + 1;
    });
    const columns = toColumns('instance', counts);
    expect(Object.keys(columns)).toContain('instance_out_of_sync');
    expect(fromColumns('instance', columns)).toEqual(counts);
    const texts = Object.fromEntries(
      Object.entries(columns).map(([key, value]) => [key, String(value)]),
    );
    expect(fromColumns('instance', texts)).toEqual(counts);
    expect(fromColumns('delivery', columns)).toEqual(noCounts());
  });

  it('add up', () => {
    const sum = noCounts();
    const one = noCounts();
    count(one, { health: 'healthy', stale: false });
    addCounts(sum, one);
    addCounts(sum, one);
    expect(sum).toEqual({ ...noCounts(), healthy: 2, total: 2 });
  });
});
