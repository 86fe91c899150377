import {
  Sidebar,
  SidebarDivider,
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
  items.take('page:user-settings');
  return (
    <Sidebar>
      <Logo />
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {items.take('page:fleet')}
        {items.take('page:catalog')}
        {items.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
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
