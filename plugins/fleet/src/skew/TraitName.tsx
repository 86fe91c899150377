import {
  EntityLink,
  entityRefOf,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import type { SkewPage } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../translation';

type Trait = Pick<SkewPage['items'][number], 'aspect' | 'key'>;

/** What a trait is called: a component leads to its page, what Fleet names itself is a word. */
export function TraitName(props: { trait: Trait }) {
  const { aspect, key } = props.trait;
  const name = useTraitName();
  if (aspect === 'component' && entityRefOf(key)) {
    return <EntityLink entity={key} />;
  }
  const parts = aspect === 'policy' ? key.split('/') : [];
  if (parts.length > 2) {
    // By its name first: what it is, most of them have in common.
    const own = parts[parts.length - 1];
    return (
      <UntrustedText text={`${own} · ${parts.slice(0, -1).join('/')}`} />
    );
  }
  return <UntrustedText text={name(props.trait)} />;
}

/** The same as a text. */
export function useTraitName(): (trait: Trait) => string {
  const t = useText();
  return ({ aspect, key }) => {
    if (aspect !== 'kubernetes') return key;
    if (key === 'version') return t('skew.traits.version');
    return key === 'nodes' ? t('skew.traits.nodes') : key;
  };
}
