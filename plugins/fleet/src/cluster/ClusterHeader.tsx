import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterDetail } from '@fleetview/backstage-plugin-fleet-common';
import {
  bytes,
  cores,
  EntityLink,
  ratio,
  RatioText,
  Since,
  StateCounts,
  StatusMark,
  statusOfCluster,
  UNASSIGNED,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useClusterStatusName } from '../shared';
import { useText } from '../translation';
import { HubLine } from '../hubs/HubLine';
import { useClusterEntity } from './useClusterEntity';

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(2),
      rowGap: 4,
    },
    name: {
      margin: 0,
      fontSize: 24,
      fontWeight: 600,
      lineHeight: '32px',
      overflowWrap: 'anywhere',
    },
    title: {
      minWidth: 0,
      color: theme.palette.text.secondary,
      fontSize: 15,
    },
    reason: {
      flexBasis: '100%',
      minWidth: 0,
      color: theme.palette.text.secondary,
      fontSize: 13,
    },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(3),
      rowGap: 4,
      margin: theme.spacing(1, 0, 0),
      fontSize: 13,
      '& > div': {
        display: 'inline-flex',
        gap: 6,
        minWidth: 0,
        maxWidth: '100%',
      },
      '& dt': { color: theme.palette.text.secondary },
      '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
    },
    numbers: {
      display: 'grid',
      gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      gap: theme.spacing(3),
      margin: theme.spacing(3.5, 0, 3),
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
    },
    label: { fontSize: 13, color: theme.palette.text.secondary },
    value: {
      fontSize: 24,
      fontWeight: 600,
      lineHeight: '32px',
      fontVariantNumeric: 'tabular-nums',
    },
    below: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetClusterHeader' },
);

/**
 * What a cluster is, whether it answers, and its four numbers.
 */
