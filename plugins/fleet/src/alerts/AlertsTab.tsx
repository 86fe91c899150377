import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type AlertPage,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  FacetFilter,
  SightView,
  useClusterAlerts,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { FilteredView, SearchField, useListFilters } from '../shared';
import { useText } from '../translation';
import { AlertTable } from './AlertTable';
import { NoAlerts } from './NoAlerts';

const KEYS = ['severity'] as const;
const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      padding: theme.spacing(1.5, 0, 0.5),
    },
    said: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetAlertsTab' },
);

type List = ReturnType<typeof useListFilters<(typeof KEYS)[number]>>;

/** The alerts that fire on a cluster. */
export function AlertsTab(props: { clusterId: string }) {
  const { clusterId } = props;
  const t = useText();
  const links = useFleetLinks();
  const list = useListFilters(KEYS);
  const severities = SEVERITIES.filter(each =>
    list.filters.severity.includes(each),
  );
  const paged = useClusterAlerts(clusterId, {
    ...(severities.length > 0 ? { severity: severities } : {}),
    ...(list.filters.text ? { text: list.filters.text } : {}),
  });
  return (
    <SightView
      sight={paged.sight}
      permission={fleetInstanceReadPermission.name}
    >
      {pages => {
        const [first] = pages;
        const alerts = pages.flatMap(({ items }) => items);
        return (
          <>
            {(first.totals.total > 0 || list.isActive) && (
              <Toolbar page={first} list={list} />
            )}
            <CoverageBar
              coverage={first.coverage}
              hidden={first.hidden}
              limited={first.limited}
              ofOne
              clusterTo={id => links.cluster(id, { tab: 'systems' })}
            />
            {alerts.length > 0 && (
              <AlertTable
                alerts={alerts}
                orderKey={JSON.stringify(list.filters)}
                loadMore={paged.loadMore}
                isLoadingMore={paged.isLoadingMore}
              />
            )}
            {alerts.length === 0 && list.isActive && (
              <FilteredView
                title={t('alerts.filteredTitle')}
                onClear={list.clear}
              />
            )}
            {alerts.length === 0 && !list.isActive && (
              <NoAlerts
                clusterId={clusterId}
                known={first.known}
                limited={first.limited}
              />
            )}
          </>
        );
      }}
    </SightView>
  );
}

function Toolbar({ page, list }: { page: AlertPage; list: List }) {
  const { totals, known } = page;
  const classes = useStyles();
  const t = useText();
  const counts = new Map(
    totals.severities.map(({ severity, count }) => [severity, count]),
  );
  return (
    <div className={classes.toolbar}>
      <SearchField
        label={t('alerts.search')}
        text={list.filters.text}
        onChange={list.setText}
      />
      <FacetFilter
        groups={[
          {
            key: 'severity' as const,
            title: t('alerts.severity'),
            values: SEVERITIES.map(value => ({
              value,
              count: counts.get(value) ?? 0,
            })),
            chosen: list.filters.severity,
            textOf: value => t(`findings.severities.${value as Severity}`),
          },
        ]}
        onToggle={list.toggle}
        onClear={list.clear}
      />
      <span className={classes.said}>
        {[
          t('alerts.count', {
            count: totals.total,
            amount: totals.total.toLocaleString('en'),
          }),
          totals.stale > 0 &&
            t('alerts.stale', { amount: totals.stale.toLocaleString('en') }),
          known.gap !== undefined && t('alerts.more', { reason: known.gap }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  );
}
