import type { Finding } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { objectName } from '../statements/fields/TextLines';
import { useText } from '../translation';

/** How many findings repeat this one, or what it repeats; nothing where neither is so. */
export function RepeatsOfFinding(props: {
  finding: Finding;
  className?: string;
}) {
  const { finding, className } = props;
  const { repeats, repeatedBy = 0 } = finding;
  const t = useText();
  if (repeats) {
    return (
      <UntrustedText
        className={className}
        text={t('findings.repeats.of', { thing: objectName(repeats.resource) })}
      />
    );
  }
  if (repeatedBy === 0) return null;
  return (
    <span className={className} style={{ whiteSpace: 'nowrap' }}>
      {t('findings.repeats.by', {
        count: repeatedBy,
        amount: repeatedBy.toLocaleString('en'),
      })}
    </span>
  );
}
