import { makeStyles } from '@material-ui/core/styles';
import type { PromotionPlanAnswer } from '@fleetview/backstage-plugin-fleet-common';
import {
  UntrustedAddress,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { clusterNames, waveName } from '../promotionWords';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(2), fontSize: 13 },
    title: { margin: 0, fontSize: 13, fontWeight: 600, lineHeight: '22px' },
    list: {
      margin: 0,
      paddingLeft: 20,
      '& > li': { overflowWrap: 'anywhere' },
    },
    quiet: { color: theme.palette.text.secondary },
    code: { fontFamily: 'ui-monospace, monospace', fontSize: 12 },
  }),
  { name: 'FleetPlanFiles' },
);

/** Which files in Git change, and of which clusters that is not known. */
export function PlanFiles(
  props: Pick<PromotionPlanAnswer, 'changes' | 'problems'>,
) {
  const { changes, problems } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root}>
      <h3 className={classes.title}>{t('promotions.plan.files')}</h3>
      {changes.length === 0 && (
        <span className={classes.quiet}>{t('promotions.plan.noFiles')}</span>
      )}
      <ul className={classes.list}>
        {changes.map(({ key, wave, path, repository, edit, clusters }) => (
          <li key={`${wave} ${repository} ${path} ${key}`}>
            <span className={classes.code}>
              <UntrustedText text={path} inline />
            </span>{' '}
            <span className={classes.quiet}>
              {t(`promotions.plan.edit.${edit}`)} ·{' '}
              {t('promotions.plan.wave', { wave: waveName(wave, t) })} ·{' '}
              {clusterNames(clusters, t)}
            </span>
            {repository && (
              <div className={classes.quiet}>
                <UntrustedAddress address={repository} />
              </div>
            )}
          </li>
        ))}
      </ul>
      {problems.length > 0 && (
        <>
          <h3 className={classes.title}>{t('promotions.plan.problems')}</h3>
          <ul className={classes.list}>
            {problems.map(({ cluster, because, text }) => (
              <li key={`${cluster.id} ${because}`}>
                <UntrustedText text={cluster.name} inline />:{' '}
                <UntrustedText text={text} inline />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
