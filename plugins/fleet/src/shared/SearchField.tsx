import { useEffect, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const TYPING_PAUSE_MS = 250;

const useStyles = makeStyles(
  theme => ({
    search: {
      width: 264,
      height: 32,
      padding: '0 10px',
      font: 'inherit',
      fontSize: 14,
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      '&::placeholder': { color: theme.palette.text.secondary, opacity: 1 },
      '&:focus': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 0,
      },
    },
    narrow: { width: 176 },
  }),
  { name: 'FleetSearchField' },
);

/**
 * A text that a list is narrowed by, once whoever types pauses.
 */
export function SearchField(props: {
  label: string;
  text: string;
  onChange: (text: string) => void;
  /** Where it stands beside others of its kind. */
  narrow?: boolean;
}) {
  const { label, text, onChange, narrow } = props;
  const classes = useStyles();
  const [typed, setTyped] = useState(text);
  const notify = useRef(onChange);
  useEffect(() => {
    notify.current = onChange;
  });
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => notify.current(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <input
      type="search"
      className={
        narrow ? `${classes.search} ${classes.narrow}` : classes.search
      }
      placeholder={label}
      aria-label={label}
      maxLength={200}
      value={typed}
      onChange={event => setTyped(event.target.value)}
    />
  );
}
