import { useEffect, useRef, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const FADE_MS = 1_600;

function fade(mode: 'light' | 'dark') {
  return {
    '0%, 30%': { background: mode === 'dark' ? '#79b4ff3d' : '#1f6fd624' },
    '100%': { background: 'transparent' },
  };
}

const useStyles = makeStyles(
  theme => ({
    cell: {
      margin: '-2px -4px',
      padding: '2px 4px',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    // Two names for one animation: going from the one to the other starts it
    // over when a cell changes twice, without drawing its content anew.
    odd: {
      animation: `$oddFade ${FADE_MS}ms ease-out`,
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
    even: {
      animation: `$evenFade ${FADE_MS}ms ease-out`,
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
    '@keyframes oddFade': fade(theme.palette.type),
    '@keyframes evenFade': fade(theme.palette.type),
  }),
  { name: 'FleetChangedCell' },
);

/**
 * Marks what just changed, for a moment; not when it is first drawn.
 *
 * @public
 */
export function ChangedCell(props: {
  /** What counts as the content; a new one is a change. */
  value: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const previous = useRef(props.value);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    if (previous.current !== props.value) {
      previous.current = props.value;
      setChanges(count => count + 1);
    }
  }, [props.value]);
  const motion = changes % 2 === 1 ? classes.odd : classes.even;
  return (
    <div
      className={`${classes.cell} ${changes > 0 ? motion : ''}`}
      data-changes={changes || undefined}
    >
      {props.children}
    </div>
  );
}
