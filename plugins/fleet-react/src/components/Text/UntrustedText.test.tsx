import { screen } from '@testing-library/react';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { EntityLink } from './EntityLink';
import { UntrustedAddress, UntrustedText } from './UntrustedText';

describe('UntrustedAddress', () => {
  it.each([
    `${['java', 'script'].join('')}:alert(document.domain)`,
    'https://user:secret@git.example.com/a',
    'data:text/html,<script>alert(1)</script>',
    'git@git.example.com:payments/config.git',
    `Label | ${['java', 'script'].join('')}:alert(1)`,
    'https://ok@evil.example',
  ])('never makes a link of %s', async address => {
    await renderInFleet(<UntrustedAddress address={address} />);
    expect(screen.getByText(address)).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('shows where a link leads, whatever its label and its letters say', async () => {
    await renderInFleet(
      <>
        <UntrustedAddress address="https://bank.example | https://d.example.com/x" />
        <UntrustedAddress address={'https://g\u0456t.example.com/a'} />
      </>,
    );
    const links = screen.getAllByRole('link');
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      'https://d.example.com/x',
      'https://xn--gt-hoc.example.com/a',
    ]);
    expect(links[0]).toHaveTextContent('https://d.example.com/x');
    expect(links[1]).toHaveTextContent('https://xn--gt-hoc.example.com/a');
    expect(screen.getByText('https://bank.example').tagName).toBe('SPAN');
  });

  it('makes a link of a plain address, and gives the target nothing', async () => {
    await renderInFleet(
      <UntrustedAddress address="https://git.example.com/payments" />,
    );
    const link = screen.getByRole('link');
    expect(link).toHaveAttribute('href', 'https://git.example.com/payments');
    expect(link.getAttribute('rel')).toContain('noopener');
  });
});

describe('UntrustedText', () => {
  it('shows markup as text', async () => {
    const text = '<img src=x onerror=alert(1)>';
    const { container } = await renderInFleet(<UntrustedText text={text} />);
    expect(screen.getByText(text)).toBeInTheDocument();
    expect(container.querySelector('img')).toBeNull();
  });

  it('shows what would hide or turn the text around it', async () => {
    const { container } = await renderInFleet(
      <UntrustedText text={'pay\u202estnem\u200b'} />,
    );
    expect(container).toHaveTextContent('pay[U+202E]stnem[U+200B]');
    expect(screen.getByText(/pay/)).toHaveStyle({ unicodeBidi: 'isolate' });
  });

  it('cuts what is too long to read', async () => {
    const { container } = await renderInFleet(
      <UntrustedText text={'x'.repeat(100_000)} />,
    );
    expect(container.textContent?.length).toBeLessThan(1_000);
  });
});

describe('EntityLink', () => {
  it('leads a reference to its entity', async () => {
    await renderInFleet(<EntityLink entity="group:default/payments" />);
    expect(screen.getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
  });

  it('leaves any other text alone', async () => {
    await renderInFleet(<EntityLink entity="team payments" />);
    expect(screen.getByText('team payments')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
