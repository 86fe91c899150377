import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      gap: theme.spacing(3),
      overflowX: 'auto',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    tab: {
      padding: theme.spacing(1.25, 0, 1),
      color: theme.palette.text.secondary,
      fontSize: 14,
      lineHeight: '20px',
      whiteSpace: 'nowrap',
      borderBottom: '2px solid transparent',
      '&:hover': { color: theme.palette.text.primary },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    active: {
      color: theme.palette.text.primary,
      fontWeight: 500,
      borderBottomColor: theme.palette.primary.main,
    },
  }),
  { name: 'FleetLinkTabs' },
);

/**
 * Tabs that are places: each has its address.
 */
export function LinkTabs(props: {
  label: string;
  tabs: { id: string; to: string; title: ReactNode }[];
  activeId: string;
}) {
  const classes = useStyles();
  const bar = useRef<HTMLElement>(null);
  // On a narrow screen the bar scrolls; the page itself must stay where it is.
  useEffect(() => {
    const tab = bar.current?.querySelector('[aria-current]');
    if (!bar.current || !tab) return;
    const room = bar.current.getBoundingClientRect();
    const { left, width } = tab.getBoundingClientRect();
    bar.current.scrollLeft += left - room.left - (room.width - width) / 2;
  }, [props.activeId]);
  return (
    <nav ref={bar} className={classes.root} aria-label={props.label}>
      {props.tabs.map(tab => (
        <Link
          key={tab.id}
          to={tab.to}
          underline="none"
          className={`${classes.tab} ${
            tab.id === props.activeId ? classes.active : ''
          }`}
          aria-current={tab.id === props.activeId ? 'page' : undefined}
        >
          {tab.title}
        </Link>
      ))}
    </nav>
  );
}
