import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Facet,
  FleetAuditResult,
} from '@fleetview/backstage-plugin-fleet-common';
import { FacetFilter, toggled } from '@fleetview/backstage-plugin-fleet-react';
import { SearchField } from '../shared';
import { useText } from '../translation';
import type { AuditState } from './auditState';
import { eventWords } from './auditWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
    field: {
      height: 32,
      padding: '0 10px',
      font: 'inherit',
      fontSize: 14,
      color: theme.palette.text.primary,
      colorScheme: theme.palette.type,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      '&:focus': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -1,
      },
    },
    label: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 8,
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetAuditFilters' },
);

/**
 * What the audit is narrowed to: who, whereto, when, what and how it ended.
 */
export function AuditFilters(props: {
  state: AuditState;
  facets: Record<string, Facet>;
  onChange: (change: Partial<AuditState>) => void;
  children?: ReactNode;
}) {
  const { state, facets, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const toggle = (key: 'event' | 'result', value: string) => {
    if (key === 'event') onChange({ events: toggled(state.events, value) });
    else {
      onChange({
        results: toggled(state.results, value as FleetAuditResult),
      });
    }
  };
  return (
    <div className={classes.root}>
      {(['actor', 'target'] as const).map(key => (
        <SearchField
          key={key}
          label={t(`audit.filters.${key}`)}
          text={state[key]}
          onChange={text => onChange({ [key]: text })}
          narrow
        />
      ))}
      {(['from', 'to'] as const).map(key => (
        <label key={key} className={classes.label}>
          {t(`audit.filters.${key}`)}
          <input
            type="date"
            className={classes.field}
            value={state[key]}
            onChange={event => onChange({ [key]: event.target.value })}
          />
        </label>
      ))}
      <FacetFilter
        groups={[
          {
            key: 'event' as const,
            title: t('audit.filters.event'),
            values: facets.event?.values ?? [],
            chosen: state.events,
            textOf: value => eventWords(t, value),
          },
          {
            key: 'result' as const,
            title: t('audit.filters.result'),
            values: facets.result?.values ?? [],
            chosen: state.results,
            textOf: value => t(`audit.results.${value as FleetAuditResult}`),
          },
        ]}
        onToggle={toggle}
        onClear={() => onChange({ events: [], results: [] })}
      />
      {props.children}
    </div>
  );
}
