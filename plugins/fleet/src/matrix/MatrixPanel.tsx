import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type FleetCoverage,
  type MatrixAxes,
  type MatrixQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  createFleetClock,
  EmptyView,
  entityName,
  FacetFilter,
  FleetClockProvider,
  LoadingView,
  Matrix,
  MatrixLegend,
  MatrixToolbar,
  SightView,
  STATUS_KEYS,
  statusOfMember,
  useFleetText,
  toggled,
  useMatrixAxes,
  type MatrixChoice,
  type MatrixGroup,
  type MatrixHandle,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { WhyDrawer } from '../rollouts/WhyDrawer';
import { FilteredView } from '../shared';
import { useText } from '../translation';
import { ComponentAttributes } from './ComponentAttributes';
import { RollupLoader, TileLoader } from './MatrixLoaders';
import { groupLabel, toColumn, toLegend, toRow } from './matrixModel';
import { PastBar } from './PastBar';
import { PastDrawer } from './PastDrawer';
import { keyOfTile, TILE_COLUMNS } from './tilesFor';
import { ATTRIBUTES } from './attributesModel';
import { useLoadedMatrix } from './useLoadedMatrix';
import { useOpenCell } from './useOpenCell';
import {
  componentOf,
  MATRIX_COLUMNS,
  MATRIX_FILTER_KEYS,
  MATRIX_GROUPINGS,
  MATRIX_SORTS,
  matrixQueryOf,
  useAttributesLink,
  useMatrixFilters,
  type MatrixChoices,
  type MatrixFilterKey,
} from './useMatrixFilters';
import { usePastWords } from './usePastWords';

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
      margin: theme.spacing(2, 0, 1.5),
    },
    size: { fontSize: 13, color: theme.palette.text.secondary },
    legend: { marginBottom: theme.spacing(1) },
    // Of a screen: what scrolls is the matrix, not the page.
    grid: { height: 'max(320px, calc(100vh - 340px))', display: 'flex' },
  }),
  { name: 'FleetMatrixPanel' },
);

/**
 * Clusters against components: of the whole fleet, or of what somebody owns.
 */
export function MatrixPanel(props: {
  /** What it is about, beyond what the reader chooses. */
  scope?: Pick<MatrixQuery, 'system' | 'owner'>;
}) {
  const [choices, change] = useMatrixFilters();
  const { scope } = props;
  const query = useMemo(() => matrixQueryOf(choices, scope), [choices, scope]);
  const sight = useMatrixAxes(query);
  const t = useText();
  return (
    <section aria-label={t('matrix.label')}>
      {choices.at && (
        <PastBar
          at={choices.at}
          past={sight.kind === 'ready' ? sight.data.past : undefined}
          isLimited={
            sight.kind === 'ready' && (sight.data.limited?.length ?? 0) > 0
          }
          onBack={() => change({ at: undefined })}
        />
      )}
      <SightView
        sight={sight}
        permission={fleetInstanceReadPermission.name}
        loading={<LoadingView rows={12} />}
      >
        {axes => (
          <Found
            axes={axes}
            query={query}
            choices={choices}
            change={change}
            scope={scope}
          />
        )}
      </SightView>
    </section>
  );
}

type FoundProps = {
  axes: MatrixAxes;
  query: MatrixQuery;
  choices: MatrixChoices;
  change: ReturnType<typeof useMatrixFilters>[1];
  scope: Pick<MatrixQuery, 'system' | 'owner'> | undefined;
};

