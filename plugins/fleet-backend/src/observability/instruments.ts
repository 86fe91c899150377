import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Gauges } from './FleetVitals';

/** Durations from a millisecond to a minute, in seconds. */
const SECONDS = {
  unit: 's',
  advice: {
    explicitBucketBoundaries: [
      0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60,
    ],
  },
};

/** The instruments behind the metrics; `docs/operating.md` lists them. */
export type Instruments = ReturnType<typeof createInstruments>;

/**
 * @param gauges - asked whenever metrics are collected
 */
export function createInstruments(
  metrics: MetricsService,
  gauges: () => Gauges,
) {
  metrics
    .createObservableGauge('fleet.clusters', {
      description: 'Clusters by reachability',
      unit: '{cluster}',
    })
    .addCallback(result => {
      for (const [state, count] of Object.entries(
        gauges().clustersByState ?? {},
      )) {
        result.observe(count, { state });
      }
    });
  for (const [name, key, description, unit] of [
    ['fleet.leases', 'leases', 'Clusters that this replica reads', '{cluster}'],
    [
      'fleet.write.queue',
      'writesWaiting',
      'Batches that are not in the database yet',
      '{batch}',
    ],
  ] as const) {
    metrics
      .createObservableGauge(name, { description, unit })
      .addCallback(result => {
        const value = gauges()[key];
        if (value !== undefined) result.observe(value);
      });
  }
  metrics
    .createObservableGauge('fleet.derive.queue', {
      description:
        'Namespaces of clusters of this replica that wait to be derived, counted up to 10,000',
      unit: '{namespace}',
    })
    .addCallback(async result => {
      // Counted only when somebody collects it; one that cannot be counted is not said.
      const value = await gauges()
        .marksWaiting?.()
        .catch(() => undefined);
      if (value !== undefined) result.observe(value);
    });
  return {
    requests: metrics.createCounter('fleet.requests', {
      description: 'Requests to clusters, by how they ended',
      unit: '{request}',
    }),
    objects: metrics.createCounter('fleet.objects', {
      description: 'Objects of lists and watches; known ones are not parsed',
      unit: '{object}',
    }),
    lists: metrics.createCounter('fleet.lists', {
      description: 'Lists that were begun, by reason',
      unit: '{list}',
    }),
    rows: metrics.createCounter('fleet.rows', {
      description: 'Rows of facts that were written or deleted',
      unit: '{row}',
    }),
    writes: metrics.createHistogram('fleet.write.duration', {
      description: 'Of a transaction with what clusters say',
      ...SECONDS,
    }),
    writeFailures: metrics.createCounter('fleet.write.failures', {
      description: 'Transactions that failed and are tried again',
      unit: '{transaction}',
    }),
    fenced: metrics.createCounter('fleet.write.fenced', {
      description:
        'Batches that were dropped, for another replica had the lease',
      unit: '{batch}',
    }),
    derivations: metrics.createHistogram('fleet.derive.duration', {
      description: 'Of a round of deriving',
      ...SECONDS,
    }),
    derived: metrics.createCounter('fleet.derive.clusters', {
      description: 'Clusters that were derived',
      unit: '{cluster}',
    }),
    deriveFailures: metrics.createCounter('fleet.derive.failures', {
      description: 'Derivations that failed and are tried again',
      unit: '{derivation}',
    }),
    snapshots: metrics.createHistogram('fleet.snapshot.duration', {
      description: 'Of reading the fleet for pages',
      ...SECONDS,
    }),
    pages: metrics.createHistogram('fleet.page.duration', {
      description: 'Of answering a request to the API of Fleet',
      ...SECONDS,
    }),
  };
}
