import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      flex: 'none',
      padding: '0 2px',
      font: 'inherit',
      color: theme.palette.primary.main,
      whiteSpace: 'nowrap',
      background: 'none',
      border: 0,
      borderRadius: 3,
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
  }),
  { name: 'FleetWhyButton' },
);

/** Opens the chain of reasons of one place. */
export function WhyButton(props: {
  /** What it is about, for screen readers. */
  of: string;
  /** Whether it does not run there at all. */
  absent?: boolean;
  isOpen?: boolean;
  onClick: () => void;
}) {
  const { of, absent, isOpen, onClick } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <button
      type="button"
      className={classes.root}
      aria-label={t(absent ? 'why.notHereOf' : 'why.buttonOf', { of })}
      aria-expanded={isOpen}
      onClick={onClick}
    >
      {t(absent ? 'why.notHere' : 'why.button')} <span aria-hidden>▸</span>
    </button>
  );
}
