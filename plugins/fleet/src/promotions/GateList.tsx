import { makeStyles } from '@material-ui/core/styles';
import {
  Countdown,
  EntityLink,
  Since,
  StatusMark,
  UntrustedText,
  type ShownGate,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { markOfGate, sortedGates } from './promotionStatus';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    gate: {
      padding: theme.spacing(0.5, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
      '& summary': { cursor: 'pointer', minHeight: 24 },
      '& summary:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    head: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(1.5),
      alignItems: 'center',
      verticalAlign: 'top',
      maxWidth: 'calc(100% - 20px)',
    },
    name: { fontWeight: 600 },
    quiet: { color: theme.palette.text.secondary },
    evidence: {
      margin: theme.spacing(0.5, 0, 1, 2),
      padding: 0,
      listStyle: 'none',
      '& > li': { padding: theme.spacing(0.25, 0) },
    },
    body: { marginLeft: theme.spacing(2) },
  }),
  { name: 'FleetPromotionGates' },
);

/** Gates, what does not hold first; each opens to what it goes by. */
export function GateList(props: {
  gates: readonly ShownGate[];
  /** Nobody has judged them for long: then none is good. */
  isStale?: boolean;
  judgedAt?: string;
}) {
  const { gates, isStale = false, judgedAt } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <ul className={classes.list} aria-label={t('promotions.gates.label')}>
      {sortedGates(gates).map(gate => (
        <li key={gate.kind} className={classes.gate}>
          <details>
            <summary>
              <span className={classes.head}>
                <StatusMark
                  status={{
                    key: gate.overriddenBy
                      ? 'skipped'
                      : markOfGate(gate.status),
                    stale: isStale,
                    ...(judgedAt ? { confirmedAt: judgedAt } : {}),
                  }}
                  word={
                    gate.overriddenBy
                      ? t('promotions.gates.overridden')
                      : t(`promotions.gates.status.${gate.status}`)
                  }
                />
                <span className={classes.name}>
                  {t(`promotions.gates.kinds.${gate.kind}`)}
                </span>
                {gate.until && <Countdown until={gate.until} />}
                {gate.since && (
                  <span className={classes.quiet}>
                    {t('promotions.gates.since')} <Since at={gate.since} ago />
                  </span>
                )}
                {!gate.required && (
                  <span className={classes.quiet}>
                    {t('promotions.gates.optional')}
                  </span>
                )}
              </span>
              <span className={classes.quiet}>
                {' '}
                <UntrustedText text={gate.reason} inline />
              </span>
            </summary>
            <Evidence gate={gate} />
          </details>
          {gate.overriddenBy && (
            <div className={classes.body}>
              {t('promotions.gates.overriddenBy')}{' '}
              <EntityLink entity={gate.overriddenBy.by} />{' '}
              <span className={classes.quiet}>
                <Since at={gate.overriddenBy.at} ago />
              </span>
              : <UntrustedText text={gate.overriddenBy.reason} block />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Evidence(props: { gate: ShownGate }) {
  const { evidence, evidenceTotal, kind, overridable } = props.gate;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.body}>
      {evidence.length === 0 ? (
        <span className={classes.quiet}>
          {t('promotions.gates.noEvidence')}
        </span>
      ) : (
        <ul
          className={classes.evidence}
          aria-label={t('promotions.gates.evidence', {
            gate: t(`promotions.gates.kinds.${kind}`),
          })}
        >
          {evidence.map(({ id, status, text, cluster, confirmedAt }) => (
            <li key={id}>
              <StatusMark
                status={{ key: markOfGate(status), stale: false }}
                word={t(`promotions.gates.status.${status}`)}
                glyphOnly
              />{' '}
              {cluster && (
                <>
                  <UntrustedText text={cluster.name} inline />:{' '}
                </>
              )}
              <UntrustedText text={text} inline />{' '}
              {confirmedAt && (
                <span className={classes.quiet}>
                  {t('promotions.gates.confirmed')}{' '}
                  <Since at={confirmedAt} ago />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {evidenceTotal > evidence.length && (
        <div className={classes.quiet}>
          {t('promotions.gates.cut', {
            shown: evidence.length.toLocaleString('en'),
            total: evidenceTotal.toLocaleString('en'),
          })}
        </div>
      )}
      {overridable && (
        <div className={classes.quiet}>{t('promotions.gates.overridable')}</div>
      )}
    </div>
  );
}
