import { makeStyles } from '@material-ui/core/styles';
import { GLYPH_SIZE } from './matrixSizes';
import { MATRIX_TINTS } from './matrixTints';

const FADE_MS = 1_600;

function fade(mode: 'light' | 'dark') {
  return {
    '0%, 30%': { backgroundColor: MATRIX_TINTS[mode].changed },
    '100%': { backgroundColor: 'transparent' },
  };
}

/** How a matrix looks. One set of classes for all cells: none asks for its own. */
export const useMatrixStyles = makeStyles(
  theme => {
    const isDark = theme.palette.type === 'dark';
    const ground = theme.palette.background.default;
    const { hover, chosen, hatch, shade } = MATRIX_TINTS[theme.palette.type];
    const quietLine = isDark ? '#ffffff0f' : '#0a14240f';
    const over = (color: string) =>
      `linear-gradient(${color}, ${color}), ${ground}`;
    const focus = {
      '&:focus': { outline: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
        borderRadius: 3,
      },
    };
    const cut = {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      unicodeBidi: 'isolate',
    } as const;
    // Clipping makes neither a layer nor something that scrolls, of which
    // hundreds would have to be painted apart.
    const clipped = { ...cut, overflow: 'clip' as 'hidden' };
    return {
      scroller: {
        position: 'relative',
        overflow: 'auto',
        maxHeight: 'max(420px, calc(100vh - 260px))',
        // What is scrolled to is not left under the frozen column and header.
        overscrollBehavior: 'contain',
        border: `1px solid ${theme.palette.divider}`,
        borderRadius: 6,
        background: ground,
        fontSize: 12,
        fontVariantNumeric: 'tabular-nums',
        color: theme.palette.text.primary,
        cursor: 'default',
      },
      head: {
        position: 'sticky',
        top: 0,
        zIndex: 3,
        background: ground,
        minWidth: '100%',
        borderBottom: `1px solid ${theme.palette.divider}`,
        boxSizing: 'border-box',
      },
      headRow: { position: 'relative', height: '100%' },
      corner: {
        position: 'sticky',
        left: 0,
        zIndex: 4,
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'flex-end',
        boxSizing: 'border-box',
        height: '100%',
        padding: '0 10px 8px',
        background: ground,
        borderRight: `1px solid ${theme.palette.divider}`,
        fontWeight: 600,
        ...focus,
      },
      quiet: { fontWeight: 400, color: theme.palette.text.secondary },
      title: {
        position: 'absolute',
        top: 0,
        bottom: 0,
        boxSizing: 'border-box',
        padding: '0 6px',
        color: theme.palette.text.secondary,
        ...focus,
        '& > span': { ...clipped, display: 'block' },
        '&:hover, &[data-active]': { color: theme.palette.text.primary },
        '&[data-active] > span': { fontWeight: 600 },
      },
      flat: { '& > span': { lineHeight: '34px' } },
      turned: {
        '& > span': {
          position: 'absolute',
          left: 20,
          bottom: 7,
          maxWidth: 150,
          transformOrigin: 'left bottom',
          transform: 'rotate(-38deg)',
          lineHeight: '16px',
        },
      },
      body: { position: 'relative', minWidth: '100%' },
      row: {
        position: 'absolute',
        left: 0,
        minWidth: '100%',
        display: 'flex',
        // What changes in one row is measured and painted for that row alone.
        contain: 'layout style',
        boxSizing: 'border-box',
        borderBottom: `1px solid ${quietLine}`,
        '&:hover': { backgroundColor: hover },
        '&:hover > $name': { background: over(hover) },
      },
      name: {
        position: 'sticky',
        left: 0,
        zIndex: 2,
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: 6,
        boxSizing: 'border-box',
        height: '100%',
        padding: '0 10px',
        background: ground,
        borderRight: `1px solid ${theme.palette.divider}`,
        ...focus,
        '& > svg': { flex: 'none' },
        '&[data-active] $label': { fontWeight: 600 },
      },
      opens: { cursor: 'pointer' },
      label: { ...clipped, minWidth: 0 },
      detail: {
        ...clipped,
        flex: 'none',
        maxWidth: '45%',
        '@media (max-width: 640px)': { display: 'none' },
        marginLeft: 'auto',
        fontSize: 11,
        color: theme.palette.text.secondary,
      },
      group: {
        backgroundColor: shade,
        borderBottomColor: theme.palette.divider,
        '& > $name': { background: over(shade), fontWeight: 600 },
        '&:hover > $name': { background: over(shade) },
      },
      chevron: {
        flex: 'none',
        color: theme.palette.text.secondary,
        '[aria-expanded="true"] > &': { transform: 'rotate(90deg)' },
      },
      amount: {
        marginLeft: 'auto',
        fontWeight: 400,
        fontSize: 11,
        whiteSpace: 'nowrap',
      },
      cells: { display: 'contents' },
      cell: {
        flex: 'none',
        height: '100%',
        overflow: 'clip' as 'hidden',
        display: 'flex',
        alignItems: 'center',
        gap: 6,
        boxSizing: 'border-box',
        padding: '0 4px 1px 8px',
        ...focus,
        '& > svg': { flex: 'none' },
        '$opens&:hover': { backgroundColor: hover },
      },
      mark: {
        flex: 'none',
        width: GLYPH_SIZE,
        height: GLYPH_SIZE,
        backgroundSize: 'contain',
        // It is what the cell says, and no decoration.
        printColorAdjust: 'exact' as const,
      },
      compact: { gap: 4, padding: '0 2px 0 6px', fontSize: 11 },
      text: { minWidth: 0, lineHeight: '14px' },
      version: { ...clipped, display: 'block' },
      age: {
        display: 'block',
        whiteSpace: 'nowrap',
        fontSize: 11,
        lineHeight: '11px',
        color: theme.palette.text.secondary,
      },
      stale: {
        // The width of a cell is so many tiles: hatching runs on from cell to cell.
        backgroundImage: `linear-gradient(-45deg, ${hatch} 25%, transparent 25% 50%, ${hatch} 50% 75%, transparent 75%)`,
        backgroundSize: '8px 8px',
        color: theme.palette.text.secondary,
      },
      // The second stands close: both are of one thing.
      marked: { '& > $mark + $mark': { marginLeft: -4 } },
      unmarked: { '& > [aria-hidden]': { display: 'none' } },
      notKnown: {
        justifyContent: 'center',
        padding: 0,
        fontWeight: 600,
        color: theme.palette.text.secondary,
      },
      loading: {
        '&::after': {
          content: '""',
          width: '62%',
          height: 8,
          borderRadius: 4,
          background: shade,
        },
      },
      selected: {
        backgroundColor: chosen,
        boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
        borderRadius: 3,
      },
      // Two names for one animation: going from the one to the other starts it
      // over when a cell changes twice, without drawing it anew.
      oddChange: {
        animation: `$oddFade ${FADE_MS}ms ease-out`,
        '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
      },
      evenChange: {
        animation: `$evenFade ${FADE_MS}ms ease-out`,
        '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
      },
      '@keyframes oddFade': fade(theme.palette.type),
      '@keyframes evenFade': fade(theme.palette.type),
      bar: {
        flex: 1,
        minWidth: 0,
        height: 7,
        borderRadius: 2,
        marginRight: 4,
      },
      rollup: { position: 'absolute', top: 0 },
      rollupCount: { flex: 'none', fontSize: 11 },
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
  { name: 'FleetMatrix' },
);
