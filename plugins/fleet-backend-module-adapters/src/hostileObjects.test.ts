import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AdapterWatch,
  mapObject,
} from '@fleetview/backstage-plugin-fleet-node';
import { readApiVersion } from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { parse } from 'yaml';
import { adapters } from './adapters';

const JUNK: unknown[] = [
  null,
  0,
  -1,
  1e300,
  true,
  '',
  'x'.repeat(5_000),
  '\u202e\u0000\ud800',
  [],
  [null, 1, 'x', {}, []],
  {},
  { a: { b: {} } },
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
];

/** All copies of a value in which one place holds something else. */
function* spoiled(value: unknown): Generator<unknown> {
  yield* JUNK;
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      for (const other of spoiled(element)) {
        yield value.with(index, other);
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      for (const other of spoiled(entry)) {
        yield { ...value, [key]: other };
      }
    }
  }
}

const UNSAFE = /[\p{Cf}\p{Cs}]|(?![\t\n\r])\p{Cc}/u;

/** All texts and keys that a value holds. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    yield key;
    yield* textsOf(entry);
  }
}

function fixtureOf(id: string, watch: AdapterWatch) {
  const folder = join(__dirname, id, '__fixtures__');
  // The longest one says the most.
  const [longest] = readdirSync(folder)
    .filter(file => file.startsWith(`${watch.kind.toLowerCase()}-`))
    .map(file => readFileSync(join(folder, file), 'utf8'))
    .sort((left, right) => right.length - left.length);
  return parse(longest);
}

describe.each(
  adapters.flatMap(adapter =>
    adapter.watches.map(watch => [watch.kind, adapter.id, watch] as const),
  ),
)('a hostile %s', (_, id, watch) => {
  const object = fixtureOf(id, watch);
  const version = readApiVersion(object.apiVersion)?.version ?? '';

  it('becomes facts or is refused, whatever one of its fields holds', () => {
    const faults = new Set<string>();
    let tried = 0;
    for (const spoiledObject of spoiled(object)) {
      tried++;
      const mapped = mapObject(watch, version, spoiledObject);
      const isOurFault =
        'skipped' in mapped &&
        (mapped.skipped === 'mapper-failed' ||
          mapped.skipped === 'invalid-fact');
      if (isOurFault) faults.add(`${mapped.skipped}: ${mapped.detail}`);
      if ('facts' in mapped) {
        for (const text of textsOf(mapped.facts)) {
          if (UNSAFE.test(text)) faults.add(`unsafe: ${JSON.stringify(text)}`);
        }
      }
    }
    expect([...faults]).toEqual([]);
    expect(tried).toBeGreaterThan(100);
    expect({}).not.toHaveProperty('polluted');
  });
});

it('keeps facts small when an object is huge', () => {
  const application = adapters
    .flatMap(adapter => adapter.watches)
    .find(watch => watch.kind === 'Application');
  const mapped =
    application &&
    mapObject(application, 'v1alpha1', {
      metadata: {
        name: 'cart',
        uid: '1',
        namespace: 'argocd',
        labels: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, index) => [`l${index}`, 'x']),
        ),
      },
      spec: { source: { repoURL: `https://${'x'.repeat(100_000)}` } },
      status: {
        health: { status: 'Degraded', message: 'm'.repeat(1_000_000) },
        resources: Array.from({ length: 20_000 }, (_, index) => ({
          kind: 'ConfigMap',
          name: `c${index}`,
        })),
        history: Array.from({ length: 5_000 }, () => ({ revision: 'r' })),
        summary: { images: Array.from({ length: 5_000 }, () => 'cart:1') },
      },
    });
  expect(mapped).toMatchObject({
    facts: [{ health: 'degraded', brings: { total: 20_000 } }],
  });
  expect(JSON.stringify(mapped).length).toBeLessThan(400_000);
});
