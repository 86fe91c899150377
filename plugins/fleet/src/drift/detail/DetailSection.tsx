import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(3) },
    heading: {
      margin: theme.spacing(0, 0, 1),
      fontSize: 13,
      fontWeight: 600,
      lineHeight: '20px',
    },
  }),
  { name: 'FleetDriftDetailSection' },
);

/** A part of the drawer under its heading. */
export function DetailSection(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <section className={classes.root} aria-label={props.title}>
      <h3 className={classes.heading}>{props.title}</h3>
      {props.children}
    </section>
  );
}
