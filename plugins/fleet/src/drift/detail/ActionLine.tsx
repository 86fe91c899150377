import { useId } from 'react';
import { LinkButton } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.5),
      padding: theme.spacing(0.5, 0),
      fontSize: 13,
    },
    button: { minWidth: 104 },
    text: { flex: '1 1 200px', color: theme.palette.text.secondary },
  }),
  { name: 'FleetDriftActionLine' },
);

/** One thing that can be done, or cannot and why. */
export function ActionLine(props: {
  name: string;
  /** What it does. */
  help?: string;
  /** Why it cannot be done; it can where absent. */
  why?: string;
  /** Where it leads. */
  to?: string;
  onClick?: () => void;
}) {
  const { name, help, why, to, onClick } = props;
  const classes = useStyles();
  const id = useId();
  const look = {
    size: 'small',
    variant: 'outlined',
    className: classes.button,
    'aria-describedby': id,
  } as const;
  return (
    <li className={classes.root}>
      {to && why === undefined ? (
        <LinkButton {...look} to={to}>
          {name}
        </LinkButton>
      ) : (
        <Button {...look} disabled={why !== undefined} onClick={onClick}>
          {name}
        </Button>
      )}
      <span id={id} className={classes.text}>
        {why ?? help}
      </span>
    </li>
  );
}
