import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { SizedWorkload } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { moneyText } from '../money';
import { sizingId } from './sizingId';
import { requestText, usedText } from './sizingText';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    two: { display: 'block' },
  }),
  { name: 'FleetSizingTable' },
);

/** Rows of two lines: what is proposed, and under it what it rests on. */
const ROW_HEIGHT = 48;

/** What workloads request and should, those that change most money first. */
export function SizingTable(props: {
  workloads: readonly SizedWorkload[];
  openId: string | undefined;
  onOpen: (workload: SizedWorkload) => void;
}) {
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<SizedWorkload>[]>(() => {
    const quiet = `${classes.two} ${classes.quiet}`;
    const ofResource = (
      resource: 'cpu' | 'ram',
    ): FleetColumn<SizedWorkload> => ({
      id: resource,
      title: t(`cost.sizing.columns.${resource}`),
      width: '26%',
      render: ({ [resource]: sizing }) => (
        <>
          <span className={classes.two}>
            {requestText(resource, sizing, t)}
          </span>
          <span className={quiet}>{usedText(resource, sizing, t)}</span>
        </>
      ),
    });
    return [
      {
        id: 'workload',
        title: t('cost.sizing.columns.workload'),
        render: ({ name, namespace, kind }) => (
          <>
            <UntrustedText className={classes.two} text={name} />
            <UntrustedText className={quiet} text={`${namespace} · ${kind}`} />
          </>
        ),
      },
      {
        id: 'cluster',
        title: t('cost.sizing.columns.cluster'),
        width: 140,
        hideBelow: 800,
        render: ({ cluster }) => <UntrustedText text={cluster.name} />,
      },
      ofResource('cpu'),
      ofResource('ram'),
      {
        id: 'saving',
        title: t('cost.sizing.columns.saving'),
        width: 132,
        align: 'right',
        render: ({ savingPerMonth, money }) =>
          savingPerMonth === undefined
            ? t('none')
            : moneyText(savingPerMonth, money),
      },
    ];
  }, [classes, t]);
  return (
    <FleetTable
      label={t('cost.sizing.label')}
      columns={columns}
      rows={props.workloads}
      rowId={sizingId}
      rowHeight={ROW_HEIGHT}
      onOpen={props.onOpen}
      openId={props.openId}
    />
  );
}
