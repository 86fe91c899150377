import { useState } from 'react';
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { AttentionItem } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  Since,
  statusOfAttention,
  StatusMark,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

const SHOWN = 6;

const useStyles = makeStyles(
  theme => ({
    root: {
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 8,
      background: theme.palette.background.paper,
      overflow: 'hidden',
    },
    list: { margin: 0, padding: 0, listStyle: 'none' },
    row: {
      position: 'relative',
      display: 'grid',
      gridTemplateColumns:
        '14px minmax(120px, 200px) minmax(150px, 320px) 64px minmax(0, 1fr) auto 12px',
      columnGap: theme.spacing(1.75),
      alignItems: 'center',
      minHeight: 38,
      padding: theme.spacing(0.5, 2),
      fontSize: 14,
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
      '&:hover': {
        background: theme.palette.type === 'dark' ? '#ffffff0a' : '#0a142408',
      },
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: '14px minmax(0, 1fr) auto 12px',
        gridTemplateAreas:
          '"mark title since arrow" ". state owner owner" ". detail detail detail"',
        rowGap: 2,
        padding: theme.spacing(1, 2),
        '& > :nth-child(2)': { gridArea: 'title' },
        '& > :nth-child(3)': { gridArea: 'state' },
        '& > :nth-child(4)': { gridArea: 'since' },
        '& > :nth-child(5)': { gridArea: 'detail' },
        '& > :nth-child(6)': { gridArea: 'owner' },
        '& > :nth-child(7)': { gridArea: 'arrow' },
      },
    },
    cell: {
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    title: {
      fontWeight: 600,
      color: theme.palette.text.primary,
      // The whole row leads where the title leads; what else is a link in it
      // lies above.
      '&::after': { content: '""', position: 'absolute', inset: 0 },
      '&:focus-visible::after': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
    owner: { position: 'relative', zIndex: 1, fontSize: 13 },
    arrow: { color: theme.palette.text.secondary },
    more: { padding: theme.spacing(0.5, 1.25) },
    calm: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      padding: theme.spacing(1.75, 2),
    },
  }),
  { name: 'FleetAttentionList' },
);

/**
 * What needs somebody, the most urgent first. A row leads to the place where
 * one sees why.
 */
export function AttentionList(props: {
  items: AttentionItem[];
  total: number;
  /** Whether there may be more than the total says. */
  isAtLeast?: boolean;
}) {
  const { items, total, isAtLeast } = props;
  const classes = useStyles();
  const t = useText();
  const [all, setAll] = useState(false);
  if (total === 0) {
    return (
      <div className={`${classes.root} ${classes.calm}`}>
        <StatusMark
          status={{ key: 'healthy', stale: false }}
          word={t('overview.attentionNone')}
          size={16}
        />
        <span className={classes.quiet}>{t('overview.attentionNoneText')}</span>
      </div>
    );
  }
  const shown = all ? items : items.slice(0, SHOWN);
  const notSent = total - items.length;
  return (
    <div className={classes.root}>
      <ul className={classes.list}>
        {shown.map(item => (
          <AttentionRow key={item.id} item={item} />
        ))}
      </ul>
      {items.length > SHOWN && (
        <div className={classes.more}>
          <Button size="small" onClick={() => setAll(!all)}>
            {all
              ? t('overview.showLess')
              : t('overview.showAll', { total: String(items.length) })}
          </Button>
        </div>
      )}
      {notSent > 0 && (
        <div className={`${classes.more} ${classes.quiet}`}>
          {isAtLeast
            ? t('overview.attentionAtLeast', { count: notSent })
            : t('overview.attentionMore', { count: notSent })}
        </div>
      )}
    </div>
  );
}

function AttentionRow(props: { item: AttentionItem }) {
  const { item } = props;
  const classes = useStyles();
  const links = useFleetLinks();
  return (
    <li className={classes.row} data-attention={item.kind}>
      <StatusMark
        status={{ key: statusOfAttention(item), stale: false }}
        glyphOnly
        size={15}
      />
      <span className={classes.cell}>
        <Link
          to={links.attention(item)}
          className={classes.title}
          underline="none"
        >
          {item.title}
        </Link>
      </span>
      <span className={classes.cell}>
        {item.state && <UntrustedText text={item.state} />}
      </span>
      <span className={classes.quiet}>
        {item.since && <Since at={item.since} />}
      </span>
      <span className={`${classes.cell} ${classes.quiet}`}>
        {item.detail && <UntrustedText text={item.detail} />}
      </span>
      <span className={classes.owner}>
        {item.owner && <EntityLink entity={item.owner} />}
      </span>
      <svg
        className={classes.arrow}
        width="12"
        height="12"
        viewBox="0 0 16 16"
        aria-hidden="true"
      >
        <path
          d="m6 3 5 5-5 5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </li>
  );
}
