import type { AdapterPoll } from '@fleetview/backstage-plugin-fleet-node';
import { adapters } from '../adapters';
import { hourQuestions } from './hourQuestions';
import { readHourItems } from './readHourItems';

const ASKED_AT = '2026-11-20T02:40:00Z';

function pollOf(id: string): AdapterPoll {
  return adapters
    .find(adapter => adapter.id === id)!
    .polls!.find(({ kind }) => kind === 'Allocation')!;
}

const row = (start: string, totalCost: number, controller = 'cart') => ({
  properties: {
    cluster: 'one',
    namespace: 'shop',
    controllerKind: 'deployment',
    controller,
  },
  start,
  minutes: 60,
  totalCost,
});
const NAME = 'one/shop/deployment/cart';
const at = (day: number, hour: number) =>
  `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00Z`;
const setsOf = (day: number, count: number) =>
  Array.from({ length: count }, (_, hour) => ({
    [NAME]: row(at(day, hour), hour + 1),
  }));

describe.each(['opencost', 'kubecost'])('hours of %s', id => {
  const poll = pollOf(id);
  function ask(
    settings: object,
    answerOf: (path: string, index: number) => unknown,
    askedAt = ASKED_AT,
  ) {
    const own = poll.readSettings({ days: 1, ...settings });
    if ('invalid' in own) throw new Error(own.invalid);
    const asked = {
      namespace: 'costs',
      settings: own.settings,
      askedAt,
      answeredAt: askedAt,
    };
    const paths = poll.paths(asked);
    const reading = poll.read(
      paths.map((path, index) => ({ code: 200, data: answerOf(path, index) })),
      asked,
    );
    return { paths, reading };
  }
  const day = [{ [NAME]: row(at(19, 0), 24) }];
  const byHour = (reading: ReturnType<typeof ask>['reading']) => {
    if ('invalid' in reading) throw new Error(reading.invalid);
    return reading.items.flatMap(({ item }) => {
      const line = item as Record<string, any>;
      return 'problem' in line || line.grain === 'hours' ? [line] : [];
    });
  };

  it('are asked for where configuration says so, yesterday and today so far', () => {
    expect(ask({}, () => day).paths).toHaveLength(1);
    const { paths } = ask({ hours: true }, () => day);
    expect(paths).toHaveLength(3);
    expect(paths[1]).toContain(
      'window=2026-11-19T00:00:00Z,2026-11-20T00:00:00Z',
    );
    expect(paths[2]).toContain(
      'window=2026-11-20T00:00:00Z,2026-11-20T02:00:00Z',
    );
    expect(paths[2]).toMatch(/step=1h|accumulate=hour/);
    // Within the first hour nothing of today is over.
    expect(
      ask({ hours: true }, () => day, '2026-11-20T00:59:00Z').paths,
    ).toHaveLength(2);
  });

  it('are what each thing cost in each hour, and no figure where there is none', () => {
    const { reading } = ask(
      { hours: true, currency: 'EUR' },
      (_, index) =>
        [day, setsOf(19, 24), [{ [NAME]: row(at(20, 0), 5) }, {}]][index],
    );
    const [yesterday, today] = byHour(reading);
    expect(yesterday.hours).toEqual(
      Array.from({ length: 24 }, (_, hour) => hour + 1),
    );
    expect(yesterday).toMatchObject({
      costs: { total: 300 },
      minutes: 1440,
      currency: 'EUR',
      controller: 'cart',
    });
    expect(today.hours).toEqual([5, ...Array(23).fill(null)]);
    expect(today).toMatchObject({ costs: { total: 5 }, minutes: 60 });
  });

  it('take nothing of the days with them where they cannot be believed', () => {
    const { reading } = ask(
      { hours: true },
      (_, index) => [day, setsOf(19, 23), [{}, null]][index],
    );
    expect(byHour(reading)).toEqual([
      { problem: '23 sets for 24 hours of 2026-11-19' },
      { problem: 'no data by hour for 2026-11-20' },
    ]);
    if ('invalid' in reading) throw new Error(reading.invalid);
    expect(
      reading.items.filter(
        ({ item }) => (item as { grain?: string }).grain === 'workload',
      ),
    ).toHaveLength(1);
  });

  it.each([
    ['was not had', { failed: 'no answer within 120 s' }, 'no answer within'],
    ['says what went wrong', { code: 500, message: 'out of memory' }, 'code'],
    ['is none', '<html>', 'expected object'],
  ])('lose no day to an answer by hour that %s', (_, answer, reason) => {
    const own = poll.readSettings({ days: 1, hours: true });
    if ('invalid' in own) throw new Error(own.invalid);
    const asked = {
      namespace: 'costs',
      settings: own.settings,
      askedAt: ASKED_AT,
      answeredAt: ASKED_AT,
    };
    expect(poll.required?.(asked)).toBe(1);
    const reading = poll.read(
      [{ code: 200, data: day }, answer, { code: 200, data: setsOf(20, 2) }],
      asked,
    );
    const [lost, told] = byHour(reading);
    expect(lost).toEqual({
      problem: expect.stringMatching(
        new RegExp(`^hours of 2026-11-19: .*${reason}`),
      ),
    });
    expect(told).toMatchObject({ grain: 'hours', costs: { total: 3 } });
    if ('invalid' in reading) throw new Error(reading.invalid);
    expect(reading.items.map(({ item }) => item)).toContainEqual(
      expect.objectContaining({ grain: 'workload', costs: { total: 24 } }),
    );
    // A day that is not answered is no day.
    expect(
      poll.read([answer, { code: 200, data: setsOf(19, 24) }], asked),
    ).toEqual({ invalid: expect.any(String) });
  });

  it('are not told at all where a row of the hour cannot be read', () => {
    const other = 'one/shop/deployment/ledger';
    const sets: Record<string, unknown>[] = setsOf(19, 24);
    sets[3] = { ...sets[3], [other]: row(at(19, 7), 99, 'ledger') };
    sets[5] = { ...sets[5], [other]: row(at(19, 5), 8, 'ledger') };
    sets[6] = { [other]: 'nothing', [NAME]: row(at(19, 6), 7) };
    const { reading } = ask(
      { hours: true },
      (_, index) => [day, sets, [{ [NAME]: 7 }, {}]][index],
    );
    const problems = byHour(reading).filter(each => 'problem' in each);
    expect(problems.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/^hour 3 of 2026-11-19: .*ledger: start: outside/),
      expect.stringMatching(/^hour 6 of 2026-11-19: .*ledger: /),
      expect.stringMatching(/^hour 0 of 2026-11-20: .*cart: /),
    ]);
    const [cart, ledger] = byHour(reading).filter(each => 'hours' in each);
    expect([2, 3, 5, 6, 7].map(hour => cart.hours[hour])).toEqual([
      3,
      null,
      6,
      null,
      8,
    ]);
    expect(cart).toMatchObject({
      costs: { total: 300 - 4 - 7 },
      minutes: 1320,
    });
    expect(ledger).toMatchObject({ costs: { total: 8 }, minutes: 60 });
  });

  it('are of whose cluster the days are, by all names together', () => {
    const other = (start: string) => ({
      'two/shop/deployment/cart': {
        ...row(start, 5),
        properties: { ...row(start, 5).properties, cluster: 'two' },
      },
    });
    const { reading } = ask(
      { hours: true },
      (_, index) =>
        [
          [{ [NAME]: row(at(19, 0), 24), ...other(at(19, 0)) }],
          setsOf(19, 24),
          // Of today the other one alone is told.
          [other(at(20, 0)), other(at(20, 1))],
        ][index],
    );
    const [one, two] = byHour(reading);
    expect(one).toMatchObject({ cluster: 'one', of: 'reference' });
    expect(two).toMatchObject({ cluster: 'two', of: 'reference' });
    if ('invalid' in reading) throw new Error(reading.invalid);
    const ofs = reading.items.flatMap(
      ({ item }) => (item as { of: string }).of,
    );
    expect(ofs.filter(of => of === 'observer')).toEqual([]);
  });

  it('of one cluster are its own where the tool knows of no other', () => {
    const { reading } = ask(
      { hours: true },
      (_, index) => [day, setsOf(19, 24), setsOf(20, 2)][index],
    );
    const own = id === 'opencost' ? 'observer' : 'reference';
    expect(byHour(reading).map(({ of }) => of)).toEqual([own, own]);
  });

  it('are mapped to allocations of their own grain', () => {
    const { reading } = ask(
      { hours: true },
      (_, index) => [day, setsOf(19, 24), setsOf(20, 2)][index],
    );
    if ('invalid' in reading) throw new Error(reading.invalid);
    const item = reading.items.find(
      each => (each.item as { grain?: string }).grain === 'hours',
    );
    const mapped = poll.map(item, {
      source: {
        group: 'api',
        version: 'v1',
        kind: 'Allocation',
        name: 'x',
        namespace: 'costs',
        uid: 'u',
      },
    } as never);
    expect(mapped).toMatchObject({
      facts: [
        {
          type: 'allocation',
          grain: 'hours',
          hours: expect.arrayContaining([1, 24]),
        },
      ],
    });
  });
});

describe('readHourItems', () => {
  it('takes no more things than a day may have, whatever each hour has', () => {
    const [, question] = hourQuestions('/costs', 'step=1h', ASKED_AT);
    const most = (hour: number) =>
      Object.fromEntries(
        ['a', 'b'].map(each => {
          const controller = `job-${hour}-${each}`;
          return [
            `one/shop/job/${controller}`,
            row(at(20, hour), 1, controller),
          ];
        }),
      );
    const items = (mostThings: number) =>
      readHourItems({
        answers: [{ code: 200, data: [most(0), most(1)], warning: undefined }],
        questions: [question],
        of: () => 'observer',
        mostThings,
      }).map(({ item }) => item);
    expect(items(3)).toEqual([
      { problem: 'more than 3 things by hour on 2026-11-20' },
    ]);
    expect(items(4)).toHaveLength(4);
  });
});
