import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import type { Discovery } from '@fleetview/kube-watch';
import { judgeAdmission } from './judge/judgeAdmission';
import { judgeDeprecated } from './judge/judgeDeprecated';
import { judgeImages } from './judge/judgeImages';
import { judgeQuota } from './judge/judgeQuota';
import { judgeReferences } from './judge/judgeReferences';
import { judgeApiVersions, judgeCustomResources } from './judge/judgeServed';
import { judgeValues } from './judge/judgeValues';
import { planPreflight } from './PreflightPlan';
import type { Admission } from './read/dryRun';
import type { Quota } from './read/TargetSight';

const AT = '2026-11-30T12:00:00.000Z';
const REFUSED = { cause: 'not-asked' as const, reason: 'no credentials' };
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const OTHER = `sha256:${'cd'.repeat(32)}`;

const container = (over: object = {}) => ({
  name: 'app',
  image: `registry.example/app@${DIGEST}`,
  resources: {
    requests: { cpu: '500m', memory: '64Mi' },
    limits: { cpu: '1', memory: '128Mi' },
  },
  ...over,
});

const deployment = (spec: object = {}, over: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'shop' },
  spec: {
    replicas: 2,
    template: { spec: { containers: [container()], ...spec } },
  },
  ...over,
});

const planOf = (...objects: Record<string, unknown>[]) =>
  planPreflight({ clusters: ['c'], objects, namespace: 'shop' });

const serving = (
  ...served: [string, string, string, string][]
): { value: Discovery } => ({
  value: {
    groupNames: [],
    groups: [...new Set(served.map(([group]) => group))].map(group => ({
      group,
      versions: served
        .filter(([own]) => own === group)
        .map(([, version, kind, plural]) => ({
          version,
          resources: [
            { group, version, kind, plural, namespaced: true, verbs: [] },
          ],
        })),
    })),
  },
});

describe('what is handed in', () => {
  it.each([
    [{ apiVersion: '../v1', kind: 'Pod', metadata: { name: 'x' } }],
    [{ apiVersion: 'a/b/v1', kind: 'Pod', metadata: { name: 'x' } }],
    [{ apiVersion: 'v1', kind: 'Pod/../x', metadata: { name: 'x' } }],
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: '../x' } }],
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x\n' } }],
    [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'x', namespace: '${{ x }}' },
      },
    ],
    [{ apiVersion: 'v1', kind: 'Pod', metadata: {} }],
    [{ apiVersion: 'v1', kind: 'List', items: [] }],
    [{ kind: 'Pod', metadata: { name: 'x' } }],
  ])('is refused where it is no object: %j', object => {
    expect(() => planOf(object)).toThrow('objects[0]');
  });

  it.each(['../x', 'a/b', 'a%2Fb', '.', 'x\n'])(
    'is refused where it needs what is called %j',
    name => {
      expect(() =>
        planOf(deployment({ imagePullSecrets: [{ name }] })),
      ).toThrow('No Secret can be called');
      const references = [
        { kind: 'Secret' as const, namespace: name, name: 'x' },
      ];
      expect(() => planPreflight({ clusters: ['c'], references })).toThrow(
        'No Secret can be called',
      );
      expect(() => planPreflight({ clusters: ['c'], namespace: name })).toThrow(
        'No namespace can be called',
      );
    },
  );

  it('is refused where it is too deep', () => {
    let deep: object = {};
    for (let level = 0; level < 100; level += 1) deep = { deep };
    expect(() => planOf({ ...deployment(), deep })).toThrow('deeper');
  });

  it('names what it needs, and not what it can do without', () => {
    const { references } = planOf(
      deployment({
        imagePullSecrets: [{ name: 'pull' }],
        initContainers: [
          { name: 'i', envFrom: [{ secretRef: { name: 'from' } }] },
        ],
        containers: [
          container({
            env: [
              { name: 'A', valueFrom: { secretKeyRef: { name: 'key' } } },
              {
                name: 'B',
                valueFrom: { configMapKeyRef: { name: 'c', optional: true } },
              },
              'junk',
            ],
          }),
        ],
        volumes: [
          { name: 'a', secret: { secretName: 'mounted' } },
          { name: 'b', configMap: { name: 'files' } },
          { name: 'c', projected: { sources: [{ secret: { name: 'part' } }] } },
          { name: 'd', secret: { secretName: 'may-be', optional: true } },
          null,
        ],
      }),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'shop' },
        spec: { tls: [{ secretName: 'certificate' }] },
      },
    );
    expect(
      references.map(({ kind, namespace, name }) =>
        [kind, namespace, name].join(' '),
      ),
    ).toEqual([
      'Secret shop pull',
      'Secret shop key',
      'Secret shop from',
      'Secret shop mounted',
      'ConfigMap shop files',
      'Secret shop part',
      'Secret shop certificate',
    ]);
  });
});

