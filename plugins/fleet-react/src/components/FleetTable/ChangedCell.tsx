import { useEffect, useRef, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const FADE_MS = 1_600;

const useStyles = makeStyles(
  theme => ({
    cell: {
      margin: '-2px -4px',
      padding: '2px 4px',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    changed: {
      borderRadius: 3,
      animation: `$fade ${FADE_MS}ms ease-out`,
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
    '@keyframes fade': {
      '0%, 30%': {
        background: theme.palette.type === 'dark' ? '#79b4ff3d' : '#1f6fd624',
      },
      '100%': { background: 'transparent' },
    },
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
  return (
    <div
      // A new key starts the animation over when a cell changes twice.
      key={changes}
      className={`${classes.cell} ${changes > 0 ? classes.changed : ''}`}
      data-changes={changes || undefined}
    >
      {props.children}
    </div>
  );
}
