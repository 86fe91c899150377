import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** The releases on their way of the reader's teams, wide enough for their waves. */
const rolloutsWidget = HomePageWidgetBlueprint.make({
  name: 'fleet-rollouts',
  params: {
    name: 'FleetRollouts',
    title: 'Releases of my teams on their way',
    description:
      'What is rolled out now, on how many clusters, and why it waits.',
    components: async () => {
      const { MyRolloutsContent } = await import(
        '@fleetview/backstage-plugin-fleet/legacy'
      );
      return { Content: MyRolloutsContent };
    },
    layout: {
      width: { minColumns: 4, defaultColumns: 12 },
      height: { minRows: 3, defaultRows: 4 },
    },
  },
});

/** What stands on the home page. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [rolloutsWidget],
});
