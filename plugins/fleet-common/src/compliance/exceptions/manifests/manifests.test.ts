import type { ExceptionScope } from '../ExceptionScope';
import { exceptionManifests } from './exceptionManifests';
import type { ManifestEntry } from './ManifestEntry';
import { yamlOf } from './yamlOf';

const LIMITS = {
  engine: 'kyverno',
  kind: 'ClusterPolicy',
  name: 'require-limits',
  rules: ['memory'],
};
const LABELS = {
  engine: 'gatekeeper',
  kind: 'K8sRequiredLabels',
  name: 'need-owner',
  rules: [],
};

const entry = (
  scope: Partial<ExceptionScope>,
  over: Partial<ManifestEntry> = {},
): ManifestEntry => ({
  id: '0a1b2c3d-0000-4000-8000-000000000000',
  kind: 'policy',
  scope: {
    clusters: ['c-1'],
    namespaces: ['payments'],
    policies: [LIMITS],
    subjects: [],
    entities: [],
    ...scope,
  },
  reason: 'The vendor is late.',
  ticket: 'RISK-1432',
  requestedBy: 'user:default/rita',
  approvedBy: ['user:default/jane', 'user:default/john'],
  expiresAt: Date.parse('2026-12-31T12:30:00Z'),
  ...over,
});

describe('exceptionManifests', () => {
  it('writes an exception of Kyverno that ends by itself', () => {
    const { manifests, refused } = exceptionManifests(
      entry({ resource: { kind: 'Deployment', name: 'checkout' } }),
    );
    expect(refused).toEqual([]);
    expect(manifests).toEqual([
      expect.objectContaining({
        engine: 'kyverno',
        policies: ['require-limits'],
        form: 'object',
        file: 'policy-exceptions/fleet-0a1b2c3d.yaml',
        endsByItself: true,
      }),
    ]);
    expect(manifests[0].yaml).toBe(`apiVersion: kyverno.io/v2
kind: PolicyException
metadata:
  name: fleet-0a1b2c3d
  namespace: payments
  labels:
    cleanup.kyverno.io/ttl: "2026-12-31T123000Z"
  annotations:
    fleet.backstage.io/exception: "0a1b2c3d-0000-4000-8000-000000000000"
    fleet.backstage.io/requested-by: "user:default/rita"
    fleet.backstage.io/approved-by: "user:default/jane, user:default/john"
    policies.kyverno.io/description: "The vendor is late."
    fleet.backstage.io/ticket: RISK-1432
spec:
  exceptions:
    - policyName: require-limits
      ruleNames:
        - memory
  match:
    any:
      - resources:
          kinds:
            - Deployment
          namespaces:
            - payments
          names:
            - checkout
`);
  });

  it('writes one of its other group for policies in expressions', () => {
    const { manifests } = exceptionManifests(
      entry({
        policies: [
          LIMITS,
          {
            engine: 'kyverno',
            kind: 'ValidatingPolicy',
            name: 'signed',
            rules: [],
          },
        ],
        namespaces: ['payments', 'batch'],
      }),
    );
    expect(manifests.map(({ policies }) => policies)).toEqual([
      ['require-limits'],
      ['signed'],
    ]);
    expect(manifests[1].yaml).toContain('policies.kyverno.io/v1');
    expect(manifests[1].yaml).toContain(
      '    - name: signed\n      kind: ValidatingPolicy',
    );
    expect(manifests[1].yaml).toContain(
      String.raw`expression: "object.metadata.?namespace.orValue(\"\") in [\"payments\", \"batch\"]"`,
    );
    expect(manifests[1].yaml).toContain(
      'expiresAt: "2026-12-31T12:30:00.000Z"',
    );
  });

  it('writes lines of a constraint of Gatekeeper, which end by nobody', () => {
    const { manifests } = exceptionManifests(entry({ policies: [LABELS] }));
    expect(manifests).toEqual([
      {
        engine: 'gatekeeper',
        policies: ['need-owner'],
        form: 'lines',
        file: 'K8sRequiredLabels/need-owner',
        endsByItself: false,
        yaml: `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sRequiredLabels
metadata:
  name: need-owner
spec:
  match:
    excludedNamespaces:
      - payments
`,
      },
    ]);
  });

  it.each([
    ['names-entities', { entities: ['component:default/cart'] }, {}],
    [
      'names-entities',
      {
        entities: ['component:default/cart'],
        resource: { kind: 'Pod', name: 'x' },
      },
      {},
    ],
    [
      'names-entities',
      { entities: ['component:default/cart'], policies: [LABELS] },
      {},
    ],
    ['every-policy', { policies: [{ ...LIMITS, name: '*' }] }, {}],
    ['namespaces-alone', { policies: [LABELS], namespaces: [] }, {}],
    [
      'namespaces-alone',
      { policies: [LABELS], resource: { kind: 'Pod', name: 'x' } },
      {},
    ],
    ['rules', { policies: [{ ...LABELS, rules: ['a'] }] }, {}],
    ['kind-unknown', { policies: [{ ...LABELS, kind: undefined }] }, {}],
    ['engine-unknown', { policies: [{ ...LIMITS, engine: undefined }] }, {}],
    ['no-policy', { policies: [], subjects: ['year-end'] }, { kind: 'freeze' }],
  ] as const)(
    'writes nothing wider than the ledger: %s',
    (because, scope, over) => {
      const { manifests, refused } = exceptionManifests(
        entry(scope as Partial<ExceptionScope>, over),
      );
      expect(manifests).toEqual([]);
      expect(refused.map(each => each.because)).toEqual([because]);
    },
  );
});

describe('yamlOf', () => {
  it('lets no text become anything else', () => {
    expect(
      yamlOf({
        reason: 'late\nkind: Secret',
        yes: 'no',
        number: '1e3',
        'a: b': '#x',
        none: [],
        object: {},
        nested: [{ list: ['a', 'b'] }, true],
      }),
    ).toBe(`reason: "late\\nkind: Secret"
"yes": "no"
number: "1e3"
"a: b": "#x"
none: []
object: {}
nested:
  - list:
      - a
      - b
  - true
`);
  });
});
