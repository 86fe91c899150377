import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import {
  cluster,
  companyWorld,
  FakeFleetApi,
  hostileWorld,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { entityOf } from '../../__testUtils__/renderCard';
import { renderField } from '../__testUtils__/renderField';
import { ClusterPickerField } from './ClusterPickerField';

const SEVERAL = { type: 'array', items: { type: 'string' } };

const list = () => screen.findByRole('listbox', { name: 'Target' });

const namesIn = (group: HTMLElement) =>
  within(group)
    .getAllByRole('option')
    .map(option => option.getAttribute('aria-label')?.split(',')[0]);

describe('ClusterPickerField', () => {
  it('chooses several by keys alone, and says where each is and whether it answers', async () => {
    const { values } = await renderField(ClusterPickerField, {
      schema: SEVERAL,
    });
    const user = userEvent.setup();
    const box = await list();
    expect(box).toHaveAttribute('aria-multiselectable', 'true');
    expect(
      within(box).getByRole('option', {
        name: 'prod-aps1, ap-south-1, production, unreachable',
      }),
    ).toHaveTextContent('9 min ago');
    box.focus();
    await user.keyboard(' {ArrowDown}{Enter}{End} ');
    expect(values.at(-1)).toEqual(['dev-lab', 'hub-eu', 'stage-use1']);
    const active = box.getAttribute('aria-activedescendant')!;
    expect(document.getElementById(active)).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(screen.getByText('3 chosen')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Take back hub-eu' }));
    expect(values.at(-1)).toEqual(['dev-lab', 'stage-use1']);
  });

  it('puts those that are not eligible last, with the reason, and does not choose them', async () => {
    const { values } = await renderField(ClusterPickerField, {
      uiOptions: {
        value: 'id',
        eligible: { reachable: true, environment: ['production'] },
      },
    });
    const box = await list();
    const off = within(box).getByRole('group', { name: 'Not eligible (6)' });
    expect(namesIn(off)).toEqual([
      'dev-lab',
      'hub-eu',
      'prod-aps1',
      'prod-sae1',
      'stage-euw1',
      'stage-use1',
    ]);
    const unreachable = within(off).getByRole('option', { name: /prod-aps1/ });
    expect(unreachable).toHaveAttribute('aria-disabled', 'true');
    expect(unreachable).toHaveTextContent(
      'not eligible: it does not answer (unreachable)',
    );
    expect(
      within(off).getByRole('option', { name: /stage-euw1/ }),
    ).toHaveTextContent('not eligible: Environment is staging, not production');
    await userEvent.click(unreachable);
    expect(values).toEqual([]);
    await userEvent.click(
      within(box).getByRole('option', { name: /prod-cac1/ }),
    );
    expect(values).toEqual(['c-cac1']);
    // Another takes its place.
    await userEvent.click(
      within(box).getByRole('option', { name: /prod-apne1/ }),
    );
    expect(values).toEqual(['c-cac1', 'c-apne1']);
    expect(screen.getByText('1 chosen')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Take back prod-apne1' }),
    ).toBeInTheDocument();
  });

  it('lets them be chosen where the template allows it, and marks them', async () => {
    const { values } = await renderField(ClusterPickerField, {
      schema: SEVERAL,
      uiOptions: { eligible: { reachable: true }, allowIneligible: true },
      formData: ['gone'],
    });
    await userEvent.click(
      within(await list()).getByRole('option', { name: /prod-aps1/ }),
    );
    expect(values.at(-1)).toEqual(['gone', 'prod-aps1']);
    expect(
      screen.getByRole('button', { name: 'Take back prod-aps1' }),
    ).toHaveTextContent('not eligible');
    expect(
      screen.getByRole('button', { name: 'Take back gone' }),
    ).toHaveTextContent('not known');
  });

  it('lets nothing pass that a template asks for and nobody can tell', async () => {
    await renderField(ClusterPickerField, {
      uiOptions: { eligible: { engine: 'argocd' } },
    });
    expect(
      within(await list()).getByRole('option', { name: /prod-cac1/ }),
    ).toHaveTextContent('the template asks for “engine”');
    expect(
      screen.getByRole('group', { name: 'Not eligible (12)' }),
    ).toBeInTheDocument();
  });

  it('tells no cluster by a name that two have', async () => {
    const api = new FakeFleetApi();
    api.world = {
      ...companyWorld(),
      clusters: [
        cluster({ id: 'c-1', name: 'edge' }),
        cluster({ id: 'c-2', name: 'edge' }),
      ],
    };
    const { values } = await renderField(ClusterPickerField, {
      api,
      uiOptions: { allowIneligible: true },
    });
    const [first, second] = within(await list()).getAllByRole('option');
    expect(second).toHaveTextContent('another cluster has the same name');
    await userEvent.click(first);
    expect(values).toEqual([]);
  });

  it('narrows by text and by facets, and keeps what is chosen', async () => {
    const { api } = await renderField(ClusterPickerField, {
      schema: SEVERAL,
      uiOptions: { filters: { environment: 'staging' } },
      formData: ['stage-use1'],
    });
    expect(within(await list()).getAllByRole('option')).toHaveLength(2);
    const user = userEvent.setup();
    await user.click(
      screen.getByRole('button', { name: /Remove.*Environment/ }),
    );
    await user.type(screen.getByRole('searchbox'), 'nowhere{Enter}');
    await screen.findByText('No cluster passes these filters');
    expect(
      api.calls.filter(({ method }) => method === 'listClusters').at(-1)?.query,
    ).toMatchObject({ text: 'nowhere' });
    expect(
      screen.getByRole('button', { name: 'Take back stage-use1' }),
    ).toBeInTheDocument();
  });

  it('puts clusters first where the component of another field runs', async () => {
    await renderField(ClusterPickerField, {
      uiOptions: { ownerAware: true, componentField: 'what.component' },
      others: { what: { component: 'component:default/checkout' } },
    });
    const runs = await screen.findByRole('group', {
      name: /It runs here already/,
    });
    expect(namesIn(runs)).toContain('prod-euw1-a');
    expect(
      within(runs).getByRole('option', { name: /prod-euw1-a/ }),
    ).toHaveTextContent('runs 1.41.2 here');
    expect(screen.getByRole('option', { name: /prod-sae1/ })).toHaveTextContent(
      'it is not known whether it runs here',
    );
    expect(screen.getAllByRole('group').indexOf(runs)).toBe(1);
  });

  it('puts clusters of the owner first where the component runs nowhere yet', async () => {
    await renderField(ClusterPickerField, {
      uiOptions: { ownerAware: true, componentField: 'component' },
      others: { component: 'new' },
      entities: [
        entityOf('Component', 'new', [
          { type: 'ownedBy', targetRef: 'group:default/platform' },
        ]),
      ],
    });
    const own = await screen.findByRole('group', {
      name: 'Of the same owner (11)',
    });
    expect(namesIn(own)).not.toContain('dev-lab');
    expect(namesIn(screen.getByRole('group', { name: 'Others (1)' }))).toEqual([
      'dev-lab',
    ]);
  });

  it('says how many are hidden, and how many more there are than are drawn', async () => {
    const api = new FakeFleetApi();
    api.world = {
      ...api.world,
      clusters: Array.from({ length: 120 }, (_, index) =>
        cluster({ id: `c-${index}`, name: `edge-${index}` }),
      ),
    };
    const answer = api.listClusters.bind(api);
    api.listClusters = async query => ({
      ...(await answer(query)),
      hidden: 3,
      limited: ['clusters'],
    });
    await renderField(ClusterPickerField, { api });
    expect(
      await screen.findByText('3 rows hidden by permissions'),
    ).toBeVisible();
    expect(
      await screen.findByText('The first 100 of 120 are listed.'),
    ).toBeVisible();
    expect(within(await list()).getAllByRole('option')).toHaveLength(100);
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(within(await list()).getAllByRole('option')).toHaveLength(120);
  });

  it('says where it could not be read where the component runs', async () => {
    const api = new FakeFleetApi();
    api.forbid('getComponent');
    await renderField(ClusterPickerField, {
      api,
      uiOptions: { ownerAware: true, componentField: 'component' },
      others: { component: 'checkout' },
    });
    expect(
      await screen.findByText(/You may not see where checkout runs/),
    ).toBeInTheDocument();
    expect(within(await list()).getAllByRole('option')).toHaveLength(12);
  });

  it.each(['loading', 'forbidden', 'failed', 'empty', 'partial'])(
    'has a sight of its own: %s',
    async state => {
      const api = new FakeFleetApi();
      if (state === 'loading') api.hang('listClusters');
      if (state === 'forbidden') api.forbid('listClusters');
      if (state === 'failed') api.fail('listClusters', new Error('no answer'));
      if (state === 'empty') api.world = { ...api.world, clusters: [] };
      await renderField(ClusterPickerField, { api });
      const shows = {
        loading: () => screen.findByLabelText('Loading'),
        forbidden: () => screen.findByText(/fleet\.cluster\.read/),
        failed: () => screen.findByText('no answer'),
        empty: () => screen.findByText(/No clusters/),
        partial: () => screen.findByText(/10 of 12 clusters/),
      }[state]!;
      expect(await shows()).toBeInTheDocument();
      expect(screen.queryByRole('listbox') !== null).toBe(state === 'partial');
      // Nothing here leads out of the form that is being filled in.
      expect(screen.queryByRole('link')).not.toBeInTheDocument();
    },
  );

  it('shows what clusters call themselves as text, with what hides in it', async () => {
    const api = new FakeFleetApi({ world: hostileWorld() });
    const { container } = await renderField(ClusterPickerField, {
      api,
      schema: SEVERAL,
      uiOptions: {
        eligible: { region: ['\u202eevil'] },
        ownerAware: true,
        componentField: 'component',
      },
      formData: ['<img src=x onerror=alert(1)>\u202e'],
      others: { component: 'checkout' },
    });
    await list();
    expect(container.querySelector('img, script, a')).toBeNull();
    expect(container.innerHTML).not.toMatch(/[\p{Cf}\u2028\u2029]/u);
  });

  it('has nothing that axe finds', async () => {
    const { container } = await renderField(ClusterPickerField, {
      schema: SEVERAL,
      uiOptions: { eligible: { reachable: true } },
      formData: ['prod-cac1'],
      required: true,
    });
    await list();
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
