import fc from 'fast-check';
import { formatDriftPath, parseDriftPath, type PathStep } from './driftPath';
import { parsePathPattern, touches } from './pathPattern';

const keyValue = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('true', '80', '-1', '1e3', 'web', 'a,b', 'a]', '"', 'null'),
  fc.integer(),
  fc.boolean(),
);

const step: fc.Arbitrary<PathStep> = fc.oneof(
  fc
    .oneof(fc.string(), fc.constantFrom('__proto__', 'a.b', 'a=b', 'spec', '*'))
    .map(field => ({ field })),
  keyValue.map(value => ({ value })),
  fc
    .array(fc.tuple(fc.string(), keyValue), { minLength: 1, maxLength: 3 })
    .map(keys => ({ keys })),
);

describe('formatDriftPath', () => {
  it.each<[PathStep[], string]>([
    [[], ''],
    [[{ field: 'spec' }, { field: 'replicas' }], 'spec.replicas'],
    [
      [
        { field: 'spec' },
        { field: 'containers' },
        { keys: [['name', 'web']] },
        { field: 'image' },
      ],
      'spec.containers[name=web].image',
    ],
    [
      [
        { field: 'ports' },
        {
          keys: [
            ['containerPort', 80],
            ['protocol', 'TCP'],
          ],
        },
      ],
      'ports[containerPort=80,protocol=TCP]',
    ],
    [
      [{ field: 'metadata' }, { field: 'labels' }, { field: 'a.b/c' }],
      'metadata.labels["a.b/c"]',
    ],
    [
      [{ field: 'volumeMounts' }, { keys: [['mountPath', '/etc/x']] }],
      'volumeMounts[mountPath=/etc/x]',
    ],
    [[{ keys: [['name', '80']] }], '[name="80"]'],
    [[{ keys: [['name', 'a\u202eb']] }], '[name="a\\u202eb"]'],
    [[{ field: 'finalizers' }, { value: 'x/y' }], 'finalizers[=x/y]'],
  ])('of %j is %s', (steps, text) => {
    expect(formatDriftPath(steps)).toBe(text);
    expect(parseDriftPath(text)).toEqual(steps);
  });

  it('is read back as what it was', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), steps => {
        expect(parseDriftPath(formatDriftPath(steps))).toEqual(steps);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseDriftPath', () => {
  it.each([
    '.',
    '.a',
    'a..b',
    'a.',
    'a[',
    'a[]',
    'a[x]',
    'a["x',
    'a[x=1,]',
    'a b',
    'a[=1,=2]',
    '["a"]b',
  ])('does not take %j for a path', text => {
    expect(parseDriftPath(text)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(() => parseDriftPath(text)).not.toThrow();
        expect(() => parsePathPattern(text)).not.toThrow();
      }),
    );
  });

  it('takes no longer for what is hostile', () => {
    expect(parseDriftPath(`a[${'"a",'.repeat(50_000)}`)).toBeUndefined();
    expect(parseDriftPath(`["${'\\'.repeat(100_000)}`)).toBeUndefined();
  });
});

describe('touches', () => {
  it.each([
    ['spec.users[*].password', 'spec.users[name=x].password', true],
    ['spec.users[*].password', 'spec.users[name=x].password.hash', true],
    ['spec.users[*].password', 'spec.users', true],
    ['spec.users[*].password', 'spec', true],
    ['spec.users[*].password', 'spec.users[name=x].name', false],
    ['spec.*', 'spec.a', true],
    ['spec.*', 'metadata', false],
    ['data["a.b"]', 'data["a.b"]', true],
    ['data["a.b"]', 'data.a', false],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(touches(parsePathPattern(pattern)!, parseDriftPath(path)!)).toBe(
      expected,
    );
  });

  it.each(['', 'a[', 'a[0', 'a b', '["x\\q"]'])('%j is no pattern', text => {
    expect(parsePathPattern(text)).toBeUndefined();
  });
});
