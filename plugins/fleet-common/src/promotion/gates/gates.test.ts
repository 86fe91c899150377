import fc from 'fast-check';
import { COMMIT, OTHER_COMMIT } from '../__testUtils__/world';
import type { PromotionVerdict } from '../../cost';
import { DRIFT_CLASSES } from '../../drift/classes/driftClass';
import { alertsGate } from './alertsGate';
import { approvalGate } from './approvalGate';
import { capacityGate } from './capacityGate';
import { costGate } from './costGate';
import { driftGate } from './driftGate';
import { freezeGate, type FreezeGateFact } from './freezeGate';
import {
  type Gate,
  GATE_KINDS,
  GATE_STATUSES,
  type GateOverride,
} from './Gate';
import type { GateFact } from './GateFact';
import { type HealthFact, healthGate } from './healthGate';
import { isOpen, opens } from './opens';
import { heldUpBy, overrideGate } from './overrideGate';
import { policyGate } from './policyGate';
import { preflightGate, type PreflightFact } from './preflightGate';
import { upstreamStageGate } from './upstreamStageGate';

const AT = 1_000_000;
const HOUR = 3_600_000;

const known = <T>(value: T, confirmedAt = AT) => ({
  known: value,
  confirmedAt,
});

/** Facts of clusters `a`, `b`, …, in order; none for `undefined`. */
function of<T>(...facts: (GateFact<T> | undefined)[]) {
  const targets = facts.map((_, index) => 'abcdef'[index]);
  return {
    at: AT,
    targets,
    facts: new Map(
      facts.flatMap((fact, index) =>
        fact ? [[targets[index], fact] as const] : [],
      ),
    ),
  };
}

const GOOD = {
  health: known<HealthFact>({ health: 'healthy', since: 5 }),
  policy: known({
    results: [
      {
        engine: 'kyverno',
        policy: 'p',
        result: 'pass' as const,
        severity: 'high' as const,
      },
    ],
    expected: [],
  }),
  drift: known({ episodes: [] }),
  alerts: known({ firing: [] }),
  capacity: known({ resources: [{ resource: 'cpu', needed: 1, free: 1 }] }),
  freeze: known<FreezeGateFact>({ isOpen: true, message: 'w' }),
  preflight: known<PreflightFact>({
    checks: [{ kind: 'quota', status: 'passed', reason: 'there is room' }],
  }),
};

const preflightOf = (facts: Parameters<typeof preflightGate>[0]) =>
  preflightGate(facts, ['quota']);

describe.each([
  ['health', healthGate, GOOD.health],
  ['policy', policyGate, GOOD.policy],
  ['drift-free', driftGate, GOOD.drift],
  ['alerts', alertsGate, GOOD.alerts],
  ['capacity', capacityGate, GOOD.capacity],
  ['freeze', freezeGate, GOOD.freeze],
  ['preflight', preflightOf, GOOD.preflight],
])('the gate %s', (kind, judge, good) => {
  const gateOf = (...facts: (GateFact<any> | undefined)[]) =>
    (judge as (options: any) => Gate)(of(...facts));

  it('passes where all is known and good', () => {
    expect(gateOf(good, good)).toMatchObject({
      kind,
      status: 'passed',
      overridable: false,
    });
    expect(gateOf(good, good).evidence.map(each => each.cluster)).toEqual([
      'a',
      'b',
    ]);
  });

  it.each([
    ['nothing', []],
    ['a cluster that was never evaluated', [good, undefined]],
    ['a cluster that was not reached', [good, { unknown: 'unreachable' }]],
    ['a stale cluster', [good, { ...good, confirmedAt: AT - 90_001 }]],
    ['a time that is none', [good, { ...good, confirmedAt: NaN }]],
    ['a time without end', [good, { ...good, confirmedAt: Infinity }]],
  ])('is unknown of %s', (_, facts) => {
    const gate = gateOf(...facts);
    expect(gate).toMatchObject({ status: 'unknown', overridable: false });
    expect(isOpen(gate)).toBe(false);
  });

  it('counts what was confirmed just now, by a clock that is ahead', () => {
    expect(gateOf({ ...good, confirmedAt: AT + 5 }).status).toBe('passed');
    expect(gateOf({ ...good, confirmedAt: AT - 90_000 }).status).toBe('passed');
  });
});

