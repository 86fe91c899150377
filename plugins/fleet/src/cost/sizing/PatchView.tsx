import { makeStyles } from '@material-ui/core/styles';
import {
  requestPatch,
  type SizedWorkload,
} from '@fleetview/backstage-plugin-fleet-common';
import { CopyButton } from '@fleetview/backstage-plugin-fleet-react';
import { PullRequestLink } from '../../routing';
import { useText } from '../../translation';

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
    yaml: {
      margin: theme.spacing(0.5, 0),
      padding: theme.spacing(1.5),
      overflowX: 'auto',
      fontFamily: 'ui-monospace, monospace',
      fontSize: 12,
      lineHeight: '18px',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
  }),
  { name: 'FleetPatchView' },
);

/** Kinds that the template changes. */
const KINDS: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Rollout',
];

/** What is proposed, to be copied into a repository, or to become a pull request. */
export function PatchView(props: { workload: SizedWorkload }) {
  const { kind, namespace, name } = props.workload;
  const classes = useStyles();
  const t = useText();
  const patch = requestPatch(props.workload);
  return (
    <section
      className={classes.root}
      aria-label={t('cost.sizing.detail.patch')}
    >
      <h3 className={classes.heading}>{t('cost.sizing.detail.patch')}</h3>
      {patch ? (
        <>
          <div className={classes.quiet}>
            {t('cost.sizing.detail.patchNote')}
          </div>
          {patch.kustomize !== undefined && (
            <Text
              title={t('cost.sizing.detail.kustomize')}
              yaml={patch.kustomize}
            />
          )}
          <Text title={t('cost.sizing.detail.helm')} yaml={patch.helm} />
          {/* Which of several containers it is for is not known. */}
          {patch.container !== undefined && KINDS.includes(kind) && (
            <PullRequestLink
              template="right-size"
              values={{
                kind,
                namespace,
                name,
                containers: [
                  { name: patch.container, requests: patch.requests },
                ],
              }}
            >
              {t('cost.sizing.detail.open')}
            </PullRequestLink>
          )}
        </>
      ) : (
        <div className={classes.quiet}>{t('cost.sizing.detail.noPatch')}</div>
      )}
    </section>
  );
}

function Text(props: { title: string; yaml: string }) {
  const { title, yaml } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <div>
      <div className={classes.head}>
        <span>{title}</span>
        <CopyButton
          text={yaml}
          label={`${t('cost.sizing.detail.copy')}: ${title}`}
        />
      </div>
      {/* Reached by the keyboard where it is wider than the drawer. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.yaml} tabIndex={0}>
        {yaml}
      </pre>
    </div>
  );
}
