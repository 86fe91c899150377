import { makeStyles } from '@material-ui/core/styles';
import {
  fleetClusterReadPermission,
  type ClusterPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CLUSTER_FILTER_KEYS,
  CoverageBar,
  EmptyView,
  LoadingView,
  SightView,
  StateCounts,
  useClusters,
  type ClusterFilters,
  type ClusterSort,
  type ClusterSortKey,
  type FleetTableSort,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import {
  ClusterFacets,
  Content,
  useClusterListState,
  FilteredView,
  SearchField,
} from '../shared';
import { useText } from '../translation';
import { ClusterTable } from './ClusterTable';

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
    totals: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2.5),
      padding: theme.spacing(0.5, 0, 1.5),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    total: { display: 'inline-flex', gap: 10 },
    found: { color: theme.palette.text.primary, fontWeight: 600 },
  }),
  { name: 'FleetClustersPage' },
);

/**
 * All clusters, narrowed, sorted and searched; all of it in the URL.
 */
export function ClustersPage() {
  const [state, change] = useClusterListState();
  const { sight, loadMore, isLoadingMore } = useClusters({
    ...state.filters,
    text: state.text || undefined,
    sort: state.sort,
  } as ClusterQuery);
  const classes = useStyles();
  const t = useText();
  const facets = sight.kind === 'ready' ? sight.data[0].facets : {};
  return (
    <Content>
      <div className={classes.toolbar}>
        <SearchField
          label={t('clusters.search')}
          text={state.text}
          onChange={text => change({ text })}
        />
        <ClusterFacets
          facets={facets}
          filters={state.filters}
          onChange={filters => change({ filters })}
        />
      </div>
      <SightView
        sight={sight}
        permission={fleetClusterReadPermission.name}
        loading={<LoadingView rows={12} />}
      >
        {pages => (
          <Found
            pages={pages}
            sort={state.sort}
            onSort={sort => change({ sort })}
            orderKey={JSON.stringify([state.filters, state.text])}
            isFiltered={
              state.text !== '' ||
              CLUSTER_FILTER_KEYS.some(key => state.filters[key]?.length)
            }
            onClear={() => change({ filters: {}, text: '' })}
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
        )}
      </SightView>
    </Content>
  );
}

// The filters of the URL are any text; the server says which values it knows.
type ClusterQuery = Parameters<typeof useClusters>[0] & ClusterFilters;

function Found(props: {
  pages: ClusterPage[];
  sort: ClusterSort | undefined;
  onSort: (sort: ClusterSort) => void;
  orderKey: string;
  isFiltered: boolean;
  onClear: () => void;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages, isFiltered } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const [{ totals, coverage, hidden, limited }] = pages;
  const clusters = pages.flatMap(page => page.items);
  const bar = (
    <CoverageBar
      coverage={coverage}
      hidden={hidden}
      limited={limited}
      clusterTo={id => links.cluster(id, { tab: 'systems' })}
    />
  );
  if (clusters.length === 0) {
    return (
      <>
        {bar}
        {isFiltered ? (
          <FilteredView
            title={t('overview.filteredEmptyTitle')}
            onClear={props.onClear}
          />
        ) : (
          <EmptyView
            title={t(
              limited?.includes('clusters')
                ? 'overview.limitedTitle'
                : 'overview.emptyTitle',
            )}
          >
            {t(
              limited?.includes('clusters')
                ? 'overview.limitedText'
                : 'overview.emptyText',
            )}
          </EmptyView>
        )}
      </>
    );
  }
  return (
    <>
      {bar}
      <div className={classes.totals}>
        <span className={classes.found}>
          {t('clusters.found', { count: totals.clusters })}
        </span>
        <span className={classes.total}>
          {totals.instances.total.toLocaleString('en')}{' '}
          {t('overview.instances')} <StateCounts counts={totals.instances} />
        </span>
        <span className={classes.total}>
          {totals.deliveries.total.toLocaleString('en')}{' '}
          {t('overview.deliveries')} <StateCounts counts={totals.deliveries} />
        </span>
        <span>
          {totals.nodes.toLocaleString('en')} {t('overview.nodes')}
        </span>
      </div>
      <ClusterTable
        clusters={clusters}
        sort={tableSort(props.sort)}
        onSort={sort => props.onSort(clusterSort(sort))}
        orderKey={props.orderKey}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
    </>
  );
}

function tableSort(sort: ClusterSort | undefined): FleetTableSort | undefined {
  if (!sort) return undefined;
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' }
    : { column: sort, direction: 'ascending' };
}

function clusterSort(sort: FleetTableSort): ClusterSort {
  const key = sort.column as ClusterSortKey;
  return sort.direction === 'descending' ? `-${key}` : key;
}
