import { makeStyles } from '@material-ui/core/styles';
import {
  Since,
  StatusMark,
  untrustedName,
  useFleetText,
  type ShownPromotion,
  type ShownPromotionWave,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { markOf, wordOf } from '../promotionStatus';
import { durationParts, waveName } from '../promotionWords';
import { ChangeList } from './ChangeList';
import { TargetTable } from './TargetTable';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(0.75, 0, 1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: 13,
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
    },
    name: { margin: 0, fontSize: 13, fontWeight: 600, lineHeight: '22px' },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetPromotionWave' },
);

/** One wave: how far it is, its clusters, and what it changes in Git. */
export function WaveView(props: {
  wave: ShownPromotionWave;
  promotion: ShownPromotion;
  isStale: boolean;
}) {
  const { wave, promotion, isStale } = props;
  const { key, state, since, soakSeconds } = wave;
  const classes = useStyles();
  const t = useText();
  const { ageText } = useFleetText();
  const isUnderWay = key === promotion.wave;
  const word =
    state && wordOf({ state, next: isUnderWay ? promotion.next : undefined });
  return (
    <li
      className={classes.root}
      aria-current={isUnderWay ? 'step' : undefined}
      data-wave={key}
    >
      <div className={classes.head}>
        <h4 className={classes.name} title={untrustedName(key)}>
          {waveName(key, t)}
        </h4>
        {word ? (
          <StatusMark
            status={{
              key: markOf(word),
              stale: isStale && isUnderWay,
              ...(promotion.lookedAt
                ? { confirmedAt: promotion.lookedAt }
                : {}),
            }}
            word={t(`promotions.states.${word}`)}
          />
        ) : (
          <StatusMark
            status={{ key: 'queued', stale: false }}
            word={t('promotions.wave.notBegun')}
          />
        )}
        {since && (
          <span className={classes.quiet}>
            <Since at={since} />
          </span>
        )}
        {soakSeconds > 0 && (
          <span className={classes.quiet}>
            {t('promotions.wave.soak', {
              time: ageText(durationParts(soakSeconds)),
            })}
          </span>
        )}
      </div>
      <TargetTable
        wave={wave}
        isStale={isStale}
        withBack={promotion.rollback !== undefined}
      />
      <ChangeList wave={wave} promotion={promotion} />
    </li>
  );
}
