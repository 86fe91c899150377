export interface Config {
  /** The fleet of Kubernetes clusters. */
  fleet?: {
    /** Kubeconfig files; each context is a cluster. */
    kubeconfigs?: Array<{
      /**
       * Path of the file.
       * @visibility backend
       */
      file: string;
      /** Follow `insecure-skip-tls-verify` where the file says it. False by default: such a cluster is not asked. */
      allowSkipTlsVerify?: boolean;
    }>;
    /** What may be connected to, beside public addresses. Metadata services of clouds never are. */
    network?: {
      /**
       * Host names, `*.suffix`, addresses and CIDR ranges. Needed for loopback and link-local addresses, and for private
       * addresses of clusters that the catalog or a hub names.
       */
      allow?: string[];
      /** Clusters of the catalog or of hubs, as `source/name`, whose certificate is not checked because they say so. */
      allowSkipTlsVerify?: string[];
      /** Hosts that may get tokens of the portal's own cloud identity although the catalog or a hub names them; `*.suffix` too. */
      allowAmbientCredentials?: string[];
    };
    /** Programs that kubeconfig files may have run for tokens. The files choose the arguments. */
    exec?: Array<{
      /** Exactly as the file names it. */
      command: string;
      /** Environment variables that it gets: from the file, else from the portal. None but PATH and HOME by default. */
      env?: string[];
    }>;
    /** Hubs whose clusters are read over the hub's own connection. Off unless named here. */
    hubs?: Array<
      | {
          /** Cluster Secrets of an Argo CD. */
          type: 'argocd';
          /** The hub's name in its source, or `source/name`. */
          cluster: string;
          /** `argocd` by default. */
          namespace?: string;
          /** The UID of a cluster that it states itself counts for which records are one; what clusters show does not. */
          trusted?: boolean;
        }
      | {
          /** Clusters of Cluster API, and their kubeconfig Secrets. */
          type: 'capi';
          cluster: string;
          namespace: string;
          trusted?: boolean;
        }
      | {
          /** ManagedClusters of Open Cluster Management. */
          type: 'ocm';
          cluster: string;
          /** URL of the cluster-proxy. */
          server?: string;
          /** PEM, or base64 of it: whom to trust there. */
          caData?: string;
          /** Name of the ManagedServiceAccount in each cluster's namespace. */
          serviceAccount?: string;
          trusted?: boolean;
        }
      | {
          /** Clusters of a Karmada control plane, through its proxy. */
          type: 'karmada';
          cluster: string;
          trusted?: boolean;
        }
      | {
          /** Clusters of a Rancher, through its proxy. */
          type: 'rancher';
          cluster: string;
          /** Rancher's URL, where the hub itself is not reached through it. */
          server?: string;
          /** PEM, or base64 of it: whom to trust there. */
          caData?: string;
          /** @visibility secret */
          token?: string;
          trusted?: boolean;
        }
      | {
          /** ClusterProfiles of an inventory. */
          type: 'cluster-profile';
          cluster: string;
          /** All by default. */
          namespace?: string;
          /** Which access provider's server is used; the first with a server by default. */
          accessProvider?: string;
          tokens?: Array<{
            /** The profile's name. */
            name: string;
            /** The only server that gets it. */
            server: string;
            /** @visibility secret */
            token: string;
          }>;
          trusted?: boolean;
        }
    >;
    /** What clusters are, where their own nodes do not say it or are not to be believed. */
    attributes?: Array<{
      /**
       * The cluster's name in its source, or `source/name`; only the latter for a cluster that the catalog or a hub names.
       * @visibility backend
       */
      cluster: string;
      region?: string;
      zone?: string;
      provider?: string;
      environment?: string;
      tier?: string;
      owner?: string;
    }>;
    /** What the names mean that hubs give to clusters. A name alone ties nothing. */
    references?: Array<{
      /** The hub's name in its source, or `source/name`. */
      hub: string;
      /** What the hub calls the cluster. */
      name: string;
      /** The cluster's name in its source, or `source/name`. */
      cluster: string;
    }>;
    /**
     * Records that are one cluster. The first keeps its id; the others lead
     * there. Taken back with `splits`.
     */
    merges?: Array<{
      /** Names in their sources, or `source/name`; two or more. */
      clusters: string[];
    }>;
    /** Records that are different clusters, whatever they show. */
    splits?: Array<{
      /** Names in their sources, or `source/name`; two or more. */
      clusters: string[];
    }>;
    collector?: {
      /** Threads that read clusters, 1 to 16. One less than there are cores by default, at least 1 and at most 16. */
      threads?: number;
      /**
       * A complete list that lacks more than this share of a kind's objects
       * deletes nothing until a second list agrees. Between 0 and 1; 0.5 by
       * default.
       */
      massLoss?: number;
    };
    catalog?: {
      /** The catalog is read completely every so many minutes. 10 by default. */
      refreshMinutes?: number;
      /**
       * What Resources of the catalog say of clusters decides what permissions
       * look at: region, environment and owner. Off by default: whoever may write
       * into the catalog could make a cluster his own.
       */
      trusted?: boolean;
    };
    /**
     * Whom namespaces belong to. What is bound to a component of somebody else there is contested: it is shown, counted for
     * nobody, and grants nothing. An exact name beats a pattern, a longer pattern a shorter one.
     */
    namespaceOwners?: Array<{
      /** Names, or patterns with `*`. */
      namespaces: string[];
      /** Names of clusters in their sources, or patterns with `*`. All by default. */
      clusters?: string[];
      /** Reference of a catalog entity, a group by default: `group:default/payments`, or `payments`. */
      owner: string;
    }>;
    /**
     * Kinds that take more than the default role, and of which clusters they are read. Each namespace, and where the role
     * grants by name each name, is a watch of its own. Grant the role first.
     */
    extensions?: Array<{
      /** A cluster's name in its source, or `source/name`. */
      cluster: string;
      /** Id of the extension role. */
      role: string;
      /** Left out where the role is of the cluster as a whole. */
      namespaces?: string[];
      /** Names of the objects, where the role grants by name. */
      names?: string[];
    }>;
    /**
     * What systems are asked for over HTTP, where objects do not say it. Without `url` a question goes through the cluster's
     * API server to a service, with the credentials that the cluster is read with: grant the poll's role first.
     */
    polls?: Array<{
      /** A cluster's name in its source, or `source/name`. */
      cluster: string;
      /**
       * An adapter's id, `/` and the name of one of its polls, for example `argocd/Cluster`, or of
       * what it tells of single objects that differ: `argocd/ManagedResource`.
       */
      poll: string;
      /** Where the system runs. */
      namespace: string;
      /** Which service is asked, where it is not called as usual. */
      service?: {
        name?: string;
        /** Its number, or its name. */
        port?: number | string;
        scheme?: 'http' | 'https';
      };
      /** Base address to ask at instead. */
      url?: string;
      /**
       * Sent to `url` as bearer token.
       * @visibility secret
       */
      token?: string;
      /** PEM, or base64 of it: whom to trust at `url`, in place of the system's authorities. */
      caData?: string;
      /** From one answer to the next question: 30 to 3600. What is read is current for three times as long. */
      intervalSeconds?: number;
      /** What only some polls take: days, labels, currency, prices. The README of the poll's adapter says which. */
      settings?: { [key: string]: unknown };
    }>;
    /**
     * With which credentials the systems of clusters are told something: sync, suspend, roll back. Nothing can be told to a
     * cluster that is not named here; the credentials that it is read with are never used for it.
     */
    act?: Array<{
      /** A cluster's name in its source, or `source/name`: the one that holds the engine's objects, which may be a hub. */
      cluster: string;
      /**
       * Bearer token. One of this and `tokenFile`.
       * @visibility secret
       */
      token?: string;
      /** File with such a token; read again when it changes. */
      tokenFile?: string;
      /**
       * The address that the credentials may go to. Needed only where a hub or the catalog wrote the address that the cluster is
       * read at: where that changes, nothing is sent.
       */
      server?: string;
    }>;
    /**
     * With which credentials clusters are looked at that are none of the fleet yet (`fleet:cluster:verify` with a `server`).
     * Without them it is seen whether one is there, and little else.
     */
    candidates?: Array<{
      /** What people call these credentials by. */
      name: string;
      /** The `https` address that they go to, and no other. */
      server: string;
      /** The certificates of its authority, as PEM or base64 of that; a public authority where absent. */
      caData?: string;
      /**
       * Bearer token. One of this and `tokenFile`.
       * @visibility secret
       */
      token?: string;
      /** File with such a token; read again when it changes. */
      tokenFile?: string;
    }>;
    /** How conditional decisions of the permission policy are followed. */
    permissions?: {
      /**
       * What nobody owns passes conditions on owners. False by default: such conditions show nothing that is not known to be
       * owned by one of theirs.
       */
      showOwnerless?: boolean;
      /** Who may not see all is told how many rows are hidden. False by default. */
      tellHidden?: boolean;
    };
    /** When a release is done on a cluster, and when it is stuck. */
    rollouts?: {
      /** It has to be seen healthy for so long. 60 by default. */
      soakSeconds?: number;
      /** What is waited for progress, where it took no longer before. 600 by default. */
      progressDeadlineSeconds?: number;
      /** Past its time and without movement for twice as long it is stuck. 60 by default. */
      intervalSeconds?: number;
    };
    /** In which waves releases go, across all engines. The first entry that names a component is for it. */
    rolloutPlans?: Array<{
      /** References of components; all by default. */
      components?: string[];
      /** References of systems; all by default. */
      systems?: string[];
      /** References of owners, of groups by default; all by default. */
      owners?: string[];
      /** In place of `rollouts.soakSeconds`. */
      soakSeconds?: number;
      /** In their order. A cluster is in the first whose keys it all meets; in none, where it meets none. */
      waves: Array<{
        name: string;
        /** Names, or patterns with `*`. */
        clusters?: string[];
        region?: string[];
        environment?: string[];
        tier?: string[];
        provider?: string[];
      }>;
    }>;
    /** How costs are kept and judged. */
    cost?: {
      anomalies?: {
        /** What a day has to differ by from the same weekday, in units of the currency. 5 by default. */
        floor?: number;
      };
      history?: {
        /** What cost less on a day is one sum of its namespace and component later. 0.05 by default. */
        floor?: number;
        /** So many days are kept by workload, whatever it costs. 35 by default. */
        detailDays?: number;
      };
      promotion?: {
        /** What a promotion may cost more each month, in units of the currency; what budgets leave by default. */
        limitPerMonth?: number;
      };
    };
    /** What may be spent, by one owner, system, component or cluster each. */
    budgets?: Array<{
      /** A reference, of a group by default. */
      owner?: string;
      /** A reference. */
      system?: string;
      /** A reference. */
      component?: string;
      /** The cluster's name alone, not `source/name`. Counts for all clusters of that name. */
      cluster?: string;
      /** In units of the currency. */
      limit: number;
      /** ISO 4217; that in which the costs are told by default. */
      currency?: string;
      /** By default a month. */
      period?: 'week' | 'month' | 'quarter';
      /** Per cent of the limit at which somebody is told; 80 and 100 by default. */
      thresholds?: number[];
    }>;
    /** How drift is weighed, and taken back into Git. */
    drift?: {
      /**
       * What an hour of drift counts on clusters of a tier, by the tier; `unassigned` for clusters without one. What has no
       * weight counts as those, and else 1.
       */
      tierWeights?: { [tier: string]: number };
      /**
       * API servers that may send their audit log to `/api/fleet/audit-events/<cluster>`: docs/drift.md. None by default, and
       * then nobody may send anything.
       */
      auditWebhooks?: Array<{
        /** A cluster's name in its source, or `source/name`. */
        cluster: string;
        /**
         * What the API server shows, as a bearer token of at least 32 characters. Each cluster has its own; one may have several.
         * @visibility secret
         */
        token: string;
      }>;
      /** How what they send is kept. */
      auditEvents?: {
        /** For how many days. 14 by default, 90 at most. */
        keepDays?: number;
        /** How many of a cluster are kept, the newest. 20,000 by default. */
        perCluster?: number;
      };
    };
    /**
     * How compliance is computed: docs/compliance.md has the formulas. What is malformed is refused as a whole, but for how long
     * it is kept.
     */
    compliance?: {
      /** Days are kept for so many days, and failures for as long after they ended. 396 by default. */
      keepDays?: number;
      /** How much a check weighs by its severity: more than 0 and at most 1000; `info` may be 0. */
      weights?: {
        /** 10 by default. */
        critical?: number;
        /** 5 by default. */
        high?: number;
        /** 2 by default. */
        medium?: number;
        /** 1 by default. */
        low?: number;
        /** 0 by default. */
        info?: number;
        /** Of what has no severity. 2 by default. */
        unknown?: number;
      };
      /** How much of its weight a warning takes from a score, from 0 to 1. 0.5 by default. */
      warnShare?: number;
      /** Below this share of coverage there is no grade. 0.8 by default. */
      coverageForGrade?: number;
      /** The least score of each grade, from 0 to 1, each below the one before it: 0.95, 0.9, 0.8 and 0.7 by default. */
      grades?: { A?: number; B?: number; C?: number; D?: number };
      /** The best grade while a critical failure is overdue. C by default. */
      overdueGrade?: 'A' | 'B' | 'C' | 'D' | 'F';
      /** In how many days a failure has to be repaired, by severity, or `unlimited`. */
      repairWithinDays?: {
        /** 7 by default. */
        critical?: number | 'unlimited';
        /** 30 by default. */
        high?: number | 'unlimited';
        /** 90 by default. */
        medium?: number | 'unlimited';
        /** 180 by default. */
        low?: number | 'unlimited';
        /** `unlimited` by default. */
        info?: number | 'unlimited';
        /** Of what has no severity. 90 by default. */
        unknown?: number | 'unlimited';
      };
      /**
       * On which clusters policies are expected: those that meet all that an entry names. The first entry that names a policy is
       * for it; a policy that is placed by its hub needs none. `unassigned` is what clusters have of which nothing is said.
       */
      expectations?: Array<{
        /** Names of policies; `*` stands for anything. */
        policies: string[];
        /** Of any engine by default. */
        engine?: string;
        tiers?: string[];
        regions?: string[];
        environments?: string[];
        providers?: string[];
      }>;
      /** Which standards and controls policies belong to, besides what they say themselves. */
      standards?: Array<{
        /** The name of a policy; `*` stands for anything. */
        policy: string;
        /** Of any engine by default. */
        engine?: string;
        /** Of all of its rules by default; `*` stands for anything. */
        rule?: string;
        standards: Array<{ standard: string; controls?: string[] }>;
      }>;
      /**
       * References of entities that say so as well, in `spec.mapping`; of Resources where the kind is left out. No other entity is
       * listened to.
       */
      standardsFrom?: string[];
      /** Of exceptions. */
      exceptions?: {
        /** How many have to approve, by the severity of what is waived. */
        approvals?: {
          critical?: number;
          high?: number;
          medium?: number;
          low?: number;
          info?: number;
          unknown?: number;
        };
        /** How many days before its end it is told of an exception that it expires. 14, 7 and 1 by default. */
        expiringWithinDays?: number[];
      };
    };
    /** Who did, read or was refused what. */
    audit?: {
      /** Rows are kept for so many days; the database removes none that is younger. 400 by default. */
      keepDays?: number;
    };
    /**
     * Tells owners what concerns them, by the portal's notifications: needs their backend plugin. Nobody is told anything
     * where this is absent.
     */
    notifications?: {
      /** True by default, where the section is there. False tells nobody. */
      enabled?: boolean;
      /** When each is told what came together since the day before: hour and minute. "08:00" by default. */
      digestAt?: string;
      /** Of `digestAt`, as IANA calls it. `UTC` by default. */
      timeZone?: string;
      /** What is not left for the digest where it is urgent. All by default. */
      atOnce?: Array<'critical-failure' | 'budget-crossed' | 'drift'>;
      /** So many are told to one recipient at once on a day; the rest is in the digest. 5 by default. */
      mostAtOnce?: number;
      /** What nobody is told of. */
      off?: Array<
        | 'critical-failure'
        | 'exception-expiring'
        | 'exception-expired'
        | 'exception-overdue'
        | 'engine-lost'
        | 'budget-crossed'
        | 'budget-expected'
        | 'drift'
      >;
      /**
       * References, of groups by default: who is told of engines, of budgets and of exceptions that an engine still applies
       * where nobody owns what they are of. Of critical failures without an owner nobody is told. Nobody by default.
       */
      operators?: string[];
    };
    /** Which clusters should be alike, and in what they may differ. */
    skew?: {
      /** The first of these attributes that is known of a cluster says in which group it is. `[tier, environment]` by default. */
      groupBy?: Array<'tier' | 'environment' | 'region' | 'provider' | 'owner'>;
      /** What may differ. It is named wherever it does, and not counted. `*` stands for anything in all patterns. */
      expected?: Array<{
        /** Of all aspects by default. */
        aspect?:
          | 'kubernetes'
          | 'add-on'
          | 'component'
          | 'policy'
          | 'access'
          | 'quota';
        /** Of which trait, by its key as the page shows it. */
        key: string;
        /** Names of clusters; of all by default, as with what follows. */
        clusters?: string[];
        tiers?: string[];
        regions?: string[];
        environments?: string[];
        providers?: string[];
        /** Why, for people. */
        reason: string;
      }>;
    };
    /** How releases go from stage to stage. */
    promotions?: {
      /** The stages, in order. A cluster that several select is in none of them. */
      stages?: Array<{
        name: string;
        /** Names of clusters; `*` stands for anything. */
        clusters?: string[];
        region?: string[];
        environment?: string[];
        tier?: string[];
        provider?: string[];
        /** Values that are meant, by the key of a label. No label of a cluster is known yet. */
        labels?: { [key: string]: string[] };
        /** For how long a release has to be seen healthy on each cluster. */
        soakSeconds?: number;
        /** Stages that a release has to be done with before; the one before it in the list by default, and `[]` for none. */
        after?: string[];
        /** Clusters that go together; all of the stage at once by default. */
        waves?: Array<{
          name: string;
          /** Of several waves one alone may name nothing: it has what is left. */
          clusters?: string[];
          region?: string[];
          environment?: string[];
          tier?: string[];
          provider?: string[];
          labels?: { [key: string]: string[] };
          /** That of the stage by default. */
          soakSeconds?: number;
          /** The lowest goes first; the order of the list by default. */
          order?: number;
          /** How many clusters go at once: a number, or a share such as "25%". All by default. */
          size?: number | string;
        }>;
      }>;
      /** Steps of the ApplicationSet that brings a component are its stages, in place of `stages`. */
      applicationSets?: {
        /** Names of the clusters whose Argo CD counts; `*` stands for anything. */
        hubs: string[];
        /** References; all components that are brought so by default. */
        components?: string[];
        /** For how long a release has to be seen healthy on each cluster. */
        soakSeconds?: number;
      };
      /** How many people have to approve; who asks is none of them. 1 by default. */
      approvals?: number;
      /** What has to be open before each wave: `upstream-stage`, `drift-free`, `health`, `preflight`, `approval` and `freeze` by default. What is unknown does not open. */
      requiredGates?: Array<
        | 'upstream-stage'
        | 'policy'
        | 'drift-free'
        | 'health'
        | 'alerts'
        | 'capacity'
        | 'preflight'
        | 'cost-change'
        | 'approval'
        | 'freeze'
      >;
      /** What each cluster is asked before a wave goes there. */
      preflight?: {
        /** All of these have to be passed: `api-versions`, `custom-resources`, `quota` and `image-digests` by default. `references` takes rights to read Secrets and ConfigMaps by name, `admission` credentials below `fleet.act`. */
        checks?: Array<
          | 'api-versions'
          | 'deprecated-apis'
          | 'custom-resources'
          | 'references'
          | 'quota'
          | 'image-digests'
          | 'admission'
        >;
      };
      /** The template of the scaffolder that proposes changes in Git, such as `template:default/promote-release`. People start it themselves by default. */
      template?: string;
      /** Where images of components are written in Git; the first that is of a component counts. `images` of `kustomization.yaml` at the path of the delivery by default. */
      changes?: Array<{
        /** References; all components by default. */
        components?: string[];
        edit: 'kustomize-images' | 'helm-values';
        /** Below the path of the delivery. `{stage}` and `{cluster}` stand for their names. */
        file?: string;
        /** Of Helm values: where the image is. `image` by default. */
        valuesKey?: string;
      }>;
      /** How long a wave may take from when it is merged. A day by default. */
      deadlineMinutes?: number;
      /** For how long nothing may move before a promotion expires. 14 by default. */
      expireDays?: number;
    };
  };
}