describe('preflightGate', () => {
  const checked = (
    kind: string,
    status: 'passed' | 'failed' | 'unknown' | 'not-applicable',
    reason = 'so',
  ) => known<PreflightFact>({ checks: [{ kind, status, reason }] });

  it.each(['passed', 'failed', 'unknown', 'not-applicable'] as const)(
    'is %s by what was answered',
    status => {
      expect(preflightOf(of(checked('quota', status))).status).toBe(status);
    },
  );

  it('is unknown of a check that was not looked at, whatever others say', () => {
    expect(preflightOf(of(checked('admission', 'passed')))).toMatchObject({
      status: 'unknown',
      evidence: [{ text: 'quota: was not looked at' }],
    });
  });

  it('passes over checks that nobody asks for', () => {
    const fact = known<PreflightFact>({
      checks: [
        { kind: 'quota', status: 'passed', reason: 'so' },
        { kind: 'references', status: 'unknown', reason: 'not allowed' },
      ],
    });
    expect(preflightOf(of(fact))).toMatchObject({
      status: 'passed',
      evidence: [{ text: 'quota: so' }],
    });
  });

  it('waits until a cluster was asked, and nobody goes on before', () => {
    const gate = preflightOf(
      of(GOOD.preflight, known<PreflightFact>('to-be-asked')),
    );
    expect(gate).toMatchObject({ status: 'waiting', overridable: false });
    expect(isOpen(gate)).toBe(false);
    expect(opens([gate], ['preflight']).next.what).toBe('by-itself');
  });

  it('can be overridden for as long as the same is wrong', () => {
    const keyOf = (reason: string) =>
      preflightOf(of(checked('quota', 'failed', reason))).evidence[0].key;
    expect(
      preflightOf(of(checked('quota', 'failed', 'no room'))).overridable,
    ).toBe(true);
    expect(keyOf('no room')).toBe(keyOf('no room'));
    expect(keyOf('no room')).not.toBe(keyOf('no quota is readable'));
  });
});

describe('healthGate', () => {
  it.each([
    ['healthy', 'passed'],
    ['suspended', 'failed'],
    ['progressing', 'waiting'],
    ['unknown', 'unknown'],
    ['missing', 'failed'],
    ['degraded', 'failed'],
  ] as const)('%s is %s', (health, status) => {
    const gate = healthGate(
      of(GOOD.health, known<HealthFact>({ health, since: 7 })),
    );
    expect(gate.status).toBe(status);
    expect(gate.since).toBe(7);
  });

  it('does not apply where the component is new', () => {
    expect(healthGate(of(known<HealthFact>('new'))).status).toBe(
      'not-applicable',
    );
    expect(healthGate(of(known<HealthFact>('new'), GOOD.health)).status).toBe(
      'passed',
    );
  });

  it('says of how many', () => {
    const bad = known<HealthFact>({ health: 'degraded' });
    expect(healthGate(of(bad, GOOD.health, bad)).reason).toBe(
      'not as it has to be for 2 of 3 clusters (a, c): is degraded',
    );
    expect(
      healthGate(of<HealthFact>(bad, { unknown: 'was not reached' })).status,
    ).toBe('failed');
  });

  it('takes a health that nobody knows for unknown', () => {
    expect(healthGate(of(known({ health: 'fine' as any }))).status).toBe(
      'unknown',
    );
  });
});

