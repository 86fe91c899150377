import {
  cpuQuantity,
  memoryQuantity,
  type ResourceSizing,
} from '@fleetview/backstage-plugin-fleet-common';
import { bytes } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../../translation';

/** Cores or bytes, as somebody reads them. */
export function amountText(resource: 'cpu' | 'ram', amount: number): string {
  return resource === 'cpu'
    ? amount.toLocaleString('en', { maximumFractionDigits: 3 })
    : bytes(amount);
}

/** The request that there is, and the one that is proposed; or what there is, or why there is none. */
export function requestText(
  resource: 'cpu' | 'ram',
  { requested, request, why }: ResourceSizing,
  t: Text,
): string {
  if (request !== undefined) {
    const quantity = resource === 'cpu' ? cpuQuantity : memoryQuantity;
    return t('cost.sizing.change', {
      requested:
        requested === undefined
          ? t('none')
          : quantity(requested).replace(/Mi$/, ' MiB'),
      request: quantity(request).replace(/Mi$/, ' MiB'),
    });
  }
  if (why === undefined) return t('none');
  return t(`cost.sizing.why.${why}`);
}

/** What was used, and of what kind the figure is: a mean is no high. */
export function usedText(
  resource: 'cpu' | 'ram',
  { used, usedMean, requested, request }: ResourceSizing,
  t: Text,
): string {
  return [
    request === undefined &&
      requested !== undefined &&
      t('cost.sizing.requested', {
        requested: amountText(resource, requested),
      }),
    used !== undefined &&
      t('cost.sizing.used', { used: amountText(resource, used) }),
    used === undefined &&
      usedMean !== undefined &&
      t('cost.sizing.usedMean', { used: amountText(resource, usedMean) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
