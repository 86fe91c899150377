import fc from 'fast-check';
import { KubernetesError } from '../errors';
import { chunked } from '../testing/chunked';
import { deployments } from '../testing/objects';
import type {
  KubernetesObject,
  ObjectVersion,
  OversizedObject,
} from '../types';
import { ListScanner, type ListScannerOptions } from './ListScanner';

// The first runs are slow on a machine that does much else.
jest.setTimeout(60_000);

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function scan(chunks: Buffer[], options: Partial<ListScannerOptions> = {}) {
  const scanner = new ListScanner({
    resource: deployments,
    maxObjectBytes: 8 * 1024 * 1024,
    toleratesOversized: false,
    ...options,
  });
  const items: KubernetesObject[] = [];
  const skipped: ObjectVersion[] = [];
  const oversized: OversizedObject[] = [];
  let mostHeld = 0;
  let batches = 0;
  const take = (batch: {
    items: KubernetesObject[];
    skipped: ObjectVersion[];
    oversized: OversizedObject[];
  }) => {
    batches += 1;
    items.push(...batch.items);
    skipped.push(...batch.skipped);
    oversized.push(...batch.oversized);
  };
  for (const chunk of chunks) {
    for (const batch of scanner.read(chunk)) {
      take(batch);
    }
    mostHeld = Math.max(mostHeld, scanner.held);
  }
  const early = items.length;
  const { page, batch } = scanner.end();
  take(batch);
  return { items, skipped, oversized, page, mostHeld, early, batches, scanner };
}

function failure(
  chunks: Buffer[],
  options: Partial<ListScannerOptions> = {},
): string {
  try {
    scan(chunks, options);
  } catch (error) {
    if (error instanceof KubernetesError && error.kind === 'invalid') {
      return error.reason;
    }
    throw error;
  }
  return 'none';
}

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));

const list = (items: unknown[]) => ({
  kind: 'DeploymentList',
  apiVersion: 'apps/v1',
  metadata: { resourceVersion: '100' },
  items,
});

/** In pieces of this many bytes. */
function inPieces(bytes: Buffer, length: number): Buffer[] {
  return chunked(
    bytes,
    Array.from(
      { length: Math.ceil(bytes.length / length) },
      (_, i) => i * length,
    ),
  );
}

const shuffled = <T>(value: fc.Arbitrary<Record<string, T>>) =>
  value.chain(record =>
    fc
      .shuffledSubarray(Object.keys(record), {
        minLength: Object.keys(record).length,
      })
      .map(keys => Object.fromEntries(keys.map(key => [key, record[key]]))),
  );

// Strings that look like what the scanner looks for.
const misleading = fc.constantFrom(
  'metadata',
  'managedFields',
  '"managedFields":[{}]',
  '\\"uid\\":\\"x\\"',
  '{"metadata":{"uid":"fake"',
  ']}',
  '\\\\',
  '\\u',
  '"',
  '🚀\ud800',
  '\u0000',
  APPLIED,
);
const text = fc.oneof(fc.string({ unit: 'binary' }), misleading);
// Without backslashes: where V8 has seen a key that ends with one, it takes others for it (Node 24.21: after `{"\\\\":1}` it reads
// `{"\\"":1}` as the same key), and the comparison would fail for a fault of JSON.parse.
const key = text.map(each => each.replaceAll('\\', '/'));
const anything = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const extras = fc.dictionary(key, fc.oneof(anything, text), { maxKeys: 4 });
const name = fc.string({ minLength: 1, unit: 'binary' });

const metadata = fc
  .tuple(
    extras,
    shuffled(
      fc.record(
        {
          name,
          uid: name,
          resourceVersion: fc.oneof(name, fc.constant('7')),
          namespace: fc.constant('shop'),
          labels: extras,
          annotations: fc
            .tuple(extras, fc.option(text, { nil: undefined }))
            .map(([others, applied]) => ({
              ...others,
              ...(applied === undefined ? {} : { [APPLIED]: applied }),
            })),
          managedFields: fc.oneof(
            fc.array(extras, { maxLength: 3 }),
            extras,
            fc.constant(null),
            text,
          ),
        },
        { requiredKeys: ['name', 'uid'] },
      ) as fc.Arbitrary<Record<string, unknown>>,
    ),
  )
  .map(([others, own]) => ({ ...others, ...own }));

