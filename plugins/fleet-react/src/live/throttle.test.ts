import { throttle } from './throttle';

describe('throttle', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('calls at once, and at most once per interval after that', () => {
    const call = jest.fn();
    const throttled = throttle(call, 500);
    throttled();
    expect(call).toHaveBeenCalledTimes(1);
    throttled();
    throttled();
    jest.advanceTimersByTime(499);
    expect(call).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    expect(call).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(5_000);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('forgets what was waiting when it is cancelled', () => {
    const call = jest.fn();
    const throttled = throttle(call, 500);
    throttled();
    throttled();
    throttled.cancel();
    jest.advanceTimersByTime(5_000);
    expect(call).toHaveBeenCalledTimes(1);
  });
});
