import { Link } from '@backstage/core-components';
import {
  entityName,
  EntityLink,
  FieldList,
  shortVersion,
  Since,
  UntrustedText,
  type ShownPromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../../routing';
import { useText } from '../../translation';
import { ReleaseText } from '../ReleaseText';

/** What was asked for, by whom, why and when. */
export function PromotionFields(props: { promotion: ShownPromotion }) {
  const { promotion } = props;
  const { component, release, rollback, commit, reason, because } = promotion;
  const t = useText();
  const links = useFleetLinks();
  const to = links.component(component);
  return (
    <FieldList
      title={t('promotions.detail.about')}
      fields={[
        {
          name: t('promotions.detail.component'),
          value: to ? (
            <Link to={to}>
              <UntrustedText text={entityName(component)} inline />
            </Link>
          ) : (
            <UntrustedText text={component} inline />
          ),
        },
        {
          name: t('promotions.detail.fromTo'),
          value: `${promotion.from} → ${promotion.to}`,
        },
        {
          name: t('promotions.detail.release'),
          value: <ReleaseText release={release} />,
        },
        {
          name: t('promotions.detail.requestedBy'),
          value: <EntityLink entity={promotion.requestedBy} />,
        },
        {
          name: t('promotions.detail.reason'),
          value: reason && <UntrustedText text={reason} block />,
        },
        {
          name: t('promotions.detail.beganAt'),
          value: <Since at={promotion.beganAt} ago />,
        },
        {
          name: t('promotions.detail.endedAt'),
          value: promotion.endedAt && <Since at={promotion.endedAt} ago />,
        },
        {
          name: t('promotions.detail.because'),
          value: because && <UntrustedText text={because} block />,
        },
        {
          name: t('promotions.detail.takenBack'),
          value: rollback && (
            <>
              <EntityLink entity={rollback.by} />{' '}
              <Since at={rollback.askedAt} ago />:{' '}
              <UntrustedText text={rollback.reason} block />
            </>
          ),
        },
        {
          name: t('promotions.detail.commit'),
          value: commit && <UntrustedText text={shortVersion(commit)} inline />,
        },
        {
          name: t('promotions.detail.lookedAt'),
          value: promotion.lookedAt && <Since at={promotion.lookedAt} ago />,
        },
      ]}
    />
  );
}
