import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  Since,
  UntrustedText,
  useAskPreflight,
  type ShownGate,
  type ShownPromotionPlan,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { GateList } from '../GateList';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    error: { color: theme.palette.error.main },
    ask: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 1.5),
      alignItems: 'center',
      marginTop: theme.spacing(1),
    },
  }),
  { name: 'FleetPlanGates' },
);

/**
 * The gates of a plan. The clusters themselves are asked only when somebody wants it here, as no
 * page asks clusters; once a promotion is asked for they are asked anyway.
 */
export function PlanGates(props: { plan: ShownPromotionPlan }) {
  const { plan } = props;
  const { component, from, to } = plan;
  const classes = useStyles();
  const t = useText();
  const preflight = useAskPreflight({ component, from, to });
  const { ask, answer, error, isAsking } = preflight;
  const gates = answer ? withAnswer(plan.gates, answer.gate) : plan.gates;
  if (gates.length === 0) {
    return (
      <span className={classes.quiet}>{t('promotions.gates.noneHeld')}</span>
    );
  }
  return (
    <>
      <GateList gates={gates} />
      {error && (
        <div role="alert" className={classes.error}>
          {t('promotions.dialog.preflight.failed')}:{' '}
          <UntrustedText text={error.message} block />
        </div>
      )}
      {plan.mayMove && (
        <div className={classes.ask} aria-live="polite">
          <Button
            size="small"
            variant="outlined"
            disabled={isAsking}
            onClick={ask}
          >
            {t(
              answer
                ? 'promotions.dialog.preflight.again'
                : 'promotions.dialog.preflight.ask',
            )}
          </Button>
          <span className={classes.quiet}>
            {isAsking && t('promotions.dialog.preflight.asking')}
            {!isAsking && !answer && t('promotions.dialog.preflight.lead')}
            {!isAsking && answer && (
              <>
                {t('promotions.dialog.preflight.answered')}{' '}
                <Since at={answer.asOf} ago />
              </>
            )}
          </span>
        </div>
      )}
    </>
  );
}

/** What clusters answered now takes the place of what was known of it. */
function withAnswer(
  gates: readonly ShownGate[],
  answered: ShownGate,
): readonly ShownGate[] {
  return gates.some(({ kind }) => kind === answered.kind)
    ? gates.map(gate => (gate.kind === answered.kind ? answered : gate))
    : [...gates, answered];
}
