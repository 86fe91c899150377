import type { ReactNode } from 'react';
import type { Workload } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';
import { DiagnosisView } from './DiagnosisView';

/**
 * Why workloads are not well, for the head of a drawer; each by its name where there are several.
 */
export function diagnosisFields(
  workloads: readonly Workload[],
  t: Text,
): { name: string; value: ReactNode }[] {
  const ailing = workloads.filter(({ diagnosis }) => diagnosis);
  return [
    {
      name: t('diagnosis.name'),
      value:
        ailing.length > 0 &&
        ailing.map(({ id, kind, name, diagnosis }) => (
          <div key={id}>
            {workloads.length > 1 && (
              <UntrustedText text={`${kind} ${name}`} block />
            )}
            {diagnosis && <DiagnosisView diagnosis={diagnosis} />}
          </div>
        )),
    },
  ];
}
