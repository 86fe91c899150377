import { chosenMember } from './chosenMember';

/** States by release, the newest first. */
const chosenOf = (...states: string[]) =>
  chosenMember(
    states
      .map((state, index) => ({ state, release_order: -index }))
      // In whatever order they are read.
      .reverse(),
  );

describe('chosenMember', () => {
  it.each([
    [['applying', 'failed'], 0],
    [['succeeded', 'failed'], 0],
    [['queued'], 0],
    [['queued', 'succeeded'], 0],
    // It is still under way in the one before.
    [['queued', 'stuck'], 1],
    [['queued', 'queued', 'window-closed', 'failed'], 2],
    // How it ended before that is the past.
    [['queued', 'succeeded', 'failed'], 0],
    [['queued', 'rolled-back', 'failed'], 0],
  ])('of %j is number %d', (states, index) => {
    expect(chosenOf(...states)?.release_order).toBe(-index);
  });

  it('is none where there is none', () => {
    expect(chosenOf()).toBeUndefined();
  });
});
