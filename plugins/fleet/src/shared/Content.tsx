import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      maxWidth: 1840,
      margin: '0 auto',
      padding: theme.spacing(0.5, 3, 6),
      fontSize: 14,
      lineHeight: '20px',
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(0, 2, 6) },
    },
  }),
  { name: 'FleetContent' },
);

/**
 * The room that a page stands in.
 */
export function Content(props: { children: ReactNode }) {
  return (
    <main className={useStyles().root} data-fleet-content>
      {props.children}
    </main>
  );
}
