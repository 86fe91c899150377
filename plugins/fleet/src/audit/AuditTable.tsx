import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { AuditEntry } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  FleetTable,
  Since,
  StatusMark,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { eventWords, RESULT_MARKS, targetName } from './auditWords';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetAuditTable' },
);

/** Who did it: a person leads to his page. */
export function Actor(props: { actor: AuditEntry['actor'] }) {
  const { type, id } = props.actor;
  const t = useText();
  if (type === 'user') return <EntityLink entity={id} />;
  if (type === 'fleet') return <span title={id}>{t('audit.fleet')}</span>;
  return <UntrustedText text={id} />;
}

/** What it was done to: a cluster that is known leads to its page. */
export function Target(props: { entry: AuditEntry }) {
  const { entry } = props;
  const links = useFleetLinks();
  const name = targetName(entry);
  return entry.target.exists ? (
    <Link to={links.cluster(entry.target.id)}>{name}</Link>
  ) : (
    <UntrustedText text={name} />
  );
}

/** How it ended, as mark and word. */
export function Result(props: { entry: AuditEntry }) {
  const { result, error } = props.entry;
  const t = useText();
  return (
    <StatusMark
      status={{
        key: RESULT_MARKS[result],
        stale: false,
        ...(error ? { reason: error } : {}),
      }}
      word={t(`audit.results.${result}`)}
    />
  );
}

/**
 * Who did, read or was refused what, newest first.
 */
export function AuditTable(props: {
  entries: AuditEntry[];
  openId: string | undefined;
  onOpen: (entry: AuditEntry) => void;
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore?: boolean;
}) {
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<AuditEntry>[]>(
    () => [
      {
        id: 'when',
        title: t('audit.columns.when'),
        width: 112,
        narrowWidth: 92,
        render: entry => <Since at={entry.at} ago />,
      },
      {
        id: 'what',
        title: t('audit.columns.what'),
        width: '20%',
        narrowWidth: 190,
        render: entry => eventWords(t, entry.event),
      },
      {
        id: 'result',
        title: t('audit.columns.result'),
        width: 124,
        narrowWidth: 112,
        render: entry => <Result entry={entry} />,
      },
      {
        id: 'who',
        title: t('audit.columns.who'),
        width: '15%',
        narrowWidth: 150,
        render: entry => <Actor actor={entry.actor} />,
      },
      {
        id: 'target',
        title: t('audit.columns.target'),
        width: '15%',
        narrowWidth: 150,
        render: entry => <Target entry={entry} />,
      },
      {
        id: 'reason',
        title: t('audit.columns.reason'),
        hideBelow: 1000,
        render: ({ result, error, reason }) => (
          <span className={classes.quiet}>
            <UntrustedText
              text={(result === 'failed' ? error : undefined) ?? reason ?? ''}
            />
          </span>
        ),
      },
    ],
    [classes, t],
  );
  return (
    <FleetTable
      label={t('audit.label')}
      columns={columns}
      rows={props.entries}
      rowId={entry => entry.id}
      orderKey={props.orderKey}
      onOpen={props.onOpen}
      openId={props.openId}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}
