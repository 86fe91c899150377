import {
  createUnifiedTheme,
  genPageTheme,
  palettes,
  type UnifiedTheme,
} from '@backstage/theme';
import { FONT_FAMILY, portalPalette } from './palette';

/**
 * The theme of the portal in one of its two modes.
 */
export function createPortalTheme(mode: 'light' | 'dark'): UnifiedTheme {
  const colors = portalPalette[mode];
  const page = genPageTheme({
    colors: [colors.background, colors.background],
    shape: 'none',
    options: { fontColor: colors.text },
  });
  return createUnifiedTheme({
    palette: {
      ...palettes[mode],
      primary: { main: colors.accent },
      secondary: { main: colors.accent },
      background: { default: colors.background, paper: colors.paper },
      text: { primary: colors.text, secondary: colors.textQuiet },
      divider: colors.line,
      border: colors.line,
      textContrast: colors.text,
      textSubtle: colors.textQuiet,
      link: colors.accent,
      linkHover: colors.accentStrong,
      navigation: {
        background: colors.sidebar,
        indicator: colors.accent,
        color: colors.textQuiet,
        selectedColor: colors.text,
        navItem: { hoverBackground: colors.sidebarHover },
        submenu: { background: colors.sidebar },
      },
      pinSidebarButton: { icon: colors.text, background: colors.line },
      tabbar: { indicator: colors.accent },
    },
    fontFamily: FONT_FAMILY,
    typography: {
      htmlFontSize: 16,
      fontFamily: FONT_FAMILY,
      h1: { fontSize: 26, fontWeight: 600, marginBottom: 8 },
      h2: { fontSize: 22, fontWeight: 600, marginBottom: 8 },
      h3: { fontSize: 19, fontWeight: 600, marginBottom: 6 },
      h4: { fontSize: 17, fontWeight: 600, marginBottom: 6 },
      h5: { fontSize: 15, fontWeight: 600, marginBottom: 4 },
      h6: { fontSize: 14, fontWeight: 600, marginBottom: 4 },
    },
    pageTheme: Object.fromEntries(
      [
        'home',
        'documentation',
        'tool',
        'service',
        'website',
        'library',
        'other',
        'app',
        'apis',
        'card',
      ].map(id => [id, page]),
    ),
    defaultPageTheme: 'home',
    components: {
      MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiButton: {
        styleOverrides: { root: { textTransform: 'none', fontWeight: 500 } },
      },
      MuiTab: {
        styleOverrides: { root: { textTransform: 'none', fontWeight: 500 } },
      },
      MuiTooltip: {
        styleOverrides: {
          tooltip: {
            fontSize: 12,
            lineHeight: '18px',
            maxWidth: 420,
            color: '#ffffff',
            backgroundColor: colors.tooltip,
          },
        },
      },
    },
  });
}
