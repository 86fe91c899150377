import { judgeEngine, type EngineKind } from './judgeEngine';

const NOW = 10_000_000;
const MINUTE = 60_000;
const kind = (over: Partial<EngineKind> = {}): EngineKind => ({
  state: 'current',
  since: NOW - 60 * MINUTE,
  confirmedAt: NOW - 1_000,
  objects: 3,
  ...over,
});
const state = (...kinds: EngineKind[]) => judgeEngine(kinds, NOW)?.state;

describe('judgeEngine', () => {
  it('runs where something of it is current', () => {
    expect(state(kind())).toBe('running');
    expect(state(kind({ state: 'forbidden' }), kind())).toBe('running');
    expect(state(kind({ state: 'not-served' }), kind())).toBe('running');
  });

  it('is not known where it has no objects, fell silent, or nobody asked', () => {
    expect(state()).toBeUndefined();
    expect(state(kind({ objects: 0 }))).toBeUndefined();
    expect(state(kind({ confirmedAt: NOW - 5 * MINUTE }))).toBeUndefined();
    expect(state(kind({ state: 'not-asked' }))).toBeUndefined();
    expect(
      state(kind({ state: 'pending', confirmedAt: undefined })),
    ).toBeUndefined();
  });

  it('is gone where all of its kinds are, for longer than an upgrade takes', () => {
    const gone = (minutes: number) =>
      kind({ state: 'not-served', since: NOW - minutes * MINUTE });
    expect(state(gone(10), gone(20))).toBe('gone');
    expect(state(gone(9), gone(20))).toBeUndefined();
    expect(state(gone(20), kind({ state: 'not-asked' }))).toBe('gone');
  });

  it('is unreadable where what is left of it is not to be read, for longer than a hiccup', () => {
    const lost = (minutes: number) =>
      kind({
        state: 'forbidden',
        since: NOW - minutes * MINUTE,
        reason: 'no right to list',
      });
    expect(judgeEngine([lost(15), kind({ state: 'not-served' })], NOW)).toEqual(
      {
        state: 'unreadable',
        reason: 'no right to list',
      },
    );
    expect(state(lost(14))).toBeUndefined();
    // What is interrupted is connected to again.
    expect(
      state(kind({ state: 'interrupted', confirmedAt: NOW - 60 * MINUTE })),
    ).toBeUndefined();
  });
});
