import { makeStyles } from '@material-ui/core/styles';

/** How choices of the dialog look. */
export const useChoiceStyles = makeStyles(
  theme => ({
    group: {
      border: 0,
      margin: theme.spacing(0, 0, 1.5),
      padding: 0,
      minWidth: 0,
    },
    legend: { padding: 0, marginBottom: 4, fontSize: 13, fontWeight: 600 },
    option: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: 8,
      minHeight: 26,
      fontSize: 13,
      cursor: 'pointer',
      overflowWrap: 'anywhere',
    },
    input: { margin: '4px 0 0', flex: 'none' },
    path: { fontFamily: 'ui-monospace, monospace', fontSize: 12 },
    note: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetIgnoreChoice' },
);
