// Generated from plugins/fleet-backend/src/schema/openapi.yaml by 'npm run generate'. Do not edit.
/** The API of Fleet as an OpenAPI document. */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "Fleet",
    "version": "1",
    "description": "The state of a fleet of Kubernetes clusters, joined to the software catalog. Every statement carries when it was last confirmed; what is not current is never counted as good."
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "tags": [
    {
      "name": "fleet"
    },
    {
      "name": "clusters"
    },
    {
      "name": "components"
    },
    {
      "name": "matrix"
    },
    {
      "name": "actions"
    },
    {
      "name": "audit"
    },
    {
      "name": "drift"
    },
    {
      "name": "promotions"
    }
  ],
  "paths": {
    "/overview": {
      "get": {
        "operationId": "getOverview",
        "tags": [
          "fleet"
        ],
        "summary": "What needs attention, the totals, and the clusters in groups, of each the worst.",
        "description": "Made from a snapshot of the fleet that is at most a few seconds old and says so in `asOf`; what was written before `revision` is in it. Answers have an ETag; one that is still right is a 304.",
        "x-permission": "fleet.cluster.read",
        "parameters": [
          {
            "name": "groupBy",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "region",
                "environment",
                "provider",
                "tier",
                "owner"
              ],
              "default": "region"
            }
          },
          {
            "$ref": "#/components/parameters/regionFilter"
          },
          {
            "$ref": "#/components/parameters/environmentFilter"
          },
          {
            "$ref": "#/components/parameters/providerFilter"
          },
          {
            "$ref": "#/components/parameters/tierFilter"
          },
          {
            "$ref": "#/components/parameters/ownerFilter"
          },
          {
            "$ref": "#/components/parameters/reachabilityFilter"
          },
          {
            "$ref": "#/components/parameters/healthFilter"
          },
          {
            "$ref": "#/components/parameters/versionFilter"
          },
          {
            "$ref": "#/components/parameters/instancesFilter"
          },
          {
            "$ref": "#/components/parameters/deliveriesFilter"
          }
        ],
        "responses": {
          "200": {
            "description": "The overview.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Overview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/changes": {
      "get": {
        "operationId": "getChanges",
        "tags": [
          "fleet"
        ],
        "summary": "Whether anything visible changed since a revision.",
        "x-permission": "fleet.cluster.read",
        "parameters": [
          {
            "name": "since",
            "in": "query",
            "required": false,
            "schema": {
              "type": "integer",
              "minimum": 0
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The revision now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Changes"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/health": {
      "get": {
        "operationId": "getHealth",
        "tags": [
          "fleet"
        ],
        "summary": "Whether clusters are read and written, on this replica and over all.",
        "description": "For whoever runs the portal, and for monitoring with a service token. It answers also when the database does not. Whether the process lives is told by Backstage's own health endpoints.",
        "x-permission": "fleet.cluster.read",
        "responses": {
          "200": {
            "description": "The health, also where it is bad. `status` says so.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetHealth"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters": {
      "get": {
        "operationId": "listClusters",
        "tags": [
          "clusters"
        ],
        "summary": "Clusters, filtered, sorted and paged.",
        "x-permission": "fleet.cluster.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/regionFilter"
          },
          {
            "$ref": "#/components/parameters/environmentFilter"
          },
          {
            "$ref": "#/components/parameters/providerFilter"
          },
          {
            "$ref": "#/components/parameters/tierFilter"
          },
          {
            "$ref": "#/components/parameters/ownerFilter"
          },
          {
            "$ref": "#/components/parameters/reachabilityFilter"
          },
          {
            "$ref": "#/components/parameters/healthFilter"
          },
          {
            "$ref": "#/components/parameters/versionFilter"
          },
          {
            "$ref": "#/components/parameters/instancesFilter"
          },
          {
            "$ref": "#/components/parameters/deliveriesFilter"
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of the name or title.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "sort",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "-name",
                "reachability",
                "-reachability",
                "health",
                "-health",
                "version",
                "-version",
                "nodes",
                "-nodes",
                "lastSeen",
                "-lastSeen",
                "degraded",
                "-degraded"
              ]
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 4000
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of clusters.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/connections": {
      "get": {
        "operationId": "listConnections",
        "tags": [
          "clusters"
        ],
        "summary": "What other back ends need to name and to reach the clusters, and nothing secret.",
        "description": "Answers service principals only. Clusters that were removed are listed too, with when, and on the word of which source. What a source with `complete` false does not name may still be there. Answers have an ETag; one that is still right is a 304.",
        "x-permission": "fleet.cluster.read",
        "x-principals": [
          "service"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of connections, ordered by the id of the cluster.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConnectionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}": {
      "get": {
        "operationId": "getCluster",
        "tags": [
          "clusters"
        ],
        "summary": "One cluster, with its identities, attributes, nodes and coverage.",
        "x-permission": "fleet.cluster.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          }
        ],
        "responses": {
          "200": {
            "description": "The cluster.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/instances": {
      "get": {
        "operationId": "listClusterInstances",
        "tags": [
          "clusters"
        ],
        "summary": "What runs on a cluster, by component.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "$ref": "#/components/parameters/instanceState"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of instances.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/InstancePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/workloads": {
      "get": {
        "operationId": "listClusterWorkloads",
        "tags": [
          "clusters"
        ],
        "summary": "The workloads of a cluster.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "$ref": "#/components/parameters/instanceState"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of workloads.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WorkloadPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/deliveries": {
      "get": {
        "operationId": "listClusterDeliveries",
        "tags": [
          "clusters"
        ],
        "summary": "The deliveries that a cluster holds, and those that bring something to it.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "$ref": "#/components/parameters/instanceState"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of deliveries.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DeliveryPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/statements": {
      "get": {
        "operationId": "listClusterStatements",
        "tags": [
          "clusters"
        ],
        "summary": "What hubs say of a cluster, and what is read on it besides workloads, deliveries and nodes.",
        "description": "What speaks of a cluster as a whole is shown to who may see what belongs to no component there; names of other clusters and of deliveries within it only to who may see those.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "name": "role",
            "in": "query",
            "description": "What speaks of the cluster itself, or what is read on it. Both where none is given.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/StatementRole"
              },
              "maxItems": 2
            }
          },
          {
            "name": "type",
            "in": "query",
            "description": "Only these types.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/StatementType"
              },
              "maxItems": 20
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of its kind, namespace or name; case does not count.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of statements, by type, namespace and name.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StatementPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/alerts": {
      "get": {
        "operationId": "listClusterAlerts",
        "tags": [
          "clusters"
        ],
        "summary": "The alerts that fire on a cluster, the worst first.",
        "description": "An alert is shown to who may see what runs in the namespace that it is about. That none is listed says that none fires only where `known` says that all is known.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "name": "severity",
            "in": "query",
            "description": "Only these severities.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Severity"
              },
              "maxItems": 5
            }
          },
          {
            "name": "namespace",
            "in": "query",
            "description": "Only of these namespaces.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of its name or namespace; case does not count.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of alerts, by severity, name and namespace.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AlertPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/findings": {
      "get": {
        "operationId": "listClusterFindings",
        "tags": [
          "clusters"
        ],
        "summary": "What policies found on a cluster, the worst first.",
        "description": "What cannot be confirmed now is counted apart and is no pass. No finding is no pass either: a policy that nobody evaluated finds nothing.",
        "x-permission": "fleet.finding.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "name": "result",
            "in": "query",
            "description": "Only these results.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/FindingResult"
              },
              "maxItems": 7
            }
          },
          {
            "name": "severity",
            "in": "query",
            "description": "Only these severities.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Severity"
              },
              "maxItems": 5
            }
          },
          {
            "name": "engine",
            "in": "query",
            "description": "Only what these evaluated.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "policy",
            "in": "query",
            "description": "Only of these policies.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "namespace",
            "in": "query",
            "description": "Only of things in these namespaces.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of the policy or of the name or kind of the thing; case does not count.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "repeated",
            "in": "query",
            "description": "Also findings of Pods (and of Jobs and ReplicaSets) that repeat that of what made them. They are left out else, and counted apart.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "repeating",
            "in": "query",
            "description": "Only those that repeat the finding of this id.",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of findings, by result, severity and policy.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FindingPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/pod-security": {
      "get": {
        "operationId": "getClusterPodSecurity",
        "tags": [
          "policies"
        ],
        "summary": "The level of the Pod Security Standards that each namespace of a cluster is proven to keep.",
        "description": "Labels say what is asked of pods that come, and prove nothing of what is there: that findings do, as far as they can be confirmed now. What nobody evaluated is not kept.",
        "x-permission": "fleet.finding.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of the name of the namespace; case does not count.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The first 100 namespaces by name.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterPodSecurity"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/policies": {
      "get": {
        "operationId": "listClusterPolicies",
        "tags": [
          "clusters"
        ],
        "summary": "The policies that are read on a cluster or speak of it, and what is exempt from them.",
        "description": "Whether a policy works and what it does about what breaks it; whether it is kept is said by findings.",
        "x-permission": "fleet.finding.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "name": "role",
            "in": "query",
            "description": "What speaks of the cluster itself, or what is read on it. Both where none is given.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/StatementRole"
              },
              "maxItems": 2
            }
          },
          {
            "name": "type",
            "in": "query",
            "description": "Only these types.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/StatementType"
              },
              "maxItems": 20
            }
          },
          {
            "name": "engine",
            "in": "query",
            "description": "Only of these engines.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "enforcement",
            "in": "query",
            "description": "Only policies that do this about what breaks them. Exceptions do nothing about it.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Enforcement"
              },
              "maxItems": 8
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Only what works like this, as its engine says. It says nothing of whether a policy is kept.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Health"
              },
              "maxItems": 6
            }
          },
          {
            "name": "severity",
            "in": "query",
            "description": "Only policies of these severities.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Severity"
              },
              "maxItems": 5
            }
          },
          {
            "name": "category",
            "in": "query",
            "description": "Only policies of any of these categories. Of one with more than 20, the first 20 count.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of its kind, namespace or name; case does not count.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of policies and exceptions, by type, namespace and name.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/allocations": {
      "get": {
        "operationId": "listClusterAllocations",
        "tags": [
          "clusters"
        ],
        "summary": "What a cluster and the things on it cost, the dearest first.",
        "description": "Allocations of different grain speak of the same money and are never to be added up. Each carries what was asked, for which window, and in which currency as far as that is said.",
        "x-permission": "fleet.allocation.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "name": "grain",
            "in": "query",
            "description": "Only of these grains.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/AllocationGrain"
              },
              "maxItems": 6
            }
          },
          {
            "name": "share",
            "in": "query",
            "description": "Only these shares.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/AllocationShare"
              },
              "maxItems": 5
            }
          },
          {
            "name": "engine",
            "in": "query",
            "description": "Only of these cost tools.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "namespace",
            "in": "query",
            "description": "Only of these namespaces.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "start",
            "in": "query",
            "description": "Only of the window that begins then.",
            "schema": {
              "type": "string",
              "format": "date-time",
              "maxLength": 40
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of its name or namespace; case does not count.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of allocations.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AllocationPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/budgets": {
      "get": {
        "operationId": "listClusterBudgets",
        "tags": [
          "clusters"
        ],
        "summary": "The budgets that cost tools on a cluster keep, or keep for it.",
        "description": "What may be spent, and what was, as the cost tool has it.",
        "x-permission": "fleet.allocation.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "name": "role",
            "in": "query",
            "description": "What speaks of the cluster itself, or what is read on it. Both where none is given.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/StatementRole"
              },
              "maxItems": 2
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of its kind, namespace or name; case does not count.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of budgets, by namespace and name.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StatementPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/transitions": {
      "get": {
        "operationId": "listClusterTransitions",
        "tags": [
          "clusters"
        ],
        "summary": "What changed on a cluster, newest first.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "$ref": "#/components/parameters/transitionNamespace"
          },
          {
            "$ref": "#/components/parameters/transitionField"
          },
          {
            "$ref": "#/components/parameters/transitionFrom"
          },
          {
            "$ref": "#/components/parameters/transitionTo"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of transitions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TransitionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{clusterId}/verify": {
      "post": {
        "operationId": "verifyCluster",
        "tags": [
          "clusters"
        ],
        "summary": "Whether a cluster of the fleet is as one should be, check by check. Changes nothing.",
        "description": "By what is known of it, and by what it answers now: its version, its clock, and what may be read there, asked with the credentials that it is read with, within bounds. What nobody could look at is `unknown`.",
        "x-permission": "fleet.cluster.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/clusterId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ClusterVerificationRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The checks, in the order in which they are shown.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterVerification"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/candidates/verify": {
      "post": {
        "operationId": "verifyCandidate",
        "tags": [
          "clusters"
        ],
        "summary": "Whether a cluster that is none of the fleet yet could join it, check by check. Changes nothing.",
        "description": "Its address is written by somebody: private networks are connected to only where the operator allows it, and its certificate is always checked. It is looked at with nothing, or with credentials of the configuration, by their name, that are for that address alone. That it is connected to is recorded; 503 where too many were.",
        "x-permission": "fleet.cluster.onboard",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CandidateVerificationRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The checks, in the order in which they are shown.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterVerification"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/preflight": {
      "post": {
        "operationId": "checkPreflight",
        "tags": [
          "clusters"
        ],
        "summary": "Whether manifests could go to clusters as they are now, check by check. Changes nothing.",
        "description": "Asked of each cluster with the credentials that it is read with: what they may not see is not asked. Admission is asked as a dry run of the API server, with the credentials that it is acted with, where there are such and who asks may act there. In namespaces that the reader may not see nothing is looked at.",
        "x-permission": "fleet.instance.read",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PreflightRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The checks of each cluster, in the order in which they were named.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Preflight"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/unbound": {
      "get": {
        "operationId": "listUnbound",
        "tags": [
          "mapping"
        ],
        "summary": "What is bound to no catalog entity, the same thing on many clusters once, with proposals.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "name": "problem",
            "in": "query",
            "description": "Why it is bound to nothing; any of these.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/UnboundProblem"
              }
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Id of the cluster.",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          },
          {
            "name": "namespace",
            "in": "query",
            "description": "Namespace that it is counted in.",
            "schema": {
              "type": "string",
              "maxLength": 253
            }
          },
          {
            "name": "engine",
            "in": "query",
            "description": "Id of the engine that delivers it; leaves out workloads.",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of what it is called, of its namespace, kind, labels or source.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of things that are bound to nothing.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UnboundPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/components/{kind}/{namespace}/{name}": {
      "get": {
        "operationId": "getComponent",
        "tags": [
          "components"
        ],
        "summary": "Where a catalog entity runs, and where it does not and why.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Instances on a page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 50
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The component over the fleet.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ComponentFleet"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/components/{kind}/{namespace}/{name}/transitions": {
      "get": {
        "operationId": "listComponentTransitions",
        "tags": [
          "components"
        ],
        "summary": "What changed for a catalog entity, newest first.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          },
          {
            "$ref": "#/components/parameters/transitionCluster"
          },
          {
            "$ref": "#/components/parameters/transitionNamespace"
          },
          {
            "$ref": "#/components/parameters/transitionField"
          },
          {
            "$ref": "#/components/parameters/transitionFrom"
          },
          {
            "$ref": "#/components/parameters/transitionTo"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of transitions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TransitionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/components/{kind}/{namespace}/{name}/runs": {
      "get": {
        "operationId": "listComponentRuns",
        "tags": [
          "actions"
        ],
        "summary": "What systems were told about a catalog entity, newest first.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          },
          {
            "$ref": "#/components/parameters/transitionCluster"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of runs.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActionRunPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/components/{kind}/{namespace}/{name}/clusters/{clusterId}/reasons": {
      "get": {
        "operationId": "getReasons",
        "tags": [
          "rollouts"
        ],
        "summary": "Why a catalog entity is on a cluster as it is, or why it is not there.",
        "description": "The links between a release and its being well on the cluster, in their order; the first that does not hold is the reason. Where it runs in several namespaces, each has a chain.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          },
          {
            "$ref": "#/components/parameters/clusterId"
          }
        ],
        "responses": {
          "200": {
            "description": "A chain for each place.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Reasons"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/components/{kind}/{namespace}/{name}/clusters/{clusterId}/past": {
      "get": {
        "operationId": "getPast",
        "tags": [
          "matrix"
        ],
        "summary": "What a catalog entity was on a cluster at a time.",
        "description": "An item for each place that it was in, or may have been in. Nothing is said that was not proven then: of what changed at a time that nobody saw it is told between which values. That there is no item means that it was not there only where there is no `gap`.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          },
          {
            "$ref": "#/components/parameters/clusterId"
          },
          {
            "$ref": "#/components/parameters/matrixAt"
          }
        ],
        "responses": {
          "200": {
            "description": "What it was.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PastOfComponent"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/compliance": {
      "get": {
        "operationId": "getCompliance",
        "tags": [
          "policies"
        ],
        "summary": "How far policies are kept, and how far that is known.",
        "description": "Added up over what the reader may see. A score says how much of what was evaluated is kept, and coverage how much of what is expected was evaluated; neither stands for the other. What was bad and cannot be confirmed now counts as bad; what was good then counts as not evaluated.",
        "x-permission": "fleet.finding.read",
        "parameters": [
          {
            "name": "owner",
            "in": "query",
            "description": "Only of what these own, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "system",
            "in": "query",
            "description": "Only of what belongs to these systems, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "component",
            "in": "query",
            "description": "Only of these components, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Only on these clusters, as ids.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "region",
            "in": "query",
            "description": "Only in these regions.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "environment",
            "in": "query",
            "description": "Only in these environments.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "engine",
            "in": "query",
            "description": "Only what these evaluated.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "policy",
            "in": "query",
            "description": "Only of these policies.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "severity",
            "in": "query",
            "description": "Only of these severities.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Severity"
              },
              "maxItems": 5
            }
          },
          {
            "name": "rows",
            "in": "query",
            "description": "What the rows of the heatmap are.",
            "schema": {
              "$ref": "#/components/schemas/ComplianceRowKind"
            }
          },
          {
            "name": "columns",
            "in": "query",
            "description": "What the columns of the heatmap are.",
            "schema": {
              "$ref": "#/components/schemas/ComplianceColumnKind"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Score, coverage, and what they are made of.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetCompliance"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/cost/hours": {
      "get": {
        "operationId": "getCostHours",
        "tags": [
          "allocations"
        ],
        "summary": "What was spent in each hour of the last eight days, and today as far as it is over.",
        "description": "Of clusters whose cost tool is asked by hour. An hour of which nobody told anything is missing, and one that lacks a cluster says so: neither is filled in. Two currencies are never added up.",
        "x-permission": "fleet.allocation.read",
        "parameters": [
          {
            "name": "owner",
            "in": "query",
            "description": "Only of what these own, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "system",
            "in": "query",
            "description": "Only of what belongs to these systems, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "component",
            "in": "query",
            "description": "Only of these components, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Only on these clusters, as ids.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "region",
            "in": "query",
            "description": "Only in these regions.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "environment",
            "in": "query",
            "description": "Only in these environments.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "provider",
            "in": "query",
            "description": "Only with these providers.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Costs by hour, of each currency.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetCostHours"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/cost/prices": {
      "get": {
        "operationId": "getPrices",
        "tags": [
          "allocations"
        ],
        "summary": "The price sheet, by which is charged where no cost tool says what things cost.",
        "description": "Rows that people wrote count before what configuration says. Costs that rest on either are estimated, and are on no bill. Answered to who may see all costs of the fleet.",
        "x-permission": "fleet.allocation.read",
        "responses": {
          "200": {
            "description": "What holds, what will, and what held.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetPrices"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "changePrices",
        "tags": [
          "allocations"
        ],
        "summary": "Adds rows to the price sheet, all of them or none.",
        "description": "Nothing that was written is changed: a row holds from its day on, and days that were charged keep their price. 400, with the row and the field, where one may not be written. As the sheet is answered, it also takes what reading it does: to see all costs of the fleet.",
        "x-permission": "fleet.price.update",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FleetPricesChange"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The price sheet, as it is then.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetPrices"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/cost": {
      "get": {
        "operationId": "getCost",
        "tags": [
          "allocations"
        ],
        "summary": "What is spent, by day, and what will be.",
        "description": "Added up over what the reader may see, from whole days that are kept. A day of which nobody told anything is missing, and one that lacks a cluster says so: neither is filled in. Two currencies are never added up.",
        "x-permission": "fleet.allocation.read",
        "parameters": [
          {
            "name": "owner",
            "in": "query",
            "description": "Only of what these own, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "system",
            "in": "query",
            "description": "Only of what belongs to these systems, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "component",
            "in": "query",
            "description": "Only of these components, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Only on these clusters, as ids.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "region",
            "in": "query",
            "description": "Only in these regions.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "environment",
            "in": "query",
            "description": "Only in these environments.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "provider",
            "in": "query",
            "description": "Only with these providers.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "by",
            "in": "query",
            "description": "What rows and the stack are of.",
            "schema": {
              "$ref": "#/components/schemas/CostRowKind"
            }
          },
          {
            "name": "days",
            "in": "query",
            "description": "How many days up to yesterday are told.",
            "schema": {
              "type": "integer",
              "minimum": 7,
              "maximum": 396,
              "default": 90
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Costs by day, forecasts, and what they are made of, of each currency.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetCost"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/cost/right-sizing": {
      "get": {
        "operationId": "getRightSizing",
        "tags": [
          "allocations"
        ],
        "summary": "Requests that could be smaller, or have to be larger.",
        "description": "Of each workload that the reader may see, from its highs over whole days that are kept. A smaller request is proposed only where neither throttling nor kills for want of memory contradict it, and where somebody knows of them; else it is said why there is none.",
        "x-permission": "fleet.allocation.read",
        "parameters": [
          {
            "name": "owner",
            "in": "query",
            "description": "Only of what these own, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "system",
            "in": "query",
            "description": "Only of what belongs to these systems, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "component",
            "in": "query",
            "description": "Only of these components, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Only on these clusters, as ids.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "region",
            "in": "query",
            "description": "Only in these regions.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "environment",
            "in": "query",
            "description": "Only in these environments.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "provider",
            "in": "query",
            "description": "Only with these providers.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "days",
            "in": "query",
            "description": "Over how many days up to yesterday use is looked at.",
            "schema": {
              "type": "integer",
              "minimum": 7,
              "maximum": 35,
              "default": 14
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Workloads with what they should request, or why nothing is proposed.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetRightSizing"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/cost/releases": {
      "get": {
        "operationId": "getReleaseCosts",
        "tags": [
          "allocations"
        ],
        "summary": "What the releases of a component cost more, or less.",
        "description": "Each release of the last 90 days by differences in differences: the week after it came is compared with the same weekdays before, and with where it had not come to. Of both what costs and what runs only what the reader may see is looked at.",
        "x-permission": "fleet.allocation.read",
        "parameters": [
          {
            "name": "component",
            "in": "query",
            "required": true,
            "description": "The component, as a reference.",
            "schema": {
              "type": "string",
              "maxLength": 253
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Releases, the newest first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseCosts"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/cost/promotion": {
      "get": {
        "operationId": "getPromotionCost",
        "tags": [
          "allocations"
        ],
        "summary": "What it would cost to bring a release to more clusters.",
        "description": "The gate of a promotion by its cost. What is not known does not open it: the verdict is then `unknown`, as it is for a reader who may see some of the instances only.",
        "x-permission": "fleet.allocation.read",
        "parameters": [
          {
            "name": "component",
            "in": "query",
            "required": true,
            "description": "The component, as a reference.",
            "schema": {
              "type": "string",
              "maxLength": 253
            }
          },
          {
            "name": "version",
            "in": "query",
            "description": "The version that is promoted; the newest release where absent.",
            "schema": {
              "type": "string",
              "maxLength": 512
            }
          },
          {
            "name": "from",
            "in": "query",
            "description": "Only what was measured on these clusters counts, as ids; all that have the release where absent.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "to",
            "in": "query",
            "description": "Where it is to go, as ids; with neither these nor environments, wherever the component runs without it.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 200
            }
          },
          {
            "name": "environment",
            "in": "query",
            "description": "Where it is to go, as environments.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "limit",
            "in": "query",
            "description": "What it may cost more each month, in the currency of the costs; what is configured, or left of budgets, where absent.",
            "schema": {
              "type": "number",
              "minimum": 0,
              "maximum": 1000000000000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What it would cost, and whether that is within the limit.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionCostAnswer"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/compliance/trend": {
      "get": {
        "operationId": "getComplianceTrend",
        "tags": [
          "policies"
        ],
        "summary": "How far policies were kept on each day, and how long it took to repair what failed.",
        "description": "Added up over what the reader may see, as it counted on each day: what could not be confirmed then is not evaluated, or as bad as it was known to be. A day at which nobody looked is a gap, and nothing is filled in.",
        "x-permission": "fleet.finding.read",
        "parameters": [
          {
            "name": "owner",
            "in": "query",
            "description": "Only of what these own, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "system",
            "in": "query",
            "description": "Only of what belongs to these systems, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "component",
            "in": "query",
            "description": "Only of these components, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Only on these clusters, as ids.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "region",
            "in": "query",
            "description": "Only in these regions.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "environment",
            "in": "query",
            "description": "Only in these environments.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "engine",
            "in": "query",
            "description": "Only what these evaluated.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "policy",
            "in": "query",
            "description": "Only of these policies.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "severity",
            "in": "query",
            "description": "Only of these severities.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Severity"
              },
              "maxItems": 5
            }
          },
          {
            "name": "from",
            "in": "query",
            "description": "The first day, in UTC; 89 days before the last where it is left out. At most 400 days are told at once.",
            "schema": {
              "type": "string",
              "maxLength": 10
            }
          },
          {
            "name": "to",
            "in": "query",
            "description": "The last day, in UTC; today where it is left out.",
            "schema": {
              "type": "string",
              "maxLength": 10
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The days, and what became of failures.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ComplianceTrend"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/drift": {
      "get": {
        "operationId": "listDrift",
        "tags": [
          "drift"
        ],
        "summary": "Episodes of drift, each with since when, by whom and of which class.",
        "description": "Of what is delivered, where the reader may see it. Totals are of all that pass the filters. What nobody can see any more goes on, and says so.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/driftState"
          },
          {
            "$ref": "#/components/parameters/driftClass"
          },
          {
            "$ref": "#/components/parameters/driftEngine"
          },
          {
            "$ref": "#/components/parameters/driftAge"
          },
          {
            "$ref": "#/components/parameters/driftSame"
          },
          {
            "$ref": "#/components/parameters/driftComponent"
          },
          {
            "$ref": "#/components/parameters/driftOwner"
          },
          {
            "$ref": "#/components/parameters/driftSystem"
          },
          {
            "$ref": "#/components/parameters/driftCluster"
          },
          {
            "$ref": "#/components/parameters/driftRegion"
          },
          {
            "$ref": "#/components/parameters/driftEnvironment"
          },
          {
            "$ref": "#/components/parameters/driftIgnored"
          },
          {
            "name": "order",
            "in": "query",
            "description": "What has lasted longest first, or what was seen last; the longest where it is absent.",
            "schema": {
              "type": "string",
              "enum": [
                "oldest",
                "newest"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of episodes.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DriftPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/drift/groups": {
      "get": {
        "operationId": "listDriftGroups",
        "tags": [
          "drift"
        ],
        "summary": "Episodes of drift added up, those first of which most need somebody.",
        "description": "By what differs in the same way, so that the same drift on many clusters is one line; or by class, age, owner, component, cluster, region or engine. Counts of a kind of group leave out the filter by that kind.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "name": "by",
            "in": "query",
            "required": true,
            "description": "What is one line.",
            "schema": {
              "$ref": "#/components/schemas/DriftGroupKind"
            }
          },
          {
            "$ref": "#/components/parameters/driftState"
          },
          {
            "$ref": "#/components/parameters/driftClass"
          },
          {
            "$ref": "#/components/parameters/driftEngine"
          },
          {
            "$ref": "#/components/parameters/driftAge"
          },
          {
            "$ref": "#/components/parameters/driftSame"
          },
          {
            "$ref": "#/components/parameters/driftComponent"
          },
          {
            "$ref": "#/components/parameters/driftOwner"
          },
          {
            "$ref": "#/components/parameters/driftSystem"
          },
          {
            "$ref": "#/components/parameters/driftCluster"
          },
          {
            "$ref": "#/components/parameters/driftRegion"
          },
          {
            "$ref": "#/components/parameters/driftEnvironment"
          },
          {
            "$ref": "#/components/parameters/driftIgnored"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of lines.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DriftGroupPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/drift/preview": {
      "post": {
        "operationId": "previewDriftIgnored",
        "tags": [
          "drift"
        ],
        "summary": "What an exception from drift would hide, before it is asked for. Changes nothing.",
        "x-permission": "fleet.instance.read",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExceptionScopeRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it would hide of what drifts now, as far as the reader may see it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DriftPreview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/drift/{episodeId}": {
      "get": {
        "operationId": "getDriftEpisode",
        "tags": [
          "drift"
        ],
        "summary": "One episode of drift, with what differs, what came before, and what can be done about it.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "name": "episodeId",
            "in": "path",
            "required": true,
            "description": "The episode's id.",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The episode.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DriftEpisodeDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/drift/{episodeId}/tell": {
      "post": {
        "operationId": "tellDriftOwner",
        "tags": [
          "drift"
        ],
        "summary": "Asks the owner of what drifts to look at it.",
        "description": "One piece of news for the owner, told within the limits of notifications; of one episode once a day. 409 where the episode is over, nobody is known to own it, or notifications are not configured.",
        "x-permission": "fleet.instance.act",
        "parameters": [
          {
            "name": "episodeId",
            "in": "path",
            "required": true,
            "description": "The episode's id.",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DriftTelling"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Whether it was noted now, or the owner was told on this day already.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DriftToldOwner"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit-events/{cluster}": {
      "post": {
        "operationId": "sendAuditEvents",
        "tags": [
          "drift"
        ],
        "summary": "What the API server of a cluster sends of its audit log, to tell who changed what drifts.",
        "description": "For the webhook backend of API servers alone: a bearer token of `fleet.drift.auditWebhooks` tells which cluster it is, and no token of the portal does. The body is an EventList of `audit.k8s.io/v1`, of at most 2 MiB and 2,000 events. Answered once what is kept of it is kept. An unknown cluster and a wrong token are answered alike, by 401; too much by 429. Without the configuration there is no such operation.",
        "x-principals": [
          "api-server"
        ],
        "parameters": [
          {
            "name": "cluster",
            "in": "path",
            "required": true,
            "description": "The cluster as `fleet.drift.auditWebhooks` calls it.",
            "schema": {
              "type": "string",
              "maxLength": 253
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "kind",
                  "apiVersion",
                  "items"
                ],
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "EventList"
                    ]
                  },
                  "apiVersion": {
                    "type": "string",
                    "enum": [
                      "audit.k8s.io/v1"
                    ]
                  },
                  "items": {
                    "type": "array",
                    "items": {
                      "type": "object"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "It is kept, as far as anything of it is.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions": {
      "get": {
        "operationId": "listExceptions",
        "tags": [
          "policies"
        ],
        "summary": "The ledger of exceptions, those that were asked for last first.",
        "description": "Those of which the reader may see at least one place; of others nothing is counted. Totals and debt are of all that pass the filters but the one by state.",
        "x-permission": "fleet.finding.read",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "description": "Only those in these states now.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/ExceptionState"
              },
              "maxItems": 7
            }
          },
          {
            "name": "kind",
            "in": "query",
            "description": "Only of these kinds.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/ExceptionKind"
              },
              "maxItems": 4
            }
          },
          {
            "name": "owner",
            "in": "query",
            "description": "Only of these owners, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "component",
            "in": "query",
            "description": "Only of these entities, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "policy",
            "in": "query",
            "description": "Only from these policies.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Only those that hold on these clusters, as ids.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of the ledger.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ExceptionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "requestException",
        "tags": [
          "policies"
        ],
        "summary": "Asks for an exception. It is in force once enough others have approved of it.",
        "description": "Who asks is who is signed in. The same `requestKey` of the same person is the same request. Permission is needed on all places that it covers.",
        "x-permission": "fleet.finding.waive",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExceptionRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The exception, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{exceptionId}": {
      "get": {
        "operationId": "getException",
        "tags": [
          "policies"
        ],
        "summary": "One exception of the ledger.",
        "x-permission": "fleet.finding.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/exceptionId"
          }
        ],
        "responses": {
          "200": {
            "description": "The exception, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{exceptionId}/approve": {
      "post": {
        "operationId": "approveException",
        "tags": [
          "policies"
        ],
        "summary": "Approves of an exception that somebody else asked for.",
        "description": "409 where it has changed since the version that is named.",
        "x-permission": "fleet.finding.approve",
        "parameters": [
          {
            "$ref": "#/components/parameters/exceptionId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExceptionApproval"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The exception, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{exceptionId}/withdraw": {
      "post": {
        "operationId": "withdrawException",
        "tags": [
          "policies"
        ],
        "summary": "Takes an exception back, or refuses it.",
        "description": "409 where it has changed since the version that is named.",
        "x-permission": "fleet.finding.waive",
        "parameters": [
          {
            "$ref": "#/components/parameters/exceptionId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExceptionWithdrawal"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The exception, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{exceptionId}/renew": {
      "post": {
        "operationId": "renewException",
        "tags": [
          "policies"
        ],
        "summary": "Asks for an exception that follows another. It has approvals of its own.",
        "description": "409 where it has changed since the version that is named.",
        "x-permission": "fleet.finding.waive",
        "parameters": [
          {
            "$ref": "#/components/parameters/exceptionId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExceptionRenewal"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The exception that follows it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/applied-exceptions": {
      "get": {
        "operationId": "listAppliedExceptions",
        "tags": [
          "policies"
        ],
        "summary": "The exceptions that policy engines apply, and what the ledger says of each.",
        "description": "As they were last read; what is not current is said to be so. Those that somebody should look at come first.",
        "x-permission": "fleet.finding.read",
        "parameters": [
          {
            "name": "cluster",
            "in": "query",
            "description": "Only on these clusters, as ids.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "engine",
            "in": "query",
            "description": "Only of these engines.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "alert",
            "in": "query",
            "description": "Only those of which one of these is so.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/AppliedExceptionAlert"
              },
              "maxItems": 3
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of them.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AppliedExceptionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions": {
      "get": {
        "operationId": "listPromotions",
        "tags": [
          "promotions"
        ],
        "summary": "Promotions, those that were asked for last first.",
        "description": "Those of which the reader may see all clusters that they go to; of others nothing is counted.",
        "x-permission": "fleet.promotion.read",
        "parameters": [
          {
            "name": "component",
            "in": "query",
            "description": "Only of these entities, as references.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "stage",
            "in": "query",
            "description": "Only to these stages.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 63
              },
              "maxItems": 50
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Only those that are in these states.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/PromotionState"
              },
              "maxItems": 14
            }
          },
          {
            "name": "goesOn",
            "in": "query",
            "description": "Only those of which something goes on, which is also what is being taken back.",
            "schema": {
              "type": "string",
              "enum": [
                "yes"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of promotions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "requestPromotion",
        "tags": [
          "promotions"
        ],
        "summary": "Asks for a release to be promoted, by a plan as it was shown.",
        "description": "Who asks is who is signed in, and needs the permission on all clusters that it goes to. 409 where the plan is another one by now. A promotion of the same release to the same stage that is under way is answered as it is; one of another release there is superseded.",
        "x-permission": "fleet.promotion.promote",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Promotion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/pipeline": {
      "get": {
        "operationId": "getPipeline",
        "tags": [
          "promotions"
        ],
        "summary": "The stages of a component, what runs on each, and what may move.",
        "description": "Computed from what the reader may see.",
        "x-permission": "fleet.promotion.read",
        "parameters": [
          {
            "name": "component",
            "in": "query",
            "required": true,
            "description": "An entity reference.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The pipeline.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pipeline"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/plan": {
      "get": {
        "operationId": "getPromotionPlan",
        "tags": [
          "promotions"
        ],
        "summary": "What a promotion would do, what changes in Git, and which gates hold it up now. Changes nothing.",
        "x-permission": "fleet.promotion.read",
        "parameters": [
          {
            "name": "component",
            "in": "query",
            "required": true,
            "description": "An entity reference.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          },
          {
            "name": "from",
            "in": "query",
            "required": true,
            "description": "The stage that runs the release.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "to",
            "in": "query",
            "required": true,
            "description": "The stage that it is to go to.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The plan.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionPlan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/preflight": {
      "post": {
        "operationId": "askPromotionPreflight",
        "tags": [
          "promotions"
        ],
        "summary": "Asks the clusters that a promotion goes to whether they would take what it brings. Changes nothing.",
        "description": "Each is asked now, by what its workloads are there and the images of the release, as far as the reader may see them; no more than twenty, those of the first waves. Admission is a dry run with acting credentials, and for whoever may act there. 409 where nothing may move.",
        "x-permission": "fleet.promotion.read",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionPreflightRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The gate, as it is by what they answered.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionPreflightAnswer"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}": {
      "get": {
        "operationId": "getPromotion",
        "tags": [
          "promotions"
        ],
        "summary": "One promotion, with its plan, its gates, and what happened.",
        "x-permission": "fleet.promotion.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          }
        ],
        "responses": {
          "200": {
            "description": "The promotion, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Promotion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/approve": {
      "post": {
        "operationId": "approvePromotion",
        "tags": [
          "promotions"
        ],
        "summary": "Approves of a plan that somebody else asked for.",
        "description": "409 where the plan or its commit is another one by now.",
        "x-permission": "fleet.promotion.approve",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionApproval"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Promotion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/override": {
      "post": {
        "operationId": "overridePromotionGate",
        "tags": [
          "promotions"
        ],
        "summary": "Lets a wave go on although a gate does not hold.",
        "description": "What is unknown is not overridden, nor are approvals and policies. 409 where the plan is another one by now.",
        "x-permission": "fleet.promotion.approve",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionOverride"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Promotion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/stop": {
      "post": {
        "operationId": "stopPromotion",
        "tags": [
          "promotions"
        ],
        "summary": "Stops a promotion. What is merged stays where it is.",
        "x-permission": "fleet.promotion.promote",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionReason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Promotion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/roll-back": {
      "post": {
        "operationId": "rollBackPromotion",
        "tags": [
          "promotions"
        ],
        "summary": "Takes a promotion back wherever it may have come to.",
        "description": "What is on its way is stopped by that. It is rolled back once each cluster was seen with what it had.",
        "x-permission": "fleet.promotion.promote",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionReason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Promotion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/changes": {
      "get": {
        "operationId": "getPromotionChanges",
        "tags": [
          "promotions"
        ],
        "summary": "What a wave changes in Git, or what takes it back, as an action of the scaffolder carries it out.",
        "x-permission": "fleet.promotion.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          },
          {
            "name": "wave",
            "in": "query",
            "required": true,
            "description": "The key of the wave.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          },
          {
            "name": "direction",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/PromotionDirection"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The changes of the wave.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionChanges"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "notePromotionChange",
        "tags": [
          "promotions"
        ],
        "summary": "Notes that a change is proposed in Git.",
        "description": "The same change twice is noted once. It is not taken for merged by that.",
        "x-permission": "fleet.promotion.promote",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionChangeNote"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion, as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Promotion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/skew": {
      "get": {
        "operationId": "listSkew",
        "tags": [
          "fleet"
        ],
        "summary": "In what clusters that should be alike are not, over their groups; what differs first.",
        "description": "Clusters of one group should be alike. Each trait is compared with its mode, which is what most clusters of the group say of which it is known; a tie has none. What is not known is never alike, what is not there is proven not to be, and what is expected is named and not counted. Whoever may see a part of what runs or of policies only is told of what he sees; that something else is not there he is not told.",
        "x-permission": "fleet.cluster.read",
        "parameters": [
          {
            "name": "group",
            "in": "query",
            "description": "Only these groups, each as `attribute:value`.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 300
              },
              "maxItems": 50
            }
          },
          {
            "name": "aspect",
            "in": "query",
            "description": "Only in these aspects.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/SkewAspect"
              },
              "maxItems": 6
            }
          },
          {
            "name": "region",
            "in": "query",
            "description": "Only clusters in these regions are compared, with each other.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "maxItems": 50
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of the key of the trait; case does not count.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of traits, each of one group.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SkewPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/skew/compare": {
      "get": {
        "operationId": "compareSkew",
        "tags": [
          "fleet"
        ],
        "summary": "Two clusters beside each other, or one beside the mode of its group.",
        "x-permission": "fleet.cluster.read",
        "parameters": [
          {
            "name": "cluster",
            "in": "query",
            "required": true,
            "description": "One cluster by its id, which is compared with its group, or two.",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 253
              },
              "minItems": 1,
              "maxItems": 2
            }
          },
          {
            "name": "against",
            "in": "query",
            "description": "What one cluster is compared with.",
            "schema": {
              "type": "string",
              "enum": [
                "mode"
              ]
            }
          },
          {
            "name": "aspect",
            "in": "query",
            "description": "Only in these aspects.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/SkewAspect"
              },
              "maxItems": 6
            }
          },
          {
            "name": "verdict",
            "in": "query",
            "description": "Only what is so.",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/SkewComparisonVerdict"
              },
              "maxItems": 4
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of traits, what differs first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SkewComparisonPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/rollouts": {
      "get": {
        "operationId": "listRollouts",
        "tags": [
          "rollouts"
        ],
        "summary": "Releases on their way over the fleet, and those that were, the newest first.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "name": "component",
            "in": "query",
            "description": "References of catalog entities.",
            "schema": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "type": "string",
                "maxLength": 253
              }
            }
          },
          {
            "name": "system",
            "in": "query",
            "description": "References of the systems that the entities belong to.",
            "schema": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "type": "string",
                "maxLength": 253
              }
            }
          },
          {
            "name": "owner",
            "in": "query",
            "description": "References of those who own the entities.",
            "schema": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "type": "string",
                "maxLength": 253
              }
            }
          },
          {
            "name": "lifeCycle",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 5,
              "items": {
                "$ref": "#/components/schemas/RolloutLifeCycle"
              }
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of rollouts.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RolloutPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/rollouts/{rolloutId}": {
      "get": {
        "operationId": "getRollout",
        "tags": [
          "rollouts"
        ],
        "summary": "One release on its way, with the clusters that it is to reach.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "name": "rolloutId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The rollout.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Rollout"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/matrix/axes": {
      "get": {
        "operationId": "getMatrixAxes",
        "tags": [
          "matrix"
        ],
        "summary": "The rows and columns of the matrix of clusters and components, with its totals and facets.",
        "description": "Rows are clusters, in groups; columns are the components that run on one of them. Of both the first hundred come along; the others come with the tiles. `version` changes whenever the order or the set of rows or columns does. Answers have an ETag; one that is still right is a 304. With `at` all of it is as it was at that time, and `past` says what that rests on; rows are the clusters of that time, and those of now that were not watched yet.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/matrixSystem"
          },
          {
            "$ref": "#/components/parameters/matrixDomain"
          },
          {
            "$ref": "#/components/parameters/matrixOwner"
          },
          {
            "$ref": "#/components/parameters/matrixComponent"
          },
          {
            "$ref": "#/components/parameters/regionFilter"
          },
          {
            "$ref": "#/components/parameters/environmentFilter"
          },
          {
            "$ref": "#/components/parameters/providerFilter"
          },
          {
            "$ref": "#/components/parameters/tierFilter"
          },
          {
            "$ref": "#/components/parameters/matrixCluster"
          },
          {
            "$ref": "#/components/parameters/matrixCellState"
          },
          {
            "$ref": "#/components/parameters/matrixPlaced"
          },
          {
            "$ref": "#/components/parameters/matrixText"
          },
          {
            "$ref": "#/components/parameters/matrixGroupBy"
          },
          {
            "$ref": "#/components/parameters/matrixRollout"
          },
          {
            "$ref": "#/components/parameters/matrixSort"
          },
          {
            "$ref": "#/components/parameters/matrixColumnSort"
          },
          {
            "$ref": "#/components/parameters/matrixAt"
          }
        ],
        "responses": {
          "200": {
            "description": "The axes.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MatrixAxes"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/matrix/tiles": {
      "get": {
        "operationId": "getMatrixTile",
        "tags": [
          "matrix"
        ],
        "summary": "A range of rows by a range of columns of the matrix, with what runs in each cell.",
        "description": "Asked with the same filters and order as the axes. With a `version`, rows and columns are numbered as in the axes of that version, also where there are newer ones, as long as they are remembered and name nothing that may not be seen any more; else the answer is 409, and the axes have to be read again. Ranges end where the axes do. Answers have an ETag; one that is still right is a 304.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/matrixSystem"
          },
          {
            "$ref": "#/components/parameters/matrixDomain"
          },
          {
            "$ref": "#/components/parameters/matrixOwner"
          },
          {
            "$ref": "#/components/parameters/matrixComponent"
          },
          {
            "$ref": "#/components/parameters/regionFilter"
          },
          {
            "$ref": "#/components/parameters/environmentFilter"
          },
          {
            "$ref": "#/components/parameters/providerFilter"
          },
          {
            "$ref": "#/components/parameters/tierFilter"
          },
          {
            "$ref": "#/components/parameters/matrixCluster"
          },
          {
            "$ref": "#/components/parameters/matrixCellState"
          },
          {
            "$ref": "#/components/parameters/matrixPlaced"
          },
          {
            "$ref": "#/components/parameters/matrixText"
          },
          {
            "$ref": "#/components/parameters/matrixGroupBy"
          },
          {
            "$ref": "#/components/parameters/matrixRollout"
          },
          {
            "$ref": "#/components/parameters/matrixSort"
          },
          {
            "$ref": "#/components/parameters/matrixColumnSort"
          },
          {
            "$ref": "#/components/parameters/matrixAt"
          },
          {
            "$ref": "#/components/parameters/matrixVersion"
          },
          {
            "name": "rows",
            "in": "query",
            "description": "From the first, up to the second and not including it; at most 200.",
            "schema": {
              "type": "string",
              "pattern": "^\\d{1,7}-\\d{1,7}$",
              "default": "0-50"
            }
          },
          {
            "$ref": "#/components/parameters/matrixColumns"
          }
        ],
        "responses": {
          "200": {
            "description": "The tile.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MatrixTile"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/matrix/rollups": {
      "get": {
        "operationId": "getMatrixRollups",
        "tags": [
          "matrix"
        ],
        "summary": "The cells of each group of rows in each of a range of columns, counted by state.",
        "description": "Asked, and refused, as tiles are. What is in no group and column is left out.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/matrixSystem"
          },
          {
            "$ref": "#/components/parameters/matrixDomain"
          },
          {
            "$ref": "#/components/parameters/matrixOwner"
          },
          {
            "$ref": "#/components/parameters/matrixComponent"
          },
          {
            "$ref": "#/components/parameters/regionFilter"
          },
          {
            "$ref": "#/components/parameters/environmentFilter"
          },
          {
            "$ref": "#/components/parameters/providerFilter"
          },
          {
            "$ref": "#/components/parameters/tierFilter"
          },
          {
            "$ref": "#/components/parameters/matrixCluster"
          },
          {
            "$ref": "#/components/parameters/matrixCellState"
          },
          {
            "$ref": "#/components/parameters/matrixPlaced"
          },
          {
            "$ref": "#/components/parameters/matrixText"
          },
          {
            "$ref": "#/components/parameters/matrixGroupBy"
          },
          {
            "$ref": "#/components/parameters/matrixRollout"
          },
          {
            "$ref": "#/components/parameters/matrixSort"
          },
          {
            "$ref": "#/components/parameters/matrixColumnSort"
          },
          {
            "$ref": "#/components/parameters/matrixAt"
          },
          {
            "$ref": "#/components/parameters/matrixVersion"
          },
          {
            "name": "groups",
            "in": "query",
            "description": "From the first, up to the second and not including it; at most 200.",
            "schema": {
              "type": "string",
              "pattern": "^\\d{1,7}-\\d{1,7}$",
              "default": "0-100"
            }
          },
          {
            "$ref": "#/components/parameters/matrixColumns"
          }
        ],
        "responses": {
          "200": {
            "description": "The counts.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MatrixRollups"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/instances/{instanceId}/actions": {
      "get": {
        "operationId": "listActions",
        "tags": [
          "actions"
        ],
        "summary": "What the systems can be told about the deliveries and workloads of an instance.",
        "description": "Each action says whether it can be used now, and if not, what is missing. No cluster is asked for this.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/instanceId"
          }
        ],
        "responses": {
          "200": {
            "description": "The actions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/InstanceActions"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "startAction",
        "tags": [
          "actions"
        ],
        "summary": "Tells a system something, and follows what comes of it.",
        "description": "It is planned again on the object as it is then. Where that has changed since the plan that was shown and would do something else, nothing is done (409).",
        "x-permission": "fleet.instance.act",
        "parameters": [
          {
            "$ref": "#/components/parameters/instanceId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ActionRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The run, as it is after the API server was told.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActionRun"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/instances/{instanceId}/actions/plan": {
      "post": {
        "operationId": "planAction",
        "tags": [
          "actions"
        ],
        "summary": "What an action would do, on the object as it is now. Changes nothing.",
        "x-permission": "fleet.instance.act",
        "parameters": [
          {
            "$ref": "#/components/parameters/instanceId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ActionQuestion"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan, or why there is none.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActionPlan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/instances/{instanceId}/runs": {
      "get": {
        "operationId": "listRuns",
        "tags": [
          "actions"
        ],
        "summary": "What systems were told about an instance, newest first.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/instanceId"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of runs.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActionRunPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/actions/{runId}": {
      "get": {
        "operationId": "getRun",
        "tags": [
          "actions"
        ],
        "summary": "How far something is that a system was told.",
        "x-permission": "fleet.instance.read",
        "parameters": [
          {
            "name": "runId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The run.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActionRun"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit": {
      "get": {
        "operationId": "listAudit",
        "tags": [
          "audit"
        ],
        "summary": "Who did, read or was refused what, newest first.",
        "description": "Whoever may read the audit may read all of it, whatever else of the fleet is hidden from him. That it was read is recorded, once an hour for each reader.",
        "x-permission": "fleet.audit.read",
        "parameters": [
          {
            "$ref": "#/components/parameters/auditActor"
          },
          {
            "$ref": "#/components/parameters/auditEvent"
          },
          {
            "$ref": "#/components/parameters/auditTarget"
          },
          {
            "$ref": "#/components/parameters/auditResult"
          },
          {
            "$ref": "#/components/parameters/auditFrom"
          },
          {
            "$ref": "#/components/parameters/auditTo"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of entries.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuditPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit/export": {
      "get": {
        "operationId": "exportAudit",
        "tags": [
          "audit"
        ],
        "summary": "The entries of a time, newest first, as a file.",
        "description": "Of the last 30 days where no time is given, and at most 100,000 entries. Where there are more, the header `fleet-audit-cut` is `true` and the last line says so and where to go on. Cells of the CSV that a spreadsheet would take for a formula begin with an apostrophe. The export is recorded before it begins and when it ends; where that cannot be written there is none.",
        "x-permission": "fleet.audit.read",
        "parameters": [
          {
            "name": "format",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "csv",
                "ndjson"
              ],
              "default": "csv"
            }
          },
          {
            "$ref": "#/components/parameters/auditActor"
          },
          {
            "$ref": "#/components/parameters/auditEvent"
          },
          {
            "$ref": "#/components/parameters/auditTarget"
          },
          {
            "$ref": "#/components/parameters/auditResult"
          },
          {
            "$ref": "#/components/parameters/auditFrom"
          },
          {
            "$ref": "#/components/parameters/auditTo"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/x-ndjson": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit/chain": {
      "get": {
        "operationId": "getAuditChain",
        "tags": [
          "audit"
        ],
        "summary": "Whether the rows of the audit are those that were written.",
        "description": "Every row is looked at, at most once a minute on each replica; `checkedAt` says when.",
        "x-permission": "fleet.audit.read",
        "responses": {
          "200": {
            "description": "The state of the chains, also where one is broken. `state` says so.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuditChain"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "clusterId": {
        "name": "clusterId",
        "in": "path",
        "required": true,
        "description": "The cluster's id.",
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "instanceId": {
        "name": "instanceId",
        "in": "path",
        "required": true,
        "description": "The instance's id.",
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "driftState": {
        "name": "state",
        "in": "query",
        "description": "Those that last, those of them that nobody sees now, those that have ended, or all; those that last where it is absent.",
        "schema": {
          "type": "string",
          "enum": [
            "open",
            "unconfirmed",
            "ended",
            "all"
          ]
        }
      },
      "driftClass": {
        "name": "class",
        "in": "query",
        "description": "Only of these classes.",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/DriftClass"
          },
          "maxItems": 9
        }
      },
      "driftEngine": {
        "name": "engine",
        "in": "query",
        "description": "Only of what these engines deliver.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "driftAge": {
        "name": "age",
        "in": "query",
        "description": "Only of these ages.",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/DriftAge"
          },
          "maxItems": 5
        }
      },
      "driftSame": {
        "name": "same",
        "in": "query",
        "description": "Only what differs in this same way, by the key that an episode says.",
        "schema": {
          "type": "string",
          "maxLength": 80
        }
      },
      "driftComponent": {
        "name": "component",
        "in": "query",
        "description": "Only of these entities, as references.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "driftOwner": {
        "name": "owner",
        "in": "query",
        "description": "Only of these owners, as references.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "driftSystem": {
        "name": "system",
        "in": "query",
        "description": "Only of these systems, as references.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "driftCluster": {
        "name": "cluster",
        "in": "query",
        "description": "Only on these clusters, as ids.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "driftRegion": {
        "name": "region",
        "in": "query",
        "description": "Only in these regions.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "driftEnvironment": {
        "name": "environment",
        "in": "query",
        "description": "Only in these environments.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "driftIgnored": {
        "name": "ignored",
        "in": "query",
        "description": "Whether what an exception hides is told too, or alone; it is left out where this is absent.",
        "schema": {
          "type": "string",
          "enum": [
            "too",
            "only"
          ]
        }
      },
      "exceptionId": {
        "name": "exceptionId",
        "in": "path",
        "required": true,
        "description": "The exception's id.",
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "promotionId": {
        "name": "promotionId",
        "in": "path",
        "required": true,
        "description": "The promotion's id.",
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "entityKind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "entityNamespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "entityName": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "regionFilter": {
        "name": "region",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "environmentFilter": {
        "name": "environment",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "providerFilter": {
        "name": "provider",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "tierFilter": {
        "name": "tier",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "ownerFilter": {
        "name": "owner",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "reachabilityFilter": {
        "name": "reachability",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Reachability"
          },
          "maxItems": 20
        }
      },
      "healthFilter": {
        "name": "health",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Health"
          },
          "maxItems": 20
        }
      },
      "versionFilter": {
        "name": "version",
        "in": "query",
        "description": "Kubernetes minor versions such as 1.34.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 63
          },
          "maxItems": 50
        }
      },
      "instancesFilter": {
        "name": "instances",
        "in": "query",
        "description": "Only clusters with an instance in one of these states.",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/CountedState"
          },
          "maxItems": 20
        }
      },
      "deliveriesFilter": {
        "name": "deliveries",
        "in": "query",
        "description": "Only clusters with a delivery in one of these states.",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/CountedState"
          },
          "maxItems": 20
        }
      },
      "instanceState": {
        "name": "state",
        "in": "query",
        "description": "Only these states.",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/CountedState"
          },
          "maxItems": 20
        }
      },
      "matrixSystem": {
        "name": "system",
        "in": "query",
        "allowReserved": true,
        "description": "Only components of these systems.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "matrixDomain": {
        "name": "domain",
        "in": "query",
        "allowReserved": true,
        "description": "Only components of systems in these domains.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "matrixOwner": {
        "name": "owner",
        "in": "query",
        "allowReserved": true,
        "description": "Only components that these own.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "matrixComponent": {
        "name": "component",
        "in": "query",
        "allowReserved": true,
        "description": "Only these components.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 253
          },
          "maxItems": 50
        }
      },
      "matrixCluster": {
        "name": "cluster",
        "in": "query",
        "description": "Only clusters with these ids.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 64
          },
          "maxItems": 50
        }
      },
      "matrixCellState": {
        "name": "state",
        "in": "query",
        "description": "Only rows and columns with a cell in one of these states.",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/CountedState"
          },
          "maxItems": 20
        }
      },
      "matrixPlaced": {
        "name": "placed",
        "in": "query",
        "description": "Only clusters on which one of the components runs. Others have none, or it is not known.",
        "schema": {
          "type": "boolean",
          "default": false
        }
      },
      "matrixText": {
        "name": "text",
        "in": "query",
        "description": "Part of the name or title of a component; where none has it, of a cluster.",
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "matrixGroupBy": {
        "name": "groupBy",
        "in": "query",
        "description": "What rows are grouped by; `owner` is that of the cluster. By `wave` they are one group where the axes tell no `waves`.",
        "schema": {
          "$ref": "#/components/schemas/MatrixGrouping"
        }
      },
      "matrixRollout": {
        "name": "rollout",
        "in": "query",
        "description": "Of which release the waves are that rows are grouped by. Where absent, of the newest of the one component that is asked for, of those on their way if there are any.",
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "matrixSort": {
        "name": "sort",
        "in": "query",
        "description": "The order of rows within their group; by `state` the worst are first.",
        "schema": {
          "type": "string",
          "enum": [
            "name",
            "state"
          ],
          "default": "name"
        }
      },
      "matrixColumnSort": {
        "name": "columnSort",
        "in": "query",
        "description": "The order of columns; by `state` the worst are first.",
        "schema": {
          "type": "string",
          "enum": [
            "name",
            "state"
          ],
          "default": "name"
        }
      },
      "matrixAt": {
        "name": "at",
        "in": "query",
        "allowReserved": true,
        "description": "As it was at this time, such as 2026-01-31T12:00:00Z, to the second; as it is now where absent.",
        "schema": {
          "type": "string",
          "maxLength": 40
        }
      },
      "matrixVersion": {
        "name": "version",
        "in": "query",
        "description": "Of the axes by which rows and columns are numbered; the present one where absent.",
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "matrixColumns": {
        "name": "columns",
        "in": "query",
        "description": "From the first, up to the second and not including it; at most 200.",
        "schema": {
          "type": "string",
          "pattern": "^\\d{1,7}-\\d{1,7}$",
          "default": "0-50"
        }
      },
      "auditActor": {
        "name": "actor",
        "in": "query",
        "allowReserved": true,
        "description": "Part of who did it; case does not count.",
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "auditEvent": {
        "name": "event",
        "in": "query",
        "description": "Only these events.",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "maxLength": 64
          },
          "maxItems": 50
        }
      },
      "auditTarget": {
        "name": "target",
        "in": "query",
        "allowReserved": true,
        "description": "Part of the id or the name of what it was done to; case does not count.",
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "auditResult": {
        "name": "result",
        "in": "query",
        "description": "Only these results.",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/AuditResult"
          },
          "maxItems": 10
        }
      },
      "transitionCluster": {
        "name": "cluster",
        "in": "query",
        "description": "Id of a cluster; on it alone.",
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "transitionNamespace": {
        "name": "namespace",
        "in": "query",
        "description": "Only of instances in this namespace.",
        "schema": {
          "type": "string",
          "maxLength": 253
        }
      },
      "transitionField": {
        "name": "field",
        "in": "query",
        "description": "Only what changed in one of these.",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/TransitionField"
          },
          "maxItems": 20
        }
      },
      "transitionFrom": {
        "name": "from",
        "in": "query",
        "allowReserved": true,
        "description": "Seen not before this time.",
        "schema": {
          "type": "string",
          "maxLength": 40
        }
      },
      "transitionTo": {
        "name": "to",
        "in": "query",
        "allowReserved": true,
        "description": "Seen before this time.",
        "schema": {
          "type": "string",
          "maxLength": 40
        }
      },
      "auditFrom": {
        "name": "from",
        "in": "query",
        "allowReserved": true,
        "description": "Not before this time.",
        "schema": {
          "type": "string",
          "maxLength": 40
        }
      },
      "auditTo": {
        "name": "to",
        "in": "query",
        "allowReserved": true,
        "description": "Before this time.",
        "schema": {
          "type": "string",
          "maxLength": 40
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "schema": {
          "type": "string",
          "maxLength": 4000
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 100
        }
      }
    },
    "responses": {
      "Error": {
        "description": "What is wrong, where, and what to do.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Error": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            },
            "additionalProperties": true
          },
          "request": {
            "type": "object",
            "additionalProperties": true
          },
          "response": {
            "type": "object",
            "additionalProperties": true
          }
        }
      },
      "Health": {
        "type": "string",
        "enum": [
          "healthy",
          "suspended",
          "progressing",
          "unknown",
          "missing",
          "degraded"
        ]
      },
      "Sync": {
        "type": "string",
        "enum": [
          "synced",
          "unknown",
          "out-of-sync"
        ]
      },
      "Reachability": {
        "type": "string",
        "enum": [
          "reachable",
          "pending",
          "not-asked",
          "forbidden",
          "unauthorized",
          "invalid",
          "quarantined",
          "unreachable"
        ]
      },
      "CoverageState": {
        "type": "string",
        "enum": [
          "pending",
          "listing",
          "current",
          "interrupted",
          "unreachable",
          "unauthorized",
          "forbidden",
          "invalid",
          "quarantined",
          "not-served",
          "not-asked"
        ]
      },
      "CountedState": {
        "type": "string",
        "enum": [
          "healthy",
          "suspended",
          "progressing",
          "unknown",
          "missing",
          "degraded",
          "stale",
          "out-of-sync"
        ]
      },
      "Currency": {
        "type": "object",
        "description": "Whether a statement may be called current, and since when it was last confirmed.",
        "additionalProperties": false,
        "required": [
          "current"
        ],
        "properties": {
          "current": {
            "type": "boolean"
          },
          "confirmedAt": {
            "type": "string",
            "format": "date-time",
            "description": "The last proof. Absent where there never was one."
          },
          "reason": {
            "type": "string",
            "description": "Why it is not current."
          }
        }
      },
      "StateCounts": {
        "type": "object",
        "description": "Counts by health of what is current; what is stale is counted apart, whatever it was.",
        "additionalProperties": false,
        "required": [
          "healthy",
          "suspended",
          "progressing",
          "unknown",
          "missing",
          "degraded",
          "stale",
          "outOfSync",
          "total"
        ],
        "properties": {
          "healthy": {
            "type": "integer"
          },
          "suspended": {
            "type": "integer"
          },
          "progressing": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "missing": {
            "type": "integer"
          },
          "degraded": {
            "type": "integer"
          },
          "stale": {
            "type": "integer"
          },
          "outOfSync": {
            "type": "integer",
            "description": "Of those that are current; also counted under their health."
          },
          "total": {
            "type": "integer"
          }
        }
      },
      "Gap": {
        "type": "object",
        "description": "A cluster that is not, or not completely, behind an answer.",
        "additionalProperties": false,
        "required": [
          "cluster",
          "state",
          "reason"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "state": {
            "$ref": "#/components/schemas/CoverageState"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "then": {
            "$ref": "#/components/schemas/PastGap"
          },
          "kinds": {
            "type": "array",
            "description": "Of a time in the past, the kinds of which not all was known; the first of them.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "FleetCoverage": {
        "type": "object",
        "description": "How many clusters stand behind an answer, and which do not.",
        "additionalProperties": false,
        "required": [
          "clusters",
          "complete",
          "gaps",
          "gapsTotal"
        ],
        "properties": {
          "clusters": {
            "type": "integer"
          },
          "complete": {
            "type": "integer",
            "description": "Clusters of which every kind that is served and asked is current."
          },
          "gaps": {
            "type": "array",
            "description": "The first of those that are not, by name.",
            "items": {
              "$ref": "#/components/schemas/Gap"
            }
          },
          "gapsTotal": {
            "type": "integer"
          }
        }
      },
      "ClusterReference": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "name"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "AttributeEvidence": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "source",
          "value"
        ],
        "properties": {
          "source": {
            "type": "string",
            "enum": [
              "configuration",
              "catalog",
              "hub",
              "cluster-property",
              "node-labels",
              "none"
            ]
          },
          "value": {
            "type": "string"
          },
          "detail": {
            "type": "string"
          },
          "trusted": {
            "type": "boolean",
            "description": "Of the catalog; whether conditions of permissions look at it."
          }
        }
      },
      "Attribute": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "value",
          "evidence"
        ],
        "properties": {
          "value": {
            "type": "string",
            "description": "`unassigned` where nothing states it."
          },
          "evidence": {
            "$ref": "#/components/schemas/AttributeEvidence"
          },
          "values": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "The set behind `multi-region`."
          },
          "conflicts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AttributeEvidence"
            }
          }
        }
      },
      "Attributes": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "region",
          "zone",
          "provider",
          "environment",
          "tier",
          "owner"
        ],
        "properties": {
          "region": {
            "$ref": "#/components/schemas/Attribute"
          },
          "zone": {
            "$ref": "#/components/schemas/Attribute"
          },
          "provider": {
            "$ref": "#/components/schemas/Attribute"
          },
          "environment": {
            "$ref": "#/components/schemas/Attribute"
          },
          "tier": {
            "$ref": "#/components/schemas/Attribute"
          },
          "owner": {
            "$ref": "#/components/schemas/Attribute"
          }
        }
      },
      "ConnectionSource": {
        "type": "object",
        "description": "Where clusters come from, and whether all of its clusters are known.",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "complete"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "complete": {
            "type": "boolean",
            "description": "False as long as it has not told its set since the portal started or could not be read. A cluster that it does not name may then still be there."
          },
          "reason": {
            "type": "string",
            "description": "Why it is not complete."
          }
        }
      },
      "ConnectionName": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "source",
          "sourceTitle",
          "givenBy",
          "present"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "source": {
            "type": "string"
          },
          "sourceTitle": {
            "type": "string"
          },
          "givenBy": {
            "type": "string",
            "enum": [
              "operator",
              "catalog",
              "hub",
              "template",
              "unknown"
            ],
            "description": "Who chose the name."
          },
          "present": {
            "type": "boolean",
            "description": "Whether the source still names it."
          },
          "leftAt": {
            "type": "string",
            "format": "date-time",
            "description": "Since when the source does not name it any more."
          }
        }
      },
      "ConnectionAuthentication": {
        "type": "object",
        "description": "The kind of authentication that a cluster takes. Never a value.",
        "additionalProperties": false,
        "required": [
          "type"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "token",
              "client-certificate",
              "provider",
              "none",
              "unknown"
            ],
            "description": "`unknown` where it is not connected to."
          },
          "provider": {
            "type": "string",
            "description": "The key of what gets tokens for it."
          },
          "kubernetesPlugin": {
            "type": "object",
            "description": "How the Kubernetes plugin signs in to it. Absent where it does not come from that plugin's configuration.",
            "additionalProperties": false,
            "required": [
              "authProvider",
              "authMetadata"
            ],
            "properties": {
              "authProvider": {
                "type": "string"
              },
              "authMetadata": {
                "type": "object",
                "description": "By annotation key, what is not secret of it.",
                "additionalProperties": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Connection": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "aliases",
          "name",
          "names",
          "lifecycle",
          "reachability",
          "access",
          "authentication",
          "sources",
          "attributes"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "aliases": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Ids of clusters that became part of it."
          },
          "name": {
            "type": "string",
            "description": "One that no other cluster has. What an operator chose comes before what others did."
          },
          "names": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConnectionName"
            },
            "description": "By every record of it; those that are left are listed too."
          },
          "title": {
            "type": "string"
          },
          "uid": {
            "type": "string",
            "description": "Of its namespace kube-system."
          },
          "lifecycle": {
            "type": "string",
            "enum": [
              "in-use",
              "removed"
            ],
            "description": "`in-use` while at least one source names it."
          },
          "removedAt": {
            "type": "string",
            "format": "date-time",
            "description": "Since when no source names it. Who named it last is the latest `leftAt` of its names."
          },
          "reachability": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "state",
              "since"
            ],
            "properties": {
              "state": {
                "$ref": "#/components/schemas/Reachability"
              },
              "since": {
                "type": "string",
                "format": "date-time"
              },
              "reason": {
                "type": "string"
              },
              "lastSeenAt": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "access": {
            "type": "object",
            "description": "How it is reached.",
            "additionalProperties": false,
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "type": "string",
                "enum": [
                  "direct",
                  "not-asked",
                  "unknown"
                ],
                "description": "`unknown` where no source has told it since the portal started, and where it was removed."
              },
              "reason": {
                "type": "string",
                "description": "Why it is not reached."
              },
              "source": {
                "type": "string",
                "description": "The source that says all this."
              },
              "origin": {
                "type": "string",
                "enum": [
                  "operator",
                  "catalog",
                  "hub",
                  "template",
                  "unknown"
                ],
                "description": "Who chose the address."
              },
              "server": {
                "type": "string",
                "description": "URL of its API server."
              },
              "caData": {
                "type": "string",
                "description": "PEM text."
              },
              "tlsServerName": {
                "type": "string"
              },
              "skipTlsVerify": {
                "type": "boolean"
              }
            }
          },
          "authentication": {
            "$ref": "#/components/schemas/ConnectionAuthentication"
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Ids of the sources that name it."
          },
          "attributes": {
            "$ref": "#/components/schemas/Attributes"
          }
        }
      },
      "ConnectionPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "sources",
          "complete"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Connection"
            }
          },
          "sources": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConnectionSource"
            }
          },
          "complete": {
            "type": "boolean",
            "description": "Whether all sources are complete."
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ClusterSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "reachability",
          "health",
          "currency",
          "attributes",
          "nodes",
          "capacity",
          "instances",
          "deliveries",
          "coverage",
          "worst"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "tlsUnverified": {
            "type": "boolean",
            "description": "True where a source says not to verify who answers (`skipTLSVerify`): whoever sits between can say anything."
          },
          "identityLostAt": {
            "type": "string",
            "format": "date-time",
            "description": "Since when it does not show the UID of its kube-system though it once did. It may be another cluster since; nothing of it counts as current."
          },
          "reachability": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "state",
              "since"
            ],
            "properties": {
              "state": {
                "$ref": "#/components/schemas/Reachability"
              },
              "since": {
                "type": "string",
                "format": "date-time"
              },
              "reason": {
                "type": "string"
              },
              "lastSeenAt": {
                "type": "string",
                "format": "date-time",
                "description": "When the cluster last answered. Absent where it never did."
              }
            }
          },
          "health": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Health"
              }
            ],
            "description": "The worst of its nodes."
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "kubernetes": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "version",
              "minor",
              "minorsBehind"
            ],
            "properties": {
              "version": {
                "type": "string"
              },
              "minor": {
                "type": "string",
                "description": "For example 1.34."
              },
              "minorsBehind": {
                "type": "integer",
                "description": "How many minor versions behind the newest in the fleet."
              }
            }
          },
          "attributes": {
            "$ref": "#/components/schemas/Attributes"
          },
          "nodes": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "total",
              "ready",
              "notReady",
              "unknown",
              "unschedulable"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "ready": {
                "type": "integer"
              },
              "notReady": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              },
              "unschedulable": {
                "type": "integer"
              }
            }
          },
          "capacity": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "cpuMillicores",
              "memoryBytes",
              "pods"
            ],
            "properties": {
              "cpuMillicores": {
                "type": "number"
              },
              "memoryBytes": {
                "type": "number"
              },
              "pods": {
                "type": "number"
              }
            }
          },
          "instances": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "deliveries": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "coverage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "asked",
              "current",
              "state"
            ],
            "properties": {
              "asked": {
                "type": "integer",
                "description": "Kinds that the cluster serves and that are asked for."
              },
              "current": {
                "type": "integer"
              },
              "state": {
                "allOf": [
                  {
                    "$ref": "#/components/schemas/CoverageState"
                  }
                ],
                "description": "The worst."
              },
              "reason": {
                "type": "string"
              }
            }
          },
          "worst": {
            "type": "array",
            "description": "The worst things here, at most three.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Facet": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "values"
        ],
        "properties": {
          "values": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "value",
                "count"
              ],
              "properties": {
                "value": {
                  "type": "string"
                },
                "count": {
                  "type": "integer",
                  "description": "Under all other filters."
                }
              }
            }
          }
        }
      },
      "ClusterPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "revision",
          "items",
          "totals",
          "facets",
          "coverage",
          "hidden"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "revision": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterSummary"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/ClusterTotals"
          },
          "facets": {
            "type": "object",
            "description": "By filter key.",
            "additionalProperties": {
              "$ref": "#/components/schemas/Facet"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer",
            "description": "Rows that permissions hide; 0 where it may not be said how many."
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "ClusterTotals": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "clusters",
          "reachability",
          "instances",
          "deliveries",
          "nodes"
        ],
        "properties": {
          "clusters": {
            "type": "integer"
          },
          "reachability": {
            "type": "object",
            "description": "Clusters by reachability; states that none is in are left out.",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "instances": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "deliveries": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "nodes": {
            "type": "integer"
          }
        }
      },
      "Identity": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "source",
          "sourceTitle",
          "name",
          "present"
        ],
        "properties": {
          "source": {
            "type": "string"
          },
          "sourceTitle": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "server": {
            "type": "string"
          },
          "uid": {
            "type": "string",
            "description": "The UID of the namespace kube-system."
          },
          "tlsVerified": {
            "type": "boolean"
          },
          "present": {
            "type": "boolean",
            "description": "Whether the source still names it."
          },
          "firstSeenAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Coverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "adapter",
          "adapterTitle",
          "group",
          "kind",
          "scope",
          "state",
          "since",
          "currency",
          "skipped"
        ],
        "properties": {
          "adapter": {
            "type": "string"
          },
          "adapterTitle": {
            "type": "string"
          },
          "group": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "scope": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/CoverageState"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "reason": {
            "type": "string"
          },
          "grant": {
            "type": "string",
            "description": "What to grant so that this can be read."
          },
          "objects": {
            "type": "integer",
            "description": "Objects known."
          },
          "skipped": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "reason",
                "count"
              ],
              "properties": {
                "reason": {
                  "type": "string"
                },
                "count": {
                  "type": "integer"
                },
                "example": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "NodeItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "health",
          "unschedulable"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "message": {
            "type": "string"
          },
          "unschedulable": {
            "type": "boolean"
          },
          "kubeletVersion": {
            "type": "string"
          },
          "region": {
            "type": "string"
          },
          "zone": {
            "type": "string"
          },
          "instanceType": {
            "type": "string"
          },
          "cpuMillicores": {
            "type": "number"
          },
          "memoryBytes": {
            "type": "number"
          }
        }
      },
      "PossibleDuplicate": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "uid"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "uid": {
            "type": "string"
          }
        }
      },
      "ClusterDetail": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "identities",
          "aliases",
          "possibleDuplicates",
          "coverage",
          "nodes",
          "nodesTotal",
          "hubs",
          "hubsTotal",
          "asOf"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterSummary"
          },
          "hubs": {
            "type": "array",
            "description": "What hubs say of it, in short; the first twenty.",
            "items": {
              "$ref": "#/components/schemas/HubWord"
            }
          },
          "hubsTotal": {
            "type": "integer"
          },
          "identities": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Identity"
            }
          },
          "aliases": {
            "type": "array",
            "description": "Clusters that were found to be this one. Their ids lead here.",
            "items": {
              "$ref": "#/components/schemas/Alias"
            }
          },
          "possibleDuplicates": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PossibleDuplicate"
            }
          },
          "coverage": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Coverage"
            }
          },
          "nodes": {
            "type": "array",
            "description": "The first thousand of them.",
            "items": {
              "$ref": "#/components/schemas/NodeItem"
            }
          },
          "nodesTotal": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "Alias": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "reason",
          "since"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "reason": {
            "type": "string",
            "description": "Why it was held for the same."
          },
          "since": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Binding": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rule",
          "evidence"
        ],
        "properties": {
          "rule": {
            "$ref": "#/components/schemas/BindingRule"
          },
          "evidence": {
            "type": "string",
            "description": "What matched, in words."
          },
          "others": {
            "type": "array",
            "description": "Entities that it could have been bound to, and why it is not; a few of them.",
            "items": {
              "$ref": "#/components/schemas/LostCandidate"
            }
          }
        }
      },
      "BindingRule": {
        "type": "string",
        "enum": [
          "kubernetes-id",
          "kubernetes-label-selector",
          "engine-annotation",
          "delivery-source",
          "source-location",
          "image",
          "inherited"
        ]
      },
      "LostCandidate": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "rule",
          "evidence",
          "lost"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "rule": {
            "$ref": "#/components/schemas/BindingRule"
          },
          "evidence": {
            "type": "string"
          },
          "lost": {
            "type": "string",
            "enum": [
              "elsewhere",
              "less-specific",
              "weaker-rule",
              "other-owner"
            ]
          }
        }
      },
      "Contested": {
        "type": "object",
        "additionalProperties": false,
        "description": "It would be bound, but its namespace belongs to somebody else. It counts for nobody.",
        "required": [
          "rule",
          "namespaceOwner",
          "pattern"
        ],
        "properties": {
          "entityRef": {
            "type": "string",
            "description": "The entity that claims it; absent for who may not see it."
          },
          "rule": {
            "$ref": "#/components/schemas/BindingRule"
          },
          "evidence": {
            "type": "string"
          },
          "namespaceOwner": {
            "type": "string"
          },
          "pattern": {
            "type": "string",
            "description": "The pattern of the configuration that gives the namespace away."
          }
        }
      },
      "UnboundProblem": {
        "type": "string",
        "enum": [
          "contested",
          "ambiguous",
          "unbound"
        ]
      },
      "Proposal": {
        "type": "object",
        "additionalProperties": false,
        "description": "An entity that something may belong to. It binds nothing until somebody writes the annotations.",
        "required": [
          "entityRef",
          "strength",
          "evidence",
          "annotations"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "strength": {
            "type": "string",
            "enum": [
              "strong",
              "likely",
              "possible"
            ]
          },
          "evidence": {
            "type": "string"
          },
          "annotations": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "key",
                "value"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "value": {
                  "type": "string"
                }
              }
            }
          },
          "snippet": {
            "type": "string",
            "description": "The annotations as YAML to paste."
          },
          "note": {
            "type": "string",
            "description": "What has to be done besides, or instead."
          },
          "editUrl": {
            "type": "string",
            "description": "Where the catalog says that the entity is edited; untrusted."
          }
        }
      },
      "UnboundItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "type",
          "problem",
          "kind",
          "name",
          "place",
          "clusters",
          "objects",
          "examples",
          "labels",
          "images",
          "sources",
          "proposals"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "enum": [
              "workload",
              "delivery"
            ]
          },
          "problem": {
            "$ref": "#/components/schemas/UnboundProblem"
          },
          "engine": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "place": {
            "type": "string",
            "description": "Namespace that it is counted in; empty for none."
          },
          "clusters": {
            "type": "integer"
          },
          "objects": {
            "type": "integer"
          },
          "examples": {
            "type": "array",
            "description": "The first of the clusters.",
            "items": {
              "$ref": "#/components/schemas/ClusterReference"
            }
          },
          "labels": {
            "type": "array",
            "description": "The labels that say what it is called.",
            "items": {
              "type": "string"
            }
          },
          "images": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "sources": {
            "type": "array",
            "description": "Where what it brings is configured.",
            "items": {
              "type": "string"
            }
          },
          "ambiguous": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "contested": {
            "$ref": "#/components/schemas/Contested"
          },
          "proposals": {
            "type": "array",
            "description": "Best first.",
            "items": {
              "$ref": "#/components/schemas/Proposal"
            }
          }
        }
      },
      "UnboundTotals": {
        "type": "object",
        "additionalProperties": false,
        "description": "By problem, whatever problem was asked for; the same thing on many clusters once.",
        "required": [
          "total",
          "contested",
          "ambiguous",
          "unbound"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "contested": {
            "type": "integer"
          },
          "ambiguous": {
            "type": "integer"
          },
          "unbound": {
            "type": "integer"
          }
        }
      },
      "UnboundPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UnboundItem"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/UnboundTotals"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "Workload": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "kind",
          "namespace",
          "name",
          "health",
          "currency",
          "images",
          "settled",
          "replicas"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "binding": {
            "$ref": "#/components/schemas/Binding"
          },
          "ambiguous": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Entities that match equally well; bound to none."
          },
          "contested": {
            "$ref": "#/components/schemas/Contested"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "message": {
            "type": "string"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "images": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "version": {
            "type": "string",
            "description": "What the template asks for."
          },
          "settledVersion": {
            "type": "string",
            "description": "What was last seen to run completely."
          },
          "settled": {
            "type": "boolean"
          },
          "replicas": {
            "$ref": "#/components/schemas/Replicas"
          },
          "strategy": {
            "$ref": "#/components/schemas/WorkloadStrategy"
          },
          "runs": {
            "$ref": "#/components/schemas/WorkloadRuns"
          },
          "diagnosis": {
            "$ref": "#/components/schemas/WorkloadDiagnosis"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "WorkloadDiagnosis": {
        "type": "object",
        "description": "Why it is not well, by what its pods, its ReplicaSets and the Warnings about them said when they were read. Absent where it is well, or nothing was read yet.",
        "additionalProperties": false,
        "required": [
          "currency",
          "findings",
          "findingsTotal",
          "unread"
        ],
        "properties": {
          "readAt": {
            "type": "string",
            "format": "date-time",
            "description": "Absent where nothing could be read."
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "pods": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "read",
              "ready",
              "more"
            ],
            "properties": {
              "read": {
                "type": "integer"
              },
              "ready": {
                "type": "integer"
              },
              "more": {
                "type": "boolean",
                "description": "There are others that were not read."
              }
            }
          },
          "replicaSet": {
            "type": "object",
            "description": "That of the present template.",
            "additionalProperties": false,
            "required": [
              "name"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "revision": {
                "type": "string"
              }
            }
          },
          "findings": {
            "type": "array",
            "description": "The gravest first.",
            "items": {
              "$ref": "#/components/schemas/DiagnosisFinding"
            }
          },
          "findingsTotal": {
            "type": "integer"
          },
          "unread": {
            "type": "array",
            "description": "What could not be read, and why.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "what",
                "reason"
              ],
              "properties": {
                "what": {
                  "type": "string",
                  "description": "A resource by its plural name."
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "DiagnosisFinding": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "reason",
          "pods"
        ],
        "properties": {
          "reason": {
            "type": "string",
            "enum": [
              "admission-denied",
              "quota",
              "unschedulable",
              "image-pull",
              "config-missing",
              "volume",
              "out-of-memory",
              "crash-loop",
              "exited",
              "evicted",
              "node-lost",
              "probe-failing",
              "other"
            ]
          },
          "pods": {
            "type": "integer",
            "description": "Of how many it was found."
          },
          "container": {
            "type": "string"
          },
          "image": {
            "type": "string"
          },
          "exitCode": {
            "type": "integer"
          },
          "restarts": {
            "type": "integer"
          },
          "message": {
            "type": "string",
            "description": "The cluster's own words."
          },
          "firstAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "WorkloadStrategy": {
        "type": "object",
        "description": "A rollout that goes by steps or with a preview.",
        "additionalProperties": false,
        "required": [
          "type",
          "paused",
          "aborted"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "canary",
              "blue-green",
              "unknown"
            ]
          },
          "step": {
            "type": "integer",
            "description": "Steps that are done; the one that it is at has this index."
          },
          "steps": {
            "type": "integer"
          },
          "desiredWeight": {
            "type": "number",
            "description": "Per cent of the traffic that the new version should get."
          },
          "actualWeight": {
            "type": "number",
            "description": "Per cent that it gets, where the traffic router confirms it."
          },
          "paused": {
            "type": "boolean"
          },
          "reason": {
            "type": "string"
          },
          "pausedAt": {
            "type": "string",
            "format": "date-time"
          },
          "approval": {
            "type": "string",
            "enum": [
              "automatic",
              "manual"
            ],
            "description": "What ends the pause: time or an analysis, or a person alone."
          },
          "pausedUntil": {
            "type": "string",
            "format": "date-time"
          },
          "aborted": {
            "type": "boolean"
          },
          "abortedAt": {
            "type": "string",
            "format": "date-time"
          },
          "stableRevision": {
            "type": "string"
          },
          "currentRevision": {
            "type": "string"
          }
        }
      },
      "WorkloadRuns": {
        "type": "object",
        "description": "What runs to an end, once or by a schedule.",
        "additionalProperties": false,
        "properties": {
          "active": {
            "type": "integer"
          },
          "succeeded": {
            "type": "integer"
          },
          "failed": {
            "type": "integer"
          },
          "completions": {
            "type": "integer",
            "description": "How many have to succeed."
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "finishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "schedule": {
            "type": "string",
            "description": "A cron expression."
          },
          "timeZone": {
            "type": "string"
          },
          "lastScheduledAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastSucceededAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Replicas": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "desired": {
            "type": "integer"
          },
          "updated": {
            "type": "integer"
          },
          "ready": {
            "type": "integer"
          },
          "available": {
            "type": "integer"
          }
        }
      },
      "Revision": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "value"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "commit",
              "branch",
              "tag",
              "chart",
              "digest",
              "other"
            ]
          },
          "value": {
            "type": "string"
          },
          "reference": {
            "type": "string"
          }
        }
      },
      "Delivery": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "engine",
          "kind",
          "name",
          "observer",
          "subject",
          "health",
          "sync",
          "currency",
          "suspended",
          "sources"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "engine": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "observer": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "subject": {
            "$ref": "#/components/schemas/Subject"
          },
          "entityRef": {
            "type": "string"
          },
          "binding": {
            "$ref": "#/components/schemas/Binding"
          },
          "ambiguous": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "contested": {
            "$ref": "#/components/schemas/Contested"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "message": {
            "type": "string"
          },
          "sync": {
            "$ref": "#/components/schemas/Sync"
          },
          "syncMessage": {
            "type": "string"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "suspended": {
            "type": "boolean"
          },
          "approval": {
            "type": "string",
            "enum": [
              "automatic",
              "manual"
            ],
            "description": "Who lets the engine apply what has changed: itself, or a person each time."
          },
          "desiredRevision": {
            "$ref": "#/components/schemas/Revision"
          },
          "appliedRevision": {
            "$ref": "#/components/schemas/Revision"
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "repository": {
                  "type": "string"
                },
                "path": {
                  "type": "string"
                },
                "chart": {
                  "type": "string"
                },
                "targetRevision": {
                  "type": "string"
                }
              }
            }
          },
          "targetNamespace": {
            "type": "string"
          },
          "parent": {
            "type": "string"
          },
          "operation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "phase"
            ],
            "properties": {
              "phase": {
                "type": "string",
                "enum": [
                  "running",
                  "succeeded",
                  "failed",
                  "unknown"
                ]
              },
              "message": {
                "type": "string"
              },
              "startedAt": {
                "type": "string",
                "format": "date-time"
              },
              "finishedAt": {
                "type": "string",
                "format": "date-time"
              },
              "initiatedBy": {
                "type": "string",
                "description": "Who or what began it, as the engine tells it."
              },
              "failures": {
                "type": "array",
                "description": "The first twenty of what it failed on.",
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "kind",
                    "name"
                  ],
                  "properties": {
                    "kind": {
                      "type": "string"
                    },
                    "namespace": {
                      "type": "string"
                    },
                    "name": {
                      "type": "string"
                    },
                    "message": {
                      "type": "string"
                    }
                  }
                }
              },
              "failuresTotal": {
                "type": "integer"
              }
            }
          },
          "conditions": {
            "type": "array",
            "description": "What the engine remarks on, apart from health and sync.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "type"
              ],
              "properties": {
                "type": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                },
                "since": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "dependsOn": {
            "type": "array",
            "description": "Deliveries that have to be ready before this one.",
            "items": {
              "$ref": "#/components/schemas/ObjectReference"
            }
          },
          "blockedBy": {
            "type": "array",
            "description": "What stands in its way, the nearest first.",
            "items": {
              "type": "string"
            }
          },
          "ignoreRules": {
            "type": "array",
            "description": "The first twenty of the rules by which its engine leaves out differences.",
            "items": {
              "$ref": "#/components/schemas/IgnoreRule"
            }
          },
          "ignoreRulesTotal": {
            "type": "integer"
          },
          "resources": {
            "type": "integer",
            "description": "How many objects it brings."
          },
          "outOfSyncResources": {
            "type": "array",
            "description": "At most twenty of those that differ.",
            "items": {
              "type": "string"
            }
          },
          "partial": {
            "type": "boolean",
            "description": "True where the reader may not see the cell that it is counted in: told of it is what concerns the instance that it is shown on, and nothing of its sources, its parent, its binding and what else it brings."
          },
          "since": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "IgnoreRule": {
        "type": "object",
        "description": "A rule by which an engine itself leaves out differences, as it is written for the engine. Fleet does not apply it.",
        "additionalProperties": false,
        "required": [
          "where",
          "leftOut"
        ],
        "properties": {
          "where": {
            "type": "object",
            "description": "The object that it stands in, and where in it.",
            "additionalProperties": false,
            "required": [
              "kind",
              "name",
              "path"
            ],
            "properties": {
              "kind": {
                "type": "string"
              },
              "namespace": {
                "type": "string"
              },
              "name": {
                "type": "string"
              },
              "path": {
                "type": "string"
              }
            }
          },
          "target": {
            "type": "object",
            "description": "The resources that it is for; absent for all. `*` stands for any text and `?` for any one character; where a field is absent, it is for any.",
            "additionalProperties": false,
            "properties": {
              "group": {
                "type": "string",
                "description": "Empty for the core group."
              },
              "kind": {
                "type": "string"
              },
              "namespace": {
                "type": "string"
              },
              "name": {
                "type": "string"
              },
              "others": {
                "type": "array",
                "description": "What else has to hold, in the words of the engine.",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "leftOut": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LeftOut"
            }
          },
          "leftOutTotal": {
            "type": "integer",
            "description": "How many things it leaves out, where these are more than are told."
          },
          "setting": {
            "type": "string",
            "description": "The engine's word for why, or when, such as `CreateOnly`."
          },
          "atSync": {
            "type": "boolean",
            "description": "Whether it holds as well when the engine brings something, not only when it compares; absent where that is not known."
          }
        }
      },
      "LeftOut": {
        "type": "object",
        "description": "What a JSON pointer or an expression names, what a manager of managed fields owns, all changes of what is there, or everything.",
        "additionalProperties": false,
        "required": [
          "type"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "pointer",
              "jq",
              "jsonpath",
              "manager",
              "changes",
              "everything"
            ]
          },
          "text": {
            "type": "string"
          },
          "isPart": {
            "type": "boolean",
            "description": "The text is not all that the engine reads."
          }
        }
      },
      "Instance": {
        "type": "object",
        "description": "One catalog component (or none) on one cluster and namespace.",
        "additionalProperties": false,
        "required": [
          "id",
          "cluster",
          "region",
          "environment",
          "namespace",
          "health",
          "sync",
          "currency",
          "version",
          "replicas",
          "engines",
          "workloads",
          "deliveries"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "region": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "message": {
            "type": "string"
          },
          "sync": {
            "$ref": "#/components/schemas/Sync"
          },
          "syncMessage": {
            "type": "string"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "version": {
            "type": "object",
            "description": "`actual` is what was last seen to run completely; while it differs from `desired`, `updated` of `replicas` are there.",
            "additionalProperties": false,
            "required": [
              "settled"
            ],
            "properties": {
              "desired": {
                "type": "string"
              },
              "actual": {
                "type": "string"
              },
              "settled": {
                "type": "boolean"
              },
              "updated": {
                "type": "integer"
              },
              "replicas": {
                "type": "integer"
              }
            }
          },
          "revision": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "desired": {
                "$ref": "#/components/schemas/Revision"
              },
              "applied": {
                "$ref": "#/components/schemas/Revision"
              }
            }
          },
          "replicas": {
            "$ref": "#/components/schemas/Replicas"
          },
          "drift": {
            "type": "integer",
            "description": "Resources that differ from what is desired; absent where no engine says."
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Since when health, sync and version are what they are."
          },
          "sinceIsLowerBound": {
            "type": "boolean",
            "description": "True where watching began after the change."
          },
          "engines": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "rollout": {
            "$ref": "#/components/schemas/InstanceRollout"
          },
          "behind": {
            "type": "object",
            "description": "Releases of the component that are newer than what runs here; absent where there is none, or it is not known.",
            "additionalProperties": false,
            "required": [
              "releases"
            ],
            "properties": {
              "releases": {
                "type": "integer"
              },
              "since": {
                "type": "string",
                "format": "date-time",
                "description": "When the first of them was seen."
              }
            }
          },
          "binding": {
            "$ref": "#/components/schemas/Binding"
          },
          "workloads": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Workload"
            }
          },
          "deliveries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Delivery"
            }
          }
        }
      },
      "InstancePage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Instance"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "WorkloadPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Workload"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "DeliveryPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Delivery"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "ObjectReference": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name"
        ],
        "properties": {
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "Subject": {
        "type": "object",
        "description": "The cluster that something speaks of.",
        "additionalProperties": false,
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "resolved",
              "unresolved",
              "none"
            ]
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "reference": {
            "type": "string",
            "description": "What the hub calls it where that leads to no cluster."
          },
          "reason": {
            "type": "string",
            "description": "Why it leads to none."
          }
        }
      },
      "Heartbeat": {
        "type": "object",
        "description": "What a hub itself says of its sight of a cluster.",
        "additionalProperties": false,
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "current",
              "lost",
              "unstated"
            ]
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "Lifecycle": {
        "type": "string",
        "enum": [
          "pending",
          "provisioning",
          "provisioned",
          "upgrading",
          "paused",
          "deleting",
          "failed",
          "unknown"
        ]
      },
      "HubWord": {
        "type": "object",
        "description": "What one object of a hub says of a cluster, in short.",
        "additionalProperties": false,
        "required": [
          "id",
          "observer",
          "engine",
          "kind",
          "name",
          "health",
          "lifecycle",
          "heartbeat",
          "currency"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Of the statement."
          },
          "observer": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "engine": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "lifecycle": {
            "$ref": "#/components/schemas/Lifecycle"
          },
          "heartbeat": {
            "$ref": "#/components/schemas/Heartbeat"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "kubernetesVersion": {
            "type": "string"
          },
          "desiredKubernetesVersion": {
            "type": "string"
          }
        }
      },
      "StatementRole": {
        "type": "string",
        "enum": [
          "about",
          "on"
        ],
        "description": "`about` speaks of the cluster itself; `on` is read on it."
      },
      "StatementType": {
        "type": "string",
        "enum": [
          "cluster",
          "pool",
          "agent",
          "lease",
          "service",
          "autoscaler",
          "analysis",
          "placement",
          "source",
          "freeze",
          "policy",
          "exception",
          "budget",
          "quota",
          "access"
        ]
      },
      "Statement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "role",
          "type",
          "engine",
          "kind",
          "name",
          "observer",
          "subject",
          "currency",
          "detail"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "role": {
            "$ref": "#/components/schemas/StatementRole"
          },
          "type": {
            "$ref": "#/components/schemas/StatementType"
          },
          "engine": {
            "type": "string",
            "description": "Id of the adapter that read it."
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "observer": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "subject": {
            "$ref": "#/components/schemas/Subject"
          },
          "health": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Health"
              }
            ],
            "description": "Absent for what has none."
          },
          "message": {
            "type": "string"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "detail": {
            "$ref": "#/components/schemas/StatementDetail"
          }
        }
      },
      "StatementDetail": {
        "oneOf": [
          {
            "$ref": "#/components/schemas/ClusterStatement"
          },
          {
            "$ref": "#/components/schemas/PoolStatement"
          },
          {
            "$ref": "#/components/schemas/AgentStatement"
          },
          {
            "$ref": "#/components/schemas/LeaseStatement"
          },
          {
            "$ref": "#/components/schemas/ServiceStatement"
          },
          {
            "$ref": "#/components/schemas/AutoscalerStatement"
          },
          {
            "$ref": "#/components/schemas/AnalysisStatement"
          },
          {
            "$ref": "#/components/schemas/PlacementStatement"
          },
          {
            "$ref": "#/components/schemas/SourceStatement"
          },
          {
            "$ref": "#/components/schemas/FreezeStatement"
          },
          {
            "$ref": "#/components/schemas/PolicyStatement"
          },
          {
            "$ref": "#/components/schemas/ExceptionStatement"
          },
          {
            "$ref": "#/components/schemas/BudgetStatement"
          },
          {
            "$ref": "#/components/schemas/QuotaStatement"
          },
          {
            "$ref": "#/components/schemas/AccessStatement"
          }
        ],
        "discriminator": {
          "propertyName": "type",
          "mapping": {
            "cluster": "#/components/schemas/ClusterStatement",
            "pool": "#/components/schemas/PoolStatement",
            "agent": "#/components/schemas/AgentStatement",
            "lease": "#/components/schemas/LeaseStatement",
            "service": "#/components/schemas/ServiceStatement",
            "autoscaler": "#/components/schemas/AutoscalerStatement",
            "analysis": "#/components/schemas/AnalysisStatement",
            "placement": "#/components/schemas/PlacementStatement",
            "source": "#/components/schemas/SourceStatement",
            "freeze": "#/components/schemas/FreezeStatement",
            "policy": "#/components/schemas/PolicyStatement",
            "exception": "#/components/schemas/ExceptionStatement",
            "budget": "#/components/schemas/BudgetStatement",
            "quota": "#/components/schemas/QuotaStatement",
            "access": "#/components/schemas/AccessStatement"
          }
        }
      },
      "ClusterStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "lifecycle",
          "heartbeat",
          "claims",
          "sets",
          "taints",
          "blockedBy",
          "references"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "cluster"
            ]
          },
          "claimsOnly": {
            "type": "boolean",
            "description": "It holds claims and judges nothing: not its health, life cycle or heartbeat."
          },
          "lifecycle": {
            "$ref": "#/components/schemas/Lifecycle"
          },
          "heartbeat": {
            "$ref": "#/components/schemas/Heartbeat"
          },
          "accepted": {
            "type": "boolean",
            "description": "Whether the people of the hub have let it in. Absent where the system knows no such thing."
          },
          "kubernetesVersion": {
            "type": "string"
          },
          "desiredKubernetesVersion": {
            "type": "string"
          },
          "cpuMillicores": {
            "type": "number"
          },
          "memoryBytes": {
            "type": "number"
          },
          "claims": {
            "type": "array",
            "description": "What the member claims of itself: it decides nothing.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "key",
                "value"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "value": {
                  "type": "string"
                }
              }
            }
          },
          "sets": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "taints": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "key",
                "effect"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "value": {
                  "type": "string"
                },
                "effect": {
                  "type": "string"
                },
                "since": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "blockedBy": {
            "type": "array",
            "description": "What stands in its way, worst first.",
            "items": {
              "type": "string"
            }
          },
          "references": {
            "type": "array",
            "description": "What it is made from or belongs to.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "role",
                "kind",
                "name"
              ],
              "properties": {
                "role": {
                  "type": "string"
                },
                "kind": {
                  "type": "string"
                },
                "namespace": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "PoolStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "role",
          "paused",
          "replicas",
          "blockedBy"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "pool"
            ]
          },
          "role": {
            "type": "string",
            "enum": [
              "control-plane",
              "worker",
              "machine",
              "health-check"
            ]
          },
          "paused": {
            "type": "boolean"
          },
          "kubernetesVersion": {
            "type": "string",
            "description": "The lowest."
          },
          "desiredKubernetesVersion": {
            "type": "string"
          },
          "replicas": {
            "type": "object",
            "description": "Absent counts are not known.",
            "additionalProperties": false,
            "properties": {
              "desired": {
                "type": "integer"
              },
              "current": {
                "type": "integer"
              },
              "ready": {
                "type": "integer"
              },
              "available": {
                "type": "integer"
              },
              "upToDate": {
                "type": "integer"
              }
            }
          },
          "node": {
            "type": "string",
            "description": "What a machine became."
          },
          "remediationsAllowed": {
            "type": "integer",
            "description": "How many machines may still be replaced at once; at zero nothing is repaired."
          },
          "blockedBy": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "parent": {
            "$ref": "#/components/schemas/ObjectReference"
          }
        }
      },
      "AgentStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "heartbeat"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "agent"
            ]
          },
          "heartbeat": {
            "$ref": "#/components/schemas/Heartbeat"
          },
          "version": {
            "type": "string"
          }
        }
      },
      "LeaseStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "lease"
            ]
          },
          "holder": {
            "type": "string"
          },
          "durationSeconds": {
            "type": "integer"
          },
          "acquiredAt": {
            "type": "string",
            "format": "date-time"
          },
          "renewedAt": {
            "type": "string",
            "format": "date-time",
            "description": "By the clock of the holder."
          },
          "transitions": {
            "type": "integer",
            "description": "How often it changed hands."
          }
        }
      },
      "ServiceStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "direction",
          "addressing",
          "ips",
          "ports",
          "clusters"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "service"
            ]
          },
          "direction": {
            "type": "string",
            "enum": [
              "exported",
              "imported"
            ]
          },
          "addressing": {
            "type": "string",
            "enum": [
              "cluster-set-ip",
              "headless",
              "unknown"
            ]
          },
          "ips": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "ports": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "port"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "protocol": {
                  "type": "string"
                },
                "port": {
                  "type": "integer"
                }
              }
            }
          },
          "clusters": {
            "type": "array",
            "description": "Clusters that export it; the first fifty that the reader may see.",
            "items": {
              "$ref": "#/components/schemas/NamedCluster"
            }
          },
          "clustersTotal": {
            "$ref": "#/components/schemas/NamedTotal"
          },
          "conflict": {
            "type": "string"
          }
        }
      },
      "AutoscalerStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "target",
          "limited"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "autoscaler"
            ]
          },
          "target": {
            "$ref": "#/components/schemas/ObjectReference"
          },
          "minimum": {
            "type": "integer"
          },
          "maximum": {
            "type": "integer"
          },
          "current": {
            "type": "integer"
          },
          "desired": {
            "type": "integer"
          },
          "limited": {
            "type": "boolean",
            "description": "It would go further, were it not for its minimum or maximum."
          }
        }
      },
      "AnalysisStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "verdict",
          "metrics"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "analysis"
            ]
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "finishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "parent": {
            "$ref": "#/components/schemas/ObjectReference"
          },
          "metrics": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "verdict"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "verdict": {
                  "$ref": "#/components/schemas/Verdict"
                },
                "message": {
                  "type": "string"
                },
                "successful": {
                  "type": "integer"
                },
                "failed": {
                  "type": "integer"
                },
                "inconclusive": {
                  "type": "integer"
                },
                "error": {
                  "type": "integer"
                },
                "lastValue": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Verdict": {
        "type": "string",
        "enum": [
          "pending",
          "running",
          "successful",
          "failed",
          "error",
          "inconclusive",
          "unknown"
        ]
      },
      "PlacementStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "generators",
          "strategy",
          "steps",
          "deliveries"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "placement"
            ]
          },
          "generators": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "strategy": {
            "type": "string",
            "enum": [
              "all-at-once",
              "rolling",
              "unknown"
            ]
          },
          "steps": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "deliveries": {
            "type": "array",
            "description": "The first fifty that the reader may see.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name"
              ],
              "properties": {
                "namespace": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "step": {
                  "type": "string"
                },
                "status": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                },
                "since": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "deliveriesTotal": {
            "$ref": "#/components/schemas/NamedTotal"
          },
          "clusters": {
            "type": "array",
            "description": "The clusters that it chose; the first fifty that the reader may see. Absent where the engine does not say.",
            "items": {
              "$ref": "#/components/schemas/NamedCluster"
            }
          },
          "clustersTotal": {
            "$ref": "#/components/schemas/NamedTotal"
          },
          "notChosen": {
            "type": "array",
            "description": "Why clusters were not chosen; absent for who may not see all.",
            "items": {
              "type": "string"
            }
          },
          "parent": {
            "$ref": "#/components/schemas/ObjectReference"
          }
        }
      },
      "SourceStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "suspended"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "source"
            ]
          },
          "suspended": {
            "type": "boolean"
          },
          "url": {
            "type": "string",
            "description": "Untrusted."
          },
          "reference": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          },
          "chart": {
            "type": "string"
          },
          "image": {
            "type": "string",
            "description": "Without tag and digest."
          },
          "parent": {
            "$ref": "#/components/schemas/ObjectReference"
          }
        }
      },
      "FreezeStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "effect",
          "schedule",
          "duration",
          "manualAllowed",
          "deliveries",
          "namespaces",
          "clusters"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "freeze"
            ]
          },
          "effect": {
            "type": "string",
            "enum": [
              "allow",
              "deny"
            ]
          },
          "schedule": {
            "type": "string"
          },
          "duration": {
            "type": "string"
          },
          "timeZone": {
            "type": "string"
          },
          "manualAllowed": {
            "type": "boolean"
          },
          "overrunAllowed": {
            "type": "boolean",
            "description": "Whether what was begun before may be finished."
          },
          "project": {
            "type": "string"
          },
          "match": {
            "type": "string",
            "enum": [
              "any",
              "all"
            ]
          },
          "deliveries": {
            "type": "array",
            "description": "Patterns; for who may not see all, only those that name what he may see.",
            "items": {
              "type": "string"
            }
          },
          "namespaces": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "clusters": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "namedTotal": {
            "$ref": "#/components/schemas/NamedTotal"
          },
          "description": {
            "type": "string"
          }
        }
      },
      "NamedCluster": {
        "type": "object",
        "description": "A cluster as a hub names it, with which one that is where that is known.",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "group": {
            "type": "string",
            "description": "Decision group or wave."
          },
          "status": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "NamedTotal": {
        "type": "integer",
        "description": "How many there are; absent for who may not see all, unless that may be told."
      },
      "StatementTotals": {
        "type": "object",
        "description": "By type under the chosen roles, and by role under the chosen types.",
        "additionalProperties": false,
        "required": [
          "total",
          "types",
          "roles"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "types": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "type",
                "count"
              ],
              "properties": {
                "type": {
                  "$ref": "#/components/schemas/StatementType"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "roles": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "about",
              "on"
            ],
            "properties": {
              "about": {
                "type": "integer"
              },
              "on": {
                "type": "integer"
              }
            }
          }
        }
      },
      "PolicyTotals": {
        "type": "object",
        "description": "Counts of policies and exceptions, each facet without its own filter.",
        "additionalProperties": false,
        "required": [
          "total",
          "types",
          "roles",
          "engines",
          "enforcements",
          "states",
          "severities",
          "categories"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "types": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "type",
                "count"
              ],
              "properties": {
                "type": {
                  "$ref": "#/components/schemas/StatementType"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "roles": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "about",
              "on"
            ],
            "properties": {
              "about": {
                "type": "integer"
              },
              "on": {
                "type": "integer"
              }
            }
          },
          "engines": {
            "$ref": "#/components/schemas/NamedCounts"
          },
          "enforcements": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "enforcement",
                "count"
              ],
              "properties": {
                "enforcement": {
                  "$ref": "#/components/schemas/Enforcement"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "states": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "state",
                "count"
              ],
              "properties": {
                "state": {
                  "$ref": "#/components/schemas/Health"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "severities": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "severity",
                "count"
              ],
              "properties": {
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "categories": {
            "$ref": "#/components/schemas/NamedCounts"
          }
        }
      },
      "PolicyPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Statement"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/PolicyTotals"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "StatementPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Statement"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/StatementTotals"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "Severity": {
        "type": "string",
        "description": "How bad it is to break a rule, as its author says.",
        "enum": [
          "critical",
          "high",
          "medium",
          "low",
          "info"
        ]
      },
      "Enforcement": {
        "type": "string",
        "description": "What a policy does about what breaks it.",
        "enum": [
          "deny",
          "remediate",
          "warn",
          "audit",
          "none",
          "by-binding",
          "mixed",
          "unknown"
        ]
      },
      "PolicyReference": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "role",
          "kind",
          "name"
        ],
        "properties": {
          "role": {
            "type": "string",
            "enum": [
              "placement",
              "binding",
              "template",
              "parent",
              "policy"
            ]
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "PolicyStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "enforcement",
          "categories",
          "standards",
          "controls",
          "rules",
          "rulesTotal",
          "kinds",
          "excludedNamespaces",
          "references"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "policy"
            ]
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "enforcement": {
            "$ref": "#/components/schemas/Enforcement"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "standards": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "rules": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "action": {
                  "type": "string"
                },
                "enforcement": {
                  "$ref": "#/components/schemas/Enforcement"
                }
              }
            }
          },
          "rulesTotal": {
            "type": "integer"
          },
          "background": {
            "type": "boolean",
            "description": "Whether it looks at what is there already."
          },
          "kinds": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "excludedNamespaces": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "violations": {
            "type": "object",
            "description": "What breaks it, as the engine counts it. Absent where it has not counted, which is not none.",
            "additionalProperties": false,
            "required": [
              "total"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "listed": {
                "type": "integer"
              }
            }
          },
          "evaluatedAt": {
            "type": "string",
            "format": "date-time"
          },
          "clusters": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "compliance"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "cluster": {
                  "$ref": "#/components/schemas/ClusterReference"
                },
                "compliance": {
                  "type": "string",
                  "enum": [
                    "compliant",
                    "non-compliant",
                    "pending",
                    "unknown"
                  ]
                }
              }
            }
          },
          "clustersTotal": {
            "type": "integer"
          },
          "references": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyReference"
            }
          }
        }
      },
      "ExceptionStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "policies",
          "scope",
          "namespaces",
          "reportsAs"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "exception"
            ]
          },
          "policies": {
            "type": "array",
            "description": "What need not be kept; none means all that the engine has.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "rules"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "rules": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "scope": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "namespaces": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "reportsAs": {
            "type": "string",
            "enum": [
              "skip",
              "pass",
              "nothing",
              "unknown"
            ]
          },
          "reason": {
            "type": "string"
          },
          "ticket": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "approvedBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "expired": {
            "type": "boolean",
            "description": "Whether it should have ended by now. Absent where it has no end."
          }
        }
      },
      "DriftClass": {
        "type": "string",
        "description": "`human` was changed beside the engine; `controller` is set by a controller of the cluster; `admission` was changed on the way in; `defaulting` was filled in by the cluster; `missing` is not there, `extra` nobody asked for; `behind` the engine did not bring yet; `failed-apply` it could not; of `unattributed` nothing tells which it is.",
        "enum": [
          "human",
          "missing",
          "extra",
          "failed-apply",
          "unattributed",
          "behind",
          "controller",
          "admission",
          "defaulting"
        ]
      },
      "DriftAge": {
        "type": "string",
        "description": "How long it has lasted, or did. Up to an hour, a day, a week or 30 days; or longer.",
        "enum": [
          "hour",
          "day",
          "week",
          "month",
          "longer"
        ]
      },
      "DriftGroupKind": {
        "type": "string",
        "enum": [
          "same",
          "class",
          "age",
          "owner",
          "component",
          "cluster",
          "region",
          "environment",
          "engine"
        ]
      },
      "DriftResource": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "group",
          "kind",
          "name"
        ],
        "properties": {
          "group": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "DriftAuthor": {
        "type": "object",
        "description": "Who wrote it, as the API server noted it. Clients name themselves, so that a name is a claim.",
        "additionalProperties": false,
        "required": [
          "manager",
          "confidence"
        ],
        "properties": {
          "manager": {
            "type": "string"
          },
          "operation": {
            "type": "string",
            "enum": [
              "Apply",
              "Update"
            ]
          },
          "subresource": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When it last wrote anything of the object, to the second."
          },
          "confidence": {
            "type": "string",
            "description": "Whether it owns the path, something beneath it, or only what it stands in; `ambiguous` where others may as well have written it.",
            "enum": [
              "owner",
              "part",
              "parent",
              "ambiguous"
            ]
          },
          "others": {
            "type": "array",
            "description": "Who may as well have written it.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "DriftEnd": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "at",
          "how",
          "seconds"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "how": {
            "type": "string",
            "description": "`healed` was seen to be as it is desired again; `gone` is delivered no more; `unproven` is of a cluster that left.",
            "enum": [
              "healed",
              "gone",
              "unproven"
            ]
          },
          "seconds": {
            "type": "integer",
            "description": "From when it was first seen to differ."
          },
          "isAtLeast": {
            "type": "boolean",
            "description": "It began before it was first seen, nobody knows when."
          }
        }
      },
      "DriftEpisode": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "cluster",
          "engine",
          "delivery",
          "resource",
          "region",
          "environment",
          "class",
          "because",
          "isHeadline",
          "paths",
          "pathsTotal",
          "same",
          "seenBy",
          "firstObservedAt",
          "lastObservedAt",
          "flaps"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "cluster": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ClusterReference"
              }
            ],
            "description": "Where it drifts."
          },
          "engine": {
            "type": "string"
          },
          "delivery": {
            "type": "object",
            "description": "What brings it.",
            "additionalProperties": false,
            "required": [
              "observer",
              "kind",
              "name"
            ],
            "properties": {
              "observer": {
                "allOf": [
                  {
                    "$ref": "#/components/schemas/ClusterReference"
                  }
                ],
                "description": "The cluster that the delivery's object is on."
              },
              "kind": {
                "type": "string"
              },
              "namespace": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          },
          "resource": {
            "$ref": "#/components/schemas/DriftResource"
          },
          "entityRef": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "region": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "class": {
            "$ref": "#/components/schemas/DriftClass"
          },
          "because": {
            "type": "string",
            "description": "By what the class was found, as a key for words."
          },
          "isHeadline": {
            "type": "boolean",
            "description": "Whether somebody has to look at it."
          },
          "author": {
            "$ref": "#/components/schemas/DriftAuthor"
          },
          "paths": {
            "type": "array",
            "description": "The first of where it differs; none where only that it does is known, or where it is the whole object.",
            "items": {
              "type": "string"
            }
          },
          "pathsTotal": {
            "type": "integer",
            "description": "How many there are; 0 where none is known."
          },
          "isWhole": {
            "type": "boolean",
            "description": "It is the whole object that is missing, or extra."
          },
          "message": {
            "type": "string",
            "description": "What the engine says, if it does."
          },
          "same": {
            "type": "string",
            "description": "The key of what differs in the same way."
          },
          "seenBy": {
            "type": "string",
            "description": "Who saw first that it differs. `watch` is Fleet's own watch of the cluster; else the engine."
          },
          "firstObservedAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastObservedAt": {
            "type": "string",
            "format": "date-time"
          },
          "notBefore": {
            "type": "string",
            "format": "date-time",
            "description": "When it was last seen to be as desired before: it began after that. Absent where watching began with it."
          },
          "flaps": {
            "type": "integer",
            "description": "How often it was as desired, and differed again soon after."
          },
          "unconfirmed": {
            "type": "object",
            "description": "Nobody sees whether it still differs.",
            "additionalProperties": false,
            "required": [
              "since"
            ],
            "properties": {
              "since": {
                "type": "string",
                "format": "date-time"
              },
              "reason": {
                "type": "string"
              }
            }
          },
          "ended": {
            "$ref": "#/components/schemas/DriftEnd"
          },
          "desiredRevision": {
            "type": "string"
          },
          "appliedRevision": {
            "type": "string"
          },
          "ignored": {
            "type": "object",
            "description": "An exception of the ledger hides it.",
            "additionalProperties": false,
            "required": [
              "exceptionId",
              "until"
            ],
            "properties": {
              "exceptionId": {
                "type": "string"
              },
              "until": {
                "type": "string",
                "format": "date-time"
              }
            }
          }
        }
      },
      "DriftValue": {
        "type": "object",
        "description": "A value as JSON, without credentials of known forms.",
        "additionalProperties": false,
        "required": [
          "text"
        ],
        "properties": {
          "text": {
            "type": "string"
          },
          "truncated": {
            "type": "boolean"
          }
        }
      },
      "DriftDifference": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "path",
          "kind",
          "class",
          "because"
        ],
        "properties": {
          "path": {
            "type": "string",
            "description": "Empty for the whole object."
          },
          "kind": {
            "type": "string",
            "enum": [
              "changed",
              "missing",
              "extra"
            ]
          },
          "isSecret": {
            "type": "boolean"
          },
          "desired": {
            "allOf": [
              {
                "$ref": "#/components/schemas/DriftValue"
              }
            ],
            "description": "Absent where it is not known, secret, or not wanted."
          },
          "live": {
            "$ref": "#/components/schemas/DriftValue"
          },
          "class": {
            "$ref": "#/components/schemas/DriftClass"
          },
          "because": {
            "type": "string"
          },
          "author": {
            "$ref": "#/components/schemas/DriftAuthor"
          }
        }
      },
      "DriftRule": {
        "type": "object",
        "description": "A rule of the engine that is for the resource of an episode.",
        "additionalProperties": false,
        "required": [
          "rule",
          "applies",
          "names"
        ],
        "properties": {
          "rule": {
            "$ref": "#/components/schemas/IgnoreRule"
          },
          "applies": {
            "type": "string",
            "description": "Unknown where it selects by more than group, kind, namespace and name.",
            "enum": [
              "yes",
              "unknown"
            ]
          },
          "names": {
            "type": "array",
            "description": "Paths of the episode that it names, where that can be told exactly, at most twenty; the whole object's is empty. Expressions are not evaluated: they name none.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "DriftEpisodeDetail": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "episode",
          "basis",
          "differences",
          "differencesTotal",
          "earlier"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "episode": {
            "$ref": "#/components/schemas/DriftEpisode"
          },
          "basis": {
            "type": "string",
            "description": "What it was compared with: what was last applied; what its engine desires, as that tells it; who owns its fields, where no desired object is had; or the engine's word alone.",
            "enum": [
              "last-applied",
              "desired",
              "ownership",
              "engine"
            ]
          },
          "differences": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DriftDifference"
            }
          },
          "differencesTotal": {
            "type": "integer"
          },
          "earlier": {
            "type": "array",
            "description": "Episodes of the same resource that have ended, the newest first.",
            "items": {
              "$ref": "#/components/schemas/DriftEpisode"
            }
          },
          "rules": {
            "type": "array",
            "description": "Rules by which the delivery's engine leaves out differences, as it has them now, as far as they are or may be for the resource. Absent where the delivery is not known any more.",
            "items": {
              "$ref": "#/components/schemas/DriftRule"
            }
          },
          "rulesNotRead": {
            "type": "integer",
            "description": "How many further rules the delivery has that are not kept, or could not be read."
          },
          "auditLog": {
            "$ref": "#/components/schemas/DriftAuditLog"
          },
          "instanceId": {
            "type": "string",
            "description": "The instance whose actions concern it."
          },
          "source": {
            "type": "object",
            "description": "Where the delivery has it from.",
            "additionalProperties": false,
            "properties": {
              "repository": {
                "type": "string"
              },
              "path": {
                "type": "string"
              },
              "chart": {
                "type": "string"
              },
              "revision": {
                "type": "string"
              }
            }
          },
          "told": {
            "type": "object",
            "description": "When somebody last asked an owner to look at it.",
            "additionalProperties": false,
            "required": [
              "at",
              "by",
              "owner"
            ],
            "properties": {
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "by": {
                "type": "string",
                "description": "Who asked: a person or a service."
              },
              "owner": {
                "type": "string"
              }
            }
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "DriftAuditLog": {
        "type": "object",
        "description": "Who it was by the audit log of the cluster's API server. Writes of the cluster's own controllers are not in it, nor what engines change, nor what did not arrive: that it names nobody proves nothing.",
        "additionalProperties": false,
        "required": [
          "writes"
        ],
        "properties": {
          "lastReceivedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When anything was last received of the cluster. Absent where nothing ever was."
          },
          "keptSince": {
            "type": "string",
            "format": "date-time",
            "description": "What was written before is not kept, or not any more."
          },
          "lastLostAt": {
            "type": "string",
            "format": "date-time",
            "description": "When something that was sent was last not taken."
          },
          "writes": {
            "type": "array",
            "description": "All that may have been it, the newest first: where there are several, nothing tells which of them was it.",
            "items": {
              "$ref": "#/components/schemas/DriftWrite"
            }
          },
          "hasMore": {
            "type": "boolean",
            "description": "There are more than are told."
          },
          "because": {
            "type": "string",
            "description": "Why nobody is named.",
            "enum": [
              "not-received",
              "unknown-kind",
              "unknown-time",
              "before-kept",
              "none-fits"
            ]
          }
        }
      },
      "DriftWrite": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "user",
          "verb",
          "at",
          "fit"
        ],
        "properties": {
          "user": {
            "type": "string",
            "description": "Who showed the API server who he is. As the cluster tells it."
          },
          "actingAs": {
            "type": "string",
            "description": "Whom he impersonated."
          },
          "userAgent": {
            "type": "string"
          },
          "verb": {
            "type": "string",
            "enum": [
              "create",
              "update",
              "patch",
              "delete",
              "deletecollection"
            ]
          },
          "subresource": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "fit": {
            "type": "string",
            "description": "How it was found. `manager-and-second`: it was written by that manager, in the second that managed fields tell; `second`: in that second, by another or unknown manager; `deleted`, `created`: the object was, in the time in which it went or came; `deleted-with-others`: several of its kind in its namespace were, and it may be one of them; `meanwhile`: it was written in the time in which it began to differ.",
            "enum": [
              "manager-and-second",
              "second",
              "deleted",
              "deleted-with-others",
              "created",
              "meanwhile"
            ]
          }
        }
      },
      "DriftTelling": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "requestKey"
        ],
        "properties": {
          "requestKey": {
            "type": "string",
            "minLength": 8,
            "maxLength": 64,
            "description": "Made up by who asks, anew for each request."
          },
          "note": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500
          }
        }
      },
      "DriftToldOwner": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "told",
          "owner"
        ],
        "properties": {
          "told": {
            "type": "string",
            "description": "Noted by this request; or already, as somebody asked the same on this day.",
            "enum": [
              "noted",
              "already"
            ]
          },
          "owner": {
            "type": "string"
          }
        }
      },
      "DriftTotals": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "episodes",
          "headline",
          "classes",
          "unconfirmed",
          "ignored",
          "debt"
        ],
        "properties": {
          "episodes": {
            "type": "integer"
          },
          "headline": {
            "type": "integer",
            "description": "Of the classes human, missing, extra and failed-apply."
          },
          "classes": {
            "type": "object",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "unconfirmed": {
            "type": "integer"
          },
          "ignored": {
            "type": "integer",
            "description": "Those that exceptions hide, whether they are told or not."
          },
          "components": {
            "type": "integer"
          },
          "clusters": {
            "type": "integer"
          },
          "debt": {
            "type": "object",
            "description": "Hours of what counts in the headline, weighted by tier.",
            "additionalProperties": false,
            "required": [
              "hours",
              "unconfirmedHours",
              "undated"
            ],
            "properties": {
              "hours": {
                "type": "number"
              },
              "unconfirmedHours": {
                "type": "number"
              },
              "undated": {
                "type": "integer",
                "description": "Of how many the beginning is not known: it is at least this much then."
              }
            }
          },
          "repair": {
            "type": "object",
            "description": "How long it took until it was as desired again, of what healed within 30 days.",
            "additionalProperties": false,
            "required": [
              "healed",
              "meanSeconds",
              "medianSeconds",
              "isAtLeast"
            ],
            "properties": {
              "healed": {
                "type": "integer"
              },
              "meanSeconds": {
                "type": "number"
              },
              "medianSeconds": {
                "type": "number"
              },
              "isAtLeast": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "DriftPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "items",
          "totals",
          "coverage"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DriftEpisode"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/DriftTotals"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "unwatched": {
            "type": "integer",
            "description": "Deliveries of which nobody can say now whether what they bring is as desired."
          },
          "watched": {
            "type": "integer",
            "description": "Deliveries of which it is known now whether what they bring is as desired, under the same filters by place and owner."
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "DriftGroup": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key",
          "episodes",
          "headline",
          "clusters",
          "owners",
          "components",
          "since",
          "unconfirmed"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "Empty for what is of none."
          },
          "name": {
            "type": "string",
            "description": "For people, where it is not the key."
          },
          "episodes": {
            "type": "integer"
          },
          "headline": {
            "type": "integer"
          },
          "unconfirmed": {
            "type": "integer"
          },
          "clusters": {
            "type": "integer"
          },
          "owners": {
            "type": "integer"
          },
          "components": {
            "type": "integer"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "When the oldest of them was first seen."
          },
          "example": {
            "allOf": [
              {
                "$ref": "#/components/schemas/DriftEpisode"
              }
            ],
            "description": "One of those that differ in the same way."
          },
          "ownersOf": {
            "type": "array",
            "description": "Owners of what differs in the same way, those with the most first; at most 10.",
            "items": {
              "type": "string"
            }
          },
          "clustersOf": {
            "type": "array",
            "description": "Clusters of what differs in the same way, by name; at most 50.",
            "items": {
              "$ref": "#/components/schemas/ClusterReference"
            }
          }
        }
      },
      "DriftGroupPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "by",
          "items",
          "total"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "by": {
            "$ref": "#/components/schemas/DriftGroupKind"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DriftGroup"
            }
          },
          "total": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "DriftPreview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "episodes",
          "headline",
          "components",
          "clusters",
          "examples"
        ],
        "properties": {
          "episodes": {
            "type": "integer"
          },
          "headline": {
            "type": "integer"
          },
          "components": {
            "type": "integer"
          },
          "clusters": {
            "type": "integer"
          },
          "examples": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DriftEpisode"
            }
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "ExceptionKind": {
        "type": "string",
        "description": "What it is an exception from.",
        "enum": [
          "policy",
          "drift",
          "freeze",
          "budget"
        ]
      },
      "ExceptionState": {
        "type": "string",
        "description": "`requested` lacks approvals; `approved` has them and begins later; `expiring` is in force and ends soon; of one that is `renewed` another is in its place.",
        "enum": [
          "requested",
          "approved",
          "active",
          "expiring",
          "expired",
          "renewed",
          "withdrawn"
        ]
      },
      "WaivedPolicy": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "rules"
        ],
        "properties": {
          "engine": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "kind": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253,
            "description": "`*` is every policy of the engine."
          },
          "rules": {
            "type": "array",
            "description": "None is all of its rules.",
            "maxItems": 20,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          }
        }
      },
      "ExceptionResource": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          }
        }
      },
      "ExceptionScope": {
        "type": "object",
        "description": "What an exception covers. What is empty does not narrow it.",
        "additionalProperties": false,
        "required": [
          "clusters",
          "namespaces",
          "policies",
          "subjects",
          "entities"
        ],
        "properties": {
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterReference"
            }
          },
          "namespaces": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "policies": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WaivedPolicy"
            }
          },
          "subjects": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "resource": {
            "$ref": "#/components/schemas/ExceptionResource"
          },
          "entities": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "owner": {
            "type": "string"
          },
          "partial": {
            "type": "boolean",
            "description": "Whether it covers clusters or entities that the reader may not see."
          }
        }
      },
      "ExceptionScopeRequest": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "clusters": {
            "type": "array",
            "description": "Ids of clusters; all where there are none.",
            "maxItems": 50,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64
            }
          },
          "namespaces": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          },
          "policies": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "$ref": "#/components/schemas/WaivedPolicy"
            }
          },
          "subjects": {
            "type": "array",
            "description": "What is waived where that is no policy. A freeze, a budget, or a path of drift; `*` is whatever differs in what the rest of the scope names, also where it is not known.",
            "maxItems": 20,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          },
          "resource": {
            "$ref": "#/components/schemas/ExceptionResource"
          },
          "entities": {
            "type": "array",
            "description": "References of catalog entities.",
            "maxItems": 10,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          },
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253,
            "description": "Whose it is, as a reference, where no entity says it."
          }
        }
      },
      "ExceptionRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "requestKey",
          "kind",
          "scope",
          "reason",
          "expiresAt"
        ],
        "properties": {
          "requestKey": {
            "type": "string",
            "minLength": 8,
            "maxLength": 64,
            "description": "Made up by who asks, anew for each request."
          },
          "kind": {
            "$ref": "#/components/schemas/ExceptionKind"
          },
          "scope": {
            "$ref": "#/components/schemas/ExceptionScopeRequest"
          },
          "severity": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Severity"
              }
            ],
            "description": "Where it is graver than the policies say, or there are none. It is never taken for less."
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "ticket": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "compensatingControl": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "startsAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "reviewAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "ExceptionApproval": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "version"
        ],
        "properties": {
          "version": {
            "type": "integer",
            "description": "Of the exception, as it was shown."
          },
          "comment": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          }
        }
      },
      "ExceptionWithdrawal": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "version",
          "reason"
        ],
        "properties": {
          "version": {
            "type": "integer",
            "description": "Of the exception, as it was shown."
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          }
        }
      },
      "ExceptionRenewal": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "version",
          "reason",
          "expiresAt"
        ],
        "properties": {
          "version": {
            "type": "integer",
            "description": "Of the exception, as it was shown."
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "ticket": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "compensatingControl": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "reviewAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "ExceptionAllowance": {
        "type": "object",
        "description": "Whether who asks may do it, and why not.",
        "additionalProperties": false,
        "required": [
          "allowed"
        ],
        "properties": {
          "allowed": {
            "type": "boolean"
          },
          "because": {
            "type": "string",
            "description": "`not-permitted` is the permission policy's word, `nobody` where it is no person that asks; all others are the ledger's.",
            "enum": [
              "not-permitted",
              "nobody",
              "withdrawn",
              "renewed",
              "expired",
              "not-needed",
              "is-requester",
              "has-approved",
              "not-approved",
              "renewal-asked-for"
            ]
          }
        }
      },
      "Exception": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "version",
          "kind",
          "state",
          "scope",
          "severity",
          "reason",
          "requestedBy",
          "requestedAt",
          "approvals",
          "approvalsNeeded",
          "expiresAt",
          "history",
          "may"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "kind": {
            "$ref": "#/components/schemas/ExceptionKind"
          },
          "state": {
            "$ref": "#/components/schemas/ExceptionState"
          },
          "withinDays": {
            "type": "number",
            "description": "Of one that is expiring, within how many days."
          },
          "inForceSince": {
            "type": "string",
            "format": "date-time"
          },
          "scope": {
            "$ref": "#/components/schemas/ExceptionScope"
          },
          "severity": {
            "type": "string",
            "description": "Of the worst policy that it waives; unknown where one of them has none.",
            "enum": [
              "critical",
              "high",
              "medium",
              "low",
              "info",
              "unknown"
            ]
          },
          "reason": {
            "type": "string"
          },
          "ticket": {
            "type": "string"
          },
          "compensatingControl": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string",
            "description": "A reference."
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "approvals": {
            "type": "array",
            "description": "Those that count.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "by",
                "at"
              ],
              "properties": {
                "by": {
                  "type": "string"
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "approvalsNeeded": {
            "type": "integer"
          },
          "startsAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "reviewAt": {
            "type": "string",
            "format": "date-time"
          },
          "renews": {
            "type": "string",
            "description": "The id of the one that it follows."
          },
          "renewedBy": {
            "type": "string",
            "description": "The id of the one that follows it, whether it is approved or not."
          },
          "history": {
            "type": "array",
            "description": "What was done with it, in order.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "what",
                "by",
                "at"
              ],
              "properties": {
                "what": {
                  "type": "string",
                  "enum": [
                    "requested",
                    "approved",
                    "withdrawn"
                  ]
                },
                "by": {
                  "type": "string"
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "comment": {
                  "type": "string"
                }
              }
            }
          },
          "may": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "approve",
              "withdraw",
              "renew"
            ],
            "properties": {
              "approve": {
                "$ref": "#/components/schemas/ExceptionAllowance"
              },
              "withdraw": {
                "$ref": "#/components/schemas/ExceptionAllowance"
              },
              "renew": {
                "$ref": "#/components/schemas/ExceptionAllowance"
              }
            }
          }
        }
      },
      "ExceptionDebt": {
        "type": "object",
        "description": "What is put off by exceptions that are in force.",
        "additionalProperties": false,
        "required": [
          "inForce",
          "renewals",
          "weight",
          "weightDays"
        ],
        "properties": {
          "inForce": {
            "type": "integer"
          },
          "renewals": {
            "type": "integer",
            "description": "How many of them follow another one."
          },
          "weight": {
            "type": "number",
            "description": "Sum of their weights, by severity."
          },
          "weightDays": {
            "type": "number",
            "description": "Sum of weight by days since what each waives was first waived, those included that it follows."
          }
        }
      },
      "ExceptionTotals": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "states",
          "kinds",
          "debt"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "kinds": {
            "type": "object",
            "description": "Of all that pass the filters but the one by kind.",
            "additionalProperties": false,
            "required": [
              "policy",
              "drift",
              "freeze",
              "budget"
            ],
            "properties": {
              "policy": {
                "type": "integer"
              },
              "drift": {
                "type": "integer"
              },
              "freeze": {
                "type": "integer"
              },
              "budget": {
                "type": "integer"
              }
            }
          },
          "states": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "requested",
              "approved",
              "active",
              "expiring",
              "expired",
              "renewed",
              "withdrawn"
            ],
            "properties": {
              "requested": {
                "type": "integer"
              },
              "approved": {
                "type": "integer"
              },
              "active": {
                "type": "integer"
              },
              "expiring": {
                "type": "integer"
              },
              "expired": {
                "type": "integer"
              },
              "renewed": {
                "type": "integer"
              },
              "withdrawn": {
                "type": "integer"
              }
            }
          },
          "debt": {
            "$ref": "#/components/schemas/ExceptionDebt"
          }
        }
      },
      "ExceptionPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "items",
          "totals",
          "hidden",
          "mayRequest"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Exception"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/ExceptionTotals"
          },
          "hidden": {
            "type": "integer"
          },
          "mayRequest": {
            "type": "boolean",
            "description": "Whether who asks may ask for an exception anywhere."
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "AppliedExceptionAlert": {
        "type": "string",
        "description": "`overdue` is applied after its own end; `ledger-ended` is in the ledger, but not in force there; `not-in-ledger` has nothing in the ledger that covers it.",
        "enum": [
          "overdue",
          "ledger-ended",
          "not-in-ledger"
        ]
      },
      "AppliedException": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "engine",
          "kind",
          "name",
          "cluster",
          "observer",
          "policies",
          "scope",
          "namespaces",
          "currency",
          "alerts"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "engine": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "cluster": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ClusterReference"
              }
            ],
            "description": "Where it is applied."
          },
          "observer": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ClusterReference"
              }
            ],
            "description": "Where it was read."
          },
          "policies": {
            "type": "array",
            "description": "What need not be kept; none means all that the engine has.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "rules"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "rules": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "scope": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "namespaces": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "reason": {
            "type": "string"
          },
          "ticket": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "approvedBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "alerts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AppliedExceptionAlert"
            }
          },
          "ledger": {
            "type": "object",
            "description": "What of the ledger is of the same policies and places.",
            "additionalProperties": false,
            "required": [
              "match",
              "state"
            ],
            "properties": {
              "id": {
                "type": "string",
                "description": "Absent where the reader may not see it."
              },
              "match": {
                "type": "string",
                "enum": [
                  "covers",
                  "resembles"
                ],
                "description": "`resembles` where the ledger names a resource or an entity, which cannot be held against the words of the engine."
              },
              "state": {
                "$ref": "#/components/schemas/ExceptionState"
              }
            }
          }
        }
      },
      "AppliedExceptionPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AppliedException"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "type": "object",
            "description": "Of all that pass the filters but the one by alert.",
            "additionalProperties": false,
            "required": [
              "total",
              "overdue",
              "ledgerEnded",
              "notInLedger",
              "stale"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "overdue": {
                "type": "integer"
              },
              "ledgerEnded": {
                "type": "integer"
              },
              "notInLedger": {
                "type": "integer"
              },
              "stale": {
                "type": "integer"
              },
              "atLeast": {
                "type": "boolean",
                "description": "Whether there are more than were looked at."
              }
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "BudgetStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "clusters",
          "namespaces",
          "selectors",
          "interval",
          "limit",
          "thresholds"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "budget"
            ]
          },
          "clusters": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "namespaces": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "selectors": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "interval": {
            "type": "string",
            "enum": [
              "weekly",
              "monthly",
              "unknown"
            ]
          },
          "limit": {
            "type": "number"
          },
          "spent": {
            "type": "number"
          },
          "currency": {
            "type": "string"
          },
          "thresholds": {
            "type": "array",
            "items": {
              "type": "number"
            }
          },
          "window": {
            "$ref": "#/components/schemas/TimeWindow"
          }
        }
      },
      "TimeWindow": {
        "type": "object",
        "description": "The end is excluded.",
        "additionalProperties": false,
        "required": [
          "start",
          "end"
        ],
        "properties": {
          "start": {
            "type": "string",
            "format": "date-time"
          },
          "end": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "FindingResult": {
        "type": "string",
        "enum": [
          "pass",
          "fail",
          "warn",
          "error",
          "skip",
          "exempt",
          "unknown"
        ]
      },
      "Finding": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "engine",
          "policy",
          "result",
          "controls",
          "exceptions",
          "source",
          "observer",
          "subject",
          "currency"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "engine": {
            "type": "string",
            "description": "What evaluated it."
          },
          "policy": {
            "type": "string"
          },
          "rule": {
            "type": "string"
          },
          "result": {
            "$ref": "#/components/schemas/FindingResult"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "category": {
            "type": "string"
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "message": {
            "type": "string"
          },
          "resource": {
            "allOf": [
              {
                "$ref": "#/components/schemas/FoundResource"
              }
            ],
            "description": "What was looked at; absent where that is the cluster as a whole."
          },
          "container": {
            "type": "string"
          },
          "image": {
            "type": "string"
          },
          "evaluatedAt": {
            "type": "string",
            "format": "date-time"
          },
          "validUntil": {
            "type": "string",
            "format": "date-time"
          },
          "exceptions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "counts": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "critical",
              "high",
              "medium",
              "low",
              "info",
              "unknown"
            ],
            "properties": {
              "critical": {
                "type": "integer"
              },
              "high": {
                "type": "integer"
              },
              "medium": {
                "type": "integer"
              },
              "low": {
                "type": "integer"
              },
              "info": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              }
            }
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "title": {
                  "type": "string"
                },
                "subject": {
                  "type": "string"
                },
                "version": {
                  "type": "string"
                },
                "fixedVersion": {
                  "type": "string"
                },
                "url": {
                  "type": "string"
                }
              }
            }
          },
          "source": {
            "$ref": "#/components/schemas/ObjectReference"
          },
          "observer": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "subject": {
            "$ref": "#/components/schemas/Subject"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          },
          "repeats": {
            "description": "The finding of what made its thing, which says the same.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "resource"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "resource": {
                "$ref": "#/components/schemas/FoundResource"
              }
            }
          },
          "repeatedBy": {
            "type": "integer",
            "description": "How many findings of what its thing made repeat it; absent for none."
          }
        }
      },
      "FoundResource": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name"
        ],
        "properties": {
          "group": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "FindingTotals": {
        "type": "object",
        "description": "Counts of findings, each facet without its own filter.",
        "additionalProperties": false,
        "required": [
          "total",
          "stale",
          "repeated",
          "results",
          "severities",
          "engines",
          "policies"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "stale": {
            "type": "integer",
            "description": "Of the total what cannot be confirmed now. None of it is a pass."
          },
          "repeated": {
            "type": "integer",
            "description": "How many under the same filters repeat that of what made their thing. They are in the total where they are asked for."
          },
          "results": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "result",
                "count",
                "stale"
              ],
              "properties": {
                "result": {
                  "$ref": "#/components/schemas/FindingResult"
                },
                "count": {
                  "type": "integer"
                },
                "stale": {
                  "type": "integer"
                }
              }
            }
          },
          "severities": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "count"
              ],
              "properties": {
                "severity": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Severity"
                    }
                  ],
                  "description": "Absent for findings without one."
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "engines": {
            "$ref": "#/components/schemas/NamedCounts"
          },
          "policies": {
            "$ref": "#/components/schemas/NamedCounts"
          }
        }
      },
      "NamedCounts": {
        "type": "array",
        "description": "At most 50, the most frequent first.",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "name",
            "count"
          ],
          "properties": {
            "name": {
              "type": "string"
            },
            "count": {
              "type": "integer"
            }
          }
        }
      },
      "PodSecurityLevel": {
        "type": "string",
        "enum": [
          "privileged",
          "baseline",
          "restricted"
        ]
      },
      "PodSecurityMode": {
        "type": "object",
        "description": "As a label of the namespace has it; unknown is a word that is no level.",
        "additionalProperties": false,
        "required": [
          "level"
        ],
        "properties": {
          "level": {
            "type": "string",
            "enum": [
              "privileged",
              "baseline",
              "restricted",
              "unknown"
            ]
          },
          "version": {
            "type": "string"
          }
        }
      },
      "PodSecurityControls": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "id",
            "name"
          ],
          "properties": {
            "id": {
              "type": "string",
              "description": "As admission calls its check."
            },
            "name": {
              "type": "string"
            }
          }
        }
      },
      "QuotaStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "hard",
          "hardTotal",
          "scopes"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "quota"
            ]
          },
          "hard": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "resource",
                "limit"
              ],
              "properties": {
                "resource": {
                  "type": "string"
                },
                "limit": {
                  "type": "string"
                }
              }
            }
          },
          "hardTotal": {
            "type": "integer"
          },
          "scopes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "AccessStatement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "digest",
          "words",
          "total"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "access"
            ]
          },
          "digest": {
            "type": "string",
            "description": "The same for the same rules or subjects."
          },
          "words": {
            "type": "array",
            "description": "The first of its rules, or of its subjects.",
            "items": {
              "type": "string"
            }
          },
          "total": {
            "type": "integer"
          },
          "role": {
            "type": "object",
            "description": "Of a binding.",
            "additionalProperties": false,
            "required": [
              "kind",
              "name"
            ],
            "properties": {
              "kind": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          }
        }
      },
      "SkewAspect": {
        "type": "string",
        "enum": [
          "kubernetes",
          "add-on",
          "component",
          "policy",
          "access",
          "quota"
        ]
      },
      "SkewGroup": {
        "type": "object",
        "description": "Clusters that should be alike, as they have this attribute in common.",
        "additionalProperties": false,
        "required": [
          "id",
          "by",
          "value"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "`by:value`."
          },
          "by": {
            "type": "string",
            "enum": [
              "tier",
              "environment",
              "region",
              "provider",
              "owner"
            ]
          },
          "value": {
            "type": "string"
          }
        }
      },
      "SkewGroupSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "group",
          "clusters",
          "lines",
          "differing",
          "unknown"
        ],
        "properties": {
          "group": {
            "$ref": "#/components/schemas/SkewGroup"
          },
          "clusters": {
            "type": "integer"
          },
          "lines": {
            "type": "integer",
            "description": "Traits that are compared."
          },
          "differing": {
            "type": "integer",
            "description": "Those in which any cluster differs."
          },
          "unknown": {
            "type": "integer",
            "description": "Those in which none differs and some are not known."
          }
        }
      },
      "SkewSight": {
        "type": "object",
        "description": "What is known of one trait of one cluster. That it is absent is proven.",
        "additionalProperties": false,
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "value",
              "absent",
              "unknown"
            ]
          },
          "value": {
            "type": "string",
            "description": "Where it is known."
          },
          "reason": {
            "$ref": "#/components/schemas/SkewUnknown"
          },
          "lastKnown": {
            "type": "string",
            "description": "What it was when it was last confirmed."
          }
        }
      },
      "SkewUnknown": {
        "type": "string",
        "description": "Why it is not known: the cluster does not answer, does not let it be read, or what is known cannot be confirmed now; nobody reads it; it is there and does not say it; or the reader may not see all that is there.",
        "enum": [
          "unreachable",
          "forbidden",
          "stale",
          "not-asked",
          "unstated",
          "hidden"
        ]
      },
      "SkewMode": {
        "type": "object",
        "description": "How most clusters of a group are, of those of which it is known.",
        "additionalProperties": false,
        "required": [
          "state",
          "known"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "value",
              "absent",
              "tied",
              "unknown"
            ]
          },
          "value": {
            "type": "string"
          },
          "clusters": {
            "type": "integer",
            "description": "How many are so; absent in a tie."
          },
          "known": {
            "type": "integer",
            "description": "Of how many it is known."
          },
          "values": {
            "type": "array",
            "description": "In a tie, the first of those that are tied. One without a value is that it is not there.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "clusters"
              ],
              "properties": {
                "value": {
                  "type": "string"
                },
                "clusters": {
                  "type": "integer"
                }
              }
            }
          },
          "valuesTotal": {
            "type": "integer"
          }
        }
      },
      "SkewCounts": {
        "type": "object",
        "description": "How many clusters are how. They add up to `clusters`.",
        "additionalProperties": false,
        "required": [
          "clusters",
          "same",
          "differs",
          "absent",
          "undecided",
          "unknown",
          "expected"
        ],
        "properties": {
          "clusters": {
            "type": "integer"
          },
          "same": {
            "type": "integer"
          },
          "differs": {
            "type": "integer"
          },
          "absent": {
            "type": "integer"
          },
          "undecided": {
            "type": "integer",
            "description": "As their group is tied."
          },
          "unknown": {
            "type": "integer"
          },
          "expected": {
            "type": "integer"
          }
        }
      },
      "ExpectedSkew": {
        "type": "object",
        "description": "Why something may differ.",
        "additionalProperties": false,
        "required": [
          "by",
          "reason"
        ],
        "properties": {
          "by": {
            "type": "string",
            "enum": [
              "configuration",
              "placement",
              "rollout"
            ]
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "SkewMember": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "verdict",
          "sight"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "differs",
              "absent",
              "undecided",
              "unknown",
              "expected"
            ]
          },
          "sight": {
            "$ref": "#/components/schemas/SkewSight"
          },
          "expected": {
            "$ref": "#/components/schemas/ExpectedSkew"
          }
        }
      },
      "SkewLine": {
        "type": "object",
        "description": "One trait over the clusters of one group.",
        "additionalProperties": false,
        "required": [
          "group",
          "aspect",
          "key",
          "mode",
          "counts",
          "others",
          "othersTotal"
        ],
        "properties": {
          "group": {
            "$ref": "#/components/schemas/SkewGroup"
          },
          "aspect": {
            "$ref": "#/components/schemas/SkewAspect"
          },
          "key": {
            "type": "string"
          },
          "mode": {
            "$ref": "#/components/schemas/SkewMode"
          },
          "counts": {
            "$ref": "#/components/schemas/SkewCounts"
          },
          "others": {
            "type": "array",
            "description": "The first of the clusters that are not the same, those that differ first.",
            "items": {
              "$ref": "#/components/schemas/SkewMember"
            }
          },
          "othersTotal": {
            "type": "integer"
          }
        }
      },
      "SkewPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "basis",
          "groups",
          "facets",
          "ungrouped",
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "basis": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "groupBy",
              "origin"
            ],
            "properties": {
              "groupBy": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "origin": {
                "type": "string",
                "enum": [
                  "default",
                  "configured",
                  "refused"
                ]
              }
            }
          },
          "groups": {
            "type": "array",
            "description": "The groups that pass the filters, what differs most first; at most 200.",
            "items": {
              "$ref": "#/components/schemas/SkewGroupSummary"
            }
          },
          "facets": {
            "type": "object",
            "description": "How many clusters each choice would leave to be compared.",
            "additionalProperties": false,
            "required": [
              "group",
              "region"
            ],
            "properties": {
              "group": {
                "$ref": "#/components/schemas/Facet"
              },
              "region": {
                "$ref": "#/components/schemas/Facet"
              }
            }
          },
          "ungrouped": {
            "type": "integer",
            "description": "Clusters that are in no group and compared with nobody."
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SkewLine"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "lines",
              "differing",
              "unknown"
            ],
            "properties": {
              "lines": {
                "type": "integer"
              },
              "differing": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              }
            }
          },
          "withheld": {
            "type": "array",
            "description": "Aspects of which the reader may see nothing.",
            "items": {
              "$ref": "#/components/schemas/SkewAspect"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "SkewComparisonVerdict": {
        "type": "string",
        "enum": [
          "differs",
          "unknown",
          "expected",
          "same"
        ]
      },
      "SkewComparisonItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "aspect",
          "key",
          "verdict",
          "left"
        ],
        "properties": {
          "aspect": {
            "$ref": "#/components/schemas/SkewAspect"
          },
          "key": {
            "type": "string"
          },
          "verdict": {
            "$ref": "#/components/schemas/SkewComparisonVerdict"
          },
          "left": {
            "$ref": "#/components/schemas/SkewSight"
          },
          "right": {
            "$ref": "#/components/schemas/SkewSight"
          },
          "mode": {
            "$ref": "#/components/schemas/SkewMode"
          },
          "expected": {
            "$ref": "#/components/schemas/ExpectedSkew"
          }
        }
      },
      "SkewComparisonCounts": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "differs",
          "unknown",
          "expected",
          "same"
        ],
        "properties": {
          "differs": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "expected": {
            "type": "integer"
          },
          "same": {
            "type": "integer"
          }
        }
      },
      "SkewComparisonPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "left",
          "items",
          "totals",
          "aspects",
          "coverage",
          "hidden"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "left": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "right": {
            "description": "The other cluster; absent where one is compared with its group.",
            "$ref": "#/components/schemas/ClusterReference"
          },
          "group": {
            "description": "The group that one is compared with; absent where it is in none.",
            "$ref": "#/components/schemas/SkewGroupSize"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SkewComparisonItem"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/SkewComparisonCounts"
          },
          "aspects": {
            "type": "array",
            "description": "The same by aspect, before the filter by verdict.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "aspect",
                "counts"
              ],
              "properties": {
                "aspect": {
                  "$ref": "#/components/schemas/SkewAspect"
                },
                "counts": {
                  "$ref": "#/components/schemas/SkewComparisonCounts"
                }
              }
            }
          },
          "withheld": {
            "type": "array",
            "description": "Aspects of which the reader may see nothing.",
            "items": {
              "$ref": "#/components/schemas/SkewAspect"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "SkewGroupSize": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "group",
          "clusters"
        ],
        "properties": {
          "group": {
            "$ref": "#/components/schemas/SkewGroup"
          },
          "clusters": {
            "type": "integer"
          }
        }
      },
      "ClusterPodSecurity": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "namespaces",
          "namespacesTotal",
          "coverage"
        ],
        "properties": {
          "namespaces": {
            "type": "array",
            "description": "By name, at most 100.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "namespace",
                "asked",
                "atLeast",
                "atMost",
                "breaksEnforced",
                "engines",
                "currency"
              ],
              "properties": {
                "namespace": {
                  "type": "string"
                },
                "asked": {
                  "type": "object",
                  "description": "What its labels ask for. What no label asks for is as the API server is configured.",
                  "additionalProperties": false,
                  "properties": {
                    "enforce": {
                      "$ref": "#/components/schemas/PodSecurityMode"
                    },
                    "audit": {
                      "$ref": "#/components/schemas/PodSecurityMode"
                    },
                    "warn": {
                      "$ref": "#/components/schemas/PodSecurityMode"
                    }
                  }
                },
                "atLeast": {
                  "$ref": "#/components/schemas/PodSecurityLevel"
                },
                "atMost": {
                  "$ref": "#/components/schemas/PodSecurityLevel"
                },
                "level": {
                  "$ref": "#/components/schemas/PodSecurityLevel"
                },
                "next": {
                  "type": "object",
                  "description": "What separates it from the level after the one that it is proven to keep.",
                  "additionalProperties": false,
                  "required": [
                    "level",
                    "failing",
                    "exempt",
                    "notEvaluated",
                    "failsAsAWhole"
                  ],
                  "properties": {
                    "level": {
                      "type": "string",
                      "enum": [
                        "baseline",
                        "restricted"
                      ]
                    },
                    "failing": {
                      "$ref": "#/components/schemas/PodSecurityControls"
                    },
                    "exempt": {
                      "$ref": "#/components/schemas/PodSecurityControls"
                    },
                    "notEvaluated": {
                      "$ref": "#/components/schemas/PodSecurityControls"
                    },
                    "failsAsAWhole": {
                      "type": "boolean",
                      "description": "The level is broken, and nothing says by which control."
                    }
                  }
                },
                "breaksEnforced": {
                  "type": "boolean",
                  "description": "Something in it is known to break the level that its label enforces."
                },
                "engines": {
                  "type": "array",
                  "description": "Who found anything in it, whatever it was about.",
                  "items": {
                    "type": "string"
                  }
                },
                "currency": {
                  "$ref": "#/components/schemas/Currency"
                }
              }
            }
          },
          "namespacesTotal": {
            "type": "integer"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "ComplianceRowKind": {
        "type": "string",
        "enum": [
          "cluster",
          "region",
          "environment",
          "owner",
          "system",
          "component"
        ],
        "default": "cluster"
      },
      "ComplianceColumnKind": {
        "type": "string",
        "enum": [
          "policy",
          "control",
          "standard",
          "severity"
        ],
        "default": "policy"
      },
      "ExpectationBasis": {
        "type": "string",
        "description": "What says where a policy is expected: what places it, configuration, or that it or a result of it was last seen there; none where it is expected nowhere.",
        "enum": [
          "placement",
          "tiers",
          "last-known",
          "none"
        ]
      },
      "ResultCounts": {
        "type": "object",
        "description": "How many results there are of each kind, as they count now. Not evaluated are those that nobody knows, and good ones that cannot be confirmed now.",
        "additionalProperties": false,
        "required": [
          "pass",
          "fail",
          "warn",
          "error",
          "skip",
          "exempt",
          "notEvaluated"
        ],
        "properties": {
          "pass": {
            "type": "integer"
          },
          "fail": {
            "type": "integer"
          },
          "warn": {
            "type": "integer"
          },
          "error": {
            "type": "integer"
          },
          "skip": {
            "type": "integer"
          },
          "exempt": {
            "type": "integer"
          },
          "notEvaluated": {
            "type": "integer"
          }
        }
      },
      "Evaluation": {
        "type": "object",
        "description": "Of the policies on clusters that are expected, how many have a result that can be confirmed now.",
        "additionalProperties": false,
        "required": [
          "evaluated",
          "expected"
        ],
        "properties": {
          "evaluated": {
            "type": "integer"
          },
          "expected": {
            "type": "integer"
          },
          "missing": {
            "type": "array",
            "description": "Why the others have none; together they are the difference. Absent where there are none.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "reason",
                "count"
              ],
              "properties": {
                "reason": {
                  "type": "string",
                  "enum": [
                    "unreachable",
                    "stale",
                    "error",
                    "not-evaluated",
                    "never-seen",
                    "not-named"
                  ]
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "SeverityNumbers": {
        "type": "object",
        "description": "Of each severity; unknown is what has none.",
        "additionalProperties": false,
        "required": [
          "critical",
          "high",
          "medium",
          "low",
          "info",
          "unknown"
        ],
        "properties": {
          "critical": {
            "type": "number"
          },
          "high": {
            "type": "number"
          },
          "medium": {
            "type": "number"
          },
          "low": {
            "type": "number"
          },
          "info": {
            "type": "number"
          },
          "unknown": {
            "type": "number"
          }
        }
      },
      "RepairDays": {
        "oneOf": [
          {
            "type": "number"
          },
          {
            "type": "string",
            "enum": [
              "unlimited"
            ]
          }
        ]
      },
      "ComplianceFormula": {
        "type": "object",
        "description": "What scores, grades and limits are computed with.",
        "additionalProperties": false,
        "required": [
          "origin",
          "weights",
          "warnShare",
          "coverageForGrade",
          "grades",
          "overdueGrade",
          "repairWithinDays",
          "expectations"
        ],
        "properties": {
          "origin": {
            "type": "string",
            "enum": [
              "default",
              "configured",
              "refused"
            ],
            "description": "Refused is a configuration that is malformed; then the defaults count."
          },
          "weights": {
            "$ref": "#/components/schemas/SeverityNumbers"
          },
          "warnShare": {
            "type": "number",
            "description": "Of its weight, from 0 to 1."
          },
          "coverageForGrade": {
            "type": "number",
            "description": "From 0 to 1."
          },
          "grades": {
            "type": "object",
            "description": "The least score of each grade, from 0 to 1.",
            "additionalProperties": false,
            "required": [
              "A",
              "B",
              "C",
              "D"
            ],
            "properties": {
              "A": {
                "type": "number"
              },
              "B": {
                "type": "number"
              },
              "C": {
                "type": "number"
              },
              "D": {
                "type": "number"
              }
            }
          },
          "overdueGrade": {
            "type": "string",
            "enum": [
              "A",
              "B",
              "C",
              "D",
              "F"
            ]
          },
          "repairWithinDays": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "critical",
              "high",
              "medium",
              "low",
              "info",
              "unknown"
            ],
            "properties": {
              "critical": {
                "$ref": "#/components/schemas/RepairDays"
              },
              "high": {
                "$ref": "#/components/schemas/RepairDays"
              },
              "medium": {
                "$ref": "#/components/schemas/RepairDays"
              },
              "low": {
                "$ref": "#/components/schemas/RepairDays"
              },
              "info": {
                "$ref": "#/components/schemas/RepairDays"
              },
              "unknown": {
                "$ref": "#/components/schemas/RepairDays"
              }
            }
          },
          "expectations": {
            "type": "integer",
            "description": "How many entries say on which clusters policies are expected."
          },
          "expectationsOfNoCluster": {
            "type": "integer",
            "description": "How many of them are meant for clusters that are not there, so that what they name is expected nowhere. Absent where not all clusters and findings may be seen."
          }
        }
      },
      "Percent": {
        "type": "number",
        "minimum": 0,
        "maximum": 100,
        "description": "To one decimal, rounded down. Absent where nothing has a part in it."
      },
      "ComplianceTrend": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "from",
          "to",
          "days",
          "gaps",
          "timeToRepair"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "from": {
            "type": "string",
            "format": "date"
          },
          "to": {
            "type": "string",
            "format": "date"
          },
          "since": {
            "type": "string",
            "format": "date",
            "description": "The first day that is kept at all; absent where none is yet."
          },
          "days": {
            "type": "array",
            "description": "Days that are kept and on which anything of what is asked for was there, the first one first.",
            "items": {
              "$ref": "#/components/schemas/ComplianceDay"
            }
          },
          "gaps": {
            "type": "array",
            "description": "Stretches of days, since the first that is kept, of which nothing is known.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "from",
                "to"
              ],
              "properties": {
                "from": {
                  "type": "string",
                  "format": "date"
                },
                "to": {
                  "type": "string",
                  "format": "date",
                  "description": "The last of them."
                }
              }
            }
          },
          "timeToRepair": {
            "type": "array",
            "description": "Of what was fixed on these days, by severity, the worst first.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "count",
                "undated",
                "open"
              ],
              "properties": {
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "count": {
                  "type": "integer",
                  "description": "How many were fixed of which it is known when they first failed."
                },
                "medianSeconds": {
                  "type": "integer",
                  "description": "Absent where there is none."
                },
                "p90Seconds": {
                  "type": "integer",
                  "description": "Nine of ten were fixed within it. Absent where there is none."
                },
                "undated": {
                  "type": "integer",
                  "description": "How many were fixed of which nobody knows when they first failed."
                },
                "open": {
                  "type": "integer",
                  "description": "How many fail now."
                }
              }
            }
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "ComplianceDay": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "day",
          "evaluation",
          "clusters",
          "counts",
          "failures",
          "changes"
        ],
        "properties": {
          "day": {
            "type": "string",
            "format": "date",
            "description": "In UTC."
          },
          "percent": {
            "$ref": "#/components/schemas/Percent"
          },
          "evaluation": {
            "$ref": "#/components/schemas/Evaluation"
          },
          "clusters": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "known",
              "expected"
            ],
            "properties": {
              "known": {
                "type": "integer",
                "description": "On which any policy was evaluated."
              },
              "expected": {
                "type": "integer",
                "description": "On which any policy was expected, or had results."
              }
            }
          },
          "counts": {
            "$ref": "#/components/schemas/ResultCounts"
          },
          "failures": {
            "type": "object",
            "description": "How many failed, by severity.",
            "additionalProperties": false,
            "required": [
              "critical",
              "high",
              "medium",
              "low",
              "info",
              "unknown"
            ],
            "properties": {
              "critical": {
                "type": "integer"
              },
              "high": {
                "type": "integer"
              },
              "medium": {
                "type": "integer"
              },
              "low": {
                "type": "integer"
              },
              "info": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              }
            }
          },
          "changes": {
            "type": "object",
            "description": "What became of failures on this day, of those that are listed one by one.",
            "additionalProperties": false,
            "required": [
              "new",
              "found",
              "fixed",
              "exempted",
              "eased",
              "gone",
              "unproven"
            ],
            "properties": {
              "new": {
                "type": "integer",
                "description": "Seen to begin."
              },
              "found": {
                "type": "integer",
                "description": "Failed when somebody looked for the first time; nobody knows since when."
              },
              "fixed": {
                "type": "integer",
                "description": "Known to keep the policy."
              },
              "exempted": {
                "type": "integer"
              },
              "eased": {
                "type": "integer",
                "description": "Only warned of."
              },
              "gone": {
                "type": "integer",
                "description": "Proven to be no more, or no longer subject to the policy."
              },
              "unproven": {
                "type": "integer",
                "description": "Not told of any more, without a proof; not fixed."
              }
            }
          }
        }
      },
      "FleetCompliance": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "grading",
          "evaluation",
          "results",
          "movers",
          "policies",
          "policiesTotal",
          "heatmap",
          "coverage"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "percent": {
            "$ref": "#/components/schemas/Percent"
          },
          "grading": {
            "type": "object",
            "description": "A grade, or why there is none.",
            "additionalProperties": false,
            "properties": {
              "grade": {
                "type": "string",
                "enum": [
                  "A",
                  "B",
                  "C",
                  "D",
                  "F"
                ]
              },
              "cappedBy": {
                "type": "string",
                "enum": [
                  "overdue-critical",
                  "undated-critical"
                ],
                "description": "What keeps it from being better."
              },
              "noGrade": {
                "type": "string",
                "enum": [
                  "no-score",
                  "coverage-unknown",
                  "coverage"
                ]
              }
            }
          },
          "evaluation": {
            "$ref": "#/components/schemas/Evaluation"
          },
          "expectedBy": {
            "type": "object",
            "description": "How many policies on clusters are expected, by what says so.",
            "additionalProperties": false,
            "required": [
              "placement",
              "tiers",
              "lastKnown"
            ],
            "properties": {
              "placement": {
                "type": "integer"
              },
              "tiers": {
                "type": "integer"
              },
              "lastKnown": {
                "type": "integer"
              }
            }
          },
          "unexpected": {
            "type": "integer",
            "description": "Policies on clusters that results are known of and that nobody expects there."
          },
          "formula": {
            "$ref": "#/components/schemas/ComplianceFormula"
          },
          "results": {
            "type": "array",
            "description": "By severity, the most severe first.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "counts"
              ],
              "properties": {
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "counts": {
                  "$ref": "#/components/schemas/ResultCounts"
                }
              }
            }
          },
          "movers": {
            "type": "array",
            "description": "The policies that would move the score most if they were kept, at most three.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "engine",
                "policy",
                "failing",
                "gain"
              ],
              "properties": {
                "engine": {
                  "type": "string"
                },
                "policy": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "owner": {
                  "type": "string",
                  "description": "Who owns most of what fails."
                },
                "failing": {
                  "type": "integer"
                },
                "gain": {
                  "type": "number",
                  "description": "In points of per cent."
                }
              }
            }
          },
          "policies": {
            "type": "array",
            "description": "The worst first, at most 200.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "engine",
                "policy",
                "standards",
                "controls",
                "counts",
                "evaluation"
              ],
              "properties": {
                "engine": {
                  "type": "string"
                },
                "policy": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "standards": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "controls": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "percent": {
                  "$ref": "#/components/schemas/Percent"
                },
                "counts": {
                  "$ref": "#/components/schemas/ResultCounts"
                },
                "evaluation": {
                  "$ref": "#/components/schemas/Evaluation"
                },
                "expectedBy": {
                  "$ref": "#/components/schemas/ExpectationBasis"
                },
                "failingSince": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "policiesTotal": {
            "type": "integer"
          },
          "heatmap": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "of",
              "by",
              "rows",
              "rowsTotal",
              "columns",
              "columnsTotal",
              "cells"
            ],
            "properties": {
              "of": {
                "$ref": "#/components/schemas/ComplianceRowKind"
              },
              "by": {
                "$ref": "#/components/schemas/ComplianceColumnKind"
              },
              "rows": {
                "type": "array",
                "description": "The worst first, at most 100.",
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "key",
                    "name"
                  ],
                  "properties": {
                    "key": {
                      "type": "string"
                    },
                    "name": {
                      "type": "string"
                    },
                    "percent": {
                      "$ref": "#/components/schemas/Percent"
                    }
                  }
                }
              },
              "rowsTotal": {
                "type": "integer"
              },
              "columns": {
                "type": "array",
                "description": "The worst first, severities in their order, at most 60.",
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "key",
                    "name"
                  ],
                  "properties": {
                    "key": {
                      "type": "string",
                      "description": "Empty for what is of no control or of no standard."
                    },
                    "name": {
                      "type": "string"
                    },
                    "engine": {
                      "type": "string",
                      "description": "Of a policy."
                    },
                    "policy": {
                      "type": "string",
                      "description": "Of a policy."
                    },
                    "percent": {
                      "$ref": "#/components/schemas/Percent"
                    }
                  }
                }
              },
              "columnsTotal": {
                "type": "integer"
              },
              "cells": {
                "type": "object",
                "description": "A place in all arrays for each cell of which anything is expected.",
                "additionalProperties": false,
                "required": [
                  "row",
                  "column",
                  "percent",
                  "failing",
                  "evaluated",
                  "expected"
                ],
                "properties": {
                  "row": {
                    "type": "array",
                    "items": {
                      "type": "integer"
                    }
                  },
                  "column": {
                    "type": "array",
                    "items": {
                      "type": "integer"
                    }
                  },
                  "percent": {
                    "type": "array",
                    "description": "As elsewhere; -1 where nothing has a part in it.",
                    "items": {
                      "type": "number"
                    }
                  },
                  "failing": {
                    "type": "array",
                    "items": {
                      "type": "integer"
                    }
                  },
                  "evaluated": {
                    "type": "array",
                    "items": {
                      "type": "integer"
                    }
                  },
                  "expected": {
                    "type": "array",
                    "items": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "Alert": {
        "type": "object",
        "description": "An alert that fires.",
        "additionalProperties": false,
        "required": [
          "id",
          "engine",
          "name",
          "observer",
          "subject",
          "currency"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "engine": {
            "type": "string",
            "description": "What evaluates its rule."
          },
          "name": {
            "type": "string"
          },
          "severity": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Severity"
              }
            ],
            "description": "Absent where its rule has none that is known; it may be as bad as the worst."
          },
          "namespace": {
            "type": "string",
            "description": "That it is about; absent where that is the cluster as a whole."
          },
          "workload": {
            "type": "object",
            "description": "What it is about, where its labels name it.",
            "additionalProperties": false,
            "required": [
              "kind",
              "name"
            ],
            "properties": {
              "kind": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          },
          "pod": {
            "type": "string"
          },
          "summary": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Since when its condition holds."
          },
          "observer": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "subject": {
            "$ref": "#/components/schemas/Subject"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          }
        }
      },
      "AlertsKnown": {
        "type": "object",
        "description": "Whether it is known which alerts fire on a cluster.",
        "additionalProperties": false,
        "required": [
          "asked"
        ],
        "properties": {
          "asked": {
            "type": "boolean",
            "description": "Whether anything is asked for its alerts."
          },
          "confirmedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When what is current was last answered; the oldest where several are asked."
          },
          "gap": {
            "type": "string",
            "description": "Why more may fire than is told. Absent where all is known."
          }
        }
      },
      "AlertTotals": {
        "type": "object",
        "description": "Counts of alerts; severities without their own filter.",
        "additionalProperties": false,
        "required": [
          "total",
          "stale",
          "severities"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "stale": {
            "type": "integer",
            "description": "Of the total what cannot be confirmed now."
          },
          "severities": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "count"
              ],
              "properties": {
                "severity": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Severity"
                    }
                  ],
                  "description": "Absent for alerts without one."
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "AlertPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "known",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Alert"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/AlertTotals"
          },
          "known": {
            "$ref": "#/components/schemas/AlertsKnown"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "FindingPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/FindingTotals"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "AllocationGrain": {
        "type": "string",
        "enum": [
          "workload",
          "namespace",
          "label",
          "cluster",
          "asset",
          "cloud"
        ]
      },
      "AllocationShare": {
        "type": "string",
        "enum": [
          "used",
          "idle",
          "shared",
          "unallocated",
          "unmounted"
        ]
      },
      "Efficiency": {
        "description": "Use in parts of what was requested; over 1 where more was used.",
        "oneOf": [
          {
            "type": "number"
          },
          {
            "type": "string",
            "enum": [
              "no-request"
            ]
          }
        ]
      },
      "Allocation": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "engine",
          "grain",
          "share",
          "name",
          "window",
          "minutes",
          "costs",
          "usage",
          "query",
          "estimated",
          "warnings",
          "observer",
          "subject",
          "currency"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "engine": {
            "type": "string",
            "description": "The cost tool."
          },
          "grain": {
            "$ref": "#/components/schemas/AllocationGrain"
          },
          "share": {
            "$ref": "#/components/schemas/AllocationShare"
          },
          "name": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "controllerKind": {
            "type": "string"
          },
          "controller": {
            "type": "string"
          },
          "label": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "key",
              "value"
            ],
            "properties": {
              "key": {
                "type": "string"
              },
              "value": {
                "type": "string"
              }
            }
          },
          "category": {
            "type": "string"
          },
          "provider": {
            "type": "string"
          },
          "window": {
            "$ref": "#/components/schemas/TimeWindow"
          },
          "minutes": {
            "type": "number"
          },
          "money": {
            "type": "string",
            "description": "ISO 4217; absent where the cost tool does not say it."
          },
          "costs": {
            "type": "object",
            "description": "In the whole window. What is absent is not known, and is not 0.",
            "additionalProperties": false,
            "required": [
              "total"
            ],
            "properties": {
              "cpu": {
                "type": "number"
              },
              "gpu": {
                "type": "number"
              },
              "ram": {
                "type": "number"
              },
              "pv": {
                "type": "number"
              },
              "network": {
                "type": "number"
              },
              "loadBalancer": {
                "type": "number"
              },
              "shared": {
                "type": "number"
              },
              "external": {
                "type": "number"
              },
              "total": {
                "type": "number"
              }
            }
          },
          "adjustment": {
            "type": "number"
          },
          "usage": {
            "type": "object",
            "description": "Means over the minutes that the cost is of. Cores, bytes.",
            "additionalProperties": false,
            "properties": {
              "cpuCoresRequested": {
                "type": "number"
              },
              "cpuCoresUsed": {
                "type": "number"
              },
              "ramBytesRequested": {
                "type": "number"
              },
              "ramBytesUsed": {
                "type": "number"
              },
              "gpus": {
                "type": "number"
              },
              "pvBytes": {
                "type": "number"
              },
              "networkSentBytes": {
                "type": "number"
              },
              "networkReceivedBytes": {
                "type": "number"
              }
            }
          },
          "efficiency": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "cpu": {
                "$ref": "#/components/schemas/Efficiency"
              },
              "ram": {
                "$ref": "#/components/schemas/Efficiency"
              },
              "total": {
                "$ref": "#/components/schemas/Efficiency"
              }
            }
          },
          "query": {
            "type": "string",
            "description": "What was asked."
          },
          "estimated": {
            "type": "boolean",
            "description": "Whether prices are from a price sheet rather than from the provider."
          },
          "warnings": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "observer": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "subject": {
            "$ref": "#/components/schemas/Subject"
          },
          "currency": {
            "$ref": "#/components/schemas/Currency"
          }
        }
      },
      "AllocationTotals": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "windows"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "windows": {
            "type": "array",
            "description": "Sums of what passes all filters but that of the window, of one window, cost tool, grain, share and currency each; the newest window first, at most 500.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "window",
                "engine",
                "grain",
                "share",
                "things",
                "cost",
                "stale"
              ],
              "properties": {
                "window": {
                  "$ref": "#/components/schemas/TimeWindow"
                },
                "engine": {
                  "type": "string"
                },
                "grain": {
                  "$ref": "#/components/schemas/AllocationGrain"
                },
                "share": {
                  "$ref": "#/components/schemas/AllocationShare"
                },
                "money": {
                  "type": "string",
                  "description": "ISO 4217; absent where the cost tool does not say it."
                },
                "things": {
                  "type": "integer"
                },
                "cost": {
                  "type": "number"
                },
                "stale": {
                  "type": "integer",
                  "description": "Of the things those that cannot be confirmed now."
                }
              }
            }
          }
        }
      },
      "AllocationPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Allocation"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/AllocationTotals"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "CostRowKind": {
        "type": "string",
        "enum": [
          "cluster",
          "region",
          "provider",
          "environment",
          "namespace",
          "component",
          "system",
          "owner"
        ],
        "default": "component"
      },
      "Day": {
        "type": "string",
        "format": "date",
        "description": "In UTC, as `YYYY-MM-DD`."
      },
      "DaySpan": {
        "type": "object",
        "description": "The last day belongs to it.",
        "additionalProperties": false,
        "required": [
          "first",
          "last"
        ],
        "properties": {
          "first": {
            "$ref": "#/components/schemas/Day"
          },
          "last": {
            "$ref": "#/components/schemas/Day"
          }
        }
      },
      "DayCoverage": {
        "type": "object",
        "description": "How many clusters a figure is of, and of how many it should be.",
        "additionalProperties": false,
        "required": [
          "known",
          "expected"
        ],
        "properties": {
          "known": {
            "type": "integer"
          },
          "expected": {
            "type": "integer"
          },
          "silent": {
            "type": "integer",
            "description": "Of the expected those that have no figure on any day."
          }
        }
      },
      "DailyCost": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "day",
          "cost"
        ],
        "properties": {
          "day": {
            "$ref": "#/components/schemas/Day"
          },
          "cost": {
            "type": "number"
          },
          "coverage": {
            "$ref": "#/components/schemas/DayCoverage"
          }
        }
      },
      "DaysCoverage": {
        "type": "object",
        "description": "What is known of the days of a span.",
        "additionalProperties": false,
        "required": [
          "days",
          "known",
          "inPart",
          "missing",
          "gaps"
        ],
        "properties": {
          "days": {
            "type": "integer"
          },
          "known": {
            "type": "integer",
            "description": "Days with a whole figure."
          },
          "inPart": {
            "type": "integer",
            "description": "Days that lack a cluster."
          },
          "missing": {
            "type": "integer"
          },
          "gaps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DaySpan"
            }
          },
          "least": {
            "$ref": "#/components/schemas/DayCoverage"
          },
          "cost": {
            "type": "number",
            "description": "Of the days that have a figure; absent where none has."
          }
        }
      },
      "CostChange": {
        "type": "object",
        "description": "Against as many days of the month before, of days that are known as a whole on both sides.",
        "additionalProperties": false,
        "required": [
          "comparedDays",
          "possibleDays",
          "now",
          "before",
          "difference"
        ],
        "properties": {
          "comparedDays": {
            "type": "integer"
          },
          "possibleDays": {
            "type": "integer"
          },
          "now": {
            "type": "number"
          },
          "before": {
            "type": "number"
          },
          "difference": {
            "type": "number"
          },
          "ratio": {
            "type": "number",
            "description": "In parts of what it was; absent where that was nothing."
          }
        }
      },
      "CostMonth": {
        "type": "object",
        "description": "The last month of the calendar that is over.",
        "additionalProperties": false,
        "required": [
          "span",
          "coverage"
        ],
        "properties": {
          "span": {
            "$ref": "#/components/schemas/DaySpan"
          },
          "coverage": {
            "$ref": "#/components/schemas/DaysCoverage"
          },
          "change": {
            "$ref": "#/components/schemas/CostChange"
          },
          "estimatedDays": {
            "type": "integer",
            "description": "Days of which anything rests on a price sheet; not told of rows."
          }
        }
      },
      "ForecastMethod": {
        "type": "string",
        "enum": [
          "holt-winters",
          "weekday-median",
          "run-rate",
          "none"
        ]
      },
      "CostForecast": {
        "type": "object",
        "description": "What the month will have cost when it is over.",
        "additionalProperties": false,
        "required": [
          "span",
          "method",
          "lowBecause",
          "usedDays",
          "pastDays",
          "knownDays",
          "inPartDays",
          "missingDays",
          "daily"
        ],
        "properties": {
          "span": {
            "$ref": "#/components/schemas/DaySpan"
          },
          "since": {
            "$ref": "#/components/schemas/Day"
          },
          "method": {
            "$ref": "#/components/schemas/ForecastMethod"
          },
          "confidence": {
            "type": "string",
            "enum": [
              "usual",
              "low"
            ]
          },
          "lowBecause": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "few-days",
                "unseen-weekday",
                "old-figures"
              ]
            }
          },
          "usedDays": {
            "type": "integer"
          },
          "pastDays": {
            "type": "integer"
          },
          "knownDays": {
            "type": "integer"
          },
          "inPartDays": {
            "type": "integer"
          },
          "missingDays": {
            "type": "integer"
          },
          "coverage": {
            "$ref": "#/components/schemas/DayCoverage"
          },
          "toDate": {
            "type": "number"
          },
          "expected": {
            "type": "number"
          },
          "expectedOfPast": {
            "type": "number",
            "description": "What of the expected stands for days that are over and not known as a whole."
          },
          "low": {
            "type": "number"
          },
          "high": {
            "type": "number"
          },
          "daily": {
            "type": "array",
            "description": "Days that are not known as a whole.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "day",
                "why",
                "expected"
              ],
              "properties": {
                "day": {
                  "$ref": "#/components/schemas/Day"
                },
                "why": {
                  "type": "string",
                  "enum": [
                    "to-come",
                    "missing",
                    "in-part"
                  ]
                },
                "expected": {
                  "type": "number"
                },
                "low": {
                  "type": "number"
                },
                "high": {
                  "type": "number"
                }
              }
            }
          }
        }
      },
      "PastForecastError": {
        "type": "object",
        "description": "How far forecasts of past months would have been off.",
        "additionalProperties": false,
        "required": [
          "method",
          "months"
        ],
        "properties": {
          "method": {
            "type": "string",
            "enum": [
              "holt-winters",
              "weekday-median",
              "run-rate"
            ]
          },
          "months": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "month",
                "asOf",
                "expected",
                "actual"
              ],
              "properties": {
                "month": {
                  "type": "string",
                  "description": "As `YYYY-MM`."
                },
                "asOf": {
                  "$ref": "#/components/schemas/Day"
                },
                "expected": {
                  "type": "number"
                },
                "actual": {
                  "type": "number"
                },
                "error": {
                  "type": "number"
                }
              }
            }
          },
          "weighted": {
            "type": "number"
          },
          "mean": {
            "type": "number"
          }
        }
      },
      "CostBudget": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "source",
          "name",
          "period",
          "standing"
        ],
        "properties": {
          "source": {
            "type": "string",
            "enum": [
              "configuration",
              "annotation",
              "cost-tool"
            ],
            "description": "Who says it."
          },
          "overrulesAnnotation": {
            "type": "boolean",
            "description": "Whether an annotation of the same thing says something, too, which does not count."
          },
          "name": {
            "type": "string",
            "description": "The entity's reference, or the cluster's name."
          },
          "period": {
            "type": "string",
            "enum": [
              "week",
              "month",
              "quarter"
            ]
          },
          "standing": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "span",
              "limit",
              "pastDays",
              "knownDays",
              "inPartDays",
              "missingDays",
              "isUsedUp",
              "crossed",
              "expectedToCross"
            ],
            "properties": {
              "span": {
                "$ref": "#/components/schemas/DaySpan"
              },
              "limit": {
                "type": "number"
              },
              "used": {
                "type": "number"
              },
              "ratio": {
                "type": "number"
              },
              "pastDays": {
                "type": "integer"
              },
              "knownDays": {
                "type": "integer"
              },
              "inPartDays": {
                "type": "integer"
              },
              "missingDays": {
                "type": "integer"
              },
              "coverage": {
                "$ref": "#/components/schemas/DayCoverage"
              },
              "expected": {
                "type": "number"
              },
              "low": {
                "type": "number"
              },
              "high": {
                "type": "number"
              },
              "expectedRatio": {
                "type": "number"
              },
              "runsOutOn": {
                "$ref": "#/components/schemas/Day"
              },
              "isUsedUp": {
                "type": "boolean"
              },
              "crossed": {
                "type": "array",
                "items": {
                  "type": "number"
                }
              },
              "expectedToCross": {
                "type": "array",
                "items": {
                  "type": "number"
                }
              }
            }
          }
        }
      },
      "CostSavings": {
        "type": "object",
        "description": "Where the money of the days in `span` went. `used`, `idleOfRequests.total`, `idleOfInfrastructure`, `unmounted`, `unknown` and `other` are together the total.",
        "additionalProperties": false,
        "required": [
          "span",
          "knownDays",
          "total",
          "used",
          "idleOfRequests",
          "idleOfInfrastructure",
          "unmounted",
          "unknown",
          "other",
          "savings"
        ],
        "properties": {
          "span": {
            "$ref": "#/components/schemas/DaySpan"
          },
          "knownDays": {
            "type": "integer",
            "description": "Days of the span on which anything is known."
          },
          "total": {
            "type": "number"
          },
          "used": {
            "type": "number"
          },
          "idleOfRequests": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "cpu",
              "ram",
              "total"
            ],
            "properties": {
              "cpu": {
                "type": "number"
              },
              "ram": {
                "type": "number"
              },
              "total": {
                "type": "number"
              }
            }
          },
          "idleOfInfrastructure": {
            "type": "number"
          },
          "unmounted": {
            "type": "number"
          },
          "unknown": {
            "type": "number"
          },
          "other": {
            "type": "number"
          },
          "savings": {
            "type": "object",
            "description": "What of it could have been saved.",
            "additionalProperties": false,
            "required": [
              "requests",
              "infrastructure",
              "unmounted",
              "total"
            ],
            "properties": {
              "requests": {
                "type": "number"
              },
              "infrastructure": {
                "type": "number"
              },
              "unmounted": {
                "type": "number"
              },
              "total": {
                "type": "number"
              }
            }
          }
        }
      },
      "CostEfficiency": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "cpu": {
            "$ref": "#/components/schemas/Efficiency"
          },
          "ram": {
            "$ref": "#/components/schemas/Efficiency"
          },
          "total": {
            "$ref": "#/components/schemas/Efficiency"
          }
        }
      },
      "CostAnomaly": {
        "type": "object",
        "description": "A day that cost more or less than the same weekday did.",
        "additionalProperties": false,
        "required": [
          "day",
          "direction",
          "cost",
          "usual",
          "difference",
          "spread",
          "comparedDays",
          "parts",
          "causes"
        ],
        "properties": {
          "day": {
            "$ref": "#/components/schemas/Day"
          },
          "direction": {
            "type": "string",
            "enum": [
              "more",
              "less"
            ]
          },
          "cost": {
            "type": "number"
          },
          "usual": {
            "type": "number"
          },
          "difference": {
            "type": "number"
          },
          "spread": {
            "type": "number"
          },
          "score": {
            "type": "number"
          },
          "comparedDays": {
            "type": "integer"
          },
          "parts": {
            "type": "array",
            "description": "The rows that differ most from what they usually cost on such a day, at most three.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "key",
                "name",
                "difference"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "difference": {
                  "type": "number"
                }
              }
            }
          },
          "causes": {
            "type": "array",
            "description": "What happened on the day and shortly before it; that does not prove that it is why.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "at",
                "kind",
                "what",
                "daysBefore"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "kind": {
                  "type": "string",
                  "enum": [
                    "release",
                    "scaling",
                    "nodes"
                  ]
                },
                "what": {
                  "type": "string"
                },
                "daysBefore": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "ResourceSizing": {
        "type": "object",
        "description": "Cores or bytes of one replica, all of its containers together.",
        "additionalProperties": false,
        "required": [
          "days"
        ],
        "properties": {
          "days": {
            "type": "integer",
            "description": "On how many days the high is known."
          },
          "requested": {
            "type": "number",
            "description": "Of the last day on which it is known."
          },
          "used": {
            "type": "number",
            "description": "The quantile over days of each day's high; absent where no high is known."
          },
          "usedMean": {
            "type": "number",
            "description": "The mean over the days that it is known on. It says nothing of what is needed."
          },
          "request": {
            "type": "number",
            "description": "What is proposed; absent where nothing is."
          },
          "savingPerMonth": {
            "type": "number",
            "description": "Of all replicas, in units of the currency; negative where the request is to grow."
          },
          "why": {
            "type": "string",
            "description": "Why nothing is proposed. `high-unknown` is said where means alone are told, `replicas-unknown` where it is not known of how many replicas they are.",
            "enum": [
              "no-request",
              "replicas-unknown",
              "high-unknown",
              "too-few-days",
              "throttled",
              "throttling-unknown",
              "out-of-memory",
              "out-of-memory-unknown",
              "small"
            ]
          }
        }
      },
      "SizedWorkload": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "namespace",
          "kind",
          "name",
          "containers",
          "cpu",
          "ram"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "namespace": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "containers": {
            "type": "array",
            "description": "Of its pod template; empty where they are not known, or may not be seen.",
            "items": {
              "type": "string"
            }
          },
          "component": {
            "type": "string",
            "description": "A reference."
          },
          "owner": {
            "type": "string",
            "description": "A reference."
          },
          "money": {
            "type": "string",
            "description": "ISO 4217; absent where nobody says it."
          },
          "replicas": {
            "type": "number",
            "description": "The mean over the days that are told of its cluster, with 0 on those without it; absent where nobody tells."
          },
          "costPerMonth": {
            "type": "number",
            "description": "The mean of the days that are told of its cluster, with 0 on those without it."
          },
          "cpu": {
            "$ref": "#/components/schemas/ResourceSizing"
          },
          "ram": {
            "$ref": "#/components/schemas/ResourceSizing"
          },
          "savingPerMonth": {
            "type": "number",
            "description": "Of both, where both of those that are proposed have one."
          }
        }
      },
      "SizingBasis": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "quantile",
          "headroom",
          "leastDays",
          "leastChange"
        ],
        "properties": {
          "quantile": {
            "type": "number",
            "description": "Over days, of each day's high."
          },
          "headroom": {
            "type": "number",
            "description": "In parts of what is used."
          },
          "leastDays": {
            "type": "integer"
          },
          "leastChange": {
            "type": "number",
            "description": "In parts of the request."
          }
        }
      },
      "FleetRightSizing": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "today",
          "span",
          "basis",
          "items",
          "itemsTotal",
          "totals",
          "sums",
          "coverage"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "today": {
            "$ref": "#/components/schemas/Day",
            "description": "The first day that is not over."
          },
          "span": {
            "$ref": "#/components/schemas/DaySpan",
            "description": "The days that are looked at."
          },
          "basis": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "cpu",
              "ram"
            ],
            "properties": {
              "cpu": {
                "$ref": "#/components/schemas/SizingBasis"
              },
              "ram": {
                "$ref": "#/components/schemas/SizingBasis"
              }
            }
          },
          "items": {
            "type": "array",
            "description": "Those whose requests would change most money first, then those without a proposal by their cost; at most 200.",
            "items": {
              "$ref": "#/components/schemas/SizedWorkload"
            }
          },
          "itemsTotal": {
            "type": "integer"
          },
          "totals": {
            "type": "object",
            "description": "Of all workloads, each with its CPU and its memory.",
            "additionalProperties": false,
            "required": [
              "workloads",
              "smaller",
              "larger",
              "fitting",
              "notJudged"
            ],
            "properties": {
              "workloads": {
                "type": "integer"
              },
              "smaller": {
                "type": "integer"
              },
              "larger": {
                "type": "integer"
              },
              "fitting": {
                "type": "integer",
                "description": "Those that would hardly differ."
              },
              "notJudged": {
                "type": "array",
                "description": "How many could not be judged, by why; the most first.",
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "why",
                    "count"
                  ],
                  "properties": {
                    "why": {
                      "type": "string"
                    },
                    "count": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          },
          "sums": {
            "type": "array",
            "description": "What all proposals come to, of each currency.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "saved",
                "added",
                "workloads",
                "unpriced"
              ],
              "properties": {
                "money": {
                  "type": "string"
                },
                "saved": {
                  "type": "number",
                  "description": "By smaller requests, each month."
                },
                "added": {
                  "type": "number",
                  "description": "By larger requests, each month."
                },
                "workloads": {
                  "type": "integer"
                },
                "unpriced": {
                  "type": "integer",
                  "description": "Proposals of which it is not known what they save."
                }
              }
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "CostEffect": {
        "type": "object",
        "description": "Costs of a day before and after, and what of the change is left without the change of where the release had not come to.",
        "additionalProperties": false,
        "required": [
          "before",
          "after",
          "change"
        ],
        "properties": {
          "before": {
            "type": "number"
          },
          "after": {
            "type": "number"
          },
          "change": {
            "type": "number"
          },
          "effect": {
            "type": "number",
            "description": "Absent where there is nothing to compare with."
          }
        }
      },
      "ReleaseSum": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "clusters",
          "measured",
          "controlled"
        ],
        "properties": {
          "group": {
            "type": "string",
            "description": "The region."
          },
          "clusters": {
            "type": "integer",
            "description": "Instances that got it at a known time."
          },
          "measured": {
            "type": "integer",
            "description": "Of how many of them the cost is known."
          },
          "controlled": {
            "type": "integer",
            "description": "Of how many there is something to compare with."
          },
          "total": {
            "$ref": "#/components/schemas/CostEffect"
          },
          "perReplica": {
            "$ref": "#/components/schemas/CostEffect"
          }
        }
      },
      "InstancePlace": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "namespace"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "namespace": {
            "type": "string"
          }
        }
      },
      "InstanceReleaseCost": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "namespace",
          "releasedOn",
          "toldBy",
          "comparedDays",
          "controls",
          "total"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "namespace": {
            "type": "string"
          },
          "group": {
            "type": "string",
            "description": "The region."
          },
          "releasedOn": {
            "$ref": "#/components/schemas/Day"
          },
          "toldBy": {
            "$ref": "#/components/schemas/ReleaseTimeSource"
          },
          "comparedDays": {
            "type": "integer"
          },
          "controls": {
            "type": "integer"
          },
          "total": {
            "$ref": "#/components/schemas/CostEffect"
          },
          "perReplica": {
            "$ref": "#/components/schemas/CostEffect"
          },
          "replicas": {
            "type": "number"
          }
        }
      },
      "ReleaseTimeSource": {
        "type": "string",
        "description": "Whether it was seen when a release came, or the engine says when it last applied something.",
        "enum": [
          "seen",
          "engine"
        ]
      },
      "CostOfRelease": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rolloutId",
          "order",
          "beganAt",
          "sum",
          "regions",
          "instances",
          "notMeasured",
          "notDated",
          "controls"
        ],
        "properties": {
          "rolloutId": {
            "type": "string"
          },
          "order": {
            "type": "number"
          },
          "version": {
            "type": "string"
          },
          "previousVersion": {
            "type": "string"
          },
          "beganAt": {
            "type": "string",
            "format": "date-time",
            "description": "Where it first came to."
          },
          "money": {
            "type": "string"
          },
          "sum": {
            "$ref": "#/components/schemas/ReleaseSum"
          },
          "regions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReleaseSum"
            }
          },
          "instances": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/InstanceReleaseCost"
            }
          },
          "notMeasured": {
            "type": "array",
            "description": "Where it came to, and too few days are known on both sides.",
            "items": {
              "$ref": "#/components/schemas/InstancePlace"
            }
          },
          "notDated": {
            "type": "array",
            "description": "Where it came to, and nobody knows when. They are compared with nothing.",
            "items": {
              "$ref": "#/components/schemas/InstancePlace"
            }
          },
          "controls": {
            "type": "integer",
            "description": "Instances that it had not come to and of which costs are known."
          }
        }
      },
      "ReleaseCosts": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "today",
          "component",
          "span",
          "basis",
          "releases",
          "coverage"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "today": {
            "$ref": "#/components/schemas/Day"
          },
          "component": {
            "type": "string"
          },
          "span": {
            "$ref": "#/components/schemas/DaySpan"
          },
          "basis": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "weeks",
              "leastDays"
            ],
            "properties": {
              "weeks": {
                "type": "integer"
              },
              "leastDays": {
                "type": "integer"
              }
            }
          },
          "releases": {
            "type": "array",
            "description": "Of each currency one, the newest first; at most 50.",
            "items": {
              "$ref": "#/components/schemas/CostOfRelease"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "PromotionCostAnswer": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "component",
          "verdict",
          "targets",
          "known",
          "to",
          "limit",
          "coverage"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "component": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "money": {
            "type": "string"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "within",
              "over",
              "unknown"
            ]
          },
          "why": {
            "type": "string",
            "description": "Why it is not known.",
            "enum": [
              "no-release",
              "no-target",
              "effect-unknown",
              "replicas-unknown",
              "limit-unknown",
              "currencies-differ",
              "seen-in-part"
            ]
          },
          "perReplica": {
            "$ref": "#/components/schemas/CostEffect",
            "description": "What was measured, of a day."
          },
          "measuredOn": {
            "type": "integer",
            "description": "Of how many instances the effect on a replica is known."
          },
          "targets": {
            "type": "integer"
          },
          "known": {
            "type": "integer",
            "description": "Of how many of them the cost can be told."
          },
          "perDay": {
            "type": "number",
            "description": "Of the known ones."
          },
          "perMonth": {
            "type": "number",
            "description": "Of 730 hours."
          },
          "to": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "cluster",
                "namespace",
                "isNew",
                "isKnown"
              ],
              "properties": {
                "cluster": {
                  "$ref": "#/components/schemas/ClusterReference"
                },
                "namespace": {
                  "type": "string"
                },
                "replicas": {
                  "type": "number"
                },
                "isNew": {
                  "type": "boolean"
                },
                "isKnown": {
                  "type": "boolean"
                }
              }
            }
          },
          "limit": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "source"
            ],
            "properties": {
              "source": {
                "type": "string",
                "enum": [
                  "given",
                  "configuration",
                  "budget",
                  "none"
                ]
              },
              "perMonth": {
                "type": "number"
              },
              "name": {
                "type": "string",
                "description": "Of the budget."
              }
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "CostRow": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key",
          "name",
          "monthToDate",
          "lastMonth",
          "span"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "An id, a reference or a name; empty for what belongs to none."
          },
          "name": {
            "type": "string"
          },
          "share": {
            "type": "string",
            "enum": [
              "idle",
              "shared",
              "unallocated",
              "unmounted"
            ],
            "description": "Of what is of nobody, whose cost it is instead."
          },
          "span": {
            "$ref": "#/components/schemas/DaysCoverage",
            "description": "Of all days that are told."
          },
          "monthToDate": {
            "$ref": "#/components/schemas/DaysCoverage"
          },
          "change": {
            "$ref": "#/components/schemas/CostChange"
          },
          "lastMonth": {
            "$ref": "#/components/schemas/CostMonth"
          },
          "forecast": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "method"
            ],
            "properties": {
              "method": {
                "$ref": "#/components/schemas/ForecastMethod"
              },
              "confidence": {
                "type": "string",
                "enum": [
                  "usual",
                  "low"
                ]
              },
              "expected": {
                "type": "number"
              },
              "low": {
                "type": "number"
              },
              "high": {
                "type": "number"
              }
            }
          },
          "budget": {
            "$ref": "#/components/schemas/CostBudget"
          },
          "efficiency": {
            "$ref": "#/components/schemas/CostEfficiency"
          },
          "savings": {
            "$ref": "#/components/schemas/CostSavings"
          }
        }
      },
      "CostSheet": {
        "type": "object",
        "description": "All that is told in one currency.",
        "additionalProperties": false,
        "required": [
          "days",
          "stack",
          "shares",
          "monthToDate",
          "lastMonth",
          "forecast",
          "budgets",
          "spend",
          "estimatedCost",
          "anomalies",
          "rows",
          "rowsTotal"
        ],
        "properties": {
          "money": {
            "type": "string",
            "description": "ISO 4217; absent where nobody says it."
          },
          "days": {
            "type": "array",
            "description": "In order; a day that is not there is a gap.",
            "items": {
              "$ref": "#/components/schemas/DailyCost"
            }
          },
          "stack": {
            "type": "array",
            "description": "The dearest rows, at most seven, and the rest as one without a key.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "count",
                "days"
              ],
              "properties": {
                "key": {
                  "type": "string",
                  "description": "Absent for the rest."
                },
                "name": {
                  "type": "string"
                },
                "count": {
                  "type": "integer",
                  "description": "How many rows it stands for."
                },
                "days": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/DailyCost"
                  }
                }
              }
            }
          },
          "shares": {
            "type": "array",
            "description": "Of the month to date, whose cost it is.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "share",
                "cost"
              ],
              "properties": {
                "share": {
                  "$ref": "#/components/schemas/AllocationShare"
                },
                "cost": {
                  "type": "number"
                }
              }
            }
          },
          "monthToDate": {
            "$ref": "#/components/schemas/DaysCoverage"
          },
          "change": {
            "$ref": "#/components/schemas/CostChange"
          },
          "lastMonth": {
            "$ref": "#/components/schemas/CostMonth"
          },
          "forecast": {
            "$ref": "#/components/schemas/CostForecast"
          },
          "pastError": {
            "$ref": "#/components/schemas/PastForecastError"
          },
          "budgets": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CostBudget"
            }
          },
          "efficiency": {
            "$ref": "#/components/schemas/CostEfficiency"
          },
          "savings": {
            "$ref": "#/components/schemas/CostSavings"
          },
          "spend": {
            "type": "object",
            "description": "How much of the fleet the last day is of, by clusters and by what they spend.",
            "additionalProperties": false,
            "required": [
              "clusters",
              "neverKnown"
            ],
            "properties": {
              "clusters": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "known",
                  "expected"
                ],
                "properties": {
                  "known": {
                    "type": "integer"
                  },
                  "expected": {
                    "type": "integer"
                  }
                }
              },
              "spend": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "known",
                  "expected"
                ],
                "properties": {
                  "known": {
                    "type": "number"
                  },
                  "expected": {
                    "type": "number"
                  }
                }
              },
              "ratio": {
                "type": "number"
              },
              "neverKnown": {
                "type": "integer"
              }
            }
          },
          "estimatedCost": {
            "type": "number",
            "description": "What of the month to date rests on a price sheet rather than on what a provider bills."
          },
          "anomalies": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "items",
              "judgedDays",
              "unjudgedDays"
            ],
            "properties": {
              "items": {
                "type": "array",
                "description": "The newest first, at most 20.",
                "items": {
                  "$ref": "#/components/schemas/CostAnomaly"
                }
              },
              "judgedDays": {
                "type": "integer"
              },
              "unjudgedDays": {
                "type": "integer"
              }
            }
          },
          "rows": {
            "type": "array",
            "description": "The dearest first, at most 200.",
            "items": {
              "$ref": "#/components/schemas/CostRow"
            }
          },
          "rowsTotal": {
            "type": "integer"
          }
        }
      },
      "CostSource": {
        "type": "object",
        "description": "Who tells the costs of a cluster.",
        "additionalProperties": false,
        "required": [
          "cluster",
          "engine",
          "observer",
          "lastDay",
          "days",
          "estimated"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "engine": {
            "type": "string"
          },
          "observer": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "money": {
            "type": "string"
          },
          "lastDay": {
            "$ref": "#/components/schemas/Day"
          },
          "days": {
            "type": "integer",
            "description": "Of those that are told."
          },
          "toldAt": {
            "type": "string",
            "format": "date-time",
            "description": "When the figures of the last day were last taken down."
          },
          "estimated": {
            "type": "boolean"
          }
        }
      },
      "FleetCost": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "today",
          "by",
          "span",
          "sheets",
          "sources",
          "silent",
          "coverage"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "today": {
            "$ref": "#/components/schemas/Day",
            "description": "The first day that is not over."
          },
          "by": {
            "$ref": "#/components/schemas/CostRowKind"
          },
          "span": {
            "$ref": "#/components/schemas/DaySpan",
            "description": "The days that are told."
          },
          "since": {
            "$ref": "#/components/schemas/Day",
            "description": "The first day that is known; absent where none is."
          },
          "sheets": {
            "type": "array",
            "description": "Of each currency, the one with most clusters first.",
            "items": {
              "$ref": "#/components/schemas/CostSheet"
            }
          },
          "sources": {
            "type": "array",
            "description": "Those whose last day is the oldest first, at most 200.",
            "items": {
              "$ref": "#/components/schemas/CostSource"
            }
          },
          "silent": {
            "type": "array",
            "description": "Clusters on which there is something of it and of which no cost is known, at most 200.",
            "items": {
              "$ref": "#/components/schemas/ClusterReference"
            }
          },
          "budgetProblems": {
            "type": "array",
            "description": "Annotations that are meant for budgets of what was asked for and are none, at most 20; absent where there are none.",
            "items": {
              "$ref": "#/components/schemas/CostBudgetProblem"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "CostOfHour": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "at",
          "known",
          "expected"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When it began."
          },
          "cost": {
            "type": "number",
            "description": "At least that where a cluster is lacking; absent where none told."
          },
          "known": {
            "type": "integer",
            "minimum": 0,
            "description": "Clusters that told of it."
          },
          "expected": {
            "type": "integer",
            "minimum": 0,
            "description": "Clusters that told of it or of an hour before it."
          }
        }
      },
      "CostHoursSheet": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "hours",
          "clusters",
          "today"
        ],
        "properties": {
          "money": {
            "type": "string",
            "description": "Absent where nobody says it."
          },
          "hours": {
            "type": "array",
            "description": "From the first that is known on, the oldest first.",
            "items": {
              "$ref": "#/components/schemas/CostOfHour"
            }
          },
          "clusters": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "known",
              "expected"
            ],
            "description": "Where they differ, what is spent is at least what hours say.",
            "properties": {
              "known": {
                "type": "integer",
                "minimum": 0,
                "description": "That told of hours."
              },
              "expected": {
                "type": "integer",
                "minimum": 0,
                "description": "That told of hours or of one of the last eight days."
              }
            }
          },
          "today": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "known",
              "inPart",
              "missing"
            ],
            "description": "What was spent today so far, and of how many hours that is.",
            "properties": {
              "cost": {
                "type": "number"
              },
              "known": {
                "type": "integer",
                "minimum": 0
              },
              "inPart": {
                "type": "integer",
                "minimum": 0
              },
              "missing": {
                "type": "integer",
                "minimum": 0,
                "description": "With those before the first that is known."
              }
            }
          }
        }
      },
      "FleetCostHours": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "today",
          "sheets",
          "coverage"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "today": {
            "$ref": "#/components/schemas/Day"
          },
          "sheets": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CostHoursSheet"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "PriceDraft": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "currency",
          "validFrom"
        ],
        "description": "A row of the price sheet, for nodes of a provider, region and class; for all where one of them is absent. Without prices it ends those of the rows before it.",
        "properties": {
          "provider": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "region": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "instanceType": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253,
            "description": "The class of the machine."
          },
          "cpuHour": {
            "type": "number",
            "minimum": 0,
            "description": "Of a core for an hour."
          },
          "gibHour": {
            "type": "number",
            "minimum": 0,
            "description": "Of a GiB of memory for an hour."
          },
          "volumeGibHour": {
            "type": "number",
            "minimum": 0,
            "description": "Of a GiB of a volume for an hour."
          },
          "gpuHour": {
            "type": "number",
            "minimum": 0,
            "description": "Of a GPU for an hour."
          },
          "currency": {
            "type": "string",
            "pattern": "^[A-Z]{3}$"
          },
          "validFrom": {
            "$ref": "#/components/schemas/Day"
          },
          "note": {
            "type": "string",
            "maxLength": 500
          }
        }
      },
      "FleetPricesChange": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rows"
        ],
        "properties": {
          "rows": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/PriceDraft"
            }
          }
        }
      },
      "FleetPriceRow": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "currency",
          "validFrom",
          "setBy",
          "setAt",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "provider": {
            "type": "string"
          },
          "region": {
            "type": "string"
          },
          "instanceType": {
            "type": "string"
          },
          "cpuHour": {
            "type": "number",
            "description": "Absent where the row ends others."
          },
          "gibHour": {
            "type": "number"
          },
          "volumeGibHour": {
            "type": "number"
          },
          "gpuHour": {
            "type": "number"
          },
          "currency": {
            "type": "string"
          },
          "validFrom": {
            "$ref": "#/components/schemas/Day"
          },
          "note": {
            "type": "string"
          },
          "setBy": {
            "type": "string",
            "description": "Who wrote it, as a reference."
          },
          "setAt": {
            "type": "string",
            "format": "date-time"
          },
          "state": {
            "type": "string",
            "enum": [
              "in-force",
              "to-come",
              "replaced"
            ],
            "description": "Whether it holds today, will, or another row holds in its place."
          }
        }
      },
      "ConfiguredPrices": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "poll",
          "prices"
        ],
        "properties": {
          "cluster": {
            "type": "string",
            "description": "As the configuration names it."
          },
          "poll": {
            "type": "string"
          },
          "currency": {
            "type": "string",
            "description": "In which rows of the sheet count; none do where it is absent."
          },
          "prices": {
            "type": "array",
            "description": "What holds where no row of the sheet does; the first that fits a node.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "cpuHour",
                "gibHour"
              ],
              "properties": {
                "provider": {
                  "type": "string"
                },
                "region": {
                  "type": "string"
                },
                "instanceType": {
                  "type": "string"
                },
                "cpuHour": {
                  "type": "number"
                },
                "gibHour": {
                  "type": "number"
                },
                "volumeGibHour": {
                  "type": "number"
                },
                "gpuHour": {
                  "type": "number"
                }
              }
            }
          }
        }
      },
      "FleetPrices": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "today",
          "earliest",
          "rows",
          "rowsTotal",
          "configured"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "today": {
            "$ref": "#/components/schemas/Day"
          },
          "earliest": {
            "$ref": "#/components/schemas/Day",
            "description": "The first day that a new row may hold on; those before it are charged."
          },
          "rows": {
            "type": "array",
            "description": "What holds, then what will, then what held; of each those written last first, at most 1000.",
            "items": {
              "$ref": "#/components/schemas/FleetPriceRow"
            }
          },
          "rowsTotal": {
            "type": "integer",
            "minimum": 0
          },
          "configured": {
            "type": "array",
            "description": "The questions that are charged by prices.",
            "items": {
              "$ref": "#/components/schemas/ConfiguredPrices"
            }
          }
        }
      },
      "CostBudgetProblem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entity",
          "value",
          "problem"
        ],
        "properties": {
          "entity": {
            "type": "string",
            "description": "The reference of what states it."
          },
          "value": {
            "type": "string",
            "description": "As it is written, at most 128 characters of it."
          },
          "thresholds": {
            "type": "string"
          },
          "problem": {
            "type": "string",
            "enum": [
              "too-long",
              "amount",
              "currency",
              "period",
              "thresholds",
              "contested"
            ],
            "description": "What of it is wrong; `contested` where several Resources say that they are the cluster."
          }
        }
      },
      "TransitionField": {
        "type": "string",
        "enum": [
          "reachability",
          "coverage",
          "heartbeat",
          "presence",
          "currency",
          "health",
          "sync",
          "version",
          "desired-version",
          "replicas",
          "engines",
          "region",
          "environment",
          "rollout"
        ]
      },
      "Transition": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "cluster",
          "scope",
          "name",
          "field",
          "at"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "scope": {
            "type": "string",
            "enum": [
              "cluster",
              "coverage",
              "instance",
              "delivery"
            ]
          },
          "name": {
            "type": "string",
            "description": "What changed, in words: a component, a delivery, a kind."
          },
          "namespace": {
            "type": "string",
            "description": "Of an instance."
          },
          "entityRef": {
            "type": "string"
          },
          "field": {
            "$ref": "#/components/schemas/TransitionField"
          },
          "from": {
            "type": "string",
            "description": "Absent where nothing was stated before."
          },
          "to": {
            "type": "string",
            "description": "Absent where nothing is stated any more."
          },
          "reason": {
            "type": "string"
          },
          "engines": {
            "type": "array",
            "description": "Ids of the engines that deliver it.",
            "items": {
              "type": "string"
            }
          },
          "initiatedBy": {
            "type": "string",
            "description": "Who or what began the operation that was under way, or over for no more than ten minutes, as its engine tells it."
          },
          "operation": {
            "type": "string",
            "description": "The phase of that operation.",
            "enum": [
              "running",
              "succeeded",
              "failed",
              "unknown"
            ]
          },
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When it was seen; of several in one, the last."
          },
          "notBefore": {
            "type": "string",
            "format": "date-time",
            "description": "After a gap: it happened between this and `at`. Of currency: nobody saw it in between."
          },
          "folded": {
            "type": "object",
            "description": "Several changes to and fro within minutes, told as one.",
            "additionalProperties": false,
            "required": [
              "firstAt",
              "count",
              "values"
            ],
            "properties": {
              "firstAt": {
                "type": "string",
                "format": "date-time"
              },
              "count": {
                "type": "integer"
              },
              "values": {
                "type": "array",
                "description": "What it was in between, each once, at most eight; empty text for nothing stated.",
                "items": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "TransitionPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "coverage",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Transition"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "Limited": {
        "type": "array",
        "description": "What of the answer holds only what the reader may see. Absent where it holds all.",
        "items": {
          "type": "string",
          "enum": [
            "clusters",
            "instances",
            "findings",
            "allocations"
          ]
        }
      },
      "NotHere": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "region",
          "environment",
          "reason",
          "detail"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "region": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "reason": {
            "type": "string",
            "enum": [
              "not-placed",
              "placed-but-absent",
              "unreachable",
              "unauthorized",
              "forbidden",
              "invalid",
              "quarantined",
              "not-asked",
              "pending"
            ]
          },
          "detail": {
            "type": "string"
          }
        }
      },
      "ComponentFleet": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "known",
          "asOf",
          "totals",
          "clusters",
          "instances",
          "notHere",
          "notHereTotal",
          "coverage",
          "hidden",
          "hints"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "known": {
            "type": "boolean",
            "description": "Whether the catalog mirror holds the entity."
          },
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "totals": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "clusters": {
            "type": "integer",
            "description": "Clusters that it runs on."
          },
          "instances": {
            "type": "array",
            "description": "A page of them, the worst first.",
            "items": {
              "$ref": "#/components/schemas/Instance"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "notHere": {
            "type": "array",
            "description": "The first of the clusters that it does not run on; those of which it is not known come first.",
            "items": {
              "$ref": "#/components/schemas/NotHere"
            }
          },
          "notHereTotal": {
            "type": "integer"
          },
          "rollouts": {
            "type": "array",
            "description": "Those on their way, the newest first; where there is none, the last one.",
            "items": {
              "$ref": "#/components/schemas/RolloutSummary"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          },
          "candidates": {
            "type": "array",
            "description": "Where it runs nowhere, what may belong to it; each proposal is for this entity.",
            "items": {
              "$ref": "#/components/schemas/UnboundItem"
            }
          },
          "problems": {
            "type": "array",
            "description": "What of the entity could not be taken from the catalog.",
            "items": {
              "type": "string"
            }
          },
          "hints": {
            "type": "array",
            "description": "The annotations that bind this entity, or those that would.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "annotation"
              ],
              "properties": {
                "annotation": {
                  "type": "string"
                },
                "value": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "MemberState": {
        "type": "string",
        "description": "How far a release is on one cluster.",
        "enum": [
          "not-placed",
          "queued",
          "window-closed",
          "awaiting-approval",
          "applying",
          "verifying",
          "soaking",
          "succeeded",
          "failed",
          "timed-out",
          "stuck",
          "skipped",
          "rolled-back",
          "paused",
          "unknown"
        ]
      },
      "RolloutLifeCycle": {
        "type": "string",
        "enum": [
          "running",
          "paused",
          "completed",
          "superseded",
          "rolled-back"
        ]
      },
      "MemberCounts": {
        "type": "object",
        "description": "Members by their state; states that none is in are left out.",
        "additionalProperties": {
          "type": "integer"
        }
      },
      "ReasonLink": {
        "type": "object",
        "description": "One link between a release and its being well on a cluster.",
        "additionalProperties": false,
        "required": [
          "link",
          "state"
        ],
        "properties": {
          "link": {
            "type": "string",
            "enum": [
              "placement",
              "generator",
              "window",
              "wave-gate",
              "approval",
              "sync",
              "admission",
              "quota",
              "scheduling",
              "health",
              "verification"
            ]
          },
          "state": {
            "type": "string",
            "description": "`not-reached` comes after one that does not hold; `not-known` is no `passed`.",
            "enum": [
              "passed",
              "failed",
              "waiting",
              "not-known",
              "not-reached",
              "not-asked"
            ]
          },
          "message": {
            "type": "string",
            "description": "What the evidence says."
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "When it is known to end, where that is known."
          },
          "evidence": {
            "type": "object",
            "description": "What says so.",
            "additionalProperties": false,
            "required": [
              "kind",
              "name"
            ],
            "properties": {
              "cluster": {
                "$ref": "#/components/schemas/ClusterReference"
              },
              "kind": {
                "type": "string"
              },
              "namespace": {
                "type": "string"
              },
              "name": {
                "type": "string"
              },
              "confirmedAt": {
                "type": "string",
                "format": "date-time"
              },
              "stale": {
                "type": "boolean"
              }
            }
          },
          "owner": {
            "type": "string",
            "description": "Reference of who can do something about it."
          },
          "remedy": {
            "type": "string",
            "description": "What can be done about it.",
            "enum": [
              "place",
              "fix-generator",
              "wait-for-window",
              "wait-for-wave",
              "approve",
              "sync",
              "resume",
              "fix-manifests",
              "change-policy-or-manifest",
              "raise-quota",
              "add-capacity",
              "fix-release",
              "roll-back",
              "restore-access",
              "grant-access",
              "wait"
            ]
          }
        }
      },
      "PlaceReasons": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "state",
          "links"
        ],
        "properties": {
          "instanceId": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "rolloutId": {
            "type": "string"
          },
          "version": {
            "type": "string",
            "description": "The release that the chain is about."
          },
          "state": {
            "$ref": "#/components/schemas/MemberState"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "links": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReasonLink"
            }
          }
        }
      },
      "Reasons": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "cluster",
          "asOf",
          "runsHere",
          "places"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "runsHere": {
            "type": "string",
            "enum": [
              "yes",
              "no",
              "not-known"
            ]
          },
          "places": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlaceReasons"
            }
          }
        }
      },
      "InstanceRollout": {
        "type": "object",
        "description": "How far the release that concerns an instance is there.",
        "additionalProperties": false,
        "required": [
          "rolloutId",
          "state",
          "since"
        ],
        "properties": {
          "rolloutId": {
            "type": "string"
          },
          "wave": {
            "type": "integer",
            "description": "Which of the waves, counted from 0; absent where none has it."
          },
          "state": {
            "$ref": "#/components/schemas/MemberState"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "When the state is known to end."
          },
          "lastKnown": {
            "$ref": "#/components/schemas/MemberState"
          },
          "from": {
            "type": "string",
            "description": "The version before."
          },
          "reason": {
            "$ref": "#/components/schemas/ReasonLink"
          },
          "askedAt": {
            "type": "string",
            "format": "date-time"
          },
          "appliedAt": {
            "type": "string",
            "format": "date-time"
          },
          "doneAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastMovedAt": {
            "type": "string",
            "format": "date-time"
          },
          "share": {
            "$ref": "#/components/schemas/ReleaseShare"
          }
        }
      },
      "ReleaseShare": {
        "type": "object",
        "description": "How much of what serves is of a release.",
        "additionalProperties": false,
        "required": [
          "percent",
          "basis"
        ],
        "properties": {
          "percent": {
            "type": "number"
          },
          "basis": {
            "type": "string",
            "enum": [
              "replicas",
              "traffic"
            ],
            "description": "`traffic` where a router confirms it, of all that is spoken of; replicas else."
          }
        }
      },
      "RolloutMember": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "region",
          "environment",
          "namespace",
          "instanceId",
          "rollout"
        ],
        "properties": {
          "instanceId": {
            "type": "string"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "region": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "engine": {
            "type": "string"
          },
          "rollout": {
            "$ref": "#/components/schemas/InstanceRollout"
          }
        }
      },
      "RolloutWave": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "state",
          "counts",
          "members",
          "done"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "source": {
            "type": "string",
            "description": "What made the wave: configuration, or the engine and object."
          },
          "state": {
            "type": "string",
            "enum": [
              "done",
              "running",
              "waiting",
              "later",
              "over",
              "failed"
            ],
            "description": "done where all of it are; over where none is on its way any more, and some were skipped or taken back."
          },
          "counts": {
            "$ref": "#/components/schemas/MemberCounts"
          },
          "members": {
            "type": "integer"
          },
          "done": {
            "type": "integer"
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "When it is known to begin, where that is known."
          }
        }
      },
      "RolloutSummary": {
        "type": "object",
        "description": "One release of one component on its way over the fleet.",
        "additionalProperties": false,
        "required": [
          "id",
          "entityRef",
          "beganAt",
          "lifeCycle",
          "counts",
          "members",
          "done",
          "waves",
          "environments"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "version": {
            "type": "string",
            "description": "Absent until a cluster shows which version the revision brings."
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          },
          "previousVersion": {
            "type": "string"
          },
          "beganAt": {
            "type": "string",
            "format": "date-time"
          },
          "beganIsLowerBound": {
            "type": "boolean",
            "description": "True where it had begun when watching began."
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "lifeCycle": {
            "$ref": "#/components/schemas/RolloutLifeCycle"
          },
          "counts": {
            "$ref": "#/components/schemas/MemberCounts"
          },
          "members": {
            "type": "integer"
          },
          "done": {
            "type": "integer",
            "description": "Members on which it succeeded."
          },
          "waves": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RolloutWave"
            }
          },
          "environments": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "share": {
            "$ref": "#/components/schemas/ReleaseShare"
          },
          "timeLeft": {
            "type": "object",
            "description": "Seconds, by how long this component took before; absent where too little is known.",
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ],
            "properties": {
              "from": {
                "type": "integer"
              },
              "to": {
                "type": "integer"
              }
            }
          }
        }
      },
      "Rollout": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "summary",
          "items",
          "coverage",
          "hidden",
          "asOf"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "summary": {
            "$ref": "#/components/schemas/RolloutSummary"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RolloutMember"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "RolloutPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "coverage",
          "hidden",
          "asOf"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RolloutSummary"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "MatrixGrouping": {
        "type": "string",
        "enum": [
          "region",
          "environment",
          "owner",
          "wave",
          "none"
        ],
        "default": "region"
      },
      "Past": {
        "type": "object",
        "description": "Of an answer about a time in the past, what it rests on.",
        "additionalProperties": false,
        "required": [
          "at",
          "of",
          "kept",
          "earliest"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "What was asked for."
          },
          "of": {
            "type": "string",
            "format": "date-time",
            "description": "What the answer is of: that time, or where only the ends of days are kept, the end of that day, in UTC."
          },
          "kept": {
            "type": "string",
            "enum": [
              "transitions",
              "days"
            ],
            "description": "Each change is kept, or what was at the end of each day."
          },
          "earliest": {
            "type": "string",
            "format": "date-time",
            "description": "How far back it can be asked."
          }
        }
      },
      "PastGap": {
        "type": "string",
        "description": "Why a cluster does not, or not completely, stand behind an answer about a time in the past. `not-watched`: nobody had begun to watch it. `not-answering`: it did not answer. `not-current`: not all of its kinds were known. `not-known`: nobody knows whether it answered. `not-kept`: of a day of which only the end is kept it is not kept how clusters were covered. `too-many`: more was there then than is read at once.",
        "enum": [
          "not-watched",
          "not-answering",
          "not-current",
          "not-known",
          "not-kept",
          "too-many"
        ]
      },
      "Certainty": {
        "type": "string",
        "description": "How sure it is what was at a time. `known`: it was proven. `interval`: something changed between two times, and this one lies in between. `gap`: nobody saw it; it is what was known last. `before-watching`: nobody had begun to watch.",
        "enum": [
          "known",
          "interval",
          "gap",
          "before-watching"
        ]
      },
      "PastInstance": {
        "type": "object",
        "description": "What an instance was at a time. What is absent nobody knows, or nobody stated; what `between` holds is not said besides.",
        "additionalProperties": false,
        "required": [
          "id",
          "namespace",
          "certainty",
          "between",
          "engines"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "certainty": {
            "$ref": "#/components/schemas/Certainty"
          },
          "present": {
            "type": "boolean",
            "description": "Whether it was there; absent where that is not known."
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "sync": {
            "$ref": "#/components/schemas/Sync"
          },
          "version": {
            "type": "string"
          },
          "desiredVersion": {
            "type": "string"
          },
          "replicas": {
            "type": "string",
            "enum": [
              "zero",
              "none",
              "some",
              "all"
            ],
            "description": "How many of those that were wanted were available; `zero` where none was wanted."
          },
          "engines": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "between": {
            "type": "array",
            "description": "What changed at a time that is not known, with what it may have been; empty text for nothing.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "field",
                "values"
              ],
              "properties": {
                "field": {
                  "type": "string",
                  "enum": [
                    "presence",
                    "health",
                    "sync",
                    "version",
                    "desired-version",
                    "replicas",
                    "engines"
                  ]
                },
                "values": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Since when its health was so."
          },
          "sinceIsLowerBound": {
            "type": "boolean",
            "description": "Whether it may have been so for longer."
          },
          "provenAt": {
            "type": "string",
            "format": "date-time",
            "description": "In a gap, the last proof before."
          }
        }
      },
      "PastOfComponent": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "cluster",
          "past",
          "items"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "past": {
            "$ref": "#/components/schemas/Past"
          },
          "gap": {
            "$ref": "#/components/schemas/PastGap"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PastInstance"
            }
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "MatrixCellState": {
        "type": "string",
        "description": "The worst of what runs in a cell, best to worst. `out-of-sync` is healthy or suspended, and not as it is wanted.",
        "enum": [
          "healthy",
          "suspended",
          "out-of-sync",
          "progressing",
          "unknown",
          "missing",
          "degraded"
        ]
      },
      "MatrixRow": {
        "type": "object",
        "description": "A cluster. What it does not say of itself here is unassigned or may not be seen. Of a time in the past region, environment and reachability are those of then; where those are not known, region and environment of now, and `pending` or `not-asked`, with the `gap` that says why.",
        "additionalProperties": false,
        "required": [
          "cluster",
          "region",
          "environment",
          "reachability",
          "stale",
          "complete"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "region": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "provider": {
            "type": "string"
          },
          "tier": {
            "type": "string"
          },
          "reachability": {
            "$ref": "#/components/schemas/Reachability"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Since when its reachability is so; absent of a time in the past."
          },
          "stale": {
            "type": "boolean",
            "description": "Whether what is known of the cluster itself is not current."
          },
          "gap": {
            "$ref": "#/components/schemas/PastGap"
          },
          "complete": {
            "type": "boolean",
            "description": "Whether all of it is read and current: only then an empty cell says that nothing runs there."
          }
        }
      },
      "MatrixColumn": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          }
        }
      },
      "MatrixGroup": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key",
          "from",
          "count"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "Empty where rows are not grouped. A wave's is its number, from 1; `other` are clusters that are in the release and in none of its waves, `unassigned` those that are not in it, or in no wave of the plan."
          },
          "name": {
            "type": "string",
            "description": "Of a wave, where it has one."
          },
          "from": {
            "type": "integer",
            "description": "The number of its first row."
          },
          "count": {
            "type": "integer",
            "description": "How many rows it has."
          }
        }
      },
      "MatrixWaves": {
        "type": "object",
        "description": "Whose waves rows can be grouped by: those of a release of the one component that is asked for, or of the one configured plan that all columns have in common.",
        "additionalProperties": false,
        "required": [
          "by"
        ],
        "properties": {
          "by": {
            "type": "string",
            "enum": [
              "rollout",
              "plan"
            ]
          },
          "rolloutId": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "lifeCycle": {
            "$ref": "#/components/schemas/RolloutLifeCycle"
          }
        }
      },
      "MatrixAxes": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "revision",
          "version",
          "groupBy",
          "rows",
          "columns",
          "totals",
          "facets",
          "coverage",
          "hidden"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "past": {
            "$ref": "#/components/schemas/Past"
          },
          "revision": {
            "type": "integer"
          },
          "version": {
            "type": "string"
          },
          "groupBy": {
            "$ref": "#/components/schemas/MatrixGrouping"
          },
          "waves": {
            "allOf": [
              {
                "$ref": "#/components/schemas/MatrixWaves"
              }
            ],
            "description": "Absent where nobody knows waves that are those of all columns."
          },
          "rows": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "total",
              "groups",
              "items"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "groups": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/MatrixGroup"
                }
              },
              "items": {
                "type": "array",
                "description": "The first hundred.",
                "items": {
                  "$ref": "#/components/schemas/MatrixRow"
                }
              }
            }
          },
          "columns": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "total",
              "items"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "items": {
                "type": "array",
                "description": "The first hundred.",
                "items": {
                  "$ref": "#/components/schemas/MatrixColumn"
                }
              }
            }
          },
          "totals": {
            "allOf": [
              {
                "$ref": "#/components/schemas/StateCounts"
              }
            ],
            "description": "Cells of all rows and columns; of several instances in one the worst counts."
          },
          "facets": {
            "type": "object",
            "description": "By filter key: clusters by `region`, `environment`, `provider` and `tier`, components by `system`, `domain` and `owner`, cells by `state`.",
            "additionalProperties": {
              "$ref": "#/components/schemas/Facet"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "hidden": {
            "type": "integer",
            "description": "Cells that permissions hide; 0 where it may not be said how many."
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "MatrixTile": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "revision",
          "version",
          "rows",
          "columns",
          "states",
          "versions",
          "rollouts",
          "cells"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "past": {
            "$ref": "#/components/schemas/Past"
          },
          "revision": {
            "type": "integer"
          },
          "version": {
            "type": "string",
            "description": "By which it is numbered."
          },
          "rows": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from",
              "items"
            ],
            "properties": {
              "from": {
                "type": "integer"
              },
              "items": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/MatrixRow"
                }
              }
            }
          },
          "columns": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from",
              "items"
            ],
            "properties": {
              "from": {
                "type": "integer"
              },
              "items": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/MatrixColumn"
                }
              }
            }
          },
          "states": {
            "type": "array",
            "description": "What `state` counts into.",
            "items": {
              "$ref": "#/components/schemas/MatrixCellState"
            }
          },
          "versions": {
            "type": "array",
            "description": "What `version` and `desired` count into.",
            "items": {
              "type": "string"
            }
          },
          "certainties": {
            "type": "array",
            "description": "Of a time in the past, what `certainty` counts into.",
            "items": {
              "$ref": "#/components/schemas/Certainty"
            }
          },
          "rollouts": {
            "type": "array",
            "description": "What `rollout` counts into, the most urgent first.",
            "items": {
              "$ref": "#/components/schemas/MemberState"
            }
          },
          "cells": {
            "$ref": "#/components/schemas/MatrixCells"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "MatrixCells": {
        "type": "object",
        "description": "A place in all arrays for each cell in which something runs, row by row. What a cell says is that of the worst instance in it; where that is stale, as it was last known. One that is known to be missing or degraded now counts before any that is stale.",
        "additionalProperties": false,
        "required": [
          "row",
          "column",
          "state",
          "version",
          "desired",
          "since",
          "atLeast",
          "instances",
          "stale",
          "staleSince",
          "rollout",
          "rolloutSince"
        ],
        "properties": {
          "row": {
            "type": "array",
            "description": "Of the tile, from 0.",
            "items": {
              "type": "integer"
            }
          },
          "column": {
            "type": "array",
            "description": "Of the tile, from 0.",
            "items": {
              "type": "integer"
            }
          },
          "state": {
            "type": "array",
            "description": "Index into `states`.",
            "items": {
              "type": "integer"
            }
          },
          "version": {
            "type": "array",
            "description": "That runs: index into `versions`; -1 where nobody knows.",
            "items": {
              "type": "integer"
            }
          },
          "desired": {
            "type": "array",
            "description": "That is wanted: index into `versions`; -1 where nobody says.",
            "items": {
              "type": "integer"
            }
          },
          "since": {
            "type": "array",
            "description": "Seconds that it has been so; -1 where nobody knows.",
            "items": {
              "type": "integer"
            }
          },
          "atLeast": {
            "type": "array",
            "description": "1 where it may have been so for longer.",
            "items": {
              "type": "integer"
            }
          },
          "instances": {
            "type": "array",
            "description": "How many there are in the cell.",
            "items": {
              "type": "integer"
            }
          },
          "stale": {
            "type": "array",
            "description": "1 where what it says is not current, or may not be all.",
            "items": {
              "type": "integer"
            }
          },
          "staleSince": {
            "type": "array",
            "description": "Seconds since the last proof of what is stale; -1 where it is current, or nobody knows.",
            "items": {
              "type": "integer"
            }
          },
          "certainty": {
            "type": "array",
            "description": "Of a time in the past, how sure it is what was: index into `certainties`.",
            "items": {
              "type": "integer"
            }
          },
          "rollout": {
            "type": "array",
            "description": "How far the release is that concerns an instance in the cell, of several the most urgent: index into `rollouts`; -1 where none does, and where it has arrived, was passed over or is not placed.",
            "items": {
              "type": "integer"
            }
          },
          "rolloutSince": {
            "type": "array",
            "description": "Seconds that the release has been so far; -1 where none is told.",
            "items": {
              "type": "integer"
            }
          }
        }
      },
      "MatrixRollups": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "revision",
          "version",
          "groups",
          "columns",
          "counts"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "past": {
            "$ref": "#/components/schemas/Past"
          },
          "revision": {
            "type": "integer"
          },
          "version": {
            "type": "string",
            "description": "By which it is numbered."
          },
          "groups": {
            "$ref": "#/components/schemas/MatrixRange"
          },
          "columns": {
            "$ref": "#/components/schemas/MatrixRange"
          },
          "counts": {
            "$ref": "#/components/schemas/MatrixCounts"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "MatrixRange": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "from",
          "count"
        ],
        "properties": {
          "from": {
            "type": "integer"
          },
          "count": {
            "type": "integer"
          }
        }
      },
      "MatrixCounts": {
        "type": "object",
        "description": "A place in all arrays for each group and column in which something runs; counted as totals are.",
        "additionalProperties": false,
        "required": [
          "group",
          "column",
          "healthy",
          "suspended",
          "progressing",
          "unknown",
          "missing",
          "degraded",
          "stale",
          "outOfSync",
          "total"
        ],
        "properties": {
          "group": {
            "type": "array",
            "description": "Of the range, from 0.",
            "items": {
              "type": "integer"
            }
          },
          "column": {
            "type": "array",
            "description": "Of the range, from 0.",
            "items": {
              "type": "integer"
            }
          },
          "healthy": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "suspended": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "progressing": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "unknown": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "missing": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "degraded": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "stale": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "outOfSync": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "total": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          }
        }
      },
      "AttentionItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "kind",
          "severity",
          "title",
          "count",
          "clusters",
          "link"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "cluster-unreachable",
              "cluster-unauthorized",
              "cluster-forbidden",
              "cluster-invalid",
              "cluster-quarantined",
              "instance-degraded",
              "instance-stuck",
              "delivery-degraded",
              "heartbeat-lost",
              "drift",
              "node-not-ready",
              "version-behind",
              "possible-duplicate",
              "identity-lost"
            ]
          },
          "severity": {
            "type": "string",
            "enum": [
              "critical",
              "warning",
              "notice"
            ]
          },
          "title": {
            "type": "string",
            "description": "The thing, e.g. a component or a cluster."
          },
          "state": {
            "type": "string",
            "description": "What is with it, e.g. degraded in eu-west-1."
          },
          "detail": {
            "type": "string",
            "description": "The reason in the words of the system."
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "count": {
            "type": "integer"
          },
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterReference"
            }
          },
          "entityRef": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "link": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "type": "string",
                "enum": [
                  "cluster",
                  "clusters",
                  "component"
                ]
              },
              "clusterId": {
                "type": "string"
              },
              "entityRef": {
                "type": "string"
              },
              "tab": {
                "type": "string"
              },
              "filter": {
                "type": "object",
                "additionalProperties": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "ConfigurationProblem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "source",
          "key",
          "message"
        ],
        "properties": {
          "source": {
            "type": "string"
          },
          "key": {
            "type": "string"
          },
          "value": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "ClusterGroup": {
        "type": "object",
        "description": "Clusters that share a value.",
        "additionalProperties": false,
        "required": [
          "value",
          "totals",
          "clusters"
        ],
        "properties": {
          "value": {
            "type": "string",
            "description": "`unassigned` where nothing states it."
          },
          "totals": {
            "$ref": "#/components/schemas/ClusterTotals"
          },
          "clusters": {
            "type": "array",
            "description": "The first of them, the worst first; `totals.clusters` says of how many.",
            "items": {
              "$ref": "#/components/schemas/ClusterSummary"
            }
          }
        }
      },
      "ClusterGrouping": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "by",
          "clusters",
          "groups",
          "groupsTotal"
        ],
        "properties": {
          "by": {
            "type": "string",
            "enum": [
              "region",
              "environment",
              "provider",
              "tier",
              "owner"
            ]
          },
          "clusters": {
            "type": "integer",
            "description": "Clusters that the filters let through."
          },
          "groups": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterGroup"
            }
          },
          "groupsTotal": {
            "type": "integer",
            "description": "Where there are many groups, those that need attention most are here."
          }
        }
      },
      "Overview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "revision",
          "totals",
          "attention",
          "attentionTotal",
          "attentionMore",
          "grouping",
          "facets",
          "coverage",
          "problems",
          "hidden"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "revision": {
            "type": "integer"
          },
          "totals": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ClusterTotals"
              }
            ],
            "description": "Of the whole fleet, whatever the filters."
          },
          "attention": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AttentionItem"
            }
          },
          "attentionTotal": {
            "type": "integer"
          },
          "attentionMore": {
            "type": "boolean",
            "description": "Whether there is so much that not all was looked at; then the total is at least so."
          },
          "grouping": {
            "$ref": "#/components/schemas/ClusterGrouping"
          },
          "facets": {
            "type": "object",
            "description": "By filter key.",
            "additionalProperties": {
              "$ref": "#/components/schemas/Facet"
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/FleetCoverage"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConfigurationProblem"
            }
          },
          "hidden": {
            "type": "integer"
          },
          "limited": {
            "$ref": "#/components/schemas/Limited"
          }
        }
      },
      "FleetHealth": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "status",
          "reasons",
          "replica"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "status": {
            "type": "string",
            "enum": [
              "ok",
              "unknown",
              "failing"
            ],
            "description": "failing: writes or derivations have failed for more than 60 s, a thread has stopped, the database does not answer, or it does not have this replica among those that live. unknown: nothing was written, or nothing derived, since this replica started."
          },
          "reasons": {
            "type": "array",
            "description": "Why it is not ok.",
            "items": {
              "type": "string"
            }
          },
          "replica": {
            "type": "object",
            "description": "The one that answered. What it does not know is absent.",
            "additionalProperties": false,
            "required": [
              "startedAt",
              "fencedWrites"
            ],
            "properties": {
              "id": {
                "type": "string",
                "description": "What it calls itself in the database."
              },
              "startedAt": {
                "type": "string",
                "format": "date-time"
              },
              "leases": {
                "type": "integer",
                "description": "Clusters that it reads."
              },
              "writesWaiting": {
                "type": "integer",
                "description": "Batches that are not in the database yet."
              },
              "lastWriteAt": {
                "type": "string",
                "format": "date-time"
              },
              "writesFailingSince": {
                "type": "string",
                "format": "date-time"
              },
              "lastDeriveAt": {
                "type": "string",
                "format": "date-time"
              },
              "derivingFailingSince": {
                "type": "string",
                "format": "date-time"
              },
              "fencedWrites": {
                "type": "integer",
                "description": "Batches dropped since it started, for another replica had the lease."
              },
              "threads": {
                "type": "array",
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "state",
                    "clusters"
                  ],
                  "properties": {
                    "state": {
                      "type": "string",
                      "enum": [
                        "running",
                        "starting",
                        "stopped"
                      ]
                    },
                    "clusters": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          },
          "shared": {
            "type": "object",
            "description": "As the database has it. Absent while it does not answer.",
            "additionalProperties": false,
            "required": [
              "clusters",
              "marksWaiting",
              "replicas",
              "unclaimed"
            ],
            "properties": {
              "clusters": {
                "type": "object",
                "description": "By reachability.",
                "additionalProperties": {
                  "type": "integer"
                }
              },
              "marksWaiting": {
                "type": "integer",
                "description": "Namespaces that wait to be derived, counted up to 10,000."
              },
              "replicas": {
                "type": "array",
                "description": "Those that live by the database's clock, the oldest first, up to 100.",
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "id",
                    "startedAt",
                    "clusters"
                  ],
                  "properties": {
                    "id": {
                      "type": "string"
                    },
                    "startedAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "clusters": {
                      "type": "integer",
                      "description": "Clusters whose lease it holds."
                    }
                  }
                }
              },
              "unclaimed": {
                "type": "integer",
                "description": "Clusters whose lease nobody holds, or that has expired."
              },
              "auditWebhooks": {
                "type": "array",
                "description": "Clusters whose API server may send its audit log, and what came of it, counted since it first came. That nothing came does not say that nobody did anything.",
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "cluster"
                  ],
                  "properties": {
                    "cluster": {
                      "$ref": "#/components/schemas/ClusterReference"
                    },
                    "lastReceivedAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "keptSince": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "lastLostAt": {
                      "type": "string",
                      "format": "date-time",
                      "description": "When something was last not taken."
                    },
                    "events": {
                      "type": "integer"
                    },
                    "kept": {
                      "type": "integer",
                      "description": "Of these."
                    },
                    "malformed": {
                      "type": "integer",
                      "description": "Events that were not understood."
                    },
                    "refused": {
                      "type": "integer",
                      "description": "Requests that were not taken."
                    }
                  }
                }
              }
            }
          }
        }
      },
      "Changes": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "revision",
          "changed",
          "asOf"
        ],
        "properties": {
          "revision": {
            "type": "integer"
          },
          "changed": {
            "type": "boolean"
          },
          "asOf": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "ActionTarget": {
        "type": "object",
        "description": "The object that a system is told about.",
        "required": [
          "id",
          "type",
          "kind",
          "name",
          "cluster"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Of the delivery or the workload."
          },
          "type": {
            "type": "string",
            "enum": [
              "delivery",
              "workload"
            ]
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "cluster": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ClusterReference"
              }
            ],
            "description": "The cluster that holds the object; of an Application of Argo CD its hub."
          }
        },
        "additionalProperties": false
      },
      "ActionAvailability": {
        "type": "object",
        "description": "Whether an action can be used now, and if not, what is missing.",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "available",
              "no-credentials",
              "not-permitted",
              "unreachable",
              "superseded"
            ]
          },
          "reason": {
            "type": "string"
          },
          "configuration": {
            "type": "string",
            "description": "The configuration key to add."
          },
          "permission": {
            "type": "string",
            "description": "The permission to ask for."
          }
        },
        "additionalProperties": false
      },
      "ActionHistoryEntry": {
        "type": "object",
        "description": "What the engine says that it brought before.",
        "required": [
          "revision"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "revision": {
            "type": "string"
          },
          "deployedAt": {
            "type": "string",
            "format": "date-time"
          }
        },
        "additionalProperties": false
      },
      "InstanceAction": {
        "type": "object",
        "required": [
          "action",
          "title",
          "description",
          "parameters",
          "target",
          "availability"
        ],
        "properties": {
          "action": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "parameters": {
            "type": "object",
            "description": "JSON schema of what it can be told.",
            "additionalProperties": true
          },
          "target": {
            "$ref": "#/components/schemas/ActionTarget"
          },
          "availability": {
            "$ref": "#/components/schemas/ActionAvailability"
          },
          "history": {
            "type": "array",
            "description": "What can be gone back to, newest first.",
            "items": {
              "$ref": "#/components/schemas/ActionHistoryEntry"
            }
          }
        },
        "additionalProperties": false
      },
      "InstanceActions": {
        "type": "object",
        "required": [
          "asOf",
          "items"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/InstanceAction"
            }
          }
        },
        "additionalProperties": false
      },
      "ActionParameters": {
        "type": "object",
        "maxProperties": 20,
        "additionalProperties": {
          "anyOf": [
            {
              "type": "string",
              "maxLength": 1024
            },
            {
              "type": "number"
            },
            {
              "type": "boolean"
            },
            {
              "type": "array",
              "description": "Objects that are meant, such as those that a sync is limited to.",
              "maxItems": 50,
              "items": {
                "type": "object",
                "maxProperties": 10,
                "additionalProperties": {
                  "type": "string",
                  "maxLength": 253
                }
              }
            }
          ]
        }
      },
      "ActionQuestion": {
        "type": "object",
        "required": [
          "targetId",
          "action"
        ],
        "properties": {
          "targetId": {
            "type": "string",
            "maxLength": 64
          },
          "action": {
            "type": "string",
            "maxLength": 64
          },
          "parameters": {
            "$ref": "#/components/schemas/ActionParameters"
          }
        },
        "additionalProperties": false
      },
      "ActionRequest": {
        "type": "object",
        "required": [
          "targetId",
          "action",
          "reason",
          "effect",
          "resourceVersion"
        ],
        "properties": {
          "targetId": {
            "type": "string",
            "maxLength": 64
          },
          "action": {
            "type": "string",
            "maxLength": 64
          },
          "parameters": {
            "$ref": "#/components/schemas/ActionParameters"
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "pattern": "\\S",
            "description": "Why, for the audit and for who reads it later."
          },
          "effect": {
            "type": "string",
            "maxLength": 2000,
            "description": "What the plan said, as it was shown."
          },
          "resourceVersion": {
            "type": "string",
            "maxLength": 200,
            "description": "What the plan was made on."
          }
        },
        "additionalProperties": false
      },
      "ActionChange": {
        "type": "object",
        "description": "One field that is written. Values of Secrets are left out.",
        "required": [
          "object",
          "path"
        ],
        "properties": {
          "object": {
            "type": "string",
            "description": "Kind and name."
          },
          "path": {
            "type": "string"
          },
          "value": {
            "type": "string",
            "description": "As JSON, cut; absent where it is removed or not told."
          }
        },
        "additionalProperties": false
      },
      "ActionPlan": {
        "type": "object",
        "description": "What an action would do, or in `refused` why it cannot be done.",
        "required": [
          "changes"
        ],
        "properties": {
          "effect": {
            "type": "string"
          },
          "revertedBy": {
            "type": "string",
            "description": "What will take the change back."
          },
          "changes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ActionChange"
            }
          },
          "resourceVersion": {
            "type": "string"
          },
          "refused": {
            "type": "string"
          }
        },
        "additionalProperties": false
      },
      "ActionRunState": {
        "type": "string",
        "enum": [
          "asked",
          "accepted",
          "seen",
          "failed",
          "timed-out"
        ]
      },
      "ActionRun": {
        "type": "object",
        "required": [
          "id",
          "instanceId",
          "action",
          "title",
          "target",
          "parameters",
          "reason",
          "effect",
          "requestedBy",
          "requestedAt",
          "state",
          "steps",
          "followUntil"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "instanceId": {
            "type": "string"
          },
          "action": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "target": {
            "$ref": "#/components/schemas/ActionTarget"
          },
          "about": {
            "description": "The cluster that what is told brings things to; absent where it is not known.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ClusterReference"
              }
            ]
          },
          "parameters": {
            "$ref": "#/components/schemas/ActionParameters"
          },
          "reason": {
            "type": "string"
          },
          "effect": {
            "type": "string"
          },
          "revertedBy": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "state": {
            "$ref": "#/components/schemas/ActionRunState"
          },
          "steps": {
            "type": "array",
            "description": "The states that it went through, in order.",
            "items": {
              "type": "object",
              "required": [
                "state",
                "at"
              ],
              "properties": {
                "state": {
                  "$ref": "#/components/schemas/ActionRunState"
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "message": {
                  "type": "string"
                }
              },
              "additionalProperties": false
            }
          },
          "followUntil": {
            "type": "string",
            "format": "date-time"
          }
        },
        "additionalProperties": false
      },
      "ActionRunPage": {
        "type": "object",
        "required": [
          "asOf",
          "items"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ActionRun"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        },
        "additionalProperties": false
      },
      "AuditResult": {
        "type": "string",
        "description": "`initiated` while it goes on; `unfinished` where it began and nobody will say any more how it ended.",
        "enum": [
          "succeeded",
          "failed",
          "refused",
          "initiated",
          "unfinished"
        ]
      },
      "AuditEntry": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "at",
          "event",
          "actor",
          "target",
          "result",
          "replica",
          "number",
          "hash"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "What its beginning and its end share."
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time",
            "description": "Absent where it had no length or has no end."
          },
          "event": {
            "type": "string",
            "description": "Its id in the closed list."
          },
          "actor": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "type",
              "id"
            ],
            "properties": {
              "type": {
                "type": "string",
                "enum": [
                  "user",
                  "service",
                  "fleet"
                ]
              },
              "id": {
                "type": "string",
                "description": "The reference of the user, the subject of the service, or the replica."
              }
            }
          },
          "target": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "type",
              "id",
              "exists"
            ],
            "properties": {
              "type": {
                "type": "string"
              },
              "id": {
                "type": "string"
              },
              "name": {
                "type": "string",
                "description": "As it was called then."
              },
              "exists": {
                "type": "boolean",
                "description": "Whether it is a cluster that is known now."
              }
            }
          },
          "before": {
            "type": "object",
            "additionalProperties": true
          },
          "after": {
            "type": "object",
            "additionalProperties": true
          },
          "reason": {
            "type": "string"
          },
          "error": {
            "type": "string"
          },
          "result": {
            "$ref": "#/components/schemas/AuditResult"
          },
          "replica": {
            "type": "string",
            "description": "Whose chain its row is in."
          },
          "number": {
            "type": "integer",
            "description": "The number of its row there."
          },
          "hash": {
            "type": "string"
          }
        }
      },
      "AuditPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "items",
          "totals",
          "facets",
          "keepDays"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AuditEntry"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "type": "object",
            "description": "Of all that the filters let through, up to 10,000.",
            "additionalProperties": false,
            "required": [
              "entries",
              "atLeast",
              "results"
            ],
            "properties": {
              "entries": {
                "type": "integer"
              },
              "atLeast": {
                "type": "boolean",
                "description": "There are more than are counted."
              },
              "results": {
                "type": "object",
                "additionalProperties": {
                  "type": "integer"
                }
              }
            }
          },
          "facets": {
            "type": "object",
            "description": "What each value of a filter would leave under all others, counted like the totals; by `event` and by `result`.",
            "additionalProperties": {
              "$ref": "#/components/schemas/Facet"
            }
          },
          "keepDays": {
            "type": "integer",
            "description": "For how long rows are kept."
          }
        }
      },
      "FleetCheckStatus": {
        "type": "string",
        "description": "`unknown` is what nobody could look at, and is no pass.",
        "enum": [
          "passed",
          "failed",
          "unknown",
          "not-applicable"
        ]
      },
      "FleetCheckCause": {
        "type": "string",
        "description": "Why something is not known.",
        "enum": [
          "not-asked",
          "forbidden",
          "unreachable",
          "stale",
          "not-evaluated",
          "unstated",
          "hidden"
        ]
      },
      "FleetCheckEvidence": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "source",
          "says"
        ],
        "properties": {
          "source": {
            "type": "string",
            "description": "Who or what says it."
          },
          "says": {
            "type": "string"
          },
          "confirmedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "FleetCheck": {
        "type": "object",
        "description": "One question and its answer. What passed has evidence, and when that was last confirmed.",
        "additionalProperties": false,
        "required": [
          "kind",
          "status",
          "reason",
          "evidence"
        ],
        "properties": {
          "kind": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/FleetCheckStatus"
          },
          "reason": {
            "type": "string"
          },
          "cause": {
            "$ref": "#/components/schemas/FleetCheckCause"
          },
          "evidence": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/FleetCheckEvidence"
            }
          },
          "confirmedAt": {
            "type": "string",
            "format": "date-time"
          },
          "advice": {
            "type": "string",
            "description": "What to do about it."
          }
        }
      },
      "FleetCheckCounts": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "passed",
          "failed",
          "unknown",
          "notApplicable"
        ],
        "properties": {
          "passed": {
            "type": "integer"
          },
          "failed": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "notApplicable": {
            "type": "integer"
          }
        }
      },
      "ClusterCheckKind": {
        "type": "string",
        "enum": [
          "reachability",
          "identity",
          "rbac",
          "clock-skew",
          "kubernetes-version",
          "labels",
          "policy-bundle",
          "backup-schedule",
          "cost-agent",
          "metrics-agent"
        ]
      },
      "ClusterVerificationRequest": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "checks": {
            "type": "array",
            "description": "Which; all where there are none.",
            "maxItems": 10,
            "items": {
              "$ref": "#/components/schemas/ClusterCheckKind"
            }
          }
        }
      },
      "ClusterVerification": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "checks",
          "counts"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "server": {
            "type": "string",
            "description": "Of one that is not of the fleet yet."
          },
          "checks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FleetCheck"
            }
          },
          "counts": {
            "$ref": "#/components/schemas/FleetCheckCounts"
          }
        }
      },
      "CandidateVerificationRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "server"
        ],
        "properties": {
          "server": {
            "type": "string",
            "description": "The https address of its API server.",
            "minLength": 1,
            "maxLength": 2000
          },
          "certificateAuthority": {
            "type": "string",
            "description": "The certificates of its authority, as PEM or base64 of that.",
            "minLength": 1,
            "maxLength": 24000
          },
          "credentials": {
            "type": "string",
            "description": "The name of credentials of the configuration. Never a credential.",
            "minLength": 1,
            "maxLength": 63
          },
          "attributes": {
            "type": "object",
            "description": "What it will be.",
            "additionalProperties": false,
            "properties": {
              "region": {
                "type": "string",
                "maxLength": 253
              },
              "environment": {
                "type": "string",
                "maxLength": 253
              },
              "tier": {
                "type": "string",
                "maxLength": 253
              },
              "owner": {
                "type": "string",
                "maxLength": 253
              }
            }
          },
          "checks": {
            "type": "array",
            "description": "Which; all where there are none.",
            "maxItems": 10,
            "items": {
              "$ref": "#/components/schemas/ClusterCheckKind"
            }
          }
        }
      },
      "PreflightCheckKind": {
        "type": "string",
        "enum": [
          "api-versions",
          "deprecated-apis",
          "custom-resources",
          "references",
          "quota",
          "image-digests",
          "values-schema",
          "admission"
        ]
      },
      "PreflightKind": {
        "type": "object",
        "description": "A kind that will be there, of which nothing more is known.",
        "additionalProperties": false,
        "required": [
          "apiVersion",
          "kind"
        ],
        "properties": {
          "apiVersion": {
            "type": "string",
            "minLength": 1,
            "maxLength": 320
          },
          "kind": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          }
        }
      },
      "PreflightReference": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "namespace",
          "name"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "Secret",
              "ConfigMap"
            ]
          },
          "namespace": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          }
        }
      },
      "PreflightRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "clusters"
        ],
        "properties": {
          "clusters": {
            "type": "array",
            "description": "The ids of the clusters that it is to go to.",
            "minItems": 1,
            "maxItems": 10,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64
            }
          },
          "objects": {
            "type": "array",
            "description": "The manifests, as parsed.",
            "maxItems": 200,
            "items": {
              "type": "object",
              "additionalProperties": true
            }
          },
          "kinds": {
            "type": "array",
            "description": "Kinds, where the manifests are not at hand.",
            "maxItems": 200,
            "items": {
              "$ref": "#/components/schemas/PreflightKind"
            }
          },
          "references": {
            "type": "array",
            "description": "What has to be there, beside what the manifests name.",
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/PreflightReference"
            }
          },
          "namespace": {
            "type": "string",
            "description": "Of objects that name none; `default` where it is absent.",
            "minLength": 1,
            "maxLength": 63
          },
          "source": {
            "type": "object",
            "description": "Where the same workloads run whose images it has to have.",
            "additionalProperties": false,
            "required": [
              "cluster"
            ],
            "properties": {
              "cluster": {
                "type": "string",
                "minLength": 1,
                "maxLength": 64
              },
              "namespace": {
                "type": "string",
                "minLength": 1,
                "maxLength": 63
              }
            }
          },
          "images": {
            "type": "array",
            "description": "The images that it has to have, by repository; of a release, where no source runs it.",
            "maxItems": 200,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "repository",
                "digest"
              ],
              "properties": {
                "repository": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 500
                },
                "digest": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 200
                }
              }
            }
          },
          "values": {
            "type": "object",
            "description": "Values of a chart, and the schema that they have to fit.",
            "additionalProperties": false,
            "required": [
              "schema",
              "values"
            ],
            "properties": {
              "schema": {
                "type": "object",
                "additionalProperties": true
              },
              "values": {
                "type": "object",
                "additionalProperties": true
              }
            }
          },
          "checks": {
            "type": "array",
            "description": "Which; all where there are none.",
            "maxItems": 8,
            "items": {
              "$ref": "#/components/schemas/PreflightCheckKind"
            }
          }
        }
      },
      "PreflightTarget": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "checks",
          "counts"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "checks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FleetCheck"
            }
          },
          "counts": {
            "$ref": "#/components/schemas/FleetCheckCounts"
          }
        }
      },
      "Preflight": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "targets",
          "counts"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "targets": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PreflightTarget"
            }
          },
          "counts": {
            "$ref": "#/components/schemas/FleetCheckCounts"
          }
        }
      },
      "AuditBreak": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "chain",
          "number",
          "kind"
        ],
        "properties": {
          "chain": {
            "type": "string"
          },
          "number": {
            "type": "integer"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "kind": {
            "type": "string",
            "enum": [
              "changed",
              "missing",
              "replaced",
              "cut"
            ]
          }
        }
      },
      "AuditChain": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "checkedAt",
          "state",
          "rows",
          "chains",
          "breaks",
          "breaksTotal"
        ],
        "properties": {
          "checkedAt": {
            "type": "string",
            "format": "date-time"
          },
          "state": {
            "type": "string",
            "enum": [
              "intact",
              "broken",
              "unknown"
            ],
            "description": "`unknown` where there is no row."
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Of the oldest row."
          },
          "rows": {
            "type": "integer"
          },
          "chains": {
            "type": "integer"
          },
          "breaks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AuditBreak"
            }
          },
          "breaksTotal": {
            "type": "integer"
          }
        }
      },
      "PromotionState": {
        "type": "string",
        "description": "How far a promotion is. `done` takes that each cluster was seen healthy with it for as long as it has to be.",
        "enum": [
          "planned",
          "waiting",
          "opening",
          "proposed",
          "merged",
          "applying",
          "verifying",
          "soaking",
          "done",
          "failed",
          "stopped",
          "rolled-back",
          "superseded",
          "expired"
        ]
      },
      "PromotionDirection": {
        "type": "string",
        "enum": [
          "promote",
          "roll-back"
        ],
        "default": "promote"
      },
      "PromotionPreflightRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "component",
          "from",
          "to"
        ],
        "properties": {
          "component": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "from": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "to": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          }
        }
      },
      "PromotionPreflightAnswer": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "gate"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "gate": {
            "$ref": "#/components/schemas/Gate"
          }
        }
      },
      "GateKind": {
        "type": "string",
        "enum": [
          "upstream-stage",
          "policy",
          "drift-free",
          "health",
          "alerts",
          "capacity",
          "preflight",
          "cost-change",
          "approval",
          "freeze"
        ]
      },
      "GateStatus": {
        "type": "string",
        "enum": [
          "failed",
          "unknown",
          "waiting",
          "passed",
          "not-applicable"
        ]
      },
      "GateEvidence": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key",
          "status",
          "text"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "The same for as long as it is the same thing."
          },
          "status": {
            "$ref": "#/components/schemas/GateStatus"
          },
          "text": {
            "type": "string"
          },
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "confirmedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Gate": {
        "type": "object",
        "description": "A condition in the way of a promotion. Unknown never opens.",
        "additionalProperties": false,
        "required": [
          "kind",
          "status",
          "reason",
          "required",
          "evidence",
          "evidenceTotal",
          "overridable"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/GateKind"
          },
          "status": {
            "$ref": "#/components/schemas/GateStatus"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "When it changes by itself, as far as that is known."
          },
          "reason": {
            "type": "string"
          },
          "required": {
            "type": "boolean",
            "description": "It has to be judged before each wave."
          },
          "evidence": {
            "type": "array",
            "description": "What does not hold first.",
            "items": {
              "$ref": "#/components/schemas/GateEvidence"
            }
          },
          "evidenceTotal": {
            "type": "integer"
          },
          "overridable": {
            "type": "boolean"
          },
          "overriddenBy": {
            "$ref": "#/components/schemas/GateOverride"
          }
        }
      },
      "GateOverride": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "gate",
          "wave",
          "by",
          "at",
          "reason"
        ],
        "properties": {
          "gate": {
            "$ref": "#/components/schemas/GateKind"
          },
          "wave": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "GateNext": {
        "type": "object",
        "description": "What will happen next.",
        "additionalProperties": false,
        "required": [
          "what",
          "text"
        ],
        "properties": {
          "what": {
            "type": "string",
            "enum": [
              "goes-on",
              "by-itself",
              "approval",
              "repair",
              "evidence"
            ]
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "text": {
            "type": "string"
          }
        }
      },
      "PromotionImage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "repository"
        ],
        "properties": {
          "repository": {
            "type": "string"
          },
          "tag": {
            "type": "string"
          },
          "digest": {
            "type": "string"
          }
        }
      },
      "PromotionRevision": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "value"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "commit",
              "branch",
              "tag",
              "chart",
              "digest",
              "other"
            ]
          },
          "value": {
            "type": "string"
          },
          "reference": {
            "type": "string"
          }
        }
      },
      "ReleaseShown": {
        "type": "object",
        "description": "What runs on a stage, as content. Its id goes by digests.",
        "additionalProperties": false,
        "required": [
          "id",
          "images"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "images": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "workload",
                "container",
                "repository"
              ],
              "properties": {
                "workload": {
                  "type": "string"
                },
                "container": {
                  "type": "string"
                },
                "repository": {
                  "type": "string"
                },
                "tag": {
                  "type": "string"
                },
                "digest": {
                  "type": "string"
                }
              }
            }
          },
          "revision": {
            "$ref": "#/components/schemas/PromotionRevision"
          }
        }
      },
      "NotPinned": {
        "type": "object",
        "description": "What may be something else by tomorrow.",
        "additionalProperties": false,
        "required": [
          "reference",
          "because"
        ],
        "properties": {
          "workload": {
            "type": "string"
          },
          "container": {
            "type": "string"
          },
          "reference": {
            "type": "string"
          },
          "because": {
            "type": "string",
            "enum": [
              "no-digest",
              "movable-revision"
            ]
          }
        }
      },
      "PipelineWave": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key",
          "wave",
          "part",
          "soakSeconds",
          "clusters"
        ],
        "properties": {
          "key": {
            "type": "string"
          },
          "wave": {
            "type": "string"
          },
          "part": {
            "type": "integer"
          },
          "soakSeconds": {
            "type": "number"
          },
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterReference"
            }
          }
        }
      },
      "PipelineStage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "after",
          "waves",
          "clusters",
          "runsOn",
          "states",
          "notPinned"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string",
            "description": "Of a step of an ApplicationSet: what it selects, as its engine words it. Only to who may see all."
          },
          "after": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "waves": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineWave"
            }
          },
          "clusters": {
            "type": "integer"
          },
          "runsOn": {
            "type": "integer",
            "description": "Clusters on which the component is."
          },
          "states": {
            "type": "object",
            "description": "How many instances are how; those that are not current are `stale` and nothing else.",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "release": {
            "$ref": "#/components/schemas/ReleaseShown"
          },
          "because": {
            "description": "Why no release is told of it.",
            "type": "string",
            "enum": [
              "not-current",
              "moving",
              "mixed",
              "nothing",
              "not-there"
            ]
          },
          "becauseOf": {
            "type": "array",
            "description": "Clusters on which that is so.",
            "items": {
              "$ref": "#/components/schemas/ClusterReference"
            }
          },
          "notPinned": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NotPinned"
            }
          },
          "promotion": {
            "$ref": "#/components/schemas/PromotionSummary"
          }
        }
      },
      "PlanCounts": {
        "type": "object",
        "description": "Components on clusters, by what happens to them.",
        "additionalProperties": false,
        "required": [
          "new",
          "changed",
          "removed",
          "unchanged",
          "unknown"
        ],
        "properties": {
          "new": {
            "type": "integer"
          },
          "changed": {
            "type": "integer"
          },
          "removed": {
            "type": "integer"
          },
          "unchanged": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          }
        }
      },
      "PlanHeld": {
        "type": "string",
        "description": "Why a plan as a whole is not to be carried out.",
        "enum": [
          "not-next",
          "no-release",
          "no-target",
          "nothing-to-move",
          "held-items",
          "no-commit",
          "no-path",
          "shared-path"
        ]
      },
      "PipelineMove": {
        "type": "object",
        "description": "What would be promoted from one stage to the next.",
        "additionalProperties": false,
        "required": [
          "from",
          "to",
          "mayMove",
          "because",
          "counts"
        ],
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "mayMove": {
            "type": "boolean"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanHeld"
            }
          },
          "counts": {
            "$ref": "#/components/schemas/PlanCounts"
          },
          "release": {
            "type": "string"
          },
          "allowed": {
            "$ref": "#/components/schemas/PromotionAllowance"
          }
        }
      },
      "Pipeline": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "component",
          "configured",
          "stages",
          "moves",
          "unplaced",
          "ambiguous",
          "problems"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "component": {
            "type": "string"
          },
          "configured": {
            "type": "boolean",
            "description": "Whether stages are configured."
          },
          "stages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineStage"
            }
          },
          "moves": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineMove"
            }
          },
          "unplaced": {
            "type": "array",
            "description": "Clusters on which it runs and that are in no stage.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "cluster",
                "because"
              ],
              "properties": {
                "cluster": {
                  "$ref": "#/components/schemas/ClusterReference"
                },
                "because": {
                  "type": "string",
                  "enum": [
                    "no-stage",
                    "no-wave",
                    "no-step"
                  ]
                },
                "stage": {
                  "type": "string"
                }
              }
            }
          },
          "ambiguous": {
            "type": "array",
            "description": "Clusters that several stages or waves select. They are in none.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "cluster",
                "places"
              ],
              "properties": {
                "cluster": {
                  "$ref": "#/components/schemas/ClusterReference"
                },
                "places": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "problems": {
            "type": "array",
            "description": "What is wrong with the stages that are configured, or why the steps of its ApplicationSet are not known. Without stages nothing moves.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "path",
                "message",
                "advice"
              ],
              "properties": {
                "path": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                },
                "advice": {
                  "type": "string"
                }
              }
            }
          },
          "limited": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "clusters",
                "instances",
                "findings",
                "allocations"
              ]
            },
            "description": "What of it is only what the reader may see."
          }
        }
      },
      "PlanItem": {
        "type": "object",
        "description": "What happens to the component on one cluster.",
        "additionalProperties": false,
        "required": [
          "cluster",
          "wave",
          "change",
          "images",
          "mayMove",
          "because"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "namespace": {
            "type": "string"
          },
          "wave": {
            "type": "string"
          },
          "change": {
            "type": "string",
            "enum": [
              "new",
              "changed",
              "removed",
              "unchanged",
              "unknown"
            ]
          },
          "images": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "workload",
                "container",
                "change"
              ],
              "properties": {
                "workload": {
                  "type": "string"
                },
                "container": {
                  "type": "string"
                },
                "change": {
                  "type": "string",
                  "enum": [
                    "new",
                    "changed",
                    "removed",
                    "unchanged",
                    "unknown"
                  ]
                },
                "from": {
                  "$ref": "#/components/schemas/PromotionImage"
                },
                "to": {
                  "$ref": "#/components/schemas/PromotionImage"
                }
              }
            }
          },
          "revision": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "from": {
                "$ref": "#/components/schemas/PromotionRevision"
              },
              "to": {
                "$ref": "#/components/schemas/PromotionRevision"
              }
            }
          },
          "mayMove": {
            "type": "boolean"
          },
          "because": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "same",
                "not-pinned",
                "source-not-current",
                "source-moving",
                "source-mixed",
                "source-nothing",
                "target-not-current",
                "target-moving",
                "removal"
              ]
            }
          }
        }
      },
      "PlannedGitChange": {
        "type": "object",
        "description": "A file in Git that is changed for a wave.",
        "additionalProperties": false,
        "required": [
          "wave",
          "key",
          "path",
          "edit",
          "clusters"
        ],
        "properties": {
          "wave": {
            "type": "string"
          },
          "key": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "edit": {
            "type": "string",
            "enum": [
              "kustomize-images",
              "helm-values"
            ]
          },
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterReference"
            }
          }
        }
      },
      "GitProblem": {
        "type": "object",
        "description": "Why it is not known what to change in Git for a cluster.",
        "additionalProperties": false,
        "required": [
          "cluster",
          "because",
          "text"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "because": {
            "type": "string",
            "enum": [
              "no-commit",
              "no-path",
              "shared-path"
            ]
          },
          "text": {
            "type": "string"
          }
        }
      },
      "PromotionPlan": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "component",
          "from",
          "to",
          "hash",
          "commit",
          "mayMove",
          "because",
          "counts",
          "waves",
          "items",
          "changes",
          "problems",
          "notPinned",
          "gates",
          "next",
          "approvalsNeeded",
          "allowed"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "component": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "release": {
            "$ref": "#/components/schemas/ReleaseShown"
          },
          "hash": {
            "type": "string",
            "description": "Of all that the plan says."
          },
          "commit": {
            "type": "string",
            "description": "The commit that the target runs, or one text for several; empty where none is known."
          },
          "mayMove": {
            "type": "boolean"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanHeld"
            }
          },
          "counts": {
            "$ref": "#/components/schemas/PlanCounts"
          },
          "waves": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineWave"
            }
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanItem"
            }
          },
          "changes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedGitChange"
            }
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GitProblem"
            }
          },
          "notPinned": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NotPinned"
            }
          },
          "gates": {
            "type": "array",
            "description": "Of the first wave, as they are now.",
            "items": {
              "$ref": "#/components/schemas/Gate"
            }
          },
          "next": {
            "$ref": "#/components/schemas/GateNext"
          },
          "approvalsNeeded": {
            "type": "integer"
          },
          "allowed": {
            "$ref": "#/components/schemas/PromotionAllowance"
          },
          "limited": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "clusters",
                "instances",
                "findings",
                "allocations"
              ]
            }
          }
        }
      },
      "PromotionAllowance": {
        "type": "object",
        "description": "Whether who asks may do it, and why not.",
        "additionalProperties": false,
        "required": [
          "allowed"
        ],
        "properties": {
          "allowed": {
            "type": "boolean"
          },
          "because": {
            "type": "string",
            "enum": [
              "no-person",
              "not-permitted",
              "is-author",
              "has-approved",
              "has-ended",
              "not-in-this-state",
              "asked-for"
            ]
          }
        }
      },
      "PromotionRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "component",
          "from",
          "to",
          "hash",
          "commit"
        ],
        "properties": {
          "component": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "from": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "to": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "hash": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "Of the plan, as it was shown."
          },
          "commit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          },
          "reason": {
            "type": "string",
            "maxLength": 1000
          }
        }
      },
      "PromotionApproval": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "hash",
          "commit"
        ],
        "properties": {
          "hash": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "Of the plan, as it was shown."
          },
          "commit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      },
      "PromotionOverride": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "hash",
          "commit",
          "gate",
          "wave",
          "seen",
          "reason"
        ],
        "properties": {
          "hash": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "commit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          },
          "gate": {
            "$ref": "#/components/schemas/GateKind"
          },
          "wave": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "seen": {
            "type": "array",
            "description": "Keys of the evidence that holds it up, as it was shown.",
            "items": {
              "type": "string",
              "maxLength": 1000
            },
            "maxItems": 5000
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          }
        }
      },
      "PromotionReason": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "reason"
        ],
        "properties": {
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          }
        }
      },
      "PromotionRollback": {
        "type": "object",
        "description": "That somebody wants it taken back. It is not before `state` says so.",
        "additionalProperties": false,
        "required": [
          "askedAt",
          "by",
          "reason"
        ],
        "properties": {
          "askedAt": {
            "type": "string",
            "format": "date-time"
          },
          "by": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "PromotionSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "component",
          "from",
          "to",
          "release",
          "state",
          "since",
          "beganAt",
          "requestedBy",
          "clusters"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "component": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "release": {
            "type": "string"
          },
          "version": {
            "type": "string",
            "description": "What the release is called by."
          },
          "state": {
            "$ref": "#/components/schemas/PromotionState"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "beganAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "because": {
            "type": "string"
          },
          "lookedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was last gone through."
          },
          "rollback": {
            "$ref": "#/components/schemas/PromotionRollback"
          },
          "requestedBy": {
            "type": "string"
          },
          "wave": {
            "type": "string",
            "description": "The wave that is under way."
          },
          "waves": {
            "type": "integer"
          },
          "wavesDone": {
            "type": "integer"
          },
          "clusters": {
            "type": "integer"
          },
          "heldUpBy": {
            "$ref": "#/components/schemas/GateKind"
          },
          "next": {
            "$ref": "#/components/schemas/GateNext"
          }
        }
      },
      "PromotionPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "asOf",
          "items",
          "total"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PromotionSummary"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "total": {
            "type": "integer"
          }
        }
      },
      "PromotionTarget": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/ClusterReference"
          },
          "seenAt": {
            "type": "string",
            "format": "date-time"
          },
          "arrivedAt": {
            "type": "string",
            "format": "date-time"
          },
          "healthySince": {
            "type": "string",
            "format": "date-time"
          },
          "soakedAt": {
            "type": "string",
            "format": "date-time"
          },
          "backAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "PromotionChange": {
        "type": "object",
        "description": "A change in Git, and how far it is.",
        "additionalProperties": false,
        "required": [
          "key",
          "path",
          "edit",
          "attempts"
        ],
        "properties": {
          "key": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "edit": {
            "type": "string",
            "enum": [
              "kustomize-images",
              "helm-values"
            ]
          },
          "reference": {
            "type": "string",
            "description": "Where people find it, such as the address of a pull request."
          },
          "proposedAt": {
            "type": "string",
            "format": "date-time"
          },
          "saidToBeMergedAt": {
            "type": "string",
            "format": "date-time"
          },
          "seen": {
            "type": "object",
            "description": "The first delivery that was seen to have it.",
            "additionalProperties": false,
            "required": [
              "revision",
              "cluster",
              "at"
            ],
            "properties": {
              "revision": {
                "type": "string"
              },
              "cluster": {
                "$ref": "#/components/schemas/ClusterReference"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "attempts": {
            "type": "array",
            "description": "What was started to propose it, the newest first.",
            "items": {
              "$ref": "#/components/schemas/PromotionAttempt"
            }
          }
        }
      },
      "PromotionAttempt": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "number",
          "direction",
          "state",
          "startedAt"
        ],
        "properties": {
          "number": {
            "type": "integer"
          },
          "direction": {
            "$ref": "#/components/schemas/PromotionDirection"
          },
          "state": {
            "type": "string",
            "enum": [
              "starting",
              "running",
              "succeeded",
              "failed"
            ]
          },
          "taskId": {
            "type": "string",
            "description": "Of the scaffolder."
          },
          "reference": {
            "type": "string"
          },
          "error": {
            "type": "string"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "retryAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "PromotionWave": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key",
          "soakSeconds",
          "changes",
          "targets"
        ],
        "properties": {
          "key": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/PromotionState"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "soakSeconds": {
            "type": "number"
          },
          "judgedAt": {
            "type": "string",
            "format": "date-time"
          },
          "mayGoOn": {
            "type": "boolean"
          },
          "heldUpBy": {
            "$ref": "#/components/schemas/GateKind"
          },
          "next": {
            "$ref": "#/components/schemas/GateNext"
          },
          "movingSince": {
            "type": "string",
            "format": "date-time"
          },
          "changes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PromotionChange"
            }
          },
          "targets": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PromotionTarget"
            }
          }
        }
      },
      "PromotionHappening": {
        "type": "object",
        "description": "Something that changed a promotion.",
        "additionalProperties": false,
        "required": [
          "at",
          "type",
          "state"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "type": {
            "type": "string"
          },
          "wave": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/PromotionState"
          },
          "text": {
            "type": "string"
          }
        }
      },
      "Promotion": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "asOf",
          "component",
          "from",
          "to",
          "release",
          "hash",
          "commit",
          "state",
          "since",
          "beganAt",
          "plannedAt",
          "requestedBy",
          "authors",
          "approvalsNeeded",
          "approvals",
          "overrides",
          "counts",
          "items",
          "waves",
          "gates",
          "history",
          "allowed"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "component": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "release": {
            "$ref": "#/components/schemas/ReleaseShown"
          },
          "hash": {
            "type": "string"
          },
          "commit": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/PromotionState"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "beganAt": {
            "type": "string",
            "format": "date-time"
          },
          "plannedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "lookedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was last gone through."
          },
          "because": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "authors": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "approvalsNeeded": {
            "type": "integer"
          },
          "approvals": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "by",
                "at",
                "counts"
              ],
              "properties": {
                "by": {
                  "type": "string"
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "counts": {
                  "type": "boolean"
                },
                "because": {
                  "type": "string",
                  "enum": [
                    "other-plan",
                    "other-commit",
                    "author",
                    "twice",
                    "nobody",
                    "not-yet"
                  ]
                }
              }
            }
          },
          "overrides": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GateOverride"
            }
          },
          "rollback": {
            "$ref": "#/components/schemas/PromotionRollback"
          },
          "counts": {
            "$ref": "#/components/schemas/PlanCounts"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanItem"
            }
          },
          "waves": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PromotionWave"
            }
          },
          "wave": {
            "type": "string",
            "description": "The key of the wave that is under way."
          },
          "gates": {
            "type": "array",
            "description": "Of the wave that is under way, as they were last judged.",
            "items": {
              "$ref": "#/components/schemas/Gate"
            }
          },
          "next": {
            "$ref": "#/components/schemas/GateNext"
          },
          "history": {
            "type": "array",
            "description": "The newest first.",
            "items": {
              "$ref": "#/components/schemas/PromotionHappening"
            }
          },
          "proposesBy": {
            "type": "string",
            "enum": [
              "task",
              "hand"
            ],
            "description": "Whether changes are proposed by tasks of the scaffolder, or somebody has to start these."
          },
          "allowed": {
            "type": "object",
            "description": "What who asks may do.",
            "additionalProperties": false,
            "required": [
              "approve",
              "override",
              "stop",
              "rollBack"
            ],
            "properties": {
              "approve": {
                "$ref": "#/components/schemas/PromotionAllowance"
              },
              "override": {
                "$ref": "#/components/schemas/PromotionAllowance"
              },
              "stop": {
                "$ref": "#/components/schemas/PromotionAllowance"
              },
              "rollBack": {
                "$ref": "#/components/schemas/PromotionAllowance"
              }
            }
          }
        }
      },
      "PromotionChanges": {
        "type": "object",
        "description": "What an action changes in Git.",
        "additionalProperties": false,
        "required": [
          "promotion",
          "component",
          "from",
          "to",
          "release",
          "wave",
          "direction",
          "hash",
          "commit",
          "mayGoOn",
          "changes"
        ],
        "properties": {
          "promotion": {
            "type": "string"
          },
          "component": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "release": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "wave": {
            "type": "string"
          },
          "direction": {
            "$ref": "#/components/schemas/PromotionDirection"
          },
          "hash": {
            "type": "string"
          },
          "commit": {
            "type": "string"
          },
          "mayGoOn": {
            "type": "boolean",
            "description": "Whether the gates of the wave are open; of what is taken back whether that was asked for."
          },
          "because": {
            "type": "string",
            "description": "Why it may not."
          },
          "requestedBy": {
            "type": "string"
          },
          "changes": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "key",
                "path",
                "edit",
                "clusters",
                "images"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "repository": {
                  "type": "string"
                },
                "branch": {
                  "type": "string",
                  "description": "The branch that deliveries follow."
                },
                "path": {
                  "type": "string"
                },
                "edit": {
                  "type": "string",
                  "enum": [
                    "kustomize-images",
                    "helm-values"
                  ]
                },
                "valuesKey": {
                  "type": "string",
                  "description": "Of Helm values: where the image is."
                },
                "clusters": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/ClusterReference"
                  }
                },
                "images": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "workload",
                      "container",
                      "to"
                    ],
                    "properties": {
                      "workload": {
                        "type": "string"
                      },
                      "container": {
                        "type": "string"
                      },
                      "from": {
                        "$ref": "#/components/schemas/PromotionImage"
                      },
                      "to": {
                        "$ref": "#/components/schemas/PromotionImage"
                      }
                    }
                  }
                },
                "reference": {
                  "type": "string",
                  "description": "Where it is proposed already."
                }
              }
            }
          }
        }
      },
      "PromotionChangeNote": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "wave",
          "key",
          "hash",
          "commit",
          "reference"
        ],
        "properties": {
          "wave": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "key": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "hash": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "commit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          },
          "reference": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2048
          },
          "headCommit": {
            "type": "string",
            "maxLength": 64,
            "description": "Of the branch that was pushed, where it is known."
          },
          "direction": {
            "$ref": "#/components/schemas/PromotionDirection"
          }
        }
      }
    }
  }
} as const;
