import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(4) },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
      marginBottom: theme.spacing(1),
    },
    heading: { margin: 0, fontSize: 15, fontWeight: 600, lineHeight: '24px' },
    note: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetSection' },
);

/**
 * A part of a page under its heading.
 */
export function Section(props: {
  title: string;
  note?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <section className={classes.root} aria-label={props.title}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{props.title}</h2>
        {props.note && <span className={classes.note}>{props.note}</span>}
      </div>
      {props.children}
    </section>
  );
}
