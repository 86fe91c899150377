import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  Countdown,
  heldUpBy,
  MemberStateMark,
  Since,
  UNASSIGNED,
  untrustedName,
  useFleetText,
  type HeldUp,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { becauseOf } from './becauseOf';
import { WhyButton } from './WhyButton';

const REGIONS_SHOWN = 3;

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: theme.spacing(0, 0, 1),
      padding: 0,
      listStyle: 'none',
      fontSize: 14,
      '& > li': {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 8,
        minHeight: 26,
        // Names from outside may be one long word.
        overflowWrap: 'anywhere',
        '& > *': { minWidth: 0, maxWidth: '100%' },
        // Within a sentence colour alone tells no link.
        '& a': { textDecoration: 'underline' },
      },
      // What comes first is what somebody has come for.
      '& > li:first-child': { fontSize: 16, lineHeight: '24px' },
    },
    text: {
      // Beside its mark, however narrow the screen is.
      [theme.breakpoints.down('xs')]: { flex: '1 1 calc(100% - 40px)' },
    },
    region: { fontWeight: 600 },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetHeldUpList' },
);

/**
 * Which region holds a release up and why, in a sentence each, the worst first.
 */
export function HeldUpList(props: {
  members: readonly HeldUp['member'][];
  /** Of which cluster the chain is open. */
  openId: string | undefined;
  onWhy: (clusterId: string) => void;
}) {
  const classes = useStyles();
  const t = useText();
  const regions = heldUpBy(props.members);
  if (regions.length === 0) return null;
  const shown = regions.slice(0, REGIONS_SHOWN);
  const more = regions.length - shown.length;
  return (
    <ul className={classes.root} aria-label={t('rollout.heldUp.label')}>
      {shown.map(each => (
        <Region
          key={each.region}
          heldUp={each}
          isOpen={props.openId === each.member.cluster.id}
          onWhy={() => props.onWhy(each.member.cluster.id)}
        />
      ))}
      {more > 0 && (
        <li className={classes.quiet}>
          {t('rollout.heldUp.regions', { count: more })}
        </li>
      )}
    </ul>
  );
}

function Region(props: { heldUp: HeldUp; isOpen: boolean; onWhy: () => void }) {
  const { kind, member, others } = props.heldUp;
  const { cluster, rollout } = member;
  const { state, until, since, reason } = rollout;
  const classes = useStyles();
  const t = useText();
  const { memberText } = useFleetText();
  const links = useFleetLinks();
  // What it waited for when it was last seen is not why nobody knows.
  const isUnseen = kind === 'unknown' && reason?.state !== 'not-known';
  const region = member.region === UNASSIGNED ? t('unassigned') : member.region;
  return (
    <li data-held-up={kind}>
      <MemberStateMark member={{ state, until }} glyphOnly size={16} />
      <span className={classes.text}>
        <span className={classes.region}>
          {t(`rollout.heldUp.${kind}`, { region: untrustedName(region) })}
        </span>{' '}
        {t('rollout.heldUp.on', {
          because: isUnseen
            ? t('rollout.heldUp.unseen')
            : becauseOf(reason, t) ?? memberText(state),
        })}{' '}
        <Link to={links.cluster(cluster.id)}>{cluster.name}</Link>
        {', '}
        {until ? <Countdown until={until} /> : <Since at={since} />}
      </span>
      {others > 0 && (
        <span className={classes.quiet}>
          {t('rollout.heldUp.others', { count: others })}
        </span>
      )}
      <WhyButton
        of={cluster.name}
        isOpen={props.isOpen}
        onClick={props.onWhy}
      />
    </li>
  );
}