describe('what is served', () => {
  const widget = {
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name: 'w' },
  };
  const budget = {
    apiVersion: 'policy/v1beta1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'b' },
  };
  const question = (
    objects: Record<string, unknown>[],
    discovery: Parameters<typeof judgeApiVersions>[0]['discovery'],
  ) => ({ ...planOf(...objects), discovery, asOf: AT });

  it('is told by discovery alone', () => {
    const apps = serving(['apps', 'v1', 'Deployment', 'deployments']);
    const of = question([deployment()], apps);
    expect(judgeApiVersions(of)).toMatchObject({
      status: 'passed',
      confirmedAt: AT,
    });
    expect(judgeCustomResources(of).status).toBe('not-applicable');
    expect(judgeApiVersions({ ...of, discovery: REFUSED })).toMatchObject({
      status: 'unknown',
      cause: 'not-asked',
    });
    expect(
      judgeApiVersions(question([deployment(), budget], apps)),
    ).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('policy/v1beta1'),
      advice: 'Write PodDisruptionBudget as policy/v1.',
    });
  });

  it('is no absence where a part of the server is down', () => {
    const { value } = serving();
    const down = {
      group: 'example.com',
      versions: [
        { version: 'v1', resources: [], error: { reason: 'down' } as never },
      ],
    };
    expect(
      judgeCustomResources(
        question([widget], { value: { ...value, groups: [down] } }),
      ).status,
    ).toBe('unknown');
  });

  it('may come along', () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Widget' },
        versions: [{ name: 'v1', served: true }],
      },
    };
    expect(judgeCustomResources(question([widget], serving())).status).toBe(
      'failed',
    );
    expect(
      judgeCustomResources(question([widget, definition], serving())),
    ).toMatchObject({
      status: 'passed',
      evidence: [{ source: 'manifests' }],
    });
  });

  it('may be about to go', () => {
    const of = (version: string, ...objects: Record<string, unknown>[]) =>
      judgeDeprecated({
        kinds: planOf(...objects).kinds,
        version: { value: version },
        asOf: AT,
      }).status;
    expect(of('v1.36.1', deployment())).toBe('passed');
    expect(of('v1.25.1', budget)).toBe('failed');
    expect(of('v1.24.1', budget)).toBe('failed');
    expect(of('v1.21.1', budget)).toBe('passed');
    expect(of('v1.99.0', deployment())).toBe('unknown');
    expect(of('what', deployment())).toBe('unknown');
    expect(of('v1.36.1', widget)).toBe('not-applicable');
  });
});

