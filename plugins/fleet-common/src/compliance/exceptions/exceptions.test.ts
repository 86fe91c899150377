import { forSeeds } from '../__testUtils__/units';
import { complianceSettingsSchema } from '../settings';
import { COMPLIANCE_SEVERITIES } from '../units/results';
import { approvalsNeeded, canApprove, validApprovals } from './approvals';
import { engineExceptionAlert } from './engineExceptionAlert';
import { exceptionDebt } from './exceptionDebt';
import { exceptionStateOf } from './exceptionStateOf';
import type { LedgerException } from './LedgerException';

const DAY = 24 * 60 * 60 * 1000;
const JANE = 'user:default/jane';
const JOHN = 'user:default/john';
const RITA = 'user:default/rita';

const exception = (other: Partial<LedgerException> = {}): LedgerException => ({
  id: 'e-1',
  policies: [{ engine: 'kyverno', policy: 'require-limits' }],
  severity: 'high',
  requestedBy: RITA,
  requestedAt: 0,
  approvals: [{ by: JANE, at: 1 * DAY }],
  expiresAt: 100 * DAY,
  ...other,
});
const stateAt = (at: number, other: Partial<LedgerException> = {}) =>
  exceptionStateOf(exception(other), at).state;

describe('exceptionStateOf', () => {
  it('goes from a request to its end', () => {
    const starts = { startsAt: 10 * DAY };
    expect(stateAt(0, starts)).toBe('requested');
    expect(stateAt(1 * DAY, starts)).toBe('approved');
    expect(stateAt(10 * DAY - 1, starts)).toBe('approved');
    expect(stateAt(10 * DAY, starts)).toBe('active');
    expect(stateAt(86 * DAY - 1, starts)).toBe('active');
    expect(stateAt(86 * DAY, starts)).toBe('expiring');
    expect(stateAt(100 * DAY - 1, starts)).toBe('expiring');
    expect(stateAt(100 * DAY, starts)).toBe('expired');
  });

  it.each([
    [14 * DAY, 14],
    [7 * DAY + 1, 14],
    [7 * DAY, 7],
    [1 * DAY + 1, 7],
    [1 * DAY, 1],
    [1, 1],
  ])('expires, %s ms before its end, within %s days', (left, withinDays) => {
    expect(exceptionStateOf(exception(), 100 * DAY - left)).toEqual({
      state: 'expiring',
      withinDays,
      inForceSince: 1 * DAY,
    });
  });

  it('expires within the days that are configured, in any order', () => {
    const settings = complianceSettingsSchema.parse({
      exceptions: { expiringWithinDays: [3, 30] },
    });
    const at = (left: number) =>
      exceptionStateOf(exception(), 100 * DAY - left * DAY, settings);
    expect(at(31).state).toBe('active');
    expect(at(30).withinDays).toBe(30);
    expect(at(3).withinDays).toBe(3);
  });

  it('is expired, and never was in force, where nobody approved in time', () => {
    expect(stateAt(50 * DAY, { approvals: [] })).toBe('requested');
    expect(stateAt(100 * DAY, { approvals: [] })).toBe('expired');
  });

  it('is withdrawn whatever else it is, and from then on', () => {
    const withdrawn = { withdrawnAt: 20 * DAY, renewedAt: 15 * DAY };
    expect(stateAt(15 * DAY - 1, withdrawn)).toBe('active');
    expect(stateAt(15 * DAY, withdrawn)).toBe('renewed');
    expect(stateAt(20 * DAY, withdrawn)).toBe('withdrawn');
    expect(stateAt(200 * DAY, withdrawn)).toBe('withdrawn');
  });

  it('is renewed also after its end', () => {
    expect(stateAt(200 * DAY, { renewedAt: 99 * DAY })).toBe('renewed');
  });

  it('never is in force without an end', () => {
    expect(stateAt(50 * DAY, { expiresAt: NaN })).toBe('expired');
  });

  it.each([
    ['critical', 2],
    ['unknown', 2],
    ['high', 1],
    ['info', 1],
  ] as const)('of %s is in force once %s have approved', (severity, needed) => {
    const approvals = [JANE, JOHN].map((by, index) => ({
      by,
      at: index * DAY,
    }));
    const states = [0, 1, 2].map(many =>
      stateAt(5 * DAY, { severity, approvals: approvals.slice(0, many) }),
    );
    expect(states.filter(state => state === 'requested')).toHaveLength(needed);
    expect(states[2]).toBe('active');
  });

  it('is in force from the last approval on that it needs', () => {
    const two = {
      severity: 'critical' as const,
      approvals: [
        { by: JOHN, at: 9 * DAY },
        { by: JANE, at: 4 * DAY },
      ],
    };
    expect(stateAt(9 * DAY - 1, two)).toBe('requested');
    expect(exceptionStateOf(exception(two), 9 * DAY)).toEqual({
      state: 'active',
      inForceSince: 9 * DAY,
    });
  });

  it('always has one state, and none before the approvals that it needs', () => {
    forSeeds(300, random => {
      const time = () => random.below(100) * DAY;
      const severity = random.of(COMPLIANCE_SEVERITIES);
      const each = exception({
        severity,
        requestedAt: time(),
        expiresAt: time(),
        approvals: Array.from({ length: random.below(4) }, () => ({
          by: random.of([JANE, JOHN, RITA, 'User:Default/Jane']),
          at: time(),
        })),
        ...(random.chance(0.3) && { startsAt: time() }),
        ...(random.chance(0.3) && { changedAt: time() }),
      });
      const at = time();
      const { state, inForceSince } = exceptionStateOf(each, at);
      const isInForce = ['active', 'expiring'].includes(state);
      expect(inForceSince !== undefined).toBe(isInForce);
      const people = new Set(
        each.approvals
          .filter(({ by, at: when }) => {
            const since = Math.max(each.requestedAt, each.changedAt ?? 0);
            return by !== RITA && when >= since && when <= at;
          })
          .map(({ by }) => by.toLowerCase()),
      );
      const isEnough = people.size >= approvalsNeeded(severity);
      expect(isInForce && !isEnough).toBe(false);
      expect(state === 'requested' && isEnough).toBe(false);
      expect(isInForce && at >= each.expiresAt).toBe(false);
    });
  });
});

