import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { factSchema } from '@fleetview/backstage-plugin-fleet-common';
import {
  type AdapterPoll,
  mapObject,
  type PollReading,
} from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { adapters } from './adapters';

/** Nothing of this is what a field should hold. */
const JUNK: readonly unknown[] = [
  null,
  '',
  'NaN',
  '<html><body>502 Bad Gateway</body></html>',
  'x'.repeat(100_000),
  '9999-12-31T23:59:59Z',
  true,
  -1,
  -1e308,
  1e308,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  5e-324,
  Number.MAX_SAFE_INTEGER,
  [],
  [null, 1, 'x', {}, []],
  {},
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
];

/** All copies of a value in which one place holds something else. */
function* spoiled(value: unknown): Generator<unknown> {
  yield* JUNK;
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      for (const other of spoiled(element)) yield value.with(index, other);
    }
    yield [...value, ...value];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      for (const other of spoiled(entry)) yield { ...value, [key]: other };
      const { [key]: _, ...without } = value as Record<string, unknown>;
      yield without;
    }
  }
}

/** Reasons that are not the answer's fault. */
const OUR_FAULTS = ['mapper-failed', 'invalid-fact'];

/** @param sound - items without a problem: of an answer in which one place is spoiled, most are as they were */
function problemsOf(
  poll: AdapterPoll,
  reading: PollReading,
  sound: Set<string>,
): string[] {
  if ('invalid' in reading) {
    return reading.invalid.length > 1024 ? ['a reason without bounds'] : [];
  }
  return reading.items.flatMap(item => {
    const digest = createHash('sha256').update(serialize(item)).digest('hex');
    if (sound.has(digest)) return [];
    const problems = problemsOfItem(poll, item);
    if (problems.length === 0) sound.add(digest);
    return problems;
  });
}

function problemsOfItem(poll: AdapterPoll, item: unknown): string[] {
  const mapped = mapObject(poll, poll.version, item);
  if ('skipped' in mapped) {
    return OUR_FAULTS.includes(mapped.skipped)
      ? [`${mapped.skipped}: ${mapped.detail}`]
      : [];
  }
  return mapped.facts.flatMap(fact => {
    const checked = factSchema.safeParse(fact);
    return checked.success ? [] : [checked.error.message];
  });
}

type Fixture = {
  poll: string;
  namespace: string;
  settings?: unknown;
  answeredAt: string;
  answers: unknown[];
};

function fixturesOf(id: string, poll: AdapterPoll): [string, Fixture][] {
  const folder = join(__dirname, id, '__fixtures__');
  return readdirSync(folder)
    .map(file => {
      const fixture = parse(readFileSync(join(folder, file), 'utf8'));
      return [file, fixture] as [string, Fixture];
    })
    .filter(([, fixture]) => fixture?.poll === poll.kind);
}

function readingOf(poll: AdapterPoll, fixture: Fixture, answers: unknown[]) {
  const read = poll.readSettings(fixture.settings);
  if ('invalid' in read) throw new Error(read.invalid);
  return poll.read(answers, {
    namespace: fixture.namespace,
    settings: read.settings,
    askedAt: fixture.answeredAt,
    answeredAt: fixture.answeredAt,
  });
}

describe.each(
  adapters.flatMap(({ id, polls = [] }) =>
    polls.map(poll => [`${id}/${poll.kind}`, id, poll] as const),
  ),
)('a hostile answer to %s', (_, id, poll) => {
  const believed = fixturesOf(id, poll).filter(
    ([, fixture]) => 'items' in readingOf(poll, fixture, fixture.answers),
  );

  it('becomes facts or is refused, whatever one of its fields holds', () => {
    const problems = new Set<string>();
    const sound = new Set<string>();
    let tried = 0;
    // The longest say the most.
    const longest = believed
      .toSorted(
        ([, left], [, right]) =>
          JSON.stringify(right).length - JSON.stringify(left).length,
      )
      .slice(0, 3);
    for (const [file, fixture] of longest) {
      const answers = JSON.parse(JSON.stringify(fixture.answers)) as unknown[];
      for (const other of spoiled(answers)) {
        // As many as were asked for: each is an answer of its own.
        if (!Array.isArray(other) || other.length !== answers.length) continue;
        tried += 1;
        for (const problem of problemsOf(
          poll,
          readingOf(poll, fixture, other),
          sound,
        )) {
          problems.add(`${file}: ${problem}`);
        }
      }
    }
    expect([...problems].slice(0, 20)).toEqual([]);
    expect(tried).toBeGreaterThan(50);
    expect({}).not.toHaveProperty('polluted');
  }, 120_000);

  it('is not believed as a whole where nothing in it can be read', () => {
    for (const [, fixture] of believed) {
      for (const junk of JUNK) {
        const reading = readingOf(
          poll,
          fixture,
          fixture.answers.map(() => junk),
        );
        expect(reading).toHaveProperty('invalid');
      }
    }
    expect(believed).not.toEqual([]);
  });
});
