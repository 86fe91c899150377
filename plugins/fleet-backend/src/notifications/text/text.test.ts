import type { AnyNews, NewsData } from '../kinds';
import { cleanText } from './cleanText';
import { describeDigest } from './describeDigest';
import { describeNews } from './describeNews';

const TEAM = 'group:default/payments';

const failing = (
  over: Partial<Extract<NewsData['critical-failure'], { what: 'new' }>> = {},
): AnyNews => ({
  kind: 'critical-failure',
  data: {
    what: 'new',
    engine: 'kyverno',
    policy: 'no-root',
    since: Date.parse('2026-11-30T06:01:00Z'),
    things: 3,
    places: { a: { name: 'prod', things: 3 } },
    ...over,
  },
});

const BUDGET = {
  of: 'owner' as const,
  name: TEAM,
  target: TEAM,
  period: 'month',
  first: '2026-11-01',
  last: '2026-11-30',
  threshold: 80,
  limit: 1000,
  money: 'USD',
};

describe('cleanText', () => {
  it.each([
    ['one\ntwo\r\nthree', 'one two three'],
    ['a\u202Eb\u200Bc\0d', 'a b c d'],
    [
      '<!channel> [see](https://evil.example/x) `x` *y*',
      '!channel see (https: evil.example/x) x y',
    ],
    ['https://user:secret@host/', 'https: @host/'],
    ['x'.repeat(200), `${'x'.repeat(79)}…`],
    ['😀'.repeat(100), `${'😀'.repeat(79)}…`],
    ['half \ud83d', 'half'],
  ])('%j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });
});

describe('describeNews', () => {
  it('names the worst clusters of many, and counts the others', () => {
    const places = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `c-${index}`,
        { name: `cluster-${index}`, things: index === 7 ? 9 : 1 },
      ]),
    );
    expect(describeNews(failing({ things: 308, places }), TEAM)).toEqual({
      title: "Critical policy 'no-root' fails",
      line: "Critical policy 'no-root' (kyverno) began to fail: 308 failures on 300 clusters, most on cluster-7, cluster-0, cluster-1, since 2026-11-30 06:01 UTC",
      severity: 'critical',
      link: '/catalog/default/group/payments/compliance',
    });
  });

  it('leads to pages of ours only, whatever names say', () => {
    const hostile = '"><a href=javascript:x>/../..?x=1#y&z';
    const link = (news: AnyNews, recipient = TEAM) =>
      describeNews(news, recipient).link;
    expect(link(failing({ policy: hostile }), 'user:default/rita')).toBe(
      '/fleet/compliance',
    );
    expect(
      link({
        kind: 'engine-lost',
        data: {
          engine: 'Kyverno',
          cluster: { id: hostile, name: hostile },
          how: 'gone',
        },
      }),
    ).toBe(`/fleet/clusters/${encodeURIComponent(hostile)}?tab=policies`);
    expect(
      link({
        kind: 'budget-crossed',
        data: { ...BUDGET, used: 800, isAtLeast: false },
      }),
    ).toBe('/catalog/default/group/payments/cost');
  });

  it('says of an engine that is gone another thing than of one that cannot be read', () => {
    const lost = (how: 'gone' | 'unreadable') =>
      describeNews(
        {
          kind: 'engine-lost',
          data: {
            engine: 'Kyverno',
            cluster: { id: 'a', name: 'prod' },
            how,
            reason: 'forbidden',
          },
        },
        TEAM,
      );
    expect(lost('gone').title).toBe('Kyverno is gone from prod');
    expect(lost('unreadable')).toMatchObject({
      title: 'Kyverno on prod cannot be read',
      line: expect.stringContaining('whether it still runs is not known'),
    });
  });

  it('says what drifts, where, since when, by whom, and who asks', () => {
    const drift = (over: Partial<NewsData['drift']> = {}) =>
      describeNews(
        {
          kind: 'drift',
          data: {
            episode: 'e/1',
            kind: 'Deployment',
            namespace: 'shop',
            name: 'cart',
            cluster: { id: 'a', name: 'prod' },
            class: 'human',
            path: 'spec.replicas',
            paths: 3,
            since: Date.parse('2026-11-30T06:01:00Z'),
            isAtLeast: true,
            isUnconfirmed: false,
            author: 'kubectl-edit',
            by: 'user:default/rita',
            note: 'please have\na look at [this](https://evil.example)',
            ...over,
          },
        },
        TEAM,
      );
    expect(drift()).toEqual({
      title: "Deployment 'shop/cart' drifts on prod",
      line: "Deployment 'shop/cart' on prod is not as desired (human) in spec.replicas and 2 more, since 2026-11-30 06:01 UTC or longer, written by what calls itself 'kubectl-edit'; user:default/rita asks you to look at it: 'please have a look at this (https: evil.example)'",
      severity: 'high',
      link: '/fleet/drift?episode=e%2F1',
    });
    expect(
      drift({
        class: 'missing',
        namespace: undefined,
        author: undefined,
        note: undefined,
        isAtLeast: false,
        isUnconfirmed: true,
      }).line,
    ).toBe(
      "Deployment 'cart' on prod is not there, since 2026-11-30 06:01 UTC, and nobody sees it now; user:default/rita asks you to look at it",
    );
    expect(drift({ class: 'controller' }).severity).toBe('normal');
    expect([...drift({ note: 'x'.repeat(600) }).line].length).toBeLessThan(800);
  });

  it('counts exceptions that are overdue on a cluster, and names one of them', () => {
    const overdue = (things: number, confirmed: boolean) =>
      describeNews(
        {
          kind: 'exception-overdue',
          data: {
            things,
            engine: 'kyverno',
            kind: 'PolicyException',
            namespace: 'shop',
            name: 'late',
            cluster: { id: 'a', name: 'prod' },
            confirmed,
          },
        },
        TEAM,
      );
    expect(overdue(1, true).title).toBe(
      "Exception 'shop/late' is still applied on prod",
    );
    expect(overdue(3, true)).toMatchObject({
      title: '3 exceptions are still applied on prod',
      line: "3 exceptions are still applied on prod though their time is over: PolicyException 'shop/late' (kyverno) and 2 more",
    });
    expect(overdue(3, false).line).toContain('or were when last seen, on prod');
  });

  it('says of what is used at least that, and of what is expected how sure it is', () => {
    expect(
      describeNews(
        {
          kind: 'budget-crossed',
          data: { ...BUDGET, used: 812.5, isAtLeast: true },
        },
        TEAM,
      ),
    ).toMatchObject({
      severity: 'high',
      line: "80 % of owner group:default/payments's budget of the month is used: at least 812.50 USD of 1,000 USD since 2026-11-01",
    });
    expect(
      describeNews(
        {
          kind: 'budget-expected',
          data: {
            ...BUDGET,
            money: '',
            expected: 950,
            low: 900,
            high: 990,
            confidence: 'low',
          },
        },
        TEAM,
      ),
    ).toMatchObject({
      severity: 'normal',
      line: "80 % of owner group:default/payments's budget of the month is expected to be used by 2026-11-30: 950.00 of 1,000, between 900.00 and 990.00, by a forecast of low confidence",
    });
  });
});

describe('describeDigest', () => {
  it('says what weighs most first, and how much more there is', () => {
    const news = [
      {
        kind: 'exception-expiring' as const,
        data: {
          type: 'policy',
          waives: ['limits', 'x'],
          expiresAt: Date.parse('2026-12-07'),
          withinDays: 7,
        },
      },
      ...Array.from({ length: 25 }, (_, index) =>
        failing({ policy: `p-${index}` }),
      ),
    ];
    const digest = describeDigest(news, { recipient: TEAM, count: 30 });
    const lines = digest.line.split('\n');
    expect(digest).toMatchObject({
      title: 'Fleet: 25 policy failures, 1 ending exception, 4 more',
      severity: 'critical',
      link: '/catalog/default/group/payments/compliance',
    });
    expect(lines).toHaveLength(21);
    expect(lines[0]).toContain("'p-0'");
    expect(lines[20]).toBe('And 10 more.');
    expect(digest.line.length).toBeLessThan(6_000);
  });

  it('is the piece of news itself where there is one', () => {
    expect(
      describeDigest([failing()], { recipient: TEAM, count: 1 }).title,
    ).toBe("Critical policy 'no-root' fails");
  });
});
