import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  Since,
  StatusMark,
  UntrustedText,
  type ShownPromotionWave,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../../routing';
import { useText } from '../../translation';
import { statusOfTarget } from '../promotionStatus';
import { waveName } from '../promotionWords';

const TIMES = [
  ['seenAt', 'seen'],
  ['arrivedAt', 'arrived'],
  ['healthySince', 'healthy'],
  ['soakedAt', 'soaked'],
] as const;

const useStyles = makeStyles(
  theme => ({
    room: { overflowX: 'auto', position: 'relative' },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': {
        padding: theme.spacing(0.5, 1.5, 0.5, 0),
        textAlign: 'left',
        fontWeight: 400,
        minWidth: 64,
      },
      '& thead th': { color: theme.palette.text.secondary },
      '& tbody tr > :first-child': { minWidth: 110, overflowWrap: 'anywhere' },
    },
  }),
  { name: 'FleetPromotionTargets' },
);

/** How far each cluster of a wave is, by what was seen of it and when. */
export function TargetTable(props: {
  wave: ShownPromotionWave;
  isStale: boolean;
  withBack: boolean;
}) {
  const { wave, isStale, withBack } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const times = withBack ? [...TIMES, ['backAt', 'back'] as const] : TIMES;
  return (
    <div className={classes.room}>
      <table
        className={classes.table}
        aria-label={t('promotions.wave.targets', {
          wave: waveName(wave.key, t),
        })}
      >
        <thead>
          <tr>
            <th scope="col">{t('promotions.wave.cluster')}</th>
            <th scope="col">{t('promotions.wave.state')}</th>
            {times.map(([, name]) => (
              <th key={name} scope="col">
                {t(`promotions.wave.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {wave.targets.map(target => {
            const { word, ...status } = statusOfTarget(target, {
              isMoving: wave.movingSince !== undefined,
              isStale,
            });
            return (
              <tr key={target.cluster.id}>
                <th scope="row">
                  <Link to={links.cluster(target.cluster.id)}>
                    <UntrustedText text={target.cluster.name} inline />
                  </Link>
                </th>
                <td>
                  <StatusMark
                    status={status}
                    word={t(`promotions.wave.target.${word}`)}
                  />
                </td>
                {times.map(([key]) => (
                  <td key={key}>
                    <Since at={target[key]} ago />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
