import { makeStyles } from '@material-ui/core/styles';

/**
 * How tables look: 36 px a row, one size for what they say and one for what
 * they call it.
 */
export const useTableStyles = makeStyles(
  theme => {
    const hover = theme.palette.type === 'dark' ? '#ffffff0a' : '#0a142408';
    const open = theme.palette.type === 'dark' ? '#79b4ff1f' : '#1f6fd612';
    const hatch = theme.palette.type === 'dark' ? '#ffffff0b' : '#0a14240a';
    return {
      wrapper: { overflowX: 'auto' },
      scroller: {
        overflow: 'auto',
        maxHeight: 'max(420px, calc(100vh - 260px))',
      },
      table: {
        fontVariantNumeric: 'tabular-nums',
        '& th, & td': {
          fontSize: 13,
          lineHeight: '20px',
          padding: theme.spacing(0, 1.5),
          borderBottom: `1px solid ${theme.palette.divider}`,
          textTransform: 'none',
          letterSpacing: 'normal',
          // A row is as high as the next: long text is cut, in full on hover.
          whiteSpace: 'nowrap',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
        },
        '& th:first-child, & td:first-child': { paddingLeft: 8 },
        '& thead th': {
          height: 34,
          fontSize: 12,
          fontWeight: 500,
          color: theme.palette.text.secondary,
          backgroundColor: theme.palette.background.default,
        },
        '& tbody td': { height: 36, maxWidth: 0, minWidth: 64 },
      },
      heading: {
        '& th': {
          height: 40,
          verticalAlign: 'bottom',
          paddingBottom: '6px !important',
          textAlign: 'left',
          fontWeight: 600,
          color: theme.palette.text.primary,
        },
      },
      row: {
        '&:hover': { backgroundColor: hover },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: -2,
        },
      },
      opens: { cursor: 'pointer' },
      open: { backgroundColor: open, '&:hover': { backgroundColor: open } },
      stale: {
        backgroundImage: `repeating-linear-gradient(-45deg, ${hatch} 0 5px, transparent 5px 10px)`,
      },
      number: { fontVariantNumeric: 'tabular-nums' },
      more: { marginTop: theme.spacing(1) },
    };
  },
  { name: 'FleetTable' },
);
