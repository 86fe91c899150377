import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import { parse } from 'yaml';
import { prometheusPolls } from './polls';
import { readGpuPrices } from './readGpuPrices';
import { readSheet } from './readSheet';

const [poll] = prometheusPolls;
const FIXTURE: { answers: unknown[] } = parse(
  readFileSync(
    join(__dirname, '__fixtures__/allocation-price-sheet.yaml'),
    'utf8',
  ),
);
const ASKED_AT = '2026-11-20T06:00:00Z';

const row = (over: Partial<PriceRow> = {}): PriceRow => ({
  cpuHour: 0.1,
  gibHour: 0.01,
  currency: 'EUR',
  validFrom: '2026-11-19',
  ...over,
});

type Series = { metric: Record<string, string>; value: unknown[] };
type Answer = {
  status: string;
  warnings?: string[];
  data: { resultType: string; result: Series[] };
};

/** The same answers of several clusters, each with the provider of its nodes. */
function ofClusters(clusters: Record<string, string>): Answer[] {
  return (FIXTURE.answers as Answer[]).map(answer => ({
    ...answer,
    data: {
      ...answer.data,
      result: Object.entries(clusters).flatMap(([cluster, provider]) =>
        answer.data.result.map(({ metric, value }) => ({
          metric: {
            ...metric,
            cluster,
            ...(metric.provider_id && {
              provider_id: metric.provider_id.replace('aws', provider),
            }),
          },
          value,
        })),
      ),
    },
  }));
}

/** What a poll reads of the same answers for each day that it asks for, or of those of each day. */
function read(
  settings: object,
  prices?: PriceRow[],
  ...days: (readonly unknown[])[]
) {
  const own = poll.readSettings({ days: 1, currency: 'EUR', ...settings });
  if ('invalid' in own) throw new Error(own.invalid);
  const asked = {
    namespace: 'monitoring',
    settings: own.settings,
    askedAt: ASKED_AT,
    answeredAt: ASKED_AT,
    ...(prices && { prices }),
  };
  const paths = poll.paths(asked);
  // Without a price sheet what nodes are is not asked, which is last.
  const all = FIXTURE.answers.length;
  const each = paths.length % all === 0 ? all : all - 2;
  const answers = paths.map((_, index) => {
    const day = days[Math.min(Math.floor(index / each), days.length - 1)];
    return (day ?? FIXTURE.answers)[index % each];
  });
  return { paths, reading: poll.read(answers, asked) };
}

/** What a workload cost by day, and the reasons why nothing did. */
function told(reading: ReturnType<typeof read>['reading'], controller: string) {
  if ('invalid' in reading) throw new Error(reading.invalid);
  return reading.items.flatMap(({ item }) => {
    const line = item as Record<string, any>;
    if ('problem' in line) return [line.problem];
    return line.controller === controller
      ? [[line.window.start.slice(0, 10), line.costs.cpu, line.estimated]]
      : [];
  });
}

