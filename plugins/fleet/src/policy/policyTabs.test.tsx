import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../__testUtils__/renderPage';

const CLUSTER = '/fleet/clusters/c-euw1b';

async function rowsOf(name: string): Promise<string[]> {
  const table = await screen.findByRole('table', { name });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent ?? '');
}

describe('what policies found on a cluster', () => {
  it('is told with what it stands for, and no pass that is old counts as one', async () => {
    await renderPage(`${CLUSTER}?tab=findings`);
    const rows = await rowsOf('Findings');
    expect(rows[0]).toMatch(
      /fail.*high.*require-limits.*Deployment shop\/checkout.*containers need a limit of memory.*40 min/,
    );
    expect(rows[1]).toMatch(/image vulnerabilities.*shop\/checkout · checkout/);
    expect(rows[3]).toMatch(/pass.*2 d/);
    expect(
      screen.getByText(
        '4 findings · 1 cannot be confirmed now and count as not evaluated',
      ),
    ).toBeInTheDocument();
    const old = screen.getByText('no-host-path').closest('tr');
    expect(old).toHaveAttribute('data-stale', 'true');
  });

  it('is narrowed in the URL, and asks for just that', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage(
      `${CLUSTER}?tab=findings&result=fail&result=nonsense&engine=trivy`,
    );
    expect(await rowsOf('Findings')).toHaveLength(1);
    expect(api.calls.at(-1)?.query).toMatchObject({
      result: ['fail'],
      engine: ['trivy'],
    });
    await user.click(
      screen.getByRole('button', { name: 'Remove filter Evaluated by: Trivy' }),
    );
    expect(await screen.findByText('require-limits')).toBeInTheDocument();
  });

  it('tells what Pods say as their Deployment does once, and how much that is', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage(`${CLUSTER}?tab=findings&engine=kyverno`);
    const rows = await rowsOf('Findings');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/Deployment shop\/checkout2 more of what it made/);
    await user.click(
      screen.getByRole('link', {
        name: '2 more say the same of what these made',
      }),
    );
    expect(
      await screen.findByText(/2 of them say the same as what made them/),
    ).toBeInTheDocument();
    const all = await rowsOf('Findings');
    expect(all).toHaveLength(5);
    expect(all[3]).toMatch(
      /Pod shop\/checkout-6c9f7d6c4-2x8wqas Deployment shop\/checkout/,
    );
    expect(api.calls.at(-1)?.query).toMatchObject({
      engine: ['kyverno'],
      repeated: true,
    });
    await user.click(screen.getByRole('link', { name: 'show each once' }));
    expect(
      await screen.findByText(
        '3 findings · 1 cannot be confirmed now and count as not evaluated',
      ),
    ).toBeInTheDocument();
  });

  it('leads from a finding to what repeats it alone', async () => {
    const user = userEvent.setup();
    await renderPage(`${CLUSTER}?tab=findings`);
    await user.click(await screen.findByText('require-limits'));
    const drawer = await screen.findByRole('dialog', {
      name: 'require-limits',
    });
    await user.click(
      within(drawer).getByRole('link', { name: '2 more of what it made' }),
    );
    expect(await screen.findByText('2 findings')).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', {
        name: 'Remove filter Says the same as: Deployment shop/checkout',
      }),
    );
    expect(await screen.findByText(/^4 findings/)).toBeInTheDocument();
  });

  it('tells of a Pod that is searched for, though what made it says the same', async () => {
    await renderPage(`${CLUSTER}?tab=findings&text=2x8wq`);
    expect(
      await screen.findByText('Nothing passes these filters'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: '1 more says the same of what these made',
      }),
    ).toBeInTheDocument();
  });

  it('tells in a drawer what an image is vulnerable to', async () => {
    const user = userEvent.setup();
    await renderPage(`${CLUSTER}?tab=findings`);
    await user.click(await screen.findByText('image vulnerabilities'));
    const drawer = await screen.findByRole('dialog', {
      name: 'image vulnerabilities',
    });
    expect(drawer).toHaveTextContent('1 critical, 3 high');
    expect(drawer).toHaveTextContent(
      'CVE-2026-0001 · critical · openssl 3.0.1 · fixed in 3.0.2',
    );
  });

  it('says of no findings that they are no pass', async () => {
    await renderPage('/fleet/clusters/c-euw1a?tab=findings');
    expect(
      await screen.findByText(/^That is no pass: findings show here/),
    ).toBeInTheDocument();
  });
});

