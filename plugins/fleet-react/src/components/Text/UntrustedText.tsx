import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  labelledAddress,
  safeUrl,
} from '@fleetview/backstage-plugin-fleet-common';
import { visibleText } from '../../viewModels/visibleText';

const LONGEST_SHOWN = 600;
const LONGEST_TITLE = 4000;

const useStyles = makeStyles(
  {
    line: {
      display: 'inline-block',
      maxWidth: '100%',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      verticalAlign: 'bottom',
      unicodeBidi: 'isolate',
    },
    block: {
      overflowWrap: 'anywhere',
      whiteSpace: 'pre-wrap',
      unicodeBidi: 'isolate',
    },
    plain: { overflowWrap: 'anywhere', unicodeBidi: 'isolate' },
  },
  { name: 'FleetUntrustedText' },
);

/**
 * Text from outside, of a cluster, a repository or the catalog: shown as text and
 * as nothing else, cut where it is too long, in full on hover. What would hide in
 * it is made visible, and its direction ends with it.
 *
 * @public
 */
export function UntrustedText(props: {
  text: string;
  /** Lets the text run over several lines. */
  block?: boolean;
  /** Takes the place and the line breaks of the text around it. */
  inline?: boolean;
  className?: string;
}) {
  const classes = useStyles();
  const { text, block, inline } = props;
  const { shown, whole } = shownText(text, { lines: block });
  let layout = classes.line;
  if (block) layout = classes.block;
  else if (inline) layout = classes.plain;
  const isAllShown = (block || inline) && shown === whole;
  return (
    <span
      className={props.className ? `${layout} ${props.className}` : layout}
      title={isAllShown ? undefined : whole}
    >
      {shown}
    </span>
  );
}

/**
 * A name from outside as {@link UntrustedText} shows it, for places that take
 * text alone, such as labels and titles of elements.
 *
 * @public
 */
export function untrustedName(text: string): string {
  return shownText(text).shown;
}

function shownText(text: string, options: { lines?: boolean } = {}) {
  const whole = visibleText(text.slice(0, LONGEST_TITLE), options);
  const shown =
    whole.length > LONGEST_SHOWN
      ? `${whole.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, '')} …`
      : whole;
  return { shown, whole };
}

/**
 * An address from outside, or a label and an address (`Label | https://…`). It
 * becomes a link only when it passes {@link safeUrl}, and is text otherwise. A
 * host that is not written in ASCII is shown in ASCII, as it is asked.
 *
 * @public
 */
export function UntrustedAddress(props: { address: string }) {
  const classes = useStyles();
  const { address } = props;
  const target = labelledAddress(address);
  if (!target) return <UntrustedText text={address} />;
  const { label, url } = target;
  // eslint-disable-next-line no-control-regex
  const written = safeUrl(address) && /^[\x21-\x7e]*$/.test(address);
  return (
    <>
      {label && (
        <>
          <UntrustedText text={label} inline />{' '}
        </>
      )}
      <Link
        to={url}
        className={classes.line}
        title={url}
        rel="noopener noreferrer nofollow"
      >
        {written ? address : url}
      </Link>
    </>
  );
}
