import { findingFact, policyFact } from '../../__testUtils__/facts';
import { addUpFindings } from './addUpFindings';
import { componentLookup } from './componentLookup';
import type { ComplianceInputs, Origin } from './types';

const ORIGIN: Origin = {
  observer: 'prod',
  adapter: 'kyverno',
  group: 'wgpolicyk8s.io',
  kind: 'PolicyReport',
  sourceNamespace: 'shop',
  subjectReference: null,
  referenceKey: null,
  unreadable: null,
};

const finding = (
  over: Parameters<typeof findingFact>[0] = {},
  other: { origin?: Partial<Origin>; sourceUid?: string } = {},
): ComplianceInputs['findings'][number] => ({
  origin: { ...ORIGIN, ...other.origin },
  sourceUid: other.sourceUid ?? 'uid',
  namespace: 'shop',
  seenAt: 1_000,
  fact: findingFact(over),
});

const policy = (
  over: Parameters<typeof policyFact>[0],
): ComplianceInputs['policies'][number] => ({
  origin: { ...ORIGIN, adapter: 'gatekeeper' },
  sourceUid: 'constraint',
  fact: policyFact({ engine: 'gatekeeper', ...over }),
});

function added(inputs: Partial<ComplianceInputs>) {
  const { sums, ...others } = addUpFindings({
    clusterId: 'prod',
    now: 9_000,
    isFirst: true,
    region: 'eu',
    cluster: { environment: 'production', owner: 'o', system: 's' },
    cells: new Map(),
    things: [],
    findings: [],
    policies: [],
    failing: new Map(),
    openFailures: new Map(),
    recentFailures: new Map(),
    knownPolicies: new Set(),
    ...inputs,
  });
  return { ...others, sums: [...sums.values()] };
}

const said = (sums: ReturnType<typeof added>['sums']) =>
  sums
    .map(({ entity_ref, result, observer, claim, things }) =>
      [entity_ref, result, claim && observer, things].filter(Boolean).join(' '),
    )
    .sort();

