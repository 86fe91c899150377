import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetClusterReadPermission,
  type Overview,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  GROUPINGS,
  LoadingView,
  SightView,
  useOverview,
  type ClusterListState,
  type Grouping,
} from '@fleetview/backstage-plugin-fleet-react';
import { ClusterTable } from '../clusters/ClusterTable';
import { useFleetLinks } from '../routing';
import {
  ClusterFacets,
  Content,
  Section,
  useClusterListState,
  FilteredView,
} from '../shared';
import { useText } from '../translation';
import { AttentionList } from './AttentionList';
import { ClusterGrid } from './ClusterGrid';
import { ProblemsBar } from './ProblemsBar';
import { TotalsStrip } from './TotalsStrip';

const useStyles = makeStyles(
  theme => ({
    first: { '& > section:first-of-type': { marginTop: theme.spacing(1) } },
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 3),
      marginTop: theme.spacing(4),
      marginBottom: theme.spacing(1),
    },
    side: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
    },
    label: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 8,
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    select: {
      height: 28,
      padding: '0 6px',
      font: 'inherit',
      fontSize: 13,
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
    more: {
      margin: theme.spacing(3, 0, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    views: { display: 'inline-flex', gap: 2 },
    view: {
      height: 28,
      padding: '0 10px',
      font: 'inherit',
      fontSize: 13,
      color: theme.palette.text.secondary,
      background: 'none',
      border: 0,
      borderRadius: 4,
      cursor: 'pointer',
      '&:hover': { color: theme.palette.text.primary },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
      '&[aria-pressed="true"]': {
        color: theme.palette.text.primary,
        fontWeight: 600,
        background: theme.palette.type === 'dark' ? '#ffffff14' : '#0a14240d',
      },
    },
  }),
  { name: 'FleetOverviewPage' },
);

/**
 * What needs somebody now, and then the whole fleet at a glance.
 */
export function OverviewPage() {
  const [state, change] = useClusterListState();
  const sight = useOverview({
    groupBy: state.grouping,
    ...state.filters,
  } as OverviewQuery);
  return (
    <Content>
      <SightView
        sight={sight}
        permission={fleetClusterReadPermission.name}
        loading={<LoadingView shape="overview" rows={10} />}
      >
        {overview => (
          <OverviewContent overview={overview} state={state} change={change} />
        )}
      </SightView>
    </Content>
  );
}

// The filters of the URL are any text; the server says which values it knows.
type OverviewQuery = NonNullable<Parameters<typeof useOverview>[0]>;

type ContentProps = {
  overview: Overview;
  state: ClusterListState;
  change: (change: Partial<ClusterListState>) => void;
};

function OverviewContent(props: ContentProps) {
  const { overview } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  if (overview.totals.clusters === 0) {
    return (
      <>
        <ProblemsBar problems={overview.problems} />
        <CoverageBar
          coverage={overview.coverage}
          hidden={overview.hidden}
          limited={overview.limited}
          clusterTo={id => links.cluster(id)}
        />
        {overview.limited?.includes('clusters') ? (
          <EmptyView title={t('overview.limitedTitle')}>
            {t('overview.limitedText')}
          </EmptyView>
        ) : (
          <EmptyView title={t('overview.emptyTitle')}>
            {t('overview.emptyText')}
          </EmptyView>
        )}
      </>
    );
  }
  return (
    <div className={classes.first}>
      <CoverageBar
        coverage={overview.coverage}
        hidden={overview.hidden}
        limited={overview.limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      <ProblemsBar problems={overview.problems} />
      <Section title={t('overview.attention')}>
        <AttentionList
          items={overview.attention}
          total={overview.attentionTotal}
          isAtLeast={overview.attentionMore}
        />
      </Section>
      <TotalsStrip totals={overview.totals} />
      <Clusters {...props} />
    </div>
  );
}

function Clusters(props: ContentProps) {
  const { state, change } = props;
  const { grouping, facets } = props.overview;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const shown = grouping.groups.flatMap(({ clusters }) => clusters);
  return (
    <section aria-label={t('tabs.clusters')}>
      <div className={classes.toolbar}>
        <div className={classes.side}>
          <label className={classes.label}>
            {t('overview.groupBy')}
            <select
              className={classes.select}
              value={state.grouping}
              onChange={event =>
                change({ grouping: event.target.value as Grouping })
              }
            >
              {GROUPINGS.map(by => (
                <option key={by} value={by}>
                  {t(`attributes.${by}`)}
                </option>
              ))}
            </select>
          </label>
          <ClusterFacets
            facets={facets}
            filters={state.filters}
            onChange={filters => change({ filters })}
          />
        </div>
        <div
          className={classes.views}
          role="group"
          aria-label={t('overview.view')}
        >
          {(['grid', 'table'] as const).map(view => (
            <button
              key={view}
              type="button"
              className={classes.view}
              aria-pressed={state.view === view}
              onClick={() => change({ view })}
            >
              {t(`overview.${view}`)}
            </button>
          ))}
        </div>
      </div>
      {shown.length === 0 && (
        <FilteredView
          title={t('overview.filteredEmptyTitle')}
          onClear={() => change({ filters: {} })}
        />
      )}
      {shown.length > 0 && state.view === 'grid' && (
        <ClusterGrid grouping={grouping} filters={state.filters} />
      )}
      {shown.length > 0 && state.view === 'table' && (
        <ClusterTable clusters={shown} grouping={grouping.by} />
      )}
      {shown.length < grouping.clusters && (
        <p className={classes.more}>
          {t('overview.worstShown', { shown: String(shown.length) })}{' '}
          <Link to={links.clusters(state.filters)}>
            {t('overview.showClusters', {
              total: grouping.clusters.toLocaleString('en'),
            })}
          </Link>
        </p>
      )}
    </section>
  );
}
