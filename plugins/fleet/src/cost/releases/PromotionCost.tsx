import { makeStyles } from '@material-ui/core/styles';
import type { PromotionCostAnswer } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  UntrustedText,
  untrustedName,
  usePromotionCost,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../../translation';
import { moneyText } from '../money';

const useStyles = makeStyles(
  theme => ({
    root: { margin: theme.spacing(0, 0, 2), fontSize: 13 },
    quiet: { display: 'block', color: theme.palette.text.secondary },
  }),
  { name: 'FleetPromotionCost' },
);

/**
 * What it would cost to bring a release to where the component runs without it. It stands
 * beside what the release does: while it is not there, or may not be seen, nothing is said.
 */
export function PromotionCost(props: { component: string; version: string }) {
  const { component, version } = props;
  const classes = useStyles();
  const t = useText();
  const sight = usePromotionCost({ component, version });
  if (sight.kind !== 'ready') return null;
  const { data } = sight;
  // Nothing is left to promote to.
  if (data.why === 'no-target') return null;
  return (
    <div className={classes.root} role="note">
      <UntrustedText text={verdictText(data, t)} block />
      {data.verdict === 'unknown' && data.perMonth !== undefined && (
        <span className={classes.quiet}>
          {t('cost.promotion.about', {
            amount: moneyText(data.perMonth, data.money),
            known: data.known.toLocaleString('en'),
            targets: data.targets.toLocaleString('en'),
          })}
        </span>
      )}
      {!!data.measuredOn && data.perMonth !== undefined && (
        <span className={classes.quiet}>
          {t('cost.promotion.rests', { count: data.measuredOn })}
        </span>
      )}
    </div>
  );
}

function verdictText(answer: PromotionCostAnswer, t: Text): string {
  const { verdict, why, perMonth, money } = answer;
  if (verdict === 'unknown' || perMonth === undefined) {
    return t('cost.promotion.unknown', {
      why: t(`cost.promotion.why.${why ?? 'effect-unknown'}`),
    });
  }
  return t(`cost.promotion.${verdict}`, {
    amount: moneyText(perMonth, money),
    limit: limitText(answer, t),
  });
}

function limitText({ limit, money }: PromotionCostAnswer, t: Text): string {
  const { source, perMonth = 0, name = '' } = limit;
  const amount = moneyText(perMonth, money);
  if (source === 'budget') {
    return t('cost.promotion.limits.budget', {
      amount,
      name: untrustedName(entityName(name)),
    });
  }
  return t(
    source === 'given'
      ? 'cost.promotion.limits.given'
      : 'cost.promotion.limits.configuration',
    { amount },
  );
}
