import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetPromotion } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  Since,
  StatusMark,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../../translation';
import { markOf } from '../promotionStatus';
import { waveName } from '../promotionWords';
import { Part } from './Part';

const EVENTS = [
  'requested',
  'approved',
  'overridden',
  'gates-judged',
  'replanned',
  'change-proposed',
  'change-said-to-be-merged',
  'revision-seen',
  'target-seen',
  'target-failed',
  'time-passed',
  'superseded',
  'stopped',
  'rollback-asked',
] as const;

/** So much is shown at first: gates that come and go tell of it each time. */
const SHOWN = 20;

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    item: { padding: theme.spacing(0.25, 0), overflowWrap: 'anywhere' },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetPromotionHistory' },
);

/** What happened to a promotion, the newest first. */
export function HistoryList(props: { history: FleetPromotion['history'] }) {
  const { history } = props;
  const classes = useStyles();
  const t = useText();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? history : history.slice(0, SHOWN);
  return (
    <Part title={t('promotions.detail.history')}>
      {history.length === 0 && (
        <span className={classes.quiet}>
          {t('promotions.detail.noHistory')}
        </span>
      )}
      <ol className={classes.list}>
        {shown.map(({ at, type, wave, by, state, text }, index) => (
          // The same may happen twice at one moment.
          // eslint-disable-next-line react/no-array-index-key
          <li key={`${at} ${type} ${index}`} className={classes.item}>
            <StatusMark
              status={{ key: markOf(state), stale: false }}
              word={t(`promotions.states.${state}`)}
              glyphOnly
            />{' '}
            {eventName(type, t)}{' '}
            {wave && (
              <span className={classes.quiet}>{waveName(wave, t)} </span>
            )}
            {by && (
              <>
                <EntityLink entity={by} />{' '}
              </>
            )}
            <span className={classes.quiet}>
              <Since at={at} ago />
            </span>
            {text && (
              <div className={classes.quiet}>
                <UntrustedText text={text} block />
              </div>
            )}
          </li>
        ))}
      </ol>
      {history.length > shown.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('promotions.detail.allHistory', {
            total: history.length.toLocaleString('en'),
          })}
        </Button>
      )}
    </Part>
  );
}

/** A newer server may know events that this page does not. */
function eventName(type: string, t: Text) {
  const known = EVENTS.find(each => each === type);
  return known ? (
    t(`promotions.events.${known}`)
  ) : (
    <UntrustedText text={type} inline />
  );
}
