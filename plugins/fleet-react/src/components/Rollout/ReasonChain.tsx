import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { STATUS_COLORS, STATUS_TONES, type StatusKey } from '../../status';
import { useFleetText } from '../../translation';
import { StatusGlyph, useStatusColors } from '../StatusMark';
import { EntityLink, UntrustedText } from '../Text';
import { Countdown, Since } from '../Time';
import type { ReasonLinkView, ReasonLinkKind, ReasonLinkState } from './types';

const STATUS_OF_LINKS: Record<ReasonLinkState, StatusKey> = {
  passed: 'synced',
  failed: 'failed',
  waiting: 'waiting',
  'not-known': 'unknown',
  'not-reached': 'not-served',
  'not-asked': 'not-asked',
};

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    item: {
      position: 'relative',
      // One line leads from each link to the next.
      '&:not(:last-child)::before': {
        content: '""',
        position: 'absolute',
        left: 7,
        top: 24,
        bottom: -4,
        width: 1,
        background: theme.palette.divider,
      },
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      gap: 10,
      width: '100%',
      minHeight: 28,
      padding: 0,
      font: 'inherit',
      color: 'inherit',
      textAlign: 'left',
      background: 'none',
      border: 0,
      borderRadius: 3,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
      '& > svg': { flex: 'none' },
    },
    opens: {
      cursor: 'pointer',
      '&:hover $title': { textDecoration: 'underline' },
    },
    title: {},
    strong: { fontWeight: 600 },
    bad: { color: STATUS_COLORS[theme.palette.type].bad.text },
    caution: { color: STATUS_COLORS[theme.palette.type].caution.text },
    busy: { color: STATUS_COLORS[theme.palette.type].busy.text },
    neutral: { color: STATUS_COLORS[theme.palette.type].neutral.text },
    good: { color: STATUS_COLORS[theme.palette.type].good.text },
    quiet: { color: theme.palette.text.secondary },
    end: {
      display: 'inline-flex',
      gap: 8,
      marginLeft: 'auto',
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
    chevron: {
      color: theme.palette.text.secondary,
      '[aria-expanded="true"] > &': { transform: 'rotate(90deg)' },
    },
    body: {
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      gap: theme.spacing(0.75, 2),
      margin: theme.spacing(0.25, 0, 1.5, 3),
      lineHeight: '20px',
      '& dt': { color: theme.palette.text.secondary },
      '& dd': { margin: 0, minWidth: 0 },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 0,
        '& dd': { marginBottom: theme.spacing(1) },
      },
    },
    evidence: { display: 'block' },
    advice: { margin: 0, paddingLeft: 18 },
  }),
  { name: 'FleetReasonChain' },
);

/**
 * Why a release has not arrived: what it takes, in order, and the first link
 * that fails or waits, opened, with what shows it, who owns it and what can be
 * done. What comes after it is not reached, and says nothing good or bad.
 *
 * @public
 */
export function ReasonChain(props: {
  links: readonly ReasonLinkView[];
  /** Heading of each title, where the chain stands under others. */
  label?: string;
}) {
  const { links } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const first = firstInTheWay(links);
  // What the reader opened or closed; until then the first link in the way is open.
  const [chosen, setChosen] = useState<{ kind?: ReasonLinkKind }>();
  const open = chosen ? chosen.kind : first?.link;
  return (
    <ol className={classes.list} aria-label={props.label ?? t('chain.label')}>
      {links.map(link => (
        <Link
          key={link.link}
          link={link}
          isFirst={link === first}
          isOpen={open === link.link}
          onToggle={() =>
            setChosen({ kind: open === link.link ? undefined : link.link })
          }
        />
      ))}
    </ol>
  );
}

/**
 * The first link that keeps a release from arriving: one that fails, else one
 * that waits, else one of which nobody knows.
 *
 * @public
 */
export function firstInTheWay(
  links: readonly ReasonLinkView[],
): ReasonLinkView | undefined {
  return links.find(
    ({ state }) =>
      state === 'failed' || state === 'waiting' || state === 'not-known',
  );
}

function Link(props: {
  link: ReasonLinkView;
  isFirst: boolean;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { link, isFirst, isOpen, onToggle } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const colors = useStatusColors();
  const key = STATUS_OF_LINKS[link.state] ?? 'unknown';
  const hasMore = isFirst || hasDetail(link);
  const head = (
    <>
      <StatusGlyph
        statusKey={key}
        stale={false}
        mark={colors(key).mark}
        ground={colors(key).ground}
        size={15}
      />
      <span className={isFirst ? classes.strong : classes.title}>
        {t(`chain.link.${link.link}`)}
      </span>
      <span className={isFirst ? classes[STATUS_TONES[key]] : classes.quiet}>
        {t(`chain.state.${link.state}`)}
      </span>
      {hasMore && (
        <svg
          className={classes.chevron}
          width="10"
          height="10"
          viewBox="0 0 10 10"
          aria-hidden="true"
        >
          <path
            d="m3.2 1.4 3.8 3.6-3.8 3.6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      )}
      <span className={classes.end}>
        {link.until && <Countdown until={link.until} />}
        {link.since && <Since at={link.since} />}
      </span>
    </>
  );
  return (
    <li className={classes.item} data-state={link.state}>
      {hasMore ? (
        <button
          type="button"
          className={`${classes.head} ${classes.opens}`}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          {head}
        </button>
      ) : (
        <div className={classes.head}>{head}</div>
      )}
      {hasMore && isOpen && <LinkDetail link={link} />}
    </li>
  );
}

function LinkDetail({ link }: { link: ReasonLinkView }) {
  const classes = useStyles();
  const { t } = useFleetText();
  const { evidence = [], owner, advice = [] } = link;
  return (
    <dl className={classes.body}>
      <dt>{t('chain.evidence')}</dt>
      <dd>
        {evidence.length === 0 && (
          <span className={classes.quiet}>{t('chain.noEvidence')}</span>
        )}
        {evidence.map((text, index) => (
          // Texts of clusters may be the same twice.
          // eslint-disable-next-line react/no-array-index-key
          <span key={index} className={classes.evidence}>
            <UntrustedText text={text} block />
          </span>
        ))}
      </dd>
      {owner && (
        <>
          <dt>{t('chain.owner')}</dt>
          <dd>
            <EntityLink entity={owner} />
          </dd>
        </>
      )}
      {advice.length > 0 && (
        <>
          <dt>{t('chain.advice')}</dt>
          <dd>
            {advice.length === 1 ? (
              advice[0]
            ) : (
              <ul className={classes.advice}>
                {advice.map(text => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </dd>
        </>
      )}
    </dl>
  );
}

function hasDetail({ evidence, owner, advice }: ReasonLinkView): boolean {
  return Boolean(evidence?.length || owner || advice?.length);
}
