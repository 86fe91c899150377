import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { Statement } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  groupBy,
  Since,
  UntrustedText,
  useDetail,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { StatementDrawer } from './StatementDrawer';
import { StatementState } from './StatementState';
import { StatementSummary } from './StatementSummary';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetStatementTable' },
);

/**
 * What is read on a cluster, by type, each with what it says in one line.
 */
export function StatementTable(props: {
  /** What the table is of. */
  label?: string;
  /** Whether what it is of says the type already. */
  ofOneType?: boolean;
  statements: Statement[];
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { statements, ofOneType = false } = props;
  const classes = useStyles();
  const t = useText();
  const { detail, open, close } = useDetail();
  const columns = useMemo<FleetColumn<Statement>[]>(
    () => [
      {
        id: 'name',
        title: t('statements.columns.name'),
        width: '22%',
        render: statement => <UntrustedText text={statement.name} />,
      },
      {
        id: 'kind',
        title: t('statements.columns.kind'),
        width: '16%',
        hideBelow: 1000,
        render: statement => (
          <UntrustedText className={classes.quiet} text={statement.kind} />
        ),
      },
      {
        id: 'namespace',
        title: t('statements.columns.namespace'),
        width: '12%',
        hideBelow: 1200,
        render: statement => (
          <UntrustedText text={statement.namespace ?? t('none')} />
        ),
      },
      {
        id: 'state',
        title: t('statements.columns.state'),
        width: 196,
        changeKey: statement =>
          `${statement.health} ${statement.currency.current}`,
        render: statement => <StatementState statement={statement} />,
      },
      {
        id: 'says',
        title: t('statements.columns.says'),
        changeKey: statement => JSON.stringify(statement.detail),
        render: statement => <StatementSummary statement={statement} />,
      },
      {
        id: 'since',
        title: t('statements.columns.since'),
        width: 84,
        align: 'right',
        render: statement => <Since at={statement.changedAt} />,
      },
    ],
    [classes, t],
  );
  const sections = useMemo(
    () =>
      groupBy(statements, ({ type }) => type).map(({ items }) => ({
        id: items[0].type,
        ...(ofOneType ? {} : { title: t(`statements.types.${items[0].type}`) }),
        rows: items,
      })),
    [statements, ofOneType, t],
  );
  return (
    <>
      <FleetTable
        label={props.label ?? t('statements.label')}
        columns={columns}
        sections={sections}
        rowId={statement => statement.id}
        isStale={statement => !statement.currency.current}
        orderKey={props.orderKey}
        onOpen={statement => open(statement.id)}
        openId={detail}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
      <StatementDrawer
        statement={statements.find(({ id }) => id === detail)}
        onClose={close}
      />
    </>
  );
}
