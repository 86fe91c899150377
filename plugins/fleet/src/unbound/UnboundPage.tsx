import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type UnboundPage as Page,
  type UnboundProblem,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  FacetFilter,
  LoadingView,
  SightView,
  useUnbound,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { Content, FilteredView, SearchField } from '../shared';
import { useText } from '../translation';
import { UnboundTable } from './UnboundTable';
import {
  UNBOUND_PROBLEMS,
  useUnboundFilters,
  type UnboundFilters,
} from './useUnboundFilters';

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
    found: {
      margin: theme.spacing(1, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
      '& strong': { color: theme.palette.text.primary, fontWeight: 600 },
    },
  }),
  { name: 'FleetUnboundPage' },
);

const NO_FILTERS: Partial<UnboundFilters> = {
  problem: [],
  cluster: '',
  namespace: '',
  engine: '',
  text: '',
};

/**
 * What belongs to no component of the catalog, and what to do about it.
 */
export function UnboundPage() {
  const [filters, change] = useUnboundFilters();
  const { sight, loadMore, isLoadingMore } = useUnbound(filters);
  const classes = useStyles();
  const t = useText();
  const totals = sight.kind === 'ready' ? sight.data[0].totals : undefined;
  return (
    <Content>
      <div className={classes.toolbar}>
        <SearchField
          label={t('unbound.search')}
          text={filters.text ?? ''}
          onChange={text => change({ text })}
        />
        <FacetFilter
          groups={[
            {
              key: 'problem' as const,
              title: t('unbound.problem'),
              values: UNBOUND_PROBLEMS.map(value => ({
                value,
                count: totals?.[value] ?? 0,
              })),
              chosen: filters.problem,
              textOf: value => t(`unbound.problems.${value as UnboundProblem}`),
            },
          ]}
          onToggle={(_key, value) =>
            change({ problem: toggled(filters.problem, value) })
          }
          onClear={() => change(NO_FILTERS)}
        />
      </div>
      <SightView
        sight={sight}
        permission={fleetInstanceReadPermission.name}
        loading={<LoadingView rows={12} />}
      >
        {pages => (
          <Found
            pages={pages}
            filters={filters}
            onClear={() => change(NO_FILTERS)}
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
        )}
      </SightView>
    </Content>
  );
}

function Found(props: {
  pages: Page[];
  filters: UnboundFilters;
  onClear: () => void;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages, filters } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const [{ totals, coverage, hidden, limited }] = pages;
  const items = pages.flatMap(page => page.items);
  const { problem, ...texts } = filters;
  const isFiltered = problem.length > 0 || Object.keys(texts).length > 0;
  return (
    <>
      <CoverageBar
        coverage={coverage}
        hidden={hidden}
        limited={limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      {items.length > 0 && (
        <>
          <div className={classes.found}>
            <strong>{t('unbound.found', { count: totals.total })}</strong>{' '}
            {t('unbound.intro')}
          </div>
          <UnboundTable
            items={items}
            limited={limited !== undefined}
            loadMore={props.loadMore}
            isLoadingMore={props.isLoadingMore}
          />
        </>
      )}
      {items.length === 0 && (
        <Nothing
          sight={sightOf(isFiltered, Boolean(limited), coverage.gapsTotal > 0)}
          onClear={props.onClear}
        />
      )}
    </>
  );
}

type NothingSight = 'filtered' | 'limited' | 'unread' | 'empty';

/** That nothing is listed proves little where not everything was read, or may be seen. */
function sightOf(
  isFiltered: boolean,
  isLimited: boolean,
  hasGaps: boolean,
): NothingSight {
  if (isFiltered) return 'filtered';
  if (isLimited) return 'limited';
  return hasGaps ? 'unread' : 'empty';
}

function Nothing(props: { sight: NothingSight; onClear: () => void }) {
  const { sight } = props;
  const t = useText();
  if (sight === 'filtered') {
    return (
      <FilteredView
        title={t('unbound.filteredTitle')}
        onClear={props.onClear}
      />
    );
  }
  return (
    <EmptyView title={t(`unbound.${sight}Title`)}>
      {t(`unbound.${sight}Text`)}
    </EmptyView>
  );
}

function toggled(chosen: UnboundProblem[], value: string): UnboundProblem[] {
  return UNBOUND_PROBLEMS.filter(
    each => chosen.includes(each) !== (each === value),
  );
}
