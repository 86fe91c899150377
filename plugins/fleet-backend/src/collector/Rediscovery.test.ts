import { Rediscovery } from './Rediscovery';

/** Writes down how long it is asked to sleep; each sleep ends when a test says so. */
function testClock() {
  const sleeps: number[] = [];
  const ends: (() => void)[] = [];
  return {
    sleeps,
    end: () => ends.shift()?.(),
    now: () => 0,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        sleeps.push(ms);
        ends.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  };
}

describe('Rediscovery', () => {
  const { signal } = new AbortController();

  it('waits as long as it is told while nothing is missing', async () => {
    const clock = testClock();
    const waiting = new Rediscovery().wait(300_000, { clock, signal });
    clock.end();
    await waiting;
    expect(clock.sleeps).toEqual([300_000]);
  });

  it('wakes up when a kind goes, looks for it for a while, and then as before', async () => {
    const clock = testClock();
    const rediscovery = new Rediscovery();
    const waiting = rediscovery.wait(300_000, { clock, signal });
    rediscovery.missing('parcels');
    rediscovery.missing('parcels');
    await waiting;
    for (let index = 0; index < 16; index++) {
      const again = rediscovery.wait(300_000, { clock, signal });
      clock.end();
      clock.end();
      await again;
    }
    expect(clock.sleeps).toEqual([
      300_000,
      ...Array.from({ length: 14 }, () => 20_000),
      300_000,
      300_000,
    ]);
  });

  it('looks for a kind that was never there ever more seldom, and not at once', async () => {
    const clock = testClock();
    const rediscovery = new Rediscovery();
    rediscovery.expected('parcels');
    rediscovery.expected('parcels');
    for (let index = 0; index < 6; index++) {
      const waiting = rediscovery.wait(300_000, { clock, signal });
      clock.end();
      await waiting;
    }
    expect(clock.sleeps).toEqual([
      60_000, 120_000, 240_000, 300_000, 300_000, 300_000,
    ]);
  });

  it('looks at once for one that came and went', async () => {
    const clock = testClock();
    const rediscovery = new Rediscovery();
    rediscovery.expected('parcels');
    const waiting = rediscovery.wait(300_000, { clock, signal });
    rediscovery.missing('parcels');
    await waiting;
    const again = rediscovery.wait(300_000, { clock, signal });
    clock.end();
    clock.end();
    await again;
    expect(clock.sleeps).toEqual([60_000, 20_000]);
  });

  it('is done with a kind that is found', async () => {
    const clock = testClock();
    const rediscovery = new Rediscovery();
    rediscovery.missing('parcels');
    rediscovery.found('parcels');
    const waiting = rediscovery.wait(300_000, { clock, signal });
    clock.end();
    await waiting;
    expect(clock.sleeps).toEqual([300_000]);
  });

  it('ends with its signal', async () => {
    const stopping = new AbortController();
    const waiting = new Rediscovery().wait(300_000, {
      clock: testClock(),
      signal: stopping.signal,
    });
    stopping.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});