describe('approvals', () => {
  it('need two for what is critical, and for what nobody knows', () => {
    expect(
      COMPLIANCE_SEVERITIES.map(severity => approvalsNeeded(severity)),
    ).toEqual([2, 1, 1, 1, 1, 2]);
    const settings = complianceSettingsSchema.parse({
      exceptions: { approvals: { low: 3 } },
    });
    expect(approvalsNeeded('low', settings)).toBe(3);
  });

  it('are of other people than the requester, each once, of what is asked for now', () => {
    const approvals = [
      { by: JANE, at: 1 },
      { by: RITA, at: 12 },
      { by: ' USER:default/Rita', at: 12 },
      { by: JOHN, at: 14 },
      { by: JOHN.toUpperCase(), at: 13 },
      { by: ' ', at: 13 },
      { by: 'user:default/later', at: 21 },
    ];
    expect(
      validApprovals(
        exception({ approvals, requestedAt: 0, changedAt: 10 }),
        20,
      ),
    ).toEqual([{ by: JOHN.toUpperCase(), at: 13 }]);
    // An approval from before the request is none of it, either.
    expect(
      validApprovals(
        exception({ approvals, requestedAt: 10, changedAt: 0 }),
        20,
      ),
    ).toHaveLength(1);
  });

  it.each([
    ['withdrawn', JANE, { withdrawnAt: 5 }],
    ['renewed', JANE, { renewedAt: 5 }],
    ['expired', JANE, { expiresAt: 5 }],
    ['nobody', ' ', {}],
    ['is-requester', 'user:default/RITA', {}],
    ['has-approved', 'user:default/Jane', { approvals: [{ by: JANE, at: 1 }] }],
    [
      'not-needed',
      'user:default/max',
      {
        approvals: [
          { by: JANE, at: 1 },
          { by: JOHN, at: 2 },
        ],
      },
    ],
  ] as const)('are refused: %s', (because, who, other) => {
    const critical = exception({
      severity: 'critical',
      approvals: [],
      ...other,
    });
    expect(canApprove(critical, who, 5)).toEqual({ allowed: false, because });
  });

  it('of one person are one, also where no other is needed', () => {
    const approved = exception({ approvals: [{ by: JANE, at: 1 }] });
    expect(canApprove(approved, JANE, 5)).toMatchObject({
      because: 'has-approved',
    });
    expect(canApprove(approved, JOHN, 5)).toMatchObject({
      because: 'not-needed',
    });
  });

  it('are given by who may', () => {
    const critical = exception({
      severity: 'critical',
      approvals: [{ by: JANE, at: 1 }],
    });
    expect(canApprove(critical, JOHN, 5)).toEqual({ allowed: true });
    // Hers was of what it asked for then.
    expect(canApprove({ ...critical, changedAt: 3 }, JANE, 5)).toEqual({
      allowed: true,
    });
  });

  it('of whoever may approve count, until there are enough', () => {
    forSeeds(100, random => {
      let each = exception({
        severity: random.of(COMPLIANCE_SEVERITIES),
        approvals: [],
      });
      for (let at = 1; at <= 6; at += 1) {
        const by = random.of([JANE, JOHN, RITA, 'user:default/max']);
        const before = validApprovals(each, at).length;
        const { allowed } = canApprove(each, by, at);
        each = { ...each, approvals: [...each.approvals, { by, at }] };
        const isMore = validApprovals(each, at).length > before;
        const isEnough = before >= approvalsNeeded(each.severity);
        expect(allowed).toBe(isMore && !isEnough);
      }
    });
  });
});

