import type { ReactNode } from 'react';

/**
 * One column of a {@link FleetTable}.
 *
 * @public
 */
export interface FleetColumn<Row> {
  id: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** Numbers stand right. */
  align?: 'left' | 'right';
  /** A CSS width; the rest is shared. */
  width?: string | number;
  /** Its width on screens narrower than 800 pixels, where what matters has to stand in the first 350. */
  narrowWidth?: number;
  /** Makes the header a button that sorts by this column. */
  sortable?: boolean;
  /** What the cell says, to see whether it changed; not given, it never fades. */
  changeKey?: (row: Row) => string;
  /** Left out on screens narrower than this, in pixels. */
  hideBelow?: ScreenWidth;
}

/**
 * The widths of screens that tables are laid out for, in pixels.
 *
 * @public
 */
export type ScreenWidth = 800 | 1000 | 1200 | 1400 | 1600 | 1700;

/**
 * Rows under a heading, or the only rows without one.
 *
 * @public
 */
export interface FleetSection<Row> {
  id: string;
  title?: ReactNode;
  rows: readonly Row[];
}

/**
 * The order that a table is in.
 *
 * @public
 */
export interface FleetTableSort {
  column: string;
  direction: 'ascending' | 'descending';
}
