import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(2), fontSize: 13 },
    title: { margin: 0, fontSize: 13, fontWeight: 600, lineHeight: '22px' },
    list: { margin: 0, paddingLeft: 20 },
  }),
  { name: 'FleetPlanSteps' },
);

/** What happens after somebody has asked. */
export function PlanSteps(props: { approvalsNeeded: number }) {
  const { approvalsNeeded } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root}>
      <h3 className={classes.title}>{t('promotions.dialog.steps')}</h3>
      <ol className={classes.list}>
        <li>{t('promotions.dialog.step.asked')}</li>
        {approvalsNeeded > 0 && (
          <li>
            {t('promotions.dialog.step.approve', { count: approvalsNeeded })}
          </li>
        )}
        <li>{t('promotions.dialog.step.gates')}</li>
        <li>{t('promotions.dialog.step.propose')}</li>
        <li>{t('promotions.dialog.step.watch')}</li>
      </ol>
    </div>
  );
}
