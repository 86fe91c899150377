import { createFleetClock, fleetClock } from './fleetClock';

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

  it('follows the time of an answer until the server has stated its own', () => {
    const clock = createFleetClock(() => NOON);
    clock.suppose('2026-11-20T13:00:00.000Z');
    expect(clock.now()).toBe(NOON + 3_600_000);
    clock.observe('2026-11-20T13:00:08.000Z');
    clock.suppose('2026-11-20T12:59:00.000Z');
    expect(clock.now()).toBe(NOON + 3_608_000);
  });

  it('tells when it was by the server what the browser noted', () => {
    const clock = createFleetClock(() => NOON);
    clock.observe('2026-11-20T11:00:00.000Z');
    expect(clock.fromBrowser(NOON - 60_000)).toBe(NOON - 3_660_000);
  });

  it('is one for all pages, so that none begins with the time of the browser', () => {
    expect(fleetClock()).toBe(fleetClock());
  });

  it('takes no notice of what is no time', () => {
    const clock = createFleetClock(() => NOON);
    clock.observe('soon');
    expect(clock.now()).toBe(NOON);
  });
});