function Found(props: FoundProps) {
  const { axes, choices, change, scope } = props;
  const { filters, text } = choices;
  const classes = useStyles();
  const t = useText();
  const { statusText } = useFleetText();
  const links = useFleetLinks();
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<MatrixHandle>(null);
  const isFiltered = text !== '' || Object.values(filters).some(v => v.length);
  const clear = () =>
    change({
      text: '',
      filters: Object.fromEntries(MATRIX_FILTER_KEYS.map(key => [key, []])),
    });
  const toggle = (key: MatrixFilterKey, value: string) =>
    change({
      filters: {
        [key]: toggled(filters[key], value),
      },
    });
  const component = componentOf(choices);
  const byRow: MatrixChoice = {
    value: choices.sort,
    chosen: value => change({ sort: value as MatrixChoices['sort'] }),
    options: MATRIX_SORTS.map(value => ({
      value,
      label: t(`matrix.sorts.${value}`),
    })),
  };
  const byAttribute: MatrixChoice = {
    value: choices.attributeSort,
    chosen: attributeSort => change({ attributeSort }),
    options: [
      { value: '', label: t('matrix.sorts.name') },
      ...ATTRIBUTES.flatMap(each => {
        const attribute = t(`matrix.attribute.${each}`);
        return [
          { value: each, label: t('matrix.sortedBy', { attribute }) },
          { value: `-${each}`, label: t('matrix.sortedDown', { attribute }) },
        ];
      }),
    ],
  };
  const textOf = (value: string) =>
    (STATUS_KEYS as string[]).includes(value)
      ? statusText(value as StatusKey)
      : entityName(value);
  const words = usePastWords();
  const inWords = (coverage: FleetCoverage): FleetCoverage => ({
    ...coverage,
    gaps: coverage.gaps.map(gap =>
      gap.then
        ? {
            ...gap,
            reason: [words.gap(gap.then), gap.kinds?.join(', ')]
              .filter(Boolean)
              .join(': '),
          }
        : gap,
    ),
  });
  const shown = MATRIX_FILTER_KEYS.filter(
    key => key !== 'state' && !(scope && key in scope),
  );
  return (
    <>
      <div className={classes.bar}>
        <MatrixToolbar
          ref={field}
          text={text}
          onText={next => change({ text: next })}
          onLeaveSearch={() => grid.current?.focus()}
          grouping={{
            value: choices.groupBy,
            chosen: value =>
              change({
                groupBy: value as MatrixChoices['groupBy'],
                collapsed: [],
                ...(value === 'wave' ? {} : { rollout: '' }),
              }),
            options: MATRIX_GROUPINGS.map(value =>
              value === 'wave' && !axes.waves
                ? {
                    value,
                    label: t('matrix.groupings.noWave'),
                    // What the URL says is shown as it is.
                    disabled: choices.groupBy !== 'wave',
                    hint: t('matrix.noWaveHint'),
                  }
                : { value, label: t(`matrix.groupings.${value}`) },
            ),
          }}
          sorting={component ? byAttribute : byRow}
          columns={
            filters.component.length === 1
              ? {
                  value: choices.columns,
                  chosen: value =>
                    change({ columns: value as MatrixChoices['columns'] }),
                  options: MATRIX_COLUMNS.map(value => ({
                    value,
                    label: t(`matrix.columnsAre.${value}`),
                  })),
                }
              : undefined
          }
          density={choices.density}
          onDensity={density => change({ density })}
          view={choices.view}
          onView={view => change({ view })}
          asOf={{
            ...(choices.at ? { at: choices.at } : {}),
            chosen: at => change({ at }),
          }}
        >
          <FacetFilter
            groups={shown.map(key => ({
              key,
              title: t(`matrix.filters.${key}`),
              values: axes.facets[key]?.values ?? [],
              chosen: filters[key],
              textOf,
            }))}
            onToggle={(key, value) => toggle(key as MatrixFilterKey, value)}
            onClear={clear}
          />
        </MatrixToolbar>
        <MatrixLegend
          items={toLegend(axes.totals, filters.state)}
          onToggle={value => toggle('state', value)}
        />
        <CoverageBar
          coverage={inWords(axes.coverage)}
          hidden={axes.hidden}
          limited={axes.limited}
          clusterTo={id => links.cluster(id, { tab: 'systems' })}
        />
        <div className={classes.size}>
          {t('matrix.size', {
            rows: axes.rows.total.toLocaleString('en'),
            columns: axes.columns.total.toLocaleString('en'),
          })}
        </div>
      </div>
      {component && axes.rows.total > 0 && axes.columns.total > 0 && (
        <ComponentAttributes
          key={axes.version}
          axes={axes}
          query={props.query}
          choices={choices}
          change={change}
          component={component}
          gridRef={grid}
          onFilter={() => field.current?.focus()}
        />
      )}
      {!component && axes.rows.total > 0 && axes.columns.total > 0 && (
        // What was read by other numbers says nothing about these.
        <AtTheTime of={axes.past?.of}>
          <Loaded
            key={`${axes.past?.at} ${axes.version}`}
            {...props}
            gridRef={grid}
            onFilter={() => field.current?.focus()}
          />
        </AtTheTime>
      )}
      {(axes.rows.total === 0 || axes.columns.total === 0) &&
        (isFiltered ? (
          <FilteredView title={t('matrix.filteredTitle')} onClear={clear} />
        ) : (
          <EmptyView title={t('matrix.emptyTitle')}>
            {t('matrix.emptyText')}
          </EmptyView>
        ))}
    </>
  );
}

/** In the past, ages are counted to the time that is shown. */
function AtTheTime(props: { of: string | undefined; children: ReactNode }) {
  const { of, children } = props;
  const clock = useMemo(
    () => of && createFleetClock(() => Date.parse(of)),
    [of],
  );
  return clock ? (
    <FleetClockProvider clock={clock}>{children}</FleetClockProvider>
  ) : (
    <>{children}</>
  );
}

