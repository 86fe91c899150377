import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  aggregateAllocations,
  type AggregateOptions,
  type AllocationFact,
  type CostAllocation,
  type CostProperty,
  efficiencyOf,
} from '@fleetview/backstage-plugin-fleet-common';
import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { deepFreeze } from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import { allocationRowSchema } from './costs/allocationRow';
import { readAllocationRow } from './costs/readAllocationRow';
import { opencostPolls } from './opencost/polls';
import { prometheusPolls } from './prometheus/polls';
import { readSamples } from './prometheus/readSamples';
import { vectorAnswerSchema } from './prometheus/schema';

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('costs that OpenCost states');

type Expected = {
  aggBy: string;
  aggOpts: string;
  totalCost: number;
  results: Record<string, number>;
};
type Sets = { data: Record<string, unknown>[] };

function readSample<T>(path: string): T {
  return JSON.parse(
    readFileSync(join(corpus ?? '', 'opencost/samples', path), 'utf8'),
  );
}

const WINDOW = { start: '2024-01-01T00:00:00Z', end: '2024-01-02T00:00:00Z' };

/** What OpenCost's tests aggregate, read as answers are. */
function allocationsOf(sample: string): CostAllocation[] {
  const { data } = readSample<Sets>(`replayed/${sample}.json`);
  return data.flatMap(set =>
    Object.entries(set).map(([name, raw]) => {
      const read = readAllocationRow(name, raw, WINDOW);
      if ('problem' in read) throw new Error(read.problem);
      const { node, pod, container, services, labels, annotations } =
        allocationRowSchema.parse(raw).properties ?? {};
      return { ...read, node, pod, container, services, labels, annotations };
    }),
  );
}

const PROPERTY = /Allocation(\w+)Prop|"((?:label|annotation):[^"]+)"/g;

/** `[]string{AllocationClusterProp, "label:app"}` */
function propertiesOf(aggBy: string): CostProperty[] {
  return [...aggBy.matchAll(PROPERTY)].map(
    ([, name, keyed]) =>
      (keyed ??
        {
          ControllerKind: 'controllerKind',
          DaemonSet: 'daemonset',
          StatefulSet: 'statefulset',
        }[name] ??
        name.toLowerCase()) as CostProperty,
  );
}

/** Of the whole day, as OpenCost's test has it: 7 for each hour. */
const OVERHEAD = 7 * 24;

function idleOf(text: string): AggregateOptions['idle'] {
  if (/ShareIdle: ShareWeighted/.test(text)) return 'share';
  return /SplitIdle: true/.test(text) ? 'split' : 'separate';
}

/** `&AllocationAggregationOptions{ ShareIdle: ShareWeighted, … }` */
function optionsOf({ aggBy, aggOpts }: Expected): AggregateOptions {
  // What stands after the options belongs to the expectation.
  const [text] = aggOpts.split('numResults');
  const filter = /mustParseFilter\(`(\w+):"(\w+)"`\)/.exec(text);
  const namespace = /Share: namespaceEquals\("(\w+)"\)/.exec(text)?.[1];
  const label = /Share: labelEquals\("(\w+)", "(\w+)"\)/.exec(text);
  return {
    by: propertiesOf(aggBy),
    idle: idleOf(text),
    sharedSplit: /ShareSplit: ShareEven/.test(text) ? 'even' : 'weighted',
    ...(/SharedHourlyCosts/.test(text) && { overhead: OVERHEAD }),
    ...(filter && {
      filter: allocation =>
        allocation[filter[1] as 'cluster' | 'namespace'] === filter[2],
    }),
    ...(namespace && {
      shared: allocation => allocation.namespace === namespace,
    }),
    ...(label && {
      shared: ({ labels }) => labels?.[label[1]] === label[2],
    }),
  };
}

/** OpenCost's own test calls for idle cost by node in these. */
function sampleOf(id: string, { aggOpts }: Expected): string {
  return /IdleByNode: true/.test(aggOpts) || id === '6e'
    ? 'mock-node-idle'
    : 'mock-cluster-idle';
}

/** By id: where ours says something else than OpenCost on purpose, and why. */
const DIFFERENCES: Record<string, string> = {};

