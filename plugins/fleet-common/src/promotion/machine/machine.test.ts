import {
  BEGAN,
  begun,
  BINDING,
  driven,
  GAP,
  gate,
  nextEvent,
  PLAN,
  sight,
  SOAK,
} from '../__testUtils__/promotions';
import { digest, image, instance, OTHER_COMMIT } from '../__testUtils__/world';
import type { Gate } from '../gates';
import type { Promotion, PromotionState } from './Promotion';
import { ENDED_PROMOTION_STATES } from './Promotion';
import type { PromotionEvent } from './PromotionEvent';
import { promotionKey } from './promotionKey';
import { runsOnTarget } from './runsOnTarget';
import { transitionPromotion } from './transitionPromotion';

const CANARY = 'production/canary/1';
const REST = 'production/rest/1';

const to = (state: PromotionState) =>
  driven(begun(), promotion => promotion.state === state);

function take(promotion: Promotion, event: PromotionEvent): Promotion {
  const after = transitionPromotion(promotion, event);
  if (!after.isTaken) throw new Error(after.because);
  return after.promotion;
}

function refuse(promotion: Promotion, event: PromotionEvent): string {
  const after = transitionPromotion(promotion, event);
  if (after.isTaken) throw new Error(`it came to ${after.promotion.state}`);
  expect(after.promotion).toBe(promotion);
  return after.because;
}

