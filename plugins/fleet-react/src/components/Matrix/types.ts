import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';
import type { Status } from '../../status';

/**
 * A row of a matrix: one cluster. Texts may come from outside.
 *
 * @public
 */
export interface MatrixRow {
  id: string;
  label: string;
  /** Stands quietly beside the name, such as the region. */
  detail?: string;
  /** How the row itself is; a cluster that cannot be read says so here. */
  status?: Status;
}

/**
 * A column of a matrix: one component, or one attribute. Texts may come from
 * outside.
 *
 * @public
 */
export interface MatrixColumn {
  id: string;
  title: string;
  /** More of it, on hover, such as its owner. */
  detail?: string;
  /** How rows are sorted by it, where they are. */
  sorted?: 'ascending' | 'descending';
  /** Its cells are no states, so that groups sum nothing up. */
  isPlain?: boolean;
}

/**
 * What one cell says. Immutable: the same object is the same content, and is
 * not drawn again.
 *
 * @public
 */
export type MatrixCell =
  | {
      kind: 'state';
      status: Status;
      /** Another word than that of the status. */
      word?: string;
      /** In full; a cell shows it short. Untrusted text. */
      version?: string;
      /** Since when it is so, ISO 8601. */
      since?: string;
      /** How far a release is there, where one is on its way, and since when, ISO 8601. */
      release?: { state: MemberState; since?: string };
      /** The word is seen, in place of a version. */
      withWord?: boolean;
      /** Stands in place of the age. */
      detail?: string;
    }
  /** A text that is no state, or an age; neither where nobody says anything. */
  | {
      kind: 'text';
      /** Untrusted text. */
      text?: string;
      /** ISO 8601. */
      since?: string;
      /** It may not be so any more. */
      stale?: boolean;
      detail?: string;
    }
  /** Nobody can say: the row's cluster is not read. That is not "nothing there". */
  | { kind: 'not-known'; reason?: string };

/**
 * A stretch of rows under a heading of its own.
 *
 * @public
 */
export interface MatrixGroup {
  key: string;
  /** Untrusted text. */
  label: string;
  /** The first of its rows. */
  from: number;
  /** How many rows it has, shown or not. */
  count: number;
  collapsed: boolean;
}

/**
 * How many rows of a group are in one state, in one column; most urgent first.
 *
 * @public
 */
export interface MatrixRollupPart {
  status: Pick<Status, 'key' | 'stale'>;
  word?: string;
  count: number;
}

/** @public */
export type MatrixRollup = readonly MatrixRollupPart[];

/**
 * From the first to before the last.
 *
 * @public
 */
export interface MatrixRange {
  from: number;
  to: number;
}

/**
 * What can be seen, and a little around it: what has to be loaded.
 *
 * @public
 */
export interface MatrixVisible {
  /** Ascending stretches of rows; what is collapsed is not among them. */
  rows: readonly MatrixRange[];
  columns: MatrixRange;
  /** The keys of the groups whose roll-ups show. */
  groups: readonly string[];
}

/** @public */
export type MatrixDensity = 'comfortable' | 'compact';

/**
 * What a matrix is drawn from. It knows no API: everything comes by number, is
 * `undefined` while it loads and `null` where there is nothing.
 *
 * The functions are asked anew only when they are other functions than before:
 * give new ones when data changed, the same ones when it did not.
 *
 * @public
 */
export interface MatrixData {
  /** What the matrix is of, for screen readers. */
  label: string;
  /** What a row is, over the frozen column: "Cluster". */
  rowTitle: string;
  rowCount: number;
  columnCount: number;
  rowAt: (row: number) => MatrixRow | null | undefined;
  columnAt: (column: number) => MatrixColumn | null | undefined;
  cellAt: (row: number, column: number) => MatrixCell | null | undefined;
  /** In the order of their rows, without overlaps. */
  groups?: readonly MatrixGroup[];
  rollupAt?: (
    group: MatrixGroup,
    column: number,
  ) => MatrixRollup | null | undefined;
}

/** @public */
export interface MatrixEvents {
  onVisibleRange?: (visible: MatrixVisible) => void;
  /** A cell was clicked, or Enter pressed on it. */
  onOpen?: (row: number, column: number) => void;
  /** The same of a row's name. */
  onOpenRow?: (row: number) => void;
  /** The same of a column's name. */
  onOpenColumn?: (column: number) => void;
  onToggleGroup?: (group: MatrixGroup) => void;
  /** The slash was pressed: whoever has a field to filter by gives it the focus. */
  onFilter?: () => void;
}