(corpus ? describe : describe.skip)('costs that OpenCost states', () => {
  const expected = corpus
    ? readSample<Record<string, Expected>>(
        'replayed/expected-aggregations.json',
      )
    : {};

  it('has all of its aggregations', () => {
    expect(Object.keys(expected)).toHaveLength(35);
    expect(Object.keys(DIFFERENCES)).toEqual([]);
  });

  it.each(Object.entries(expected))(
    'makes the groups and totals of its aggregation %s',
    (id, entry) => {
      const groups = aggregateAllocations(
        allocationsOf(sampleOf(id, entry)),
        optionsOf(entry),
      );
      const ours = Object.fromEntries(
        groups.map(({ name, costs }) => [name, costs.total]),
      );
      expect(Object.keys(ours).sort()).toEqual(
        Object.keys(entry.results).sort(),
      );
      // Its table is rounded to two decimals in places, and compared within 0.01.
      for (const [name, total] of Object.entries(entry.results)) {
        expect(Math.abs(ours[name] - total)).toBeLessThan(0.01);
      }
      const sum = groups.reduce((all, { costs }) => all + costs.total, 0);
      expect(Math.abs(sum - entry.totalCost)).toBeLessThan(0.01);
    },
  );

  /** The workload facts that the poll makes of a sample, asked for at the end of its window. */
  function factsOf(
    path: string,
    window: { start: string; end: string },
  ): AllocationFact[] {
    const { data } = readSample<Sets>(path);
    return data.flatMap(set =>
      Object.entries(set).flatMap(([name, raw]) => {
        const read = readAllocationRow(name, raw, window);
        if ('problem' in read) throw new Error(read.problem);
        const mapped = opencostPolls[0].map(
          {
            answeredAt: window.end,
            item: {
              ...read,
              grain: 'workload',
              of: 'observer',
              query: 'a sample',
              estimated: false,
            },
          },
          {
            source: {
              group: 'api.opencost',
              version: 'v1',
              kind: 'Allocation',
              namespace: 'opencost',
              name,
              uid: 'sample',
            },
          },
        );
        if ('skipped' in mapped) throw new Error(mapped.detail);
        return mapped.facts as AllocationFact[];
      }),
    );
  }

  it('is as efficient as its website says, but where nothing is requested', () => {
    const facts = factsOf('website/allocation-example-output.json', {
      start: '2023-07-12T11:02:46Z',
      end: '2023-07-19T11:02:46Z',
    });
    const ours = Object.fromEntries(
      facts.map(({ name, efficiency, costs }) => [
        name,
        { total: costs.total, efficiency: efficiency?.total },
      ]),
    );
    expect(ours['kube-system'].efficiency).toBeCloseTo(0.07855, 5);
    // What it is computed from is rounded to five decimals.
    expect(ours.opencost.efficiency).toBeCloseTo(0.14918, 4);
    // OpenCost says 1: a difference on purpose.
    expect(ours.prometheus.efficiency).toBe('no-request');
    expect(facts.map(({ costs }) => costs.total)).toEqual([
      1.52743, 0.10937, 0.14136,
    ]);
    expect(facts.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('counts adjustments, shared and external cost as it does', () => {
    const [fact] = factsOf('replayed/allocation-with-adjustments.json', {
      start: '2021-01-01T00:00:00Z',
      end: '2021-01-02T00:00:00Z',
    });
    expect(fact.costs.total).toBe(64.07);
    expect(fact.adjustment).toBe(10);
    expect(fact.efficiency?.total).toBeCloseTo(0.5, 5);
    expect(fact.warnings).toEqual([]);
  });

  it('takes use over the request as it is', () => {
    const row = readSample<Record<string, unknown>>(
      'headlamp/accumulatedDataWeek.json',
    );
    const read = readAllocationRow('pod-name', row, {
      start: '2024-04-28T00:00:00Z',
      end: '2024-05-02T00:00:00Z',
    });
    if ('problem' in read) throw new Error(read.problem);
    expect(read.costs.total).toBe(0.91306);
    const efficiency = efficiencyOf(read.costs, read.usage);
    expect(efficiency?.ram).toBeCloseTo(1.46433, 4);
    expect(efficiency?.total).toBeCloseTo(0.12259, 4);
  });

  it.each([
    ['replayed/allocation-empty.json', 'no data'],
    ['replayed/allocation-no-sets.json', 'no data'],
    ['replayed/allocation-nan-as-null.json', 'totalCost: not known'],
    // Half a year that nobody has asked for.
    ['website/allocation-example-output.json', 'outside of the window'],
  ])('does not believe %s', (path, reason) => {
    const [allocation] = opencostPolls;
    const read = allocation.readSettings({ days: 1 });
    if ('invalid' in read) throw new Error(read.invalid);
    const askedAt = '2021-01-02T06:00:00Z';
    expect(
      allocation.read([deepFreeze(readSample(path))], {
        namespace: 'opencost',
        settings: read.settings,
        askedAt,
        answeredAt: askedAt,
      }),
    ).toEqual({ invalid: expect.stringContaining(reason) });
  });

  it('reads its assets', () => {
    const [, asset] = opencostPolls;
    const read = asset.readSettings({ days: 1 });
    if ('invalid' in read) throw new Error(read.invalid);
    // The sample is of a week: its rows lie in no day of it.
    const sample = readSample<{ data: Record<string, object> }>(
      'website/api-examples-09.json',
    );
    const day = (row: object) => ({
      ...row,
      start: '2024-06-22T00:00:00Z',
      end: '2024-06-23T00:00:00Z',
    });
    const askedAt = '2024-06-23T06:00:00Z';
    const reading = asset.read(
      [
        {
          ...sample,
          data: Object.fromEntries(
            Object.entries(sample.data).map(([name, row]) => [name, day(row)]),
          ),
        },
      ],
      { namespace: 'o', settings: read.settings, askedAt, answeredAt: askedAt },
    );
    if ('invalid' in reading) throw new Error(reading.invalid);
    expect(
      reading.items
        .map(item => mapObject(asset, 'v1', item))
        .flatMap(mapped => ('facts' in mapped ? mapped.facts : [])),
    ).toMatchObject([
      { category: 'Node', costs: { total: 0.466114 } },
      { category: 'Disk', namespace: 'prometheus-system' },
    ]);
  });
});

(corpus ? describe : describe.skip)('answers of Prometheus and Thanos', () => {
  const folders = ['prometheus-api/samples', 'thanos/samples'];
  const samples = (corpus ? folders : []).flatMap(folder =>
    readdirSync(join(corpus ?? '', folder))
      .filter(file => file.endsWith('.json'))
      .map(file => {
        const path = join(corpus ?? '', folder, file);
        return [file, JSON.parse(readFileSync(path, 'utf8'))] as const;
      }),
  );
  const vectors = samples.filter(
    ([, { data }]) => data?.resultType === 'vector',
  );

  it('are taken where they are vectors, and no others', () => {
    const taken = samples.filter(
      ([, answer]) => vectorAnswerSchema.safeParse(answer).success,
    );
    expect(taken).toEqual(vectors);
    expect(vectors.length).toBeGreaterThan(2);
    expect(samples.length - vectors.length).toBeGreaterThan(20);
  });

  it.each(vectors)('%s says all of its numbers, or that it has none', (_, answer) => {
    const read = readSamples(vectorAnswerSchema.parse(answer));
    expect(read).toEqual({
      samples: answer.data.result.map(
        (each: { metric: object; value: [number, string] }) => ({
          labels: each.metric,
          value: Number(each.value[1]),
        }),
      ),
      unknown: 0,
    });
  });

  it('are no data where no store was asked', () => {
    const [poll] = prometheusPolls;
    const read = poll.readSettings({ days: 1 });
    if ('invalid' in read) throw new Error(read.invalid);
    const asked = {
      namespace: 'monitoring',
      settings: read.settings,
      askedAt: '2026-11-20T06:00:00Z',
      answeredAt: '2026-11-20T06:00:00Z',
    };
    const answer = Object.fromEntries(samples)['authored-no-stores.json'];
    expect(poll.read(poll.paths(asked).map(() => answer), asked)).toEqual({
      invalid: expect.stringMatching(
        /no data .*No StoreAPIs matched for this query/,
      ),
    });
  });
});
