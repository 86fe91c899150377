import { makeStyles } from '@material-ui/core/styles';
import { statusOfMember, type MemberStatus } from '../../status';
import { useFleetText } from '../../translation';
import { StatusMark } from '../StatusMark';
import { Countdown, useTimeLeftText } from '../Time';
import { untrustedName } from '../Text';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      maxWidth: '100%',
      whiteSpace: 'nowrap',
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetMemberStateMark' },
);

/**
 * Where one cluster is with a release: glyph and word, and a countdown where it
 * is known until when. What is not placed has a word and no glyph, because
 * nothing is there.
 *
 * @public
 */
export function MemberStateMark(props: {
  member: MemberStatus;
  /** Only the glyph; the word is then its name. Nothing for what is not placed. */
  glyphOnly?: boolean;
  /** In pixels; legible from 12 on. */
  size?: number;
}) {
  const { member, glyphOnly, size } = props;
  const classes = useStyles();
  const { t, memberText } = useFleetText();
  const left = useTimeLeftText(glyphOnly ? member.until : undefined);
  const status = statusOfMember(member);
  const word = memberText(member.state);
  if (!status) {
    return glyphOnly ? null : <span className={classes.quiet}>{word}</span>;
  }
  const mark = (
    <StatusMark
      status={{
        ...status,
        reason: status.reason && untrustedName(status.reason),
      }}
      word={left ? t('left.until', { what: word, left }) : word}
      glyphOnly={glyphOnly}
      size={size}
    />
  );
  if (glyphOnly || !member.until) return mark;
  return (
    <span className={classes.root}>
      {mark}
      <span className={classes.quiet}>
        <Countdown until={member.until} />
      </span>
    </span>
  );
}
