import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetFindingReadPermission,
  type ClusterPodSecurity,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  engineName,
  FleetTable,
  SightView,
  StatusMark,
  UntrustedText,
  useClusterPodSecurity,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { NothingListed } from '../cluster/NothingListed';
import { useFleetLinks } from '../routing';
import { SearchField, useListFilters } from '../shared';
import { useText } from '../translation';

type Namespace = ClusterPodSecurity['namespaces'][number];

const NO_KEYS: readonly never[] = [];

const useStyles = makeStyles(
  theme => ({
    note: {
      margin: theme.spacing(1, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    search: { margin: theme.spacing(1.5, 0, 0) },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetPodSecurityTab' },
);

/**
 * The level of the Pod Security Standards that each namespace of a cluster is proven to keep,
 * and what separates it from the next.
 */
export function PodSecurityTab(props: { clusterId: string }) {
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const { filters, isActive, setText, clear } = useListFilters(NO_KEYS);
  const sight = useClusterPodSecurity(
    props.clusterId,
    filters.text ? { text: filters.text } : {},
  );
  return (
    <SightView sight={sight} permission={fleetFindingReadPermission.name}>
      {({ namespaces, namespacesTotal, coverage, limited }) => (
        <>
          <CoverageBar
            coverage={coverage}
            limited={limited}
            ofOne
            clusterTo={id => links.cluster(id, { tab: 'systems' })}
          />
          {(namespacesTotal > 0 || isActive) && (
            <div className={classes.search}>
              <SearchField
                label={t('podSecurity.search')}
                text={filters.text}
                onChange={setText}
              />
            </div>
          )}
          {namespaces.length === 0 ? (
            <NothingListed
              coverage={coverage}
              limited={limited}
              narrowed={
                isActive
                  ? { title: t('podSecurity.filteredTitle'), clear }
                  : undefined
              }
              title={t('podSecurity.emptyTitle')}
              text={t('podSecurity.emptyText')}
            />
          ) : (
            <>
              <div className={classes.note}>
                {namespacesTotal > namespaces.length
                  ? t('podSecurity.cut', {
                      shown: namespaces.length.toLocaleString('en'),
                      total: namespacesTotal.toLocaleString('en'),
                    })
                  : t('podSecurity.note')}
              </div>
              <PodSecurityTable namespaces={namespaces} />
            </>
          )}
        </>
      )}
    </SightView>
  );
}

function PodSecurityTable(props: { namespaces: readonly Namespace[] }) {
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<Namespace>[]>(
    () => [
      {
        id: 'namespace',
        title: t('podSecurity.columns.namespace'),
        width: '18%',
        render: ({ namespace }) => <UntrustedText text={namespace} />,
      },
      {
        id: 'level',
        title: t('podSecurity.columns.level'),
        width: 260,
        changeKey: ({ atLeast, atMost }) => `${atLeast} ${atMost}`,
        render: namespace => <Level namespace={namespace} />,
      },
      {
        id: 'enforced',
        title: t('podSecurity.columns.enforced'),
        width: 120,
        render: ({ asked, currency }) => (
          <span className={classes.quiet}>
            {[
              asked.enforce?.level ?? t('none'),
              !currency.current && t('podSecurity.old'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        ),
      },
      {
        id: 'next',
        title: t('podSecurity.columns.next'),
        render: ({ next }) =>
          next ? (
            <Separates next={next} />
          ) : (
            <span className={classes.quiet}>{t('none')}</span>
          ),
      },
      {
        id: 'engines',
        title: t('podSecurity.columns.engines'),
        width: 140,
        hideBelow: 1000,
        render: ({ engines }) => (
          <span className={classes.quiet}>
            {engines.map(engineName).join(', ') || t('podSecurity.nobody')}
          </span>
        ),
      },
    ],
    [classes, t],
  );
  return (
    <FleetTable
      label={t('podSecurity.label')}
      columns={columns}
      rows={props.namespaces}
      rowId={({ namespace }) => namespace}
    />
  );
}

function Level({ namespace }: { namespace: Namespace }) {
  const t = useText();
  const { level, atLeast, atMost, breaksEnforced } = namespace;
  if (breaksEnforced) {
    return (
      <StatusMark
        status={{ key: 'degraded', stale: false }}
        word={t('podSecurity.breaks', { level: atMost })}
      />
    );
  }
  // What nobody looked at is no level, and least of all a good one.
  return level === undefined ? (
    <StatusMark
      status={{ key: 'unknown', stale: false }}
      word={t('podSecurity.between', { atLeast, atMost })}
    />
  ) : (
    <StatusMark
      status={{
        key: level === 'privileged' ? 'degraded' : 'healthy',
        stale: false,
      }}
      word={level}
    />
  );
}

/** What separates it from the next level, what breaks that first. */
function Separates({ next }: { next: NonNullable<Namespace['next']> }) {
  const t = useText();
  const { level, failing, exempt, notEvaluated, failsAsAWhole } = next;
  const named = (controls: { name: string }[]) =>
    controls.map(({ name }) => name).join(', ');
  return (
    <UntrustedText
      text={[
        `${level}:`,
        failing.length > 0 &&
          t('podSecurity.failing', { controls: named(failing) }),
        failsAsAWhole && t('podSecurity.asAWhole'),
        exempt.length > 0 &&
          t('podSecurity.exempt', { controls: named(exempt) }),
        notEvaluated.length > 0 &&
          t('podSecurity.notEvaluated', { controls: named(notEvaluated) }),
      ]
        .filter(Boolean)
        .join(' ')}
    />
  );
}
