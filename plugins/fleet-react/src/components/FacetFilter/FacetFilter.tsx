import { useState, type ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import { untrustedName } from '../Text';
import { useFleetText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.75),
    },
    chip: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      height: 28,
      padding: '0 6px 0 10px',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 14,
      background: theme.palette.background.paper,
      color: theme.palette.text.primary,
      font: 'inherit',
      fontSize: 13,
      cursor: 'pointer',
      '&:hover': { borderColor: theme.palette.text.secondary },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    cross: { color: theme.palette.text.secondary },
    panel: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(168px, 1fr))',
      gap: theme.spacing(2.5),
      width: 'min(640px, 92vw)',
      padding: theme.spacing(2.5),
    },
    group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
    legend: { padding: 0, marginBottom: 4, fontSize: 12, fontWeight: 600 },
    option: {
      display: 'flex',
      alignItems: 'center',
      gap: 6,
      minHeight: 26,
      fontSize: 13,
      cursor: 'pointer',
    },
    box: { padding: 2 },
    value: {
      flex: 1,
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    count: {
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'FleetFacetFilter' },
);

/**
 * What a list can be narrowed by, under one key.
 *
 * @public
 */
export interface FacetGroup<Key extends string> {
  key: Key;
  title: string;
  /** With how many rows each would show, under all other filters. */
  values: { value: string; count: number }[];
  chosen: readonly string[];
  /** How a value reads; as it is, where not given. */
  textOf?: (value: string) => string;
}

/**
 * The chosen filters as chips, and a panel to choose more.
 *
 * @public
 */
export function FacetFilter<Key extends string>(props: {
  groups: readonly FacetGroup<Key>[];
  onToggle: (key: Key, value: string) => void;
  onClear: () => void;
  /** The panel was opened: counts that cost something are asked for then. */
  onOpen?: () => void;
  children?: ReactNode;
}) {
  const { groups, onToggle, onClear, onOpen } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const chosen = groups.flatMap(group =>
    group.chosen.map(value => ({ group, value })),
  );
  return (
    <div className={classes.root}>
      {chosen.map(({ group, value }) => {
        const text = untrustedName(group.textOf?.(value) ?? value);
        return (
          <button
            key={`${group.key} ${value}`}
            type="button"
            className={classes.chip}
            aria-label={t('filter.remove', { name: group.title, value: text })}
            onClick={() => onToggle(group.key, value)}
          >
            {t('filter.chip', { name: group.title, value: text })}
            <svg
              className={classes.cross}
              width="14"
              height="14"
              viewBox="0 0 16 16"
              aria-hidden="true"
            >
              <path
                d="m4.5 4.5 7 7m0-7-7 7"
                stroke="currentColor"
                strokeWidth="1.5"
                strokeLinecap="round"
              />
            </svg>
          </button>
        );
      })}
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        onClick={event => {
          onOpen?.();
          setAnchor(event.currentTarget);
        }}
      >
        + {t('filter.add')}
      </Button>
      {chosen.length > 0 && (
        <Button size="small" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
      {props.children}
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{ role: 'dialog', 'aria-label': t('filter.add') }}
      >
        <div className={classes.panel}>
          {groups
            .filter(group => withChosen(group).length > 0)
            .map(group => (
              <fieldset key={group.key} className={classes.group}>
                <legend className={classes.legend}>{group.title}</legend>
                {withChosen(group).map(({ value, count }) => {
                  const text = untrustedName(group.textOf?.(value) ?? value);
                  return (
                    <label key={value} className={classes.option}>
                      <Checkbox
                        className={classes.box}
                        size="small"
                        color="primary"
                        checked={group.chosen.includes(value)}
                        onChange={() => onToggle(group.key, value)}
                        inputProps={{
                          'aria-label': t('filter.option', {
                            value: text,
                            amount: String(count),
                          }),
                        }}
                      />
                      <span className={classes.value} title={text}>
                        {text}
                      </span>
                      <span className={classes.count}>{count}</span>
                    </label>
                  );
                })}
              </fieldset>
            ))}
        </div>
      </Popover>
    </div>
  );
}

// A chosen value stays in the panel when other filters leave it no rows, so
// that it can be taken back.
function withChosen<Key extends string>(
  group: FacetGroup<Key>,
): { value: string; count: number }[] {
  const known = new Set(group.values.map(({ value }) => value));
  return [
    ...group.values,
    ...group.chosen
      .filter(value => !known.has(value))
      .map(value => ({ value, count: 0 })),
  ];
}
