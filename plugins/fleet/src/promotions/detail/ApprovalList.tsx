import { makeStyles } from '@material-ui/core/styles';
import {
  EntityLink,
  Since,
  StatusMark,
  type ShownPromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { Part } from './Part';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetPromotionApprovals' },
);

/** Who approved, whether it counts, and why not. */
export function ApprovalList(props: { promotion: ShownPromotion }) {
  const { approvals, approvalsNeeded } = props.promotion;
  const classes = useStyles();
  const t = useText();
  const given = approvals.filter(({ counts }) => counts).length;
  return (
    <Part
      title={t('promotions.approvals.title')}
      note={
        approvalsNeeded > 0
          ? t('promotions.approvals.of', {
              given: String(given),
              needed: String(approvalsNeeded),
            })
          : undefined
      }
    >
      {approvals.length === 0 ? (
        <span className={classes.quiet}>
          {t(
            approvalsNeeded > 0
              ? 'promotions.approvals.none'
              : 'promotions.approvals.notNeeded',
          )}
        </span>
      ) : (
        <ul className={classes.list}>
          {approvals.map(({ by, at, counts, because }) => (
            <li key={`${by} ${at} ${because}`}>
              <StatusMark
                status={{ key: counts ? 'synced' : 'skipped', stale: false }}
                word={t(
                  counts
                    ? 'promotions.approvals.counts'
                    : 'promotions.approvals.lapsed',
                )}
              />{' '}
              <EntityLink entity={by} />{' '}
              <span className={classes.quiet}>
                <Since at={at} ago />
                {because && ` · ${t(`promotions.approvals.lapse.${because}`)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
