import { UNASSIGNED } from '../../derive/resolveAttributes';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { Row } from '../types';
import type { MatrixQuestion } from './MatrixQuestion';

/** The keys that have facets, of rows and of columns. */
export const ROW_FACETS = [
  'region',
  'environment',
  'provider',
  'tier',
] as const;
export const COLUMN_FACETS = ['system', 'domain', 'owner'] as const;

export type ColumnFacet = (typeof COLUMN_FACETS)[number];

/** A component, as filters, orders and answers need it. */
export type Column = {
  /** In cells. */
  index: number;
  ref: string;
  title?: string;
} & Partial<Record<ColumnFacet, string>>;

export function toColumn(
  index: number,
  ref: string,
  entities: EntityIndex,
): Column {
  const entity = entities.byRef.get(ref);
  return {
    index,
    ref,
    title: entity?.title,
    system: entity?.system,
    domain: entity?.domain,
    owner: entity?.owner,
  };
}

/** The value of a column that a facet counts; what has none is unassigned. */
export function columnValue(column: Column, key: ColumnFacet): string {
  return column[key] ?? UNASSIGNED;
}

/** Tests of one axis, by the key that each comes from. */
export type Tests<T> = ReadonlyMap<string, (item: T) => boolean>;

/**
 * What the filters ask of rows and of columns.
 *
 * @param columns - all that there are
 */
export function axisTests(
  { filter }: MatrixQuestion,
  columns: readonly Column[],
): { rows: Tests<Row>; columns: Tests<Column> } {
  const rowTests = new Map<string, (row: Row) => boolean>();
  const columnTests = new Map<string, (column: Column) => boolean>();
  for (const key of ROW_FACETS) {
    const wanted = wantedOf(filter[key]);
    if (wanted) rowTests.set(key, row => wanted.has(row[key]));
  }
  const clusters = wantedOf(filter.cluster);
  if (clusters) rowTests.set('cluster', row => clusters.has(row.id));
  for (const key of COLUMN_FACETS) {
    const wanted = wantedOf(filter[key]);
    if (wanted) {
      columnTests.set(key, column => wanted.has(columnValue(column, key)));
    }
  }
  const components = wantedOf(filter.component);
  if (components)
    columnTests.set('component', ({ ref }) => components.has(ref));
  const { text } = filter;
  if (text) {
    const isNamed = ({ ref, title = '' }: Column) =>
      ref.slice(ref.indexOf('/') + 1).includes(text) ||
      title.toLowerCase().includes(text);
    // Components are what is mostly looked for; a cluster may be called like one by chance.
    if (columns.some(isNamed)) columnTests.set('text', isNamed);
    else {
      rowTests.set(
        'text',
        ({ name, title }) =>
          name.toLowerCase().includes(text) ||
          (title ?? '').toLowerCase().includes(text),
      );
    }
  }
  return { rows: rowTests, columns: columnTests };
}

function wantedOf(values: readonly string[] | undefined) {
  return values && values.length > 0 ? new Set<string>(values) : undefined;
}

/** Those that pass all tests but the one of a key. */
export function passing<T>(
  items: readonly T[],
  tests: Tests<T>,
  except?: string,
): T[] {
  const asked = [...tests].flatMap(([key, test]) =>
    key === except ? [] : [test],
  );
  return asked.length === 0
    ? [...items]
    : items.filter(item => asked.every(test => test(item)));
}