describe('upstreamStageGate', () => {
  const stage = (...facts: Parameters<typeof of>) => ({
    name: 'staging',
    clusters: of(...facts).targets.map(cluster => ({ cluster, soakMs: 100 })),
    facts: of(...facts).facts as any,
  });
  const soaked = known({ release: 'same', healthySince: AT - 100 });

  it.each([
    ['passed', [soaked, known({ release: 'same', healthySince: AT - 300 })]],
    ['waiting', [soaked, known({ release: 'same', healthySince: AT - 99 })]],
    ['waiting', [soaked, known({ release: 'same' })]],
    ['waiting', [soaked, known({ release: 'different', healthySince: 1 })]],
    ['unknown', [soaked, known({ release: 'unknown', healthySince: 1 })]],
    ['unknown', [soaked, known({ release: 'same', healthySince: NaN })]],
    ['unknown', [soaked, undefined]],
    ['unknown', [soaked, known({ release: 'same', healthySince: 1 }, 0)]],
    ['unknown', []],
  ])('is %s', (status, facts) => {
    expect(
      upstreamStageGate({ at: AT, stages: [stage(...facts)] }).status,
    ).toBe(status);
  });

  it('is unknown where nobody knows who is in the stage, whatever else is known', () => {
    expect(
      upstreamStageGate({
        at: AT,
        stages: [
          stage(soaked),
          { ...stage(soaked), unknown: 'the hub fell silent' },
        ],
      }),
    ).toMatchObject({
      status: 'unknown',
      overridable: false,
      reason: expect.stringContaining('the hub fell silent'),
    });
  });

  it('says since when, and until when', () => {
    expect(
      upstreamStageGate({
        at: AT,
        stages: [
          stage(soaked),
          stage(known({ release: 'same', healthySince: 7 })),
        ],
      }),
    ).toMatchObject({ since: AT });
    expect(
      upstreamStageGate({
        at: AT,
        stages: [
          stage(
            known({ release: 'same', healthySince: AT - 1 }),
            known({ release: 'same', healthySince: AT - 5 }),
          ),
        ],
      }),
    ).toMatchObject({ status: 'waiting', until: AT + 99 });
    expect(
      upstreamStageGate({
        at: AT,
        stages: [
          stage(
            known({ release: 'same', healthySince: AT - 1 }),
            known({ release: 'different' }),
          ),
        ],
      }),
    ).not.toHaveProperty('until');
  });

  it('does not apply to the first stage', () => {
    expect(upstreamStageGate({ at: AT, stages: [] }).status).toBe(
      'not-applicable',
    );
  });
});

describe('policyGate', () => {
  const result = (value: string, severity = 'high') =>
    known({
      results: [
        ...GOOD.policy.known.results,
        { engine: 'kyverno', policy: 'q', result: value, severity },
      ],
      expected: [{ engine: 'kyverno', policy: 'q' }],
    } as any);

  it.each([
    ['pass', 'high', 'passed'],
    ['fail', 'critical', 'failed'],
    ['fail', 'high', 'failed'],
    ['fail', 'unknown', 'failed'],
    ['fail', 'medium', 'passed'],
    ['warn', 'critical', 'passed'],
    ['exempt', 'critical', 'passed'],
    ['skip', 'critical', 'passed'],
    ['error', 'low', 'unknown'],
    ['not-evaluated', 'low', 'unknown'],
    ['fine', 'low', 'unknown'],
  ])('%s of %s is %s', (value, severity, status) => {
    const gate = policyGate(of(result(value, severity)));
    expect(gate.status).toBe(status);
    expect(gate.overridable).toBe(false);
  });

  it('is unknown where an expected policy was not evaluated', () => {
    const fact = known({
      ...GOOD.policy.known,
      expected: [{ engine: 'kyverno', policy: 'r' }],
    });
    expect(policyGate(of(fact)).status).toBe('unknown');
    expect(policyGate(of(known({ results: [], expected: [] }))).status).toBe(
      'unknown',
    );
  });
});

