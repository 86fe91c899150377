import { render, screen } from '@testing-library/react';
import { app } from './App';

describe('app', () => {
  it('starts with a way to sign in', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: JSON.stringify([]),
    };
    Object.assign(process.env, {
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Fleet', baseUrl: 'http://localhost:7007' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ],
    });
    render(app.createRoot());
    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
  });
});
