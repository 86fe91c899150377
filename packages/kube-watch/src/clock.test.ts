import { systemClock } from './clock';

describe('systemClock', () => {
  it('sleeps as long as it is told to', async () => {
    const start = systemClock.now();
    await systemClock.sleep(20);
    expect(systemClock.now() - start).toBeGreaterThanOrEqual(19);
  });

  it('wakes with the reason of its signal, and leaves no timer behind', async () => {
    const clear = jest.spyOn(global, 'clearTimeout');
    const waking = new AbortController();
    const sleeping = systemClock.sleep(60_000, waking.signal);
    const reason = new Error('over');
    waking.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(clear).toHaveBeenCalledTimes(1);
    clear.mockRestore();
  });

  it('does not fall asleep once its signal has aborted', async () => {
    const reason = new Error('over');
    await expect(
      systemClock.sleep(60_000, AbortSignal.abort(reason)),
    ).rejects.toBe(reason);
  });

  it('listens to its signal no longer than it sleeps', async () => {
    const { signal } = new AbortController();
    const removed = jest.spyOn(signal, 'removeEventListener');
    await systemClock.sleep(1, signal);
    expect(removed).toHaveBeenCalledTimes(1);
  });

  it('takes a time that no timer can take as the longest there is', async () => {
    const set = jest.spyOn(global, 'setTimeout');
    const waking = new AbortController();
    const sleeping = systemClock.sleep(Infinity, waking.signal);
    expect(set).toHaveBeenLastCalledWith(expect.any(Function), 2 ** 31 - 1);
    set.mockRestore();
    waking.abort();
    await expect(sleeping).rejects.toThrow();
  });
});
