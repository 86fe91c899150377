import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      fontSize: 13,
    },
    input: {
      width: 264,
      maxWidth: '100%',
      height: 32,
      padding: '0 10px',
      font: 'inherit',
      fontSize: 14,
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      '&:focus': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 0,
      },
    },
    hint: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetWrittenValue' },
);

/** A value that is written rather than chosen, whatever can be read of those to choose. */
export function WrittenValue(props: {
  label: string;
  hint: string;
  text: string;
  maxLength?: number;
  isDisabled?: boolean;
  onChange: (text: string) => void;
}) {
  const classes = useStyles();
  const id = useId();
  return (
    <div className={classes.root}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="text"
        className={classes.input}
        value={props.text}
        maxLength={props.maxLength}
        disabled={props.isDisabled}
        aria-describedby={`${id}-hint`}
        onChange={event => props.onChange(event.target.value)}
      />
      <span id={`${id}-hint`} className={classes.hint}>
        {props.hint}
      </span>
    </div>
  );
}
