import type { PromotionChanges } from '@fleetview/backstage-plugin-fleet-common';

/** A file that a promotion changes, and what it is to say. */
export type ReleaseChange = PromotionChanges['changes'][number];

/** An image of a container, as it was when the plan was made, and as it is to be. */
export type ImageChange = ReleaseChange['images'][number];

/** What an image is called. */
export type CalledImage = ImageChange['to'];

/** What a file says of an image; of what it does not say nothing is known. */
export type WrittenImage = { tag?: string; digest?: string };
