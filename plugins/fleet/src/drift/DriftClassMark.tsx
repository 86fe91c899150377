import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  STATUS_COLORS,
  type StatusTone,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { classKey } from './driftClasses';
import { DRIFT_GLYPHS } from './driftGlyphs';

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
  { name: 'FleetDriftClassMark' },
);

/**
 * A class of drift as sign, colour and word; hatched where nobody sees whether it still is
 * so, which the words say too.
 */
export function DriftClassMark(props: {
  driftClass: string;
  isUnconfirmed?: boolean;
  /** An exception hides it, but the reader wants to see it. */
  isIgnored?: boolean;
}) {
  const { driftClass, isUnconfirmed = false, isIgnored = false } = props;
  const classes = useStyles();
  const t = useText();
  const word = t(`drift.classes.${classKey(driftClass)}`);
  return (
    <span className={classes.root}>
      <DriftGlyph driftClass={driftClass} isUnconfirmed={isUnconfirmed} />
      <span className={classes.word}>
        {[
          word,
          isUnconfirmed && t('drift.unconfirmed'),
          isIgnored && t('drift.hidden'),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </span>
  );
}

/** The sign of a class, without its word. */
export function DriftGlyph(props: {
  driftClass: string;
  isUnconfirmed?: boolean;
  size?: number;
}) {
  const { isUnconfirmed = false, size = 14 } = props;
  const key = classKey(props.driftClass);
  const { tone, draw } = DRIFT_GLYPHS[key];
  const { mark, ground } = useToneColors(tone);
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
      data-drift={key}
      data-stale={isUnconfirmed || undefined}
    >
      <g opacity={isUnconfirmed ? 0.55 : 1}>{draw({ mark, ground })}</g>
      {isUnconfirmed && (
        <path
          d="M2.1 10.4 10.4 2.1M3.5 12.5 12.5 3.5M5.6 13.9 13.9 5.6"
          stroke={mark}
          strokeWidth={1.1}
        />
      )}
    </svg>
  );
}

function useToneColors(tone: StatusTone): { mark: string; ground: string } {
  const theme = useTheme();
  return {
    mark: STATUS_COLORS[theme.palette.type][tone].mark,
    ground: theme.palette.background.paper,
  };
}
