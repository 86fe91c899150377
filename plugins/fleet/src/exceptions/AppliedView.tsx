import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetFindingReadPermission,
  type AppliedExceptionAlert,
  type AppliedExceptionPage,
  type FleetAppliedException,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  Countdown,
  EmptyView,
  engineName,
  FacetFilter,
  FleetTable,
  LoadingView,
  SightView,
  Since,
  StatusMark,
  UntrustedText,
  useAppliedExceptions,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { FilteredView } from '../shared';
import { useText } from '../translation';
import { statusOfApplied } from './exceptionStatus';

const ALERTS = ['overdue', 'ledger-ended', 'not-in-ledger'] as const;

const useStyles = makeStyles(
  theme => ({
    totals: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(1, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetAppliedView' },
);

type FilterKey = 'alert' | 'cluster';
type AppliedFilter = {
  alert?: AppliedExceptionAlert[];
  cluster?: string[];
};

function countOf(
  { totals }: AppliedExceptionPage,
  alert: AppliedExceptionAlert,
): number {
  switch (alert) {
    case 'overdue':
      return totals.overdue;
    case 'ledger-ended':
      return totals.ledgerEnded;
    default:
      return totals.notInLedger;
  }
}

/** The URL with a value of a filter added, or taken away where it was there. */
function toggled(
  previous: URLSearchParams,
  key: FilterKey,
  value: string,
): URLSearchParams {
  const search = new URLSearchParams(previous);
  const values = previous.getAll(key);
  search.delete(key);
  const next = values.includes(value)
    ? values.filter(each => each !== value)
    : [...values, value];
  for (const each of next) search.append(key, each);
  return search;
}

/** What policy engines exempt by themselves, held against the ledger. */
export function AppliedView() {
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => {
    const alert = ALERTS.filter(each => search.getAll('alert').includes(each));
    const cluster = search.getAll('cluster').slice(0, 50);
    return {
      ...(alert.length > 0 ? { alert } : {}),
      ...(cluster.length > 0 ? { cluster } : {}),
    };
  }, [search]);
  const { sight, loadMore, isLoadingMore } = useAppliedExceptions(query);
  return (
    <SightView
      sight={sight}
      permission={fleetFindingReadPermission.name}
      loading={<LoadingView rows={8} />}
    >
      {pages => (
        <Found
          pages={pages}
          query={query}
          onToggle={(key, value) =>
            setSearch(previous => toggled(previous, key, value), {
              replace: true,
            })
          }
          orderKey={JSON.stringify(query)}
          onClear={() =>
            setSearch(new URLSearchParams({ view: 'applied' }), {
              replace: true,
            })
          }
          loadMore={loadMore}
          isLoadingMore={isLoadingMore}
        />
      )}
    </SightView>
  );
}

function Found(props: {
  pages: AppliedExceptionPage[];
  query: AppliedFilter;
  onToggle: (key: FilterKey, value: string) => void;
  orderKey: string;
  onClear: () => void;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages, query, onToggle } = props;
  const isNarrowed = Object.keys(query).length > 0;
  const [{ coverage, limited }] = pages;
  const t = useText();
  const links = useFleetLinks();
  const items = pages.flatMap(page => page.items);
  return (
    <>
      <Totals page={pages[0]} clusters={query.cluster ?? []} />
      <FacetFilter
        groups={[
          {
            key: 'alert' as const,
            title: t('exceptions.appliedFilters.alert'),
            values: ALERTS.map(value => ({
              value: value as string,
              count: countOf(pages[0], value),
            })),
            chosen: query.alert ?? [],
            textOf: value =>
              t(`exceptions.alerts.${value as AppliedExceptionAlert}`),
          },
          {
            key: 'cluster' as const,
            title: t('exceptions.appliedFilters.cluster'),
            values: [],
            chosen: query.cluster ?? [],
            textOf: value =>
              items.find(({ cluster }) => cluster.id === value)?.cluster.name ??
              value,
          },
        ]}
        onToggle={onToggle}
        onClear={props.onClear}
      />
      <CoverageBar
        coverage={coverage}
        limited={limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      {items.length === 0 && isNarrowed && (
        <FilteredView
          title={t('exceptions.appliedFiltered')}
          onClear={props.onClear}
        />
      )}
      {items.length === 0 && !isNarrowed && (
        <EmptyView title={t('exceptions.appliedEmptyTitle')}>
          {t('exceptions.appliedEmptyText')}
        </EmptyView>
      )}
      {items.length > 0 && (
        <AppliedTable
          items={items}
          orderKey={props.orderKey}
          loadMore={props.loadMore}
          isLoadingMore={props.isLoadingMore}
        />
      )}
    </>
  );
}

/** How many there are that somebody should look at, each leading to exactly those. */
function Totals(props: {
  page: AppliedExceptionPage;
  clusters: readonly string[];
}) {
  const { page, clusters } = props;
  const { totals } = page;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const told = [
    ['overdue', 'overdue'],
    ['ledgerEnded', 'ledger-ended'],
    ['notInLedger', 'not-in-ledger'],
  ] as const;
  return (
    <div className={classes.totals}>
      {told.map(
        ([key, alert]) =>
          countOf(page, alert) > 0 && (
            <Link
              key={key}
              to={links.exceptions({
                view: ['applied'],
                alert: [alert],
                // Counts are of these clusters as well.
                ...(clusters.length > 0 ? { cluster: [...clusters] } : {}),
              })}
            >
              {t(`exceptions.appliedTotals.${key}`, {
                amount: countOf(page, alert).toLocaleString('en'),
              })}
            </Link>
          ),
      )}
      {totals.stale > 0 && (
        <span>
          {t('exceptions.appliedTotals.stale', {
            amount: totals.stale.toLocaleString('en'),
          })}
        </span>
      )}
      <span>
        {t(totals.atLeast ? 'exceptions.appliedCut' : 'exceptions.appliedNote')}
      </span>
    </div>
  );
}

function AppliedTable(props: {
  items: FleetAppliedException[];
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const t = useText();
  const links = useFleetLinks();
  const columns = useMemo<FleetColumn<FleetAppliedException>[]>(
    () => [
      {
        id: 'ledger',
        title: t('exceptions.appliedColumns.ledger'),
        width: 190,
        render: applied => <LedgerWord applied={applied} />,
      },
      {
        id: 'name',
        title: t('exceptions.appliedColumns.name'),
        width: '19%',
        narrowWidth: 150,
        render: ({ namespace, name }) => (
          <UntrustedText text={namespace ? `${namespace}/${name}` : name} />
        ),
      },
      {
        id: 'cluster',
        title: t('exceptions.appliedColumns.cluster'),
        width: '12%',
        narrowWidth: 120,
        render: ({ cluster }) => (
          <Link to={links.cluster(cluster.id)}>{cluster.name}</Link>
        ),
      },
      {
        id: 'engine',
        title: t('exceptions.appliedColumns.engine'),
        width: 136,
        hideBelow: 1000,
        render: ({ engine }) => engineName(engine),
      },
      {
        id: 'policies',
        title: t('exceptions.appliedColumns.policies'),
        width: '17%',
        hideBelow: 800,
        render: ({ policies, engine }) => (
          <UntrustedText
            text={
              policies.map(({ name }) => name).join(', ') ||
              t('exceptions.allPolicies', { engine: engineName(engine) })
            }
          />
        ),
      },
      {
        id: 'scope',
        title: t('exceptions.appliedColumns.scope'),
        hideBelow: 1200,
        render: ({ scope }) => <UntrustedText text={scope.join('; ')} />,
      },
      {
        id: 'expires',
        title: t('exceptions.appliedColumns.expires'),
        width: 130,
        align: 'right',
        render: ({ expiresAt, alerts }) => {
          if (!expiresAt) return t('exceptions.noEnd');
          return alerts.includes('overdue') ? (
            <>
              {t('exceptions.over')} <Since at={expiresAt} />
            </>
          ) : (
            <Countdown until={expiresAt} />
          );
        },
      },
    ],
    [t, links],
  );
  return (
    <FleetTable
      label={t('exceptions.appliedLabel')}
      columns={columns}
      rows={props.items}
      rowId={({ id }) => id}
      orderKey={props.orderKey}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

/** What the ledger says of it; one that may be seen is led to. */
function LedgerWord(props: { applied: FleetAppliedException }) {
  const { applied } = props;
  const { alerts, ledger } = applied;
  const t = useText();
  const links = useFleetLinks();
  const words = [
    ...alerts.map((alert: AppliedExceptionAlert) =>
      t(`exceptions.alerts.${alert}`),
    ),
    // A narrower one is worth a look, and allows nothing of what it does not name.
    ...(ledger?.match === 'resembles' ? [t('exceptions.resembles')] : []),
  ];
  const word = words.join(', ') || t('exceptions.inLedger');
  const mark = <StatusMark status={statusOfApplied(applied)} word={word} />;
  return ledger?.id ? (
    <Link to={links.exceptions({ detail: [ledger.id] })}>{mark}</Link>
  ) : (
    mark
  );
}
