import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ShownPromotion } from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../../translation';
import { ActionForm } from './ActionForm';
import { overridableGates } from './overridableGates';
import { Part } from './Part';
import { PROMOTION_ACTIONS, type PromotionAction } from './promotionWork';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.5),
      padding: theme.spacing(0.5, 0),
    },
    button: { minWidth: 148 },
    text: { flex: '1 1 220px', color: theme.palette.text.secondary },
  }),
  { name: 'FleetPromotionActions' },
);

/** What can be done with a promotion; what cannot says why. */
export function PromotionActions(props: { promotion: ShownPromotion }) {
  const { promotion } = props;
  const classes = useStyles();
  const t = useText();
  const [chosen, choose] = useState<PromotionAction>();
  return (
    <Part title={t('promotions.actions.title')}>
      <ul className={classes.list}>
        {PROMOTION_ACTIONS.map(action => {
          const why = whyNot(promotion, action, t);
          const id = `fleet-promotion-${promotion.id}-${action}`;
          return (
            <li key={action}>
              <div className={classes.line}>
                <Button
                  size="small"
                  variant="outlined"
                  className={classes.button}
                  disabled={why !== undefined}
                  aria-expanded={chosen === action}
                  aria-describedby={id}
                  onClick={() => choose(chosen === action ? undefined : action)}
                >
                  {t(`promotions.actions.${action}`)}
                </Button>
                <span id={id} className={classes.text}>
                  {why ?? t(`promotions.actions.help.${action}`)}
                </span>
              </div>
              {/* It stays with what it said, also where the promotion changes meanwhile. */}
              {chosen === action && (
                <ActionForm
                  promotion={promotion}
                  chosen={action}
                  onEnd={() => choose(undefined)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

function whyNot(
  promotion: ShownPromotion,
  action: PromotionAction,
  t: Text,
): string | undefined {
  const { allowed, because } = promotion.allowed[action];
  if (!allowed) {
    return t(`promotions.because.${because ?? 'not-permitted'}`);
  }
  if (action === 'override' && overridableGates(promotion).length === 0) {
    return t('promotions.actions.noGate');
  }
  return undefined;
}
