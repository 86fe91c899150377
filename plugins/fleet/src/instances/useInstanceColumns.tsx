import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  EntityLink,
  entityName,
  Since,
  StatusMark,
  statusOfSync,
  versionOfInstance,
  VersionText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import type { InstanceCount } from './countsOfInstances';
import { InstanceCounts } from './InstanceCounts';
import { InstanceState, type WhyOf } from './InstanceState';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    strong: { fontWeight: 500 },
    owner: { display: 'flex', alignItems: 'center', gap: 12 },
    name: {
      display: 'flex',
      gap: 6,
      minWidth: 0,
      '& > *': { overflow: 'hidden', textOverflow: 'ellipsis' },
      // The name has the room first, the namespace what is left.
      '& > :first-child': { flex: 'none', maxWidth: '100%' },
    },
  }),
  { name: 'FleetInstanceColumns' },
);

/**
 * The columns of instances: what they are of on a cluster's page, where they
 * are on a component's.
 *
 * @param isStacked - whether the reason stands below the state
 */
export function useInstanceColumns(
  first: 'component' | 'where',
  why?: WhyOf,
  isStacked = false,
): FleetColumn<Instance>[] {
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  return useMemo(() => {
    const component: FleetColumn<Instance> = {
      id: 'component',
      title: t('instance.columns.component'),
      width: '18%',
      narrowWidth: 128,
      render: instance => {
        const to = instance.entityRef && links.component(instance.entityRef);
        const name =
          instance.title ??
          (instance.entityRef && entityName(instance.entityRef)) ??
          instance.workloads[0]?.name ??
          instance.deliveries[0]?.name ??
          instance.namespace;
        return (
          <span className={classes.name} title={name}>
            {to ? <Link to={to}>{name}</Link> : <span>{name}</span>}
            <span className={classes.quiet}>{instance.namespace}</span>
          </span>
        );
      },
    };
    const where: FleetColumn<Instance> = {
      id: 'where',
      title: t('instance.columns.where'),
      width: '18%',
      narrowWidth: 128,
      render: instance => (
        <span
          className={classes.name}
          title={`${instance.cluster.name} ${instance.namespace}`}
        >
          <Link
            to={links.cluster(instance.cluster.id)}
            className={classes.strong}
          >
            {instance.cluster.name}
          </Link>
          <span className={classes.quiet}>{instance.namespace}</span>
        </span>
      ),
    };
    return [
      first === 'component' ? component : where,
      {
        id: 'version',
        title: t('instance.columns.version'),
        width: 164,
        narrowWidth: 112,
        changeKey: instance => JSON.stringify(instance.version),
        render: instance => (
          <VersionText version={versionOfInstance(instance)} />
        ),
      },
      {
        id: 'state',
        title: t('instance.columns.state'),
        narrowWidth: 208,
        changeKey: instance =>
          `${instance.health} ${instance.currency.current} ${instance.message} ${instance.rollout?.state}`,
        render: instance => (
          <InstanceState instance={instance} why={why} isStacked={isStacked} />
        ),
      },
      {
        id: 'sync',
        title: t('instance.columns.sync'),
        width: 116,
        hideBelow: 1200,
        changeKey: instance => `${instance.sync} ${instance.currency.current}`,
        render: instance =>
          instance.deliveries.length === 0 ? (
            <span className={classes.quiet}>{t('none')}</span>
          ) : (
            <StatusMark
              // The age stands beside the state already.
              status={{
                ...statusOfSync(instance),
                stale: false,
                key: instance.currency.current ? instance.sync : 'unknown',
              }}
            />
          ),
      },
      {
        id: 'replicas',
        title: t('instance.columns.replicas'),
        width: 84,
        align: 'right',
        changeKey: instance => JSON.stringify(instance.replicas),
        render: instance =>
          instance.replicas.desired === undefined
            ? t('none')
            : t('instance.replicas', {
                ready: String(instance.replicas.ready ?? 0),
                desired: String(instance.replicas.desired),
              }),
      },
      {
        id: 'drift',
        title: t('instance.columns.drift'),
        width: 60,
        align: 'right',
        hideBelow: 1400,
        changeKey: instance => String(instance.drift),
        render: instance => {
          if (instance.drift === undefined || !instance.currency.current) {
            return '?';
          }
          return instance.drift === 0 ? (
            <span className={classes.quiet}>·</span>
          ) : (
            String(instance.drift)
          );
        },
      },
      {
        id: 'since',
        title: t('instance.columns.since'),
        width: 84,
        align: 'right',
        render: instance => (
          <Since
            at={instance.since}
            isLowerBound={instance.sinceIsLowerBound}
          />
        ),
      },
      {
        id: 'by',
        title: t('instance.columns.by'),
        width: 96,
        hideBelow: 1400,
        render: instance =>
          instance.engines.length > 0
            ? instance.engines.map(engineName).join(', ')
            : t('none'),
      },
    ];
  }, [classes, first, links, t, why, isStacked]);
}

/**
 * The heading of an owner's rows.
 */
export function OwnerHeading(props: {
  owner: string | undefined;
  counts: readonly InstanceCount[];
}) {
  const classes = useStyles();
  const t = useText();
  return (
    <span className={classes.owner}>
      {props.owner ? <EntityLink entity={props.owner} /> : t('cluster.noOwner')}
      <InstanceCounts counts={props.counts} />
    </span>
  );
}
