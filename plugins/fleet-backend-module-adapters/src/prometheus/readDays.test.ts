import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CostItem, CostLine } from '../costs/lineSchema';
import { readDays } from './readDays';
import { readQueries, SIZING_QUANTITIES, type Quantity } from './readQueries';
import { prometheusSettings, type VectorAnswer } from './schema';

const FIXTURE: { answers: VectorAnswer[] } = parse(
  readFileSync(join(__dirname, '__fixtures__/allocation-sizing.yaml'), 'utf8'),
);

/** What is read where one question is answered otherwise. */
function read(
  quantity?: Quantity,
  change: (answer: VectorAnswer) => VectorAnswer = answer => answer,
  more: object = {},
) {
  const settings = prometheusSettings.parse({
    days: 1,
    currency: 'USD',
    sizing: true,
    ...more,
  });
  const questions = readQueries({ settings, askedAt: '2026-11-20T06:00:00Z' });
  const told = [...FIXTURE.answers];
  if (settings.network) {
    // Before what is asked for right-sizing.
    const empty = { ...told[0], data: { ...told[0].data, result: [] } };
    told.splice(-SIZING_QUANTITIES.length, 0, empty, empty, empty, empty);
  }
  expect(questions).toHaveLength(told.length);
  const answers = questions.map((question, index) =>
    question.quantity === quantity ? change(told[index]) : told[index],
  );
  const items = readDays({ answers, questions, settings });
  if ('invalid' in items) return items;
  return items.map(({ item }) => item as CostLine);
}

function linesOf(...options: Parameters<typeof read>): CostLine[] {
  const lines = read(...options);
  if ('invalid' in lines) throw new Error(lines.invalid);
  return lines;
}

const warned = (answer: VectorAnswer): VectorAnswer => ({
  ...answer,
  warnings: ['store 10.0.3.4:10901: rpc error: code = Unavailable'],
});
/** More series than are taken. */
const tooLong = (answer: VectorAnswer): VectorAnswer => ({
  ...answer,
  data: {
    ...answer.data,
    result: Array.from({ length: 20_001 }, () => ({})),
  },
});
const withoutNumber = (answer: VectorAnswer): VectorAnswer => ({
  ...answer,
  data: {
    ...answer.data,
    result: [
      ...answer.data.result,
      { metric: { namespace: 'else' }, value: [1763596800, 'NaN'] },
    ],
  },
});
const hours = (value: string) => (answer: VectorAnswer) => ({
  ...answer,
  data: {
    ...answer.data,
    result: [{ metric: {}, value: [1763596800, value] }],
  },
});
const sizesOf = (lines: CostLine[]) =>
  lines.flatMap(({ sizing }) => sizing ?? []);