describe('references', () => {
  const needing = deployment({ imagePullSecrets: [{ name: 'pull' }] });
  const judge = (
    presence: Parameters<typeof judgeReferences>[0]['presence'],
    ...objects: Record<string, unknown>[]
  ) => judgeReferences({ ...planOf(...objects), presence, asOf: AT });
  const answered = (value: boolean) => ({
    value: new Map([['Secret/shop/pull', { value }]]),
  });

  it('are there, or are not, or nobody may know', () => {
    expect(judge(answered(true), needing)).toMatchObject({ status: 'passed' });
    expect(judge(answered(false), needing)).toMatchObject({
      status: 'failed',
      reason: 'It has no Secret shop/pull.',
    });
    expect(
      judge({ value: new Map([['Secret/shop/pull', REFUSED]]) }, needing),
    ).toMatchObject({ status: 'unknown', cause: 'not-asked' });
    expect(judge({ value: new Map() }, needing).status).toBe('unknown');
    expect(judge(REFUSED, needing).status).toBe('unknown');
    expect(judge(answered(false), deployment()).status).toBe('not-applicable');
  });

  it('may come along, which a promise is not', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'pull' },
    };
    const promise = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'other' },
      spec: { target: { name: 'pull' } },
    };
    expect(judge(answered(false), needing, secret).status).toBe('passed');
    expect(judge(answered(false), needing, promise)).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('ExternalSecret other'),
    });
    expect(judge(answered(true), needing, promise).status).toBe('passed');
  });

  it('are not known of kinds alone', () => {
    const plan = planPreflight({
      clusters: ['c'],
      kinds: [{ apiVersion: 'apps/v1', kind: 'Deployment' }],
    });
    expect(
      judgeReferences({ ...plan, presence: answered(true), asOf: AT }),
    ).toMatchObject({ status: 'unknown', cause: 'not-asked' });
  });
});

describe('quota', () => {
  const quota = (
    hard: Record<string, number>,
    used: Record<string, number>,
    isScoped = false,
  ): Quota => ({
    name: 'team',
    isScoped,
    hard: new Map(Object.entries(hard)),
    used: new Map(Object.entries(used)),
  });
  const judge = (
    quotas: Quota[],
    object: Record<string, unknown> = deployment(),
    there?: object,
  ): FleetCheck =>
    judgeQuota({
      plan: planOf(object),
      sight: {
        quotas: new Map([['shop', { value: quotas }]]),
        existing: new Map([
          [
            'shop/Deployment.apps/shop',
            { value: there as Record<string, unknown> | undefined },
          ],
        ]),
      },
      resourceOf: () => ({ plural: 'deployments' } as never),
      asOf: AT,
    });

  it('has room, or has none', () => {
    const used = { 'requests.cpu': 3, pods: 1 };
    expect(judge([quota({ 'requests.cpu': 4, pods: 3 }, used)]).status).toBe(
      'passed',
    );
    expect(judge([quota({ 'requests.cpu': 3.9 }, used)])).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('shop/team: requests.cpu has 3 of 3.9'),
    });
    expect(judge([quota({ cpu: 1 }, { cpu: 0 })]).status).toBe('passed');
    expect(judge([quota({ cpu: 0.9 }, { cpu: 0 })]).status).toBe('failed');
    expect(judge([]).status).toBe('passed');
    expect(judge([quota({ 'count/deployments.apps': 0 }, {})]).status).toBe(
      'unknown',
    );
  });

  it('need not have it twice for what is there already', () => {
    const full = [quota({ 'requests.cpu': 1 }, { 'requests.cpu': 1 })];
    expect(judge(full).status).toBe('failed');
    expect(judge(full, deployment(), deployment()).status).toBe('passed');
  });

  it('is not known where something does not say what it takes', () => {
    const silent = deployment({
      containers: [container({ resources: undefined })],
    });
    expect(
      judge([quota({ 'requests.cpu': 9 }, { 'requests.cpu': 0 })], silent),
    ).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining("'app' does not say it"),
    });
    expect(judge([quota({ pods: 9 }, { pods: 0 })], silent).status).toBe(
      'passed',
    );
    expect(judge([quota({ pods: 1 }, { pods: 0 }, true)]).status).toBe(
      'unknown',
    );
    expect(
      judge([quota({ pods: 9 }, { pods: 0 })], {
        ...deployment(),
        kind: 'DaemonSet',
      }).status,
    ).toBe('unknown');
  });
});

