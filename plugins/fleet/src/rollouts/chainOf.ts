import type { ReasonLink } from '@fleetview/backstage-plugin-fleet-common';
import type { ReasonLinkView as LinkView } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';

/**
 * The links between a release and its being well as the chain shows them: the
 * evidence in words, and what can be done as advice.
 *
 * @param cluster - the name of the cluster that the chain is about
 */
export function chainOf(
  links: readonly ReasonLink[],
  t: Text,
  cluster: string,
): LinkView[] {
  return links.map(({ link, state, message, until, evidence, ...rest }) => ({
    link,
    state,
    until,
    owner: rest.owner,
    evidence: [
      ...(message ? [message] : []),
      ...(evidence ? [objectText(evidence, t, cluster)] : []),
    ],
    advice: rest.remedy ? [t(`remedies.${rest.remedy}`)] : [],
  }));
}

function objectText(
  evidence: NonNullable<ReasonLink['evidence']>,
  t: Text,
  cluster: string,
): string {
  const { kind, namespace, name, stale } = evidence;
  const object = t('why.evidence', {
    kind,
    name: namespace ? `${namespace}/${name}` : name,
  });
  const elsewhere = evidence.cluster?.name;
  return [
    object,
    // Of the cluster itself it goes without saying.
    elsewhere && elsewhere !== cluster
      ? t('why.onCluster', { cluster: elsewhere })
      : '',
    stale ? `(${t('why.old')})` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