describe('exceptionDebt', () => {
  const chain = [
    exception({ id: 'first', renewedAt: 60 * DAY }),
    exception({
      id: 'second',
      renews: 'first',
      requestedAt: 50 * DAY,
      approvals: [{ by: JANE, at: 60 * DAY }],
      expiresAt: 200 * DAY,
    }),
  ];

  it('is weight and days since it was first waived', () => {
    expect(exceptionDebt([exception()], 11 * DAY)).toEqual({
      inForce: 1,
      renewals: 0,
      weight: 5,
      weightDays: 50,
    });
  });

  it('goes on where an exception is renewed, and counts it once', () => {
    expect(exceptionDebt(chain, 59 * DAY)).toMatchObject({
      inForce: 1,
      renewals: 0,
    });
    expect(exceptionDebt(chain, 101 * DAY)).toEqual({
      inForce: 1,
      renewals: 1,
      weight: 5,
      weightDays: 500,
    });
  });

  it('is of what is in force alone', () => {
    const others = [
      exception({ approvals: [] }),
      exception({ expiresAt: 5 * DAY }),
      exception({ withdrawnAt: 5 * DAY }),
      exception({ startsAt: 50 * DAY }),
    ];
    expect(exceptionDebt(others, 20 * DAY)).toEqual({
      inForce: 0,
      renewals: 0,
      weight: 0,
      weightDays: 0,
    });
  });

  it('begins with what was in force: a request that nobody approved put off nothing', () => {
    const [first, second] = chain;
    const never = { ...first, approvals: [] };
    expect(exceptionDebt([never, second], 70 * DAY).weightDays).toBe(50);
    // One whose predecessor is not there any more begins with itself.
    expect(exceptionDebt([second], 70 * DAY).weightDays).toBe(50);
  });

  it('ends where exceptions follow each other in a ring', () => {
    const ring = [
      exception({ id: 'a', renews: 'b' }),
      exception({ id: 'b', renews: 'a', renewedAt: 2 * DAY }),
      exception({ id: 'c', renews: 'c' }),
    ];
    expect(exceptionDebt(ring, 11 * DAY)).toMatchObject({
      inForce: 2,
      weightDays: 100,
    });
  });

  it('is the sum of the debts of chains that have nothing in common', () => {
    const two = exception({
      id: 'two',
      severity: 'critical',
      approvals: [
        { by: JANE, at: 0 },
        { by: JOHN, at: 0 },
      ],
    });
    const at = 80 * DAY;
    const together = exceptionDebt([...chain, two], at);
    const apart = [exceptionDebt(chain, at), exceptionDebt([two], at)];
    expect(together.weight).toBe(apart[0].weight + apart[1].weight);
    expect(together.weightDays).toBe(apart[0].weightDays + apart[1].weightDays);
  });
});

describe('engineExceptionAlert', () => {
  const expiresAt = '2026-11-29T12:00:00Z';
  const end = Date.parse(expiresAt);
  const sight = (
    present: boolean,
    current: boolean,
    count: number = 0,
    isCurrent: boolean = false,
  ) => ({
    object: { present, current },
    results: { count, current: isCurrent },
  });

  it.each([
    ['is there', sight(true, true), { evidence: 'object', confirmed: true }],
    [
      'was there last',
      sight(true, false),
      { evidence: 'object', confirmed: false },
    ],
    [
      'exempts something',
      sight(true, true, 3, true),
      { evidence: 'results', confirmed: true },
    ],
    [
      'is gone and exempts something all the same',
      sight(false, true, 3, true),
      { evidence: 'results', confirmed: true },
    ],
    [
      'exempted something when that was last seen',
      sight(false, false, 3),
      { evidence: 'results', confirmed: false },
    ],
    [
      'is there, whatever old results say',
      sight(true, true, 3),
      { evidence: 'object', confirmed: true },
    ],
  ])('tells of one whose end is over that %s', (_, seen, expected) => {
    expect(engineExceptionAlert({ expiresAt }, seen, end + 5)).toEqual({
      expiredAt: end,
      overdueMs: 5,
      ...expected,
    });
  });

  it.each([
    ['that is proven to be gone', expiresAt, sight(false, true, 3)],
    ['of which nothing is known', expiresAt, sight(false, false)],
    ['without an end', undefined, sight(true, true, 3, true)],
    ['with an end that is no time', 'soon', sight(true, true, 3, true)],
  ])('tells of none %s', (_, expires, seen) => {
    const fact = expires === undefined ? {} : { expiresAt: expires };
    expect(engineExceptionAlert(fact, seen, end + 5)).toBeUndefined();
  });

  it('tells of it from its end on', () => {
    const alert = (at: number) =>
      engineExceptionAlert({ expiresAt }, sight(true, true), at);
    expect(alert(end - 1)).toBeUndefined();
    expect(alert(end)).toMatchObject({ overdueMs: 0 });
  });
});
