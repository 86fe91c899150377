import { useMemo } from 'react';
import type { ClusterPage } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../../translation';
import { ChoiceList, type ChoiceSection } from '../choice';
import { clusterChoices, STANDINGS } from './clusterChoices';
import type { ClusterOptions } from './clusterOptions';
import { ClusterRow } from './ClusterRow';
import type { ComponentPlaces } from './componentPlaces';
import { useClusterWords } from './useClusterWords';

/** The clusters to choose from, in their sections. */
export function ClusterList(props: {
  label: string;
  pages: readonly ClusterPage[];
  options: ClusterOptions;
  places?: ComponentPlaces;
  chosen: readonly string[];
  several: boolean;
  onToggle: (value: string) => void;
  isDisabled?: boolean;
  isRequired?: boolean;
  isInvalid?: boolean;
}) {
  const { pages, options, places, ...list } = props;
  const t = useText();
  const words = useClusterWords();
  const sections = useMemo((): ChoiceSection[] => {
    const choices = clusterChoices(
      pages.flatMap(({ items }) => items),
      options,
      places,
    );
    return STANDINGS.flatMap(standing => {
      const standingSo = choices.filter(choice => choice.standing === standing);
      if (standingSo.length === 0) return [];
      const isPlain = standing === 'others' && !places;
      return [
        {
          key: standing,
          title: isPlain
            ? undefined
            : t(`fields.clusters.sections.${standing}`, {
                count: standingSo.length,
              }),
          choices: standingSo.map(choice => ({
            // Of two with one name each has a row.
            value: choice.value,
            rowKey: choice.cluster.id,
            label: words.labelOf(choice),
            isOff: choice.isOff,
            content: (
              <ClusterRow
                cluster={choice.cluster}
                notes={words.notesOf(choice)}
              />
            ),
          })),
        },
      ];
    });
  }, [pages, options, places, t, words]);
  return <ChoiceList {...list} sections={sections} />;
}
