import { MAX_ALERTS, readAlerts } from './readAlerts';
import { rulesAnswerSchema, type AlertSettings } from './schema';

const NOW = '2026-11-20T06:00:00Z';
const NO_SETTINGS = {} as AlertSettings;

type Written = Record<string, unknown>;

function rule(over: Written = {}): Written {
  return {
    name: 'TooSlow',
    type: 'alerting',
    health: 'ok',
    lastEvaluation: '2026-11-20T05:59:30Z',
    alerts: [],
    ...over,
  };
}

function alert(labels: Record<string, string>, over: Written = {}): Written {
  return {
    labels: { alertname: 'TooSlow', ...labels },
    state: 'firing',
    activeAt: '2026-11-20T05:00:00Z',
    ...over,
  };
}

function read(rules: Written[], settings = NO_SETTINGS, interval = 30) {
  return readAlerts(
    rulesAnswerSchema.parse({
      status: 'success',
      data: { groups: [{ interval, rules }] },
    }),
    { settings, answeredAt: NOW },
  );
}

function problemsOf(items: ReturnType<typeof readAlerts>): string[] {
  if ('invalid' in items) return [items.invalid];
  return items.flatMap(
    ({ item }) => (item as { problem?: string }).problem ?? [],
  );
}

describe('readAlerts', () => {
  it('tells what fires, and neither what may soon nor what does not', () => {
    const items = read([
      rule({
        alerts: [
          alert({ namespace: 'shop' }),
          alert({ namespace: 'pay' }, { state: 'pending' }),
          alert({ namespace: 'bank' }, { state: 'inactive' }),
        ],
      }),
    ]);
    expect(items).toMatchObject([
      { name: 'TooSlow', item: { labels: { namespace: 'shop' } } },
    ]);
  });

  it('takes alerts with the same labels for one, which is as old as the older', () => {
    const items = read([
      rule({ alerts: [alert({ a: '1', b: '2' })] }),
      rule({
        alerts: [
          alert({ b: '2', a: '1' }, { activeAt: '2026-11-20T04:00:00Z' }),
        ],
      }),
    ]);
    expect(items).toMatchObject([{ item: { since: '2026-11-20T04:00:00Z' } }]);
  });

  it.each([
    ['could not be evaluated', { health: 'err', lastError: 'no such metric' }],
    ['was not evaluated yet', { health: 'unknown' }],
    ['was not evaluated yet', { health: undefined }],
    [
      'does not say when it was evaluated',
      { lastEvaluation: '0001-01-01T00:00:00Z' },
    ],
    [
      'was last evaluated at 2026-11-20T05:50:00Z',
      { lastEvaluation: '2026-11-20T05:50:00Z' },
    ],
    ['which is to come', { lastEvaluation: '2026-11-20T07:00:00Z' }],
    [
      "has an alert that is 'recovering'",
      { alerts: [alert({}, { state: 'recovering' })] },
    ],
  ])('does not know of a rule that %s', (words, over) => {
    expect(problemsOf(read([rule(over)]))).toEqual([
      expect.stringContaining(`the rule 'TooSlow' ${words}`.slice(0, 19)),
    ]);
    expect(problemsOf(read([rule(over)]))[0]).toContain(words);
  });

  it('keeps what a rule found that cannot be evaluated any more', () => {
    const items = read([
      rule({ health: 'err', alerts: [alert({ namespace: 'shop' })] }),
    ]);
    expect(items).toHaveLength(2);
    expect(problemsOf(items)).toHaveLength(1);
  });

  it('waits for a rule as long as its group does', () => {
    const seldom = rule({ lastEvaluation: '2026-11-20T05:40:00Z' });
    expect(problemsOf(read([seldom], NO_SETTINGS, 600))).toEqual([]);
    expect(problemsOf(read([seldom], NO_SETTINGS, 60))).toHaveLength(1);
  });

  it('takes no answer without rules for alerts for one in which nothing fires', () => {
    const none = { invalid: 'it has no rules for alerts of the cluster' };
    expect(read([])).toEqual(none);
    expect(read([rule({ type: 'recording' })])).toEqual(none);
    expect(
      read([rule({ labels: { cluster: 'eu1' } })], {
        clusterLabel: 'cluster',
        clusterId: 'us1',
      } as AlertSettings),
    ).toEqual(none);
  });

  it('takes no rule without a list for one of which nothing fires', () => {
    expect(read([rule({ alerts: undefined })])).toHaveProperty('invalid');
  });

  it('takes no more than it could show', () => {
    const alerts = Array.from({ length: MAX_ALERTS + 1 }, (_, number) =>
      alert({ pod: `pod-${number}` }),
    );
    expect(read([rule({ alerts })])).toEqual({
      invalid: `more than ${MAX_ALERTS} alerts fire`,
    });
  });
});
