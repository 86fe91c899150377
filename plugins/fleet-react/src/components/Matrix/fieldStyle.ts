import type { Theme } from '@material-ui/core/styles';

/** What all fields of the matrix's toolbar look like. */
export const fieldStyle = (theme: Theme) =>
  ({
    height: 28,
    font: 'inherit',
    fontSize: 13,
    color: theme.palette.text.primary,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    boxSizing: 'border-box',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 0,
    },
  } as const);
