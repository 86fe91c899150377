import type { Statement } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  statusOfStatement,
  type Status,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/** How something is; of what has no health, whether it is still known. */
export function StatementState(props: {
  statement: Pick<Statement, 'health' | 'currency' | 'message'>;
}) {
  const { statement } = props;
  const t = useText();
  const status = statusOfStatement(statement);
  if (status) return <StatusMark status={status} />;
  const { current, confirmedAt, reason } = statement.currency;
  const known: Status = {
    key: 'unknown',
    stale: true,
    confirmedAt,
    reason,
  };
  // That it could be read is no health: it gets no mark of one.
  return current ? (
    <>{t('none')}</>
  ) : (
    <StatusMark status={known} word={t('statements.stateless')} />
  );
}
