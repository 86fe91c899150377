import { makeStyles } from '@material-ui/core/styles';
import type { AuditEntry } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { differenceOf, type FieldDifference } from './differenceOf';

const useStyles = makeStyles(
  theme => {
    const isDark = theme.palette.type === 'dark';
    return {
      root: { marginTop: theme.spacing(3) },
      heading: {
        margin: theme.spacing(0, 0, 1),
        fontSize: 13,
        fontWeight: 600,
        lineHeight: '20px',
      },
      table: {
        width: '100%',
        tableLayout: 'fixed',
        borderCollapse: 'collapse',
        fontSize: 13,
        lineHeight: '20px',
        '& th, & td': {
          padding: '4px 8px 4px 0',
          textAlign: 'left',
          verticalAlign: 'top',
          fontWeight: 400,
          borderBottom: `1px solid ${theme.palette.divider}`,
          overflowWrap: 'anywhere',
        },
        '& th': { color: theme.palette.text.secondary },
      },
      field: { width: 136 },
      before: {
        padding: '1px 4px',
        borderRadius: 3,
        background: isDark ? '#f8514926' : '#ffebe9',
      },
      after: {
        padding: '1px 4px',
        borderRadius: 3,
        textDecoration: 'none',
        background: isDark ? '#2ea04326' : '#dafbe1',
      },
    };
  },
  { name: 'FleetDifferenceTable' },
);

/**
 * What was changed, field by field: what was struck out, what is there now
 * marked, and what stayed as it was plain.
 */
export function DifferenceTable(props: { entry: AuditEntry }) {
  const { before, after } = props.entry;
  const classes = useStyles();
  const t = useText();
  const fields = differenceOf(before, after);
  if (fields.length === 0) return null;
  return (
    <section className={classes.root}>
      <h3 className={classes.heading}>{t('audit.detail.difference')}</h3>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.field}>
              {t('audit.detail.field')}
            </th>
            {before && (
              <th scope="col">
                {t(after ? 'audit.detail.before' : 'audit.detail.value')}
              </th>
            )}
            {after && (
              <th scope="col">
                {t(before ? 'audit.detail.after' : 'audit.detail.value')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {fields.map(difference => (
            <tr key={difference.field} data-difference={difference.kind}>
              <th scope="row">{difference.field}</th>
              {before && (
                <td>
                  <Before difference={difference} />
                </td>
              )}
              {after && (
                <td>
                  <After difference={difference} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Before(props: { difference: FieldDifference }) {
  const { kind, before } = props.difference;
  const classes = useStyles();
  if (before === undefined) return null;
  const text = <UntrustedText text={before} block />;
  return kind === 'same' ? text : <del className={classes.before}>{text}</del>;
}

function After(props: { difference: FieldDifference }) {
  const { kind, after } = props.difference;
  const classes = useStyles();
  if (after === undefined) return null;
  const text = <UntrustedText text={after} block />;
  return kind === 'same' ? text : <ins className={classes.after}>{text}</ins>;
}
