import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { PromotionPlanQuery } from '@fleetview/backstage-plugin-fleet-common';
import {
  Since,
  UntrustedText,
  useAskPreflight,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { GateList } from '../GateList';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    error: { color: theme.palette.error.main },
    ask: { marginTop: theme.spacing(0.5) },
  }),
  { name: 'FleetPromotionPreflight' },
);

/** What clusters answer to whether they would take a release, once somebody wants them asked. */
export function PreflightView(props: { query: PromotionPlanQuery }) {
  const classes = useStyles();
  const t = useText();
  const { ask, answer, error, isAsking } = useAskPreflight(props.query);
  return (
    <>
      {!answer && (
        <div className={classes.quiet}>
          {t('promotions.dialog.preflight.lead')}
        </div>
      )}
      {answer && (
        <>
          <GateList gates={[answer.gate]} judgedAt={answer.asOf} />
          <span className={classes.quiet}>
            {t('promotions.dialog.preflight.answered')}{' '}
            <Since at={answer.asOf} ago />
          </span>
        </>
      )}
      {error && (
        <div role="alert" className={classes.error}>
          {t('promotions.dialog.preflight.failed')}:{' '}
          <UntrustedText text={error.message} block />
        </div>
      )}
      <div className={classes.ask} aria-live="polite">
        {isAsking ? (
          t('promotions.dialog.preflight.asking')
        ) : (
          <Button size="small" variant="outlined" onClick={ask}>
            {t(
              answer
                ? 'promotions.dialog.preflight.again'
                : 'promotions.dialog.preflight.ask',
            )}
          </Button>
        )}
      </div>
    </>
  );
}