export function ClusterHeader(props: {
  detail: ClusterDetail;
  /** Whether something around it says already which cluster it is. */
  isNamed?: boolean;
}) {
  const { isNamed = false } = props;
  const { cluster, identities, aliases } = props.detail;
  const entity = useClusterEntity(
    [cluster.id, ...aliases.map(({ id }) => id)],
    !isNamed,
  );
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const status = statusOfCluster(cluster);
  const { attributes, kubernetes, reachability } = cluster;
  const facts: { name: string; value: ReactNode }[] = [
    {
      name: t('cluster.seen'),
      value: reachability.lastSeenAt ? (
        <Since at={reachability.lastSeenAt} ago />
      ) : (
        t('cluster.never')
      ),
    },
    {
      name: t('clusters.columns.version'),
      value: kubernetes && (
        <>
          {kubernetes.version.replace(/^v/, '')}
          {kubernetes.minorsBehind > 0 &&
            ` · ${t('cluster.behind', { count: kubernetes.minorsBehind })}`}
        </>
      ),
    },
    ...(['region', 'environment', 'provider', 'tier', 'owner'] as const).map(
      key => ({
        name: t(`attributes.${key}`).toLocaleLowerCase('en'),
        value: attributes[key].value !== UNASSIGNED && (
          <EntityLink entity={attributes[key].value} />
        ),
      }),
    ),
    {
      name: t('cluster.knownAs'),
      value: identities.length > 1 && (
        <UntrustedText
          text={[...new Set(identities.map(({ name }) => name))].join(', ')}
        />
      ),
    },
    {
      name: t('cluster.skew'),
      value: (
        <Link to={links.skew({ cluster: [cluster.id] })}>
          {t('skew.compare')}
        </Link>
      ),
    },
    {
      name: t('cluster.entity'),
      value: entity && <EntityLink entity={entity} />,
    },
  ];
  return (
    <header>
      <div className={classes.head}>
        {!isNamed && <h1 className={classes.name}>{cluster.name}</h1>}
        {!isNamed && cluster.title && (
          <span className={classes.title}>
            <UntrustedText text={cluster.title} />
          </span>
        )}
        <StatusMark
          status={status}
          word={useClusterStatusName(cluster)}
          size={17}
          withReason={false}
        />
        {cluster.tlsUnverified && (
          <Tooltip title={t('cluster.tlsUnverifiedText')}>
            <span>
              <StatusMark
                status={{ key: 'unauthorized', stale: false }}
                word={t('cluster.tlsUnverified')}
              />
            </span>
          </Tooltip>
        )}
        {cluster.identityLostAt && (
          <span>
            <Tooltip title={t('cluster.identityLostText')}>
              <span>
                <StatusMark
                  status={{ key: 'unknown', stale: false }}
                  word={t('cluster.identityLost')}
                />
              </span>
            </Tooltip>{' '}
            <Since at={cluster.identityLostAt} ago />
          </span>
        )}
        {status.reason && (
          <span className={classes.reason}>
            <UntrustedText text={status.reason} block />
          </span>
        )}
      </div>
      <dl className={classes.facts}>
        {facts
          .filter(({ value }) => value)
          .map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <HubLine detail={props.detail} />
      <Numbers detail={props.detail} />
    </header>
  );
}

function Numbers(props: { detail: ClusterDetail }) {
  const { cluster } = props.detail;
  const { nodes, capacity } = cluster;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const isKnown = cluster.currency.current || cluster.instances.total > 0;
  const nodesBelow = [
    nodes.notReady > 0 &&
      t('cluster.numbers.nodesNotReady', { count: nodes.notReady }),
    nodes.unschedulable > 0 &&
      t('cluster.numbers.unschedulable', { count: nodes.unschedulable }),
  ].filter(Boolean);
  return (
    <div className={classes.numbers}>
      <div>
        <div className={classes.label}>{t('cluster.numbers.nodes')}</div>
        <div className={classes.value}>
          {nodes.total > 0 ? (
            <RatioText ratio={ratio(nodes.ready, nodes.total)} />
          ) : (
            t('none')
          )}
        </div>
        <div className={classes.below}>
          {nodesBelow.length > 0 && (
            <Link
              to={links.cluster(cluster.id, { tab: 'nodes' })}
              color="textPrimary"
            >
              {nodesBelow.join(' · ')}
            </Link>
          )}
          {nodesBelow.length === 0 &&
            nodes.total > 0 &&
            nodes.ready === nodes.total &&
            t('cluster.numbers.allReady')}
        </div>
      </div>
      <div>
        <div className={classes.label}>{t('cluster.numbers.capacity')}</div>
        <div className={classes.value}>
          {capacity.cpuMillicores > 0
            ? t('cluster.numbers.cores', {
                amount: cores(capacity.cpuMillicores),
              })
            : t('none')}
        </div>
        <div className={classes.below}>
          {capacity.memoryBytes > 0 &&
            t('cluster.numbers.memory', {
              memory: bytes(capacity.memoryBytes),
              pods: capacity.pods.toLocaleString('en'),
            })}
        </div>
      </div>
      <div>
        <div className={classes.label}>{t('cluster.numbers.instances')}</div>
        <div className={classes.value}>
          <Link to={links.cluster(cluster.id)} color="textPrimary">
            {isKnown ? cluster.instances.total.toLocaleString('en') : t('none')}
          </Link>
        </div>
        <div className={classes.below}>
          <StateCounts
            counts={cluster.instances}
            known={cluster.currency.current}
            to={state => links.cluster(cluster.id, { states: [state] })}
          />
        </div>
      </div>
      <div>
        <div className={classes.label}>{t('cluster.numbers.deliveries')}</div>
        <div className={classes.value}>
          <Link
            to={links.cluster(cluster.id, { tab: 'deliveries' })}
            color="textPrimary"
          >
            {isKnown || cluster.deliveries.total > 0
              ? cluster.deliveries.total.toLocaleString('en')
              : t('none')}
          </Link>
        </div>
        <div className={classes.below}>
          <StateCounts
            counts={cluster.deliveries}
            known={cluster.currency.current}
            to={state =>
              links.cluster(cluster.id, { tab: 'deliveries', states: [state] })
            }
          />
          {cluster.deliveries.outOfSync > 0 && (
            <>
              {' · '}
              <Link
                to={links.cluster(cluster.id, {
                  tab: 'deliveries',
                  states: ['out-of-sync'],
                })}
                color="textPrimary"
              >
                {t('cluster.numbers.drift', {
                  amount: String(cluster.deliveries.outOfSync),
                })}
              </Link>
            </>
          )}
        </div>
      </div>
    </div>
  );
}
