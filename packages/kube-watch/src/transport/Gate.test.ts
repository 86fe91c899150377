import { Gate } from './Gate';

const settle = () => new Promise(resolve => setImmediate(resolve));

/** Enters, and notes when it was let in. */
function visit(gate: Gate, log: string[], name: string, signal?: AbortSignal) {
  const entered = gate.enter(signal);
  void entered.then(
    () => log.push(name),
    () => log.push(`${name} left`),
  );
  return entered;
}

describe('Gate', () => {
  it('lets in as many as there are places, the others in their order', async () => {
    const gate = new Gate(2);
    const log: string[] = [];
    const leaveFirst = await visit(gate, log, 'first');
    const leaveSecond = await visit(gate, log, 'second');
    const third = visit(gate, log, 'third');
    void visit(gate, log, 'fourth');
    await settle();
    expect(log).toEqual(['first', 'second']);
    leaveSecond();
    await settle();
    expect(log).toEqual(['first', 'second', 'third']);
    leaveFirst();
    (await third)();
    await settle();
    expect(log).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('takes a place back once only', async () => {
    const gate = new Gate(1);
    const log: string[] = [];
    const leave = await visit(gate, log, 'first');
    leave();
    leave();
    void visit(gate, log, 'second');
    void visit(gate, log, 'third');
    await settle();
    expect(log).toEqual(['first', 'second']);
  });

  it('gives no place to those who have stopped waiting', async () => {
    const gate = new Gate(1);
    const log: string[] = [];
    const stopping = new AbortController();
    const leave = await visit(gate, log, 'first');
    const second = visit(gate, log, 'second', stopping.signal);
    void visit(gate, log, 'third');
    stopping.abort(new Error('stopped'));
    await expect(second).rejects.toThrow('stopped');
    leave();
    await settle();
    expect(log).toEqual(['first', 'second left', 'third']);
  });
});
