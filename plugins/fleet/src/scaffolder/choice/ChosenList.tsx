import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 6,
      minHeight: 28,
      fontSize: 13,
    },
    count: { color: theme.palette.text.secondary },
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 6,
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    chip: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      maxWidth: 320,
      height: 28,
      padding: '0 8px 0 10px',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 14,
      background: theme.palette.background.paper,
      color: theme.palette.text.primary,
      font: 'inherit',
      cursor: 'pointer',
      '&:hover': { borderColor: theme.palette.text.secondary },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    name: { overflow: 'hidden', textOverflow: 'ellipsis' },
  }),
  { name: 'FleetChosenList' },
);

/**
 * What is chosen, whatever the list beside it shows, and each to be taken back.
 */
export function ChosenList(props: {
  chosen: readonly string[];
  /** How one is called; as its value, where not given. */
  nameOf?: (value: string) => string;
  /** What is to be said of one, such as that nobody knows it. */
  noteOf?: (value: string) => ReactNode;
  onRemove: (value: string) => void;
  isDisabled?: boolean;
}) {
  const { chosen, noteOf, onRemove, isDisabled } = props;
  const nameOf = (value: string) =>
    untrustedName(props.nameOf?.(value) ?? value);
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root}>
      <span className={classes.count} role="status">
        {chosen.length === 0
          ? t('fields.noneChosen')
          : t('fields.chosen', { count: chosen.length })}
      </span>
      {chosen.length > 0 && (
        <ul className={classes.list}>
          {chosen.map(value => (
            <li key={value}>
              <button
                type="button"
                className={classes.chip}
                aria-label={t('fields.remove', { name: nameOf(value) })}
                disabled={isDisabled}
                onClick={() => onRemove(value)}
              >
                <span className={classes.name}>{nameOf(value)}</span>
                {noteOf?.(value)}
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