describe('addUpFindings', () => {
  it('counts what an engine counted and did not list as failing, too', () => {
    const { sums } = added({
      findings: [
        finding(
          { name: 'a', engine: 'gatekeeper' },
          { sourceUid: 'constraint' },
        ),
        finding(
          { name: 'b', engine: 'gatekeeper' },
          { sourceUid: 'constraint' },
        ),
      ],
      policies: [policy({ violations: { total: 20, listed: 2 } })],
    });
    expect(sums.reduce((sum, { things }) => sum + things, 0)).toBe(20);
    expect(said(sums)).toEqual(['fail 18', 'fail 2']);
  });

  it('believes no cluster that makes up a number', () => {
    const { sums } = added({
      policies: [policy({ violations: { total: 3_000_000_000 } })],
    });
    expect(sums[0].things).toBe(1_000_000);
  });

  it('counts a policy that nothing breaks as kept once, and one that was not counted not at all', () => {
    expect(
      said(added({ policies: [policy({ violations: { total: 0 } })] }).sums),
    ).toEqual(['pass 1']);
    const { sums, places } = added({ policies: [policy({})] });
    expect(sums).toEqual([]);
    expect(places.size).toBe(1);
  });

  it('expects nothing of templates, of what waits for a binding or looks at what comes alone, and of parts', () => {
    const { places } = added({
      policies: [
        policy({ kind: 'ConstraintTemplate', name: 'k8srequiredlabels' }),
        policy({
          kind: 'K8sRequiredLabels',
          name: 'must-have-owner',
          references: [
            {
              role: 'template',
              kind: 'ConstraintTemplate',
              name: 'k8srequiredlabels',
            },
          ],
        }),
        policy({ name: 'unbound', enforcement: 'by-binding' }),
        policy({ name: 'at-admission', background: false }),
        policy({
          name: 'part',
          references: [{ role: 'parent', kind: 'Policy', name: 'whole' }],
        }),
      ],
    });
    expect([...places.values()].map(each => each.policy)).toEqual([
      'must-have-owner',
    ]);
  });

  it('knows policies that only results tell of, and what those say of them', () => {
    const { places } = added({
      findings: [
        finding({
          engine: 'kube-bench',
          policy: 'cis-1.9',
          rule: '1.1.1',
          severity: 'low',
          category: 'Control Plane',
        }),
        finding({
          engine: 'kube-bench',
          policy: 'cis-1.9',
          rule: '1.1.2',
          severity: 'high',
          category: 'Control Plane',
        }),
        // It is there, and looks only at what comes: nothing is expected of it.
        finding({ engine: 'gatekeeper', policy: 'at-admission' }),
      ],
      policies: [policy({ name: 'at-admission', background: false })],
    });
    expect(
      [...places.values()].map(({ data, ...place }) => ({
        ...place,
        ...JSON.parse(data),
      })),
    ).toEqual([
      {
        engine: 'kube-bench',
        policy: 'cis-1.9',
        severity: 'high',
        standards: [],
        categories: ['cis-1.9', 'Control Plane'],
        controls: [],
        rules: ['1.1.1', '1.1.2'],
      },
    ]);
  });

  it('keeps what the annotation of a policy says of standards, and the names of its rules', () => {
    const { places } = added({
      policies: [
        policy({
          standards: ['CIS'],
          annotations: { 'fleet.backstage.io/standards': 'PCI DSS' },
        }),
      ],
    });
    const [{ data }] = places.values();
    expect(JSON.parse(data)).toMatchObject({
      standards: ['CIS', 'PCI DSS'],
      rules: ['memory-limit'],
    });
  });

  it('adds up apart what results say of controls, and together what is one resource', () => {
    const { sums } = added({
      findings: [
        finding({ name: 'a', result: 'pass', rule: 'x', controls: ['1.1'] }),
        finding({ name: 'b', result: 'pass', rule: 'x', controls: ['1.1'] }),
        finding({ name: 'c', result: 'pass', rule: 'y', controls: [] }),
        finding({ name: 'd', result: 'pass', rule: 'x', controls: ['2.1'] }),
        finding({ name: 'd', result: 'fail', rule: 'y', controls: ['1.1'] }),
      ],
    });
    expect(
      sums
        .map(({ controls, result, things }) => [controls, result, things])
        .sort(),
    ).toEqual([
      ['', 'pass', 1],
      ['["1.1","2.1"]', 'fail', 1],
      ['["1.1"]', 'pass', 2],
    ]);
  });

  it('keeps a thousand controls of a cluster that makes them up, and counts all results', () => {
    const { sums, places } = added({
      findings: Array.from({ length: 1_200 }, (_, index) =>
        finding({
          name: `thing-${index}`,
          result: 'fail',
          controls: [`c-${index}`, 'CM-2'],
        }),
      ),
      policies: [policy({ name: 'must', controls: ['CM-2', 'zz'] })],
    });
    const named = sums.flatMap(({ controls }) => JSON.parse(controls || '[]'));
    expect(new Set(named).size).toBe(1_000);
    expect(sums.every(({ controls }) => controls.includes('CM-2'))).toBe(true);
    expect(sums.reduce((sum, { things }) => sum + things, 0)).toBe(1_200);
    const [{ data }] = places.values();
    expect(JSON.parse(data).controls).toEqual(['CM-2']);
  });

  it('counts a Pod beside its Deployment once', () => {
    const { sums } = added({
      findings: [
        finding({ name: 'cart', rule: 'autogen-limits' }),
        finding({
          rule: 'limits',
          resource: {
            kind: 'Pod',
            namespace: 'shop',
            name: 'cart-6c9f7d6c4-2x8wq',
          },
        }),
      ],
    });
    expect(said(sums)).toEqual(['fail 1']);
  });

  it('counts a thing once for a policy, however many rules and containers that has', () => {
    const { sums } = added({
      findings: [
        finding({ rule: 'cpu', result: 'pass', severity: 'low' }),
        finding({ rule: 'memory', container: 'app', severity: 'high' }),
        finding({ rule: 'memory', container: 'proxy', result: 'exempt' }),
        finding({ name: 'other', rule: 'cpu', result: 'pass' }),
        // About the cluster as a whole: each rule for itself.
        finding({ rule: '1.1', resource: undefined }),
        finding({ rule: '1.2', resource: undefined }),
      ],
    });
    expect(
      sums
        .map(({ severity, result, things }) => [severity, result, things])
        .sort(),
    ).toEqual([
      ['', 'fail', 2],
      ['', 'pass', 1],
      ['high', 'fail', 1],
    ]);
  });

  it('tells apart what a hub and the cluster itself say of one claim', () => {
    const { sums } = added({
      findings: [
        finding({ name: 'a', claim: 'limits', result: 'pass' }),
        finding(
          { name: 'a', claim: 'limits', result: 'pass' },
          { origin: { observer: 'hub', subjectReference: '{"name":"prod"}' } },
        ),
        finding({ name: 'b', claim: 'probes', result: 'pass' }),
      ],
    });
    expect(said(sums)).toEqual(['pass 1', 'pass hub 1', 'pass prod 1']);
  });

  it('keeps the first time that something is known to fail', () => {
    const first = added({ findings: [finding()] });
    const [[id, { since }]] = first.failing;
    expect(since).toBe(1_000);
    const again = added({
      findings: [finding()],
      failing: new Map([
        [id, { since: 5 }],
        ['another', { since: 1 }],
      ]),
    });
    expect([...again.failing]).toEqual([[id, { since: 5 }]]);
    expect(again.sums[0].failing_since).toBe(5);
    const later = added({ findings: [finding()], isFirst: false });
    expect(later.sums[0].failing_since).toBe(9_000);
  });

  describe('a report that is deleted when its time is up', () => {
    const DAY = 24 * 60 * 60_000;
    const UP = 5 * DAY;
    const expiring = (
      policyName: string,
      over: Parameters<typeof findingFact>[0] = {},
    ) =>
      finding({
        policy: policyName,
        validUntil: new Date(UP).toISOString(),
        ...over,
      });
    const before = added({
      now: UP - DAY,
      findings: [expiring('a', { severity: 'critical' }), expiring('b')],
    });
    const after = (
      now: number,
      findings: ComplianceInputs['findings'] = [],
      failing: ComplianceInputs['failing'] = before.failing,
    ) => added({ now, isFirst: false, failing, findings });

    it('is awaited for a day, and what it told counts as it did', () => {
      const away = after(UP + 1);
      expect(away.sums).toEqual(before.sums);
      expect(away.places).toEqual(before.places);
      expect(away.failures?.ended.size).toBe(0);
      expect([...away.failing.values()]).toMatchObject([
        { since: 1_000, awaySince: UP + 1 },
        { since: 1_000, awaySince: UP + 1 },
      ]);
      const later = (now: number) => after(now, [], away.failing).sums.length;
      expect(later(UP + DAY)).toBe(2);
      expect(later(UP + 1 + DAY)).toBe(0);
    });

    it('is awaited no more once it is there, whether it tells of it or not', () => {
      const away = after(UP + 1);
      const back = after(UP + 2, [expiring('a')], away.failing);
      expect(said(back.sums)).toEqual(['fail 1']);
      const [failing] = back.failing.values();
      expect([failing.since, failing.awaySince]).toEqual([1_000, undefined]);
      // Of another thing.
      const other = after(UP + 2, [expiring('a', { name: 'cart' })]);
      expect(said(other.sums)).toEqual(['fail 1', 'fail 1', 'fail 1']);
    });

    it('is not awaited where it was deleted before, or is of a hub', () => {
      expect(after(UP - DAY / 2).sums).toEqual([]);
      const told = finding(
        { validUntil: new Date(UP).toISOString() },
        { origin: { observer: 'hub' } },
      );
      const { failing } = added({ findings: [told] });
      expect(after(UP + 1, [], failing).sums).toEqual([]);
    });
  });

  it('belongs to the component of what was looked at, and to its owner', () => {
    const { sums } = added({
      things: [
        {
          kind: 'Deployment',
          namespace: 'shop',
          name: 'checkout',
          entityRef: 'component:default/checkout',
        },
      ],
      cells: new Map([
        [
          'shop/component:default/checkout',
          {
            environment: 'staging',
            owner: 'group:default/shop',
            system: 'web',
          },
        ],
      ]),
      findings: [finding()],
    });
    expect(sums).toMatchObject([
      {
        entity_ref: 'component:default/checkout',
        environment: 'staging',
        owner: 'group:default/shop',
        system: 'web',
        region: 'eu',
      },
    ]);
  });
});

