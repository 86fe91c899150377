import type { FactTable } from './factTables';

/** A row of a fact table as it is written. Times are milliseconds since 1970. */
export type FactRow = {
  id: string;
  observer: string;
  adapter: string;
  source_uid: string;
  part: string;
  api_group: string;
  api_version: string;
  kind: string;
  namespace: string;
  name: string;
  subject: string | null;
  subject_reference: string | null;
  hash: string;
  resource_version: string | null;
  changed_at: number | null;
  first_seen_at: number;
  touches: string | null;
  unreadable: string | null;
  data: string;
  health?: string | null;
  version?: string | null;
  settled_version?: string | null;
  sync?: string;
  heartbeat_lost?: boolean;
  type?: string;
  reference_key?: string | null;
  subject_unresolved?: string | null;
  heartbeat?: string | null;
  hub_name?: string | null;
  home_namespace?: string;
  engine?: string;
  policy?: string;
  claim?: string | null;
  result?: string;
  severity?: string | null;
  enforcement?: string | null;
  categories?: string | null;
  urgency?: string;
  grain?: string;
  share?: string;
  cost?: number;
  money?: string;
  cost_order?: string;
  window_start?: number;
  window_end?: number;
};

export type FactColumn = keyof FactRow;

const COMMON: FactColumn[] = [
  'id',
  'observer',
  'adapter',
  'source_uid',
  'part',
  'api_group',
  'api_version',
  'kind',
  'namespace',
  'name',
  'subject',
  'subject_reference',
  'hash',
  'resource_version',
  'changed_at',
  'first_seen_at',
  'touches',
  'unreadable',
  'data',
];

/** Of facts that may speak of another cluster than the one that they were read from. */
const REFERRING: FactColumn[] = ['reference_key', 'subject_unresolved'];

/** The columns that are written of each table. What is derived is not among them. */
export const FACT_COLUMNS: Record<FactTable, FactColumn[]> = {
  namespace: COMMON,
  node: COMMON,
  workload: [...COMMON, ...REFERRING, 'health', 'version', 'settled_version'],
  delivery: [
    ...COMMON,
    ...REFERRING,
    'health',
    'sync',
    'heartbeat_lost',
    'heartbeat',
  ],
  finding: [
    ...COMMON,
    ...REFERRING,
    'home_namespace',
    'engine',
    'policy',
    'claim',
    'result',
    'severity',
    'urgency',
  ],
  allocation: [
    ...COMMON,
    ...REFERRING,
    'home_namespace',
    'engine',
    'grain',
    'share',
    'cost',
    'money',
    'cost_order',
    'window_start',
    'window_end',
  ],
  alert: [...COMMON, ...REFERRING, 'home_namespace', 'severity', 'urgency'],
  fact: [
    ...COMMON,
    ...REFERRING,
    'type',
    'heartbeat',
    'hub_name',
    'health',
    'enforcement',
    'severity',
    'categories',
  ],
};

/** Columns that a row keeps from when it was first written, or that its id stands for. */
const KEPT: FactColumn[] = [
  'id',
  'observer',
  'adapter',
  'source_uid',
  'part',
  'first_seen_at',
];

/** The columns that change with an object. */
export function changingColumns(table: FactTable): FactColumn[] {
  return FACT_COLUMNS[table].filter(column => !KEPT.includes(column));
}

/** What has to be known of a stored row before it is written again. */
export type StoredRow = {
  table: FactTable;
  id: string;
  source_uid: string;
  hash: string;
  subject: string | null;
  namespace: string;
  name: string;
  touches: string | null;
  unreadable: string | null;
  settled_version?: string | null;
  heartbeat?: string | null;
  hub_name?: string | null;
};

/** The columns of {@link StoredRow}. */
export function storedColumns(table: FactTable): string[] {
  return [
    'id',
    'source_uid',
    'hash',
    'subject',
    'namespace',
    'name',
    'touches',
    'unreadable',
    ...(table === 'workload' ? ['settled_version'] : []),
    ...(table === 'fact' ? ['heartbeat', 'hub_name'] : []),
    ...(table === 'delivery' ? ['heartbeat'] : []),
  ];
}