describe('readDays', () => {
  const usual = linesOf();

  it('tells what requests are sized by', () => {
    expect(sizesOf(usual)).toHaveLength(2);
  });

  it.each([
    ['too long', tooLong],
    ['of a part', warned],
  ])(
    'keeps the costs where an answer for right-sizing is %s, and sizes nothing',
    (_, change) => {
      for (const quantity of ['oomEvents', 'ramHigh', 'oomEnded'] as const) {
        const lines = linesOf(quantity, change);
        expect(sizesOf(lines)).toEqual([]);
        expect(lines).toEqual(
          usual.map(({ sizing: _sizing, ...line }) => line),
        );
      }
    },
  );

  it('keeps the costs of several clusters where one series for right-sizing has no number', () => {
    const several = { clusterLabel: 'cluster' };
    const whole = linesOf(undefined, undefined, several);
    expect(linesOf('throttled', withoutNumber, several)).toEqual(whole);
    expect(linesOf('throttled', warned, several).length).toBe(whole.length);
    // Of what things cost a part is no whole.
    expect(read('cpuRequested', warned, several)).toHaveProperty('invalid');
    expect(read('cpuRequested', tooLong)).toHaveProperty('invalid');
  });

  it('says of how many minutes samples are, and means over them', () => {
    const half = linesOf('hoursTold', hours('12'));
    expect(half.map(({ minutes }) => minutes)).toEqual(usual.map(() => 720));
    expect(half[0].warnings).toContain('there are samples of 12 hours');
    const [before, after] = [usual[0], half[0]].map(({ usage }) => usage);
    expect(after.cpuCoresRequested).toBeCloseTo(before.cpuCoresRequested! * 2);
    const pods = (lines: CostLine[]) => sizesOf(lines)[0].replicas!;
    expect(pods(half)).toBeCloseTo(pods(usual) * 2);
    expect(half[0].costs).toEqual(usual[0].costs);
    // The first and the last sample are not at the ends of the day; some servers count both.
    for (const told of ['23.2', '24.083333']) {
      expect(linesOf('hoursTold', hours(told))).toEqual(usual);
    }
  });

  it('takes no day for a whole one of which something is known to be missing', () => {
    const isPart = (...options: Parameters<typeof read>) =>
      new Set(linesOf(...options).map(({ partial }) => partial));
    expect(isPart()).toEqual(new Set([undefined]));
    const part = new Set([true]);
    expect(isPart('cpuRequested', warned)).toEqual(part);
    expect(isPart('ramRequested', withoutNumber)).toEqual(part);
    for (const told of ['NaN', '0']) {
      expect(isPart('hoursTold', hours(told))).toEqual(part);
    }
    // Of one node there is no price.
    const first = (answer: VectorAnswer): VectorAnswer => ({
      ...answer,
      data: { ...answer.data, result: answer.data.result.slice(0, 1) },
    });
    expect(isPart('cpuPrice', first)).toEqual(part);
  });

  it.each(['NaN', '-1', '+Inf', '-Inf', '1e400', 'many', ''])(
    'takes %j for no number of GPUs, and the day for one in part',
    value => {
      const one =
        (metric: Record<string, string>) =>
        (answer: VectorAnswer): VectorAnswer => ({
          ...answer,
          data: {
            ...answer.data,
            result: [{ metric, value: [1763596800, value] }],
          },
        });
      for (const [quantity, metric] of [
        [
          'gpuRequested',
          { namespace: 'shop', owner_kind: 'Job', owner_name: 'a' },
        ],
        ['nodeGpus', { node: 'node-a', resource: 'nvidia_com_gpu' }],
        ['gpuPrice', { node: 'node-a' }],
      ] as const) {
        const lines = linesOf(quantity, one(metric));
        expect(lines.map(({ costs }) => costs)).toEqual(
          usual.map(({ costs }) => costs),
        );
        expect(lines[0]).toMatchObject({
          partial: true,
          warnings: ['1 series had no number'],
        });
      }
    },
  );

  describe('by label', () => {
    const labels: { answers: VectorAnswer[] } = parse(
      readFileSync(
        join(__dirname, '__fixtures__/allocation-labels.yaml'),
        'utf8',
      ),
    );
    /** What is read where labels are told otherwise. */
    function readLabels(
      change: (answer: VectorAnswer) => VectorAnswer = answer => answer,
      more: object = {},
    ) {
      const settings = prometheusSettings.parse({
        days: 1,
        labels: ['example.com/costCenter'],
        ...more,
      });
      const questions = readQueries({
        settings,
        askedAt: '2026-11-20T06:00:00Z',
      });
      const items = readDays({
        answers: questions.map(({ quantity }, index) =>
          quantity === 'labelled'
            ? change(labels.answers[index])
            : labels.answers[index],
        ),
        questions,
        settings,
      });
      if ('invalid' in items) return items;
      const lines: CostLine[] = [];
      const problems: string[] = [];
      for (const { item } of items) {
        const each = item as CostItem;
        if ('problem' in each) problems.push(each.problem);
        else lines.push(each);
      }
      return { lines, problems };
    }
    const linesBy = (grain: string, told: ReturnType<typeof readLabels>) => {
      if ('invalid' in told) throw new Error(told.invalid);
      return told.lines.filter(each => each.grain === grain);
    };
    const sum = (lines: CostLine[]) =>
      lines.reduce((all, { costs }) => all + costs.total, 0);

    it('is the same money', () => {
      const told = readLabels();
      expect(sum(linesBy('label', told))).toBeCloseTo(
        sum(linesBy('workload', told)),
      );
    });

    it('says where nothing has the label, and what it costs all the same', () => {
      const told = readLabels(answer => ({
        ...answer,
        data: {
          ...answer.data,
          result: [{ metric: { namespace: 'shop' }, value: [1, '24'] }],
        },
      }));
      expect(linesBy('label', told)).toEqual([]);
      expect(linesBy('workload', told)).toEqual(
        linesBy('workload', readLabels()),
      );
      expect(told).toHaveProperty('problems', [
        "nothing is known to have the label 'example.com/costCenter' on 2026-11-19: kube-state-metrics tells those that --metric-labels-allowlist names",
      ]);
    });

    it('is a part where the answer is, and no answer where that is too long', () => {
      for (const change of [warned, withoutNumber]) {
        const lines = linesBy('label', readLabels(change));
        expect(lines.length).toBeGreaterThan(3);
        expect(new Set(lines.map(({ partial }) => partial))).toEqual(
          new Set([true]),
        );
      }
      expect(readLabels(tooLong)).toHaveProperty('invalid');
      expect(readLabels(warned, { clusterLabel: 'cluster' })).toHaveProperty(
        'invalid',
      );
    });
  });

  it.each(['NaN', '-1', '+Inf', '-Inf', '1e400'])(
    'takes %j for nothing that is sent or that a load balancer costs',
    value => {
      const network = { network: true };
      const orders = {
        namespace: 'shop',
        owner_kind: 'StatefulSet',
        owner_name: 'orders',
      };
      for (const [quantity, metric] of [
        ['loadBalancers', { namespace: 'shop', service_name: 'a' }],
        ['networkEgress', { ...orders, internet: 'true' }],
        ['networkPrice', { destination: 'internet' }],
        ['networkSent', orders],
        ['networkReceived', orders],
      ] as const) {
        const lines = linesOf(
          quantity,
          answer => ({
            ...answer,
            data: {
              ...answer.data,
              result: [{ metric, value: [1763596800, value] }],
            },
          }),
          network,
        );
        expect(lines.map(({ costs }) => costs)).toEqual(
          usual.map(({ costs }) => costs),
        );
        expect(lines[0].partial).toBe(true);
      }
    },
  );

  it('takes no workload that is called so for a load balancer', () => {
    const one =
      (metric: Record<string, string>) =>
      (answer: VectorAnswer): VectorAnswer => ({
        ...answer,
        data: {
          ...answer.data,
          result: [
            ...answer.data.result,
            { metric, value: [1763596800, '24'] },
          ],
        },
      });
    const settings = prometheusSettings.parse({ days: 1 });
    const questions = readQueries({
      settings,
      askedAt: '2026-11-20T06:00:00Z',
    });
    const answers = questions.map(({ quantity }, index) => {
      const answer = FIXTURE.answers[index];
      if (quantity === 'loadBalancers') {
        return one({ namespace: 'shop', service_name: 'web' })(answer);
      }
      return quantity === 'cpuRequested'
        ? one({
            namespace: 'shop',
            owner_kind: 'load-balancers',
            owner_name: 'web',
          })(answer)
        : answer;
    });
    const items = readDays({ answers, questions, settings });
    if ('invalid' in items) throw new Error(items.invalid);
    expect(
      items.filter(({ name }) => name.endsWith('shop/load-balancers/web')),
    ).toHaveLength(2);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });

  it('takes a remark on a query for no warning', () => {
    const remarked = (answer: VectorAnswer): VectorAnswer => ({
      ...answer,
      warnings: ['PromQL info: metric might not be a counter'],
    });
    expect(linesOf('restarts', remarked)).toEqual(usual);
  });
});
