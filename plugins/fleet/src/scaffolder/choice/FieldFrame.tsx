import type { KeyboardEvent, ReactNode } from 'react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeStyles } from '@material-ui/core/styles';
import type { FieldProps } from './fieldProps';
import { titleOf } from './fieldProps';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
      minWidth: 0,
      fontSize: 14,
      lineHeight: '20px',
    },
    title: { fontWeight: 600 },
  }),
  { name: 'FleetFieldFrame' },
);

/**
 * The title and the description of a field, around what it is filled in by.
 */
export function FieldFrame(props: { field: FieldProps; children: ReactNode }) {
  const { field, children } = props;
  const classes = useStyles();
  const titleId = `${field.idSchema?.$id ?? field.name}-title`;
  return (
    <ScaffolderField
      rawErrors={field.rawErrors}
      rawDescription={
        field.uiSchema?.['ui:description'] ?? field.schema.description
      }
      required={field.required}
      disabled={field.disabled}
    >
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={classes.root}
        role="group"
        aria-labelledby={titleId}
        data-fleet-content
        onKeyDown={keepForm}
      >
        <span id={titleId} className={classes.title}>
          {titleOf(field)}
          {field.required && <span aria-hidden="true"> *</span>}
        </span>
        {children}
      </div>
    </ScaffolderField>
  );
}

/** Enter in a text that narrows a list does not send the form. */
function keepForm(event: KeyboardEvent) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
    event.preventDefault();
  }
}