/** The part of the matrix that is in sight, with what is loaded of it. */
function Loaded(
  props: FoundProps & {
    gridRef: React.Ref<MatrixHandle>;
    onFilter: () => void;
  },
) {
  const { axes, query, choices, change, gridRef } = props;
  const { version, rows, columns } = axes;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const navigate = useNavigate();
  const columnTo = useAttributesLink();
  const { memberText } = useFleetText();
  const { place: opened, ...cell } = useOpenCell();
  const loaded = useLoadedMatrix({ rows: rows.total, columns: columns.total });
  const { tiles, rollups } = loaded;
  const isGrouped = axes.groupBy !== 'none';
  const words = usePastWords();
  const firstRows = useMemo(
    () => rows.items.map(row => toRow(row, words)),
    [rows.items, words],
  );
  const firstColumns = useMemo(
    () => columns.items.map(toColumn),
    [columns.items],
  );
  const { releases } = tiles;
  const rowAt = useCallback(
    (row: number) => tiles.rowAt(row) ?? firstRows[row],
    [tiles, firstRows],
  );
  const columnAt = useCallback(
    (column: number) => tiles.columnAt(column) ?? firstColumns[column],
    [tiles, firstColumns],
  );
  const cellAt = useCallback(
    (row: number, column: number) => tiles.cellAt(row, column),
    [tiles],
  );
  const groups = useMemo<MatrixGroup[]>(
    () =>
      isGrouped
        ? rows.groups.map(({ key, name, from, count }) => ({
            key,
            label: groupLabel(axes, { key, name, from, count }, t),
            from,
            count,
            collapsed: choices.collapsed.includes(key),
          }))
        : [],
    [isGrouped, axes, rows.groups, choices.collapsed, t],
  );
  const numbers = useMemo(
    () => new Map(rows.groups.map(({ key }, index) => [key, index])),
    [rows.groups],
  );
  const rollupAt = useCallback(
    ({ key }: MatrixGroup, column: number) =>
      rollups.at(numbers.get(key) ?? -1, column),
    [rollups, numbers],
  );
  const cellName = opened && tiles.rowOf(opened.clusterId)?.label;
  return (
    <>
      {loaded.places.map(place => (
        <TileLoader
          key={keyOfTile(place)}
          query={query}
          version={version}
          place={place}
          onTile={loaded.onTile}
        />
      ))}
      {isGrouped &&
        loaded.bands.map(from => (
          <RollupLoader
            key={from}
            query={query}
            version={version}
            part={{
              groups: [0, Math.min(200, rows.groups.length)],
              columns: [from, Math.min(from + TILE_COLUMNS, columns.total)],
            }}
            onRollups={loaded.onRollups}
          />
        ))}
      {releases.length > 0 && (
        <div className={classes.legend}>
          <MatrixLegend
            label={t('matrix.releaseLegend')}
            items={releases.flatMap(state => {
              const status = statusOfMember({ state });
              return status
                ? [{ id: state, status, word: memberText(state) }]
                : [];
            })}
          />
        </div>
      )}
      <div className={classes.grid}>
        <Matrix
          ref={gridRef}
          label={t('matrix.label')}
          rowTitle={t('matrix.cluster')}
          rowCount={rows.total}
          columnCount={columns.total}
          rowAt={rowAt}
          columnAt={columnAt}
          cellAt={cellAt}
          {...(isGrouped ? { groups, rollupAt } : {})}
          density={choices.density}
          view={choices.view}
          onVisibleRange={loaded.onVisibleRange}
          onFilter={props.onFilter}
          onToggleGroup={({ key }) =>
            change({ collapsed: toggled(choices.collapsed, key) })
          }
          onOpen={(row, column) => {
            const [cluster, component] = [rowAt(row), columnAt(column)];
            if (cluster && component) cell.open(cluster.id, component.id);
          }}
          onOpenRow={row => {
            const cluster = rowAt(row);
            if (cluster) navigate(links.cluster(cluster.id));
          }}
          onOpenColumn={column => {
            const component = columnAt(column);
            if (component) navigate(columnTo(component.id));
          }}
        />
      </div>
      {opened && choices.at && (
        <PastDrawer
          key={`${opened.clusterId}~${opened.entityRef}`}
          entity={opened.entity}
          entityRef={opened.entityRef}
          clusterId={opened.clusterId}
          clusterName={cellName}
          at={choices.at}
          onNow={() => change({ at: undefined })}
          onClose={cell.close}
        />
      )}
      {opened && !choices.at && (
        <WhyDrawer
          entity={opened.entity}
          clusterId={opened.clusterId}
          clusterName={cellName}
          onClose={cell.close}
        />
      )}
    </>
  );
}
