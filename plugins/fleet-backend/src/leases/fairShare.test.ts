import { fairShare } from './fairShare';

/** Lets replicas act one after the other until nobody has anything to do. */
function settle(counts: Record<string, number>, free: number) {
  const held = new Map(Object.entries(counts));
  let left = free;
  let handedBack = 0;
  for (let round = 0; round < 100; round += 1) {
    let acted = false;
    for (const id of [...held.keys()].sort()) {
      const { claim, handBack } = fairShare({ held, free: left }, id);
      held.set(id, (held.get(id) ?? 0) + claim - handBack);
      left += handBack - claim;
      handedBack += handBack;
      acted ||= claim + handBack > 0;
    }
    if (!acted) break;
  }
  return { counts: [...held.values()].sort((a, b) => b - a), left, handedBack };
}

describe('fairShare', () => {
  it('gives one replica everything', () => {
    expect(settle({ a: 0 }, 100)).toEqual({
      counts: [100],
      left: 0,
      handedBack: 0,
    });
  });

  it('counts a replica that has only just come', () => {
    expect(fairShare({ held: new Map([['a', 4]]), free: 0 }, 'b')).toEqual({
      claim: 0,
      handBack: 0,
    });
  });

  it('moves nothing beyond its own when one of ten leaves', () => {
    const nine = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`r${index}`, 10]),
    );
    expect(settle(nine, 10)).toEqual({
      counts: [12, 11, 11, 11, 11, 11, 11, 11, 11],
      left: 0,
      handedBack: 0,
    });
  });

  it('takes one of each for a replica that joins', () => {
    const ten = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`r${index}`, 10]),
    );
    expect(settle({ ...ten, new: 0 }, 0)).toEqual({
      counts: [10, ...Array(10).fill(9)],
      left: 0,
      handedBack: 9,
    });
  });

  it('lets go of nothing while what is free is enough for those that lack', () => {
    expect(
      fairShare(
        {
          held: new Map([
            ['a', 10],
            ['b', 0],
          ]),
          free: 10,
        },
        'a',
      ),
    ).toEqual({ claim: 0, handBack: 0 });
  });

  it.each([
    [{ a: 7, b: 1, c: 0 }, 4],
    [{ a: 0, b: 0, c: 0, d: 0 }, 1_001],
    [{ a: 50, b: 3, c: 3 }, 0],
    [{ a: 1, b: 0 }, 0],
  ])(
    'ends with equal shares and everything claimed: %j and %s',
    (counts, free) => {
      const settled = settle(counts, free);
      expect(settled.left).toBe(0);
      expect(settled.counts[0] - settled.counts.at(-1)!).toBeLessThanOrEqual(1);
    },
  );
});
