import { blameDeath } from './blameDeath';

const member = (name: string, isUnderWay: boolean, deaths = 0) => ({
  name,
  deaths,
  progress: { isUnderWay },
});
const namesOf = (members: { name: string }[]) =>
  members.map(({ name }) => name);

describe('blameDeath', () => {
  it('doubts nobody at the first end', () => {
    const members = [member('a', true), member('b', false)];
    const { apart, others } = blameDeath(members);
    expect(apart).toEqual([]);
    expect(namesOf(others)).toEqual(['a', 'b']);
    expect(members.map(({ deaths }) => deaths)).toEqual([1, 0]);
  });

  it('chooses what was being read at the second too, and clears what was not', () => {
    const members = [
      member('a', true, 1),
      member('b', false, 1),
      member('c', true),
    ];
    const { apart, others } = blameDeath(members);
    expect(namesOf(apart)).toEqual(['a']);
    expect(namesOf(others)).toEqual(['b', 'c']);
    expect(members.map(({ deaths }) => deaths)).toEqual([2, 0, 1]);
  });

  it('chooses half of the most suspicious', () => {
    const { apart, others } = blameDeath([
      member('a', true, 1),
      member('b', true, 3),
      member('c', true, 3),
      member('d', true, 3),
    ]);
    expect(namesOf(apart)).toEqual(['b', 'c']);
    expect(namesOf(others)).toEqual(['a', 'd']);
  });

  it('suspects all where nothing was being read', () => {
    const { apart, others } = blameDeath([
      member('a', false, 1),
      member('b', false, 1),
      member('c', false),
    ]);
    expect(namesOf(apart)).toEqual(['a']);
    expect(namesOf(others)).toEqual(['b', 'c']);
  });
});
