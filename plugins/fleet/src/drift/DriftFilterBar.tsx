import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import {
  engineName,
  FacetFilter,
  type DriftFilters,
  type DriftLine,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import {
  chosenOf,
  FACET_KEYS,
  FILTER_KEYS,
  IGNORED,
  isFilterable,
  STATES,
  withToggled,
  withWord,
  type FacetKey,
  type FilterKey,
} from './driftFilters';
import { valueWords } from './driftWords';
import { useFacets } from './useFacets';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      margin: theme.spacing(1, 0),
    },
    label: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 8,
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    select: {
      height: 28,
      padding: '0 6px',
      font: 'inherit',
      fontSize: 13,
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
  }),
  { name: 'FleetDriftFilterBar' },
);

function isFacet(key: FilterKey): key is FacetKey {
  return (FACET_KEYS as readonly string[]).includes(key);
}

/** What drift is narrowed by, all of it in the URL. */
export function DriftFilterBar(props: {
  filters: DriftFilters;
  /** What is fixed, and not offered. */
  scope: DriftFilters;
  onClear: () => void;
}) {
  const { filters, scope, onClear } = props;
  const classes = useStyles();
  const t = useText();
  const [, setSearch] = useSearchParams();
  const [isOpen, setOpen] = useState(false);
  const facets = useFacets(filters, isOpen);
  const keys = FILTER_KEYS.filter(key => scope[key] === undefined);
  return (
    <div className={classes.root}>
      <FacetFilter
        groups={keys.map(key => ({
          key,
          title: t(`drift.filters.${key}`),
          values: isFacet(key)
            ? facets[key]
                .filter(({ id }) => isFilterable(id))
                .map(({ id, episodes }) => ({ value: id, count: episodes }))
            : [],
          chosen: chosenOf(filters, key),
          textOf: value => facetWords(key, value, facets, t),
        }))}
        onToggle={(key, value) =>
          setSearch(previous => withToggled(previous, key, value), {
            replace: true,
          })
        }
        onClear={onClear}
        onOpen={() => setOpen(true)}
      />
      <Choice
        param="state"
        label={t('drift.state.label')}
        value={filters.state ?? 'open'}
        options={STATES.map(each => [each, t(`drift.state.${each}`)])}
      />
      <Choice
        param="ignored"
        label={t('drift.ignored.label')}
        value={filters.ignored ?? 'without'}
        options={IGNORED.map(each => [each, t(`drift.ignored.${each}`)])}
      />
    </div>
  );
}

function facetWords(
  key: FilterKey,
  value: string,
  facets: Record<FacetKey, DriftLine[]>,
  t: ReturnType<typeof useText>,
): string {
  if (key === 'cluster') {
    return (
      facets.cluster.find(({ id }) => id === value)?.name ??
      t('drift.filters.unknownCluster')
    );
  }
  return key === 'engine' ? engineName(value) : valueWords(key, value, t);
}

/** One of several words; the first is the usual one and stands in no URL. */
function Choice(props: {
  param: 'state' | 'ignored';
  label: string;
  value: string;
  options: [string, string][];
}) {
  const { param, label, value, options } = props;
  const classes = useStyles();
  const [, setSearch] = useSearchParams();
  return (
    <label className={classes.label}>
      {label}
      <select
        className={classes.select}
        value={value}
        onChange={({ target }) =>
          setSearch(
            previous => withWord(previous, param, target.value, options[0][0]),
            { replace: true },
          )
        }
      >
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
