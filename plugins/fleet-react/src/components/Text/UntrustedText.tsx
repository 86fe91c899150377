import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { safeUrl } from '../../viewModels/safeUrl';

const LONGEST_SHOWN = 600;

const useStyles = makeStyles(
  {
    line: {
      display: 'inline-block',
      maxWidth: '100%',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      verticalAlign: 'bottom',
    },
    block: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  },
  { name: 'FleetUntrustedText' },
);

/**
 * Text that a cluster wrote: shown as text and as nothing else, cut where it
 * is too long, in full on hover.
 *
 * @public
 */
export function UntrustedText(props: {
  text: string;
  /** Lets the text run over several lines. */
  block?: boolean;
  className?: string;
}) {
  const classes = useStyles();
  const { text, block } = props;
  const shown =
    text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)} …` : text;
  return (
    <span
      className={`${block ? classes.block : classes.line} ${
        props.className ?? ''
      }`}
      title={block && shown === text ? undefined : text.slice(0, 4000)}
    >
      {shown}
    </span>
  );
}

/**
 * An address that a cluster wrote. It becomes a link only when it passes
 * {@link safeUrl}, and is text otherwise.
 *
 * @public
 */
export function UntrustedAddress(props: { address: string }) {
  const classes = useStyles();
  const href = safeUrl(props.address);
  if (!href) return <UntrustedText text={props.address} />;
  return (
    <Link
      to={href}
      className={classes.line}
      title={href}
      rel="noopener noreferrer nofollow"
    >
      {props.address}
    </Link>
  );
}
