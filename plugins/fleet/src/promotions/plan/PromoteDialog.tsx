import { useEffect, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetPromotionReadPermission,
  type PromotionPlanQuery,
  type PromotionSummary,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  UntrustedText,
  useChangePromotion,
  usePromotionPlan,
  type ShownPromotionPlan,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { PlanView } from './PlanView';

const LONGEST_REASON = 1000;

const useStyles = makeStyles(
  theme => ({
    notice: {
      margin: theme.spacing(0, 0, 1.5),
      padding: theme.spacing(1),
      fontSize: 13,
      borderLeft: `3px solid ${theme.palette.warning.main}`,
    },
    error: { margin: theme.spacing(1, 0), color: theme.palette.error.main },
  }),
  { name: 'FleetPromoteDialog' },
);

function isSame(
  left: Pick<ShownPromotionPlan, 'hash' | 'commit'>,
  right: Pick<ShownPromotionPlan, 'hash' | 'commit'>,
): boolean {
  return left.hash === right.hash && left.commit === right.commit;
}

/**
 * What a promotion would do, and the way to ask for it. What is asked for is what is shown:
 * a plan that becomes another one meanwhile is not put in its place without a word.
 */
export function PromoteDialog(props: {
  query: PromotionPlanQuery;
  /** What is on its way there. */
  underWay?: PromotionSummary;
  /** With the id of what was asked for; without one where nothing was. */
  onClose: (id?: string) => void;
}) {
  const { query, underWay, onClose } = props;
  const classes = useStyles();
  const t = useText();
  const sight = usePromotionPlan(query);
  const { change, error, isOther, isChanging } = useChangePromotion();
  const [reason, setReason] = useState('');
  const [held, hold] = useState<ShownPromotionPlan>();
  const [isRefused, setRefused] = useState(false);
  const latest =
    sight.kind === 'ready' && !sight.updating ? sight.data : undefined;
  const hasChanged =
    held !== undefined && latest !== undefined && !isSame(held, latest);
  useEffect(() => {
    if (latest === undefined) return;
    if (held === undefined) hold(latest);
    // The server has said that it is another one: then this is what it is.
    else if (isOther && !isSame(held, latest)) {
      hold(latest);
      setRefused(true);
    }
  }, [latest, held, isOther]);
  const plan = hasChanged ? held : latest ?? held;
  const mayAsk =
    plan !== undefined && plan.mayMove && plan.allowed.allowed && !hasChanged;
  const ask = () => {
    if (!plan) return;
    const text = reason.trim();
    setRefused(false);
    change(
      api =>
        api.requestPromotion({
          ...query,
          hash: plan.hash,
          commit: plan.commit,
          ...(text ? { reason: text } : {}),
        }),
      ({ id }) => onClose(id),
    );
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      onClose={() => onClose()}
      aria-labelledby="fleet-promote-title"
    >
      <DialogTitle id="fleet-promote-title">
        {t(
          plan && !plan.mayMove
            ? 'promotions.dialog.lookTitle'
            : 'promotions.dialog.title',
          { stage: query.to },
        )}
      </DialogTitle>
      <DialogContent>
        {isRefused && (
          <p role="alert" className={classes.notice}>
            {t('promotions.dialog.changedShown')}
          </p>
        )}
        {hasChanged && (
          <div role="alert" className={classes.notice}>
            {t('promotions.dialog.changed')}{' '}
            <Button size="small" onClick={() => hold(latest)}>
              {t('promotions.dialog.showNew')}
            </Button>
          </div>
        )}
        <SightView
          sight={sight}
          permission={fleetPromotionReadPermission.name}
          loading={<LoadingView rows={6} />}
        >
          {data => <PlanView plan={plan ?? data} underWay={underWay} />}
        </SightView>
        {plan?.mayMove && (
          <TextField
            id="fleet-promote-reason"
            label={t('promotions.dialog.reason')}
            fullWidth
            multiline
            margin="dense"
            variant="outlined"
            value={reason}
            inputProps={{ maxLength: LONGEST_REASON }}
            InputLabelProps={{ shrink: true }}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
        {error && !isRefused && (
          <div role="alert" className={classes.error}>
            {t('promotions.failed')}:{' '}
            <UntrustedText text={error.message} block />
          </div>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => onClose()}>
          {t(plan?.mayMove ? 'promotions.cancel' : 'promotions.close')}
        </Button>
        {plan?.mayMove && (
          <Button
            color="primary"
            variant="contained"
            disabled={!mayAsk || isChanging}
            onClick={ask}
          >
            {t('promotions.dialog.ask')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
