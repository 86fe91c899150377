import { parseScenario } from '../scenario/loadScenario';
import type { ScenarioInput } from '../scenario/scenarioSchema';
import { SpendCourse } from './SpendCourse';

const DAY_MS = 86_400_000;
/** A Wednesday. */
const STARTED_AT = Date.parse('2026-06-03T08:00:00Z');

const cluster = (name: string) => ({
  name,
  provider: 'aws' as const,
  region: 'eu-west-1',
  zones: ['eu-west-1a'],
  environment: 'production' as const,
  tier: 'critical',
  owner: 'shop',
  kubernetesVersion: '1.34.4',
  instanceType: 'm7i.xlarge',
  delivery: { engine: 'none' as const },
});

const SCENARIO: ScenarioInput = {
  name: 'course',
  teams: [
    { name: 'shop', title: 'Shop' },
    { name: 'search', title: 'Search' },
  ],
  domains: [{ name: 'shop', title: 'Shop', owner: 'shop' }],
  systems: [
    { name: 'web', title: 'Web', domain: 'shop', owner: 'shop' },
    { name: 'find', title: 'Find', domain: 'shop', owner: 'search' },
  ],
  components: [
    ...['cart', 'tax'].map(name => ({ name, system: 'web' })),
    { name: 'front', system: 'web', autoscaled: true },
    { name: 'index', system: 'find' },
  ].map(component => ({
    ...component,
    version: '2.3.0',
    placement: { environments: ['production' as const] },
  })),
  clusters: ['first', 'later', 'never'].map(cluster),
  spend: {
    weekend: { use: 0.6, autoscaledPods: 0.75 },
    grows: [{ team: 'search', percentPerMonth: 20 }],
    releases: [
      {
        component: 'tax',
        requestsFactor: 1.6,
        waves: [
          { clusters: ['first'], daysAgo: 40 },
          { clusters: ['later'], daysAgo: 12 },
        ],
      },
    ],
    spikes: [
      {
        cluster: 'first',
        component: 'cart',
        daysAgo: 9,
        podsFactor: 5,
        nodes: 3,
      },
    ],
    silences: [{ cluster: 'later', daysAgo: 27, days: 7 }],
  },
};

function courseOf(name: string, input = SCENARIO) {
  const scenario = parseScenario(input);
  const course = new SpendCourse({
    scenario,
    cluster: scenario.clusters.find(each => each.name === name)!,
    startedAt: STARTED_AT,
  });
  const day = (daysAgo: number) =>
    (Math.floor(STARTED_AT / DAY_MS) - daysAgo) * DAY_MS;
  return {
    at: (workload: string, daysAgo: number) =>
      course.factorsOf(
        ['index'].includes(workload) ? 'find' : 'web',
        workload,
        day(daysAgo),
      ),
    extraNodes: (daysAgo: number) => course.extraNodes(day(daysAgo)),
    isSilent: (daysAgo: number) => course.isSilent(day(daysAgo)),
  };
}

const DAYS = Array.from({ length: 92 }, (_, index) => index + 1);

