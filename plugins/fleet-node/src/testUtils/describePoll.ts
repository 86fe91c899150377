import { parse } from 'yaml';
import { z } from 'zod';
import {
  type AdapterPoll,
  type Mapped,
  mapObject,
  type PolledObject,
} from '../adapters';
import type { AdapterFolder } from './adapterFolder';
import type { AdapterCase } from './cases';
import { checkHostileFacts } from './checkHostileFacts';
import { deepFreeze } from './deepFreeze';
import { expectCase } from './expectCase';

// As in `describeAdapters`: Jest's functions are asked for where this is loaded.
const { describe: group, it: test } = globalThis;

/** What a fixture of a poll holds: what the system answered, and when. */
const fixtureSchema = z.strictObject({
  poll: z.string(),
  namespace: z.string(),
  /** What configuration says under `settings`. */
  settings: z.unknown().optional(),
  answeredAt: z.string(),
  answers: z.array(z.unknown()),
});

function readFixture(poll: AdapterPoll, text: string) {
  const fixture = fixtureSchema.parse(parse(text));
  expect(fixture.poll).toBe(poll.kind);
  const { answers, namespace, answeredAt } = fixture;
  const read = poll.readSettings(fixture.settings);
  if ('invalid' in read) throw new Error(read.invalid);
  const { settings } = read;
  const context = { namespace, settings, answeredAt, askedAt: answeredAt };
  expect(answers).toHaveLength(poll.paths(context).length);
  return poll.read(deepFreeze(answers), context);
}

/** The facts of all items; where there are none, why not. */
function mapItems(poll: AdapterPoll, items: PolledObject[]): Mapped {
  const mapped = items.map(item =>
    mapObject(poll, poll.version, deepFreeze(item)),
  );
  const facts = mapped.flatMap(each => ('facts' in each ? each.facts : []));
  const skipped = mapped.find(each => 'skipped' in each);
  return facts.length === 0 && skipped ? skipped : { facts };
}

/** Holds a poll to its cases, and to what must come of answers that are none, and of hostile items. */
export function describePoll(
  poll: AdapterPoll,
  folder: AdapterFolder,
  cases: AdapterCase[],
  made: Set<string>,
): void {
  const read = poll.readSettings(undefined);
  const context = {
    namespace: 'shop',
    settings: 'settings' in read ? read.settings : undefined,
    askedAt: '2026-11-20T11:59:58Z',
    answeredAt: '2026-11-20T12:00:00Z',
  };
  const asked = poll.paths(context).length;
  const fill = (answer: unknown) => Array.from({ length: asked }, () => answer);

  group(`${poll.kind}, which is asked for`, () => {
    test.each(
      cases.map(entry => [entry.scenario, entry.fixture, entry] as const),
    )('%s (%s)', (_, fixture, entry) => {
      const reading = readFixture(poll, folder.read(`__fixtures__/${fixture}`));
      const mapped: Mapped =
        'invalid' in reading
          ? { skipped: 'malformed', detail: reading.invalid }
          : mapItems(poll, reading.items);
      expectCase(mapped, entry);
      if ('facts' in mapped) mapped.facts.forEach(fact => made.add(fact.type));
    });

    test.each([
      ['nothing', undefined],
      ['null', null],
      ['text', '<html></html>'],
      ['a number', 7],
      ['a list', []],
      ['an object without anything', {}],
      ['an error of a gateway', { error: 'upstream', code: 16 }],
    ])('takes %s for no answer', (_, answer) => {
      expect(poll.read(fill(answer), context)).toEqual({
        invalid: expect.any(String),
      });
    });

    test.each(cases.map(({ fixture }, turn) => [fixture, turn] as const))(
      'takes anything in any field of each item of %s',
      (fixture, turn) => {
        const reading = readFixture(
          poll,
          folder.read(`__fixtures__/${fixture}`),
        );
        if ('invalid' in reading) return;
        const problems = reading.items.flatMap(
          item =>
            checkHostileFacts(
              poll,
              poll.version,
              JSON.parse(JSON.stringify(item)),
              turn,
            ).problems,
        );
        expect(problems.slice(0, 20)).toEqual([]);
      },
      60_000,
    );

    test('needs no settings, and refuses what are none', () => {
      expect(poll.readSettings(undefined)).toHaveProperty('settings');
      expect(poll.readSettings({ noSuchSetting: 1 })).toEqual({
        invalid: expect.stringContaining('settings'),
      });
    });

    test('asks for the same with the same settings, below no other path', () => {
      expect(poll.paths(context)).toEqual(poll.paths({ ...context }));
      for (const path of poll.paths(context)) {
        expect(path).toMatch(/^\/[^/]/);
        expect(path).not.toContain('/../');
      }
    });
  });
}
