import { makeStyles } from '@material-ui/core/styles';
import {
  Countdown,
  UntrustedText,
  useFleetText,
  useNow,
  shortTime,
  type ShownPromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { nextWords } from './nextWords';
import { isLookOld } from './promotionStatus';
import { PromotionStateMark } from './PromotionStateMark';
import { waveName } from './promotionWords';

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: theme.spacing(2) },
    mark: { fontSize: 13 },
    lead: {
      margin: theme.spacing(0.5, 0, 0),
      fontSize: 16,
      lineHeight: '24px',
      overflowWrap: 'anywhere',
    },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
    stale: {
      margin: theme.spacing(1, 0, 0),
      padding: theme.spacing(1),
      fontSize: 13,
      borderLeft: `3px solid ${theme.palette.warning.main}`,
    },
  }),
  { name: 'FleetPromotionNext' },
);

/** What happens next with a promotion and why it waits: what somebody has come for. */
export function NextSentence(props: { promotion: ShownPromotion }) {
  const { promotion } = props;
  const classes = useStyles();
  const t = useText();
  const { ageText } = useFleetText();
  const now = useNow();
  const { lead, why, at } = nextWords(promotion, { t, ageText, now });
  return (
    <section className={classes.root} aria-label={t('promotions.next.title')}>
      <p className={classes.lead}>
        {lead} {at && <Countdown until={at} />}
      </p>
      {why && (
        <div className={classes.quiet}>
          <UntrustedText text={why} block />
        </div>
      )}
      <div className={classes.mark}>
        <PromotionStateMark promotion={promotion} />{' '}
        {promotion.wave && promotion.waves.length > 1 && (
          <span className={classes.quiet}>
            {t('promotions.next.inWave', {
              wave: waveName(promotion.wave, t),
            })}
          </span>
        )}
      </div>
      {isLookOld(promotion, now) && (
        <p role="note" className={classes.stale}>
          {promotion.lookedAt
            ? t('promotions.next.stale', {
                time: shortTime(promotion.lookedAt, now) ?? promotion.lookedAt,
              })
            : t('promotions.next.neverLooked')}
        </p>
      )}
    </section>
  );
}
