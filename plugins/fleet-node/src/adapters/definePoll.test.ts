import { z } from 'zod';
import { defineAdapter } from './defineAdapter';
import { definePoll } from './definePoll';
import { mapObject } from './mapObject';
import type { PollReading } from './types';

const poll = definePoll({
  group: 'api.shop',
  version: 'v2',
  kind: 'Till',
  facts: ['namespace'],
  reads: 'tills',
  extension: { role: 'tills', grants: 'tills' },
  service: { name: 'shop', port: 80, scheme: 'http' },
  intervalSeconds: 60,
  maxBytes: 1_000,
  paths: () => ['/tills', '/more-tills'],
  answer: z.object({ tills: z.array(z.unknown()) }),
  items: answers =>
    answers.flatMap(({ tills }) =>
      tills.map(item => {
        const name = (item as { name: string }).name.trim();
        return { key: name, name, item };
      }),
    ),
  item: z.object({ phase: z.string() }),
  map: ({ phase }, { source, answeredAt }) => {
    if (phase === 'throw') throw new Error('out of order');
    return {
      facts: [
        {
          type: 'namespace',
          subject: { type: 'observer' },
          source,
          part: '',
          labels: { answeredAt },
          annotations: {},
          name: source.name,
          phase: phase as 'active',
        },
      ],
    };
  },
});

const context = {
  namespace: 'shop',
  settings: undefined,
  askedAt: '2026-01-01T00:00:00Z',
  answeredAt: '2026-01-01T00:00:00Z',
};
const read = (...answers: unknown[]) => poll.read(answers, context);
const tills = (...all: unknown[]) => ({ tills: all });

function itemsOf(reading: PollReading) {
  if ('invalid' in reading) throw new Error(reading.invalid);
  return reading.items;
}

describe('definePoll', () => {
  it('makes objects of all answers, and facts of objects', () => {
    const items = itemsOf(
      read(
        tills({ name: 'one', phase: 'active' }),
        tills({ name: 'two', phase: 'active' }),
      ),
    );
    expect(items.map(({ metadata }) => metadata.name)).toEqual(['one', 'two']);
    const [item] = items;
    expect(mapObject(poll, 'v2', item)).toEqual({
      facts: [
        expect.objectContaining({
          labels: { answeredAt: context.answeredAt },
          source: {
            group: 'api.shop',
            version: 'v2',
            kind: 'Till',
            namespace: 'shop',
            name: 'one',
            uid: item.metadata.uid,
          },
        }),
      ],
    });
  });

  it('gives an item the same UID in each answer, and another in another namespace', () => {
    const answers = [tills({ name: 'one', phase: 'active' }), tills()];
    const uidIn = (namespace: string, answeredAt: string) =>
      itemsOf(poll.read(answers, { ...context, namespace, answeredAt }))[0]
        .metadata.uid;
    const uid = uidIn('shop', '2026-01-01T00:00:00Z');
    expect(uid).toMatch(/^poll-[0-9a-f]{40}$/);
    expect(uidIn('shop', '2026-02-02T00:00:00Z')).toBe(uid);
    expect(uidIn('other', '2026-01-01T00:00:00Z')).not.toBe(uid);
  });

  it.each([
    ['another form', [tills(), { tills: {} }], 'tills'],
    ['no object', [tills(), 'text'], 'expected object'],
    [
      'the same twice',
      [tills({ name: 'one' }), tills({ name: 'one ' })],
      'two items',
    ],
    ['what its function fails at', [tills(), tills({ name: 7 })], 'TypeError'],
  ])('takes %s for no answer', (_, answers, reason) => {
    expect(read(...answers)).toEqual({
      invalid: expect.stringContaining(reason),
    });
  });

  it.each([
    ['malformed', { name: 'one', phase: 7 }, 'item.phase'],
    ['mapper-failed', { name: 'one', phase: 'throw' }, 'out of order'],
    ['invalid-fact', { name: 'one', phase: 'asleep' }, 'phase'],
  ])('skips one item as %s, and no other', (skipped, item, detail) => {
    const [bad, good] = itemsOf(
      read(tills(item), tills({ name: 'two', phase: 'active' })),
    );
    expect(mapObject(poll, 'v2', bad)).toEqual({
      skipped,
      detail: expect.stringContaining(detail),
    });
    expect(mapObject(poll, 'v2', good)).toHaveProperty('facts');
  });

  it('reads its settings, and gives them to what asks and what reads', () => {
    const configured = definePoll({
      ...poll,
      settings: z
        .strictObject({ floor: z.number().default(1) })
        .default({ floor: 1 }),
      paths: ({ settings, askedAt }) => [
        `/tills?floor=${settings.floor}&at=${askedAt}`,
      ],
      answer: z.object({ tills: z.array(z.unknown()) }),
      items: ([{ tills: all }], { settings }) =>
        all.length > 0
          ? all.map((item, index) => ({
              key: `${settings.floor}/${index}`,
              name: `till-${settings.floor}-${index}`,
              item,
            }))
          : { invalid: `no tills on floor ${settings.floor}` },
      item: z.object({ phase: z.string() }),
      map: () => ({ skipped: 'irrelevant' }),
    });
    expect(configured.readSettings(undefined)).toEqual({
      settings: { floor: 1 },
    });
    expect(configured.readSettings({ floor: 'two' })).toEqual({
      invalid: expect.stringMatching(/^settings: floor: /),
    });
    expect(configured.readSettings({ flor: 2 })).toEqual({
      invalid: expect.stringContaining('flor'),
    });
    const asked = { ...context, settings: { floor: 2 } };
    expect(configured.paths(asked)).toEqual([
      '/tills?floor=2&at=2026-01-01T00:00:00Z',
    ]);
    expect(itemsOf(configured.read([tills({})], asked))[0].metadata.name).toBe(
      'till-2-0',
    );
    // An answer of the right form is not yet one that may be believed.
    expect(configured.read([tills()], asked)).toEqual({
      invalid: 'the answer: no tills on floor 2',
    });
  });

  it('reads what need not be had apart, whatever came of it', () => {
    const lenient = definePoll({
      ...poll,
      required: () => 1,
      answer: z.object({ tills: z.array(z.unknown()) }),
      items: ([{ tills: all }], { optional }) => [
        { key: 'all', name: 'all', item: { all: all.length, optional } },
      ],
      item: z.object({ phase: z.string() }),
      map: () => ({ skipped: 'irrelevant' }),
    });
    expect(lenient.required?.(context)).toBe(1);
    const answers = [tills(1), tills(2), { failed: 'cut' }, { tills: 3 }];
    expect(itemsOf(lenient.read(answers, context))[0].item).toEqual({
      all: 1,
      optional: [
        tills(2),
        { failed: 'cut' },
        { failed: expect.stringMatching(/^the answer: tills/) },
      ],
    });
    expect(lenient.read([{ failed: 'cut' }, tills()], context)).toEqual({
      invalid: expect.any(String),
    });
  });

  it('refuses settings where it takes none', () => {
    expect(poll.readSettings(undefined)).toEqual({ settings: undefined });
    expect(poll.readSettings({ floor: 1 })).toEqual({
      invalid: 'settings: it takes none',
    });
  });

  it('has a kind of its own', () => {
    const adapter = {
      id: 'shop',
      title: 'Shop',
      homepage: 'https://shop',
      watches: [],
    };
    expect(defineAdapter({ ...adapter, polls: [poll] }).polls).toEqual([poll]);
    expect(() => defineAdapter({ ...adapter, polls: [poll, poll] })).toThrow(
      "reads 'Till.api.shop' twice",
    );
  });
});
