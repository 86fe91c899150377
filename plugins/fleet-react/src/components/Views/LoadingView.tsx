import { makeStyles } from '@material-ui/core/styles';
import { useFleetText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: { paddingTop: theme.spacing(1) },
    tiles: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, 244px)',
      gap: theme.spacing(1.25),
    },
    bone: {
      borderRadius: 4,
      background: theme.palette.type === 'dark' ? '#ffffff14' : '#0a14240f',
      animation: '$breathe 1.6s ease-in-out infinite',
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
    row: { height: 14, margin: '11px 0' },
    heading: { height: 20, width: 220, marginBottom: theme.spacing(2) },
    tile: { height: 108 },
    panel: { height: 228, marginBottom: theme.spacing(9) },
    '@keyframes breathe': {
      '0%, 100%': { opacity: 1 },
      '50%': { opacity: 0.45 },
    },
  }),
  { name: 'FleetLoadingView' },
);

/**
 * The outline of what is on its way, in the shape that it will have.
 *
 * @public
 */
export function LoadingView(props: {
  shape?: 'table' | 'overview' | 'header';
  rows?: number;
}) {
  const { shape = 'table', rows = 8 } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const bones = Array.from({ length: rows }, (_, index) => index);
  return (
    <div
      className={classes.root}
      role="status"
      aria-label={t('views.loading')}
      aria-busy="true"
      data-sight="loading"
    >
      {shape !== 'table' && (
        <div className={`${classes.bone} ${classes.heading}`} />
      )}
      {shape === 'overview' ? (
        <>
          <div className={`${classes.bone} ${classes.panel}`} />
          <div className={classes.tiles}>
            {bones.map(bone => (
              <div key={bone} className={`${classes.bone} ${classes.tile}`} />
            ))}
          </div>
        </>
      ) : (
        bones.map(bone => (
          <div
            key={bone}
            className={`${classes.bone} ${classes.row}`}
            style={{ width: `${92 - ((bone * 13) % 37)}%` }}
          />
        ))
      )}
    </div>
  );
}