describe('promotionKey', () => {
  const change = { release: 'r', wave: 'w', path: 'apps/cart.yaml' };

  it('is one for each release, wave, path and repository', () => {
    const keys = [
      change,
      { ...change, release: 's' },
      { ...change, wave: 'v' },
      { ...change, path: 'apps/shop.yaml' },
      { ...change, repository: 'https://git/a' },
      { release: 'rw', wave: '', path: 'apps/cart.yaml' },
    ].map(promotionKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(promotionKey({ ...change })).toBe(keys[0]);
    expect(keys[0]).toMatch(/^promote1:[0-9a-f]{64}$/);
  });

  it.each([
    '',
    '/a',
    'a/',
    'a//b',
    './a',
    'a/../b',
    '..',
    'a\\b',
    'a\nb',
    'a\0',
  ])('refuses the path %j', path => {
    expect(() => promotionKey({ ...change, path })).toThrow(RangeError);
  });
});

describe('createPromotion', () => {
  it('has one attempt of each wave', () => {
    expect(begun()).toMatchObject({
      state: 'planned',
      binding: BINDING,
      attempts: [
        { wave: CANARY, state: 'planned', targets: [{ cluster: 'a' }] },
        { wave: REST, targets: [{ cluster: 'b' }, { cluster: 'c' }] },
      ],
    });
    expect(begun().attempts[1]).not.toHaveProperty('state');
  });

  it('leaves out waves in which nothing is to be', () => {
    const items = PLAN.items.filter(({ wave }) => wave === REST);
    expect(
      begun({ plan: { ...PLAN, items } }).attempts.map(({ wave }) => wave),
    ).toEqual([REST]);
  });

  it.each([
    ['a plan that is held', { plan: { ...PLAN, mayMove: false } }],
    ['no author', { authors: [] }],
    ['an author that is nobody', { authors: [' '] }],
    ['no gate', { requiredGates: [] }],
    ['half a person', { approvalsNeeded: 0.5 }],
    ['a time that is none', { at: NaN }],
    ['a gap that is none', { settings: { maxGapMs: NaN } }],
    ['a time without end', { settings: { deadlineMs: Infinity } }],
  ])('refuses %s', (_, more) => {
    expect(() => begun(more)).toThrow(RangeError);
  });
});

describe('transitionPromotion', () => {
  it('goes wave by wave, each in the same way', () => {
    const states: string[] = [];
    driven(begun(), promotion => {
      const state = `${promotion.attempts.findIndex(
        each => each.state !== 'done',
      )} ${promotion.state}`;
      if (states[states.length - 1] !== state) states.push(state);
      return promotion.state === 'done';
    });
    expect(states).toEqual([
      '0 planned',
      '0 opening',
      '0 proposed',
      '0 merged',
      '0 verifying',
      '0 soaking',
      '1 waiting',
      '1 opening',
      '1 proposed',
      '1 merged',
      '1 applying',
      '1 verifying',
      '1 soaking',
      '-1 done',
    ]);
  });

  it('needs nothing to be merged for what is there already', () => {
    const promotion = begun({ changesOf: () => [] });
    const { promotion: moving } = driven(
      promotion,
      ({ state }) => state === 'applying',
    );
    expect(moving.attempts[0]).toMatchObject({ movingSince: moving.since });
    expect(
      driven(promotion, ({ state }) => state === 'done').promotion.state,
    ).toBe('done');
  });

  it('learns of a merge from deliveries, and from nobody else', () => {
    const { promotion, at } = to('proposed');
    const { key } = promotion.attempts[0].changes[0];
    const said = take(promotion, {
      type: 'change-said-to-be-merged',
      wave: CANARY,
      key,
      at: at + 1,
    });
    expect(said.state).toBe('proposed');
    refuse(said, {
      type: 'target-seen',
      wave: CANARY,
      cluster: 'a',
      at: at + 2,
      sight: sight(at + 2),
    });
    const seen = take(said, {
      type: 'revision-seen',
      wave: CANARY,
      key,
      cluster: 'a',
      revision: 'r',
      at: at + 3,
    });
    expect(seen).toMatchObject({
      state: 'merged',
      attempts: [
        { movingSince: at + 3, changes: [{ seen: { revision: 'r' } }] },
        {},
      ],
    });
  });

  it('is merged once all of its changes were seen', () => {
    const promotion = begun({
      changesOf: () => [{ path: 'one' }, { path: 'two' }],
    });
    const { promotion: proposed, at } = driven(
      promotion,
      ({ state }) => state === 'proposed',
    );
    const one = take(proposed, nextEvent(proposed, at + 1));
    expect(one.state).toBe('proposed');
    expect(take(one, nextEvent(one, at + 2)).state).toBe('merged');
  });

  describe('gates', () => {
    const judged = (
      promotion: Promotion,
      gates: readonly Gate[],
      at = BEGAN + 50,
    ) =>
      take(promotion, {
        type: 'gates-judged',
        wave: CANARY,
        gates,
        at,
        ...BINDING,
      });
    const approvedBy = (by: string, more: object = {}) =>
      take(begun(), {
        type: 'approved',
        at: BEGAN + 1,
        approval: { ...BINDING, by, at: BEGAN + 1, ...more },
      });

    it.each(['failed', 'unknown', 'waiting'] as const)(
      'hold it up while one is %s',
      status => {
        const promotion = judged(approvedBy('bob'), [gate(status)]);
        expect(promotion).toMatchObject({
          state: 'waiting',
          attempts: [{ judged: { heldUpBy: 'health' } }, {}],
        });
      },
    );

    it('go by its own approvals', () => {
      const given = [gate('passed'), gate('passed', { kind: 'approval' })];
      const held = { attempts: [{ judged: { heldUpBy: 'approval' } }, {}] };
      expect(judged(begun(), given)).toMatchObject(held);
      expect(judged(approvedBy('Ann'), given)).toMatchObject(held);
      expect(
        judged(approvedBy('bob', { commit: OTHER_COMMIT }), given),
      ).toMatchObject(held);
      expect(judged(approvedBy('bob'), given).state).toBe('opening');
    });

    it('go by its own overrides, and never by one of what is unknown', () => {
      const override = {
        ...BINDING,
        gate: 'health' as const,
        wave: CANARY,
        by: 'user:default/dan',
        at: BEGAN + 2,
        reason: 'known',
        seen: ['k'],
      };
      const overridden = take(approvedBy('bob'), {
        type: 'overridden',
        at: BEGAN + 2,
        override,
      });
      expect(judged(overridden, [gate('failed')]).state).toBe('opening');
      expect(judged(overridden, [gate('unknown')]).state).toBe('waiting');
      expect(
        judged(approvedBy('bob'), [gate('failed', { overriddenBy: override })])
          .state,
      ).toBe('waiting');
    });

    it('are those of the plan, and the newest', () => {
      const opened = judged(approvedBy('bob'), [gate('passed')]);
      const event = {
        type: 'gates-judged' as const,
        wave: CANARY,
        gates: [gate('failed')],
        ...BINDING,
      };
      expect(refuse(opened, { ...event, at: BEGAN + 50 })).toMatch(/later/);
      expect(
        refuse(opened, { ...event, at: BEGAN + 60, commit: OTHER_COMMIT }),
      ).toMatch(/another plan/);
      expect(refuse(opened, { ...event, at: BEGAN + 60, wave: REST })).toMatch(
        /wave/,
      );
      expect(take(opened, { ...event, at: BEGAN + 60 }).state).toBe('waiting');
    });

    it('hold up what is proposed, which is merged all the same where it is', () => {
      const { promotion, at } = to('proposed');
      const held = judged(promotion, [gate('failed')], at + 1);
      expect(held.state).toBe('waiting');
      expect(judged(held, [gate('passed')], at + 2).state).toBe('proposed');
      const [{ key }] = held.attempts[0].changes;
      expect(
        take(held, {
          type: 'revision-seen',
          wave: CANARY,
          key,
          cluster: 'a',
          revision: 'r',
          at: at + 2,
        }).state,
      ).toBe('merged');
    });
  });

  it('lets approvals and changes lapse with another plan', () => {
    const { promotion, at } = to('proposed');
    const replanned = take(promotion, {
      type: 'replanned',
      at: at + 1,
      planHash: PLAN.hash,
      commit: OTHER_COMMIT,
    });
    expect(replanned).toMatchObject({ state: 'waiting', attempts: [{}, {}] });
    const judged = take(replanned, {
      type: 'gates-judged',
      wave: CANARY,
      gates: [gate('passed')],
      at: at + 2,
      ...replanned.binding,
    });
    expect(judged.attempts[0].judged?.heldUpBy).toBe('approval');
    const { promotion: again } = driven(
      { ...judged, since: at + 2 },
      each => each.state === 'proposed',
    );
    expect(again.attempts[0].changes).toHaveLength(1);
    expect(again.attempts[0].changes[0].commit).toBe(OTHER_COMMIT);
    const merged = to('merged');
    expect(
      refuse(merged.promotion, {
        type: 'replanned',
        at: merged.at + 1,
        planHash: 'x',
        commit: OTHER_COMMIT,
      }),
    ).toMatch(/moves/);
  });

  it('takes no approval, and no override, of a time to come', () => {
    const given = { ...BINDING, by: 'user:default/bob' };
    const at = BEGAN + 1;
    for (const later of [at + 1, NaN]) {
      const approval = { ...given, at: later };
      expect(refuse(begun(), { type: 'approved', at, approval })).toMatch(
        /time to come/,
      );
      expect(
        refuse(begun(), {
          type: 'overridden',
          at,
          override: {
            ...approval,
            gate: 'health',
            wave: CANARY,
            reason: 'x',
            seen: [],
          },
        }),
      ).toMatch(/time to come/);
    }
  });

  describe('what comes late', () => {
    const other = { planHash: PLAN.hash, commit: OTHER_COMMIT };

    it('is no merge where it was seen before the change was proposed', () => {
      const { promotion } = to('proposed');
      const [{ key, at }] = promotion.attempts[0].changes;
      const event = {
        type: 'revision-seen' as const,
        wave: CANARY,
        key,
        cluster: 'a',
        revision: 'r',
      };
      expect(refuse(promotion, { ...event, at })).toMatch(/before/);
      expect(take(promotion, { ...event, at: at + 1 }).state).toBe('merged');
      const said = { type: 'change-said-to-be-merged' as const, wave: CANARY };
      expect(refuse(promotion, { ...said, key, at })).toMatch(/before/);
    });

    it('is no plan in place of a newer one', () => {
      const { promotion, at } = to('opening');
      const event = { type: 'replanned' as const, ...other };
      expect(refuse(promotion, { ...event, at: BEGAN })).toMatch(/later/);
      const judgedAt = promotion.attempts[0].judged!.at;
      expect(refuse(promotion, { ...event, at: judgedAt - 1 })).toMatch(
        /later/,
      );
      const replanned = take(promotion, { ...event, at: at + 1 });
      expect(replanned.binding).toEqual(other);
      const back = take(replanned, { ...event, at: at + 3, ...BINDING });
      expect(
        refuse(back, {
          type: 'gates-judged',
          wave: CANARY,
          gates: [gate('passed')],
          at: at + 2,
          ...BINDING,
        }),
      ).toMatch(/later/);
    });

    it('is no change in place of a newer one', () => {
      const { promotion, at } = to('proposed');
      const [{ key, at: proposedAt }] = promotion.attempts[0].changes;
      const propose = (after: number, binding = BINDING): PromotionEvent => ({
        type: 'change-proposed',
        wave: CANARY,
        key,
        reference: 'x',
        at: after,
        ...binding,
      });
      let now = take(promotion, { type: 'replanned', at: at + 1, ...other });
      now = take(now, propose(at + 2, other));
      now = take(now, { type: 'replanned', at: at + 3, ...BINDING });
      expect(refuse(now, propose(proposedAt))).toMatch(/later/);
      expect(refuse(now, propose(at + 4, other))).toMatch(/another plan/);
      now = take(now, propose(at + 4));
      expect(now.attempts[0].changes).toMatchObject([{ at: at + 4 }]);
    });

    it('is no other change where one is merged', () => {
      const promotion = begun({
        changesOf: () => [{ path: 'one' }, { path: 'two' }],
      });
      const { promotion: proposed, at } = driven(
        promotion,
        ({ state }) => state === 'proposed',
      );
      const one = take(proposed, nextEvent(proposed, at + 1));
      const [{ key }] = one.attempts[0].changes.filter(({ seen }) => seen);
      const again = take(one, { type: 'replanned', at: at + 2, ...other });
      expect(
        refuse(again, {
          type: 'change-proposed',
          wave: CANARY,
          key,
          reference: 'x',
          at: at + 3,
          ...other,
        }),
      ).toMatch(/merged already/);
    });
  });

  describe('a cluster', () => {
    const merged = to('merged');
    type Look = [after: number, more?: Parameters<typeof sight>[1]];
    const look = (...looks: Look[]) =>
      looks.reduce(
        ({ promotion, at }, [after, more]) => ({
          promotion: transitionPromotion(promotion, {
            type: 'target-seen',
            wave: CANARY,
            cluster: 'a',
            at: at + after,
            sight: sight(at + after, more),
          }).promotion,
          at: at + after,
        }),
        { promotion: merged.promotion, at: merged.at },
      ).promotion.attempts[0];

    it.each([
      ['once it has the release', 'verifying', [[1]]],
      ['before', 'applying', [[1, { hasRelease: 'no' }]]],
      ['where nobody can tell', 'applying', [[1, { hasRelease: 'unknown' }]]],
      ['on its way', 'applying', [[1, { isSettled: false }]]],
      ['out of sync', 'applying', [[1, { sync: 'out-of-sync' }]]],
      ['without a sync', 'applying', [[1, { syncedAt: undefined }]]],
      [
        'synced before the promotion began',
        'applying',
        [[1, { syncedAt: BEGAN - 1 }]],
      ],
      ['synced in a time to come', 'applying', [[1, { syncedAt: 9e9 }]]],
      ['synced at no time', 'applying', [[1, { syncedAt: NaN }]]],
      ['healthy after that', 'soaking', [[1], [1]]],
      ['ill after that', 'verifying', [[1], [1, { health: 'degraded' }]]],
      ['soaked', 'done', [[1], [1], [GAP], [SOAK - GAP]]],
      ['not quite soaked', 'soaking', [[1], [1], [GAP], [SOAK - GAP - 1]]],
      ['not seen for too long', 'soaking', [[1], [1], [GAP + 1], [GAP]]],
      [
        'not current in between',
        'soaking',
        [[1], [1], [50, { isCurrent: false }], [50], [GAP]],
      ],
      [
        'not current at the end',
        'verifying',
        [[1], [1], [80], [50, { isCurrent: false }]],
      ],
      [
        'ill in between',
        'soaking',
        [[1], [1], [50, { health: 'progressing' }], [50], [GAP]],
      ],
      [
        'with something else in between',
        'verifying',
        [[1], [1], [50, { hasRelease: 'no' }], [50]],
      ],
    ] as [string, PromotionState, Look[]][])('%s: %s', (_, state, looks) => {
      expect(look(...looks).state).toBe(state);
    });

    it('that is not seen any more holds up the others', () => {
      const { promotion, at } = driven(
        begun(),
        each =>
          each.attempts[1].movingSince !== undefined &&
          each.state === 'soaking',
      );
      let now = promotion;
      const see = (cluster: string, after: number) => {
        now = take(now, {
          type: 'target-seen',
          wave: REST,
          cluster,
          at: at + after,
          sight: sight(at + after),
        });
      };
      // c soaks, and is not looked at any more while b does.
      see('b', 50);
      see('c', 60);
      const ill = { health: 'progressing' as const };
      now = take(now, {
        type: 'target-seen',
        wave: REST,
        cluster: 'b',
        at: at + 101,
        sight: sight(at + 101, ill),
      });
      see('c', 120);
      const [b, c] = now.attempts[1].targets;
      expect([b.soakedAt, c.soakedAt]).toEqual([undefined, at + 120]);
      for (const after of [150, 200, 260]) see('b', after);
      expect(now.state).toBe('soaking');
      // A gap in looking is a gap in being healthy.
      see('c', 261);
      expect(now.state).toBe('soaking');
      for (const after of [310, 360]) see('b', after);
      see('c', 340);
      expect(now.state).toBe('soaking');
      see('c', 361);
      expect(now.state).toBe('done');
    });
  });

  it('fails where an engine gives up, or it takes too long', () => {
    const { promotion, at } = to('merged');
    const failed = take(promotion, {
      type: 'target-failed',
      wave: CANARY,
      cluster: 'a',
      at: at + 1,
      reason: 'hook failed',
    });
    expect(failed).toMatchObject({
      state: 'failed',
      because: 'a: hook failed',
    });
    refuse(promotion, { type: 'time-passed', at: at + 4999 });
    expect(take(promotion, { type: 'time-passed', at: at + 5000 }).state).toBe(
      'failed',
    );
  });

  it('expires where nothing moves', () => {
    refuse(begun(), { type: 'time-passed', at: BEGAN + 8999 });
    expect(take(begun(), { type: 'time-passed', at: BEGAN + 9000 }).state).toBe(
      'expired',
    );
  });

  it('is superseded by another release only', () => {
    const at = BEGAN + 1;
    refuse(begun(), { type: 'superseded', at, release: begun().release });
    expect(
      take(begun(), { type: 'superseded', at, release: 'release1:x' }).state,
    ).toBe('superseded');
  });

  describe('taken back', () => {
    const ask = (at: number): PromotionEvent => ({
      type: 'rollback-asked',
      at,
      by: 'user:default/dan',
      reason: 'slow',
    });
    const back = (
      cluster: string,
      wave: string,
      at: number,
      more = {},
    ): PromotionEvent => ({
      type: 'target-seen',
      cluster,
      wave,
      at,
      sight: sight(at, { hasRelease: 'no', hasBefore: 'yes', ...more }),
    });

    it('is rolled back once all clusters have what they had', () => {
      const { promotion, at } = driven(
        begun(),
        each => each.attempts[1].movingSince !== undefined,
      );
      let now = take(promotion, ask(at + 1));
      expect(now).toMatchObject({
        state: 'stopped',
        rollback: { askedAt: at + 1 },
      });
      now = take(now, back('a', CANARY, at + 2));
      now = take(now, back('b', REST, at + 3));
      now = take(now, back('c', REST, at + 4, { syncedAt: at }));
      expect(now.state).toBe('stopped');
      now = take(now, back('c', REST, at + 5, { isCurrent: false }));
      expect(now.state).toBe('stopped');
      now = take(now, back('c', REST, at + 6));
      expect(now.state).toBe('rolled-back');
      expect(refuse(now, back('c', REST, at + 7))).toMatch(/ended/);
    });

    it.each(['done', 'failed', 'stopped'] as const)('after it is %s', state => {
      const { promotion, at } = state === 'done' ? to('done') : to('merged');
      const end: Record<string, PromotionEvent> = {
        failed: {
          type: 'target-failed',
          wave: CANARY,
          cluster: 'a',
          at: at + 1,
          reason: 'x',
        },
        stopped: { type: 'stopped', by: 'dan', reason: 'x', at: at + 1 },
      };
      const ended = end[state] ? take(promotion, end[state]) : promotion;
      expect(ended.state).toBe(state);
      const asked = take(ended, ask(at + 2));
      expect(asked.state).toBe(state);
      const seen = ['a', 'b', 'c'].reduce(
        (now, cluster, index) =>
          transitionPromotion(
            now,
            back(cluster, cluster === 'a' ? CANARY : REST, at + 3 + index),
          ).promotion,
        asked,
      );
      expect(seen.state).toBe('rolled-back');
    });

    it('is nothing where nothing was brought', () => {
      expect(refuse(begun(), ask(BEGAN + 1))).toMatch(/nothing/);
    });
  });

  describe('an end', () => {
    const at = 90_000;
    const { promotion: merged } = to('merged');
    const ends: Record<string, Promotion> = {
      done: to('done').promotion,
      failed: take(merged, { type: 'time-passed', at }),
      stopped: take(merged, { type: 'stopped', by: 'dan', reason: '', at }),
      superseded: take(merged, { type: 'superseded', release: 'x', at }),
      expired: take(begun(), { type: 'time-passed', at }),
    };

    it.each(Object.keys(ends))('leads nowhere: %s', state => {
      const ended = ends[state];
      expect(ended.state).toBe(state);
      expect(ENDED_PROMOTION_STATES).toContain(state);
      const later = at + 1;
      const { key = 'k' } = ended.attempts[0].changes[0] ?? {};
      const wave = CANARY;
      const events: PromotionEvent[] = [
        {
          type: 'approved',
          at: later,
          approval: { ...BINDING, by: 'eve', at: later },
        },
        { type: 'gates-judged', at: later, wave, gates: [], ...BINDING },
        { type: 'replanned', at: later, planHash: 'x', commit: 'y' },
        {
          type: 'change-proposed',
          at: later,
          wave,
          key,
          reference: 'x',
          ...BINDING,
        },
        { type: 'change-said-to-be-merged', at: later, wave, key },
        {
          type: 'revision-seen',
          at: later,
          wave,
          key,
          cluster: 'a',
          revision: 'r',
        },
        { type: 'target-seen', at: later, wave, cluster: 'a', sight: sight(1) },
        { type: 'target-failed', at: later, wave, cluster: 'a', reason: 'x' },
        { type: 'time-passed', at: later * 9 },
        { type: 'superseded', at: later, release: 'y' },
        { type: 'stopped', at: later, by: 'dan', reason: 'x' },
      ];
      events.forEach(event => refuse(ended, event));
    });
  });

  it.each([
    { at: NaN, type: 'time-passed' },
    { at: Infinity, type: 'time-passed' },
    { at: BEGAN - 1, type: 'stopped', by: 'dan', reason: 'x' },
    { at: BEGAN + 1, type: 'stopped', by: '', reason: 'x' },
    { at: BEGAN + 1, type: 'nonsense' },
  ] as PromotionEvent[])('refuses %j', event => {
    expect(refuse(begun(), event)).not.toBe('');
  });
});

describe('runsOnTarget', () => {
  const items = PLAN.items.filter(({ cluster }) => cluster === 'a');
  const runs = (images: Parameters<typeof instance>[1], more = {}) =>
    runsOnTarget(items, [instance('a', images, more)], true);

  it.each([
    ['the release', [image('r/cart:2@n')], 'yes', 'no'],
    ['the release from elsewhere', [image('mirror/cart@n')], 'yes', 'no'],
    [
      'the release by its tag',
      [image('r/cart:2', { runningDigests: [digest('n')] })],
      'yes',
      'no',
    ],
    ['its tag alone', [image('r/cart:2')], 'no', 'no'],
    ['what was there', [image('r/cart:1@o')], 'no', 'yes'],
    ['something else', [image('r/cart:3@x')], 'no', 'no'],
    [
      'more than that',
      [image('r/cart:2@n'), image('x@x', { container: 'x' })],
      'no',
      'no',
    ],
    ['nothing', [], 'no', 'no'],
  ] as const)('tells of %s', (_, images, hasRelease, hasBefore) => {
    expect(runs(images)).toEqual({
      isCurrent: true,
      isSettled: true,
      hasRelease,
      hasBefore,
    });
  });

  it('knows nothing of what is not current', () => {
    const unknown = { isCurrent: false, hasRelease: 'unknown' };
    expect(runs([image('r/cart:2@n')], { isCurrent: false })).toMatchObject(
      unknown,
    );
    expect(runsOnTarget(items, [], false)).toMatchObject(unknown);
    expect(runsOnTarget([], [], true)).toMatchObject({
      hasRelease: 'unknown',
      hasBefore: 'unknown',
    });
  });

  it('takes what is gone for what was there where it is new', () => {
    const [item] = items;
    const isNew = {
      ...item,
      images: item.images.map(({ from: _, ...each }) => each),
    };
    expect(runsOnTarget([isNew], [], true)).toMatchObject({
      hasRelease: 'no',
      hasBefore: 'yes',
    });
  });
});
