import { makeStyles } from '@material-ui/core/styles';
import type { FleetPlanHeld } from '@fleetview/backstage-plugin-fleet-common';
import { StatusMark } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { markOfHeld } from './promotionStatus';

const useStyles = makeStyles(
  {
    list: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    item: { display: 'flex', gap: 6, overflowWrap: 'anywhere' },
    mark: { flex: 'none', lineHeight: '20px' },
    text: { minWidth: 0 },
  },
  { name: 'FleetPlanHeld' },
);

/** Why a plan is not to be carried out, and what to do. */
export function HeldList(props: {
  because: readonly FleetPlanHeld[];
  id?: string;
}) {
  const classes = useStyles();
  const t = useText();
  return (
    <ul className={classes.list} id={props.id}>
      {props.because.map(because => (
        <li key={because} className={classes.item}>
          <span className={classes.mark} aria-hidden="true">
            <StatusMark
              status={{ key: markOfHeld(because), stale: false }}
              word={t(`promotions.held.${because}`)}
              glyphOnly
            />
          </span>
          <span className={classes.text}>
            {t(`promotions.held.${because}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
