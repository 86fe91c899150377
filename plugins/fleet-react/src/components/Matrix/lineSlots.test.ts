import { LineSlots, type SlottedLine } from './lineSlots';

const slotsOf = (lines: SlottedLine[]) =>
  [...lines].sort((a, b) => a.place - b.place).map(({ slot }) => slot);

describe('LineSlots', () => {
  it('lets lines that stay where they are, and gives the slot of one that leaves to one that comes', () => {
    const slots = new LineSlots();
    expect(slotsOf(slots.assign(['a', 'b', 'c'], true))).toEqual([0, 1, 2]);
    expect(slotsOf(slots.assign(['b', 'c', 'd'], false))).toEqual([1, 2, 0]);
    expect(slotsOf(slots.assign(['c', 'd', 'e', 'f'], false))).toEqual([
      2, 0, 1, 3,
    ]);
    expect(slotsOf(slots.assign(['x', 'f'], false))).toEqual([0, 3]);
  });

  it('moves nothing in the document while it is scrolled, and puts all in order at rest', () => {
    const slots = new LineSlots();
    slots.assign(['a', 'b', 'c'], true);
    for (const keys of [
      ['b', 'c', 'd'],
      ['c', 'd', 'e'],
      ['b', 'c', 'd'],
      ['a', 'b', 'c'],
    ]) {
      expect(slots.assign(keys, false).map(({ slot }) => slot)).toEqual([
        0, 1, 2,
      ]);
    }
    const moving = slots.assign(['b', 'c', 'd'], false);
    expect(moving.map(({ place }) => place)).not.toEqual([0, 1, 2]);
    const resting = slots.assign(['b', 'c', 'd'], true);
    expect(resting.map(({ place }) => place)).toEqual([0, 1, 2]);
    expect(slotsOf(resting)).toEqual(slotsOf(moving));
  });

  it('draws each line once, and none over another, however it is scrolled', () => {
    const slots = new LineSlots();
    for (let step = 0; step < 300; step++) {
      const first = (step * 7) % 40;
      const keys = ['pinned'].concat(
        Array.from({ length: 5 + (step % 9) }, (_, i) => `row ${first + i}`),
      );
      const lines = slots.assign(keys, step % 5 === 0);
      expect(lines.map(({ place }) => place).sort((a, b) => a - b)).toEqual(
        keys.map((_, place) => place),
      );
      expect(new Set(lines.map(({ slot }) => slot)).size).toBe(keys.length);
      expect(Math.max(...lines.map(({ slot }) => slot))).toBeLessThan(40);
    }
  });
});
