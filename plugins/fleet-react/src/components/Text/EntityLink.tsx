import type { CompoundEntityRef } from '@backstage/catalog-model';
import {
  EntityRefLink,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { entityRefOf } from '../../viewModels/entityName';
import { UntrustedText } from './UntrustedText';

/**
 * The name of an owner, a system or a component, leading to its page. Text
 * that is no reference stays text, and so does the title that somebody gave it.
 *
 * @public
 */
export function EntityLink(props: { entity: string; title?: string }) {
  const reference = entityRefOf(props.entity);
  if (!reference) return <UntrustedText text={props.entity} />;
  return <ReferenceLink reference={reference} title={props.title} />;
}

function ReferenceLink(props: {
  reference: CompoundEntityRef;
  title?: string;
}) {
  const { reference, title } = props;
  const { primaryTitle } = useEntityPresentation(reference, {
    defaultKind: reference.kind,
  });
  return (
    <EntityRefLink entityRef={reference} defaultKind={reference.kind}>
      <UntrustedText text={title ?? primaryTitle} inline />
    </EntityRefLink>
  );
}
