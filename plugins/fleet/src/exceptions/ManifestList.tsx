import { makeStyles } from '@material-ui/core/styles';
import {
  exceptionManifests,
  type ExceptionManifest,
  type FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  absoluteTime,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { PullRequestLink } from '../routing';
import { CopyableText } from '../shared';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(3) },
    heading: {
      margin: theme.spacing(0, 0, 1),
      fontSize: 13,
      fontWeight: 600,
      lineHeight: '20px',
    },
    quiet: { fontSize: 13, color: theme.palette.text.secondary },
    head: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1.5),
      fontSize: 13,
    },
  }),
  { name: 'FleetManifestList' },
);

/**
 * What makes the engines apply an exception, to be copied; and what ends it. Nothing is
 * written for what is not in force: it would exempt without a yes, or before its time, since no
 * manifest has a beginning.
 */
export function ManifestList(props: { exception: FleetException }) {
  const { exception } = props;
  const { state, kind, scope } = exception;
  const classes = useStyles();
  const t = useText();
  if (kind !== 'policy') return null;
  const isInForce = state === 'active' || state === 'expiring';
  return (
    <section
      className={classes.root}
      aria-label={t('exceptions.manifests.title')}
    >
      <h3 className={classes.heading}>{t('exceptions.manifests.title')}</h3>
      {isInForce && !scope.partial && <Manifests exception={exception} />}
      {/* Of what is seen in part, what is written would lack what narrows it. */}
      {isInForce && scope.partial && (
        <div className={classes.quiet}>{t('exceptions.manifests.partial')}</div>
      )}
      {state === 'approved' && (
        <div className={classes.quiet}>
          {t('exceptions.manifests.begins', {
            start: startOf(exception) ?? '—',
          })}
        </div>
      )}
      {!isInForce && state !== 'approved' && (
        <div className={classes.quiet}>
          {t(
            state === 'requested'
              ? 'exceptions.manifests.notYet'
              : 'exceptions.manifests.over',
          )}
        </div>
      )}
      {/* Of what never had its approvals nothing was written. */}
      {!isInForce &&
        state !== 'approved' &&
        exception.approvals.length >= exception.approvalsNeeded && (
          <PullRequestLink
            template="policy-exception-removal"
            values={{ exceptionId: exception.id }}
          >
            {t('exceptions.manifests.openRemoval')}
          </PullRequestLink>
        )}
    </section>
  );
}

function startOf({ startsAt }: FleetException): string | undefined {
  return startsAt && (absoluteTime(startsAt)?.utc ?? startsAt);
}

function Manifests(props: { exception: FleetException }) {
  const { exception } = props;
  const { scope } = exception;
  const classes = useStyles();
  const t = useText();
  const { manifests, refused } = exceptionManifests({
    ...exception,
    scope: { ...scope, clusters: scope.clusters.map(({ id }) => id) },
    approvedBy: exception.approvals.map(({ by }) => by),
    expiresAt: Date.parse(exception.expiresAt),
  });
  return (
    <>
      <div className={classes.quiet}>{t('exceptions.manifests.note')}</div>
      {manifests.map(manifest => (
        <Manifest
          key={manifest.file}
          written={manifest}
          expiresAt={exception.expiresAt}
        />
      ))}
      {manifests.length > 0 && (
        <PullRequestLink
          template="policy-exception"
          values={{ exceptionId: exception.id }}
        >
          {t('exceptions.manifests.open')}
        </PullRequestLink>
      )}
      {refused.map(({ policies, because }) => (
        <div key={`${policies} ${because}`} className={classes.head}>
          <UntrustedText
            text={[
              policies.join(', '),
              t(`exceptions.manifests.refused.${because}`),
            ]
              .filter(Boolean)
              .join(': ')}
            block
          />
        </div>
      ))}
    </>
  );
}

function Manifest(props: { written: ExceptionManifest; expiresAt: string }) {
  const { written: manifest, expiresAt } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <div>
      <CopyableText
        title={
          <UntrustedText
            text={t(`exceptions.manifests.${manifest.form}`, {
              file: manifest.file,
            })}
          />
        }
        text={manifest.yaml}
        copyLabel={t('exceptions.manifests.copy')}
      />
      <div className={classes.quiet}>
        {manifest.endsByItself
          ? t('exceptions.manifests.ends')
          : t('exceptions.manifests.stays', {
              end: absoluteTime(expiresAt)?.utc ?? expiresAt,
            })}
      </div>
    </div>
  );
}
