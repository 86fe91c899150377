import fs from 'node:fs/promises';
import path from 'node:path';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import type { FleetAsker } from '../fleet/askFleet';

/** A fleet that has nothing but what a test gives it. */
export function askerOf(fleet: Partial<FleetAsker['fleet']>): FleetAsker {
  const none = (name: string) => async () => {
    throw new Error(`the test expects no call of '${name}'`);
  };
  return {
    auth: mockServices.auth(),
    fleet: {
      getException: none('getException'),
      requestException: none('requestException'),
      listClusters: none('listClusters'),
      getCluster: none('getCluster'),
      getComponent: none('getComponent'),
      listClusterStatements: none('listClusterStatements'),
      getDriftEpisode: none('getDriftEpisode'),
      listActions: none('listActions'),
      planAction: none('planAction'),
      startAction: none('startAction'),
      listRuns: none('listRuns'),
      getRun: none('getRun'),
      verifyCluster: none('verifyCluster'),
      verifyCandidate: none('verifyCandidate'),
      checkPreflight: none('checkPreflight'),
      getPromotionPlan: none('getPromotionPlan'),
      getPromotion: none('getPromotion'),
      getPromotionChanges: none('getPromotionChanges'),
      requestPromotion: none('requestPromotion'),
      rollBackPromotion: none('rollBackPromotion'),
      notePromotionChange: none('notePromotionChange'),
      ...fleet,
    },
  };
}

/** Files of a workspace by their paths, and what an action makes of them. */
export function workspaces() {
  const directory = createMockDirectory();
  return {
    directory,
    async run(
      action: TemplateAction<any, any, any>,
      input: object,
      options: {
        files?: Record<string, string>;
        isDryRun?: boolean;
        credentials?: BackstageCredentials;
        checkpoints?: Map<string, unknown>;
      } = {},
    ) {
      const { files, checkpoints = new Map<string, unknown>() } = options;
      if (files) directory.setContent(files);
      const output: Record<string, unknown> = {};
      const log: string[] = [];
      await action.handler({
        input,
        workspacePath: directory.path,
        task: { id: 'task-1' },
        step: { id: 'step-1', name: 'step' },
        isDryRun: options.isDryRun,
        logger: mockLogger(log),
        output: (name: string, value: unknown) => {
          output[name] = value;
        },
        getInitiatorCredentials: async () =>
          options.credentials ?? mockCredentials.user(),
        checkpoint: async ({
          key,
          fn,
        }: {
          key: string;
          fn: () => Promise<unknown>;
        }) => {
          if (!checkpoints.has(key)) checkpoints.set(key, await fn());
          return checkpoints.get(key);
        },
        createTemporaryDirectory: async () => directory.path,
      } as never);
      return { output, log };
    },
    read: (file: string) =>
      fs.readFile(path.join(directory.path, file), 'utf8'),
  };
}

function mockLogger(log: string[]) {
  const logger = mockServices.logger.mock();
  logger.info.mockImplementation((message: string) => {
    log.push(message);
  });
  return logger;
}
