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
      // What only screen readers find is placed within what scrolls, and not beside it.
      wrapper: { overflowX: 'auto', position: 'relative' },
      scroller: {
        overflow: 'auto',
        position: 'relative',
        maxHeight: 'max(420px, calc(100vh - 260px))',
      },
      table: {
        tableLayout: 'fixed',
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
        '& tbody td': { height: 36 },
      },
      sort: {
        position: 'relative',
        padding: 0,
        font: 'inherit',
        color: 'inherit',
        background: 'none',
        border: 0,
        borderRadius: 2,
        cursor: 'pointer',
        '&:hover, [aria-sort$="ending"] &': {
          color: theme.palette.text.primary,
        },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: 2,
        },
        // The arrow takes no room, so that a title stands over its column
        // whether or not the column is sorted.
        '& svg': {
          position: 'absolute',
          top: 'calc(50% - 4px)',
          left: 'calc(100% + 3px)',
          opacity: 0,
          '&[data-direction]': { opacity: 1 },
          '&[data-direction="descending"]': { transform: 'rotate(180deg)' },
        },
        '&:hover svg:not([data-direction])': { opacity: 0.5 },
        '[class*="alignRight"] > & svg': {
          left: 'auto',
          right: 'calc(100% + 3px)',
        },
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
        // Themes of the framework stripe their rows; groups and hatching
        // are signs enough here.
        '&&': { backgroundColor: 'transparent' },
        '&&:hover': { backgroundColor: hover },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: -2,
        },
      },
      opens: { cursor: 'pointer' },
      open: {
        '&&, &&:hover': { backgroundColor: open },
      },
      stale: {
        backgroundImage: `repeating-linear-gradient(-45deg, ${hatch} 0 5px, transparent 5px 10px)`,
      },
      number: { fontVariantNumeric: 'tabular-nums' },
      more: { marginTop: theme.spacing(1) },
    };
  },
  { name: 'FleetTable' },
);
