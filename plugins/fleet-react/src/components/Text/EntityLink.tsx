import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { entityRefOf } from '../../viewModels/entityName';
import { UntrustedText } from './UntrustedText';

/**
 * The name of an owner, a system or a component, leading to its page. Text
 * that is no reference stays text.
 *
 * @public
 */
export function EntityLink(props: { entity: string; title?: string }) {
  const reference = entityRefOf(props.entity);
  if (!reference) return <UntrustedText text={props.entity} />;
  return (
    <EntityRefLink
      entityRef={reference}
      defaultKind={reference.kind}
      title={props.title}
      hideIcon
      disableTooltip
    />
  );
}
