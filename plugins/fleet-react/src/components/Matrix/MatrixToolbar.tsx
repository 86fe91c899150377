import {
  forwardRef,
  useEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useFleetText } from '../../translation';
import { AsOfChoice, type AsOf } from './AsOfChoice';
import { fieldStyle } from './fieldStyle';
import type { MatrixView } from './Matrix';
import type { MatrixDensity } from './types';

const TYPING_PAUSE_MS = 250;

const useStyles = makeStyles(
  theme => {
    const field = fieldStyle(theme);
    return {
      root: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(1, 2),
      },
      end: { marginLeft: 'auto' },
      label: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: 8,
        fontSize: 13,
        color: theme.palette.text.secondary,
      },
      select: { ...field, padding: '0 6px', maxWidth: 200 },
      search: {
        ...field,
        width: 232,
        padding: '0 10px',
        '&::placeholder': { color: theme.palette.text.secondary, opacity: 1 },
      },
      choice: { display: 'inline-flex', gap: 2 },
      option: {
        height: 28,
        padding: '0 10px',
        font: 'inherit',
        fontSize: 13,
        color: theme.palette.text.secondary,
        background: 'none',
        border: 0,
        borderRadius: 4,
        cursor: 'pointer',
        '&:hover': { color: theme.palette.text.primary },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
        },
        '&[aria-pressed="true"]': {
          color: theme.palette.text.primary,
          fontWeight: 600,
          background: theme.palette.type === 'dark' ? '#ffffff14' : '#0a14240d',
        },
      },
    };
  },
  { name: 'FleetMatrixToolbar' },
);

/**
 * Something to choose one of.
 *
 * @public
 */
export interface MatrixChoice {
  value: string;
  chosen: (value: string) => void;
  options: readonly {
    value: string;
    label: string;
    /** It cannot be chosen; the hint says why. */
    disabled?: boolean;
    hint?: string;
  }[];
}

/** @public */
export interface MatrixToolbarProps {
  grouping?: MatrixChoice;
  sorting?: MatrixChoice;
  /** What the columns are, where there is a choice. */
  columns?: MatrixChoice;
  text?: string;
  onText?: (text: string) => void;
  /** Escape was pressed in the search: gives the focus back to the matrix. */
  onLeaveSearch?: () => void;
  density: MatrixDensity;
  onDensity: (density: MatrixDensity) => void;
  view: MatrixView;
  onView: (view: MatrixView) => void;
  /** Of which time it is; it is always of now where absent. */
  asOf?: AsOf;
  /** Stands at the end, such as filters. */
  children?: ReactNode;
}

/**
 * What a reader chooses about a matrix: a text, how rows are grouped and
 * sorted, how dense it is and whether it is a grid or a table. The reference is
 * the field of the search, for the slash key to lead to.
 *
 * @public
 */
export const MatrixToolbar = forwardRef<HTMLInputElement, MatrixToolbarProps>(
  function DrawnMatrixToolbar(props, ref) {
    const { grouping, sorting, density, view, onText } = props;
    const classes = useStyles();
    const { t } = useFleetText();
    return (
      <div className={classes.root}>
        {onText && (
          <Search
            reference={ref}
            className={classes.search}
            text={props.text ?? ''}
            onText={onText}
            onLeave={props.onLeaveSearch}
          />
        )}
        {grouping && <Choice title={t('matrix.groupBy')} choice={grouping} />}
        {sorting && <Choice title={t('matrix.sortBy')} choice={sorting} />}
        {props.columns && (
          <Switch title={t('matrix.columns')} {...props.columns} />
        )}
        <Switch
          title={t('matrix.density')}
          value={density}
          options={[
            { value: 'comfortable', label: t('matrix.comfortable') },
            { value: 'compact', label: t('matrix.compact') },
          ]}
          chosen={props.onDensity}
        />
        <Switch
          title={t('matrix.view')}
          value={view}
          options={[
            { value: 'grid', label: t('matrix.grid') },
            { value: 'table', label: t('matrix.table') },
          ]}
          chosen={props.onView}
        />
        {props.asOf && <AsOfChoice {...props.asOf} />}
        {props.children && <div className={classes.end}>{props.children}</div>}
      </div>
    );
  },
);

function Choice(props: { title: string; choice: MatrixChoice }) {
  const { value, options, chosen } = props.choice;
  const classes = useStyles();
  return (
    <label className={classes.label}>
      {props.title}
      <select
        className={classes.select}
        value={value}
        onChange={event => chosen(event.target.value)}
      >
        {options.map(option => (
          <option
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            title={option.hint}
          >
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Switch<Value extends string>(props: {
  title: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  chosen: (value: Value) => void;
}) {
  const classes = useStyles();
  return (
    <div className={classes.choice} role="group" aria-label={props.title}>
      {props.options.map(option => (
        <button
          key={option.value}
          type="button"
          className={classes.option}
          aria-pressed={option.value === props.value}
          onClick={() => props.chosen(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

function Search(props: {
  reference: Ref<HTMLInputElement>;
  className: string;
  text: string;
  onText: (text: string) => void;
  onLeave?: () => void;
}) {
  const { text, onText, onLeave } = props;
  const { t } = useFleetText();
  const [typed, setTyped] = useState(text);
  const notify = useRef(onText);
  useEffect(() => {
    notify.current = onText;
  });
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => notify.current(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <input
      ref={props.reference}
      type="search"
      className={props.className}
      placeholder={t('matrix.search')}
      aria-label={t('matrix.search')}
      maxLength={200}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !onLeave) return;
        // The browser would empty the field, and a drawer beside would close.
        event.preventDefault();
        event.stopPropagation();
        onLeave();
      }}
    />
  );
}
