import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  FleetTable,
  shortTime,
  shortVersion,
  Since,
  STATUS_KEYS,
  StatusMark,
  UntrustedText,
  useNow,
  type FleetColumn,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    change: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 8,
      maxWidth: '100%',
    },
    arrow: { color: theme.palette.text.secondary },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetHistoryTable' },
);

/**
 * What changed, newest first. Where nobody watched, the time is an interval
 * and is shown as one.
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
        render: transition => (
          <span className={classes.change}>
            {transition.from !== undefined && (
              <>
                <Value field={transition.field} value={transition.from} />
                <span className={classes.arrow}>→</span>
              </>
            )}
            <Value field={transition.field} value={transition.to} />
          </span>
        ),
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

function When(props: { transition: Transition }) {
  const { at, notBefore } = props.transition;
  const t = useText();
  const now = useNow(60_000);
  if (!notBefore) return <Since at={at} ago />;
  return (
    <Tooltip title={t('history.betweenHelp')}>
      <span data-interval>
        {t('history.between', {
          from: shortTime(notBefore, now) ?? '?',
          to: shortTime(at, now) ?? '?',
        })}
      </span>
    </Tooltip>
  );
}

function Value(props: { field: Transition['field']; value: string }) {
  const { field, value } = props;
  if ((STATUS_KEYS as string[]).includes(value)) {
    return <StatusMark status={{ key: value as StatusKey, stale: false }} />;
  }
  return (
    <UntrustedText text={field === 'version' ? shortVersion(value) : value} />
  );
}
