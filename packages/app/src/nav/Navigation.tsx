import {
  Sidebar,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import {
  NavContentBlueprint,
  type NavContentComponentProps,
  type NavContentNavItem,
} from '@backstage/plugin-app-react';
import {
  Settings,
  UserSettingsSignInAvatar,
} from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import { Logo } from './Logo';

function NavigationItem(props: NavContentNavItem) {
  const { icon, href, title } = props;
  return <SidebarItem icon={() => icon} to={href} text={title} />;
}

/**
 * The sidebar: Fleet first, then the catalog, then whatever else the portal has.
 */
export function Navigation(props: NavContentComponentProps) {
  const items = props.navItems.withComponent(NavigationItem);
  // Reached from elsewhere: the settings below, the graph from an entity.
  items.take('page:user-settings');
  items.take('page:catalog-graph');
  return (
    <Sidebar>
      <Logo />
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {items.take('page:fleet')}
        {items.take('page:catalog')}
        {items.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarSpace />
      <SidebarGroup
        label="Settings"
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        <Settings />
      </SidebarGroup>
    </Sidebar>
  );
}

export const navigationExtension = NavContentBlueprint.make({
  params: { component: Navigation },
});
