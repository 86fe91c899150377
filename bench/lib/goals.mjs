/*
 * What the collector has to reach, as it was set: the best of others today, what
 * passes, what is aimed at. A goal without numbers is reported and not judged.
 */

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

const plain = digits => value =>
  Number.isFinite(value)
    ? value.toLocaleString('en-GB', { maximumFractionDigits: digits })
    : '–';
const unit =
  (digits, name, factor = 1) =>
  value =>
    Number.isFinite(value) ? `${plain(digits)(value * factor)} ${name}` : '–';

export const GOALS = [
  {
    id: 'requests-per-view',
    what: 'requests to clusters per page view',
    best: 'Kubernetes plugin: 13,000 at 1,000 clusters',
    pass: 0,
    aim: 0,
    show: plain(2),
  },
  {
    id: 'view-cpu',
    what: 'backend CPU per fleet view, 1,000 clusters',
    best: 'Kubernetes plugin: 13–14 s',
    pass: 10,
    aim: 2,
    show: unit(2, 'ms'),
  },
  {
    id: 'view-latency',
    what: 'view latency p99, 1,000 clusters × 5,000 components',
    best: 'Kubernetes plugin: 12–20 s',
    pass: 50,
    aim: 10,
    show: unit(1, 'ms'),
  },
  {
    id: 'view-limited',
    what: 'a fleet view of who may see only some of what runs, over one of who may see all',
    best: '–',
    pass: 2,
    aim: 1.2,
    show: unit(2, '×'),
  },
  {
    id: 'view-growth',
    what: 'its growth from 10 to 5,000 clusters (log-log slope)',
    best: '1.0',
    pass: 0.1,
    aim: 0.02,
    show: plain(3),
  },
  {
    id: 'matrix-page',
    what: 'first page of the matrix, 1,000 clusters × 5,000 components, compressed',
    best: '–',
    pass: 100 * KILOBYTE,
    aim: 30 * KILOBYTE,
    show: unit(1, 'KB', 1 / KILOBYTE),
  },
  {
    id: 'matrix-tile',
    what: 'a tile of it, p99',
    best: '–',
    pass: 50,
    aim: 15,
    show: unit(1, 'ms'),
  },
  {
    id: 'matrix-change',
    what: 'its axes, totals and facets after a change, p99',
    best: '–',
    pass: 200,
    aim: 50,
    show: unit(1, 'ms'),
  },
  {
    id: 'matrix-limited',
    what: 'a tile of who may see only some of what runs, over one of who may see all, p99',
    best: '–',
    pass: 2,
    aim: 1.2,
    show: unit(2, '×'),
  },
  {
    id: 'cost-bytes',
    what: 'history of costs in PostgreSQL, of 1,000 workloads and a year, before little is one sum',
    best: '–',
    pass: 100 * MEGABYTE,
    aim: 40 * MEGABYTE,
    show: unit(1, 'MB', 1 / MEGABYTE),
  },
  {
    id: 'cost-team',
    what: 'costs of a team, 90 days, 1,000 clusters × 60 workloads',
    best: '–',
    pass: 500,
    aim: 100,
    show: unit(0, 'ms'),
  },
  {
    id: 'cost-fleet',
    what: 'costs of the fleet by team, 90 days',
    best: '–',
    pass: 5_000,
    aim: 1_000,
    show: unit(0, 'ms'),
  },
  {
    id: 'first-sync',
    what: 'first sync, CPU per object, database included, over the floor',
    best: 'client-node: 2.4–4 without storing',
    pass: 2,
    aim: 0.8,
    show: unit(2, '×'),
  },
  {
    id: 'mapper',
    what: 'mapping an object of the dearest kind, over JSON.parse of it',
    best: '–',
    pass: 1,
    aim: 0.5,
    show: unit(2, '×'),
  },
  {
    id: 'restart',
    what: 'restart with nothing changed, CPU per object',
    best: 'guarded COPY: 13 µs a row',
    pass: 25,
    aim: 6,
    show: unit(1, 'µs'),
  },
  {
    id: 'restart-rows',
    what: 'restart with nothing changed, rows of facts and derivations written',
    best: '–',
    pass: 0,
    aim: 0,
    show: plain(0),
  },
  {
    id: 'change-cpu',
    what: 'CPU per changed object, all in',
    best: 'client-node: 132–174 µs without a database',
    pass: 250,
    aim: 130,
    show: unit(0, 'µs'),
  },
  {
    id: 'noop-wal',
    what: 'WAL per no-op event',
    best: '894 B unguarded',
    pass: 0,
    aim: 0,
    // A checkpoint or a vacuum in the window is not an event's.
    tolerance: 1,
    show: unit(2, 'B'),
  },
  {
    id: 'loop-delay',
    what: "event-loop delay p99 of the portal's thread during first sync",
    best: '–',
    pass: 50,
    aim: 15,
    show: unit(1, 'ms'),
  },
  {
    id: 'overview-during-sync',
    what: 'overview p95 during first sync',
    best: '–',
    pass: 100,
    aim: 20,
    show: unit(1, 'ms'),
  },
  {
    id: 'object-memory',
    what: 'memory per tracked object',
    best: 'client-node: 18 KB heap',
    pass: 1_024,
    aim: 120,
    show: unit(0, 'B'),
  },
  {
    id: 'list-memory',
    what: 'extra memory per list under way',
    best: 'unbounded',
    pass: 64 * MEGABYTE,
    aim: 16 * MEGABYTE,
    show: unit(1, 'MB', 1 / MEGABYTE),
  },
  {
    id: 'idle-cpu',
    what: 'idle CPU, 1,000 clusters × 13 kinds',
    best: 'client-node: 1.2 cores',
    pass: 0.3,
    aim: 0.08,
    show: unit(3, 'cores'),
  },
  {
    id: 'change-latency-p50',
    what: 'change in a cluster to browser, 1,000 events a second, p50',
    best: '5–10 s polling',
    pass: 250,
    aim: 60,
    show: unit(0, 'ms'),
  },
  {
    id: 'change-latency-p99',
    what: 'change in a cluster to browser, 1,000 events a second, p99',
    best: '5–10 s polling',
    pass: 1_000,
    aim: 250,
    show: unit(0, 'ms'),
  },
  {
    id: 'fairness',
    what: "others' freshness with one cluster at 100 times the rate, over without",
    best: '–',
    pass: 1.2,
    aim: 1.2,
    show: unit(2, '×'),
  },
  {
    id: 'replicas',
    what: 'ingest with 4 replicas over 1',
    best: 'Argo CD, 3 to 9 shards: 3.6',
    show: unit(2, '×'),
  },
  {
    id: 'moves',
    what: 'clusters that move beyond its own when 1 of 10 replicas leaves',
    best: '15–75 of 100',
    pass: 5,
    aim: 0,
    show: plain(0),
  },
  {
    id: 'drift-page',
    what: 'a page of drift, 10,000 episodes on 1,000 clusters, p99 of the slowest',
    best: '–',
    pass: 50,
    aim: 20,
    show: unit(1, 'ms'),
  },
  {
    id: 'grid-script',
    what: 'script per frame, scrolling 5,000 components × 1,000 clusters, p99',
    best: '–',
    pass: 8,
    aim: 4,
    show: unit(1, 'ms'),
  },
];

export const goalOf = id => GOALS.find(goal => goal.id === id);

/**
 * `aim`, `pass`, `miss`, `reported`, `WRONG`. Less is better for every goal that
 * has numbers.
 */
export function judge(row) {
  if (row.wrong?.length) return 'WRONG';
  const { pass, aim, tolerance = 0 } = goalOf(row.goal) ?? {};
  if (!Number.isFinite(row.value)) return 'not measured';
  if (pass === undefined) return 'reported';
  if (row.value <= aim + tolerance) return 'aim';
  return row.value <= pass + tolerance ? 'pass' : 'miss';
}
