import Tooltip from '@material-ui/core/Tooltip';
import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  UntrustedText,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/** Who delivers what changed, and who began what was under way then. Nothing where nobody says. */
export function ByWhat(props: { transition: Transition }) {
  const { engines = [], initiatedBy, operation } = props.transition;
  const t = useText();
  if (engines.length === 0) return null;
  const names = engines.map(engine => untrustedName(engineName(engine)));
  const engine = names.join(', ');
  if (!operation) return <UntrustedText text={engine} />;
  const who = initiatedBy ? untrustedName(initiatedBy) : undefined;
  const said = who ?? t(`history.operation.${operation}`);
  return (
    <Tooltip
      title={
        who ? t('history.byHelp', { who }) : t(`history.operation.${operation}`)
      }
    >
      <span>
        <UntrustedText text={t('history.byWhom', { engine, who: said })} />
      </span>
    </Tooltip>
  );
}
