import fc from 'fast-check';
import { COMMIT, OTHER_COMMIT } from '../__testUtils__/world';
import { type PromotionApproval, standingApprovals } from './standingApprovals';

const binding = { planHash: 'plan1:a', commit: COMMIT };
const by = (
  person: string,
  at = 10,
  more: Partial<PromotionApproval> = {},
): PromotionApproval => ({ ...binding, by: person, at, ...more });

const judge = (approvals: PromotionApproval[], needed = 2) =>
  standingApprovals({
    binding,
    approvals,
    needed,
    authors: ['user:default/ann'],
    at: 100,
  });

describe('standingApprovals', () => {
  it('has enough once so many people have approved', () => {
    const all = judge([by('user:default/dan', 30), by('user:default/bob', 20)]);
    expect(all).toMatchObject({ isEnough: true, since: 30, lapsed: [] });
    expect(all.standing.map(each => each.by)).toEqual([
      'user:default/bob',
      'user:default/dan',
    ]);
    expect(judge([by('bob')])).toMatchObject({ isEnough: false });
    expect(judge([], 0)).toMatchObject({ isEnough: true, standing: [] });
  });

  it.each([
    ['other-plan', by('bob', 10, { planHash: 'plan1:b' })],
    ['other-commit', by('bob', 10, { commit: OTHER_COMMIT })],
    ['author', by('user:default/ann')],
    ['author', by('Ann')],
    ['author', by('USER:Default/ANN')],
    ['author', by(' user:ann ')],
    ['nobody', by('')],
    ['nobody', by('user:')],
    ['not-yet', by('bob', 101)],
    ['not-yet', by('bob', NaN)],
  ])('does not count: %s', (because, approval) => {
    expect(judge([approval])).toMatchObject({
      standing: [],
      lapsed: [{ approval, because }],
    });
  });

  it('counts a person once, however they are written', () => {
    expect(judge([by('Bob', 20), by('user:default/bob', 10)])).toMatchObject({
      isEnough: false,
      standing: [{ at: 10 }],
      lapsed: [{ because: 'twice' }],
    });
  });

  it('refuses numbers that are none, and promotions of nobody', () => {
    expect(() => judge([], 1.5)).toThrow(RangeError);
    expect(() => judge([], -1)).toThrow(RangeError);
    expect(() =>
      standingApprovals({
        binding,
        approvals: [],
        needed: 1,
        authors: [''],
        at: 1,
      }),
    ).toThrow(RangeError);
  });

  it('never counts an author, a person twice, or another plan', () => {
    const approval = fc.record({
      by: fc.constantFrom('ann', 'User:default/Ann', 'bob', 'BOB', 'dan', ''),
      at: fc.constantFrom(1, 50, 100, 101, NaN),
      planHash: fc.constantFrom('plan1:a', 'plan1:b'),
      commit: fc.constantFrom(COMMIT, OTHER_COMMIT),
    });
    fc.assert(
      fc.property(fc.array(approval), fc.nat(3), (approvals, needed) => {
        const { standing, lapsed, isEnough } = judge(approvals, needed);
        expect(standing.length + lapsed.length).toBe(approvals.length);
        const people = standing.map(each => each.by.toLowerCase());
        expect(people).not.toContain('ann');
        expect(people).not.toContain('user:default/ann');
        expect(new Set(people).size).toBe(people.length);
        expect(
          standing.every(
            each =>
              each.planHash === binding.planHash &&
              each.commit === binding.commit &&
              each.at <= 100,
          ),
        ).toBe(true);
        expect(isEnough).toBe(standing.length >= needed);
        const other = standingApprovals({
          binding: { ...binding, commit: 'c'.repeat(40) },
          approvals,
          needed,
          authors: ['ann'],
          at: 100,
        });
        expect(other.standing).toEqual([]);
      }),
    );
  });
});
