import fc from 'fast-check';
import {
  DEPLOYMENT,
  found,
  LIVE_DEPLOYMENT,
  parsed,
} from '../__testUtils__/objects';
import { canonicalText } from '../values/canonicalText';
import { diffObjects, type DiffOptions } from './diffObjects';
import { MAX_DIFFERENCES } from './DifferenceList';
import { MAX_TOLD_LENGTH } from './toldValue';

function changed(change: (object: any) => void, of: object = LIVE_DEPLOYMENT) {
  const object = parsed(of);
  change(object);
  return object;
}

function podOf(object: any) {
  return object.spec.template.spec;
}

function differences(desired: unknown, live: unknown, options?: DiffOptions) {
  const result = diffObjects(desired, live, options);
  if (!result.isComparable) throw new Error(result.because);
  return result;
}

const POD = 'spec.template.spec';
const WEB = `${POD}.containers[name=web]`;

describe('diffObjects', () => {
  it('tells where, from what and to what', () => {
    const live = changed(object => {
      podOf(object).containers[0].image = 'cart:hotfix';
    });
    expect(diffObjects(DEPLOYMENT, live)).toEqual({
      isComparable: true,
      total: 1,
      differences: [
        {
          path: `${WEB}.image`,
          kind: 'changed',
          desired: { text: '"registry.example.com:5000/shop/cart:2.4.1"' },
          live: { text: '"cart:hotfix"' },
        },
      ],
    });
  });

  const CASES: [string, (live: any) => void, string[]][] = [
    [
      'a value that is not as it is asked for',
      live => (podOf(live).containers[0].resources.requests.cpu = '1'),
      [`changed ${WEB}.resources.requests.cpu`],
    ],
    [
      'a default that was written over, and is asked for by nobody',
      live => {
        live.spec.replicas = 7;
        podOf(live).terminationGracePeriodSeconds = 60;
        live.spec.strategy = { type: 'Recreate' };
      },
      [],
    ],
    [
      'what others add to maps and lists',
      live => {
        live.metadata.annotations.other = 'x';
        live.metadata.finalizers = ['x'];
        podOf(live).containers.push({ name: 'sidecar', image: 'x' });
        podOf(live).containers[0].env.push({ name: 'OTHER' });
        podOf(live).tolerations = [{ key: 'x' }];
      },
      [],
    ],
    [
      'another order of what is known by keys',
      live => {
        podOf(live).containers.unshift({ name: 'sidecar', image: 'x' });
        podOf(live).volumes.unshift({ name: 'x', emptyDir: {} });
      },
      [],
    ],
    [
      'an item that is not there',
      live => (podOf(live).containers[0].env = []),
      [`missing ${WEB}.env[name=MODE]`],
    ],
    [
      'a port by its number and protocol',
      live => (podOf(live).containers[0].ports[0].protocol = 'UDP'),
      [`missing ${WEB}.ports[containerPort=8080,protocol=TCP]`],
    ],
    [
      'a port that has become a name',
      live => (podOf(live).containers[0].livenessProbe.httpGet.port = '8080'),
      [`changed ${WEB}.livenessProbe.httpGet.port`],
    ],
    [
      'an extra label of a selector, which is a whole',
      live => (live.spec.selector.matchLabels.other = 'x'),
      ['changed spec.selector'],
    ],
    [
      'a field that is not there',
      live => delete podOf(live).volumes[0].configMap,
      [`missing ${POD}.volumes[name=config].configMap`],
    ],
    [
      'a list where there should be an object',
      live => (podOf(live).containers[0].resources = []),
      [`changed ${WEB}.resources`],
    ],
    [
      'two items of the same name, which makes the list a whole',
      live => podOf(live).containers[0].env.push({ name: 'MODE', value: 'x' }),
      [`changed ${WEB}.env`],
    ],
    [
      'an item without its key, which makes the list a whole',
      live => podOf(live).containers[0].env.push('x'),
      [`changed ${WEB}.env`],
    ],
  ];

  it.each(CASES)('tells of %s', (_, change, expected) => {
    expect(found(DEPLOYMENT, changed(change))).toEqual(expected);
  });

  it.each<[string, object, object, string[]]>([
    ['args', { args: ['a', 'b'] }, { args: ['b', 'a'] }, ['changed']],
    ['args', { args: [] }, { args: ['a'] }, ['changed']],
    ['args', { args: [] }, {}, []],
    ['args', { args: ['a'] }, {}, ['missing']],
    ['stdin', { stdin: false }, {}, []],
    ['stdin', { stdin: true }, {}, ['missing']],
    ['resources', { resources: {} }, { resources: { limits: {} } }, []],
    [
      'livenessProbe.httpGet',
      { livenessProbe: { httpGet: { port: 8080, path: '/x' } } },
      {},
      ['missing .path'],
    ],
  ])('compares %s of a container, case %#', (name, desired, live, expected) => {
    const withContainer = (container: object) =>
      changed(
        object => Object.assign(podOf(object).containers[0], container),
        DEPLOYMENT,
      );
    expect(found(withContainer(desired), withContainer(live))).toEqual(
      expected.map(each => {
        const [kind, rest = ''] = each.split(' ');
        return `${kind} ${WEB}.${name}${rest}`;
      }),
    );
  });

  it('compares items by the keys of their kind', () => {
    const service = (...ports: object[]) => ({
      apiVersion: 'v1',
      kind: 'Service',
      spec: { ports },
    });
    expect(
      found(
        service({ port: 53, protocol: 'UDP', targetPort: 1 }, { port: 53 }),
        service(
          { port: 53, protocol: 'TCP', targetPort: 53 },
          { port: 53, protocol: 'UDP', targetPort: 2 },
        ),
      ),
    ).toEqual(['changed spec.ports[port=53,protocol=UDP].targetPort']);
  });

  it.each<[string, object, object, string]>([
    [
      'initContainers',
      { name: 'i', image: 'a:1' },
      { name: 'i', image: 'a:2' },
      '[name=i].image',
    ],
    [
      'hostAliases',
      { ip: '1.1.1.1', hostnames: ['a'] },
      { ip: '1.1.1.1', hostnames: ['b'] },
      '[ip="1.1.1.1"].hostnames',
    ],
    ['tolerations', { key: 'a' }, { key: 'b' }, ''],
    [
      'topologySpreadConstraints',
      { topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 1 },
      { topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 2 },
      '[topologyKey=zone,whenUnsatisfiable=ScheduleAnyway].maxSkew',
    ],
  ])('tells of %s by their keys', (name, desired, live, rest) => {
    const withList = (item: object) =>
      changed(object => (podOf(object)[name] = [item]), DEPLOYMENT);
    expect(found(withList(desired), withList(live))).toEqual([
      `changed ${POD}.${name}${rest}`,
    ]);
  });

  it('tells of mounts, owners and finalizers by what they are known by', () => {
    const desired = changed(object => {
      podOf(object).containers[0].volumeMounts = [
        { mountPath: '/a', name: 'x' },
      ];
      object.metadata.ownerReferences = [{ uid: 'u', name: 'a' }];
      object.metadata.finalizers = ['a', 'b'];
    }, DEPLOYMENT);
    const live = changed(object => {
      podOf(object).containers[0].volumeMounts = [
        { mountPath: '/a', name: 'y' },
      ];
      object.metadata.ownerReferences = [{ uid: 'u', name: 'b' }];
      object.metadata.finalizers = ['c', 'b'];
    });
    expect(found(desired, live)).toEqual([
      'missing metadata.finalizers[=a]',
      'changed metadata.ownerReferences[uid=u].name',
      `changed ${WEB}.volumeMounts[mountPath=/a].name`,
    ]);
  });

  it('compares lists of other kinds as wholes', () => {
    const widget = (items: unknown[]) => ({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      spec: { items },
    });
    expect(
      found(widget([{ name: 'a' }]), widget([{ name: 'a' }, { name: 'b' }])),
    ).toEqual(['changed spec.items']);
  });

  describe('where the desired object has all that there may be', () => {
    const options = { isExclusive: true };

    it('tells what is extra', () => {
      const live = changed(object => {
        object.spec.replicas = 3;
        object.metadata.annotations.other = 'x';
        object.metadata.finalizers = ['x'];
        podOf(object).containers.push({ name: 'sidecar', image: 'x' });
        podOf(object).containers[0].args = ['x'];
      });
      expect(found(DEPLOYMENT, live, options)).toEqual([
        'extra metadata.annotations',
        'extra spec.replicas',
        `extra ${POD}.containers[name=sidecar]`,
        `extra ${WEB}.args`,
      ]);
    });

    it('does not call extra what a cluster allocates', () => {
      const service = (spec: object) => ({
        apiVersion: 'v1',
        kind: 'Service',
        spec,
      });
      const desired = service({ ports: [{ port: 80 }] });
      const live = service({
        ports: [{ port: 80, nodePort: 30000 }],
        clusterIP: '10.0.0.1',
      });
      expect(found(desired, live, options)).toEqual([]);
      expect(found(service({ clusterIP: 'None' }), live, options)).toContain(
        'changed spec.clusterIP',
      );
    });
  });

  it('finds each value that is not as it is asked for', () => {
    const leaves: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]) => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, each] of Object.entries(value)) {
          walk(each, [...path, Array.isArray(value) ? Number(key) : key]);
        }
      } else {
        leaves.push(path);
      }
    };
    walk(DEPLOYMENT.spec, ['spec']);
    expect(leaves.length).toBeGreaterThan(12);
    for (const leaf of leaves) {
      const live = changed(object => {
        const parent = leaf
          .slice(0, -1)
          .reduce<any>((at, key) => at[key], object);
        parent[leaf.at(-1)!] = 'another';
      });
      expect([leaf, found(DEPLOYMENT, live).length]).toEqual([leaf, 1]);
    }
  });

  describe('of secrets', () => {
    const SECRET = 's3cret-value';
    const secret = (rest: object) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x' },
      ...rest,
    });

    it.each<[string, object, object, DiffOptions | undefined, string[]]>([
      [
        'a changed value',
        secret({ stringData: { a: SECRET, b: 'same' } }),
        secret({ data: { a: btoa(`${SECRET}2`), b: btoa('same') } }),
        undefined,
        ['changed data.a'],
      ],
      [
        'a missing and an extra value',
        secret({ data: { a: btoa(SECRET) } }),
        secret({ data: { b: btoa(SECRET) } }),
        { isExclusive: true },
        ['missing data.a', 'extra data.b'],
      ],
      [
        'all of it',
        secret({}),
        secret({ data: { b: btoa(SECRET) } }),
        { isExclusive: true },
        ['extra data'],
      ],
      [
        'data that are no map',
        secret({ data: { b: btoa(SECRET) } }),
        secret({ data: [btoa(SECRET)] }),
        undefined,
        ['changed data'],
      ],
      [
        'a Secret within another object',
        {
          apiVersion: 'work.open-cluster-management.io/v1',
          kind: 'ManifestWork',
          spec: { manifests: [secret({ data: { a: btoa(SECRET) } })] },
        },
        {
          apiVersion: 'work.open-cluster-management.io/v1',
          kind: 'ManifestWork',
          spec: { manifests: [secret({ stringData: { a: SECRET } })] },
        },
        undefined,
        ['changed spec.manifests'],
      ],
      [
        'what somebody calls secret',
        {
          apiVersion: 'x/v1',
          kind: 'X',
          spec: { a: SECRET, b: { c: SECRET } },
        },
        { apiVersion: 'x/v1', kind: 'X', spec: { a: 1, b: { c: 2 } } },
        { secretPaths: ['spec.a', 'spec.b'] },
        ['changed spec.a', 'changed spec.b.c'],
      ],
      [
        'what holds something that somebody calls secret',
        { apiVersion: 'x/v1', kind: 'X', spec: { l: [{ a: SECRET }] } },
        { apiVersion: 'x/v1', kind: 'X', spec: { l: [{ a: 1 }, 2] } },
        { secretPaths: ['spec.l[*].a'] },
        ['changed spec.l'],
      ],
    ])('tells of %s only where', (_, desired, live, options, expected) => {
      const result = differences(desired, live, options);
      expect(
        result.differences.map(({ kind, path }) => `${kind} ${path}`),
      ).toEqual(expected);
      for (const difference of result.differences) {
        expect(difference).toEqual({
          path: difference.path,
          kind: difference.kind,
          isSecret: true,
        });
      }
      const text = JSON.stringify(result);
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(btoa(SECRET).slice(0, 12));
    });

    it('tells no value of what is named like a secret', () => {
      const desired = changed(object => {
        podOf(object).containers[0].env = [
          { name: 'DB_PASSWORD', value: SECRET },
          { name: 'API_TOKEN', value: SECRET },
        ];
      }, DEPLOYMENT);
      const live = changed(object => {
        podOf(object).containers[0].env = [{ name: 'DB_PASSWORD', value: 'x' }];
      });
      expect(differences(desired, live).differences).toEqual([
        {
          path: `${WEB}.env[name=API_TOKEN]`,
          kind: 'missing',
          isSecret: true,
        },
        {
          path: `${WEB}.env[name=DB_PASSWORD].value`,
          kind: 'changed',
          isSecret: true,
        },
      ]);
    });

    it('tells addresses without their credentials', () => {
      const withArgs = (arg: string) =>
        changed(
          object => (podOf(object).containers[0].args = [arg]),
          DEPLOYMENT,
        );
      const result = differences(
        withArgs(`postgres://bot:${SECRET}@db.example.com/cart`),
        withArgs('--password=hunter2'),
      );
      expect(JSON.stringify(result)).not.toMatch(/s3cret|hunter2/);
    });

    it('does not compare where it does not know what to keep', () => {
      expect(
        diffObjects(DEPLOYMENT, LIVE_DEPLOYMENT, { secretPaths: ['a['] }),
      ).toEqual({ isComparable: false, because: 'secret-path' });
    });
  });

  it.each<[unknown, unknown, string]>([
    [undefined, DEPLOYMENT, 'not-an-object'],
    [DEPLOYMENT, null, 'not-an-object'],
    [DEPLOYMENT, {}, 'other-object'],
    [{}, {}, 'other-object'],
    [DEPLOYMENT, { ...LIVE_DEPLOYMENT, kind: 'DaemonSet' }, 'other-object'],
    [
      DEPLOYMENT,
      { ...LIVE_DEPLOYMENT, metadata: { name: 'other' } },
      'other-object',
    ],
    [
      DEPLOYMENT,
      { ...LIVE_DEPLOYMENT, apiVersion: 'extensions/v1beta1' },
      'other-object',
    ],
    [
      DEPLOYMENT,
      { ...LIVE_DEPLOYMENT, apiVersion: 'apps/v1beta1' },
      'other-version',
    ],
  ])('never calls equal what cannot be compared, case %#', (...given) => {
    const [desired, live, because] = given;
    expect(diffObjects(desired, live)).toEqual({
      isComparable: false,
      because,
    });
  });

  describe('of large and hostile objects', () => {
    const configMap = (data: unknown) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data,
    });

    it('tells the first differences, and how many there are', () => {
      const keys = Array.from({ length: 500 }, (_, index) => `k${index}`);
      const of = (value: string, names: string[]) =>
        configMap(Object.fromEntries(names.map(key => [key, value])));
      const result = differences(of('a', keys), of('b', keys));
      expect(result).toMatchObject({ total: 500, truncated: true });
      expect(result.differences).toHaveLength(MAX_DIFFERENCES);
      const other = differences(of('a', keys.slice().reverse()), of('b', keys));
      expect(other).toEqual(result);
    });

    it('tells the beginning of a long value, and what the whole is known by', () => {
      const of = (end: string) => configMap({ a: 'x'.repeat(9000) + end });
      const [difference] = differences(of('1'), of('2')).differences;
      const { desired, live } = difference;
      expect(desired).toMatchObject({ truncated: true });
      expect(desired!.text).toHaveLength(MAX_TOLD_LENGTH);
      expect(live!.text).toBe(desired!.text);
      expect(live!.sha256).not.toBe(desired!.sha256);
    });

    it('compares long lists in little time', () => {
      const env = (value: string) =>
        changed(object => {
          podOf(object).containers[0].env = Array.from(
            { length: 50_000 },
            (_, index) => ({ name: `n${index}`, value }),
          );
        }, DEPLOYMENT);
      expect(differences(env('a'), env('b')).total).toBe(50_000);
      const list = (last: number) => ({
        apiVersion: 'x/v1',
        kind: 'X',
        spec: [...new Array(100_000).fill(1), last],
      });
      expect(found(list(1), list(2))).toEqual(['changed spec']);
    });

    it('takes names of prototypes for names', () => {
      const of = (text: string) =>
        JSON.parse(
          `{"apiVersion":"v1","kind":"ConfigMap","data":{"__proto__":${text},"constructor":"x"}}`,
        );
      expect(found(of('"a"'), of('"b"'))).toEqual(['changed data.__proto__']);
      expect(
        found(of('{"toString":"a"}'), configMap({ constructor: 'x' })),
      ).toEqual(['missing data.__proto__']);
      expect(found(configMap({ toString: 'x' }), configMap({}))).toEqual([
        'missing data.toString',
      ]);
    });

    it('finds whatever differs in what nothing is known of', () => {
      const widget = (spec: unknown) => ({
        apiVersion: 'x/v1',
        kind: 'X',
        spec,
      });
      // What is null is absent, but for items of lists.
      const withoutNulls = (value: any): any => {
        if (Array.isArray(value)) return value.map(withoutNulls);
        if (typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(
          Object.entries(value)
            .filter(([, each]) => each !== null)
            .map(([key, each]) => [key, withoutNulls(each)]),
        );
      };
      fc.assert(
        fc.property(
          fc.jsonValue({ maxDepth: 3 }),
          fc.jsonValue({ maxDepth: 3 }),
          fc.boolean(),
          (left, other, isSame) => {
            const right = isSame ? JSON.parse(JSON.stringify(left)) : other;
            const text = (value: unknown) =>
              canonicalText(withoutNulls(parsed(widget(value))));
            expect(
              found(widget(left), widget(right), { isExclusive: true }).length >
                0,
            ).toBe(text(left) !== text(right));
          },
        ),
        { numRuns: 500 },
      );
    });

    it('never throws, finds nothing in itself, and is the same each time', () => {
      const spec = fc.jsonValue({ maxDepth: 5 });
      const object = fc
        .tuple(
          fc.constantFrom(
            ['apps/v1', 'Deployment'],
            ['v1', 'Service'],
            ['v1', 'Secret'],
            ['autoscaling/v2', 'HorizontalPodAutoscaler'],
            ['x/v1', 'X'],
          ),
          spec,
          spec,
          spec,
        )
        .map(([[apiVersion, kind], a, b, c]) => [
          { apiVersion, kind, spec: a, metadata: b, data: c },
          { apiVersion, kind, spec: b, metadata: c, data: a },
        ]);
      fc.assert(
        fc.property(object, fc.boolean(), ([left, right], isExclusive) => {
          expect(found(left, left, { isExclusive })).toEqual([]);
          const once = diffObjects(left, right, { isExclusive });
          expect(diffObjects(left, right, { isExclusive })).toEqual(once);
        }),
      );
    });
  });
});
