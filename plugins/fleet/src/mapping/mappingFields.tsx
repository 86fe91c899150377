import type { ReactNode } from 'react';
import type {
  Binding,
  Contested,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';
import { LostCandidates } from './LostCandidates';

/**
 * What a drawer says of why something is not bound to another entity, or to none.
 */
export function mappingFields(
  thing: { binding?: Binding; contested?: Contested },
  t: Text,
): { name: string; value: ReactNode }[] {
  const { binding, contested } = thing;
  return [
    {
      name: t('mapping.others'),
      value: binding?.others && <LostCandidates candidates={binding.others} />,
    },
    {
      name: t('mapping.contested'),
      value: contested && <ContestedText contested={contested} t={t} />,
    },
  ];
}

/**
 * Who claims something, and whose the namespace is.
 */
export function ContestedText(props: { contested: Contested; t: Text }) {
  const { contested, t } = props;
  return (
    <>
      {contested.entityRef && (
        <div>
          {t('unbound.claimedBy')} <EntityLink entity={contested.entityRef} />
        </div>
      )}
      {contested.evidence && (
        <div>
          <UntrustedText text={contested.evidence} block />
        </div>
      )}
      <div>
        {t('mapping.contestedText', {
          owner: contested.namespaceOwner,
          pattern: contested.pattern,
        })}
      </div>
    </>
  );
}
