import {
  CHECK_INTERVAL_MS,
  liveModeOf,
  liveReducer,
  nextQuestionInMs,
  POLL_INTERVAL_MS,
  type LiveEvent,
  type LiveState,
} from './liveState';

const asOf = '2026-11-20T14:07:12.000Z';
const fresh: LiveState = { told: false, failing: false, hidden: false };
const after = (...events: LiveEvent[]) => events.reduce(liveReducer, fresh);
const signal = (revision: number): LiveEvent => ({ type: 'signal', revision });
const answer = (revision: number): LiveEvent => ({
  type: 'answered',
  revision,
  asOf,
});

describe('liveReducer', () => {
  it('does not call itself live before a signal has come', () => {
    expect(liveModeOf(fresh)).toBe('polling');
    expect(liveModeOf(after(answer(1), answer(2)))).toBe('polling');
    expect(liveModeOf(after(answer(1), signal(2)))).toBe('live');
  });

  it('stays live where an answer overtakes its signal', () => {
    const overtaken = after(signal(1), answer(2));
    expect(liveModeOf(overtaken)).toBe('live');
    expect(
      liveModeOf([signal(2), answer(2)].reduce(liveReducer, overtaken)),
    ).toBe('live');
  });

  it('stops calling itself live when a signal does not come at all', () => {
    expect(liveModeOf(after(signal(1), answer(2), answer(2)))).toBe('polling');
    expect(liveModeOf(after(signal(1), answer(2), answer(2), signal(3)))).toBe(
      'live',
    );
  });

  it('is reconnecting while questions fail, whatever was before', () => {
    const failing = after(signal(1), { type: 'failed' });
    expect(liveModeOf(failing)).toBe('reconnecting');
    expect(liveModeOf(liveReducer(failing, answer(1)))).toBe('live');
  });

  it('is paused while hidden, and holds a jump on return against nobody', () => {
    const hidden = after(signal(1), { type: 'hidden', hidden: true });
    expect(liveModeOf(hidden)).toBe('paused');
    const back = [
      { type: 'hidden', hidden: false } as const,
      answer(9),
      answer(9),
    ].reduce(liveReducer, hidden);
    expect(liveModeOf(back)).toBe('live');
  });

  it('keeps the newest revision and the last time that was stated', () => {
    expect(after(signal(7), answer(5))).toMatchObject({ revision: 7, asOf });
  });
});

describe('nextQuestionInMs', () => {
  it.each([
    [fresh, POLL_INTERVAL_MS],
    [after(signal(1)), CHECK_INTERVAL_MS],
    [after({ type: 'failed' }), POLL_INTERVAL_MS],
    [after({ type: 'hidden', hidden: true }), undefined],
  ])('%j: %s', (state, expected) => {
    expect(nextQuestionInMs(state)).toBe(expected);
  });
});
