import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { Statement } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  Since,
  StatusMark,
  statusOfStatement,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { StatementState } from '../statements/StatementState';
import { ReplicaBar } from '../statements/ReplicaBar';
import { numberOf } from '../statements/StatementSummary';
import { useText } from '../translation';
import type { HubPart } from './hubGroups';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetHubPartsTable' },
);

/**
 * The machines that a hub manages of a cluster, and the agents that it runs there.
 */
export function HubPartsTable(props: {
  label: string;
  parts: readonly HubPart[];
  openId: string | undefined;
  onOpen: (id: string) => void;
}) {
  const { parts } = props;
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<Statement>[]>(
    () => [
      {
        id: 'name',
        title: t('hubs.columns.name'),
        width: '26%',
        render: statement => <UntrustedText text={statement.name} />,
      },
      {
        id: 'kind',
        title: t('hubs.columns.kind'),
        width: '18%',
        hideBelow: 1000,
        render: statement => (
          <UntrustedText className={classes.quiet} text={statement.kind} />
        ),
      },
      {
        id: 'state',
        title: t('hubs.columns.state'),
        changeKey: statement =>
          `${statement.health} ${statement.currency.current}`,
        render: statement => (
          <>
            <StatementState statement={statement} />
            <Blocked statement={statement} />
          </>
        ),
      },
      {
        id: 'machines',
        title: t('hubs.columns.machines'),
        width: 168,
        changeKey: statement => JSON.stringify(statement.detail),
        render: statement => <Machines statement={statement} count="ready" />,
      },
      {
        id: 'upToDate',
        title: t('hubs.columns.upToDate'),
        width: 168,
        hideBelow: 800,
        changeKey: statement => JSON.stringify(statement.detail),
        render: statement => (
          <Machines statement={statement} count="upToDate" />
        ),
      },
      {
        id: 'version',
        title: t('hubs.columns.version'),
        width: 96,
        hideBelow: 800,
        render: ({ detail }) => {
          const version =
            (detail.type === 'pool' && detail.kubernetesVersion) ||
            (detail.type === 'agent' && detail.version);
          return version ? <UntrustedText text={version} /> : t('none');
        },
      },
      {
        id: 'since',
        title: t('hubs.columns.since'),
        width: 84,
        align: 'right',
        render: statement => <Since at={statement.changedAt} />,
      },
    ],
    [classes, t],
  );
  const sections = useMemo(
    () =>
      parts.map(({ id, statements }) => ({
        id,
        title: t(`hubs.sections.${id}`),
        rows: statements,
      })),
    [parts, t],
  );
  return (
    <FleetTable
      label={props.label}
      columns={columns}
      sections={sections}
      rowId={statement => statement.id}
      isStale={statement => !statement.currency.current}
      onOpen={statement => props.onOpen(statement.id)}
      openId={props.openId}
    />
  );
}

function Blocked(props: { statement: Statement }) {
  const { detail, currency } = props.statement;
  const t = useText();
  if (detail.type !== 'pool' || detail.blockedBy.length === 0) return null;
  return (
    <>
      {' '}
      <StatusMark
        status={{
          key: 'stuck',
          stale: !currency.current,
          reason: detail.blockedBy[0],
        }}
        glyphOnly
        withoutAge
        word={t('hubs.blocked')}
      />
    </>
  );
}

function Machines(props: {
  statement: Statement;
  count: 'ready' | 'upToDate';
}) {
  const { statement, count } = props;
  const { detail } = statement;
  const t = useText();
  const status = statusOfStatement(statement);
  if (detail.type !== 'pool' || detail.replicas.desired === undefined) {
    return <>{t('none')}</>;
  }
  const { desired } = detail.replicas;
  const done = detail.replicas[count];
  return (
    <ReplicaBar
      done={done}
      wanted={desired}
      status={status ?? { key: 'unknown', stale: true }}
      text={t('hubs.machines', {
        ready: numberOf(done),
        desired: String(desired),
      })}
    />
  );
}
