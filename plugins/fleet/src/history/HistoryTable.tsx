import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  FleetTable,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { ByWhat } from './ByWhat';
import { Change } from './Change';
import { When } from './When';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetHistoryTable' },
);

/**
 * What changed, newest first, of a cluster, of a component, or of a component on
 * one cluster. Where nobody watched, the time is an interval and is shown as one;
 * what went to and fro is one row with how often it did.
 */
export function HistoryTable(props: {
  transitions: Transition[];
  withCluster?: boolean;
  loadMore?: () => void;
  isLoadingMore?: boolean;
}) {
  const { withCluster = false } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const columns = useMemo<FleetColumn<Transition>[]>(
    () => [
      {
        id: 'when',
        title: t('history.columns.when'),
        width: 200,
        render: transition => <When transition={transition} />,
      },
      ...(withCluster
        ? [
            {
              id: 'cluster',
              title: t('history.columns.cluster'),
              width: '16%',
              render: (transition: Transition) => (
                <Link to={links.cluster(transition.cluster.id)}>
                  {transition.cluster.name}
                </Link>
              ),
            },
          ]
        : []),
      {
        id: 'what',
        title: t('history.columns.what'),
        width: '18%',
        render: transition => {
          const to =
            transition.entityRef && links.component(transition.entityRef);
          const name = entityName(transition.name);
          return to && !withCluster ? (
            <Link to={to}>{name}</Link>
          ) : (
            <UntrustedText text={name} />
          );
        },
      },
      {
        id: 'field',
        title: t('history.columns.field'),
        width: 104,
        render: transition => t(`history.fields.${transition.field}`),
      },
      {
        id: 'change',
        title: t('history.columns.change'),
        width: '26%',
        render: transition => <Change transition={transition} />,
      },
      {
        id: 'by',
        title: t('history.columns.by'),
        width: '14%',
        hideBelow: 1000,
        render: transition => <ByWhat transition={transition} />,
      },
      {
        id: 'reason',
        title: t('history.columns.reason'),
        hideBelow: 1000,
        render: transition =>
          transition.reason && (
            <span className={classes.quiet}>
              <UntrustedText text={transition.reason} />
            </span>
          ),
      },
    ],
    [classes, links, t, withCluster],
  );
  return (
    <FleetTable
      label={t('history.label')}
      columns={columns}
      rows={props.transitions}
      rowId={transition => transition.id}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}