describe('driftGate', () => {
  const episode = (more: object) =>
    known({
      episodes: [
        { resource: 'Deployment x', firstObservedAt: 3, ...more } as any,
      ],
    });
  const EXPECTED = {
    human: 'failed',
    missing: 'failed',
    extra: 'failed',
    'failed-apply': 'failed',
    unattributed: 'unknown',
    behind: 'waiting',
    controller: 'passed',
    admission: 'passed',
    defaulting: 'passed',
  };

  it.each(DRIFT_CLASSES)('judges %s', driftClass => {
    const gate = driftGate(of(episode({ class: driftClass })));
    expect(gate).toMatchObject({ status: EXPECTED[driftClass], since: 3 });
    expect(
      driftGate(of(episode({ class: driftClass, isCovered: true }))).status,
    ).toBe('passed');
    expect(
      driftGate(of(episode({ class: driftClass, isUnconfirmed: true }))).status,
    ).toBe('unknown');
  });
});

describe('alertsGate', () => {
  it.each([
    ['critical', 'failed'],
    ['unknown', 'failed'],
    ['medium', 'passed'],
  ] as const)('%s is %s', (severity, status) => {
    const fact = known({ firing: [{ name: 'Slow', severity }] });
    expect(alertsGate(of(fact)).status).toBe(status);
  });

  it.each([
    [[], 'unknown'],
    [[{ name: 'Slow', severity: 'medium' }], 'unknown'],
    [[{ name: 'Down', severity: 'critical' }], 'failed'],
  ] as const)(
    'does not know what else fires where not all is seen',
    (firing, status) => {
      const fact = known({ firing, unseen: 'not all of them are known' });
      expect(alertsGate(of(fact)).status).toBe(status);
    },
  );
});

describe('capacityGate', () => {
  it.each([
    [1, 1, 'passed'],
    [2, 1, 'failed'],
    [undefined, 1, 'unknown'],
    [1, undefined, 'unknown'],
    [NaN, 1, 'unknown'],
  ])('%p of %p is %s', (needed, free, status) => {
    const resource = { resource: 'cpu', needed, free } as any;
    expect(capacityGate(of(known({ resources: [resource] }))).status).toBe(
      status,
    );
  });

  it.each([
    [2, 2, 5, 'passed'],
    [3, 2, 5, 'unknown'],
    [6, 2, 5, 'failed'],
    [6, undefined, 5, 'failed'],
    [5, undefined, 5, 'unknown'],
    [0, undefined, Infinity, 'unknown'],
    [3, 2, Infinity, 'unknown'],
    [3, 2, NaN, 'unknown'],
  ])(
    'of %p, where %p is surely free and %p at most, it is %s',
    (needed, free, freeAtMost, status) => {
      const resource = { resource: 'cpu', needed, free, freeAtMost } as any;
      expect(capacityGate(of(known({ resources: [resource] }))).status).toBe(
        status,
      );
    },
  );

  it('is unknown of no resource', () => {
    expect(capacityGate(of(known({ resources: [] }))).status).toBe('unknown');
  });

  it('says how much is missing, by what, and why more may not be for it', () => {
    const memory = { resource: 'memory', needed: 3 * 1024 ** 3, by: 'nodes' };
    const textsOf = (over: object) =>
      capacityGate(
        of(known({ resources: [{ ...memory, ...over }] })),
      ).evidence.map(({ key, text }) => [key, text]);
    expect(textsOf({ free: 2 ** 30, freeAtMost: 2 ** 31 })).toEqual([
      [
        `a: memory failed ${memory.needed} nodes`,
        'memory: 3Gi needed, at most 2Gi free by nodes',
      ],
    ]);
    expect(
      textsOf({ free: 2 ** 30, freeAtMost: 2 ** 33, because: 'of taints' }),
    ).toEqual([
      [
        `a: memory unknown ${memory.needed} nodes`,
        'memory: 3Gi needed, at most 1Gi free by nodes that is surely for it (of taints)',
      ],
    ]);
    expect(textsOf({ free: 2 ** 32, note: 'as far as it says' })).toEqual([
      [
        `a: memory passed ${memory.needed} nodes`,
        'memory: 3Gi needed, at most 4Gi free by nodes (as far as it says)',
      ],
    ]);
  });

  it('wants a node that is large enough', () => {
    const resources = [{ resource: 'cpu', needed: 1, free: 2 }];
    const statusOf = (isLargeEnough?: boolean) =>
      capacityGate(
        of(known({ resources, nodes: [{ workload: 'w', isLargeEnough }] })),
      ).status;
    expect(statusOf(true)).toBe('passed');
    expect(statusOf(false)).toBe('failed');
    expect(statusOf(undefined)).toBe('unknown');
  });
});

