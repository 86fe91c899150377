import { makeStyles } from '@material-ui/core/styles';
import { STATUS_COLORS } from '@fleetview/backstage-plugin-fleet-react';

/** How values are held against each other: with the theme's own grounds, and long lines wrapped. */
export const useDiffStyles = makeStyles(
  theme => {
    const { busy, caution } = STATUS_COLORS[theme.palette.type];
    const isDark = theme.palette.type === 'dark';
    const ground = (mark: string) => `${mark}${isDark ? '24' : '17'}`;
    const word = (mark: string) => `${mark}${isDark ? '59' : '40'}`;
    return {
      table: {
        width: '100%',
        tableLayout: 'fixed',
        borderCollapse: 'collapse',
        border: `1px solid ${theme.palette.divider}`,
        fontFamily: 'ui-monospace, monospace',
        fontSize: 12,
        lineHeight: '18px',
        '& td, & th': {
          padding: '0 8px',
          textAlign: 'left',
          verticalAlign: 'top',
          fontWeight: 400,
        },
        '& thead th': {
          padding: '2px 8px',
          fontFamily: theme.typography.fontFamily,
          color: theme.palette.text.secondary,
          borderBottom: `1px solid ${theme.palette.divider}`,
        },
        '& td + td': { borderLeft: `1px solid ${theme.palette.divider}` },
      },
      sign: {
        width: 26,
        userSelect: 'none',
        color: theme.palette.text.secondary,
      },
      text: {
        display: 'block',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        unicodeBidi: 'isolate',
        textDecoration: 'none',
      },
      desired: { background: ground(busy.mark) },
      live: { background: ground(caution.mark) },
      desiredWord: { background: word(busy.mark), borderRadius: 2 },
      liveWord: { background: word(caution.mark), borderRadius: 2 },
      gap: {
        color: theme.palette.text.secondary,
        background: theme.palette.action.hover,
        fontFamily: theme.typography.fontFamily,
      },
      absent: {
        color: theme.palette.text.secondary,
        fontFamily: theme.typography.fontFamily,
        fontStyle: 'italic',
      },
      quiet: { color: theme.palette.text.secondary, fontSize: 13 },
      hidden: {
        position: 'absolute',
        width: 1,
        height: 1,
        overflow: 'hidden',
        clip: 'rect(0 0 0 0)',
        whiteSpace: 'nowrap',
      },
    };
  },
  { name: 'FleetDiffTable' },
);
