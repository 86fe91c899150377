import { useCallback, useMemo, useState, type Ref } from 'react';
import { useNavigate } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import {
  fleetInstanceReadPermission,
  type ComponentFleet,
  type MatrixAxes,
  type MatrixQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  entityRefOf,
  LoadingView,
  Matrix,
  SightView,
  toggled,
  untrustedName,
  useComponentInstances,
  useFleetText,
  type MatrixGroup,
  type MatrixHandle,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { WhyDrawer } from '../rollouts/WhyDrawer';
import { useText } from '../translation';
import {
  ATTRIBUTES,
  attributeSortOf,
  linesOf,
  nextSort,
  rollupOf,
  sortedRows,
  STATE_ATTRIBUTES,
} from './attributesModel';
import { TileLoader } from './MatrixLoaders';
import { groupLabel, toRow } from './matrixModel';
import type { TileModel } from './TileModel';
import type { TilePlace } from './tilesFor';
import { useOpenCell } from './useOpenCell';
import type { MatrixChoices } from './useMatrixFilters';

/** Clusters, and places on them, that are shown and sorted at most. */
const MOST = 1_000;
/** Rows that are asked for at once. */
const ROWS_AT_ONCE = 200;

const useStyles = makeStyles(
  theme => ({
    note: {
      fontSize: 13,
      color: theme.palette.text.secondary,
      marginBottom: theme.spacing(1),
    },
    grid: { height: 'max(320px, calc(100vh - 340px))', display: 'flex' },
  }),
  { name: 'FleetComponentAttributes' },
);

type Props = {
  axes: MatrixAxes;
  query: MatrixQuery;
  choices: MatrixChoices;
  change: (change: { collapsed?: string[]; attributeSort?: string }) => void;
  component: string;
  gridRef: Ref<MatrixHandle>;
  onFilter: () => void;
};

/**
 * One component over the fleet: the same clusters in the same groups, and what is told of
 * it on each as columns. All of it is read, as it is sorted and summed up as a whole.
 */
export function ComponentAttributes(props: Props) {
  const { component } = props;
  const entity = entityRefOf(component);
  const read = useComponentInstances(
    entity ?? { kind: '', namespace: '', name: '' },
    MOST,
  );
  return (
    <SightView
      sight={read.sight}
      permission={fleetInstanceReadPermission.name}
      loading={<LoadingView rows={12} />}
    >
      {pages => (
        <Attributes
          {...props}
          pages={pages}
          isComplete={read.isComplete}
          isCut={read.isCut}
        />
      )}
    </SightView>
  );
}

function Attributes(
  props: Props & {
    pages: readonly ComponentFleet[];
    isComplete: boolean;
    isCut: boolean;
  },
) {
  const { axes, query, choices, change, component, pages } = props;
  const { isComplete, isCut } = props;
  const { rows } = axes;
  const classes = useStyles();
  const t = useText();
  const { memberText } = useFleetText();
  const links = useFleetLinks();
  const navigate = useNavigate();
  const { place: opened, ...cell } = useOpenCell();
  const [tiles, setTiles] = useState<ReadonlyMap<number, TileModel>>(new Map());
  const onTile = useCallback(
    (tile: TileModel) =>
      setTiles(before => new Map(before).set(tile.rowRange[0], tile)),
    [],
  );
  const count = Math.min(rows.total, MOST);
  const places = useMemo(() => bandsOf(count), [count]);
  const instances = useMemo(
    () => pages.flatMap(page => page.instances),
    [pages],
  );
  const lines = useMemo(
    () => linesOf(instances, { t, memberText }),
    [instances, t, memberText],
  );
  const firstRows = useMemo(
    () => rows.items.map(row => toRow(row)),
    [rows.items],
  );
  const clusterAt = useCallback(
    (row: number) => {
      const from = Math.floor(row / ROWS_AT_ONCE) * ROWS_AT_ONCE;
      return tiles.get(from)?.rows[row - from] ?? firstRows[row];
    },
    [tiles, firstRows],
  );
  const sort = useMemo(
    () => attributeSortOf(choices.attributeSort),
    [choices.attributeSort],
  );
  const lineAt = useCallback(
    (row: number) => lines.get(clusterAt(row)?.id ?? ''),
    [lines, clusterAt],
  );
  const order = useMemo(
    () => sortedRows({ count, groups: rows.groups, sort, lineAt }),
    [count, rows.groups, sort, lineAt],
  );
  const rowAt = useCallback(
    (row: number) => clusterAt(order[row]),
    [clusterAt, order],
  );
  const columnAt = useCallback(
    (column: number) => {
      const attribute = ATTRIBUTES[column];
      return {
        id: attribute,
        title: t(`matrix.attribute.${attribute}`),
        ...(sort?.attribute === attribute
          ? {
              sorted: sort.isDown
                ? ('descending' as const)
                : ('ascending' as const),
            }
          : {}),
        isPlain: !STATE_ATTRIBUTES.has(attribute),
      };
    },
    [t, sort],
  );
  const notRead = useMemo(
    () => ({ kind: 'not-known' as const, reason: t('matrix.notRead') }),
    [t],
  );
  const cellAt = useCallback(
    (row: number, column: number) => {
      const cluster = clusterAt(order[row]);
      if (!cluster) return undefined;
      const line = lines.get(cluster.id);
      // All of its rows have something: what was not read yet may still come.
      if (!line) return isComplete || isCut ? notRead : undefined;
      return line.cells.get(ATTRIBUTES[column]);
    },
    [clusterAt, order, lines, isComplete, isCut, notRead],
  );
  const isGrouped = axes.groupBy !== 'none';
  const groups = useMemo<MatrixGroup[]>(
    () =>
      rows.groups
        .filter(({ from }) => from < count)
        .map(group => ({
          key: group.key,
          label: groupLabel(axes, group, t),
          from: group.from,
          count: Math.min(group.count, count - group.from),
          collapsed: choices.collapsed.includes(group.key),
        })),
    [axes, rows.groups, count, choices.collapsed, t],
  );
  const rollupAt = useCallback(
    ({ from, count: size }: MatrixGroup, column: number) => {
      const attribute = ATTRIBUTES[column];
      if (!STATE_ATTRIBUTES.has(attribute)) return null;
      const found = Array.from({ length: size }, (_, at) => lineAt(from + at));
      const known = found.flatMap(line => line ?? []);
      // A sum of what happens to be there would be another one a moment later.
      if (known.length < size && !isComplete && !isCut) return undefined;
      const rollup = rollupOf(known, attribute);
      const missing = size - known.length;
      return missing > 0
        ? [
            ...rollup,
            {
              status: { key: 'unknown' as const, stale: true },
              count: missing,
            },
          ]
        : rollup;
    },
    [lineAt, isComplete, isCut],
  );
  const title = instances[0]?.title ?? entityName(component);
  const to = links.component(component);
  return (
    <>
      {places.map(place => (
        <TileLoader
          key={place.rows[0]}
          query={query}
          version={axes.version}
          place={place}
          onTile={onTile}
        />
      ))}
      <div className={classes.note}>
        {to ? (
          <Link to={to}>{untrustedName(title)}</Link>
        ) : (
          untrustedName(title)
        )}
        {rows.total > count &&
          ` · ${t('matrix.cutRows', {
            shown: count.toLocaleString('en'),
            total: rows.total.toLocaleString('en'),
          })}`}
        {isCut &&
          ` · ${t('matrix.cutInstances', {
            places: instances.length.toLocaleString('en'),
          })}`}
      </div>
      <div className={classes.grid}>
        <Matrix
          ref={props.gridRef}
          label={`${t('matrix.label')} ${t('matrix.attributesOf', {
            component: untrustedName(title),
          })}`}
          rowTitle={t('matrix.cluster')}
          rowCount={count}
          columnCount={ATTRIBUTES.length}
          rowAt={rowAt}
          columnAt={columnAt}
          cellAt={cellAt}
          {...(isGrouped ? { groups, rollupAt } : {})}
          density={choices.density}
          view={choices.view}
          onFilter={props.onFilter}
          onToggleGroup={({ key }) =>
            change({ collapsed: toggled(choices.collapsed, key) })
          }
          onOpen={row => {
            const cluster = rowAt(row);
            if (cluster) cell.open(cluster.id, component);
          }}
          onOpenRow={row => {
            const cluster = rowAt(row);
            if (cluster) navigate(links.cluster(cluster.id));
          }}
          onOpenColumn={column =>
            change({ attributeSort: nextSort(sort, ATTRIBUTES[column]) })
          }
        />
      </div>
      {opened && (
        <WhyDrawer
          entity={opened.entity}
          clusterId={opened.clusterId}
          clusterName={
            instances.find(({ cluster }) => cluster.id === opened.clusterId)
              ?.cluster.name
          }
          onClose={cell.close}
        />
      )}
    </>
  );
}

/** Which parts of the matrix say which clusters its rows are. */
function bandsOf(count: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    places.push({
      rows: [from, Math.min(from + ROWS_AT_ONCE, count)],
      columns: [0, 1],
    });
  }
  return places;
}