describe('the price sheet that people write', () => {
  it('counts before what configuration says', () => {
    const configured = { prices: [{ cpuHour: 0.04, gibHour: 0.005 }] };
    // 48 hours of a core.
    expect(told(read(configured).reading, 'checkout')).toEqual([
      ['2026-11-19', expect.closeTo(1.92), true],
    ]);
    expect(told(read(configured, [row()]).reading, 'checkout')).toEqual([
      ['2026-11-19', expect.closeTo(4.8), true],
    ]);
  });

  it('asks what nodes are as soon as there is a row', () => {
    expect(read({}).paths).toHaveLength(15);
    expect(read({}, [row()]).paths).toHaveLength(17);
  });

  it('charges each day by the price of that day', () => {
    const { reading } = read({ days: 2 }, [
      row({ validFrom: '2026-11-01' }),
      row({ cpuHour: 0.2, validFrom: '2026-11-19' }),
      row({ cpuHour: 9, validFrom: '2026-11-20' }),
    ]);
    expect(told(reading, 'checkout')).toEqual([
      ['2026-11-18', expect.closeTo(4.8), true],
      ['2026-11-19', expect.closeTo(9.6), true],
    ]);
  });

  it('says of days before the first price that they have none, and charges the others', () => {
    const { reading } = read({ days: 2 }, [row()]);
    expect(told(reading, 'checkout')).toEqual([
      'no price on 2026-11-18: the price sheet begins later',
      ['2026-11-19', expect.closeTo(4.8), true],
    ]);
  });

  it('charges the other days where a price has ended, or is of another provider', () => {
    const end = row({ validFrom: '2026-11-19' });
    delete end.cpuHour;
    delete end.gibHour;
    for (const prices of [
      [row({ validFrom: '2026-11-01' }), end],
      // Of another provider there is a price on each day.
      [
        row({ validFrom: '2026-11-01', provider: 'gcp' }),
        row({ validFrom: '2026-11-01' }),
        end,
      ],
    ]) {
      expect(told(read({ days: 2 }, prices).reading, 'checkout')).toEqual([
        ['2026-11-18', expect.closeTo(4.8), true],
        'no price on 2026-11-19: neither metrics of OpenCost nor a price sheet that fits',
      ]);
    }
  });

  it('charges the other clusters of a server where nothing fits one', () => {
    const settings = { days: 2, clusterLabel: 'cluster', clusterId: 'eu1' };
    const answers = ofClusters({ us1: 'gce', eu1: 'aws' });
    const { reading } = read(
      settings,
      [
        row({ validFrom: '2026-11-01', provider: 'aws' }),
        row({ validFrom: '2026-11-19', provider: 'gcp', cpuHour: 0.2 }),
      ],
      answers,
    );
    expect(told(reading, 'checkout')).toEqual([
      'no price on 2026-11-18 of us1: neither metrics of OpenCost nor a price sheet that fits',
      ['2026-11-18', expect.closeTo(4.8), true],
      ['2026-11-19', expect.closeTo(9.6), true],
      ['2026-11-19', expect.closeTo(4.8), true],
    ]);
    // So it is with what configuration says, where nobody wrote a row.
    const configured = {
      ...settings,
      days: 1,
      prices: [{ provider: 'aws', cpuHour: 0.1, gibHour: 0.01 }],
    };
    expect(told(read(configured, [], answers).reading, 'checkout')).toEqual([
      expect.stringMatching(/^no price on 2026-11-19 of us1: neither/),
      ['2026-11-19', expect.closeTo(4.8), true],
    ]);
  });

  it('is no answer where nothing at all has a price on any day', () => {
    const gcp = row({ validFrom: '2026-11-01', provider: 'gcp' });
    expect(read({ days: 2 }, [gcp]).reading).toEqual({
      invalid:
        'the answer: no prices for 2026-11-18: neither metrics of OpenCost nor a price sheet that fits',
    });
    expect(
      read({ days: 2 }, [row({ validFrom: '2026-11-20' })]).reading,
    ).toEqual({
      invalid:
        'the answer: no prices for 2026-11-18: the price sheet begins later',
    });
  });

  it('waits for prices of metrics that may be in a part that is away', () => {
    const [aws, gcp] = ['aws', 'gce'].map(provider =>
      ofClusters({ eu1: provider }),
    );
    const away = gcp.map(answer => ({
      ...answer,
      warnings: ['store 10.0.3.4:10901: Unavailable'],
    }));
    const settings = {
      days: 2,
      prices: [{ provider: 'aws', cpuHour: 0.1, gibHour: 0.01 }],
    };
    expect(read(settings, [], aws, away).reading).toEqual({
      invalid: expect.stringMatching(/^the answer: no prices for 2026-11-19/),
    });
    const charged = ['2026-11-18', expect.closeTo(4.8), true];
    const problem = expect.stringMatching(/^no price on 2026-11-19: neither/);
    expect(told(read(settings, [], aws, gcp).reading, 'checkout')).toEqual([
      charged,
      problem,
    ]);
    // With a sheet it is the sheet that says that there is none.
    expect(
      told(
        read(
          { days: 2 },
          [row({ validFrom: '2026-11-01', provider: 'aws' })],
          aws,
          away,
        ).reading,
        'checkout',
      ),
    ).toEqual([charged, problem]);
  });

  it('takes no row in another currency, nor any where none is said', () => {
    expect(read({}, [row({ currency: 'USD' })]).reading).toEqual({
      invalid: expect.stringMatching(/^the answer: no prices for 2026-11-19/),
    });
    expect(read({ currency: undefined }, [row()]).reading).toEqual({
      invalid: expect.stringContaining('settings.currency'),
    });
  });

  it('takes what says most of a node', () => {
    const { reading } = read({}, [
      row({ cpuHour: 0.5 }),
      row({ cpuHour: 0.1, provider: 'aws', instanceType: 'm7i.xlarge' }),
      row({ cpuHour: 0.3, provider: 'aws' }),
      row({ cpuHour: 7, provider: 'gcp' }),
    ]);
    // Of two nodes alike: 0.1 and 0.3, a mean of 0.2.
    expect(told(reading, 'checkout')).toEqual([
      ['2026-11-19', expect.closeTo(9.6), true],
    ]);
  });

  it('is sorted once for each day, however many clusters there are', () => {
    let looks = 0;
    const watched = Object.defineProperty(
      row({ provider: 'aws' }),
      'validFrom',
      {
        get: () => {
          looks += 1;
          return '2026-11-01';
        },
      },
    );
    const looksAt = (clusters: Record<string, string>) => {
      looks = 0;
      const { reading } = read(
        { days: 2, clusterLabel: 'cluster', clusterId: 'a' },
        [watched],
        ofClusters(clusters),
      );
      expect('items' in reading).toBe(true);
      return looks;
    };
    expect(looksAt({ a: 'aws' })).toBe(2);
    expect(looksAt({ a: 'aws', b: 'aws', c: 'aws' })).toBe(2);
  });

  it('has prices of GPUs that people write before those of configuration', () => {
    const gpu = readGpuPrices(
      {
        gpuRequested: [],
        nodeGpus: [
          { labels: { node: 'a', resource: 'nvidia_com_gpu' }, value: 1 },
        ],
        gpuPrice: [],
        nodeLabels: [],
        nodeInfo: [],
      },
      readSheet(
        {
          currency: 'EUR',
          prices: [{ cpuHour: 1, gibHour: 1, gpuHour: 9 }],
        },
        // The first that says most of a node has none, and takes none away.
        [row({ provider: 'aws' }), row({ gpuHour: 2 })],
        '2026-11-19',
      ),
    );
    expect(gpu).toMatchObject({ nodes: 2, estimated: true, lacks: [] });
  });

  it('is what configuration says where no row holds', () => {
    const configured = { cpuHour: 1, gibHour: 1 };
    expect(
      readSheet(
        { currency: 'EUR', prices: [configured] },
        [row()],
        '2026-11-18',
      ),
    ).toEqual([configured]);
  });
});
