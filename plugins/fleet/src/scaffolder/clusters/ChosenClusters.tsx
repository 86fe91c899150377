import { useMemo, useRef } from 'react';
import type { ClusterPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { ChosenList } from '../choice';
import { clusterChoices, type ClusterChoice } from './clusterChoices';
import type { ClusterOptions } from './clusterOptions';
import { objectionText } from './objectionText';

/**
 * The clusters that are chosen, by name, whatever the list is narrowed to; those
 * that nobody knows or that are not eligible are marked.
 */
export function ChosenClusters(props: {
  chosen: readonly string[];
  options: ClusterOptions;
  pages: readonly ClusterPage[];
  /** The pages have every cluster, so that what is not in them is not known. */
  isAll: boolean;
  onRemove: (value: string) => void;
  isDisabled?: boolean;
}) {
  const { chosen, options, pages, isAll } = props;
  const t = useText();
  const { statusText } = useFleetText();
  // What the list was before it was narrowed still says how those chosen then are.
  const seen = useRef(new Map<string, ClusterChoice>());
  useMemo(() => {
    for (const choice of clusterChoices(
      pages.flatMap(({ items }) => items),
      options,
    )) {
      seen.current.set(choice.value, choice);
    }
  }, [pages, options]);
  return (
    <ChosenList
      chosen={chosen}
      nameOf={value => seen.current.get(value)?.cluster.name ?? value}
      onRemove={props.onRemove}
      isDisabled={props.isDisabled}
      noteOf={value => {
        const choice = seen.current.get(value);
        if (!choice) {
          return isAll ? (
            <StatusMark
              status={{ key: 'unknown', stale: false }}
              word={t('fields.notKnown')}
            />
          ) : null;
        }
        return choice.objections.length > 0 ? (
          <StatusMark
            status={{
              key: 'degraded',
              stale: false,
              reason: choice.objections
                .map(objection => objectionText(objection, t, statusText))
                .join(' · '),
            }}
            word={t('fields.clusters.chosenIneligible')}
          />
        ) : null;
      }}
    />
  );
}
