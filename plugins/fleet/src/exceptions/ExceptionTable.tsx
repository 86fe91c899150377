import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';
import {
  Countdown,
  EntityLink,
  FleetTable,
  StatusMark,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { STATE_MARKS } from './exceptionStatus';
import { placeWords, waivedWords } from './scopeWords';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetExceptionTable' },
);

/** Where an exception is in its life, as mark and word. */
export function ExceptionStateMark(props: {
  exception: Pick<FleetException, 'state'>;
}) {
  const { state } = props.exception;
  const t = useText();
  return (
    <StatusMark
      status={{ key: STATE_MARKS[state], stale: false }}
      word={t(`exceptions.states.${state}`)}
    />
  );
}

/** Exceptions of the ledger, in a row each. */
export function ExceptionTable(props: {
  exceptions: FleetException[];
  label: string;
  openId?: string;
  onOpen?: (exception: FleetException) => void;
  orderKey?: string;
  loadMore?: () => void;
  isLoadingMore?: boolean;
}) {
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<FleetException>[]>(
    () => [
      {
        id: 'state',
        title: t('exceptions.columns.state'),
        width: 150,
        changeKey: ({ state }) => state,
        render: exception => <ExceptionStateMark exception={exception} />,
      },
      {
        id: 'what',
        title: t('exceptions.columns.what'),
        width: '14%',
        narrowWidth: 150,
        render: exception => <UntrustedText text={waivedWords(exception, t)} />,
      },
      {
        id: 'where',
        title: t('exceptions.columns.where'),
        width: '20%',
        narrowWidth: 170,
        render: exception => <UntrustedText text={placeWords(exception, t)} />,
      },
      {
        id: 'reason',
        title: t('exceptions.columns.reason'),
        hideBelow: 1000,
        render: ({ reason }) => (
          <UntrustedText className={classes.quiet} text={reason} />
        ),
      },
      {
        id: 'ticket',
        title: t('exceptions.columns.ticket'),
        width: 100,
        hideBelow: 1200,
        render: ({ ticket }) => <UntrustedText text={ticket ?? t('none')} />,
      },
      {
        id: 'requestedBy',
        title: t('exceptions.columns.requestedBy'),
        width: 130,
        hideBelow: 1000,
        render: ({ requestedBy }) => <EntityLink entity={requestedBy} />,
      },
      {
        id: 'approvedBy',
        title: t('exceptions.columns.approvedBy'),
        width: 140,
        changeKey: ({ approvals }) => String(approvals.length),
        render: exception => <Approvals exception={exception} />,
      },
      {
        id: 'expires',
        title: t('exceptions.columns.expires'),
        width: 110,
        align: 'right',
        render: ({ state, expiresAt }) =>
          isOver(state) ? t('none') : <Countdown until={expiresAt} />,
      },
      {
        id: 'review',
        title: t('exceptions.columns.review'),
        width: 110,
        align: 'right',
        hideBelow: 1600,
        render: ({ state, reviewAt }) =>
          reviewAt && !isOver(state) ? (
            <Countdown until={reviewAt} />
          ) : (
            t('none')
          ),
      },
    ],
    [classes, t],
  );
  return (
    <FleetTable
      label={props.label}
      columns={columns}
      rows={props.exceptions}
      rowId={({ id }) => id}
      orderKey={props.orderKey}
      onOpen={props.onOpen}
      openId={props.openId}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

/** Of what is over nothing ends, and nobody has to look at it again. */
export function isOver(state: FleetException['state']): boolean {
  return state === 'expired' || state === 'renewed' || state === 'withdrawn';
}

/** Who approved, and of how many that are needed. */
function Approvals(props: { exception: FleetException }) {
  const { approvals, approvalsNeeded } = props.exception;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      <span className={classes.quiet}>
        {t('exceptions.approvalsOf', {
          given: String(approvals.length),
          needed: String(approvalsNeeded),
        })}
      </span>{' '}
      {approvals.map(({ by }, index) => (
        <span key={by}>
          {index > 0 && ', '}
          <EntityLink entity={by} />
        </span>
      ))}
    </>
  );
}
