import { useId, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(2.5), minWidth: 0 },
    title: {
      margin: theme.spacing(0, 0, 0.5),
      fontSize: 14,
      fontWeight: 600,
      lineHeight: '22px',
    },
    note: { fontWeight: 400, color: theme.palette.text.secondary },
  }),
  { name: 'FleetPromotionPart' },
);

/** A part of what is told of a promotion, under its heading. */
export function Part(props: {
  title: string;
  note?: string;
  children: ReactNode;
}) {
  const { title, note, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.root} aria-labelledby={id}>
      <h3 className={classes.title} id={id}>
        {title} {note && <span className={classes.note}>{note}</span>}
      </h3>
      {children}
    </section>
  );
}
