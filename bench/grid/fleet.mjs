/*
 * A fleet that is worked out as it is asked for: what the backend would answer for a
 * part of its matrix, of any size and always the same.
 */
const REGIONS = [
  'us-east-1',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-south-1',
];
const SHORT = ['use1', 'usw2', 'euw1', 'euc1', 'aps1'];
const WORDS = [
  'cart',
  'checkout',
  'catalog',
  'payments',
  'identity',
  'search',
  'shipping',
  'pricing',
  'ledger',
  'notifications',
  'recommendations',
  'inventory',
];
const PARTS = ['', '-api', '-worker', '-frontend', '-gateway', '-importer'];
const STATES = [
  'healthy',
  'progressing',
  'degraded',
  'missing',
  'out-of-sync',
  'suspended',
  'unknown',
];
const STATE_WEIGHTS = [70, 12, 4, 2, 6, 3, 3];
const RELEASES = [
  'failed',
  'stuck',
  'awaiting-approval',
  'window-closed',
  'applying',
  'verifying',
  'soaking',
  'queued',
  'succeeded',
];
/** Of a hundred cells those in which a release is told, by state. */
const RELEASE_WEIGHTS = [2, 2, 3, 3, 8, 4, 4, 7, 30];
const VERSION = 'bench';

function mixed(row, column) {
  let value =
    Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(column + 7, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** @returns an index, or -1 where `at` is beyond all weights */
function pick(weights, at) {
  let left = at;
  return weights.findIndex(weight => (left -= weight) < 0);
}

const isUnreachable = row => row % 9 === 7;

function rowOf(row, rows) {
  const region = Math.min(
    REGIONS.length - 1,
    Math.floor((row / rows) * REGIONS.length),
  );
  const isProduction = row % 5 !== 4;
  return {
    cluster: {
      id: `c-${row}`,
      name: `${isProduction ? 'prod' : 'stage'}-${SHORT[region]}-${String(
        row,
      ).padStart(3, '0')}`,
    },
    region: REGIONS[region],
    environment: isProduction ? 'production' : 'staging',
    reachability: isUnreachable(row) ? 'unreachable' : 'reachable',
    stale: isUnreachable(row),
    complete: !isUnreachable(row),
  };
}

function columnOf(column) {
  const word = WORDS[column % WORDS.length];
  const part = PARTS[Math.floor(column / WORDS.length) % PARTS.length];
  const number = Math.floor(column / (WORDS.length * PARTS.length));
  return {
    entityRef: `component:default/${word}${part}${number ? `-${number}` : ''}`,
    owner: `group:default/team-${column % 40}`,
  };
}

function versionOf(column, isNew) {
  if (column % 5 === 4) {
    return `${mixed(column, isNew ? 1 : 0).toString(16)}${mixed(
      column,
      2,
    ).toString(16)}`
      .padEnd(40, 'a')
      .slice(0, 40);
  }
  return `${1 + (column % 3)}.${20 + (column % 30)}.${isNew ? 1 : 0}`;
}

const numbers = ([from, to]) =>
  Array.from({ length: to - from }, (_, index) => from + index);
const head = () => ({
  asOf: new Date().toISOString(),
  revision: 1,
  version: VERSION,
});

/** A tile as the backend answers it. Ranges are without their ends. */
export function tileOf({ rows, columns, of }) {
  const versions = new Map();
  const indexOf = version => {
    if (!versions.has(version)) versions.set(version, versions.size);
    return versions.get(version);
  };
  const cells = Object.fromEntries(
    [
      'row',
      'column',
      'state',
      'version',
      'desired',
      'since',
      'atLeast',
      'instances',
      'stale',
      'staleSince',
      'rollout',
      'rolloutSince',
    ].map(name => [name, []]),
  );
  for (const row of numbers(rows)) {
    for (const column of numbers(columns)) {
      const random = mixed(row, column);
      if (random % 6 === 0) continue;
      const release = pick(RELEASE_WEIGHTS, (random >>> 9) % 100);
      const isNew = !['queued', 'window-closed', 'awaiting-approval'].includes(
        RELEASES[release],
      );
      const isStale = isUnreachable(row);
      const age = 20 + ((random >>> 3) % 5_000) * ((random >>> 17) % 40);
      cells.row.push(row - rows[0]);
      cells.column.push(column - columns[0]);
      cells.state.push(pick(STATE_WEIGHTS, (random >>> 5) % 100));
      cells.version.push(indexOf(versionOf(column, isNew)));
      cells.desired.push(-1);
      cells.since.push(isStale ? -1 : age);
      cells.atLeast.push(0);
      cells.instances.push(1);
      cells.stale.push(isStale ? 1 : 0);
      cells.staleSince.push(isStale ? 840 : -1);
      cells.rollout.push(release);
      cells.rolloutSince.push(release < 0 ? -1 : age);
    }
  }
  return {
    ...head(),
    rows: { from: rows[0], items: numbers(rows).map(row => rowOf(row, of)) },
    columns: { from: columns[0], items: numbers(columns).map(columnOf) },
    states: STATES,
    versions: [...versions.keys()],
    rollouts: RELEASES,
    cells,
  };
}

/** What groups sum up to, as the backend answers it. */
export function rollupsOf({ groups, columns, of }) {
  const size = Math.ceil(of / REGIONS.length);
  const counts = Object.fromEntries(
    [
      'group',
      'column',
      'healthy',
      'suspended',
      'progressing',
      'unknown',
      'missing',
      'degraded',
      'stale',
      'outOfSync',
      'total',
    ].map(name => [name, []]),
  );
  for (const group of numbers(groups)) {
    for (const column of numbers(columns)) {
      const random = mixed(group * size, column);
      const degraded = random % 7 === 0 ? random % 5 : 0;
      const progressing = (random >>> 4) % Math.max(1, Math.floor(size / 4));
      const stale = (random >>> 9) % 3;
      const values = {
        group: group - groups[0],
        column: column - columns[0],
        healthy: Math.max(0, size - degraded - progressing - stale),
        progressing,
        degraded,
        stale,
        total: size,
      };
      for (const [name, list] of Object.entries(counts)) {
        list.push(values[name] ?? 0);
      }
    }
  }
  const range = ([from, to]) => ({ from, count: to - from });
  return { ...head(), groups: range(groups), columns: range(columns), counts };
}
