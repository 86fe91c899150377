import { FactMemory } from './FactMemory';

const HOUR = 3_600_000;

describe('FactMemory', () => {
  let memory: FactMemory;
  const row = (id: string, hash = 'h') => ({
    id,
    hash,
    data: `{"of":"${id}"}`,
  });
  /** Whether what is read is what was read before. */
  const isHeld = (of: ReturnType<typeof row>) =>
    memory.factOf(of) === memory.factOf(of);

  beforeEach(() => {
    jest.useFakeTimers();
    memory = new FactMemory();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('holds what is read for the second time', () => {
    const first = memory.factOf(row('a'));
    const second = memory.factOf(row('a'));
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
    expect(memory.factOf(row('a'))).toBe(second);
  });

  it('reads what says something else, and what has no hash', () => {
    memory.factOf(row('a'));
    const held = memory.factOf(row('a'));
    const other = { ...row('a', 'other'), data: '{"of":"b"}' };
    expect(memory.factOf(other)).toEqual({ of: 'b' });
    expect(memory.factOf(row('a'))).not.toBe(held);
    memory.factOf(row('c', ''));
    expect(isHeld(row('c', ''))).toBe(false);
  });

  it('lets go what nobody asks for any more', () => {
    memory.factOf(row('a'));
    const held = memory.factOf(row('a'));
    jest.advanceTimersByTime(HOUR);
    memory.age();
    // Asked for in time, it stays.
    expect(memory.factOf(row('a'))).toBe(held);
    for (let generation = 0; generation < 2; generation++) {
      jest.advanceTimersByTime(HOUR);
      memory.age();
    }
    expect(memory.factOf(row('a'))).not.toBe(held);
  });

  it('holds no more than it may', () => {
    memory.factOf(row('a'));
    const held = memory.factOf(row('a'));
    for (let index = 0; index < 20_000; index++) {
      memory.factOf(row(`n-${index}`));
    }
    expect(memory.factOf(row('a'))).not.toBe(held);
  });
});
