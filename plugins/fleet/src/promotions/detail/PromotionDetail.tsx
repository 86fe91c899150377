import { makeStyles } from '@material-ui/core/styles';
import {
  useNow,
  type ShownPromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { GateList } from '../GateList';
import { NextSentence } from '../NextSentence';
import { PlanItems } from '../plan/PlanItems';
import { isLookOld } from '../promotionStatus';
import { countWords, waveName } from '../promotionWords';
import { ApprovalList } from './ApprovalList';
import { HistoryList } from './HistoryList';
import { Part } from './Part';
import { PromotionActions } from './PromotionActions';
import { PromotionFields } from './PromotionFields';
import { WaveView } from './WaveView';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
    list: { margin: 0, padding: 0, listStyle: 'none' },
    plan: {
      fontSize: 13,
      '& summary': { cursor: 'pointer' },
      '& summary:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
  }),
  { name: 'FleetPromotionDetail' },
);

/** All that is known of one promotion, and what can be done with it. */
export function PromotionDetail(props: { promotion: ShownPromotion }) {
  const { promotion } = props;
  const { gates, wave, waves, counts, items } = promotion;
  const classes = useStyles();
  const t = useText();
  const isStale = isLookOld(promotion, useNow());
  return (
    <>
      <NextSentence promotion={promotion} />
      <PromotionActions promotion={promotion} />
      <Part
        title={
          wave && waves.length > 1
            ? t('promotions.gates.ofWave', { wave: waveName(wave, t) })
            : t('promotions.gates.title')
        }
      >
        {gates.length > 0 ? (
          <GateList
            gates={gates}
            isStale={isStale}
            judgedAt={waves.find(({ key }) => key === wave)?.judgedAt}
          />
        ) : (
          <span className={classes.quiet}>{t('promotions.gates.none')}</span>
        )}
      </Part>
      <Part title={t('promotions.detail.waves')}>
        <ol className={classes.list}>
          {waves.map(each => (
            <WaveView
              key={each.key}
              wave={each}
              promotion={promotion}
              isStale={isStale}
            />
          ))}
        </ol>
      </Part>
      <ApprovalList promotion={promotion} />
      <PromotionFields promotion={promotion} />
      <Part title={t('promotions.detail.planned')}>
        <details className={classes.plan}>
          <summary>{countWords(counts, t)}</summary>
          <PlanItems items={items} />
        </details>
      </Part>
      <HistoryList history={promotion.history} />
    </>
  );
}
