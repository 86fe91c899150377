import { useSearchParams } from 'react-router-dom';
import type {
  CountedState,
  StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  COUNTED_STATES,
  FacetFilter,
  parseStates,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/**
 * The states that the list on this page is narrowed to, from the URL.
 */
export function useStates(): CountedState[] {
  const [search] = useSearchParams();
  return parseStates(search);
}

/**
 * Narrows a list to some states.
 */
export function StateFilter(props: { totals: StateCounts }) {
  const { totals } = props;
  const t = useText();
  const { t: shared, statusText } = useFleetText();
  const [search, setSearch] = useSearchParams();
  const chosen = parseStates(search);
  const countOf = (state: CountedState) =>
    state === 'out-of-sync' ? totals.outOfSync : totals[state];
  const write = (states: CountedState[]) =>
    setSearch(
      previous => {
        const next = new URLSearchParams(previous);
        next.delete('state');
        states.forEach(state => next.append('state', state));
        return next;
      },
      { replace: true },
    );
  return (
    <FacetFilter
      groups={[
        {
          key: 'state' as const,
          title: t('cluster.states'),
          values: COUNTED_STATES.map(state => ({
            value: state,
            count: countOf(state),
          })).filter(({ count }) => count > 0),
          chosen,
          textOf: value =>
            value === 'stale'
              ? shared('stale')
              : statusText(value as Exclude<CountedState, 'stale'>),
        },
      ]}
      onToggle={(_key, value) => {
        const state = value as CountedState;
        write(
          chosen.includes(state)
            ? chosen.filter(other => other !== state)
            : [...chosen, state],
        );
      }}
      onClear={() => write([])}
    />
  );
}