describe('costGate', () => {
  it.each([
    ['within', 'passed'],
    ['over', 'failed'],
    ['unknown', 'unknown'],
    ['fine' as PromotionVerdict, 'unknown'],
  ] as const)('%s is %s', (verdict, status) => {
    const fact = known({ verdict, targets: 2, known: 1, perMonth: 5 });
    expect(costGate({ at: AT, fact }).status).toBe(status);
    expect(costGate({ at: AT + HOUR, fact }).status).toBe('unknown');
  });

  it('is unknown where nobody asked', () => {
    expect(costGate({ at: AT, fact: undefined }).status).toBe('unknown');
  });
});

describe('approvalGate', () => {
  const approvals = { needed: 2, standing: [], lapsed: [], isEnough: false };

  it.each([
    [approvals, 'waiting'],
    [{ ...approvals, isEnough: true, since: 5 }, 'passed'],
    [{ ...approvals, needed: 0, isEnough: true }, 'not-applicable'],
  ] as const)('%j is %s', (given, status) => {
    const gate = approvalGate({ ...given, standing: [], lapsed: [] });
    expect(gate).toMatchObject({ status, overridable: false });
  });
});

describe('freezeGate', () => {
  const closed = (until?: number, manualAllowed?: boolean) =>
    known<FreezeGateFact>({
      isOpen: false,
      message: 'the window forbids it',
      ...(until !== undefined && { until }),
      ...(manualAllowed !== undefined && { manualAllowed }),
    });

  it('waits for the end of the last window that is closed', () => {
    expect(freezeGate(of(closed(AT + 5), closed(AT + 9)))).toMatchObject({
      status: 'waiting',
      until: AT + 9,
      overridable: false,
    });
    expect(freezeGate(of(closed(AT + 5), closed()))).not.toHaveProperty(
      'until',
    );
  });

  it('can be passed where all closed windows let people pass', () => {
    expect(freezeGate(of(closed(5, true), closed(5, true))).overridable).toBe(
      true,
    );
    expect(freezeGate(of(closed(5, true), closed(5, false))).overridable).toBe(
      false,
    );
  });

  it('does not apply where no window is', () => {
    expect(freezeGate(of(known<FreezeGateFact>('none'))).status).toBe(
      'not-applicable',
    );
  });
});

const binding = { planHash: 'plan1:a', commit: COMMIT };

const gate = (more: Partial<Gate> = {}): Gate => ({
  kind: 'alerts',
  status: 'failed',
  reason: 'x',
  evidence: [
    { key: 'a: Slow', status: 'failed', text: '' },
    { key: 'b: none', status: 'passed', text: '' },
  ],
  overridable: true,
  ...more,
});

const override = (more: Partial<GateOverride> = {}): GateOverride => ({
  ...binding,
  gate: 'alerts',
  wave: 'w',
  by: 'user:default/ann',
  at: 5,
  reason: 'it is known',
  seen: ['a: Slow'],
  ...more,
});

