import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadDiagnosis } from '@fleetview/backstage-plugin-fleet-common';
import { Since, UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../translation';

type Finding = WorkloadDiagnosis['findings'][number];

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    finding: { marginBottom: theme.spacing(1.25) },
    reason: { fontWeight: 600 },
    quiet: { color: theme.palette.text.secondary },
    line: { display: 'block' },
  }),
  { name: 'FleetDiagnosis' },
);

/**
 * Why a workload is not well: each reason in words with what the cluster says of it,
 * what could not be read, and how old all that is.
 */
export function DiagnosisView(props: { diagnosis: WorkloadDiagnosis }) {
  const { findings, findingsTotal, pods, unread, readAt, currency } =
    props.diagnosis;
  const classes = useStyles();
  const t = useText();
  const lines = [
    findingsTotal > findings.length &&
      t('diagnosis.others', { count: findingsTotal - findings.length }),
    readAt && findings.length === 0 && t('diagnosis.nothing'),
    pods &&
      t(pods.more ? 'diagnosis.podsOfMore' : 'diagnosis.pods', {
        ready: String(pods.ready),
        read: String(pods.read),
      }),
  ].filter(Boolean);
  return (
    <>
      {findings.length > 0 && (
        <ul className={classes.list}>
          {findings.map((finding, index) => (
            <li key={index} className={classes.finding}>
              <FindingView finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {lines.map(line => (
        <span key={String(line)} className={classes.line}>
          {line}
        </span>
      ))}
      {unread.map(({ what, reason }) => (
        <span key={what} className={classes.line}>
          {t('diagnosis.unread')}{' '}
          <UntrustedText text={`${what}: ${reason}`} inline />
        </span>
      ))}
      {!currency.current && (
        <span className={classes.line}>
          {t(readAt ? 'diagnosis.old' : 'diagnosis.notRead')}
          {currency.reason && (
            <>
              {': '}
              <UntrustedText text={currency.reason} inline />
            </>
          )}
        </span>
      )}
      {readAt && (
        <span className={`${classes.line} ${classes.quiet}`}>
          {t('diagnosis.read')} <Since at={readAt} ago />
        </span>
      )}
    </>
  );
}

function FindingView(props: { finding: Finding }) {
  const { finding } = props;
  const classes = useStyles();
  const t = useText();
  const details = detailsOf(finding, t);
  return (
    <>
      <span className={classes.reason}>
        {t(`diagnosis.reasons.${finding.reason}`)}
      </span>
      {details && (
        <>
          {' '}
          <UntrustedText className={classes.quiet} text={details} inline />
        </>
      )}
      {finding.image && (
        <span className={classes.line}>
          <UntrustedText text={finding.image} block />
        </span>
      )}
      {finding.message && (
        <span className={classes.line}>
          <UntrustedText text={finding.message} block />
        </span>
      )}
      {(finding.firstAt || finding.lastAt) && (
        <span className={`${classes.line} ${classes.quiet}`}>
          {finding.firstAt && (
            <>
              {t('diagnosis.first')} <Since at={finding.firstAt} ago />
            </>
          )}
          {finding.firstAt && finding.lastAt && ' · '}
          {finding.lastAt && (
            <>
              {t('diagnosis.last')} <Since at={finding.lastAt} ago />
            </>
          )}
        </span>
      )}
    </>
  );
}

function detailsOf(finding: Finding, t: Text): string {
  const { pods, container, exitCode, restarts } = finding;
  return [
    pods > 0 && t('diagnosis.ofPods', { count: pods }),
    container && t('diagnosis.container', { name: container }),
    exitCode !== undefined &&
      t('diagnosis.exitCode', { code: String(exitCode) }),
    restarts !== undefined &&
      restarts > 0 &&
      t('diagnosis.restarts', { count: restarts }),
  ]
    .filter(Boolean)
    .join(' · ');
}
