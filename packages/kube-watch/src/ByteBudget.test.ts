import { ByteBudget } from './ByteBudget';
import { ManualClock } from './testing/ManualClock';

const settle = () => new Promise(resolve => setImmediate(resolve));

function start(bytes: number) {
  const clock = new ManualClock();
  const budget = new ByteBudget({ bytes, clock });
  const admitted: string[] = [];
  const open = (name: string) => {
    const account = budget.open();
    return {
      close: () => account.close(),
      hold: (held: number) => account.hold(held),
      /** Whether it may go on at once; else its name is noted when it may. */
      grow: (held: number) => {
        account.hold(held);
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
    expect(budget.held).toBe(100);
    a.close();
    expect(budget.held).toBe(40);
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
    expect(c.grow(50)).toBe(false);
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
});
