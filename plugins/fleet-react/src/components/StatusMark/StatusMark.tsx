import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { Status } from '../../status';
import { useNow } from '../../clock';
import { ageOf } from '../../viewModels/time';
import { useFleetText } from '../../translation';
import { StatusGlyph } from './StatusGlyph';
import { useStatusColors } from './useStatusColors';

const useStyles = makeStyles(
  {
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      minWidth: 0,
      maxWidth: '100%',
      verticalAlign: 'top',
      whiteSpace: 'nowrap',
      '& > svg': { flex: 'none' },
    },
    word: { overflow: 'hidden', textOverflow: 'ellipsis' },
  },
  { name: 'FleetStatusMark' },
);

/**
 * The one sign for a status in the whole product: shape, colour and word; a
 * stale one is hatched and says its age.
 *
 * @public
 */
export function StatusMark(props: {
  status: Status;
  /** Another word than that of the vocabulary. */
  word?: string;
  /** Only the shape; the word is then its name for screen readers and on hover. */
  glyphOnly?: boolean;
  /** In pixels; legible from 12 on. */
  size?: number;
  /** Leaves the age of a stale status to what stands beside it. */
  withoutAge?: boolean;
  /** Shows the reason on hover. */
  withReason?: boolean;
  className?: string;
}) {
  const { status, glyphOnly = false, size = 14, withReason = true } = props;
  const classes = useStyles();
  const colors = useStatusColors();
  const full = useStatusWord(status, props.word);
  const { statusText } = useFleetText();
  const text = props.withoutAge ? props.word ?? statusText(status.key) : full;
  const { mark, ground } = colors(status.key);
  const reason = withReason ? status.reason : undefined;

  const glyph = (
    <StatusGlyph
      statusKey={status.key}
      stale={status.stale}
      mark={mark}
      ground={ground}
      size={size}
    />
  );
  const body = glyphOnly ? (
    <span
      className={`${classes.root} ${props.className ?? ''}`}
      role="img"
      aria-label={text}
    >
      {glyph}
    </span>
  ) : (
    <span className={`${classes.root} ${props.className ?? ''}`}>
      {glyph}
      <span className={classes.word}>{text}</span>
    </span>
  );
  const title = [glyphOnly ? text : undefined, reason]
    .filter(Boolean)
    .join(' · ');
  return title ? <Tooltip title={title}>{body}</Tooltip> : body;
}

/**
 * The words of a status: its name, and for a stale one how old it is.
 *
 * @public
 */
export function useStatusWord(status: Status, word?: string): string {
  const { t, statusText, ageText } = useFleetText();
  const now = useNow();
  const name = word ?? statusText(status.key);
  if (!status.stale) return name;
  const age = ageOf(status.confirmedAt, now);
  return age
    ? t('staleFor', { status: name, age: ageText(age) })
    : t('staleNever', { status: name });
}
