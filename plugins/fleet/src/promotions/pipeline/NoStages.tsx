import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { CopyableText } from '../../shared';

/** What to begin with, as it stands in the docs. */
const STAGES = `fleet:
  promotions:
    stages:
      - name: staging
        environment: [staging]
      - name: production
        environment: [production]
        soakSeconds: 3600`;

const useStyles = makeStyles(
  theme => ({
    root: { maxWidth: 680, fontSize: 13 },
    title: { margin: 0, fontSize: 14, fontWeight: 600, lineHeight: '22px' },
    text: {
      margin: theme.spacing(0.5, 0),
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'FleetNoStages' },
);

/** That there is no stage: how to configure some, or that none of them can be read. */
export function NoStages(props: { isConfigured: boolean }) {
  const classes = useStyles();
  const t = useText();
  if (props.isConfigured) {
    return (
      <div className={classes.root} data-sight="empty">
        <h3 className={classes.title}>{t('promotions.noStagesTitle')}</h3>
        <p className={classes.text}>{t('promotions.noStagesText')}</p>
      </div>
    );
  }
  return (
    <div className={classes.root} data-sight="empty">
      <h3 className={classes.title}>{t('promotions.emptyTitle')}</h3>
      <p className={classes.text}>{t('promotions.emptyText')}</p>
      <CopyableText
        title="app-config.yaml"
        text={STAGES}
        copyLabel={t('promotions.copyStages')}
      />
    </div>
  );
}