describe('images', () => {
  const source = (digest: string | undefined, over: object = {}) => ({
    cluster: 'staging',
    workloads: [
      {
        kind: 'Deployment',
        namespace: 'shop',
        name: 'shop',
        images: [{ container: 'app', repository: 'other.example/app', digest }],
        confirmedAt: AT,
        ...over,
      },
    ],
  });
  const judge = (
    over: Partial<Parameters<typeof judgeImages>[0]>,
    object = deployment(),
  ) => judgeImages({ ...planOf(object), asOf: AT, ...over }).status;

  it('are the same by digest alone', () => {
    expect(judge({ source: source(DIGEST) })).toBe('passed');
    expect(judge({ source: source(OTHER) })).toBe('failed');
    expect(judge({ source: source(undefined) })).toBe('unknown');
    expect(judge({ source: source(DIGEST, { staleBecause: 'cut' }) })).toBe(
      'unknown',
    );
    expect(judge({ source: source(DIGEST, { namespace: 'x' }) })).toBe(
      'unknown',
    );
    expect(judge({})).toBe('not-applicable');
    const tagged = deployment({
      containers: [container({ image: 'registry.example/app:1.0' })],
    });
    expect(judge({ source: source(DIGEST) }, tagged)).toBe('unknown');
  });

  it('are those of a release', () => {
    const repository = 'registry.example/app';
    const of = (...digests: string[]) =>
      judge({ images: digests.map(digest => ({ repository, digest })) });
    expect(of(DIGEST)).toBe('passed');
    expect(of(OTHER)).toBe('failed');
    expect(of(DIGEST, OTHER)).toBe('unknown');
  });
});

describe('values', () => {
  const judge = (schema: Record<string, unknown>, values = {}) =>
    judgeValues({ schema, values }, AT);

  it('fit their schema, or not', () => {
    const schema = {
      $schema: 'http://json-schema.org/schema#',
      type: 'object',
      required: ['replicas'],
      properties: { replicas: { type: 'integer' } },
    };
    expect(judge(schema, { replicas: 2 }).status).toBe('passed');
    expect(judge(schema, { replicas: 'two' })).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('/replicas'),
    });
    expect(judge(schema).status).toBe('failed');
    expect(judgeValues(undefined, AT).status).toBe('not-applicable');
    const newer = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { a: { prefixItems: [{ type: 'integer' }] } },
    };
    expect(judge(newer, { a: ['x'] }).status).toBe('failed');
    expect(judge(newer, { a: [1] }).status).toBe('passed');
  });

  it('are not held against a schema that is none, or never ends', () => {
    expect(judge({ type: 'nonsense' }).status).toBe('unknown');
    expect(judge({ $async: true, required: ['a'] }).status).toBe('unknown');
    expect(
      judge({ properties: { a: { $async: true, type: 'string' } } }, { a: 1 })
        .status,
    ).toBe('unknown');
    expect(
      judge(
        {
          $ref: '#/definitions/a',
          definitions: { a: { $async: true, required: ['a'] } },
        },
        {},
      ).status,
    ).toBe('unknown');
    expect(
      judge({ $schema: 'http://json-schema.org/draft-04/schema#' }).status,
    ).toBe('unknown');
    expect(judge({ $ref: 'https://evil.example/schema' }).status).toBe(
      'unknown',
    );
    const began = Date.now();
    expect(
      judge(
        { properties: { a: { pattern: '^(a+)+$' } } },
        { a: `${'a'.repeat(40)}!` },
      ),
    ).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('500 ms'),
    });
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});

describe('admission', () => {
  it('is what the server said of each', () => {
    const of = (...admissions: Admission[]) =>
      judgeAdmission(
        { value: admissions.map(admission => ({ of: 'x', admission })) },
        AT,
      ).status;
    const admitted = { state: 'admitted' as const };
    const open = { state: 'open' as const, ...REFUSED };
    expect(of(admitted)).toBe('passed');
    expect(of(admitted, open)).toBe('unknown');
    expect(of(open, { state: 'denied', reason: 'no' })).toBe('failed');
    expect(of()).toBe('unknown');
    expect(judgeAdmission(REFUSED, AT)).toMatchObject({
      status: 'unknown',
      cause: 'not-asked',
    });
  });
});
