import type { RootConfigService } from '@backstage/backend-plugin-api';

/** Where the portal shows a promotion; nothing where it has no address. */
export function pageOfPromotion(
  config: RootConfigService,
  promotion: string,
): string | undefined {
  const base = config.getOptionalString('app.baseUrl');
  return base
    ? `${base.replace(/\/+$/, '')}/fleet/promotions/${encodeURIComponent(
        promotion,
      )}`
    : undefined;
}
