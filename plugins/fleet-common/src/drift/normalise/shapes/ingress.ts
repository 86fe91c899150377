import type { Shape } from '../Shape';
import { ENTRIES, NO_TEXT } from './common';

/**
 * Kubernetes API reference v1.36, Ingress networking.k8s.io/v1. Its class is filled in
 * where the cluster has one that is used by default.
 */
export const INGRESS: Shape = {
  fields: {
    spec: {
      isEmptyAbsent: true,
      fields: {
        ingressClassName: { isServerSet: true },
        rules: {
          items: {
            fields: {
              host: NO_TEXT,
              http: {
                fields: {
                  paths: {
                    items: {
                      fields: {
                        path: NO_TEXT,
                        backend: {
                          fields: { service: { fields: { port: ENTRIES } } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
