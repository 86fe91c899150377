import { Agenda } from './Agenda';

describe('Agenda', () => {
  it('gives each when its second has come, and once', () => {
    const agenda = new Agenda();
    agenda.schedule('a', 5_400);
    agenda.schedule('b', 7_000);
    expect(agenda.take(4_999)).toEqual([]);
    expect(agenda.take(5_000)).toEqual(['a']);
    expect(agenda.take(5_000)).toEqual([]);
    expect(agenda.take(60_000)).toEqual(['b']);
  });

  it('keeps the earliest time of each', () => {
    const agenda = new Agenda();
    agenda.schedule('a', 9_000);
    agenda.schedule('a', 3_000);
    agenda.schedule('a', 6_000);
    expect(agenda.take(3_000)).toEqual(['a']);
    expect(agenda.take(60_000)).toEqual([]);
  });

  it('forgets one', () => {
    const agenda = new Agenda();
    agenda.schedule('a', 1_000);
    agenda.schedule('b', 1_000);
    agenda.forget('a');
    agenda.forget('unknown');
    expect(agenda.take(1_000)).toEqual(['b']);
  });
});
