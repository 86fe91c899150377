import { Link } from '@backstage/core-components';
import type { UnboundItem } from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  EntityLink,
  FieldList,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { ContestedText } from '../mapping/mappingFields';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';
import { ProposalItem } from './ProposalItem';

const WHY = {
  contested: 'unbound.whyContested',
  ambiguous: 'unbound.whyAmbiguous',
  unbound: 'unbound.whyUnbound',
} as const;

/**
 * What something is that is bound to nothing, where it is, why, and what to do.
 */
export function UnboundDetail(props: { item: UnboundItem; limited: boolean }) {
  const { item, limited } = props;
  const t = useText();
  return (
    <>
      <FieldList
        title={t('unbound.why')}
        fields={[
          {
            name: t('unbound.problem'),
            value: t(`unbound.problems.${item.problem}`),
          },
          { name: t('unbound.columns.problem'), value: t(WHY[item.problem]) },
          {
            name: t('mapping.ambiguous'),
            value:
              item.ambiguous &&
              item.ambiguous.length > 0 &&
              item.ambiguous.map(entity => (
                <div key={entity}>
                  <EntityLink entity={entity} />
                </div>
              )),
          },
          {
            name: t('mapping.contested'),
            value: item.contested && (
              <ContestedText contested={item.contested} t={t} />
            ),
          },
        ]}
      />
      <FieldList
        title={t('unbound.whereIs')}
        fields={[
          { name: t('unbound.columns.kind'), value: item.kind },
          {
            name: t('unbound.engine'),
            value: item.engine && engineName(item.engine),
          },
          { name: t('unbound.columns.namespace'), value: item.place },
          { name: t('unbound.columns.clusters'), value: <Where item={item} /> },
          { name: t('unbound.labels'), value: lines(item.labels) },
          { name: t('unbound.images'), value: lines(item.images) },
          { name: t('unbound.sources'), value: lines(item.sources) },
        ]}
      />
      <Section title={t('unbound.proposals')} note={t('unbound.proposalText')}>
        {item.proposals.length === 0 &&
          t(limited ? 'unbound.noProposalsLimited' : 'unbound.noProposals')}
        {item.proposals.map(proposal => (
          <ProposalItem key={proposal.entityRef} proposal={proposal} />
        ))}
      </Section>
    </>
  );
}

function Where(props: { item: UnboundItem }) {
  const { examples, clusters } = props.item;
  const t = useText();
  const links = useFleetLinks();
  const more = clusters - examples.length;
  return (
    <>
      {examples.map(({ id, name }) => (
        <div key={id}>
          <Link to={links.cluster(id)}>{name}</Link>
        </div>
      ))}
      {more > 0 && t('unbound.moreClusters', { count: more })}
    </>
  );
}

function lines(texts: readonly string[]) {
  return (
    texts.length > 0 &&
    texts.map(text => (
      <div key={text}>
        <UntrustedText text={text} />
      </div>
    ))
  );
}
