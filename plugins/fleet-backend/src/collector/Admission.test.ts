import { systemClock, type Clock } from '@fleetview/kube-watch';
import { Admission } from './Admission';

/** A clock whose sleepers a test wakes. */
function clockOf() {
  const sleepers: (() => void)[] = [];
  const clock: Clock = {
    now: systemClock.now,
    sleep: (_, signal) =>
      new Promise((resolve, reject) => {
        sleepers.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  };
  return { clock, sleepers };
}

const { signal } = new AbortController();

function admissionOf(places: number) {
  const { clock, sleepers } = clockOf();
  const admission = new Admission({ places, holdMs: 1_000, clock });
  const told: string[] = [];
  const enter = (name: string, aborted: AbortSignal = signal) => {
    const admitted = admission.admit(aborted, () => told.push(`${name} waits`));
    admitted.then(
      () => told.push(`${name} in`),
      () => told.push(`${name} gone`),
    );
    return admitted;
  };
  return { enter, told, sleepers };
}

const settled = () =>
  new Promise(resolve => {
    setImmediate(resolve);
  });

describe('Admission', () => {
  it('lets in as many as there are places, and then one for one, in order', async () => {
    const { enter, told } = admissionOf(2);
    const leaveA = await enter('a');
    await enter('b');
    void enter('c');
    void enter('d');
    await settled();
    expect(told).toEqual(['a in', 'b in', 'c waits', 'd waits']);
    leaveA();
    leaveA();
    await settled();
    expect(told.slice(4)).toEqual(['c in']);
  });

  it('takes the place away from one that keeps it for too long', async () => {
    const { enter, told, sleepers } = admissionOf(1);
    const leaveHanging = await enter('hanging');
    void enter('next');
    void enter('last');
    sleepers[0]();
    await settled();
    expect(told.slice(1)).toEqual(['next waits', 'last waits', 'next in']);
    // What it gives back is not its own any more.
    leaveHanging();
    await settled();
    expect(told).not.toContain('last in');
  });

  it('forgets one that gives up waiting', async () => {
    const { enter, told } = admissionOf(1);
    const leave = await enter('a');
    const giving = new AbortController();
    enter('b', giving.signal).catch(() => {});
    void enter('c');
    giving.abort();
    leave();
    await settled();
    expect(told.slice(1)).toEqual(['b waits', 'c waits', 'b gone', 'c in']);
    await expect(enter('d', giving.signal)).rejects.toThrow();
  });
});