const item = shuffled(
  fc
    .tuple(extras, metadata, fc.boolean(), anything)
    .map(([others, meta, named, spec]) => ({
      ...others,
      spec,
      ...(named ? { apiVersion: 'apps/v1', kind: 'Deployment' } : {}),
      metadata: meta,
    })) as fc.Arbitrary<Record<string, unknown>>,
).map(({ kind, apiVersion, ...rest }) => ({
  ...rest,
  // Extras may have made these up.
  ...(kind === 'Deployment' && apiVersion === 'apps/v1'
    ? { kind, apiVersion }
    : {}),
}));

const page = shuffled(
  fc.record({
    kind: fc.constant('DeploymentList'),
    apiVersion: fc.constant('apps/v1'),
    metadata: fc.constant({ resourceVersion: '100', extra: ['items', ']'] }),
    items: fc.array(item, { maxLength: 5 }),
  }) as fc.Arbitrary<Record<string, unknown>>,
);

function expected(value: Record<string, unknown>) {
  const { items } = JSON.parse(JSON.stringify(value));
  return items.map((each: any) => {
    delete each.metadata.managedFields;
    const { annotations } = each.metadata;
    if (annotations && typeof annotations === 'object') {
      delete annotations[APPLIED];
    }
    return { apiVersion: 'apps/v1', kind: 'Deployment', ...each };
  });
}

const parse = (bytes: Buffer) =>
  JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));

function isJson(bytes: Buffer): boolean {
  try {
    parse(bytes);
    return true;
  } catch {
    return false;
  }
}

/** What the scanner makes of a damaged page. */
function itemsOf(bytes: Buffer) {
  try {
    return scan([bytes]).items;
  } catch (error) {
    if (error instanceof KubernetesError) {
      return 'refused';
    }
    throw error;
  }
}

/** What it may make of it: refusing is always right, reading something else than JSON.parse never. */
function wantedOf(bytes: Buffer) {
  const isReadable = itemsOf(bytes) !== 'refused';
  return isReadable ? expected(parse(bytes)) : 'refused';
}

