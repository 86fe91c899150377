import { makeStyles } from '@material-ui/core/styles';
import type { Status } from '../../status';
import { useFleetText } from '../../translation';
import { StatusGlyph, useStatusColors } from '../StatusMark';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '4px 6px',
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    item: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      height: 26,
      padding: '0 9px',
      font: 'inherit',
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.primary,
      background: 'none',
      border: `1px solid transparent`,
      borderRadius: 13,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
      '&[aria-pressed="true"]': {
        borderColor: theme.palette.primary.main,
        background: theme.palette.type === 'dark' ? '#79b4ff1f' : '#1f6fd612',
      },
    },
    toggle: {
      cursor: 'pointer',
      '&:hover': {
        background: theme.palette.type === 'dark' ? '#ffffff14' : '#0a14240d',
      },
    },
    word: { color: theme.palette.text.secondary },
    nothing: {
      boxSizing: 'border-box',
      width: 13,
      height: 13,
      border: `1px dotted ${theme.palette.text.secondary}`,
      borderRadius: 2,
    },
  }),
  { name: 'FleetMatrixLegend' },
);

/**
 * How many cells are in one state.
 *
 * @public
 */
export interface MatrixLegendItem {
  /** What a filter knows it by. */
  id: string;
  /** As its cells are drawn; absent for the empty cells of what is not placed. */
  status?: Pick<Status, 'key' | 'stale'>;
  /** Another word than that of the status; required where there is none. */
  word?: string;
  /** Absent where it is only said what the glyph means. */
  count?: number;
  isChosen?: boolean;
}

/**
 * What the glyphs of a matrix mean, with how many cells show each, in the order
 * given. Each narrows the matrix to what it counts, where it is told how.
 *
 * @public
 */
export function MatrixLegend(props: {
  items: readonly MatrixLegendItem[];
  /** What it is the legend of, for screen readers; of states where absent. */
  label?: string;
  onToggle?: (id: string) => void;
}) {
  const { items, onToggle } = props;
  const classes = useStyles();
  const colors = useStatusColors();
  const { t, statusText } = useFleetText();
  return (
    <ul className={classes.root} aria-label={props.label ?? t('matrix.legend')}>
      {items.map(({ id, status, word: own, count, isChosen = false }) => {
        let word = own ?? statusText(status?.key ?? 'unknown');
        if (status?.stale) word = `${word} (${t('stale')})`;
        const body = (
          <>
            {status ? (
              <StatusGlyph
                statusKey={status.key}
                stale={status.stale}
                mark={colors(status.key).mark}
                ground={colors(status.key).ground}
                size={13}
              />
            ) : (
              <span className={classes.nothing} aria-hidden="true" />
            )}
            {count !== undefined && `${count.toLocaleString('en')} `}
            <span className={classes.word}>{word}</span>
          </>
        );
        return (
          <li key={id}>
            {onToggle ? (
              <button
                type="button"
                className={`${classes.item} ${classes.toggle}`}
                aria-pressed={isChosen}
                onClick={() => onToggle(id)}
              >
                {body}
              </button>
            ) : (
              <span className={classes.item}>{body}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
