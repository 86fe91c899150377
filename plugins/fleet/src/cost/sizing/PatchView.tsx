import { makeStyles } from '@material-ui/core/styles';
import {
  requestPatch,
  type SizedWorkload,
} from '@fleetview/backstage-plugin-fleet-common';
import { PullRequestLink } from '../../routing';
import { CopyableText } from '../../shared';
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
  const t = useText();
  return (
    <CopyableText
      title={<span>{title}</span>}
      text={yaml}
      copyLabel={`${t('cost.sizing.detail.copy')}: ${title}`}
    />
  );
}
