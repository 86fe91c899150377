import { createFleetClock } from './fleetClock';

const NOON = Date.parse('2026-11-20T12:00:00.000Z');

describe('createFleetClock', () => {
  it('follows the browser while the two agree', () => {
    const clock = createFleetClock(() => NOON);
    clock.observe('2026-11-20T12:00:03.000Z');
    expect(clock.now()).toBe(NOON);
  });

  it('follows the server where the browser is wrong, and says so once', () => {
    const clock = createFleetClock(() => NOON);
    const shifted = jest.fn();
    clock.onShift(shifted);
    clock.observe('2026-11-20T13:00:00.000Z');
    clock.observe('2026-11-20T13:00:00.500Z');
    expect(clock.now()).toBe(NOON + 3_600_500);
    expect(shifted).toHaveBeenCalledTimes(1);
  });

  it('takes no notice of what is no time', () => {
    const clock = createFleetClock(() => NOON);
    clock.observe('soon');
    expect(clock.now()).toBe(NOON);
  });
});
