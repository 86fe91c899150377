import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftAuditLog } from '@fleetview/backstage-plugin-fleet-common';
import {
  Since,
  StatusMark,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { auditLogWords } from '../driftWords';
import { WriteView } from './WriteView';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetDriftAuditLogView' },
);

/** Who it was by the API server's audit log: all whom it may be, and how far the log can be gone by. */
export function AuditLogView(props: {
  auditLog: FleetDriftAuditLog;
  cluster: string;
}) {
  const { auditLog, cluster } = props;
  const { writes, because, hasMore } = auditLog;
  const { lastReceivedAt, keptSince, lastLostAt } = auditLog;
  const classes = useStyles();
  const t = useText();
  const [only, ...others] = writes;
  return (
    <>
      {only && others.length === 0 && <WriteView write={only} />}
      {others.length > 0 && (
        <>
          {t('drift.auditLog.several')}
          <ul className={classes.list}>
            {writes.map((write, index) => (
              // Two may be alike in all that is told.
              // eslint-disable-next-line react/no-array-index-key
              <li key={`${write.at} ${write.user} ${index}`}>
                <WriteView write={write} />
              </li>
            ))}
          </ul>
        </>
      )}
      {hasMore && <div>{t('drift.auditLog.more')}</div>}
      {writes.length === 0 && (
        <>
          <StatusMark status={{ key: 'unknown', stale: false }} glyphOnly />{' '}
          {auditLogWords(because, t)}
        </>
      )}
      <div className={classes.quiet}>
        <UntrustedText text={t('drift.auditLog.of', { cluster })} inline />
        {lastReceivedAt && (
          <>
            {'; '}
            {t('drift.auditLog.received')} <Since at={lastReceivedAt} ago />
          </>
        )}
        {keptSince && (
          <>
            {'; '}
            {t('drift.auditLog.keptSince')} <Since at={keptSince} ago />
          </>
        )}
        {lastLostAt && (
          <>
            {'; '}
            {t('drift.auditLog.lost')} <Since at={lastLostAt} ago />
          </>
        )}
      </div>
    </>
  );
}
