import { SIZING_QUANTITIES } from './readQueries';
import { readSizing, type SizingSamples } from './readSizing';

const LABELS = {
  namespace: 'shop',
  owner_kind: 'StatefulSet',
  owner_name: 'orders',
};
const OTHER = { ...LABELS, owner_name: 'cart' };

function sizingOf(
  told: Partial<Record<keyof SizingSamples, number>>,
  more = {},
) {
  const samples = Object.fromEntries(
    SIZING_QUANTITIES.map(quantity => [
      quantity,
      told[quantity] === undefined
        ? []
        : [{ labels: LABELS, value: told[quantity] }],
    ]),
  ) as unknown as SizingSamples;
  return readSizing({ ...samples, ...more }, 24).get(
    JSON.stringify(['shop', 'StatefulSet', 'orders']),
  );
}

describe('readSizing', () => {
  it('takes nothing for zero that no series tells', () => {
    expect(sizingOf({ cpuHigh: 0.2 })).toEqual({ cpuCoresHigh: 0.2 });
    expect(sizingOf({})).toBeUndefined();
  });

  it('knows that nothing is throttled without a limit only where limits are told', () => {
    expect(sizingOf({ cpuHigh: 1 })).not.toHaveProperty('cpuThrottledShare');
    const limits = { cpuLimits: [{ labels: OTHER, value: 1 }] };
    expect(sizingOf({ cpuHigh: 1 }, limits)).toHaveProperty(
      'cpuThrottledShare',
      0,
    );
    // It has a limit, and of its periods nothing is told.
    expect(sizingOf({ cpuLimits: 1 })).not.toHaveProperty('cpuThrottledShare');
    expect(sizingOf({ throttled: 1.2 })).toHaveProperty('cpuThrottledShare', 1);
  });

  it('knows of kills by either word, and takes a counter that may be gone for none', () => {
    const kills = (told: Parameters<typeof sizingOf>[0]) =>
      sizingOf({ cpuHigh: 1, ...told })?.outOfMemoryKills;
    expect(kills({})).toBeUndefined();
    expect(kills({ oomEvents: 0 })).toBe(0);
    expect(kills({ restarts: 0 })).toBe(0);
    expect(kills({ oomEvents: 0, restarts: 0 })).toBe(0);
    expect(kills({ oomEvents: 0.9997 })).toBe(1);
    expect(kills({ oomEvents: 0, restarts: 4, oomRestarts: 3.1 })).toBe(4);
    // It was started again, and nobody says why.
    expect(kills({ oomEvents: 0, restarts: 2 })).toBeUndefined();
  });

  it.each([
    ['Job', 'import', 'Job', 'import'],
    ['Job', 'import-29400000', 'CronJob', 'import'],
    ['TaskRun', 'build', 'TaskRun', 'build'],
  ])(
    'knows of no kill of a %s %s that may end for good only where that is told',
    (ownerKind, ownerName, kind, name) => {
      const labels = {
        namespace: 'shop',
        owner_kind: ownerKind,
        owner_name: ownerName,
      };
      const kills = (told: Partial<Record<keyof SizingSamples, number>>) => {
        const samples = Object.fromEntries(
          SIZING_QUANTITIES.map(quantity => [
            quantity,
            told[quantity] === undefined
              ? []
              : [{ labels, value: told[quantity] }],
          ]),
        ) as unknown as SizingSamples;
        const sizing = readSizing(samples, 24).get(
          JSON.stringify(['shop', kind, name]),
        );
        expect(sizing).toBeDefined();
        return sizing?.outOfMemoryKills;
      };
      // It was killed, and is gone with its counter: nothing was started again.
      expect(kills({ oomEvents: 0, restarts: 0 })).toBeUndefined();
      expect(kills({ oomEvents: 0 })).toBeUndefined();
      expect(kills({ restarts: 0 })).toBeUndefined();
      expect(kills({ oomEvents: 0, restarts: 0, oomEnded: 2 })).toBe(2);
      expect(kills({ oomEvents: 0.9, restarts: 0 })).toBe(1);
      expect(kills({ restarts: 0, oomEnded: 0 })).toBe(0);
      expect(kills({ restarts: 1, oomEnded: 0 })).toBeUndefined();
    },
  );

  it('counts what ended for want of memory, of what is started again too', () => {
    expect(sizingOf({ oomEvents: 0, restarts: 0, oomEnded: 1 })).toEqual({
      outOfMemoryKills: 1,
    });
  });

  it('counts pods as a mean over the day', () => {
    expect(sizingOf({ replicas: 60 })).toEqual({ replicas: 2.5 });
  });
});