describe('ListScanner', () => {
  it('reads what JSON.parse reads, without managed fields, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        page,
        fc.array(fc.nat(), { maxLength: 40 }),
        fc.constantFrom(0, 1, '\t', '\r\n  '),
        (value, cuts, indent) => {
          const text_ = JSON.stringify(value, null, indent);
          const result = scan(chunked(Buffer.from(text_), cuts));
          expect(result.items).toEqual(expected(value));
          expect(result.page).toEqual({ resourceVersion: '100' });
          expect(result.scanner.count).toBe((value.items as unknown[]).length);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps everything where it is asked to', () => {
    fc.assert(
      fc.property(page, fc.array(fc.nat(), { maxLength: 5 }), (value, cuts) => {
        const result = scan(chunked(bytesOf(value), cuts), {
          keepManagedFields: true,
        });
        expect(result.items).toEqual(
          (JSON.parse(JSON.stringify(value)).items as object[]).map(each => ({
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            ...each,
          })),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a page that was cut anywhere', () => {
    fc.assert(
      fc.property(page, fc.nat(), (value, cut) => {
        const bytes = bytesOf(value);
        const length = cut % bytes.length;
        expect(failure([bytes.subarray(0, length)])).not.toBe('none');
      }),
      { numRuns: 150 },
    );
  });

  it('never hands on what JSON.parse would refuse or read otherwise', () => {
    fc.assert(
      fc.property(
        page,
        fc.nat(),
        fc.constantFrom(...'{}[]",:\\x0 \u0000\ufeff', 'ÿ'),
        (value, place, put) => {
          const bytes = bytesOf(value);
          const at = place % bytes.length;
          const damaged = Buffer.concat([
            bytes.subarray(0, at),
            Buffer.from(put),
            bytes.subarray(at + 1),
          ]);
          // Only within what is cut out unread may something else than JSON stand.
          fc.pre(
            isJson(damaged) || !/managedFields|last-applied/.test(`${damaged}`),
          );
          expect(itemsOf(damaged)).toEqual(wantedOf(damaged));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('does not parse what is known', () => {
    const known = {
      metadata: {
        annotations: { a: '"uid":"other"' },
        managedFields: [{ uid: 'not-this', resourceVersion: '0' }],
        name: 'cart',
        ownerReferences: [{ uid: 'owner', name: 'owner' }],
        resourceVersion: '7',
        uid: 'u-1',
      },
      // Would fail to parse: `NaN` is put in below.
      spec: 'REPLACED',
    };
    const fresh = {
      metadata: { name: 'search', uid: 'u-2', resourceVersion: '8' },
    };
    const bytes = Buffer.from(
      JSON.stringify(list([known, fresh])).replace('"REPLACED"', 'null 1 null'),
    );
    const asked: string[] = [];
    const isKnown = (uid: string, resourceVersion: string) => {
      asked.push(`${uid}@${resourceVersion}`);
      return uid === 'u-1' && resourceVersion === '7';
    };
    const whole = scan([bytes], { isKnown });
    expect(whole.skipped).toEqual([{ uid: 'u-1', resourceVersion: '7' }]);
    expect(whole.items.map(({ metadata: { uid } }) => uid)).toEqual(['u-2']);
    expect(whole.scanner.count).toBe(2);
    expect(asked).toEqual(['u-1@7', 'u-2@8']);
    const bytewise = scan(inPieces(bytes, 1), { isKnown });
    expect(bytewise.skipped).toEqual(whole.skipped);
    expect(bytewise.items).toEqual(whole.items);
  });

  it.each([
    [
      'a uid twice',
      '{"metadata":{"name":"a","uid":"u-1","resourceVersion":"7","uid":"u-2"}}',
    ],
    [
      'metadata twice',
      '{"metadata":{"uid":"u-1","resourceVersion":"7"},"metadata":{"name":"a","uid":"u-2","resourceVersion":"7"}}',
    ],
    [
      'a uid by another spelling',
      '{"metadata":{"uid":"u-1","name":"a","resourceVersion":"7","\\u0075id":"u-2"}}',
    ],
    [
      'a uid that has an escape',
      '{"metadata":{"name":"a","uid":"u-\\u0032","resourceVersion":"7"}}',
    ],
  ])('parses a known object that has %s', (_what, object) => {
    const isKnown = jest.fn(() => true);
    const { items, skipped } = scan(
      [Buffer.from(JSON.stringify(list(['X'])).replace('"X"', object))],
      { isKnown },
    );
    expect(items.map(({ metadata: { uid } }) => uid)).toEqual(['u-2']);
    expect(skipped).toEqual([]);
  });

  it('takes managed fields out however often they are written', () => {
    const object =
      '{"metadata":{"managedFields":[1],"name":"a","managedFields" : [2] ,"m\\u0061nagedFields":[3],"uid":"u","managedFields":null}}';
    const bytes = Buffer.from(
      JSON.stringify(list(['X'])).replace('"X"', object),
    );
    for (const pieces of [[bytes], inPieces(bytes, 1)]) {
      expect(scan(pieces).items[0].metadata).toEqual({ name: 'a', uid: 'u' });
    }
  });

  describe('keeps managed fields where it is told so of them', () => {
    const ofManager = (uid: string, manager: string) => ({
      metadata: {
        annotations: { [APPLIED]: '{}' },
        managedFields: [{ manager, fieldsV1: { 'f:spec': {} } }],
        name: uid,
        uid,
      },
      spec: { manager: 'kubectl-edit' },
    });
    const items = [
      ofManager('u-1', 'helm'),
      ofManager('u-2', 'kubectl-edit'),
      { metadata: { name: 'u-3', uid: 'u-3' }, spec: 'kubectl-edit' },
      ofManager('u-4', 'helm'),
    ];
    const keepManagedFields = (bytes: Buffer) =>
      bytes.includes('"manager":"kubectl-edit"');
    const bytes = bytesOf(list(items));

    it.each([1, 7, 64, 100_000])('in pieces of %i bytes', length => {
      const found = scan(inPieces(bytes, length), { keepManagedFields });
      expect(found.items.map(({ metadata: meta }) => meta)).toEqual([
        { annotations: {}, name: 'u-1', uid: 'u-1' },
        items[1].metadata,
        { name: 'u-3', uid: 'u-3' },
        { annotations: {}, name: 'u-4', uid: 'u-4' },
      ]);
    });

    it('and reads an object without that is too large with them', () => {
      const large = ofManager('u-1', 'kubectl-edit');
      large.metadata.managedFields[0].fieldsV1 = {
        'f:spec': { pad: 'x'.repeat(200_000) },
      };
      for (const length of [1_000, 1_000_000]) {
        const found = scan(
          inPieces(
            bytesOf(list([large, ofManager('u-2', 'kubectl-edit')])),
            length,
          ),
          { keepManagedFields, maxObjectBytes: 100_000 },
        );
        expect(
          found.items.map(({ metadata: meta }) => 'managedFields' in meta),
        ).toEqual([false, true]);
      }
    });
  });

  describe('holds little', () => {
    const large = (extra: object) => ({
      metadata: {
        managedFields: [{ f: 'x'.repeat(10_000_000) }],
        name: 'cart',
        uid: 'u-1',
        ...extra,
      },
      spec: { replicas: 3 },
    });

    it('of 10 MB of managed fields', () => {
      const { items, mostHeld } = scan(
        inPieces(bytesOf(list([large({})])), 65_536),
        { maxObjectBytes: 100_000 },
      );
      expect(items).toEqual([
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'cart', uid: 'u-1' },
          spec: { replicas: 3 },
        },
      ]);
      expect(mostHeld).toBeLessThan(150_000);
    });

    it('of an object that is too large, which costs only itself', () => {
      const objects = [
        { metadata: { name: 'a', uid: 'u-a' } },
        {
          metadata: { name: 'b', uid: 'u-b' },
          data: 'x'.repeat(500_000),
          more: 'y"\\',
        },
        { metadata: { name: 'c', uid: 'u-c' } },
      ];
      for (const piece of [10_000_000, 65_536, 101]) {
        const {
          items,
          oversized,
          mostHeld,
          page: end,
        } = scan(inPieces(bytesOf(list(objects)), piece), {
          maxObjectBytes: 100_000,
          toleratesOversized: true,
        });
        expect(items.map(({ metadata: { uid } }) => uid)).toEqual([
          'u-a',
          'u-c',
        ]);
        expect(oversized).toEqual([{ uid: 'u-b', name: 'b' }]);
        expect(mostHeld).toBeLessThan(200_000);
        expect(end.resourceVersion).toBe('100');
      }
    });

    it('and says so where nobody wants to know of such objects, or it cannot say which it is', () => {
      const reason = 'answered a list whose item 0 is larger than 1000 bytes';
      const named = bytesOf(
        list([{ metadata: { name: 'a', uid: 'u' }, data: 'x'.repeat(2_000) }]),
      );
      const nameless = bytesOf(
        list([{ data: 'x'.repeat(2_000), metadata: { name: 'a', uid: 'u' } }]),
      );
      const limits = { maxObjectBytes: 1_000 };
      expect(failure([named], limits)).toBe(reason);
      expect(failure(inPieces(named, 100), limits)).toBe(reason);
      expect(
        failure(inPieces(nameless, 100), {
          ...limits,
          toleratesOversized: true,
        }),
      ).toBe(reason);
    });

    it('hands objects on while the page is still coming', () => {
      const objects = Array.from({ length: 300 }, (_, index) => ({
        metadata: { name: `a-${index}`, uid: `u-${index}` },
        data: 'x'.repeat(10_000),
      }));
      const result = scan(inPieces(bytesOf(list(objects)), 65_536));
      expect(result.early).toBeGreaterThan(200);
      expect(result.batches).toBe(3);
      expect(result.mostHeld).toBeLessThan(1_300_000);
    });

    it('but hands nothing on before it knows of which kind it is', () => {
      const objects = Array.from({ length: 1_500 }, (_, index) => ({
        metadata: { name: `a-${index}`, uid: `u-${index}` },
      }));
      const { items, ...rest } = list([]);
      const bytes = bytesOf({ items: objects, ...rest });
      expect(items).toEqual([]);
      const result = scan(inPieces(bytes, 1_000));
      expect(result.early).toBe(0);
      expect(result.items).toHaveLength(1_500);
      expect(failure(inPieces(bytes, 1_000), { maxObjectBytes: 10_000 })).toBe(
        'answered too many items before it said of which kind',
      );
      const own = objects.map(object => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        ...object,
      }));
      expect(
        scan(inPieces(bytesOf({ items: own, ...rest }), 1_000)).early,
      ).toBe(1_500);
    });
  });

  describe('refuses', () => {
    const around = (text_: string) =>
      Buffer.from(JSON.stringify(list(['X'])).replace('"X"', text_));

    it.each([
      [
        'nesting that is too deep',
        around(`{"a":${'['.repeat(11_000)}${']'.repeat(11_000)}}`),
        'item 0 nests deeper than 10000 levels',
      ],
      [
        'brackets that do not match',
        around('{"a":[}'),
        'item 0 has brackets that do not match',
      ],
      [
        'NUL between fields',
        around('{"a":1,\u0000"b":2}'),
        'item 0 has a byte where none may stand',
      ],
      [
        'NUL within text',
        around('{"a":"\u0000"}'),
        'item 0 has a control character in a string',
      ],
      [
        'a missing comma',
        around('{"metadata":{"name":"a","uid":"u"}} {}'),
        'not JSON, or truncated',
      ],
      [
        'a comma too many',
        around('{"metadata":{"name":"a","uid":"u"}},'),
        'item 1 is no object',
      ],
      [
        'an item that is no JSON',
        around('{"metadata":{"name":"a" "uid":"u"}}'),
        'item 0 is no valid JSON',
      ],
      [
        'an item that is no UTF-8',
        Buffer.from(
          around('{"metadata":{"name":"a","uid":"u\u00ff"}}').toString(
            'latin1',
          ),
          'latin1',
        ).map((byte, index, all) =>
          byte === 0xc3 && all[index + 1] === 0xbf ? 0x41 : byte,
        ) as Buffer,
        'item 0 is no valid JSON',
      ],
      [
        'items twice',
        Buffer.from(
          '{"kind":"DeploymentList","apiVersion":"apps/v1","items":[],"items":[],"metadata":{"resourceVersion":"1"}}',
        ),
        'names a field twice',
      ],
      [
        'a kind twice',
        Buffer.from(
          '{"kind":"DeploymentList","apiVersion":"apps/v1","items":[],"kind":"PodList","metadata":{"resourceVersion":"1"}}',
        ),
        'names a field twice',
      ],
      [
        'items by another spelling',
        Buffer.from(
          '{"kind":"DeploymentList","apiVersion":"apps/v1","it\\u0065ms":[{}],"metadata":{"resourceVersion":"1"}}',
        ),
        'no plain name',
      ],
      [
        'a Table',
        bytesOf({
          kind: 'Table',
          apiVersion: 'meta.k8s.io/v1',
          metadata: { resourceVersion: '1' },
          rows: [],
        }),
        "answered 'Table' where a list of Deployment was asked for",
      ],
      [
        'a long envelope',
        bytesOf({ pad: 'x'.repeat(2_000_000), ...list([]) }),
        'answered more than 1 MiB beside its items',
      ],
      [
        'what follows the end',
        Buffer.from(`${JSON.stringify(list([]))}x`),
        'not JSON, or truncated',
      ],
    ])('%s', (_what, bytes, reason) => {
      expect(failure([bytes])).toContain(reason);
      expect(
        failure(inPieces(bytes, Math.max(7, Math.ceil(bytes.length / 1_000)))),
      ).toContain(reason);
    });

    it('a wrong kind before it looks at the items', () => {
      const scanner = new ListScanner({
        resource: deployments,
        maxObjectBytes: 1_000,
        toleratesOversized: false,
      });
      expect(() => [
        ...scanner.read(
          Buffer.from('{"kind":"PodList","apiVersion":"v1","items":['),
        ),
      ]).toThrow("answered 'PodList'");
    });
  });

  it('is not led astray by keys that mean something to JavaScript', () => {
    const bytes = Buffer.from(
      JSON.stringify(list(['X'])).replace(
        '"X"',
        '{"__proto__":{"kind":"Pod"},"metadata":{"__proto__":{"uid":"x"},"name":"a","uid":"u","labels":{"__proto__":"1","constructor":"2"}}}',
      ),
    );
    const [object] = scan([bytes]).items;
    expect(object.kind).toBe('Deployment');
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(object.metadata)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });

  it('takes 10,000 labels and halves of pairs', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [
        `label-${index}`,
        '\ud800',
      ]),
    );
    const { items } = scan(
      inPieces(
        bytesOf(list([{ metadata: { name: 'a', uid: 'u', labels } }])),
        1_000,
      ),
    );
    expect(items[0].metadata.labels).toEqual(labels);
  });
});
