import {
  type AdapterPoll,
  mapObject,
} from '@fleetview/backstage-plugin-fleet-node';
import { adapters } from '../adapters';

const ASKED_AT = '2026-11-20T06:00:00Z';

function pollOf(name: string): AdapterPoll {
  const [id, kind] = name.split('/');
  return adapters
    .find(adapter => adapter.id === id)!
    .polls!.find(poll => poll.kind === kind)!;
}

function contextOf(poll: AdapterPoll, settings: unknown) {
  const read = poll.readSettings(settings);
  if ('invalid' in read) throw new Error(read.invalid);
  return {
    namespace: 'costs',
    settings: read.settings,
    askedAt: ASKED_AT,
    answeredAt: ASKED_AT,
  };
}

/** The day that a path asks about: of Prometheus it is told by its end. */
function dayIn(path: string): string {
  const [, time] = /[?&]time=([^&]+)/.exec(path) ?? [];
  return time
    ? new Date(Date.parse(time) - 86_400_000).toISOString().slice(0, 10)
    : /window=(\d{4}-\d{2}-\d{2})/.exec(path)![1];
}

const row = (day: string) => ({
  properties: {
    cluster: 'one',
    namespace: 'shop',
    controllerKind: 'deployment',
    controller: 'cart',
  },
  start: `${day}T00:00:00Z`,
  minutes: 1440,
  cpuCost: 2,
  ramCost: 1,
  totalCost: 3,
});

/** By poll: what it answers of a day with data, and of one without. */
const TOOLS: Record<
  string,
  {
    full(path: string, day: string): unknown;
    empty: unknown;
    settings?: object;
  }
> = {
  'opencost/Allocation': {
    full: (_, day) => ({
      code: 200,
      data: [{ 'one/shop/deployment/cart': row(day) }],
    }),
    empty: { code: 200, data: [{}] },
  },
  'kubecost/Allocation': {
    full: (_, day) => ({
      code: 200,
      data: [{ 'one/shop/deployment/cart': row(day) }],
    }),
    empty: { code: 200, data: [] },
  },
  'opencost/Asset': {
    full: (_, day) => ({
      code: 200,
      data: {
        'aws/node-1': {
          type: 'Node',
          properties: { cluster: 'one', name: 'node-1' },
          start: `${day}T00:00:00Z`,
          minutes: 1440,
          totalCost: 5,
        },
      },
    }),
    empty: { code: 200, data: {} },
  },
  'prometheus/Allocation': {
    full: path => ({
      status: 'success',
      data: {
        resultType: 'vector',
        result: [
          {
            metric: {
              namespace: 'shop',
              owner_kind: 'StatefulSet',
              owner_name: 'cart',
              node: 'node-1',
            },
            value: [0, path.includes('hourly_cost') ? '0.03' : '24'],
          },
        ],
      },
    }),
    empty: { status: 'success', data: { resultType: 'vector', result: [] } },
  },
};

describe.each(Object.entries(TOOLS))(
  'history that %s is asked for',
  (name, tool) => {
    const poll = pollOf(name);

    function read(settings: object, isEmpty: (day: string) => boolean) {
      const context = contextOf(poll, settings);
      const answers = poll.paths(context).map(path => {
        const day = dayIn(path);
        return isEmpty(day) ? tool.empty : tool.full(path, day);
      });
      const reading = poll.read(answers, context);
      if ('invalid' in reading) return reading;
      const days = new Set<string>();
      const gaps: string[] = [];
      for (const item of reading.items) {
        const mapped = mapObject(poll, poll.version, item);
        if ('skipped' in mapped) gaps.push(mapped.detail!);
        else {
          for (const fact of mapped.facts) {
            if (fact.type === 'allocation')
              days.add(fact.window.start.slice(0, 10));
          }
        }
      }
      return { days: [...days].sort(), gaps };
    }

    it('is none unless settings say so', () => {
      const days = new Set(poll.paths(contextOf(poll, {})).map(dayIn));
      expect([...days]).toEqual(['2026-11-18', '2026-11-19']);
    });

    it('is of so many whole days before the others, at most 90', () => {
      const days = [
        ...new Set(
          poll.paths(contextOf(poll, { days: 2, historyDays: 90 })).map(dayIn),
        ),
      ];
      expect(days).toHaveLength(92);
      expect(days[0]).toBe('2026-08-20');
      expect(days.at(-1)).toBe('2026-11-19');
      expect(poll.readSettings({ historyDays: 91 })).toHaveProperty('invalid');
      expect(poll.readSettings({ historyDays: -1 })).toHaveProperty('invalid');
      expect(poll.readSettings({ days: 15 })).toHaveProperty('invalid');
    });

    it('says which days between others have no data, and puts nothing in their place', () => {
      expect(
        read({ days: 1, historyDays: 5 }, day =>
          ['2026-11-16', '2026-11-17'].includes(day),
        ),
      ).toEqual({
        days: ['2026-11-14', '2026-11-15', '2026-11-18', '2026-11-19'],
        gaps: [
          expect.stringContaining('no data for 2026-11-16'),
          expect.stringContaining('no data for 2026-11-17'),
        ],
      });
    });

    it('begins with the first day of which there are data', () => {
      expect(
        read({ days: 1, historyDays: 5 }, day => day < '2026-11-17'),
      ).toEqual({
        days: ['2026-11-17', '2026-11-18', '2026-11-19'],
        gaps: [],
      });
    });

    it.each([
      ['the last day', ['2026-11-19']],
      ['the day before, which was asked for as one with data', ['2026-11-18']],
      ['every day', undefined],
    ])('does not make an answer without data for %s one', (_, empty) => {
      expect(
        read({ days: 2, historyDays: 4 }, day => empty?.includes(day) ?? true),
      ).toEqual({ invalid: expect.stringContaining('no data for') });
    });
  },
);

describe('history of a Thanos', () => {
  it('has no gap where a store may be away: it may have the day the next time', () => {
    const poll = pollOf('prometheus/Allocation');
    const tool = TOOLS['prometheus/Allocation'];
    const context = contextOf(poll, { days: 1, historyDays: 3 });
    const answers = poll.paths(context).map(path =>
      dayIn(path) === '2026-11-17'
        ? {
            ...(tool.empty as object),
            warnings: ['No StoreAPIs matched for this query'],
          }
        : tool.full(path, dayIn(path)),
    );
    expect(poll.read(answers, context)).toEqual({
      invalid: expect.stringContaining('No StoreAPIs matched'),
    });
  });
});

describe('assets', () => {
  const poll = pollOf('opencost/Asset');
  const context = contextOf(poll, { days: 2 });

  it('are of a day in part where one of the day cannot be read', () => {
    const tool = TOOLS['opencost/Asset'];
    const answers = poll.paths(context).map(path => {
      const day = dayIn(path);
      const full = tool.full(path, day) as { data: object };
      return day === '2026-11-19'
        ? { ...full, data: { ...full.data, 'aws/node-2': { type: 'Node' } } }
        : full;
    });
    const reading = poll.read(answers, context);
    if ('invalid' in reading) throw new Error(reading.invalid);
    const parts = reading.items.flatMap(item => {
      const mapped = mapObject(poll, poll.version, item);
      return 'skipped' in mapped
        ? []
        : mapped.facts.flatMap(fact =>
            fact.type === 'allocation'
              ? [[fact.window.start.slice(0, 10), fact.partial]]
              : [],
          );
    });
    expect(parts.sort()).toEqual([
      ['2026-11-18', undefined],
      ['2026-11-19', true],
    ]);
  });
});
