import { systemClock, type Clock } from '@fleetview/kube-watch';
import { ThreadShare } from './ThreadShare';

/** A share whose time passes when a test says so. */
function shareAt() {
  const time = { now: 0 };
  let sleepers: { at: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: systemClock.now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleepers.push({ at: time.now + ms, wake: resolve });
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  };
  const settled = () =>
    new Promise(resolve => {
      setImmediate(resolve);
    });
  const { signal } = new AbortController();
  const share = new ThreadShare({ clock });
  const admitted: string[] = [];
  return {
    admitted,
    /** Connects, and does not answer. */
    enter: (kind: 'connecting' | 'retrying', count: number, name: string) => {
      for (let index = 0; index < count; index += 1) {
        void share[kind].admit(signal).then(() => admitted.push(name));
      }
      return settled();
    },
    pass: async (ms: number) => {
      time.now += ms;
      const due = sleepers.filter(({ at }) => at <= time.now);
      sleepers = sleepers.filter(({ at }) => at > time.now);
      due.forEach(({ wake }) => wake());
      await settled();
    },
    count: (name: string) => admitted.filter(each => each === name).length,
  };
}

describe('ThreadShare', () => {
  it('lets no number of dead clusters hold up a first connection', async () => {
    const { enter, pass, count } = shareAt();
    await enter('retrying', 500, 'dead');
    await enter('connecting', 32, 'new');
    expect(count('new')).toBe(32);
    await pass(3_000);
    // While new ones are connected to, the dead have what is theirs, and no less.
    const before = count('dead');
    await enter('connecting', 100, 'new');
    await pass(3_000);
    expect(count('dead') - before).toBeGreaterThanOrEqual(16);
    expect(count('new')).toBeGreaterThanOrEqual(64);
  });

  it('regression: comes within half a minute to one among 400 dead clusters that is well again', async () => {
    const { enter, pass, count } = shareAt();
    await enter('retrying', 400, 'dead');
    await enter('retrying', 1, 'well again');
    for (let second = 0; second < 30; second += 1) await pass(1_000);
    expect(count('well again')).toBe(1);
  });

  it('gives the dead no more than is free', async () => {
    const { enter, count } = shareAt();
    await enter('connecting', 20, 'new');
    await enter('retrying', 100, 'dead');
    expect(count('dead')).toBe(16 + 12);
    await enter('connecting', 100, 'new');
    expect(count('new')).toBe(32);
  });
});