describe('componentLookup', () => {
  const thing = (name: string, entityRef: string, namespace = 'shop') => ({
    kind: 'Deployment',
    namespace,
    name,
    entityRef,
  });
  const componentOf = componentLookup([
    thing('cart', 'component:default/cart'),
    thing('jobs', ''),
    thing('web', 'component:default/web', 'twins'),
    {
      ...thing('web-bcd', 'component:default/agent', 'twins'),
      kind: 'DaemonSet',
    },
    thing('ledger', 'component:default/ledger', 'pay'),
    thing('ledger-worker', 'component:default/ledger', 'pay'),
  ]);

  it.each([
    ['Deployment', 'shop', 'cart', 'component:default/cart'],
    ['Deployment', 'shop', 'jobs', ''],
    ['Pod', 'shop', 'cart-6c9f7d6c4-2x8wq', 'component:default/cart'],
    ['ReplicaSet', 'shop', 'cart-6c9f7d6c4', 'component:default/cart'],
    // Several share the namespace: nobody knows whose it is.
    ['ConfigMap', 'shop', 'settings', ''],
    ['ConfigMap', 'pay', 'settings', 'component:default/ledger'],
    // Two could have made it.
    ['Pod', 'twins', 'web-bcd-x8wqz', ''],
    ['Deployment', 'elsewhere', 'cart', ''],
  ])('finds that of %s %s/%s', (kind, namespace, name, entityRef) => {
    expect(componentOf({ kind, namespace, name })).toBe(entityRef);
  });
});
