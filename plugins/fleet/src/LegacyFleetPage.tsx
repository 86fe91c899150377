import { useLocation } from 'react-router-dom';
import { Header, Page } from '@backstage/core-components';
import { FleetRoutes, type FleetFrameProps } from './FleetRoutes';
import { LinkTabs } from './shared';

function LegacyFrame(props: FleetFrameProps) {
  const { pathname } = useLocation();
  const active = props.tabs
    .filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((left, right) => right.to.length - left.to.length)[0];
  return (
    <Page themeId="tool">
      <Header title={props.title}>{props.corner}</Header>
      <div style={{ gridArea: 'pageContent', overflowY: 'auto' }}>
        <div style={{ padding: '0 24px' }}>
          <LinkTabs
            label={props.title}
            tabs={props.tabs}
            activeId={active?.id ?? ''}
          />
        </div>
        {props.children}
      </div>
    </Page>
  );
}

/**
 * The pages in the frame of the older front-end system.
 */
export function LegacyFleetPage() {
  return <FleetRoutes frame={LegacyFrame} />;
}
