import { useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  shortVersion,
  untrustedName,
  UntrustedText,
  useChangePromotion,
  type ShownPromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import {
  holdingEvidence,
  isAllShown,
  overridableGates,
} from './overridableGates';
import { promotionWork, type PromotionAction } from './promotionWork';

const LONGEST_REASON = 1000;

const DO = {
  approve: 'promotions.actions.doApprove',
  override: 'promotions.actions.doOverride',
  stop: 'promotions.actions.doStop',
  rollBack: 'promotions.actions.doRollBack',
} as const;

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: theme.spacing(0.5, 0, 1.5),
      padding: theme.spacing(0.5, 0, 0.5, 2),
      borderLeft: `3px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
    },
    text: { margin: theme.spacing(0.5, 0) },
    evidence: { margin: theme.spacing(0, 0, 1), paddingLeft: 20 },
    buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
    error: { margin: theme.spacing(1, 0), color: theme.palette.error.main },
  }),
  { name: 'FleetPromotionForm' },
);

/** Says something of a promotion as it was when the form was opened. */
export function ActionForm(props: {
  promotion: ShownPromotion;
  chosen: PromotionAction;
  onEnd: () => void;
}) {
  const { chosen: action, onEnd } = props;
  const classes = useStyles();
  const t = useText();
  // What is said is of what was seen: the server says so where it has changed meanwhile.
  const [shown] = useState(props.promotion);
  const gates = overridableGates(shown);
  const [kind, setKind] = useState<string | undefined>(gates[0]?.kind);
  const [text, setText] = useState('');
  const { change, error, isChanging } = useChangePromotion();
  const reason = text.trim();
  const gate =
    action === 'override' ? gates.find(each => each.kind === kind) : undefined;
  const isHidden = gate !== undefined && !isAllShown(gate);
  const work = promotionWork(action, shown, { reason, gate });
  return (
    <div className={classes.root}>
      {action === 'approve' && (
        <p className={classes.text}>
          {t('promotions.actions.approveText', {
            plan: shown.hash.slice(0, 18),
            commit: shortVersion(shown.commit),
          })}
        </p>
      )}
      {action === 'override' && (
        <TextField
          id="fleet-promotion-gate"
          select
          label={t('promotions.actions.gate')}
          margin="dense"
          variant="outlined"
          value={kind}
          SelectProps={{ native: true }}
          InputLabelProps={{ shrink: true }}
          onChange={({ target }) => setKind(target.value)}
        >
          {gates.map(each => (
            <option key={each.kind} value={each.kind}>
              {t(`promotions.gates.kinds.${each.kind}`)}
            </option>
          ))}
        </TextField>
      )}
      {gate && isHidden && (
        <p role="note" className={classes.text}>
          {t('promotions.actions.notAllSeen', {
            gate: t(`promotions.gates.kinds.${gate.kind}`),
          })}
        </p>
      )}
      {gate && !isHidden && (
        <>
          <p className={classes.text}>
            {t('promotions.actions.overrideText', {
              count: holdingEvidence(gate).length,
            })}
          </p>
          <ul className={classes.evidence}>
            {holdingEvidence(gate).map(each => (
              <li key={each.id}>
                {each.cluster && `${untrustedName(each.cluster.name)}: `}
                <UntrustedText text={each.text} inline />
              </li>
            ))}
          </ul>
        </>
      )}
      {action !== 'approve' && (
        <TextField
          id={`fleet-promotion-reason-${action}`}
          label={t('promotions.actions.reason')}
          required
          fullWidth
          multiline
          margin="dense"
          variant="outlined"
          value={text}
          inputProps={{ maxLength: LONGEST_REASON }}
          InputLabelProps={{ shrink: true }}
          onChange={({ target }) => setText(target.value)}
        />
      )}
      {error && (
        <div role="alert" className={classes.error}>
          {t('promotions.failed')}: <UntrustedText text={error.message} block />
        </div>
      )}
      <div className={classes.buttons}>
        <Button
          size="small"
          color="primary"
          variant="contained"
          disabled={!work || isHidden || isChanging}
          onClick={() => work && change(work, onEnd)}
        >
          {t(DO[action])}
        </Button>
        <Button size="small" onClick={onEnd}>
          {t('promotions.cancel')}
        </Button>
      </div>
    </div>
  );
}
