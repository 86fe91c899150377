import { foldFlip, FOLD_WITHIN_MS, type FlipMemory } from './foldFlip';

function flipAt(times: number[]) {
  let memory: FlipMemory | undefined;
  return times.map((at, index) => {
    const [from, to] = index % 2 ? ['b', 'a'] : ['a', 'b'];
    const flip = foldFlip(memory, { at, from, to });
    memory = JSON.parse(JSON.stringify(flip.memory));
    return flip;
  });
}

describe('foldFlip', () => {
  it('gives three changes rows of their own, and one row to all that follow', () => {
    const flips = flipAt([0, 1, 2, 3, 4, 5].map(each => each * 60_000));
    expect(flips.map(({ fold }) => fold)).toEqual([
      undefined,
      undefined,
      undefined,
      { since: 180_000, flips: 1, values: ['b', 'a'] },
      { since: 180_000, flips: 2, values: ['b', 'a'] },
      { since: 180_000, flips: 3, values: ['b', 'a'] },
    ]);
    expect(flips.map(({ isExtension }) => isExtension)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('folds nothing that is slow', () => {
    const flips = flipAt(
      [0, 1, 2, 3, 4].map(each => (each * FOLD_WITHIN_MS) / 2),
    );
    expect(flips.every(({ fold }) => fold === undefined)).toBe(true);
  });

  it('begins a row every hour, and remembers no more for that', () => {
    const flips = flipAt(
      Array.from({ length: 24 * 60 }, (_, at) => at * 60_000),
    );
    const rows = flips.filter(({ isExtension }) => !isExtension);
    expect(rows).toHaveLength(3 + 24);
    expect(flips.at(-1)?.memory.at).toHaveLength(3);
  });

  it('takes the clock going back for no fold', () => {
    const flips = flipAt([1_000, 2_000, 3_000, 500]);
    expect(flips[3].fold).toBeUndefined();
  });

  it('names no more than eight values', () => {
    let memory: FlipMemory | undefined;
    for (let at = 0; at < 40; at += 1) {
      ({ memory } = foldFlip(memory, { at, from: `${at}`, to: `${at + 1}` }));
    }
    expect(memory?.fold?.values).toHaveLength(8);
    expect(memory?.fold?.flips).toBe(37);
  });
});
