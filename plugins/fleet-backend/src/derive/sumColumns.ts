import { COUNT_COLUMNS } from './counts';

/** The columns of `cluster` that are sums over its cells. */
export const SUM_COLUMNS = ['instance', 'delivery'].flatMap(prefix =>
  COUNT_COLUMNS.map(([, column]) => `${prefix}_${column}`),
);
