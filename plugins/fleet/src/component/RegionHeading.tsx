import { makeStyles } from '@material-ui/core/styles';
import {
  UNASSIGNED,
  UntrustedText,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { InstanceCounts } from '../instances/InstanceCounts';
import type { InstanceCount } from '../instances/countsOfInstances';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', alignItems: 'center', gap: 12 },
    button: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      padding: 0,
      font: 'inherit',
      fontWeight: 600,
      color: 'inherit',
      background: 'none',
      border: 0,
      borderRadius: 3,
      cursor: 'pointer',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
      '& > svg': { flex: 'none' },
      '&[aria-expanded="true"] > svg': { transform: 'rotate(90deg)' },
    },
  }),
  { name: 'FleetRegionHeading' },
);

/** A region over its rows: it opens and closes them, and says how they are. */
export function RegionHeading(props: {
  region: string;
  counts: readonly InstanceCount[];
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { counts, isOpen, onToggle } = props;
  const classes = useStyles();
  const t = useText();
  const region = props.region === UNASSIGNED ? t('unassigned') : props.region;
  return (
    <span className={classes.root}>
      <button
        type="button"
        className={classes.button}
        aria-expanded={isOpen}
        aria-label={t(isOpen ? 'rollout.collapse' : 'rollout.expand', {
          region: untrustedName(region),
        })}
        onClick={onToggle}
      >
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <path
            d="m3.2 1.4 3.8 3.6-3.8 3.6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <span data-region>
          <UntrustedText text={region} inline />
        </span>
      </button>
      <InstanceCounts counts={counts} />
    </span>
  );
}
