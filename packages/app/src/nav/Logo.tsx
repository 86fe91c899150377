import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    link: {
      display: 'flex',
      alignItems: 'center',
      gap: 12,
      height: 64,
      paddingLeft: (sidebarConfig.drawerWidthClosed - 30) / 2,
      color: theme.palette.navigation.selectedColor,
    },
    word: { fontSize: 19, fontWeight: 600, letterSpacing: '-0.01em' },
  }),
  { name: 'PortalLogo' },
);

/**
 * The sign of the portal, with its word where there is room.
 */
export function Logo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/fleet"
      underline="none"
      className={classes.link}
      aria-label="Fleet"
    >
      <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#17345c" />
        <path
          d="M16 6.2v19.6M7.5 11.1l17 9.8M24.5 11.1l-17 9.8"
          stroke="#8fb7ee"
          strokeWidth="1.4"
        />
        <g fill="#fff">
          <circle cx="16" cy="6.2" r="2.3" />
          <circle cx="24.5" cy="11.1" r="2.3" />
          <circle cx="24.5" cy="20.9" r="2.3" />
          <circle cx="16" cy="25.8" r="2.3" />
          <circle cx="7.5" cy="20.9" r="2.3" />
          <circle cx="7.5" cy="11.1" r="2.3" />
          <circle cx="16" cy="16" r="3.1" fill="#7fdc9d" />
        </g>
      </svg>
      {isOpen && <span className={classes.word}>Fleet</span>}
    </Link>
  );
}
