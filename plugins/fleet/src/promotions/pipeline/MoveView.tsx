import { useId } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  PipelineMove,
  PipelineStage,
} from '@fleetview/backstage-plugin-fleet-common';
import { useText, type Text } from '../../translation';
import { HeldList } from '../HeldList';
import { countWords, isUnderWay } from '../promotionWords';

const useStyles = makeStyles(
  theme => ({
    root: { minWidth: 0, overflowWrap: 'anywhere' },
    arrow: {
      display: 'block',
      color: theme.palette.text.secondary,
      [theme.breakpoints.down('md')]: { transform: 'rotate(90deg)' },
    },
    may: { fontWeight: 600 },
    quiet: { color: theme.palette.text.secondary },
    button: { margin: theme.spacing(0.75, 0, 0.5), lineHeight: '18px' },
    look: {
      padding: 0,
      font: 'inherit',
      color: theme.palette.primary.main,
      textAlign: 'left',
      textDecoration: 'underline',
      background: 'none',
      border: 0,
      cursor: 'pointer',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
  }),
  { name: 'FleetPipelineMove' },
);

/** That there is nothing to move is nothing that is in the way. */
function headlineOf({ mayMove, because }: PipelineMove) {
  if (mayMove) return 'may';
  const [only, ...others] = because;
  return only === 'nothing-to-move' && others.length === 0
    ? 'nothing'
    : 'mayNot';
}

/** What would go from one stage to the next, whether it may, and why not. */
export function MoveView(props: {
  move: PipelineMove;
  target: PipelineStage;
  /** The stage before stands right before it, and need not be named. */
  isFromBefore: boolean;
  onChoose: () => void;
}) {
  const { move, target, isFromBefore, onChoose } = props;
  const { from, to, mayMove, because, counts } = move;
  const classes = useStyles();
  const t = useText();
  const id = useId();
  const why = whyNot(move, target, t);
  const isDisabled = !mayMove || why !== undefined;
  return (
    <section
      className={classes.root}
      aria-label={t('promotions.move.label', { from, to })}
    >
      <svg
        className={classes.arrow}
        width="28"
        height="14"
        viewBox="0 0 28 14"
        aria-hidden="true"
      >
        <path
          d="M1 7h24M20 2l5.5 5L20 12"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {!isFromBefore && (
        <div className={classes.quiet}>
          {t('promotions.move.from', { from })}
        </div>
      )}
      <div className={classes.may}>
        {t(`promotions.move.${headlineOf(move)}`)}
      </div>
      <div>{countWords(counts, t)}</div>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        disabled={isDisabled}
        aria-describedby={isDisabled ? id : undefined}
        onClick={onChoose}
      >
        {t('promotions.move.promote', { stage: to })}
      </Button>
      <div id={id}>
        {because.length > 0 && <HeldList because={because} />}
        {why && <div className={classes.quiet}>{why}</div>}
      </div>
      {isDisabled && (
        <button
          type="button"
          className={classes.look}
          aria-label={t('promotions.move.lookAt', { stage: to })}
          onClick={onChoose}
        >
          {t('promotions.move.look')}
        </button>
      )}
    </section>
  );
}

/** Why it is not asked for here although it may move, or may not by who looks. */
function whyNot(
  { release, allowed, mayMove }: PipelineMove,
  target: PipelineStage,
  t: Text,
): string | undefined {
  if (isUnderWay(target, release)) return t('promotions.move.underWay');
  if (!mayMove || !allowed || allowed.allowed) return undefined;
  return t(`promotions.because.${allowed.because ?? 'not-permitted'}`);
}
