import type { SkewPage } from '@fleetview/backstage-plugin-fleet-common';
import { entityName } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

type Group = SkewPage['groups'][number]['group'];

const ATTRIBUTES: readonly Group['by'][] = [
  'tier',
  'environment',
  'region',
  'provider',
  'owner',
];

/** How a group of clusters is called: by the attribute that they have in common. */
export function useGroupName(): {
  groupName: (group: Pick<Group, 'by' | 'value'>) => string;
  /** The same of a group's id. */
  idName: (id: string) => string;
} {
  const t = useText();
  const groupName = ({ by, value }: Pick<Group, 'by' | 'value'>) =>
    t('skew.groupName', {
      by: t(`attributes.${by}`).toLocaleLowerCase('en'),
      value: entityName(value),
    });
  return {
    groupName,
    idName: id => {
      const end = id.indexOf(':');
      const by = ATTRIBUTES.find(each => each === id.slice(0, end));
      return by ? groupName({ by, value: id.slice(end + 1) }) : id;
    },
  };
}