describe('the policies of a cluster', () => {
  it('say how much breaks them, how much of that is listed, and what should have ended', async () => {
    await renderPage(`${CLUSTER}?tab=policies`);
    const rows = (await rowsOf('Policies and exceptions')).join('\n');
    expect(rows).toMatch(/denies · 57 violations, 20 of them listed/);
    expect(rows).toMatch(/degraded.*only reports · high · Require limits/);
    expect(rows).toMatch(
      /should have ended · no-latest · moves in the new year/,
    );
    expect(rows).not.toMatch(/kube-scheduler|840/);
  });

  it('do not say that nothing breaks them where nobody has counted', async () => {
    const user = userEvent.setup();
    await renderPage(`${CLUSTER}?tab=policies`);
    await user.click(await screen.findByText('require-limits'));
    const drawer = await screen.findByRole('dialog', {
      name: 'ClusterPolicy require-limits',
    });
    expect(drawer).toHaveTextContent('Violationsnot counted');
    expect(drawer).toHaveTextContent('and 2 more');
    expect(drawer).toHaveTextContent('the webhook could not be configured');
  });
});

describe('the filters of policies', () => {
  it('are in the URL, and what is no value of theirs is not asked for', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage(
      `${CLUSTER}?tab=policies&engine=kyverno&enforcement=audit&enforcement=nonsense&state=degraded&severity=high&category=Resources`,
    );
    expect(await rowsOf('Policies and exceptions')).toEqual([
      expect.stringContaining('Policies'),
      expect.stringContaining('require-limits'),
    ]);
    expect(screen.getByText('1 policy or exception')).toBeInTheDocument();
    expect(api.calls.at(-1)?.query).toMatchObject({
      engine: ['kyverno'],
      enforcement: ['audit'],
      state: ['degraded'],
      severity: ['high'],
      category: ['Resources'],
    });
    expect(api.calls.at(-1)?.query).not.toHaveProperty('type');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(
      await screen.findByText('3 policies and exceptions'),
    ).toBeInTheDocument();
  });

  it('count what each would show under the others, and narrow to that', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage(
      `${CLUSTER}?tab=policies&enforcement=deny`,
    );
    await user.click(await screen.findByRole('button', { name: '+ Filter' }));
    const panel = await screen.findByRole('dialog');
    const options = within(panel)
      .getAllByRole('checkbox')
      .map(option => option.getAttribute('aria-label'));
    // Of its own key all are told, of others what is left.
    expect(options).toEqual(
      expect.arrayContaining(['denies, 1', 'only reports, 1']),
    );
    expect(options).not.toContain('Exceptions, 1');
    await user.click(
      within(panel).getByRole('checkbox', { name: 'only reports, 1' }),
    );
    expect(
      await screen.findByText('2 policies and exceptions'),
    ).toBeInTheDocument();
    expect(api.calls.at(-1)?.query).toMatchObject({
      enforcement: ['deny', 'audit'],
    });
  });

  it('say so where nothing passes', async () => {
    await renderPage(`${CLUSTER}?tab=policies&type=exception&severity=high`);
    expect(
      await screen.findByText('Nothing passes these filters'),
    ).toBeInTheDocument();
  });
});

describe('the Pod Security Standards of a cluster', () => {
  it('are what is proven of each namespace, and what separates it from the next level', async () => {
    await renderPage('/fleet/clusters/c-euw1a?tab=podSecurity');
    const [payments, search, tools] = await rowsOf(
      'Pod Security Standards by namespace',
    );
    expect(payments).toBe(
      'paymentsbaselinebaselinerestricted: fail: Running as Non-root. exempt: Capabilities.Kyverno',
    );
    expect(search).toMatch(
      /^searchprivileged, less than it enforcesbaselinebaseline: fail: Host Ports\./,
    );
    // Nobody looked: that is no level, and no pass.
    expect(tools).toMatch(
      /^toolsprivileged to restricted, not evaluated–baseline: not evaluated: HostProcess, .*\.nobody$/,
    );
  });

  it('tell that nothing passes apart from that nothing is known', async () => {
    await renderPage('/fleet/clusters/c-euw1a?tab=podSecurity&text=nowhere');
    expect(
      await screen.findByText('No namespace has that in its name'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No namespaces known')).toBeNull();
  });

  it('say that nothing is proven where the cluster cannot be read', async () => {
    await renderPage('/fleet/clusters/c-aps1?tab=podSecurity');
    expect(
      await screen.findByRole('link', {
        name: 'What is not read, and what to grant',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText('No namespaces known')).toBeNull();
  });

  it('say what would be here where no namespace is known', async () => {
    await renderPage('/fleet/clusters/c-euw1b?tab=podSecurity');
    expect(await screen.findByText('No namespaces known')).toBeInTheDocument();
  });
});