describe('overrideGate', () => {
  const of_ = { ...binding, wave: 'w', at: 10 };

  it('opens a gate that can be overridden', () => {
    const overridden = overrideGate(
      gate(),
      [override({ at: 4 }), override()],
      of_,
    );
    expect(overridden).toMatchObject({
      status: 'failed',
      overriddenBy: { at: 5 },
    });
    expect(isOpen(overridden)).toBe(true);
    expect(heldUpBy(gate())).toEqual(['a: Slow']);
  });

  it.each([
    ['another gate', gate(), override({ gate: 'health' })],
    ['another wave', gate(), override({ wave: 'v' })],
    ['another plan', gate(), override({ planHash: 'plan1:b' })],
    ['another commit', gate(), override({ commit: OTHER_COMMIT })],
    ['nobody', gate(), override({ by: '' })],
    ['no reason', gate(), override({ reason: ' ' })],
    ['a time to come', gate(), override({ at: 11 })],
    ['a time that is none', gate(), override({ at: NaN })],
    ['something that was not seen', gate(), override({ seen: ['b: none'] })],
    ['a gate that is not', gate({ overridable: false }), override()],
    [
      'what is unknown',
      gate({ status: 'unknown', overridable: false }),
      override(),
    ],
  ])('does not count for %s', (_, held, given) => {
    const left = overrideGate(held, [given], of_);
    expect(left).not.toHaveProperty('overriddenBy');
    expect(isOpen(left)).toBe(false);
  });

  it('takes off what was handed in with the gate', () => {
    expect(
      overrideGate(gate({ overriddenBy: override() }), [], of_),
    ).not.toHaveProperty('overriddenBy');
  });
});

describe('opens', () => {
  const passed = gate({ kind: 'health', status: 'passed', overridable: false });

  it('opens when all gates that have to be judged hold', () => {
    expect(opens([passed], ['health'])).toEqual({
      mayGoOn: true,
      next: { what: 'goes-on', text: expect.any(String) },
    });
  });

  it('never opens without evidence', () => {
    expect(opens([], [])).toMatchObject({
      mayGoOn: false,
      next: { what: 'evidence' },
    });
    expect(opens([passed], ['health', 'policy'])).toMatchObject({
      mayGoOn: false,
      heldUpBy: { kind: 'policy', status: 'unknown' },
      next: { what: 'evidence' },
    });
  });

  it.each([
    [gate(), 'repair', /or overrides it/],
    [gate({ overridable: false }), 'repair', /repairs it: alerts/],
    [gate({ status: 'unknown' }), 'evidence', /known again/],
    [gate({ status: 'waiting', until: 5 }), 'by-itself', /by itself/],
    [gate({ status: 'waiting' }), 'by-itself', /nobody knows when/],
    [gate({ kind: 'approval', status: 'waiting' }), 'approval', /people/],
  ])('says what will happen next', (held, what, text) => {
    const { next, ...opening } = opens([passed, held], []);
    expect(opening).toEqual({ mayGoOn: false, heldUpBy: held });
    expect(next).toMatchObject({ what, text: expect.stringMatching(text) });
    expect(next.at).toBe(held.until);
  });

  it('names the first in the order of gates, whatever order they come in', () => {
    const all = GATE_KINDS.map(kind => gate({ kind }));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), some => {
        const first = GATE_KINDS.find(kind =>
          some.some(each => each.kind === kind),
        );
        expect(opens(some, []).heldUpBy?.kind).toBe(first);
      }),
    );
  });

  it('never opens by an override of what is unknown', () => {
    const held = gate({ status: 'unknown', overriddenBy: override() });
    expect(isOpen(held)).toBe(false);
    expect(opens([passed, held], [])).toMatchObject({
      mayGoOn: false,
      heldUpBy: { status: 'unknown' },
    });
  });

  it('never opens with a gate that is unknown, whatever else is said of it', () => {
    const any = fc.record({
      kind: fc.constantFrom('health', 'policy', 'freeze'),
      status: fc.constantFrom(...GATE_STATUSES),
      overridable: fc.boolean(),
      overriddenBy: fc.constantFrom(undefined, override()),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), some => {
        const gates = some.map(each => gate(each as Partial<Gate>));
        const { mayGoOn } = opens(gates, ['health']);
        const isHeld = gates.some(
          each =>
            each.status === 'unknown' ||
            (['failed', 'waiting'].includes(each.status) &&
              !(each.overridable && each.overriddenBy)),
        );
        expect(mayGoOn).toBe(
          !isHeld && gates.some(each => each.kind === 'health'),
        );
      }),
    );
  });
});
