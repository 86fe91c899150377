import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { PromotionDirection } from '@fleetview/backstage-plugin-fleet-common';
import {
  shortVersion,
  Since,
  untrustedName,
  UntrustedAddress,
  UntrustedText,
  type ShownPromotion,
  type ShownPromotionChange,
  type ShownPromotionWave,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { isStuck, isTouched } from '../nextWords';
import { goesOn } from '../promotionStatus';
import { AttemptList } from './AttemptList';
import { useProposeLink } from './useProposeLink';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: 20,
      '& > li': { overflowWrap: 'anywhere' },
    },
    code: { fontFamily: 'ui-monospace, monospace', fontSize: 12 },
    quiet: { color: theme.palette.text.secondary },
    open: { margin: theme.spacing(0.75, 0, 0) },
  }),
  { name: 'FleetPromotionChanges' },
);

/** What a wave changes in Git, how far that is, and the way to propose it. */
export function ChangeList(props: {
  wave: ShownPromotionWave;
  promotion: ShownPromotion;
}) {
  const { wave, promotion } = props;
  const { changes } = wave;
  const classes = useStyles();
  const t = useText();
  const linkTo = useProposeLink(promotion.id, wave.key);
  const direction = directionToPropose(promotion, wave);
  // One pull request takes all that a repository has of it.
  const repositories =
    direction === undefined
      ? []
      : [
          ...new Set(
            changes
              .filter(
                ({ reference }) =>
                  direction === 'roll-back' || reference === undefined,
              )
              .map(({ repository }) => repository),
          ),
        ];
  if (changes.length === 0) {
    return (
      <span className={classes.quiet}>{t('promotions.wave.nothing')}</span>
    );
  }
  return (
    <>
      <ul className={classes.list} aria-label={t('promotions.wave.files')}>
        {changes.map(change => (
          <Change key={`${change.repository} ${change.key}`} change={change} />
        ))}
      </ul>
      {repositories.map(repository => (
        <p key={repository ?? ''} className={classes.open}>
          <Link to={linkTo(direction ?? 'promote', repository)}>
            {t(
              direction === 'roll-back'
                ? 'promotions.wave.openBack'
                : 'promotions.wave.open',
            )}
          </Link>
          {repositories.length > 1 && repository && (
            <span className={classes.quiet}>
              {' '}
              <UntrustedText text={repository} inline />
            </span>
          )}
        </p>
      ))}
    </>
  );
}

/** What somebody has to propose by hand now; nothing where nobody has to. */
function directionToPropose(
  promotion: ShownPromotion,
  wave: ShownPromotionWave,
): PromotionDirection | undefined {
  const direction = directionOf(promotion, wave);
  // A task does it, unless it has given up.
  const isByHand =
    promotion.proposesBy !== 'task' ||
    (direction !== undefined && isStuck(wave, direction));
  return isByHand ? direction : undefined;
}

function directionOf(
  promotion: ShownPromotion,
  wave: ShownPromotionWave,
): PromotionDirection | undefined {
  if (promotion.rollback) {
    return goesOn(promotion) && isTouched(wave) ? 'roll-back' : undefined;
  }
  return promotion.state === 'opening' && promotion.wave === wave.key
    ? 'promote'
    : undefined;
}

function Change(props: { change: ShownPromotionChange }) {
  const { change } = props;
  const { path, repository, url, proposedAt, seen, saidToBeMergedAt } = change;
  const classes = useStyles();
  const t = useText();
  return (
    <li>
      <span className={classes.code}>
        <UntrustedText text={path} inline />
      </span>{' '}
      <span className={classes.quiet}>
        {t(`promotions.plan.edit.${change.edit}`)}
      </span>
      {repository && (
        <div className={classes.quiet}>
          <UntrustedAddress address={repository} />
        </div>
      )}
      <div>
        {url === undefined ? (
          <span className={classes.quiet}>
            {t('promotions.wave.notProposed')}
          </span>
        ) : (
          <>
            <span className={classes.quiet}>
              {t('promotions.wave.proposed')}{' '}
              {proposedAt && <Since at={proposedAt} ago />}:{' '}
            </span>
            <UntrustedAddress address={url} />
          </>
        )}
      </div>
      {saidToBeMergedAt && !seen && (
        <div className={classes.quiet}>
          {t('promotions.wave.saidMerged')} <Since at={saidToBeMergedAt} ago />
        </div>
      )}
      {seen && (
        <div className={classes.quiet}>
          {t('promotions.wave.seenOn', {
            cluster: untrustedName(seen.cluster.name),
            revision: untrustedName(shortVersion(seen.revision)),
          })}{' '}
          <Since at={seen.at} ago />
        </div>
      )}
      <AttemptList attempts={change.attempts} />
    </li>
  );
}
