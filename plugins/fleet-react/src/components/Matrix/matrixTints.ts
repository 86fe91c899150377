/**
 * What lies over the ground of a matrix. Marks and texts stand on all of it, so
 * that a test computes their contrast there.
 */
export const MATRIX_TINTS = {
  light: {
    hover: '#0a14240a',
    chosen: '#1f6fd61c',
    hatch: '#0a14240f',
    shade: '#0a14240f',
    changed: '#1f6fd624',
  },
  dark: {
    hover: '#ffffff0d',
    chosen: '#79b4ff2e',
    hatch: '#ffffff0f',
    shade: '#ffffff12',
    changed: '#79b4ff33',
  },
} as const;
