import { test as base, expect } from '@playwright/test';
import type { ControlClient } from './ControlClient';
import { FleetApi } from './FleetApi';
import { Portal } from './Portal';
import { recipeOf, type World } from './worlds';

/** Options of a file of tests. */
export type PortalOptions = {
  /** What the portal shows. */
  world: World;
};

/**
 * Tests on a portal of their own world. A page of these tests has signed in as
 * a guest before; `signIn` shows the way there.
 */
export const test = base.extend<
  { control: ControlClient; api: FleetApi; rememberGuest: boolean },
  PortalOptions & { portal: Portal }
>({
  world: ['simulated', { scope: 'worker', option: true }],
  portal: [
    async ({ world }, use) => {
      const portal = await Portal.start(recipeOf(world));
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  rememberGuest: [true, { option: true }],
  baseURL: async ({ portal }, use) => use(portal.url),
  control: async ({ portal }, use) => use(portal.control),
  api: async ({ portal }, use) => use(new FleetApi(portal.url)),
  context: async ({ context, rememberGuest }, use) => {
    if (rememberGuest) {
      await context.addInitScript(() =>
        localStorage.setItem('@backstage/core:SignInPage:provider', 'guest'),
      );
    }
    await use(context);
  },
});

export { expect };
