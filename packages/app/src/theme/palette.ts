/**
 * The portal's own colours, for the framework's shell and for the content
 * alike: quiet greys, one blue. Everything that is not a status comes from
 * here.
 */
export const portalPalette = {
  light: {
    background: '#f6f7f9',
    paper: '#ffffff',
    sidebar: '#eef0f3',
    sidebarHover: '#e2e6eb',
    text: '#16202e',
    textQuiet: '#566274',
    line: '#dde1e7',
    accent: '#1c5fb8',
    accentStrong: '#164c94',
    tooltip: '#1f2a3a',
  },
  dark: {
    background: '#14181f',
    paper: '#1b2029',
    sidebar: '#10141a',
    sidebarHover: '#1f2631',
    text: '#e8ecf2',
    textQuiet: '#a3aebd',
    line: '#2c3440',
    accent: '#7eb3f7',
    accentStrong: '#a5cbfb',
    tooltip: '#3a4556',
  },
} as const;

export const FONT_FAMILY =
  "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";
