import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  {
    root: { padding: 4, flex: 'none' },
    sign: { display: 'block' },
    open: { transform: 'rotate(90deg)' },
  },
  { name: 'FleetExpandButton' },
);

/** Shows or hides what stands beneath a row. */
export function ExpandButton(props: {
  isOpen: boolean;
  /** What the row is of, for screen readers. */
  of: string;
  onClick: () => void;
}) {
  const { isOpen, of, onClick } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <IconButton
      size="small"
      className={classes.root}
      aria-expanded={isOpen}
      aria-label={t(isOpen ? 'drift.collapse' : 'drift.expand', {
        what: untrustedName(of),
      })}
      onClick={onClick}
    >
      <svg
        className={isOpen ? `${classes.sign} ${classes.open}` : classes.sign}
        width="12"
        height="12"
        viewBox="0 0 16 16"
        aria-hidden="true"
      >
        <path
          d="m5.5 2.5 6 5.5-6 5.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </IconButton>
  );
}
