import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    section: { marginTop: theme.spacing(3) },
    heading: {
      margin: theme.spacing(0, 0, 1),
      fontSize: 13,
      fontWeight: 600,
      lineHeight: '20px',
    },
    list: {
      display: 'grid',
      gridTemplateColumns: '136px minmax(0, 1fr)',
      columnGap: theme.spacing(2),
      rowGap: 6,
      margin: 0,
      fontSize: 13,
      lineHeight: '20px',
    },
    name: { color: theme.palette.text.secondary },
    value: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'FleetFieldList' },
);

/**
 * A group of named values, in a drawer or beside a table. A field without a
 * value is left out.
 *
 * @public
 */
export function FieldList(props: {
  title?: string;
  fields: { name: string; value: ReactNode }[];
}) {
  const classes = useStyles();
  const fields = props.fields.filter(
    ({ value }) =>
      value !== undefined && value !== null && value !== false && value !== '',
  );
  if (fields.length === 0) return null;
  return (
    <section className={props.title ? classes.section : undefined}>
      {props.title && <h3 className={classes.heading}>{props.title}</h3>}
      <dl className={classes.list}>
        {fields.map(({ name, value }) => [
          <dt key={`${name} name`} className={classes.name}>
            {name}
          </dt>,
          <dd key={`${name} value`} className={classes.value}>
            {value}
          </dd>,
        ])}
      </dl>
    </section>
  );
}
