import { useState } from 'react';
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { NotHere } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  UntrustedText,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useWhy } from '../rollouts/useWhy';
import { WhyButton } from '../rollouts/WhyButton';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';

const SHOWN = 5;

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    row: {
      display: 'grid',
      gridTemplateColumns:
        'minmax(120px, 200px) minmax(120px, 180px) minmax(0, 1fr) max-content',
      columnGap: theme.spacing(2),
      alignItems: 'center',
      minHeight: 30,
      // Names and reasons come from outside, in one word or in a hundred.
      '& > *': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        padding: theme.spacing(0.5, 0),
        // Why stands below: beside the state there is no room for it.
        '& > :nth-child(n + 3)': { gridColumn: '1 / -1' },
        '& > :nth-child(4)': { justifySelf: 'start' },
      },
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetNotHereList' },
);

/**
 * Where a component is not, and why: there is always an answer.
 */
export function NotHereList(props: {
  notHere: NotHere[];
  /** How many there are; the list may hold fewer. */
  total: number;
}) {
  const { notHere, total } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const why = useWhy();
  const [all, setAll] = useState(false);
  if (notHere.length === 0) return null;
  const shown = all ? notHere : notHere.slice(0, SHOWN);
  return (
    <Section title={t('component.notHere')} note={total.toLocaleString('en')}>
      <ul className={classes.list}>
        {shown.map(item => (
          <li key={item.cluster.id} className={classes.row}>
            <Link to={links.cluster(item.cluster.id)}>{item.cluster.name}</Link>
            <Reason reason={item.reason} />
            <span className={classes.quiet}>
              <UntrustedText text={item.detail} />
            </span>
            <WhyButton
              absent
              of={item.cluster.name}
              isOpen={why.why === item.cluster.id}
              onClick={() => why.open(item.cluster.id)}
            />
          </li>
        ))}
      </ul>
      {notHere.length > SHOWN && (
        <Button size="small" onClick={() => setAll(!all)}>
          {all
            ? t('component.notHereLess')
            : t('component.notHereMore', { total: String(notHere.length) })}
        </Button>
      )}
      {all && total > notHere.length && (
        <p className={classes.quiet}>
          {t('component.notHereCounted', { count: total - notHere.length })}
        </p>
      )}
    </Section>
  );
}

function Reason(props: { reason: NotHere['reason'] }) {
  const { reason } = props;
  const t = useText();
  const word = t(`component.reasons.${reason}`);
  // Not placed is drawn as nothing at all: nobody wanted it there.
  if (reason === 'not-placed') return <span>{word}</span>;
  const key: StatusKey = reason === 'placed-but-absent' ? 'missing' : reason;
  return <StatusMark status={{ key, stale: false }} word={word} />;
}
