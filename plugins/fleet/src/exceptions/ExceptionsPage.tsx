import { useSearchParams } from 'react-router-dom';
import { Content, LinkTabs } from '../shared';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { AppliedView } from './AppliedView';
import { LedgerView } from './LedgerView';

const VIEWS = ['ledger', 'applied'] as const;

/** What need not be kept: by the ledger, and by what engines apply. */
export function ExceptionsPage() {
  const [search] = useSearchParams();
  const t = useText();
  const links = useFleetLinks();
  const view = VIEWS.find(each => each === search.get('view')) ?? 'ledger';
  return (
    <Content>
      <LinkTabs
        label={t('exceptions.viewLabel')}
        activeId={view}
        tabs={VIEWS.map(each => ({
          id: each,
          title: t(`exceptions.${each}`),
          to: links.exceptions(each === 'ledger' ? {} : { view: [each] }),
        }))}
      />
      {view === 'ledger' ? <LedgerView /> : <AppliedView />}
    </Content>
  );
}
