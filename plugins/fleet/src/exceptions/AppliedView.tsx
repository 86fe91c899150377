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
          isNarrowed={Object.keys(query).length > 0}
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
  isNarrowed: boolean;
  orderKey: string;
  onClear: () => void;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages, isNarrowed } = props;
  const [{ coverage, limited }] = pages;
  const t = useText();
  const links = useFleetLinks();
  const items = pages.flatMap(page => page.items);
  return (
    <>
      <Totals page={pages[0]} />
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
function Totals(props: { page: AppliedExceptionPage }) {
  const { totals } = props.page;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const told = [
    ['overdue', 'overdue', totals.overdue],
    ['ledgerEnded', 'ledger-ended', totals.ledgerEnded],
    ['notInLedger', 'not-in-ledger', totals.notInLedger],
  ] as const;
  return (
    <div className={classes.totals}>
      {told.map(
        ([key, alert, amount]) =>
          amount > 0 && (
            <Link
              key={key}
              to={links.exceptions({ view: ['applied'], alert: [alert] })}
            >
              {t(`exceptions.appliedTotals.${key}`, {
                amount: amount.toLocaleString('en'),
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
        width: '24%',
        narrowWidth: 190,
        render: applied => <LedgerWord applied={applied} />,
      },
      {
        id: 'name',
        title: t('exceptions.appliedColumns.name'),
        width: '18%',
        narrowWidth: 150,
        render: ({ namespace, name }) => (
          <UntrustedText text={namespace ? `${namespace}/${name}` : name} />
        ),
      },
      {
        id: 'cluster',
        title: t('exceptions.appliedColumns.cluster'),
        width: '14%',
        narrowWidth: 120,
        render: ({ cluster }) => (
          <Link to={links.cluster(cluster.id)}>{cluster.name}</Link>
        ),
      },
      {
        id: 'engine',
        title: t('exceptions.appliedColumns.engine'),
        width: 110,
        hideBelow: 1000,
        render: ({ engine }) => engineName(engine),
      },
      {
        id: 'policies',
        title: t('exceptions.appliedColumns.policies'),
        width: '16%',
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
