import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  { root: { padding: 4 } },
  { name: 'FleetRowActionButton' },
);

/**
 * Opens what the systems of a row can be told. The row asks for nothing itself, so
 * that a thousand of them cost nothing.
 */
export function RowActionButton(props: {
  /** What the row is of, for screen readers. */
  of: string;
  isOpen: boolean;
  onClick: () => void;
}) {
  const { of, isOpen, onClick } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <IconButton
      size="small"
      className={classes.root}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label={t('actions.openOf', { of: untrustedName(of) })}
      onClick={onClick}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="currentColor"
        aria-hidden="true"
      >
        <circle cx="8" cy="3" r="1.5" />
        <circle cx="8" cy="8" r="1.5" />
        <circle cx="8" cy="13" r="1.5" />
      </svg>
    </IconButton>
  );
}
