import { makeStyles } from '@material-ui/core/styles';
import type { PromotionSummary } from '@fleetview/backstage-plugin-fleet-common';
import type { ShownPromotionPlan } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { HeldList } from '../HeldList';
import { countWords } from '../promotionWords';
import { ReleaseText } from '../ReleaseText';
import { PlanFiles } from './PlanFiles';
import { PlanGates } from './PlanGates';
import { PlanItems } from './PlanItems';
import { PlanSteps } from './PlanSteps';

const useStyles = makeStyles(
  theme => ({
    lead: { margin: theme.spacing(0, 0, 1), fontSize: 16, lineHeight: '24px' },
    part: { marginTop: theme.spacing(2), fontSize: 13 },
    title: { margin: 0, fontSize: 13, fontWeight: 600, lineHeight: '22px' },
    note: {
      margin: theme.spacing(1, 0),
      padding: theme.spacing(1),
      fontSize: 13,
      borderLeft: `3px solid ${theme.palette.warning.main}`,
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetPromotionPlan' },
);

/** What a promotion would do: on each cluster, in Git, and what holds it up now. */
export function PlanView(props: {
  plan: ShownPromotionPlan;
  underWay?: PromotionSummary;
}) {
  const { plan, underWay } = props;
  const { release, because, allowed, approvalsNeeded, limited = [] } = plan;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      <p className={classes.lead}>
        {plan.mayMove && leadOf(approvalsNeeded, t)}
        {!plan.mayMove && t('promotions.dialog.held')}
      </p>
      <HeldList because={because} />
      {plan.mayMove && !allowed.allowed && (
        <p role="note" className={classes.note}>
          {t(`promotions.because.${allowed.because ?? 'not-permitted'}`)}
        </p>
      )}
      {plan.mayMove && underWay && underWay.release !== release?.id && (
        <p role="note" className={classes.note}>
          {t('promotions.dialog.supersedes')}
        </p>
      )}
      {limited.length > 0 && (
        <p role="note" className={classes.note}>
          {t('promotions.limited')}
        </p>
      )}
      {release && (
        <div className={classes.part}>
          <h3 className={classes.title}>{t('promotions.dialog.release')}</h3>
          <ReleaseText release={release} />
        </div>
      )}
      <div className={classes.part}>
        <h3 className={classes.title}>{t('promotions.plan.items')}</h3>
        <span className={classes.quiet}>{countWords(plan.counts, t)}</span>
        <PlanItems items={plan.items} />
      </div>
      <PlanFiles changes={plan.changes} problems={plan.problems} />
      <div className={classes.part}>
        <h3 className={classes.title}>
          {t('promotions.gates.title')} · {t('promotions.dialog.now')}
        </h3>
        <PlanGates
          // Of another plan nobody was asked.
          key={`${plan.hash} ${plan.commit}`}
          plan={plan}
        />
      </div>
      {plan.mayMove && <PlanSteps approvalsNeeded={approvalsNeeded} />}
    </>
  );
}

function leadOf(approvals: number, t: ReturnType<typeof useText>): string {
  return approvals > 0
    ? t('promotions.dialog.lead', { count: approvals })
    : t('promotions.dialog.leadNobody');
}
