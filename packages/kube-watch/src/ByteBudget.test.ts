import { ByteBudget } from './ByteBudget';
import { ManualClock } from './testing/ManualClock';

const MIB = 1024 * 1024;

const settle = () => new Promise(resolve => setImmediate(resolve));

/** All sizes in MiB. */
function start(size: number) {
  const clock = new ManualClock();
  const budget = new ByteBudget({ bytes: size * MIB, clock });
  const admitted: string[] = [];
  const open = (name: string) => {
    const account = budget.open();
    return {
      close: () => account.close(),
      hold: (held: number) => account.hold(held * MIB),
      /** Whether it may go on at once; else its name is noted when it may. */
      grow: (held: number) => {
        account.hold(held * MIB);
        const turn = account.turn();
        void turn?.then(() => admitted.push(name));
        return turn === undefined;
      },
    };
  };
  return { clock, budget, admitted, open };
}

describe('ByteBudget', () => {
  it('lets everyone on within it, and counts over all', () => {
    const { budget, open } = start(100);
    const [a, b] = [open('a'), open('b')];
    expect(a.grow(60)).toBe(true);
    expect(b.grow(40)).toBe(true);
    expect(budget.held).toBe(100 * MIB);
    a.close();
    expect(budget.held).toBe(40 * MIB);
  });

  it('lets one that is alone on, however much it needs', () => {
    const { open } = start(100);
    const a = open('a');
    expect(a.grow(500)).toBe(true);
    expect(a.grow(5_000)).toBe(true);
  });

  it('makes the others wait until there is room', async () => {
    const { admitted, open } = start(100);
    const [a, b, c] = [open('a'), open('b'), open('c')];
    expect(a.grow(90)).toBe(true);
    // Over it, the one that has held on longest has its turn: of those who ask, that is b.
    expect(b.grow(50)).toBe(false);
    expect(c.grow(40)).toBe(false);
    await settle();
    expect(admitted).toEqual(['b']);
    a.hold(0);
    await settle();
    expect(admitted).toEqual(['b', 'c']);
  });

  it('lets the one on that has held on longest', async () => {
    const { clock, admitted, open } = start(100);
    const [a, b, c] = [open('a'), open('b'), open('c')];
    a.hold(60);
    b.hold(60);
    c.hold(60);
    c.grow(70);
    await settle();
    expect(admitted).toEqual(['c']);
    b.grow(70);
    a.grow(70);
    await settle();
    expect(admitted).toEqual(['c']);
    await clock.advance(1_000);
    expect(admitted).toEqual(['c', 'a']);
  });

  it('goes on with the next after a second if nothing comes of a turn', async () => {
    const { clock, admitted, open } = start(100);
    const stalled = open('stalled');
    stalled.hold(200);
    for (const name of ['a', 'b', 'c']) {
      open(name).grow(10);
    }
    await settle();
    expect(admitted).toEqual(['a']);
    await clock.advance(1_000);
    expect(admitted).toEqual(['a', 'b']);
    await clock.advance(1_000);
    expect(admitted).toEqual(['a', 'b', 'c']);
    expect(clock.pending().length).toBeLessThanOrEqual(1);
  });

  it('gives the turn on at once when its holder comes back or leaves', async () => {
    const { admitted, open } = start(100);
    const [stalled, a, b, c] = ['stalled', 'a', 'b', 'c'].map(open);
    stalled.hold(200);
    a.grow(10);
    b.grow(10);
    c.grow(10);
    await settle();
    expect(admitted).toEqual(['a']);
    a.grow(20);
    await settle();
    expect(admitted).toEqual(['a', 'a']);
    a.close();
    await settle();
    expect(admitted).toEqual(['a', 'a', 'b']);
    b.close();
    await settle();
    expect(admitted).toEqual(['a', 'a', 'b', 'c']);
  });

  it('never makes one wait that holds nothing', () => {
    const { open } = start(100);
    open('stalled').hold(200);
    expect(open('watch').grow(0)).toBe(true);
  });

  it('lets on no more at once than there is room for what they may read', async () => {
    const { admitted, open } = start(100);
    const large = open('large');
    large.hold(200);
    const names = Array.from({ length: 50 }, (_, index) => `a-${index}`);
    names.forEach(name => open(name).grow(1));
    await settle();
    expect(admitted).toEqual(['a-0']);
    // Half a mebibyte of room, and 64 KiB for each.
    large.hold(49.5);
    await settle();
    expect(admitted.length).toBeGreaterThan(5);
    expect(admitted.length).toBeLessThan(12);
    expect(admitted).toEqual(names.slice(0, admitted.length));
  });

  it('comes to an end for all, however they take turns', async () => {
    const { clock, budget, open } = start(100);
    const finished: number[] = [];
    const streams = Array.from({ length: 20 }, async (_, index) => {
      const account = budget.open();
      for (let held = 1; held <= 30; held += 1) {
        account.hold(held * MIB);
        await account.turn();
      }
      account.close();
      finished.push(index);
    });
    const all = Promise.all(streams);
    for (let second = 0; second < 1_000 && finished.length < 20; second += 1) {
      await settle();
      await clock.advance(1_000);
    }
    await all;
    expect(budget.held).toBe(0);
    const last = open('last');
    expect(last.grow(1)).toBe(true);
    expect(clock.pending()).toEqual([]);
  });

  it('forgets one that leaves while it waits', async () => {
    const { budget, admitted, open } = start(100);
    const [stalled, a, b, c] = ['stalled', 'a', 'b', 'c'].map(open);
    stalled.hold(200);
    a.grow(1);
    b.grow(1);
    b.close();
    c.grow(1);
    stalled.close();
    await settle();
    expect([...admitted].sort()).toEqual(['a', 'b', 'c']);
    a.close();
    c.close();
    expect(budget.held).toBe(0);
    // All of it is to be had again.
    expect(open('x').grow(60)).toBe(true);
    expect(open('y').grow(40)).toBe(true);
  });
});