describe('SpendCourse', () => {
  it('lets a team grow by so many per cent in thirty days, up to what it has now', () => {
    const { at } = courseOf('first');
    expect(at('index', 1).pods).toBe(1);
    expect(at('index', 1).pods / at('index', 31).pods).toBeCloseTo(1.2, 10);
    expect(at('index', 31).pods / at('index', 61).pods).toBeCloseTo(1.2, 10);
    expect(at('index', 61).pods / at('index', 91).pods).toBeCloseTo(1.2, 10);
    // Day after day, and nobody else's.
    for (const ago of DAYS) {
      expect(at('index', ago).pods).toBeGreaterThan(at('index', ago + 1).pods);
      expect(at('tax', ago).pods).toBe(1);
    }
  });

  it('stays what it is from the day on which the world begins', () => {
    const { at } = courseOf('first');
    for (const ago of [0, -1, -2, -30]) {
      expect(at('index', ago)).toMatchObject({ pods: 1, requests: 1 });
    }
  });

  it.each([
    ['first', 40],
    ['later', 12],
  ])('lets a release raise requests on %s %d days ago', (name, released) => {
    const { at } = courseOf(name);
    for (const ago of DAYS) {
      expect(at('tax', ago).requests).toBeCloseTo(
        ago > released ? 1 / 1.6 : 1,
        10,
      );
      // What it needs stays the same.
      expect(at('tax', ago).need).toBeCloseTo(1 / 1.6, 10);
      expect(at('cart', ago).requests).toBe(1);
    }
  });

  it('changes nothing on a cluster that has not got the release', () => {
    const { at } = courseOf('never');
    for (const ago of DAYS) {
      expect(at('tax', ago)).toMatchObject({ requests: 1, need: 1 });
    }
  });

  it('uses less on weekends, on fewer pods where they are scaled automatically', () => {
    const { at } = courseOf('first');
    // Friday, Saturday, Sunday, Monday.
    const days = [5, 4, 3, 2];
    expect(days.map(ago => at('cart', ago).use)).toEqual([1, 0.6, 0.6, 1]);
    expect(days.map(ago => at('cart', ago).pods)).toEqual([1, 1, 1, 1]);
    expect(days.map(ago => at('front', ago).pods)).toEqual([1, 0.75, 0.75, 1]);
    for (const ago of days.slice(1, 3)) {
      const { pods, use } = at('front', ago);
      expect(pods * use).toBeCloseTo(0.6, 10);
    }
    // Also what belongs to no component.
    expect(at('unknown', 3)).toEqual({
      pods: 1,
      requests: 1,
      need: 1,
      use: 0.6,
    });
  });

  it('has one day with more pods, and nodes for them, on one cluster', () => {
    const { at, extraNodes } = courseOf('first');
    const other = courseOf('later');
    for (const ago of DAYS) {
      expect(at('cart', ago).pods).toBe(ago === 9 ? 5 : 1);
      expect(extraNodes(ago)).toBe(ago === 9 ? 3 : 0);
      expect(other.at('cart', ago).pods).toBe(1);
      expect(other.extraNodes(ago)).toBe(0);
    }
  });

  it('is silent for a week on one cluster', () => {
    const { isSilent } = courseOf('later');
    expect(DAYS.filter(isSilent)).toEqual([21, 22, 23, 24, 25, 26, 27]);
    expect(DAYS.filter(courseOf('first').isSilent)).toEqual([]);
  });

  it('is flat unless a scenario says otherwise', () => {
    const { at, extraNodes, isSilent } = courseOf('first', {
      ...SCENARIO,
      spend: undefined,
    });
    for (const ago of DAYS) {
      for (const workload of ['cart', 'tax', 'front', 'index']) {
        expect(at(workload, ago)).toEqual({
          pods: 1,
          requests: 1,
          need: 1,
          use: 1,
        });
      }
      expect(extraNodes(ago)).toBe(0);
      expect(isSilent(ago)).toBe(false);
    }
  });

  it.each([
    [
      'a team that is not there',
      { grows: [{ team: 'nobody', percentPerMonth: 5 }] },
      /there is no team 'nobody'/,
    ],
    [
      'a component that is not there',
      {
        releases: [
          {
            component: 'none',
            requestsFactor: 2,
            waves: [{ clusters: ['first'], daysAgo: 3 }],
          },
        ],
      },
      /there is no component 'none'/,
    ],
    [
      'a cluster that is not there',
      { silences: [{ cluster: 'moon', daysAgo: 20, days: 7 }] },
      /there is no cluster 'moon'/,
    ],
    [
      'a silence that is not over',
      { silences: [{ cluster: 'first', daysAgo: 3, days: 7 }] },
      /must not reach beyond yesterday/,
    ],
    [
      'more days than anything has run for',
      { silences: [{ cluster: 'first', daysAgo: 200, days: 7 }] },
      /daysAgo/,
    ],
    ['an unknown key', { falls: [] }, /falls/],
  ])('is refused with %s', (_, spend, message) => {
    expect(() =>
      parseScenario({ ...SCENARIO, spend } as ScenarioInput),
    ).toThrow(message);
  });
});
