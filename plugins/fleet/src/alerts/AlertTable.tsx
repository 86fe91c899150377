import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { Alert } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  Since,
  StatusMark,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { aboutOf } from './aboutOf';
import { statusOfAlert } from './alertStatus';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetAlertTable' },
);

/** Alerts that fire, a line for each. */
export function AlertTable(props: {
  alerts: Alert[];
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<Alert>[]>(
    () => [
      {
        id: 'severity',
        title: t('alerts.columns.severity'),
        width: 150,
        changeKey: alert => `${alert.severity} ${alert.currency.current}`,
        render: alert => (
          <StatusMark
            status={statusOfAlert(alert)}
            word={t(`findings.severities.${alert.severity ?? 'unknown'}`)}
          />
        ),
      },
      {
        id: 'name',
        title: t('alerts.columns.name'),
        width: '24%',
        render: alert => <UntrustedText text={alert.name} />,
      },
      {
        id: 'about',
        title: t('alerts.columns.about'),
        width: '28%',
        render: alert => (
          <UntrustedText text={aboutOf(alert) ?? t('alerts.cluster')} />
        ),
      },
      {
        id: 'summary',
        title: t('alerts.columns.summary'),
        hideBelow: 1000,
        render: alert => (
          <UntrustedText
            className={classes.quiet}
            text={alert.summary ?? t('none')}
          />
        ),
      },
      {
        id: 'since',
        title: t('alerts.columns.since'),
        width: 96,
        align: 'right',
        render: alert => <Since at={alert.since} />,
      },
    ],
    [classes, t],
  );
  return (
    <FleetTable
      label={t('alerts.label')}
      columns={columns}
      rows={props.alerts}
      rowId={alert => alert.id}
      isStale={alert => !alert.currency.current}
      orderKey={props.orderKey}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}
