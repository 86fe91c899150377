import { useCallback } from 'react';
import type { PromotionDirection } from '@fleetview/backstage-plugin-fleet-common';
import { useTemplateLink } from '../../routing';

const TEMPLATE = 'promote-release';
/** Where portals have their templates, if nobody has said where. */
const USUAL_PATH = `/create/templates/default/${TEMPLATE}`;

/** Leads to the form that proposes what a wave changes in Git, filled in. */
export function useProposeLink(
  promotion: string,
  wave: string,
): (direction: PromotionDirection, repository?: string) => string {
  const linkTo = useTemplateLink();
  return useCallback(
    (direction, repository) => {
      const values = {
        promotion,
        wave,
        direction,
        ...(repository === undefined ? {} : { repository }),
      };
      return (
        linkTo(TEMPLATE, values) ??
        `${USUAL_PATH}?${new URLSearchParams({
          formData: JSON.stringify(values),
        })}`
      );
    },
    [linkTo, promotion, wave],
  );
}
