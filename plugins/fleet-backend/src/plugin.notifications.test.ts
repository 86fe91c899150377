import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { fleetPlugin } from './plugin';

jest.setTimeout(150_000);

describe('the fleet plugin without a notifications backend', () => {
  it('starts where owners are to be told', async () => {
    const backend = await startTestBackend({
      features: [
        fleetPlugin,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: { fleet: { notifications: { operators: ['platform'] } } },
        }),
      ],
    });
    try {
      const notifications = await request(backend.server).post(
        '/api/notifications',
      );
      expect(notifications.status).toBe(404);
      const { status, body } = await request(backend.server).get(
        '/api/fleet/health',
      );
      expect(status).toBe(200);
      expect(body.status).not.toBe('failing');
    } finally {
      await backend.stop();
    }
  });
});
