import { makeStyles } from '@material-ui/core/styles';
import type { AuditChain } from '@fleetview/backstage-plugin-fleet-common';
import {
  absoluteTime,
  Since,
  StatusMark,
  useAuditChain,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(0.5, 0), fontSize: 13 },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.5),
      color: theme.palette.text.secondary,
    },
    word: { color: theme.palette.text.primary },
    breaks: {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(2.5),
    },
  }),
  { name: 'FleetChainState' },
);

const MARKS: Record<AuditChain['state'], StatusKey> = {
  intact: 'healthy',
  broken: 'degraded',
  unknown: 'unknown',
};

/**
 * Whether the rows are those that were written: since when they are, or where
 * they are not. That it could not be looked at is not that it is well.
 */
export function ChainState() {
  const sight = useAuditChain();
  const classes = useStyles();
  const t = useText();
  if (sight.kind === 'loading') {
    return (
      <div className={classes.root} role="status">
        <StatusMark
          status={{ key: 'pending', stale: false }}
          word={t('audit.chain.loading')}
        />
      </div>
    );
  }
  if (sight.kind !== 'ready') {
    return (
      <div className={classes.root} role="status">
        <StatusMark
          status={{ key: 'unknown', stale: false }}
          word={t('audit.chain.failed')}
        />
      </div>
    );
  }
  const chain = sight.data;
  const isOld = sight.failure !== undefined;
  return (
    <div className={classes.root} role="status" data-chain={chain.state}>
      <div className={classes.line}>
        <StatusMark
          className={classes.word}
          status={{
            key: MARKS[chain.state],
            stale: isOld,
            confirmedAt: chain.checkedAt,
          }}
          word={wordOf(t, chain)}
        />
        <span>
          {t('audit.chain.rows', { count: chain.rows })} ·{' '}
          {t('audit.chain.chains', { count: chain.chains })} ·{' '}
          {t('audit.chain.checked')} <Since at={chain.checkedAt} ago />
        </span>
      </div>
      {chain.breaks.length > 0 && (
        <ul className={classes.breaks}>
          {chain.breaks.map(({ chain: id, number, kind, at }) => (
            <li key={`${id} ${number} ${kind}`}>
              {t(`audit.chain.breaks.${kind}`, {
                number: String(number),
                replica: id,
              })}
              {at && ` · ${absoluteTime(at)?.utc}`}
            </li>
          ))}
          {chain.breaksTotal > chain.breaks.length && (
            <li>
              {t('audit.chain.more', {
                count: chain.breaksTotal - chain.breaks.length,
              })}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function wordOf(t: Text, chain: AuditChain): string {
  switch (chain.state) {
    case 'broken':
      return t('audit.chain.broken', { count: chain.breaksTotal });
    case 'intact':
      return t('audit.chain.intact', {
        since: (chain.since && absoluteTime(chain.since)?.utc) ?? '?',
      });
    default:
      return t('audit.chain.unknown');
  }
}
