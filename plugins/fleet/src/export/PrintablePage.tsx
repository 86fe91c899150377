import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

/** Ink and paper, whatever theme is on. */
const INK = '#000';
const PAPER = '#fff';

const PRINTED = '[data-fleet-print]';

/** As what is printed in it stands in a frame that scrolls, the frame is opened. */
const OPEN = {
  display: 'block !important',
  position: 'static !important',
  width: 'auto !important',
  height: 'auto !important',
  minHeight: '0 !important',
  maxHeight: 'none !important',
  margin: '0 !important',
  padding: '0 !important',
  overflow: 'visible !important',
  background: `${PAPER} !important`,
};

const useStyles = makeStyles(
  {
    '@global': {
      // All that the page neither is, nor is in, nor has: header, side bar, drawers.
      [`body *:not(${PRINTED}):not(${PRINTED} *):not(:has(${PRINTED}))`]: {
        '@media print': { display: 'none !important' },
      },
      [`html:has(${PRINTED})`]: { '@media print': OPEN },
      [`html :has(${PRINTED})`]: { '@media print': OPEN },
      [PRINTED]: {
        '@media print': {
          maxWidth: 'none !important',
          padding: '0 !important',
          background: `${PAPER} !important`,
        },
      },
      [`${PRINTED} *`]: {
        '@media print': {
          color: `${INK} !important`,
          boxShadow: 'none !important',
        },
      },
      [`${PRINTED} button`]: { '@media print': { display: 'none !important' } },
      [`${PRINTED} nav`]: { '@media print': { display: 'none !important' } },
      [`${PRINTED} a`]: {
        '@media print': { textDecoration: 'none !important' },
      },
      [`${PRINTED} tr`]: { '@media print': { breakInside: 'avoid' } },
    },
    title: {
      margin: '0 0 16px',
      fontSize: 20,
      fontWeight: 600,
      '@media screen': { display: 'none' },
    },
  },
  { name: 'FleetPrintablePage' },
);

/**
 * What is printed of a page: this and nothing around it, without buttons and tabs, in black
 * on white. While it is on the page its style is, and no longer.
 */
export function PrintablePage(props: {
  /** On paper alone, where no header says what the page is of. */
  title: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div data-fleet-print="">
      <div className={classes.title}>{props.title}</div>
      {props.children}
    </div>
  );
}
