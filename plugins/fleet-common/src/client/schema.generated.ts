// Generated from plugins/fleet-backend/src/schema/openapi.yaml by 'npm run generate'. Do not edit.
export interface paths {
    "/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What needs attention, the totals, and the clusters in groups, of each the worst.
         * @description Made from a snapshot of the fleet that is at most a few seconds old and says so in `asOf`; what was written before `revision` is in it. Answers have an ETag; one that is still right is a 304.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether anything visible changed since a revision. */
        get: operations["getChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether clusters are read and written, on this replica and over all.
         * @description For whoever runs the portal, and for monitoring with a service token. It answers also when the database does not. Whether the process lives is told by Backstage's own health endpoints.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clusters, filtered, sorted and paged. */
        get: operations["listClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What other back ends need to name and to reach the clusters, and nothing secret.
         * @description Answers service principals only. Clusters that were removed are listed too, with when, and on the word of which source. What a source with `complete` false does not name may still be there. Answers have an ETag; one that is still right is a 304.
         */
        get: operations["listConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One cluster, with its identities, attributes, nodes and coverage. */
        get: operations["getCluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs on a cluster, by component. */
        get: operations["listClusterInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/workloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The workloads of a cluster. */
        get: operations["listClusterWorkloads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deliveries that a cluster holds, and those that bring something to it. */
        get: operations["listClusterDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What hubs say of a cluster, and what is read on it besides workloads, deliveries and nodes.
         * @description What speaks of a cluster as a whole is shown to who may see what belongs to no component there; names of other clusters and of deliveries within it only to who may see those.
         */
        get: operations["listClusterStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The alerts that fire on a cluster, the worst first.
         * @description An alert is shown to who may see what runs in the namespace that it is about. That none is listed says that none fires only where `known` says that all is known.
         */
        get: operations["listClusterAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What policies found on a cluster, the worst first.
         * @description What cannot be confirmed now is counted apart and is no pass. No finding is no pass either: a policy that nobody evaluated finds nothing.
         */
        get: operations["listClusterFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/pod-security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The level of the Pod Security Standards that each namespace of a cluster is proven to keep.
         * @description Labels say what is asked of pods that come, and prove nothing of what is there: that findings do, as far as they can be confirmed now. What nobody evaluated is not kept.
         */
        get: operations["getClusterPodSecurity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The policies that are read on a cluster or speak of it, and what is exempt from them.
         * @description Whether a policy works and what it does about what breaks it; whether it is kept is said by findings.
         */
        get: operations["listClusterPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/allocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a cluster and the things on it cost, the dearest first.
         * @description Allocations of different grain speak of the same money and are never to be added up. Each carries what was asked, for which window, and in which currency as far as that is said.
         */
        get: operations["listClusterAllocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The budgets that cost tools on a cluster keep, or keep for it.
         * @description What may be spent, and what was, as the cost tool has it.
         */
        get: operations["listClusterBudgets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed on a cluster, newest first. */
        get: operations["listClusterTransitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterId}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a cluster of the fleet is as one should be, check by check. Changes nothing.
         * @description By what is known of it, and by what it answers now: its version, its clock, and what may be read there, asked with the credentials that it is read with, within bounds. What nobody could look at is `unknown`.
         */
        post: operations["verifyCluster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a cluster that is none of the fleet yet could join it, check by check. Changes nothing.
         * @description Its address is written by somebody: private networks are connected to only where the operator allows it, and its certificate is always checked. It is looked at with nothing, or with credentials of the configuration, by their name, that are for that address alone. That it is connected to is recorded; 503 where too many were.
         */
        post: operations["verifyCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preflight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether manifests could go to clusters as they are now, check by check. Changes nothing.
         * @description Asked of each cluster with the credentials that it is read with: what they may not see is not asked. Admission is asked as a dry run of the API server, with the credentials that it is acted with, where there are such and who asks may act there. In namespaces that the reader may not see nothing is looked at.
         */
        post: operations["checkPreflight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unbound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is bound to no catalog entity, the same thing on many clusters once, with proposals. */
        get: operations["listUnbound"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/components/{kind}/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a catalog entity runs, and where it does not and why. */
        get: operations["getComponent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/components/{kind}/{namespace}/{name}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed for a catalog entity, newest first. */
        get: operations["listComponentTransitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/components/{kind}/{namespace}/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What systems were told about a catalog entity, newest first. */
        get: operations["listComponentRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/components/{kind}/{namespace}/{name}/clusters/{clusterId}/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a catalog entity is on a cluster as it is, or why it is not there.
         * @description The links between a release and its being well on the cluster, in their order; the first that does not hold is the reason. Where it runs in several namespaces, each has a chain.
         */
        get: operations["getReasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/components/{kind}/{namespace}/{name}/clusters/{clusterId}/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a catalog entity was on a cluster at a time.
         * @description An item for each place that it was in, or may have been in. Nothing is said that was not proven then: of what changed at a time that nobody saw it is told between which values. That there is no item means that it was not there only where there is no `gap`.
         */
        get: operations["getPast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compliance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far policies are kept, and how far that is known.
         * @description Added up over what the reader may see. A score says how much of what was evaluated is kept, and coverage how much of what is expected was evaluated; neither stands for the other. What was bad and cannot be confirmed now counts as bad; what was good then counts as not evaluated.
         */
        get: operations["getCompliance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cost/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was spent in each hour of the last eight days, and today as far as it is over.
         * @description Of clusters whose cost tool is asked by hour. An hour of which nobody told anything is missing, and one that lacks a cluster says so: neither is filled in. Two currencies are never added up.
         */
        get: operations["getCostHours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cost/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The price sheet, by which is charged where no cost tool says what things cost.
         * @description Rows that people wrote count before what configuration says. Costs that rest on either are estimated, and are on no bill. Answered to who may see all costs of the fleet.
         */
        get: operations["getPrices"];
        put?: never;
        /**
         * Adds rows to the price sheet, all of them or none.
         * @description Nothing that was written is changed: a row holds from its day on, and days that were charged keep their price. 400, with the row and the field, where one may not be written. As the sheet is answered, it also takes what reading it does: to see all costs of the fleet.
         */
        post: operations["changePrices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is spent, by day, and what will be.
         * @description Added up over what the reader may see, from whole days that are kept. A day of which nobody told anything is missing, and one that lacks a cluster says so: neither is filled in. Two currencies are never added up.
         */
        get: operations["getCost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cost/right-sizing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests that could be smaller, or have to be larger.
         * @description Of each workload that the reader may see, from its highs over whole days that are kept. A smaller request is proposed only where neither throttling nor kills for want of memory contradict it, and where somebody knows of them; else it is said why there is none.
         */
        get: operations["getRightSizing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cost/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the releases of a component cost more, or less.
         * @description Each release of the last 90 days by differences in differences: the week after it came is compared with the same weekdays before, and with where it had not come to. Of both what costs and what runs only what the reader may see is looked at.
         */
        get: operations["getReleaseCosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cost/promotion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What it would cost to bring a release to more clusters.
         * @description The gate of a promotion by its cost. What is not known does not open it: the verdict is then `unknown`, as it is for a reader who may see some of the instances only.
         */
        get: operations["getPromotionCost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compliance/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far policies were kept on each day, and how long it took to repair what failed.
         * @description Added up over what the reader may see, as it counted on each day: what could not be confirmed then is not evaluated, or as bad as it was known to be. A day at which nobody looked is a gap, and nothing is filled in.
         */
        get: operations["getComplianceTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Episodes of drift, each with since when, by whom and of which class.
         * @description Of what is delivered, where the reader may see it. Totals are of all that pass the filters. What nobody can see any more goes on, and says so.
         */
        get: operations["listDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drift/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Episodes of drift added up, those first of which most need somebody.
         * @description By what differs in the same way, so that the same drift on many clusters is one line; or by class, age, owner, component, cluster, region or engine. Counts of a kind of group leave out the filter by that kind.
         */
        get: operations["listDriftGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drift/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an exception from drift would hide, before it is asked for. Changes nothing. */
        post: operations["previewDriftIgnored"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drift/{episodeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One episode of drift, with what differs, what came before, and what can be done about it. */
        get: operations["getDriftEpisode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drift/{episodeId}/tell": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks the owner of what drifts to look at it.
         * @description One piece of news for the owner, told within the limits of notifications; of one episode once a day. 409 where the episode is over, nobody is known to own it, or notifications are not configured.
         */
        post: operations["tellDriftOwner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-events/{cluster}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the API server of a cluster sends of its audit log, to tell who changed what drifts.
         * @description For the webhook backend of API servers alone: a bearer token of `fleet.drift.auditWebhooks` tells which cluster it is, and no token of the portal does. The body is an EventList of `audit.k8s.io/v1`, of at most 2 MiB and 2,000 events. Answered once what is kept of it is kept. An unknown cluster and a wrong token are answered alike, by 401; too much by 429. Without the configuration there is no such operation.
         */
        post: operations["sendAuditEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ledger of exceptions, those that were asked for last first.
         * @description Those of which the reader may see at least one place; of others nothing is counted. Totals and debt are of all that pass the filters but the one by state.
         */
        get: operations["listExceptions"];
        put?: never;
        /**
         * Asks for an exception. It is in force once enough others have approved of it.
         * @description Who asks is who is signed in. The same `requestKey` of the same person is the same request. Permission is needed on all places that it covers.
         */
        post: operations["requestException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{exceptionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One exception of the ledger. */
        get: operations["getException"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{exceptionId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves of an exception that somebody else asked for.
         * @description 409 where it has changed since the version that is named.
         */
        post: operations["approveException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{exceptionId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes an exception back, or refuses it.
         * @description 409 where it has changed since the version that is named.
         */
        post: operations["withdrawException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{exceptionId}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks for an exception that follows another. It has approvals of its own.
         * @description 409 where it has changed since the version that is named.
         */
        post: operations["renewException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/applied-exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The exceptions that policy engines apply, and what the ledger says of each.
         * @description As they were last read; what is not current is said to be so. Those that somebody should look at come first.
         */
        get: operations["listAppliedExceptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Promotions, those that were asked for last first.
         * @description Those of which the reader may see all clusters that they go to; of others nothing is counted.
         */
        get: operations["listPromotions"];
        put?: never;
        /**
         * Asks for a release to be promoted, by a plan as it was shown.
         * @description Who asks is who is signed in, and needs the permission on all clusters that it goes to. 409 where the plan is another one by now. A promotion of the same release to the same stage that is under way is answered as it is; one of another release there is superseded.
         */
        post: operations["requestPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/pipeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The stages of a component, what runs on each, and what may move.
         * @description Computed from what the reader may see.
         */
        get: operations["getPipeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a promotion would do, what changes in Git, and which gates hold it up now. Changes nothing. */
        get: operations["getPromotionPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/preflight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks the clusters that a promotion goes to whether they would take what it brings. Changes nothing.
         * @description Each is asked now, by what its workloads are there and the images of the release, as far as the reader may see them; no more than twenty, those of the first waves. Admission is a dry run with acting credentials, and for whoever may act there. 409 where nothing may move.
         */
        post: operations["askPromotionPreflight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One promotion, with its plan, its gates, and what happened. */
        get: operations["getPromotion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotionId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves of a plan that somebody else asked for.
         * @description 409 where the plan or its commit is another one by now.
         */
        post: operations["approvePromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotionId}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets a wave go on although a gate does not hold.
         * @description What is unknown is not overridden, nor are approvals and policies. 409 where the plan is another one by now.
         */
        post: operations["overridePromotionGate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotionId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a promotion. What is merged stays where it is. */
        post: operations["stopPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotionId}/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a promotion back wherever it may have come to.
         * @description What is on its way is stopped by that. It is rolled back once each cluster was seen with what it had.
         */
        post: operations["rollBackPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotionId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a wave changes in Git, or what takes it back, as an action of the scaffolder carries it out. */
        get: operations["getPromotionChanges"];
        put?: never;
        /**
         * Notes that a change is proposed in Git.
         * @description The same change twice is noted once. It is not taken for merged by that.
         */
        post: operations["notePromotionChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * In what clusters that should be alike are not, over their groups; what differs first.
         * @description Clusters of one group should be alike. Each trait is compared with its mode, which is what most clusters of the group say of which it is known; a tie has none. What is not known is never alike, what is not there is proven not to be, and what is expected is named and not counted. Whoever may see a part of what runs or of policies only is told of what he sees; that something else is not there he is not told.
         */
        get: operations["listSkew"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skew/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two clusters beside each other, or one beside the mode of its group. */
        get: operations["compareSkew"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases on their way over the fleet, and those that were, the newest first. */
        get: operations["listRollouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{rolloutId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One release on its way, with the clusters that it is to reach. */
        get: operations["getRollout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matrix/axes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows and columns of the matrix of clusters and components, with its totals and facets.
         * @description Rows are clusters, in groups; columns are the components that run on one of them. Of both the first hundred come along; the others come with the tiles. `version` changes whenever the order or the set of rows or columns does. Answers have an ETag; one that is still right is a 304. With `at` all of it is as it was at that time, and `past` says what that rests on; rows are the clusters of that time, and those of now that were not watched yet.
         */
        get: operations["getMatrixAxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matrix/tiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A range of rows by a range of columns of the matrix, with what runs in each cell.
         * @description Asked with the same filters and order as the axes. With a `version`, rows and columns are numbered as in the axes of that version, also where there are newer ones, as long as they are remembered and name nothing that may not be seen any more; else the answer is 409, and the axes have to be read again. Ranges end where the axes do. Answers have an ETag; one that is still right is a 304.
         */
        get: operations["getMatrixTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matrix/rollups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cells of each group of rows in each of a range of columns, counted by state.
         * @description Asked, and refused, as tiles are. What is in no group and column is left out.
         */
        get: operations["getMatrixRollups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instanceId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the systems can be told about the deliveries and workloads of an instance.
         * @description Each action says whether it can be used now, and if not, what is missing. No cluster is asked for this.
         */
        get: operations["listActions"];
        put?: never;
        /**
         * Tells a system something, and follows what comes of it.
         * @description It is planned again on the object as it is then. Where that has changed since the plan that was shown and would do something else, nothing is done (409).
         */
        post: operations["startAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instanceId}/actions/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an action would do, on the object as it is now. Changes nothing. */
        post: operations["planAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instanceId}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What systems were told about an instance, newest first. */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far something is that a system was told. */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did, read or was refused what, newest first.
         * @description Whoever may read the audit may read all of it, whatever else of the fleet is hidden from him. That it was read is recorded, once an hour for each reader.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The entries of a time, newest first, as a file.
         * @description Of the last 30 days where no time is given, and at most 100,000 entries. Where there are more, the header `fleet-audit-cut` is `true` and the last line says so and where to go on. Cells of the CSV that a spreadsheet would take for a formula begin with an apostrophe. The export is recorded before it begins and when it ends; where that cannot be written there is none.
         */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the rows of the audit are those that were written.
         * @description Every row is looked at, at most once a minute on each replica; `checkedAt` says when.
         */
        get: operations["getAuditChain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Error: {
            error: {
                name: string;
                message: string;
            } & {
                [key: string]: unknown;
            };
            request?: {
                [key: string]: unknown;
            };
            response?: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        Health: "healthy" | "suspended" | "progressing" | "unknown" | "missing" | "degraded";
        /** @enum {string} */
        Sync: "synced" | "unknown" | "out-of-sync";
        /** @enum {string} */
        Reachability: "reachable" | "pending" | "not-asked" | "forbidden" | "unauthorized" | "invalid" | "quarantined" | "unreachable";
        /** @enum {string} */
        CoverageState: "pending" | "listing" | "current" | "interrupted" | "unreachable" | "unauthorized" | "forbidden" | "invalid" | "quarantined" | "not-served" | "not-asked";
        /** @enum {string} */
        CountedState: "healthy" | "suspended" | "progressing" | "unknown" | "missing" | "degraded" | "stale" | "out-of-sync";
        /** @description Whether a statement may be called current, and since when it was last confirmed. */
        Currency: {
            current: boolean;
            /**
             * Format: date-time
             * @description The last proof. Absent where there never was one.
             */
            confirmedAt?: string;
            /** @description Why it is not current. */
            reason?: string;
        };
        /** @description Counts by health of what is current; what is stale is counted apart, whatever it was. */
        StateCounts: {
            healthy: number;
            suspended: number;
            progressing: number;
            unknown: number;
            missing: number;
            degraded: number;
            stale: number;
            /** @description Of those that are current; also counted under their health. */
            outOfSync: number;
            total: number;
        };
        /** @description A cluster that is not, or not completely, behind an answer. */
        Gap: {
            cluster: components["schemas"]["ClusterReference"];
            state: components["schemas"]["CoverageState"];
            /** Format: date-time */
            since?: string;
            reason: string;
            then?: components["schemas"]["PastGap"];
            /** @description Of a time in the past, the kinds of which not all was known; the first of them. */
            kinds?: string[];
        };
        /** @description How many clusters stand behind an answer, and which do not. */
        FleetCoverage: {
            clusters: number;
            /** @description Clusters of which every kind that is served and asked is current. */
            complete: number;
            /** @description The first of those that are not, by name. */
            gaps: components["schemas"]["Gap"][];
            gapsTotal: number;
        };
        ClusterReference: {
            id: string;
            name: string;
        };
        AttributeEvidence: {
            /** @enum {string} */
            source: "configuration" | "catalog" | "hub" | "cluster-property" | "node-labels" | "none";
            value: string;
            detail?: string;
            /** @description Of the catalog; whether conditions of permissions look at it. */
            trusted?: boolean;
        };
        Attribute: {
            /** @description `unassigned` where nothing states it. */
            value: string;
            evidence: components["schemas"]["AttributeEvidence"];
            /** @description The set behind `multi-region`. */
            values?: string[];
            conflicts?: components["schemas"]["AttributeEvidence"][];
        };
        Attributes: {
            region: components["schemas"]["Attribute"];
            zone: components["schemas"]["Attribute"];
            provider: components["schemas"]["Attribute"];
            environment: components["schemas"]["Attribute"];
            tier: components["schemas"]["Attribute"];
            owner: components["schemas"]["Attribute"];
        };
        /** @description Where clusters come from, and whether all of its clusters are known. */
        ConnectionSource: {
            id: string;
            title: string;
            /** @description False as long as it has not told its set since the portal started or could not be read. A cluster that it does not name may then still be there. */
            complete: boolean;
            /** @description Why it is not complete. */
            reason?: string;
        };
        ConnectionName: {
            name: string;
            source: string;
            sourceTitle: string;
            /**
             * @description Who chose the name.
             * @enum {string}
             */
            givenBy: "operator" | "catalog" | "hub" | "template" | "unknown";
            /** @description Whether the source still names it. */
            present: boolean;
            /**
             * Format: date-time
             * @description Since when the source does not name it any more.
             */
            leftAt?: string;
        };
        /** @description The kind of authentication that a cluster takes. Never a value. */
        ConnectionAuthentication: {
            /**
             * @description `unknown` where it is not connected to.
             * @enum {string}
             */
            type: "token" | "client-certificate" | "provider" | "none" | "unknown";
            /** @description The key of what gets tokens for it. */
            provider?: string;
            /** @description How the Kubernetes plugin signs in to it. Absent where it does not come from that plugin's configuration. */
            kubernetesPlugin?: {
                authProvider: string;
                /** @description By annotation key, what is not secret of it. */
                authMetadata: {
                    [key: string]: string;
                };
            };
        };
        Connection: {
            id: string;
            /** @description Ids of clusters that became part of it. */
            aliases: string[];
            /** @description One that no other cluster has. What an operator chose comes before what others did. */
            name: string;
            /** @description By every record of it; those that are left are listed too. */
            names: components["schemas"]["ConnectionName"][];
            title?: string;
            /** @description Of its namespace kube-system. */
            uid?: string;
            /**
             * @description `in-use` while at least one source names it.
             * @enum {string}
             */
            lifecycle: "in-use" | "removed";
            /**
             * Format: date-time
             * @description Since when no source names it. Who named it last is the latest `leftAt` of its names.
             */
            removedAt?: string;
            reachability: {
                state: components["schemas"]["Reachability"];
                /** Format: date-time */
                since: string;
                reason?: string;
                /** Format: date-time */
                lastSeenAt?: string;
            };
            /** @description How it is reached. */
            access: {
                /**
                 * @description `unknown` where no source has told it since the portal started, and where it was removed.
                 * @enum {string}
                 */
                type: "direct" | "not-asked" | "unknown";
                /** @description Why it is not reached. */
                reason?: string;
                /** @description The source that says all this. */
                source?: string;
                /**
                 * @description Who chose the address.
                 * @enum {string}
                 */
                origin?: "operator" | "catalog" | "hub" | "template" | "unknown";
                /** @description URL of its API server. */
                server?: string;
                /** @description PEM text. */
                caData?: string;
                tlsServerName?: string;
                skipTlsVerify?: boolean;
            };
            authentication: components["schemas"]["ConnectionAuthentication"];
            /** @description Ids of the sources that name it. */
            sources: string[];
            attributes: components["schemas"]["Attributes"];
        };
        ConnectionPage: {
            items: components["schemas"]["Connection"][];
            sources: components["schemas"]["ConnectionSource"][];
            /** @description Whether all sources are complete. */
            complete: boolean;
            nextCursor?: string;
        };
        ClusterSummary: {
            id: string;
            name: string;
            title?: string;
            /** @description True where a source says not to verify who answers (`skipTLSVerify`): whoever sits between can say anything. */
            tlsUnverified?: boolean;
            /**
             * Format: date-time
             * @description Since when it does not show the UID of its kube-system though it once did. It may be another cluster since; nothing of it counts as current.
             */
            identityLostAt?: string;
            reachability: {
                state: components["schemas"]["Reachability"];
                /** Format: date-time */
                since: string;
                reason?: string;
                /**
                 * Format: date-time
                 * @description When the cluster last answered. Absent where it never did.
                 */
                lastSeenAt?: string;
            };
            /** @description The worst of its nodes. */
            health: components["schemas"]["Health"];
            currency: components["schemas"]["Currency"];
            kubernetes?: {
                version: string;
                /** @description For example 1.34. */
                minor: string;
                /** @description How many minor versions behind the newest in the fleet. */
                minorsBehind: number;
            };
            attributes: components["schemas"]["Attributes"];
            nodes: {
                total: number;
                ready: number;
                notReady: number;
                unknown: number;
                unschedulable: number;
            };
            capacity: {
                cpuMillicores: number;
                memoryBytes: number;
                pods: number;
            };
            instances: components["schemas"]["StateCounts"];
            deliveries: components["schemas"]["StateCounts"];
            coverage: {
                /** @description Kinds that the cluster serves and that are asked for. */
                asked: number;
                current: number;
                /** @description The worst. */
                state: components["schemas"]["CoverageState"];
                reason?: string;
            };
            /** @description The worst things here, at most three. */
            worst: string[];
        };
        Facet: {
            values: {
                value: string;
                /** @description Under all other filters. */
                count: number;
            }[];
        };
        ClusterPage: {
            /** Format: date-time */
            asOf: string;
            revision: number;
            items: components["schemas"]["ClusterSummary"][];
            nextCursor?: string;
            totals: components["schemas"]["ClusterTotals"];
            /** @description By filter key. */
            facets: {
                [key: string]: components["schemas"]["Facet"];
            };
            coverage: components["schemas"]["FleetCoverage"];
            /** @description Rows that permissions hide; 0 where it may not be said how many. */
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        ClusterTotals: {
            clusters: number;
            /** @description Clusters by reachability; states that none is in are left out. */
            reachability: {
                [key: string]: number;
            };
            instances: components["schemas"]["StateCounts"];
            deliveries: components["schemas"]["StateCounts"];
            nodes: number;
        };
        Identity: {
            source: string;
            sourceTitle: string;
            name: string;
            server?: string;
            /** @description The UID of the namespace kube-system. */
            uid?: string;
            tlsVerified?: boolean;
            /** @description Whether the source still names it. */
            present: boolean;
            /** Format: date-time */
            firstSeenAt?: string;
        };
        Coverage: {
            adapter: string;
            adapterTitle: string;
            group: string;
            kind: string;
            version?: string;
            scope: string;
            state: components["schemas"]["CoverageState"];
            /** Format: date-time */
            since: string;
            currency: components["schemas"]["Currency"];
            reason?: string;
            /** @description What to grant so that this can be read. */
            grant?: string;
            /** @description Objects known. */
            objects?: number;
            skipped: {
                reason: string;
                count: number;
                example?: string;
            }[];
        };
        NodeItem: {
            name: string;
            health: components["schemas"]["Health"];
            message?: string;
            unschedulable: boolean;
            kubeletVersion?: string;
            region?: string;
            zone?: string;
            instanceType?: string;
            cpuMillicores?: number;
            memoryBytes?: number;
        };
        PossibleDuplicate: {
            cluster: components["schemas"]["ClusterReference"];
            uid: string;
        };
        ClusterDetail: {
            /** Format: date-time */
            asOf: string;
            cluster: components["schemas"]["ClusterSummary"];
            /** @description What hubs say of it, in short; the first twenty. */
            hubs: components["schemas"]["HubWord"][];
            hubsTotal: number;
            identities: components["schemas"]["Identity"][];
            /** @description Clusters that were found to be this one. Their ids lead here. */
            aliases: components["schemas"]["Alias"][];
            possibleDuplicates: components["schemas"]["PossibleDuplicate"][];
            coverage: components["schemas"]["Coverage"][];
            /** @description The first thousand of them. */
            nodes: components["schemas"]["NodeItem"][];
            nodesTotal: number;
            limited?: components["schemas"]["Limited"];
        };
        Alias: {
            id: string;
            name?: string;
            /** @description Why it was held for the same. */
            reason: string;
            /** Format: date-time */
            since: string;
        };
        Binding: {
            rule: components["schemas"]["BindingRule"];
            /** @description What matched, in words. */
            evidence: string;
            /** @description Entities that it could have been bound to, and why it is not; a few of them. */
            others?: components["schemas"]["LostCandidate"][];
        };
        /** @enum {string} */
        BindingRule: "kubernetes-id" | "kubernetes-label-selector" | "engine-annotation" | "delivery-source" | "source-location" | "image" | "inherited";
        LostCandidate: {
            entityRef: string;
            rule: components["schemas"]["BindingRule"];
            evidence: string;
            /** @enum {string} */
            lost: "elsewhere" | "less-specific" | "weaker-rule" | "other-owner";
        };
        /** @description It would be bound, but its namespace belongs to somebody else. It counts for nobody. */
        Contested: {
            /** @description The entity that claims it; absent for who may not see it. */
            entityRef?: string;
            rule: components["schemas"]["BindingRule"];
            evidence?: string;
            namespaceOwner: string;
            /** @description The pattern of the configuration that gives the namespace away. */
            pattern: string;
        };
        /** @enum {string} */
        UnboundProblem: "contested" | "ambiguous" | "unbound";
        /** @description An entity that something may belong to. It binds nothing until somebody writes the annotations. */
        Proposal: {
            entityRef: string;
            title?: string;
            /** @enum {string} */
            strength: "strong" | "likely" | "possible";
            evidence: string;
            annotations: {
                key: string;
                value: string;
            }[];
            /** @description The annotations as YAML to paste. */
            snippet?: string;
            /** @description What has to be done besides, or instead. */
            note?: string;
            /** @description Where the catalog says that the entity is edited; untrusted. */
            editUrl?: string;
        };
        UnboundItem: {
            id: string;
            /** @enum {string} */
            type: "workload" | "delivery";
            problem: components["schemas"]["UnboundProblem"];
            engine?: string;
            kind: string;
            namespace?: string;
            name: string;
            /** @description Namespace that it is counted in; empty for none. */
            place: string;
            clusters: number;
            objects: number;
            /** @description The first of the clusters. */
            examples: components["schemas"]["ClusterReference"][];
            /** @description The labels that say what it is called. */
            labels: string[];
            images: string[];
            /** @description Where what it brings is configured. */
            sources: string[];
            ambiguous?: string[];
            contested?: components["schemas"]["Contested"];
            /** @description Best first. */
            proposals: components["schemas"]["Proposal"][];
        };
        /** @description By problem, whatever problem was asked for; the same thing on many clusters once. */
        UnboundTotals: {
            total: number;
            contested: number;
            ambiguous: number;
            unbound: number;
        };
        UnboundPage: {
            items: components["schemas"]["UnboundItem"][];
            nextCursor?: string;
            totals: components["schemas"]["UnboundTotals"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        Workload: {
            id: string;
            kind: string;
            namespace: string;
            name: string;
            entityRef?: string;
            binding?: components["schemas"]["Binding"];
            /** @description Entities that match equally well; bound to none. */
            ambiguous?: string[];
            contested?: components["schemas"]["Contested"];
            health: components["schemas"]["Health"];
            message?: string;
            currency: components["schemas"]["Currency"];
            images: string[];
            /** @description What the template asks for. */
            version?: string;
            /** @description What was last seen to run completely. */
            settledVersion?: string;
            settled: boolean;
            replicas: components["schemas"]["Replicas"];
            strategy?: components["schemas"]["WorkloadStrategy"];
            runs?: components["schemas"]["WorkloadRuns"];
            diagnosis?: components["schemas"]["WorkloadDiagnosis"];
            /** Format: date-time */
            since?: string;
        };
        /** @description Why it is not well, by what its pods, its ReplicaSets and the Warnings about them said when they were read. Absent where it is well, or nothing was read yet. */
        WorkloadDiagnosis: {
            /**
             * Format: date-time
             * @description Absent where nothing could be read.
             */
            readAt?: string;
            currency: components["schemas"]["Currency"];
            pods?: {
                read: number;
                ready: number;
                /** @description There are others that were not read. */
                more: boolean;
            };
            /** @description That of the present template. */
            replicaSet?: {
                name: string;
                revision?: string;
            };
            /** @description The gravest first. */
            findings: components["schemas"]["DiagnosisFinding"][];
            findingsTotal: number;
            /** @description What could not be read, and why. */
            unread: {
                /** @description A resource by its plural name. */
                what: string;
                reason: string;
            }[];
        };
        DiagnosisFinding: {
            /** @enum {string} */
            reason: "admission-denied" | "quota" | "unschedulable" | "image-pull" | "config-missing" | "volume" | "out-of-memory" | "crash-loop" | "exited" | "evicted" | "node-lost" | "probe-failing" | "other";
            /** @description Of how many it was found. */
            pods: number;
            container?: string;
            image?: string;
            exitCode?: number;
            restarts?: number;
            /** @description The cluster's own words. */
            message?: string;
            /** Format: date-time */
            firstAt?: string;
            /** Format: date-time */
            lastAt?: string;
        };
        /** @description A rollout that goes by steps or with a preview. */
        WorkloadStrategy: {
            /** @enum {string} */
            type: "canary" | "blue-green" | "unknown";
            /** @description Steps that are done; the one that it is at has this index. */
            step?: number;
            steps?: number;
            /** @description Per cent of the traffic that the new version should get. */
            desiredWeight?: number;
            /** @description Per cent that it gets, where the traffic router confirms it. */
            actualWeight?: number;
            paused: boolean;
            reason?: string;
            /** Format: date-time */
            pausedAt?: string;
            /**
             * @description What ends the pause: time or an analysis, or a person alone.
             * @enum {string}
             */
            approval?: "automatic" | "manual";
            /** Format: date-time */
            pausedUntil?: string;
            aborted: boolean;
            /** Format: date-time */
            abortedAt?: string;
            stableRevision?: string;
            currentRevision?: string;
        };
        /** @description What runs to an end, once or by a schedule. */
        WorkloadRuns: {
            active?: number;
            succeeded?: number;
            failed?: number;
            /** @description How many have to succeed. */
            completions?: number;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            finishedAt?: string;
            /** @description A cron expression. */
            schedule?: string;
            timeZone?: string;
            /** Format: date-time */
            lastScheduledAt?: string;
            /** Format: date-time */
            lastSucceededAt?: string;
        };
        Replicas: {
            desired?: number;
            updated?: number;
            ready?: number;
            available?: number;
        };
        Revision: {
            /** @enum {string} */
            type: "commit" | "branch" | "tag" | "chart" | "digest" | "other";
            value: string;
            reference?: string;
        };
        Delivery: {
            id: string;
            engine: string;
            kind: string;
            namespace?: string;
            name: string;
            observer: components["schemas"]["ClusterReference"];
            subject: components["schemas"]["Subject"];
            entityRef?: string;
            binding?: components["schemas"]["Binding"];
            ambiguous?: string[];
            contested?: components["schemas"]["Contested"];
            health: components["schemas"]["Health"];
            message?: string;
            sync: components["schemas"]["Sync"];
            syncMessage?: string;
            currency: components["schemas"]["Currency"];
            suspended: boolean;
            /**
             * @description Who lets the engine apply what has changed: itself, or a person each time.
             * @enum {string}
             */
            approval?: "automatic" | "manual";
            desiredRevision?: components["schemas"]["Revision"];
            appliedRevision?: components["schemas"]["Revision"];
            sources: {
                repository?: string;
                path?: string;
                chart?: string;
                targetRevision?: string;
            }[];
            targetNamespace?: string;
            parent?: string;
            operation?: {
                /** @enum {string} */
                phase: "running" | "succeeded" | "failed" | "unknown";
                message?: string;
                /** Format: date-time */
                startedAt?: string;
                /** Format: date-time */
                finishedAt?: string;
                /** @description Who or what began it, as the engine tells it. */
                initiatedBy?: string;
                /** @description The first twenty of what it failed on. */
                failures?: {
                    kind: string;
                    namespace?: string;
                    name: string;
                    message?: string;
                }[];
                failuresTotal?: number;
            };
            /** @description What the engine remarks on, apart from health and sync. */
            conditions?: {
                type: string;
                message?: string;
                /** Format: date-time */
                since?: string;
            }[];
            /** @description Deliveries that have to be ready before this one. */
            dependsOn?: components["schemas"]["ObjectReference"][];
            /** @description What stands in its way, the nearest first. */
            blockedBy?: string[];
            /** @description The first twenty of the rules by which its engine leaves out differences. */
            ignoreRules?: components["schemas"]["IgnoreRule"][];
            ignoreRulesTotal?: number;
            /** @description How many objects it brings. */
            resources?: number;
            /** @description At most twenty of those that differ. */
            outOfSyncResources?: string[];
            /** @description True where the reader may not see the cell that it is counted in: told of it is what concerns the instance that it is shown on, and nothing of its sources, its parent, its binding and what else it brings. */
            partial?: boolean;
            /** Format: date-time */
            since?: string;
        };
        /** @description A rule by which an engine itself leaves out differences, as it is written for the engine. Fleet does not apply it. */
        IgnoreRule: {
            /** @description The object that it stands in, and where in it. */
            where: {
                kind: string;
                namespace?: string;
                name: string;
                path: string;
            };
            /** @description The resources that it is for; absent for all. `*` stands for any text and `?` for any one character; where a field is absent, it is for any. */
            target?: {
                /** @description Empty for the core group. */
                group?: string;
                kind?: string;
                namespace?: string;
                name?: string;
                /** @description What else has to hold, in the words of the engine. */
                others?: string[];
            };
            leftOut: components["schemas"]["LeftOut"][];
            /** @description How many things it leaves out, where these are more than are told. */
            leftOutTotal?: number;
            /** @description The engine's word for why, or when, such as `CreateOnly`. */
            setting?: string;
            /** @description Whether it holds as well when the engine brings something, not only when it compares; absent where that is not known. */
            atSync?: boolean;
        };
        /** @description What a JSON pointer or an expression names, what a manager of managed fields owns, all changes of what is there, or everything. */
        LeftOut: {
            /** @enum {string} */
            type: "pointer" | "jq" | "jsonpath" | "manager" | "changes" | "everything";
            text?: string;
            /** @description The text is not all that the engine reads. */
            isPart?: boolean;
        };
        /** @description One catalog component (or none) on one cluster and namespace. */
        Instance: {
            id: string;
            cluster: components["schemas"]["ClusterReference"];
            region: string;
            environment: string;
            namespace: string;
            entityRef?: string;
            title?: string;
            owner?: string;
            system?: string;
            health: components["schemas"]["Health"];
            message?: string;
            sync: components["schemas"]["Sync"];
            syncMessage?: string;
            currency: components["schemas"]["Currency"];
            /** @description `actual` is what was last seen to run completely; while it differs from `desired`, `updated` of `replicas` are there. */
            version: {
                desired?: string;
                actual?: string;
                settled: boolean;
                updated?: number;
                replicas?: number;
            };
            revision?: {
                desired?: components["schemas"]["Revision"];
                applied?: components["schemas"]["Revision"];
            };
            replicas: components["schemas"]["Replicas"];
            /** @description Resources that differ from what is desired; absent where no engine says. */
            drift?: number;
            /**
             * Format: date-time
             * @description Since when health, sync and version are what they are.
             */
            since?: string;
            /** @description True where watching began after the change. */
            sinceIsLowerBound?: boolean;
            engines: string[];
            rollout?: components["schemas"]["InstanceRollout"];
            /** @description Releases of the component that are newer than what runs here; absent where there is none, or it is not known. */
            behind?: {
                releases: number;
                /**
                 * Format: date-time
                 * @description When the first of them was seen.
                 */
                since?: string;
            };
            binding?: components["schemas"]["Binding"];
            workloads: components["schemas"]["Workload"][];
            deliveries: components["schemas"]["Delivery"][];
        };
        InstancePage: {
            items: components["schemas"]["Instance"][];
            nextCursor?: string;
            totals: components["schemas"]["StateCounts"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        WorkloadPage: {
            items: components["schemas"]["Workload"][];
            nextCursor?: string;
            totals: components["schemas"]["StateCounts"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        DeliveryPage: {
            items: components["schemas"]["Delivery"][];
            nextCursor?: string;
            totals: components["schemas"]["StateCounts"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        ObjectReference: {
            kind: string;
            namespace?: string;
            name: string;
        };
        /** @description The cluster that something speaks of. */
        Subject: {
            /** @enum {string} */
            state: "resolved" | "unresolved" | "none";
            cluster?: components["schemas"]["ClusterReference"];
            /** @description What the hub calls it where that leads to no cluster. */
            reference?: string;
            /** @description Why it leads to none. */
            reason?: string;
        };
        /** @description What a hub itself says of its sight of a cluster. */
        Heartbeat: {
            /** @enum {string} */
            state: "current" | "lost" | "unstated";
            /** Format: date-time */
            since?: string;
            reason?: string;
        };
        /** @enum {string} */
        Lifecycle: "pending" | "provisioning" | "provisioned" | "upgrading" | "paused" | "deleting" | "failed" | "unknown";
        /** @description What one object of a hub says of a cluster, in short. */
        HubWord: {
            /** @description Of the statement. */
            id: string;
            observer: components["schemas"]["ClusterReference"];
            engine: string;
            kind: string;
            name: string;
            health: components["schemas"]["Health"];
            lifecycle: components["schemas"]["Lifecycle"];
            heartbeat: components["schemas"]["Heartbeat"];
            currency: components["schemas"]["Currency"];
            kubernetesVersion?: string;
            desiredKubernetesVersion?: string;
        };
        /**
         * @description `about` speaks of the cluster itself; `on` is read on it.
         * @enum {string}
         */
        StatementRole: "about" | "on";
        /** @enum {string} */
        StatementType: "cluster" | "pool" | "agent" | "lease" | "service" | "autoscaler" | "analysis" | "placement" | "source" | "freeze" | "policy" | "exception" | "budget" | "quota" | "access";
        Statement: {
            id: string;
            role: components["schemas"]["StatementRole"];
            type: components["schemas"]["StatementType"];
            /** @description Id of the adapter that read it. */
            engine: string;
            kind: string;
            namespace?: string;
            name: string;
            observer: components["schemas"]["ClusterReference"];
            subject: components["schemas"]["Subject"];
            /** @description Absent for what has none. */
            health?: components["schemas"]["Health"];
            message?: string;
            currency: components["schemas"]["Currency"];
            /** Format: date-time */
            changedAt?: string;
            detail: components["schemas"]["StatementDetail"];
        };
        StatementDetail: components["schemas"]["ClusterStatement"] | components["schemas"]["PoolStatement"] | components["schemas"]["AgentStatement"] | components["schemas"]["LeaseStatement"] | components["schemas"]["ServiceStatement"] | components["schemas"]["AutoscalerStatement"] | components["schemas"]["AnalysisStatement"] | components["schemas"]["PlacementStatement"] | components["schemas"]["SourceStatement"] | components["schemas"]["FreezeStatement"] | components["schemas"]["PolicyStatement"] | components["schemas"]["ExceptionStatement"] | components["schemas"]["BudgetStatement"] | components["schemas"]["QuotaStatement"] | components["schemas"]["AccessStatement"];
        ClusterStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "cluster";
            /** @description It holds claims and judges nothing: not its health, life cycle or heartbeat. */
            claimsOnly?: boolean;
            lifecycle: components["schemas"]["Lifecycle"];
            heartbeat: components["schemas"]["Heartbeat"];
            /** @description Whether the people of the hub have let it in. Absent where the system knows no such thing. */
            accepted?: boolean;
            kubernetesVersion?: string;
            desiredKubernetesVersion?: string;
            cpuMillicores?: number;
            memoryBytes?: number;
            /** @description What the member claims of itself: it decides nothing. */
            claims: {
                key: string;
                value: string;
            }[];
            sets: string[];
            taints: {
                key: string;
                value?: string;
                effect: string;
                /** Format: date-time */
                since?: string;
            }[];
            /** @description What stands in its way, worst first. */
            blockedBy: string[];
            /** @description What it is made from or belongs to. */
            references: {
                role: string;
                kind: string;
                namespace?: string;
                name: string;
            }[];
        };
        PoolStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pool";
            /** @enum {string} */
            role: "control-plane" | "worker" | "machine" | "health-check";
            paused: boolean;
            /** @description The lowest. */
            kubernetesVersion?: string;
            desiredKubernetesVersion?: string;
            /** @description Absent counts are not known. */
            replicas: {
                desired?: number;
                current?: number;
                ready?: number;
                available?: number;
                upToDate?: number;
            };
            /** @description What a machine became. */
            node?: string;
            /** @description How many machines may still be replaced at once; at zero nothing is repaired. */
            remediationsAllowed?: number;
            blockedBy: string[];
            parent?: components["schemas"]["ObjectReference"];
        };
        AgentStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "agent";
            heartbeat: components["schemas"]["Heartbeat"];
            version?: string;
        };
        LeaseStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "lease";
            holder?: string;
            durationSeconds?: number;
            /** Format: date-time */
            acquiredAt?: string;
            /**
             * Format: date-time
             * @description By the clock of the holder.
             */
            renewedAt?: string;
            /** @description How often it changed hands. */
            transitions?: number;
        };
        ServiceStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "service";
            /** @enum {string} */
            direction: "exported" | "imported";
            /** @enum {string} */
            addressing: "cluster-set-ip" | "headless" | "unknown";
            ips: string[];
            ports: {
                name?: string;
                protocol?: string;
                port: number;
            }[];
            /** @description Clusters that export it; the first fifty that the reader may see. */
            clusters: components["schemas"]["NamedCluster"][];
            clustersTotal?: components["schemas"]["NamedTotal"];
            conflict?: string;
        };
        AutoscalerStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "autoscaler";
            target: components["schemas"]["ObjectReference"];
            minimum?: number;
            maximum?: number;
            current?: number;
            desired?: number;
            /** @description It would go further, were it not for its minimum or maximum. */
            limited: boolean;
        };
        AnalysisStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "analysis";
            verdict: components["schemas"]["Verdict"];
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            finishedAt?: string;
            parent?: components["schemas"]["ObjectReference"];
            metrics: {
                name: string;
                verdict: components["schemas"]["Verdict"];
                message?: string;
                successful?: number;
                failed?: number;
                inconclusive?: number;
                error?: number;
                lastValue?: string;
            }[];
        };
        /** @enum {string} */
        Verdict: "pending" | "running" | "successful" | "failed" | "error" | "inconclusive" | "unknown";
        PlacementStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "placement";
            generators: string[];
            /** @enum {string} */
            strategy: "all-at-once" | "rolling" | "unknown";
            steps: string[];
            /** @description The first fifty that the reader may see. */
            deliveries: {
                namespace?: string;
                name: string;
                step?: string;
                status?: string;
                message?: string;
                /** Format: date-time */
                since?: string;
            }[];
            deliveriesTotal?: components["schemas"]["NamedTotal"];
            /** @description The clusters that it chose; the first fifty that the reader may see. Absent where the engine does not say. */
            clusters?: components["schemas"]["NamedCluster"][];
            clustersTotal?: components["schemas"]["NamedTotal"];
            /** @description Why clusters were not chosen; absent for who may not see all. */
            notChosen?: string[];
            parent?: components["schemas"]["ObjectReference"];
        };
        SourceStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "source";
            suspended: boolean;
            /** @description Untrusted. */
            url?: string;
            reference?: string;
            revision?: components["schemas"]["Revision"];
            chart?: string;
            /** @description Without tag and digest. */
            image?: string;
            parent?: components["schemas"]["ObjectReference"];
        };
        FreezeStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "freeze";
            /** @enum {string} */
            effect: "allow" | "deny";
            schedule: string;
            duration: string;
            timeZone?: string;
            manualAllowed: boolean;
            /** @description Whether what was begun before may be finished. */
            overrunAllowed?: boolean;
            project?: string;
            /** @enum {string} */
            match?: "any" | "all";
            /** @description Patterns; for who may not see all, only those that name what he may see. */
            deliveries: string[];
            namespaces: string[];
            clusters: string[];
            namedTotal?: components["schemas"]["NamedTotal"];
            description?: string;
        };
        /** @description A cluster as a hub names it, with which one that is where that is known. */
        NamedCluster: {
            name: string;
            cluster?: components["schemas"]["ClusterReference"];
            /** @description Decision group or wave. */
            group?: string;
            status?: string;
            reason?: string;
        };
        /** @description How many there are; absent for who may not see all, unless that may be told. */
        NamedTotal: number;
        /** @description By type under the chosen roles, and by role under the chosen types. */
        StatementTotals: {
            total: number;
            types: {
                type: components["schemas"]["StatementType"];
                count: number;
            }[];
            roles: {
                about: number;
                on: number;
            };
        };
        /** @description Counts of policies and exceptions, each facet without its own filter. */
        PolicyTotals: {
            total: number;
            types: {
                type: components["schemas"]["StatementType"];
                count: number;
            }[];
            roles: {
                about: number;
                on: number;
            };
            engines: components["schemas"]["NamedCounts"];
            enforcements: {
                enforcement: components["schemas"]["Enforcement"];
                count: number;
            }[];
            states: {
                state: components["schemas"]["Health"];
                count: number;
            }[];
            severities: {
                severity: components["schemas"]["Severity"];
                count: number;
            }[];
            categories: components["schemas"]["NamedCounts"];
        };
        PolicyPage: {
            items: components["schemas"]["Statement"][];
            nextCursor?: string;
            totals: components["schemas"]["PolicyTotals"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        StatementPage: {
            items: components["schemas"]["Statement"][];
            nextCursor?: string;
            totals: components["schemas"]["StatementTotals"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        /**
         * @description How bad it is to break a rule, as its author says.
         * @enum {string}
         */
        Severity: "critical" | "high" | "medium" | "low" | "info";
        /**
         * @description What a policy does about what breaks it.
         * @enum {string}
         */
        Enforcement: "deny" | "remediate" | "warn" | "audit" | "none" | "by-binding" | "mixed" | "unknown";
        PolicyReference: {
            /** @enum {string} */
            role: "placement" | "binding" | "template" | "parent" | "policy";
            kind: string;
            namespace?: string;
            name: string;
        };
        PolicyStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "policy";
            title?: string;
            description?: string;
            enforcement: components["schemas"]["Enforcement"];
            severity?: components["schemas"]["Severity"];
            categories: string[];
            standards: string[];
            controls: string[];
            rules: {
                name: string;
                action?: string;
                enforcement?: components["schemas"]["Enforcement"];
            }[];
            rulesTotal: number;
            /** @description Whether it looks at what is there already. */
            background?: boolean;
            kinds: string[];
            excludedNamespaces: string[];
            /** @description What breaks it, as the engine counts it. Absent where it has not counted, which is not none. */
            violations?: {
                total: number;
                listed?: number;
            };
            /** Format: date-time */
            evaluatedAt?: string;
            clusters?: {
                name: string;
                cluster?: components["schemas"]["ClusterReference"];
                /** @enum {string} */
                compliance: "compliant" | "non-compliant" | "pending" | "unknown";
            }[];
            clustersTotal?: number;
            references: components["schemas"]["PolicyReference"][];
        };
        ExceptionStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "exception";
            /** @description What need not be kept; none means all that the engine has. */
            policies: {
                name: string;
                rules: string[];
            }[];
            scope: string[];
            namespaces: string[];
            /** @enum {string} */
            reportsAs: "skip" | "pass" | "nothing" | "unknown";
            reason?: string;
            ticket?: string;
            requestedBy?: string;
            approvedBy?: string;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            expiresAt?: string;
            /** @description Whether it should have ended by now. Absent where it has no end. */
            expired?: boolean;
        };
        /**
         * @description `human` was changed beside the engine; `controller` is set by a controller of the cluster; `admission` was changed on the way in; `defaulting` was filled in by the cluster; `missing` is not there, `extra` nobody asked for; `behind` the engine did not bring yet; `failed-apply` it could not; of `unattributed` nothing tells which it is.
         * @enum {string}
         */
        DriftClass: "human" | "missing" | "extra" | "failed-apply" | "unattributed" | "behind" | "controller" | "admission" | "defaulting";
        /**
         * @description How long it has lasted, or did. Up to an hour, a day, a week or 30 days; or longer.
         * @enum {string}
         */
        DriftAge: "hour" | "day" | "week" | "month" | "longer";
        /** @enum {string} */
        DriftGroupKind: "same" | "class" | "age" | "owner" | "component" | "cluster" | "region" | "environment" | "engine";
        DriftResource: {
            group: string;
            kind: string;
            namespace?: string;
            name: string;
        };
        /** @description Who wrote it, as the API server noted it. Clients name themselves, so that a name is a claim. */
        DriftAuthor: {
            manager: string;
            /** @enum {string} */
            operation?: "Apply" | "Update";
            subresource?: string;
            /**
             * Format: date-time
             * @description When it last wrote anything of the object, to the second.
             */
            at?: string;
            /**
             * @description Whether it owns the path, something beneath it, or only what it stands in; `ambiguous` where others may as well have written it.
             * @enum {string}
             */
            confidence: "owner" | "part" | "parent" | "ambiguous";
            /** @description Who may as well have written it. */
            others?: string[];
        };
        DriftEnd: {
            /** Format: date-time */
            at: string;
            /**
             * @description `healed` was seen to be as it is desired again; `gone` is delivered no more; `unproven` is of a cluster that left.
             * @enum {string}
             */
            how: "healed" | "gone" | "unproven";
            /** @description From when it was first seen to differ. */
            seconds: number;
            /** @description It began before it was first seen, nobody knows when. */
            isAtLeast?: boolean;
        };
        DriftEpisode: {
            id: string;
            /** @description Where it drifts. */
            cluster: components["schemas"]["ClusterReference"];
            engine: string;
            /** @description What brings it. */
            delivery: {
                /** @description The cluster that the delivery's object is on. */
                observer: components["schemas"]["ClusterReference"];
                kind: string;
                namespace?: string;
                name: string;
            };
            resource: components["schemas"]["DriftResource"];
            entityRef?: string;
            owner?: string;
            system?: string;
            region: string;
            environment: string;
            class: components["schemas"]["DriftClass"];
            /** @description By what the class was found, as a key for words. */
            because: string;
            /** @description Whether somebody has to look at it. */
            isHeadline: boolean;
            author?: components["schemas"]["DriftAuthor"];
            /** @description The first of where it differs; none where only that it does is known, or where it is the whole object. */
            paths: string[];
            /** @description How many there are; 0 where none is known. */
            pathsTotal: number;
            /** @description It is the whole object that is missing, or extra. */
            isWhole?: boolean;
            /** @description What the engine says, if it does. */
            message?: string;
            /** @description The key of what differs in the same way. */
            same: string;
            /** @description Who saw first that it differs. `watch` is Fleet's own watch of the cluster; else the engine. */
            seenBy: string;
            /** Format: date-time */
            firstObservedAt: string;
            /** Format: date-time */
            lastObservedAt: string;
            /**
             * Format: date-time
             * @description When it was last seen to be as desired before: it began after that. Absent where watching began with it.
             */
            notBefore?: string;
            /** @description How often it was as desired, and differed again soon after. */
            flaps: number;
            /** @description Nobody sees whether it still differs. */
            unconfirmed?: {
                /** Format: date-time */
                since: string;
                reason?: string;
            };
            ended?: components["schemas"]["DriftEnd"];
            desiredRevision?: string;
            appliedRevision?: string;
            /** @description An exception of the ledger hides it. */
            ignored?: {
                exceptionId: string;
                /** Format: date-time */
                until: string;
            };
        };
        /** @description A value as JSON, without credentials of known forms. */
        DriftValue: {
            text: string;
            truncated?: boolean;
        };
        DriftDifference: {
            /** @description Empty for the whole object. */
            path: string;
            /** @enum {string} */
            kind: "changed" | "missing" | "extra";
            isSecret?: boolean;
            /** @description Absent where it is not known, secret, or not wanted. */
            desired?: components["schemas"]["DriftValue"];
            live?: components["schemas"]["DriftValue"];
            class: components["schemas"]["DriftClass"];
            because: string;
            author?: components["schemas"]["DriftAuthor"];
        };
        /** @description A rule of the engine that is for the resource of an episode. */
        DriftRule: {
            rule: components["schemas"]["IgnoreRule"];
            /**
             * @description Unknown where it selects by more than group, kind, namespace and name.
             * @enum {string}
             */
            applies: "yes" | "unknown";
            /** @description Paths of the episode that it names, where that can be told exactly, at most twenty; the whole object's is empty. Expressions are not evaluated: they name none. */
            names: string[];
        };
        DriftEpisodeDetail: {
            /** Format: date-time */
            asOf: string;
            episode: components["schemas"]["DriftEpisode"];
            /**
             * @description What it was compared with: what was last applied; what its engine desires, as that tells it; who owns its fields, where no desired object is had; or the engine's word alone.
             * @enum {string}
             */
            basis: "last-applied" | "desired" | "ownership" | "engine";
            differences: components["schemas"]["DriftDifference"][];
            differencesTotal: number;
            /** @description Episodes of the same resource that have ended, the newest first. */
            earlier: components["schemas"]["DriftEpisode"][];
            /** @description Rules by which the delivery's engine leaves out differences, as it has them now, as far as they are or may be for the resource. Absent where the delivery is not known any more. */
            rules?: components["schemas"]["DriftRule"][];
            /** @description How many further rules the delivery has that are not kept, or could not be read. */
            rulesNotRead?: number;
            auditLog?: components["schemas"]["DriftAuditLog"];
            /** @description The instance whose actions concern it. */
            instanceId?: string;
            /** @description Where the delivery has it from. */
            source?: {
                repository?: string;
                path?: string;
                chart?: string;
                revision?: string;
            };
            /** @description When somebody last asked an owner to look at it. */
            told?: {
                /** Format: date-time */
                at: string;
                /** @description Who asked: a person or a service. */
                by: string;
                owner: string;
            };
            limited?: components["schemas"]["Limited"];
        };
        /** @description Who it was by the audit log of the cluster's API server. Writes of the cluster's own controllers are not in it, nor what engines change, nor what did not arrive: that it names nobody proves nothing. */
        DriftAuditLog: {
            /**
             * Format: date-time
             * @description When anything was last received of the cluster. Absent where nothing ever was.
             */
            lastReceivedAt?: string;
            /**
             * Format: date-time
             * @description What was written before is not kept, or not any more.
             */
            keptSince?: string;
            /**
             * Format: date-time
             * @description When something that was sent was last not taken.
             */
            lastLostAt?: string;
            /** @description All that may have been it, the newest first: where there are several, nothing tells which of them was it. */
            writes: components["schemas"]["DriftWrite"][];
            /** @description There are more than are told. */
            hasMore?: boolean;
            /**
             * @description Why nobody is named.
             * @enum {string}
             */
            because?: "not-received" | "unknown-kind" | "unknown-time" | "before-kept" | "none-fits";
        };
        DriftWrite: {
            /** @description Who showed the API server who he is. As the cluster tells it. */
            user: string;
            /** @description Whom he impersonated. */
            actingAs?: string;
            userAgent?: string;
            /** @enum {string} */
            verb: "create" | "update" | "patch" | "delete" | "deletecollection";
            subresource?: string;
            /** Format: date-time */
            at: string;
            /**
             * @description How it was found. `manager-and-second`: it was written by that manager, in the second that managed fields tell; `second`: in that second, by another or unknown manager; `deleted`, `created`: the object was, in the time in which it went or came; `deleted-with-others`: several of its kind in its namespace were, and it may be one of them; `meanwhile`: it was written in the time in which it began to differ.
             * @enum {string}
             */
            fit: "manager-and-second" | "second" | "deleted" | "deleted-with-others" | "created" | "meanwhile";
        };
        DriftTelling: {
            /** @description Made up by who asks, anew for each request. */
            requestKey: string;
            note?: string;
        };
        DriftToldOwner: {
            /**
             * @description Noted by this request; or already, as somebody asked the same on this day.
             * @enum {string}
             */
            told: "noted" | "already";
            owner: string;
        };
        DriftTotals: {
            episodes: number;
            /** @description Of the classes human, missing, extra and failed-apply. */
            headline: number;
            classes: {
                [key: string]: number;
            };
            unconfirmed: number;
            /** @description Those that exceptions hide, whether they are told or not. */
            ignored: number;
            components?: number;
            clusters?: number;
            /** @description Hours of what counts in the headline, weighted by tier. */
            debt: {
                hours: number;
                unconfirmedHours: number;
                /** @description Of how many the beginning is not known: it is at least this much then. */
                undated: number;
            };
            /** @description How long it took until it was as desired again, of what healed within 30 days. */
            repair?: {
                healed: number;
                meanSeconds: number;
                medianSeconds: number;
                isAtLeast: boolean;
            };
        };
        DriftPage: {
            /** Format: date-time */
            asOf: string;
            items: components["schemas"]["DriftEpisode"][];
            nextCursor?: string;
            totals: components["schemas"]["DriftTotals"];
            coverage: components["schemas"]["FleetCoverage"];
            /** @description Deliveries of which nobody can say now whether what they bring is as desired. */
            unwatched?: number;
            /** @description Deliveries of which it is known now whether what they bring is as desired, under the same filters by place and owner. */
            watched?: number;
            limited?: components["schemas"]["Limited"];
        };
        DriftGroup: {
            /** @description Empty for what is of none. */
            key: string;
            /** @description For people, where it is not the key. */
            name?: string;
            episodes: number;
            headline: number;
            unconfirmed: number;
            clusters: number;
            owners: number;
            components: number;
            /**
             * Format: date-time
             * @description When the oldest of them was first seen.
             */
            since: string;
            /** @description One of those that differ in the same way. */
            example?: components["schemas"]["DriftEpisode"];
            /** @description Owners of what differs in the same way, those with the most first; at most 10. */
            ownersOf?: string[];
            /** @description Clusters of what differs in the same way, by name; at most 50. */
            clustersOf?: components["schemas"]["ClusterReference"][];
        };
        DriftGroupPage: {
            /** Format: date-time */
            asOf: string;
            by: components["schemas"]["DriftGroupKind"];
            items: components["schemas"]["DriftGroup"][];
            total: number;
            nextCursor?: string;
            limited?: components["schemas"]["Limited"];
        };
        DriftPreview: {
            episodes: number;
            headline: number;
            components: number;
            clusters: number;
            examples: components["schemas"]["DriftEpisode"][];
            limited?: components["schemas"]["Limited"];
        };
        /**
         * @description What it is an exception from.
         * @enum {string}
         */
        ExceptionKind: "policy" | "drift" | "freeze" | "budget";
        /**
         * @description `requested` lacks approvals; `approved` has them and begins later; `expiring` is in force and ends soon; of one that is `renewed` another is in its place.
         * @enum {string}
         */
        ExceptionState: "requested" | "approved" | "active" | "expiring" | "expired" | "renewed" | "withdrawn";
        WaivedPolicy: {
            engine?: string;
            kind?: string;
            /** @description `*` is every policy of the engine. */
            name: string;
            /** @description None is all of its rules. */
            rules: string[];
        };
        ExceptionResource: {
            kind: string;
            name: string;
        };
        /** @description What an exception covers. What is empty does not narrow it. */
        ExceptionScope: {
            clusters: components["schemas"]["ClusterReference"][];
            namespaces: string[];
            policies: components["schemas"]["WaivedPolicy"][];
            subjects: string[];
            resource?: components["schemas"]["ExceptionResource"];
            entities: string[];
            owner?: string;
            /** @description Whether it covers clusters or entities that the reader may not see. */
            partial?: boolean;
        };
        ExceptionScopeRequest: {
            /** @description Ids of clusters; all where there are none. */
            clusters?: string[];
            namespaces?: string[];
            policies?: components["schemas"]["WaivedPolicy"][];
            /** @description What is waived where that is no policy. A freeze, a budget, or a path of drift; `*` is whatever differs in what the rest of the scope names, also where it is not known. */
            subjects?: string[];
            resource?: components["schemas"]["ExceptionResource"];
            /** @description References of catalog entities. */
            entities?: string[];
            /** @description Whose it is, as a reference, where no entity says it. */
            owner?: string;
        };
        ExceptionRequest: {
            /** @description Made up by who asks, anew for each request. */
            requestKey: string;
            kind: components["schemas"]["ExceptionKind"];
            scope: components["schemas"]["ExceptionScopeRequest"];
            /** @description Where it is graver than the policies say, or there are none. It is never taken for less. */
            severity?: components["schemas"]["Severity"];
            reason: string;
            ticket?: string;
            compensatingControl?: string;
            /** Format: date-time */
            startsAt?: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            reviewAt?: string;
        };
        ExceptionApproval: {
            /** @description Of the exception, as it was shown. */
            version: number;
            comment?: string;
        };
        ExceptionWithdrawal: {
            /** @description Of the exception, as it was shown. */
            version: number;
            reason: string;
        };
        ExceptionRenewal: {
            /** @description Of the exception, as it was shown. */
            version: number;
            reason: string;
            ticket?: string;
            compensatingControl?: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            reviewAt?: string;
        };
        /** @description Whether who asks may do it, and why not. */
        ExceptionAllowance: {
            allowed: boolean;
            /**
             * @description `not-permitted` is the permission policy's word, `nobody` where it is no person that asks; all others are the ledger's.
             * @enum {string}
             */
            because?: "not-permitted" | "nobody" | "withdrawn" | "renewed" | "expired" | "not-needed" | "is-requester" | "has-approved" | "not-approved" | "renewal-asked-for";
        };
        Exception: {
            id: string;
            version: number;
            kind: components["schemas"]["ExceptionKind"];
            state: components["schemas"]["ExceptionState"];
            /** @description Of one that is expiring, within how many days. */
            withinDays?: number;
            /** Format: date-time */
            inForceSince?: string;
            scope: components["schemas"]["ExceptionScope"];
            /**
             * @description Of the worst policy that it waives; unknown where one of them has none.
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low" | "info" | "unknown";
            reason: string;
            ticket?: string;
            compensatingControl?: string;
            /** @description A reference. */
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            /** @description Those that count. */
            approvals: {
                by: string;
                /** Format: date-time */
                at: string;
            }[];
            approvalsNeeded: number;
            /** Format: date-time */
            startsAt?: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            reviewAt?: string;
            /** @description The id of the one that it follows. */
            renews?: string;
            /** @description The id of the one that follows it, whether it is approved or not. */
            renewedBy?: string;
            /** @description What was done with it, in order. */
            history: {
                /** @enum {string} */
                what: "requested" | "approved" | "withdrawn";
                by: string;
                /** Format: date-time */
                at: string;
                comment?: string;
            }[];
            may: {
                approve: components["schemas"]["ExceptionAllowance"];
                withdraw: components["schemas"]["ExceptionAllowance"];
                renew: components["schemas"]["ExceptionAllowance"];
            };
        };
        /** @description What is put off by exceptions that are in force. */
        ExceptionDebt: {
            inForce: number;
            /** @description How many of them follow another one. */
            renewals: number;
            /** @description Sum of their weights, by severity. */
            weight: number;
            /** @description Sum of weight by days since what each waives was first waived, those included that it follows. */
            weightDays: number;
        };
        ExceptionTotals: {
            total: number;
            /** @description Of all that pass the filters but the one by kind. */
            kinds: {
                policy: number;
                drift: number;
                freeze: number;
                budget: number;
            };
            states: {
                requested: number;
                approved: number;
                active: number;
                expiring: number;
                expired: number;
                renewed: number;
                withdrawn: number;
            };
            debt: components["schemas"]["ExceptionDebt"];
        };
        ExceptionPage: {
            /** Format: date-time */
            asOf: string;
            items: components["schemas"]["Exception"][];
            nextCursor?: string;
            totals: components["schemas"]["ExceptionTotals"];
            hidden: number;
            /** @description Whether who asks may ask for an exception anywhere. */
            mayRequest: boolean;
            limited?: components["schemas"]["Limited"];
        };
        /**
         * @description `overdue` is applied after its own end; `ledger-ended` is in the ledger, but not in force there; `not-in-ledger` has nothing in the ledger that covers it.
         * @enum {string}
         */
        AppliedExceptionAlert: "overdue" | "ledger-ended" | "not-in-ledger";
        AppliedException: {
            id: string;
            engine: string;
            kind: string;
            namespace?: string;
            name: string;
            /** @description Where it is applied. */
            cluster: components["schemas"]["ClusterReference"];
            /** @description Where it was read. */
            observer: components["schemas"]["ClusterReference"];
            /** @description What need not be kept; none means all that the engine has. */
            policies: {
                name: string;
                rules: string[];
            }[];
            scope: string[];
            namespaces: string[];
            reason?: string;
            ticket?: string;
            requestedBy?: string;
            approvedBy?: string;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            expiresAt?: string;
            currency: components["schemas"]["Currency"];
            alerts: components["schemas"]["AppliedExceptionAlert"][];
            /** @description What of the ledger is of the same policies and places. */
            ledger?: {
                /** @description Absent where the reader may not see it. */
                id?: string;
                /**
                 * @description `resembles` where the ledger names a resource or an entity, which cannot be held against the words of the engine.
                 * @enum {string}
                 */
                match: "covers" | "resembles";
                state: components["schemas"]["ExceptionState"];
            };
        };
        AppliedExceptionPage: {
            /** Format: date-time */
            asOf: string;
            items: components["schemas"]["AppliedException"][];
            nextCursor?: string;
            /** @description Of all that pass the filters but the one by alert. */
            totals: {
                total: number;
                overdue: number;
                ledgerEnded: number;
                notInLedger: number;
                stale: number;
                /** @description Whether there are more than were looked at. */
                atLeast?: boolean;
            };
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        BudgetStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "budget";
            clusters: string[];
            namespaces: string[];
            selectors: string[];
            /** @enum {string} */
            interval: "weekly" | "monthly" | "unknown";
            limit: number;
            spent?: number;
            currency?: string;
            thresholds: number[];
            window?: components["schemas"]["TimeWindow"];
        };
        /** @description The end is excluded. */
        TimeWindow: {
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
        };
        /** @enum {string} */
        FindingResult: "pass" | "fail" | "warn" | "error" | "skip" | "exempt" | "unknown";
        Finding: {
            id: string;
            /** @description What evaluated it. */
            engine: string;
            policy: string;
            rule?: string;
            result: components["schemas"]["FindingResult"];
            severity?: components["schemas"]["Severity"];
            category?: string;
            controls: string[];
            message?: string;
            /** @description What was looked at; absent where that is the cluster as a whole. */
            resource?: components["schemas"]["FoundResource"];
            container?: string;
            image?: string;
            /** Format: date-time */
            evaluatedAt?: string;
            /** Format: date-time */
            validUntil?: string;
            exceptions: string[];
            counts?: {
                critical: number;
                high: number;
                medium: number;
                low: number;
                info: number;
                unknown: number;
            };
            items?: {
                id: string;
                severity?: components["schemas"]["Severity"];
                title?: string;
                subject?: string;
                version?: string;
                fixedVersion?: string;
                url?: string;
            }[];
            source: components["schemas"]["ObjectReference"];
            observer: components["schemas"]["ClusterReference"];
            subject: components["schemas"]["Subject"];
            currency: components["schemas"]["Currency"];
            /** @description The finding of what made its thing, which says the same. */
            repeats?: {
                id: string;
                resource: components["schemas"]["FoundResource"];
            };
            /** @description How many findings of what its thing made repeat it; absent for none. */
            repeatedBy?: number;
        };
        FoundResource: {
            group?: string;
            kind: string;
            namespace?: string;
            name: string;
        };
        /** @description Counts of findings, each facet without its own filter. */
        FindingTotals: {
            total: number;
            /** @description Of the total what cannot be confirmed now. None of it is a pass. */
            stale: number;
            /** @description How many under the same filters repeat that of what made their thing. They are in the total where they are asked for. */
            repeated: number;
            results: {
                result: components["schemas"]["FindingResult"];
                count: number;
                stale: number;
            }[];
            severities: {
                /** @description Absent for findings without one. */
                severity?: components["schemas"]["Severity"];
                count: number;
            }[];
            engines: components["schemas"]["NamedCounts"];
            policies: components["schemas"]["NamedCounts"];
        };
        /** @description At most 50, the most frequent first. */
        NamedCounts: {
            name: string;
            count: number;
        }[];
        /** @enum {string} */
        PodSecurityLevel: "privileged" | "baseline" | "restricted";
        /** @description As a label of the namespace has it; unknown is a word that is no level. */
        PodSecurityMode: {
            /** @enum {string} */
            level: "privileged" | "baseline" | "restricted" | "unknown";
            version?: string;
        };
        PodSecurityControls: {
            /** @description As admission calls its check. */
            id: string;
            name: string;
        }[];
        QuotaStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "quota";
            hard: {
                resource: string;
                limit: string;
            }[];
            hardTotal: number;
            scopes: string[];
        };
        AccessStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "access";
            /** @description The same for the same rules or subjects. */
            digest: string;
            /** @description The first of its rules, or of its subjects. */
            words: string[];
            total: number;
            /** @description Of a binding. */
            role?: {
                kind: string;
                name: string;
            };
        };
        /** @enum {string} */
        SkewAspect: "kubernetes" | "add-on" | "component" | "policy" | "access" | "quota";
        /** @description Clusters that should be alike, as they have this attribute in common. */
        SkewGroup: {
            /** @description `by:value`. */
            id: string;
            /** @enum {string} */
            by: "tier" | "environment" | "region" | "provider" | "owner";
            value: string;
        };
        SkewGroupSummary: {
            group: components["schemas"]["SkewGroup"];
            clusters: number;
            /** @description Traits that are compared. */
            lines: number;
            /** @description Those in which any cluster differs. */
            differing: number;
            /** @description Those in which none differs and some are not known. */
            unknown: number;
        };
        /** @description What is known of one trait of one cluster. That it is absent is proven. */
        SkewSight: {
            /** @enum {string} */
            state: "value" | "absent" | "unknown";
            /** @description Where it is known. */
            value?: string;
            reason?: components["schemas"]["SkewUnknown"];
            /** @description What it was when it was last confirmed. */
            lastKnown?: string;
        };
        /**
         * @description Why it is not known: the cluster does not answer, does not let it be read, or what is known cannot be confirmed now; nobody reads it; it is there and does not say it; or the reader may not see all that is there.
         * @enum {string}
         */
        SkewUnknown: "unreachable" | "forbidden" | "stale" | "not-asked" | "unstated" | "hidden";
        /** @description How most clusters of a group are, of those of which it is known. */
        SkewMode: {
            /** @enum {string} */
            state: "value" | "absent" | "tied" | "unknown";
            value?: string;
            /** @description How many are so; absent in a tie. */
            clusters?: number;
            /** @description Of how many it is known. */
            known: number;
            /** @description In a tie, the first of those that are tied. One without a value is that it is not there. */
            values?: {
                value?: string;
                clusters: number;
            }[];
            valuesTotal?: number;
        };
        /** @description How many clusters are how. They add up to `clusters`. */
        SkewCounts: {
            clusters: number;
            same: number;
            differs: number;
            absent: number;
            /** @description As their group is tied. */
            undecided: number;
            unknown: number;
            expected: number;
        };
        /** @description Why something may differ. */
        ExpectedSkew: {
            /** @enum {string} */
            by: "configuration" | "placement" | "rollout";
            reason: string;
        };
        SkewMember: {
            cluster: components["schemas"]["ClusterReference"];
            /** @enum {string} */
            verdict: "differs" | "absent" | "undecided" | "unknown" | "expected";
            sight: components["schemas"]["SkewSight"];
            expected?: components["schemas"]["ExpectedSkew"];
        };
        /** @description One trait over the clusters of one group. */
        SkewLine: {
            group: components["schemas"]["SkewGroup"];
            aspect: components["schemas"]["SkewAspect"];
            key: string;
            mode: components["schemas"]["SkewMode"];
            counts: components["schemas"]["SkewCounts"];
            /** @description The first of the clusters that are not the same, those that differ first. */
            others: components["schemas"]["SkewMember"][];
            othersTotal: number;
        };
        SkewPage: {
            /** Format: date-time */
            asOf: string;
            basis: {
                groupBy: string[];
                /** @enum {string} */
                origin: "default" | "configured" | "refused";
            };
            /** @description The groups that pass the filters, what differs most first; at most 200. */
            groups: components["schemas"]["SkewGroupSummary"][];
            /** @description How many clusters each choice would leave to be compared. */
            facets: {
                group: components["schemas"]["Facet"];
                region: components["schemas"]["Facet"];
            };
            /** @description Clusters that are in no group and compared with nobody. */
            ungrouped: number;
            items: components["schemas"]["SkewLine"][];
            nextCursor?: string;
            totals: {
                lines: number;
                differing: number;
                unknown: number;
            };
            /** @description Aspects of which the reader may see nothing. */
            withheld?: components["schemas"]["SkewAspect"][];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        /** @enum {string} */
        SkewComparisonVerdict: "differs" | "unknown" | "expected" | "same";
        SkewComparisonItem: {
            aspect: components["schemas"]["SkewAspect"];
            key: string;
            verdict: components["schemas"]["SkewComparisonVerdict"];
            left: components["schemas"]["SkewSight"];
            right?: components["schemas"]["SkewSight"];
            mode?: components["schemas"]["SkewMode"];
            expected?: components["schemas"]["ExpectedSkew"];
        };
        SkewComparisonCounts: {
            differs: number;
            unknown: number;
            expected: number;
            same: number;
        };
        SkewComparisonPage: {
            /** Format: date-time */
            asOf: string;
            left: components["schemas"]["ClusterReference"];
            /** @description The other cluster; absent where one is compared with its group. */
            right?: components["schemas"]["ClusterReference"];
            /** @description The group that one is compared with; absent where it is in none. */
            group?: components["schemas"]["SkewGroupSize"];
            items: components["schemas"]["SkewComparisonItem"][];
            nextCursor?: string;
            totals: components["schemas"]["SkewComparisonCounts"];
            /** @description The same by aspect, before the filter by verdict. */
            aspects: {
                aspect: components["schemas"]["SkewAspect"];
                counts: components["schemas"]["SkewComparisonCounts"];
            }[];
            /** @description Aspects of which the reader may see nothing. */
            withheld?: components["schemas"]["SkewAspect"][];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        SkewGroupSize: {
            group: components["schemas"]["SkewGroup"];
            clusters: number;
        };
        ClusterPodSecurity: {
            /** @description By name, at most 100. */
            namespaces: {
                namespace: string;
                /** @description What its labels ask for. What no label asks for is as the API server is configured. */
                asked: {
                    enforce?: components["schemas"]["PodSecurityMode"];
                    audit?: components["schemas"]["PodSecurityMode"];
                    warn?: components["schemas"]["PodSecurityMode"];
                };
                atLeast: components["schemas"]["PodSecurityLevel"];
                atMost: components["schemas"]["PodSecurityLevel"];
                level?: components["schemas"]["PodSecurityLevel"];
                /** @description What separates it from the level after the one that it is proven to keep. */
                next?: {
                    /** @enum {string} */
                    level: "baseline" | "restricted";
                    failing: components["schemas"]["PodSecurityControls"];
                    exempt: components["schemas"]["PodSecurityControls"];
                    notEvaluated: components["schemas"]["PodSecurityControls"];
                    /** @description The level is broken, and nothing says by which control. */
                    failsAsAWhole: boolean;
                };
                /** @description Something in it is known to break the level that its label enforces. */
                breaksEnforced: boolean;
                /** @description Who found anything in it, whatever it was about. */
                engines: string[];
                currency: components["schemas"]["Currency"];
            }[];
            namespacesTotal: number;
            coverage: components["schemas"]["FleetCoverage"];
            limited?: components["schemas"]["Limited"];
        };
        /**
         * @default cluster
         * @enum {string}
         */
        ComplianceRowKind: "cluster" | "region" | "environment" | "owner" | "system" | "component";
        /**
         * @default policy
         * @enum {string}
         */
        ComplianceColumnKind: "policy" | "control" | "standard" | "severity";
        /**
         * @description What says where a policy is expected: what places it, configuration, or that it or a result of it was last seen there; none where it is expected nowhere.
         * @enum {string}
         */
        ExpectationBasis: "placement" | "tiers" | "last-known" | "none";
        /** @description How many results there are of each kind, as they count now. Not evaluated are those that nobody knows, and good ones that cannot be confirmed now. */
        ResultCounts: {
            pass: number;
            fail: number;
            warn: number;
            error: number;
            skip: number;
            exempt: number;
            notEvaluated: number;
        };
        /** @description Of the policies on clusters that are expected, how many have a result that can be confirmed now. */
        Evaluation: {
            evaluated: number;
            expected: number;
            /** @description Why the others have none; together they are the difference. Absent where there are none. */
            missing?: {
                /** @enum {string} */
                reason: "unreachable" | "stale" | "error" | "not-evaluated" | "never-seen" | "not-named";
                count: number;
            }[];
        };
        /** @description Of each severity; unknown is what has none. */
        SeverityNumbers: {
            critical: number;
            high: number;
            medium: number;
            low: number;
            info: number;
            unknown: number;
        };
        RepairDays: number | "unlimited";
        /** @description What scores, grades and limits are computed with. */
        ComplianceFormula: {
            /**
             * @description Refused is a configuration that is malformed; then the defaults count.
             * @enum {string}
             */
            origin: "default" | "configured" | "refused";
            weights: components["schemas"]["SeverityNumbers"];
            /** @description Of its weight, from 0 to 1. */
            warnShare: number;
            /** @description From 0 to 1. */
            coverageForGrade: number;
            /** @description The least score of each grade, from 0 to 1. */
            grades: {
                A: number;
                B: number;
                C: number;
                D: number;
            };
            /** @enum {string} */
            overdueGrade: "A" | "B" | "C" | "D" | "F";
            repairWithinDays: {
                critical: components["schemas"]["RepairDays"];
                high: components["schemas"]["RepairDays"];
                medium: components["schemas"]["RepairDays"];
                low: components["schemas"]["RepairDays"];
                info: components["schemas"]["RepairDays"];
                unknown: components["schemas"]["RepairDays"];
            };
            /** @description How many entries say on which clusters policies are expected. */
            expectations: number;
            /** @description How many of them are meant for clusters that are not there, so that what they name is expected nowhere. Absent where not all clusters and findings may be seen. */
            expectationsOfNoCluster?: number;
        };
        /** @description To one decimal, rounded down. Absent where nothing has a part in it. */
        Percent: number;
        ComplianceTrend: {
            /** Format: date-time */
            asOf: string;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /**
             * Format: date
             * @description The first day that is kept at all; absent where none is yet.
             */
            since?: string;
            /** @description Days that are kept and on which anything of what is asked for was there, the first one first. */
            days: components["schemas"]["ComplianceDay"][];
            /** @description Stretches of days, since the first that is kept, of which nothing is known. */
            gaps: {
                /** Format: date */
                from: string;
                /**
                 * Format: date
                 * @description The last of them.
                 */
                to: string;
            }[];
            /** @description Of what was fixed on these days, by severity, the worst first. */
            timeToRepair: {
                severity?: components["schemas"]["Severity"];
                /** @description How many were fixed of which it is known when they first failed. */
                count: number;
                /** @description Absent where there is none. */
                medianSeconds?: number;
                /** @description Nine of ten were fixed within it. Absent where there is none. */
                p90Seconds?: number;
                /** @description How many were fixed of which nobody knows when they first failed. */
                undated: number;
                /** @description How many fail now. */
                open: number;
            }[];
            limited?: components["schemas"]["Limited"];
        };
        ComplianceDay: {
            /**
             * Format: date
             * @description In UTC.
             */
            day: string;
            percent?: components["schemas"]["Percent"];
            evaluation: components["schemas"]["Evaluation"];
            clusters: {
                /** @description On which any policy was evaluated. */
                known: number;
                /** @description On which any policy was expected, or had results. */
                expected: number;
            };
            counts: components["schemas"]["ResultCounts"];
            /** @description How many failed, by severity. */
            failures: {
                critical: number;
                high: number;
                medium: number;
                low: number;
                info: number;
                unknown: number;
            };
            /** @description What became of failures on this day, of those that are listed one by one. */
            changes: {
                /** @description Seen to begin. */
                new: number;
                /** @description Failed when somebody looked for the first time; nobody knows since when. */
                found: number;
                /** @description Known to keep the policy. */
                fixed: number;
                exempted: number;
                /** @description Only warned of. */
                eased: number;
                /** @description Proven to be no more, or no longer subject to the policy. */
                gone: number;
                /** @description Not told of any more, without a proof; not fixed. */
                unproven: number;
            };
        };
        FleetCompliance: {
            /** Format: date-time */
            asOf: string;
            percent?: components["schemas"]["Percent"];
            /** @description A grade, or why there is none. */
            grading: {
                /** @enum {string} */
                grade?: "A" | "B" | "C" | "D" | "F";
                /**
                 * @description What keeps it from being better.
                 * @enum {string}
                 */
                cappedBy?: "overdue-critical" | "undated-critical";
                /** @enum {string} */
                noGrade?: "no-score" | "coverage-unknown" | "coverage";
            };
            evaluation: components["schemas"]["Evaluation"];
            /** @description How many policies on clusters are expected, by what says so. */
            expectedBy?: {
                placement: number;
                tiers: number;
                lastKnown: number;
            };
            /** @description Policies on clusters that results are known of and that nobody expects there. */
            unexpected?: number;
            formula?: components["schemas"]["ComplianceFormula"];
            /** @description By severity, the most severe first. */
            results: {
                severity?: components["schemas"]["Severity"];
                counts: components["schemas"]["ResultCounts"];
            }[];
            /** @description The policies that would move the score most if they were kept, at most three. */
            movers: {
                engine: string;
                policy: string;
                title?: string;
                severity?: components["schemas"]["Severity"];
                /** @description Who owns most of what fails. */
                owner?: string;
                failing: number;
                /** @description In points of per cent. */
                gain: number;
            }[];
            /** @description The worst first, at most 200. */
            policies: {
                engine: string;
                policy: string;
                title?: string;
                severity?: components["schemas"]["Severity"];
                standards: string[];
                controls: string[];
                percent?: components["schemas"]["Percent"];
                counts: components["schemas"]["ResultCounts"];
                evaluation: components["schemas"]["Evaluation"];
                expectedBy?: components["schemas"]["ExpectationBasis"];
                /** Format: date-time */
                failingSince?: string;
            }[];
            policiesTotal: number;
            heatmap: {
                of: components["schemas"]["ComplianceRowKind"];
                by: components["schemas"]["ComplianceColumnKind"];
                /** @description The worst first, at most 100. */
                rows: {
                    key: string;
                    name: string;
                    percent?: components["schemas"]["Percent"];
                }[];
                rowsTotal: number;
                /** @description The worst first, severities in their order, at most 60. */
                columns: {
                    /** @description Empty for what is of no control or of no standard. */
                    key: string;
                    name: string;
                    /** @description Of a policy. */
                    engine?: string;
                    /** @description Of a policy. */
                    policy?: string;
                    percent?: components["schemas"]["Percent"];
                }[];
                columnsTotal: number;
                /** @description A place in all arrays for each cell of which anything is expected. */
                cells: {
                    row: number[];
                    column: number[];
                    /** @description As elsewhere; -1 where nothing has a part in it. */
                    percent: number[];
                    failing: number[];
                    evaluated: number[];
                    expected: number[];
                };
            };
            coverage: components["schemas"]["FleetCoverage"];
            limited?: components["schemas"]["Limited"];
        };
        /** @description An alert that fires. */
        Alert: {
            id: string;
            /** @description What evaluates its rule. */
            engine: string;
            name: string;
            /** @description Absent where its rule has none that is known; it may be as bad as the worst. */
            severity?: components["schemas"]["Severity"];
            /** @description That it is about; absent where that is the cluster as a whole. */
            namespace?: string;
            /** @description What it is about, where its labels name it. */
            workload?: {
                kind: string;
                name: string;
            };
            pod?: string;
            summary?: string;
            /**
             * Format: date-time
             * @description Since when its condition holds.
             */
            since?: string;
            observer: components["schemas"]["ClusterReference"];
            subject: components["schemas"]["Subject"];
            currency: components["schemas"]["Currency"];
        };
        /** @description Whether it is known which alerts fire on a cluster. */
        AlertsKnown: {
            /** @description Whether anything is asked for its alerts. */
            asked: boolean;
            /**
             * Format: date-time
             * @description When what is current was last answered; the oldest where several are asked.
             */
            confirmedAt?: string;
            /** @description Why more may fire than is told. Absent where all is known. */
            gap?: string;
        };
        /** @description Counts of alerts; severities without their own filter. */
        AlertTotals: {
            total: number;
            /** @description Of the total what cannot be confirmed now. */
            stale: number;
            severities: {
                /** @description Absent for alerts without one. */
                severity?: components["schemas"]["Severity"];
                count: number;
            }[];
        };
        AlertPage: {
            items: components["schemas"]["Alert"][];
            nextCursor?: string;
            totals: components["schemas"]["AlertTotals"];
            known: components["schemas"]["AlertsKnown"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        FindingPage: {
            items: components["schemas"]["Finding"][];
            nextCursor?: string;
            totals: components["schemas"]["FindingTotals"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        /** @enum {string} */
        AllocationGrain: "workload" | "namespace" | "label" | "cluster" | "asset" | "cloud";
        /** @enum {string} */
        AllocationShare: "used" | "idle" | "shared" | "unallocated" | "unmounted";
        /** @description Use in parts of what was requested; over 1 where more was used. */
        Efficiency: number | "no-request";
        Allocation: {
            id: string;
            /** @description The cost tool. */
            engine: string;
            grain: components["schemas"]["AllocationGrain"];
            share: components["schemas"]["AllocationShare"];
            name: string;
            namespace?: string;
            controllerKind?: string;
            controller?: string;
            label?: {
                key: string;
                value: string;
            };
            category?: string;
            provider?: string;
            window: components["schemas"]["TimeWindow"];
            minutes: number;
            /** @description ISO 4217; absent where the cost tool does not say it. */
            money?: string;
            /** @description In the whole window. What is absent is not known, and is not 0. */
            costs: {
                cpu?: number;
                gpu?: number;
                ram?: number;
                pv?: number;
                network?: number;
                loadBalancer?: number;
                shared?: number;
                external?: number;
                total: number;
            };
            adjustment?: number;
            /** @description Means over the minutes that the cost is of. Cores, bytes. */
            usage: {
                cpuCoresRequested?: number;
                cpuCoresUsed?: number;
                ramBytesRequested?: number;
                ramBytesUsed?: number;
                gpus?: number;
                pvBytes?: number;
                networkSentBytes?: number;
                networkReceivedBytes?: number;
            };
            efficiency?: {
                cpu?: components["schemas"]["Efficiency"];
                ram?: components["schemas"]["Efficiency"];
                total?: components["schemas"]["Efficiency"];
            };
            /** @description What was asked. */
            query: string;
            /** @description Whether prices are from a price sheet rather than from the provider. */
            estimated: boolean;
            warnings: string[];
            observer: components["schemas"]["ClusterReference"];
            subject: components["schemas"]["Subject"];
            currency: components["schemas"]["Currency"];
        };
        AllocationTotals: {
            total: number;
            /** @description Sums of what passes all filters but that of the window, of one window, cost tool, grain, share and currency each; the newest window first, at most 500. */
            windows: {
                window: components["schemas"]["TimeWindow"];
                engine: string;
                grain: components["schemas"]["AllocationGrain"];
                share: components["schemas"]["AllocationShare"];
                /** @description ISO 4217; absent where the cost tool does not say it. */
                money?: string;
                things: number;
                cost: number;
                /** @description Of the things those that cannot be confirmed now. */
                stale: number;
            }[];
        };
        AllocationPage: {
            items: components["schemas"]["Allocation"][];
            nextCursor?: string;
            totals: components["schemas"]["AllocationTotals"];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        /**
         * @default component
         * @enum {string}
         */
        CostRowKind: "cluster" | "region" | "provider" | "environment" | "namespace" | "component" | "system" | "owner";
        /**
         * Format: date
         * @description In UTC, as `YYYY-MM-DD`.
         */
        Day: string;
        /** @description The last day belongs to it. */
        DaySpan: {
            first: components["schemas"]["Day"];
            last: components["schemas"]["Day"];
        };
        /** @description How many clusters a figure is of, and of how many it should be. */
        DayCoverage: {
            known: number;
            expected: number;
            /** @description Of the expected those that have no figure on any day. */
            silent?: number;
        };
        DailyCost: {
            day: components["schemas"]["Day"];
            cost: number;
            coverage?: components["schemas"]["DayCoverage"];
        };
        /** @description What is known of the days of a span. */
        DaysCoverage: {
            days: number;
            /** @description Days with a whole figure. */
            known: number;
            /** @description Days that lack a cluster. */
            inPart: number;
            missing: number;
            gaps: components["schemas"]["DaySpan"][];
            least?: components["schemas"]["DayCoverage"];
            /** @description Of the days that have a figure; absent where none has. */
            cost?: number;
        };
        /** @description Against as many days of the month before, of days that are known as a whole on both sides. */
        CostChange: {
            comparedDays: number;
            possibleDays: number;
            now: number;
            before: number;
            difference: number;
            /** @description In parts of what it was; absent where that was nothing. */
            ratio?: number;
        };
        /** @description The last month of the calendar that is over. */
        CostMonth: {
            span: components["schemas"]["DaySpan"];
            coverage: components["schemas"]["DaysCoverage"];
            change?: components["schemas"]["CostChange"];
            /** @description Days of which anything rests on a price sheet; not told of rows. */
            estimatedDays?: number;
        };
        /** @enum {string} */
        ForecastMethod: "holt-winters" | "weekday-median" | "run-rate" | "none";
        /** @description What the month will have cost when it is over. */
        CostForecast: {
            span: components["schemas"]["DaySpan"];
            since?: components["schemas"]["Day"];
            method: components["schemas"]["ForecastMethod"];
            /** @enum {string} */
            confidence?: "usual" | "low";
            lowBecause: ("few-days" | "unseen-weekday" | "old-figures")[];
            usedDays: number;
            pastDays: number;
            knownDays: number;
            inPartDays: number;
            missingDays: number;
            coverage?: components["schemas"]["DayCoverage"];
            toDate?: number;
            expected?: number;
            /** @description What of the expected stands for days that are over and not known as a whole. */
            expectedOfPast?: number;
            low?: number;
            high?: number;
            /** @description Days that are not known as a whole. */
            daily: {
                day: components["schemas"]["Day"];
                /** @enum {string} */
                why: "to-come" | "missing" | "in-part";
                expected: number;
                low?: number;
                high?: number;
            }[];
        };
        /** @description How far forecasts of past months would have been off. */
        PastForecastError: {
            /** @enum {string} */
            method: "holt-winters" | "weekday-median" | "run-rate";
            months: {
                /** @description As `YYYY-MM`. */
                month: string;
                asOf: components["schemas"]["Day"];
                expected: number;
                actual: number;
                error?: number;
            }[];
            weighted?: number;
            mean?: number;
        };
        CostBudget: {
            /**
             * @description Who says it.
             * @enum {string}
             */
            source: "configuration" | "annotation" | "cost-tool";
            /** @description Whether an annotation of the same thing says something, too, which does not count. */
            overrulesAnnotation?: boolean;
            /** @description The entity's reference, or the cluster's name. */
            name: string;
            /** @enum {string} */
            period: "week" | "month" | "quarter";
            standing: {
                span: components["schemas"]["DaySpan"];
                limit: number;
                used?: number;
                ratio?: number;
                pastDays: number;
                knownDays: number;
                inPartDays: number;
                missingDays: number;
                coverage?: components["schemas"]["DayCoverage"];
                expected?: number;
                low?: number;
                high?: number;
                expectedRatio?: number;
                runsOutOn?: components["schemas"]["Day"];
                isUsedUp: boolean;
                crossed: number[];
                expectedToCross: number[];
            };
        };
        /** @description Where the money of the days in `span` went. `used`, `idleOfRequests.total`, `idleOfInfrastructure`, `unmounted`, `unknown` and `other` are together the total. */
        CostSavings: {
            span: components["schemas"]["DaySpan"];
            /** @description Days of the span on which anything is known. */
            knownDays: number;
            total: number;
            used: number;
            idleOfRequests: {
                cpu: number;
                ram: number;
                total: number;
            };
            idleOfInfrastructure: number;
            unmounted: number;
            unknown: number;
            other: number;
            /** @description What of it could have been saved. */
            savings: {
                requests: number;
                infrastructure: number;
                unmounted: number;
                total: number;
            };
        };
        CostEfficiency: {
            cpu?: components["schemas"]["Efficiency"];
            ram?: components["schemas"]["Efficiency"];
            total?: components["schemas"]["Efficiency"];
        };
        /** @description A day that cost more or less than the same weekday did. */
        CostAnomaly: {
            day: components["schemas"]["Day"];
            /** @enum {string} */
            direction: "more" | "less";
            cost: number;
            usual: number;
            difference: number;
            spread: number;
            score?: number;
            comparedDays: number;
            /** @description The rows that differ most from what they usually cost on such a day, at most three. */
            parts: {
                key: string;
                name: string;
                difference: number;
            }[];
            /** @description What happened on the day and shortly before it; that does not prove that it is why. */
            causes: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "release" | "scaling" | "nodes";
                what: string;
                daysBefore: number;
            }[];
        };
        /** @description Cores or bytes of one replica, all of its containers together. */
        ResourceSizing: {
            /** @description On how many days the high is known. */
            days: number;
            /** @description Of the last day on which it is known. */
            requested?: number;
            /** @description The quantile over days of each day's high; absent where no high is known. */
            used?: number;
            /** @description The mean over the days that it is known on. It says nothing of what is needed. */
            usedMean?: number;
            /** @description What is proposed; absent where nothing is. */
            request?: number;
            /** @description Of all replicas, in units of the currency; negative where the request is to grow. */
            savingPerMonth?: number;
            /**
             * @description Why nothing is proposed. `high-unknown` is said where means alone are told, `replicas-unknown` where it is not known of how many replicas they are.
             * @enum {string}
             */
            why?: "no-request" | "replicas-unknown" | "high-unknown" | "too-few-days" | "throttled" | "throttling-unknown" | "out-of-memory" | "out-of-memory-unknown" | "small";
        };
        SizedWorkload: {
            cluster: components["schemas"]["ClusterReference"];
            namespace: string;
            kind: string;
            name: string;
            /** @description Of its pod template; empty where they are not known, or may not be seen. */
            containers: string[];
            /** @description A reference. */
            component?: string;
            /** @description A reference. */
            owner?: string;
            /** @description ISO 4217; absent where nobody says it. */
            money?: string;
            /** @description The mean over the days that are told of its cluster, with 0 on those without it; absent where nobody tells. */
            replicas?: number;
            /** @description The mean of the days that are told of its cluster, with 0 on those without it. */
            costPerMonth?: number;
            cpu: components["schemas"]["ResourceSizing"];
            ram: components["schemas"]["ResourceSizing"];
            /** @description Of both, where both of those that are proposed have one. */
            savingPerMonth?: number;
        };
        SizingBasis: {
            /** @description Over days, of each day's high. */
            quantile: number;
            /** @description In parts of what is used. */
            headroom: number;
            leastDays: number;
            /** @description In parts of the request. */
            leastChange: number;
        };
        FleetRightSizing: {
            /** Format: date-time */
            asOf: string;
            /** @description The first day that is not over. */
            today: components["schemas"]["Day"];
            /** @description The days that are looked at. */
            span: components["schemas"]["DaySpan"];
            basis: {
                cpu: components["schemas"]["SizingBasis"];
                ram: components["schemas"]["SizingBasis"];
            };
            /** @description Those whose requests would change most money first, then those without a proposal by their cost; at most 200. */
            items: components["schemas"]["SizedWorkload"][];
            itemsTotal: number;
            /** @description Of all workloads, each with its CPU and its memory. */
            totals: {
                workloads: number;
                smaller: number;
                larger: number;
                /** @description Those that would hardly differ. */
                fitting: number;
                /** @description How many could not be judged, by why; the most first. */
                notJudged: {
                    why: string;
                    count: number;
                }[];
            };
            /** @description What all proposals come to, of each currency. */
            sums: {
                money?: string;
                /** @description By smaller requests, each month. */
                saved: number;
                /** @description By larger requests, each month. */
                added: number;
                workloads: number;
                /** @description Proposals of which it is not known what they save. */
                unpriced: number;
            }[];
            coverage: components["schemas"]["FleetCoverage"];
            limited?: components["schemas"]["Limited"];
        };
        /** @description Costs of a day before and after, and what of the change is left without the change of where the release had not come to. */
        CostEffect: {
            before: number;
            after: number;
            change: number;
            /** @description Absent where there is nothing to compare with. */
            effect?: number;
        };
        ReleaseSum: {
            /** @description The region. */
            group?: string;
            /** @description Instances that got it at a known time. */
            clusters: number;
            /** @description Of how many of them the cost is known. */
            measured: number;
            /** @description Of how many there is something to compare with. */
            controlled: number;
            total?: components["schemas"]["CostEffect"];
            perReplica?: components["schemas"]["CostEffect"];
        };
        InstancePlace: {
            cluster: components["schemas"]["ClusterReference"];
            namespace: string;
        };
        InstanceReleaseCost: {
            cluster: components["schemas"]["ClusterReference"];
            namespace: string;
            /** @description The region. */
            group?: string;
            releasedOn: components["schemas"]["Day"];
            toldBy: components["schemas"]["ReleaseTimeSource"];
            comparedDays: number;
            controls: number;
            total: components["schemas"]["CostEffect"];
            perReplica?: components["schemas"]["CostEffect"];
            replicas?: number;
        };
        /**
         * @description Whether it was seen when a release came, or the engine says when it last applied something.
         * @enum {string}
         */
        ReleaseTimeSource: "seen" | "engine";
        CostOfRelease: {
            rolloutId: string;
            order: number;
            version?: string;
            previousVersion?: string;
            /**
             * Format: date-time
             * @description Where it first came to.
             */
            beganAt: string;
            money?: string;
            sum: components["schemas"]["ReleaseSum"];
            regions: components["schemas"]["ReleaseSum"][];
            instances: components["schemas"]["InstanceReleaseCost"][];
            /** @description Where it came to, and too few days are known on both sides. */
            notMeasured: components["schemas"]["InstancePlace"][];
            /** @description Where it came to, and nobody knows when. They are compared with nothing. */
            notDated: components["schemas"]["InstancePlace"][];
            /** @description Instances that it had not come to and of which costs are known. */
            controls: number;
        };
        ReleaseCosts: {
            /** Format: date-time */
            asOf: string;
            today: components["schemas"]["Day"];
            component: string;
            span: components["schemas"]["DaySpan"];
            basis: {
                weeks: number;
                leastDays: number;
            };
            /** @description Of each currency one, the newest first; at most 50. */
            releases: components["schemas"]["CostOfRelease"][];
            coverage: components["schemas"]["FleetCoverage"];
            limited?: components["schemas"]["Limited"];
        };
        PromotionCostAnswer: {
            /** Format: date-time */
            asOf: string;
            component: string;
            version?: string;
            money?: string;
            /** @enum {string} */
            verdict: "within" | "over" | "unknown";
            /**
             * @description Why it is not known.
             * @enum {string}
             */
            why?: "no-release" | "no-target" | "effect-unknown" | "replicas-unknown" | "limit-unknown" | "currencies-differ" | "seen-in-part";
            /** @description What was measured, of a day. */
            perReplica?: components["schemas"]["CostEffect"];
            /** @description Of how many instances the effect on a replica is known. */
            measuredOn?: number;
            targets: number;
            /** @description Of how many of them the cost can be told. */
            known: number;
            /** @description Of the known ones. */
            perDay?: number;
            /** @description Of 730 hours. */
            perMonth?: number;
            to: {
                cluster: components["schemas"]["ClusterReference"];
                namespace: string;
                replicas?: number;
                isNew: boolean;
                isKnown: boolean;
            }[];
            limit: {
                /** @enum {string} */
                source: "given" | "configuration" | "budget" | "none";
                perMonth?: number;
                /** @description Of the budget. */
                name?: string;
            };
            coverage: components["schemas"]["FleetCoverage"];
            limited?: components["schemas"]["Limited"];
        };
        CostRow: {
            /** @description An id, a reference or a name; empty for what belongs to none. */
            key: string;
            name: string;
            /**
             * @description Of what is of nobody, whose cost it is instead.
             * @enum {string}
             */
            share?: "idle" | "shared" | "unallocated" | "unmounted";
            /** @description Of all days that are told. */
            span: components["schemas"]["DaysCoverage"];
            monthToDate: components["schemas"]["DaysCoverage"];
            change?: components["schemas"]["CostChange"];
            lastMonth: components["schemas"]["CostMonth"];
            forecast?: {
                method: components["schemas"]["ForecastMethod"];
                /** @enum {string} */
                confidence?: "usual" | "low";
                expected?: number;
                low?: number;
                high?: number;
            };
            budget?: components["schemas"]["CostBudget"];
            efficiency?: components["schemas"]["CostEfficiency"];
            savings?: components["schemas"]["CostSavings"];
        };
        /** @description All that is told in one currency. */
        CostSheet: {
            /** @description ISO 4217; absent where nobody says it. */
            money?: string;
            /** @description In order; a day that is not there is a gap. */
            days: components["schemas"]["DailyCost"][];
            /** @description The dearest rows, at most seven, and the rest as one without a key. */
            stack: {
                /** @description Absent for the rest. */
                key?: string;
                name: string;
                /** @description How many rows it stands for. */
                count: number;
                days: components["schemas"]["DailyCost"][];
            }[];
            /** @description Of the month to date, whose cost it is. */
            shares: {
                share: components["schemas"]["AllocationShare"];
                cost: number;
            }[];
            monthToDate: components["schemas"]["DaysCoverage"];
            change?: components["schemas"]["CostChange"];
            lastMonth: components["schemas"]["CostMonth"];
            forecast: components["schemas"]["CostForecast"];
            pastError?: components["schemas"]["PastForecastError"];
            budgets: components["schemas"]["CostBudget"][];
            efficiency?: components["schemas"]["CostEfficiency"];
            savings?: components["schemas"]["CostSavings"];
            /** @description How much of the fleet the last day is of, by clusters and by what they spend. */
            spend: {
                clusters: {
                    known: number;
                    expected: number;
                };
                spend?: {
                    known: number;
                    expected: number;
                };
                ratio?: number;
                neverKnown: number;
            };
            /** @description What of the month to date rests on a price sheet rather than on what a provider bills. */
            estimatedCost: number;
            anomalies: {
                /** @description The newest first, at most 20. */
                items: components["schemas"]["CostAnomaly"][];
                judgedDays: number;
                unjudgedDays: number;
            };
            /** @description The dearest first, at most 200. */
            rows: components["schemas"]["CostRow"][];
            rowsTotal: number;
        };
        /** @description Who tells the costs of a cluster. */
        CostSource: {
            cluster: components["schemas"]["ClusterReference"];
            engine: string;
            observer: components["schemas"]["ClusterReference"];
            money?: string;
            lastDay: components["schemas"]["Day"];
            /** @description Of those that are told. */
            days: number;
            /**
             * Format: date-time
             * @description When the figures of the last day were last taken down.
             */
            toldAt?: string;
            estimated: boolean;
        };
        FleetCost: {
            /** Format: date-time */
            asOf: string;
            /** @description The first day that is not over. */
            today: components["schemas"]["Day"];
            by: components["schemas"]["CostRowKind"];
            /** @description The days that are told. */
            span: components["schemas"]["DaySpan"];
            /** @description The first day that is known; absent where none is. */
            since?: components["schemas"]["Day"];
            /** @description Of each currency, the one with most clusters first. */
            sheets: components["schemas"]["CostSheet"][];
            /** @description Those whose last day is the oldest first, at most 200. */
            sources: components["schemas"]["CostSource"][];
            /** @description Clusters on which there is something of it and of which no cost is known, at most 200. */
            silent: components["schemas"]["ClusterReference"][];
            /** @description Annotations that are meant for budgets of what was asked for and are none, at most 20; absent where there are none. */
            budgetProblems?: components["schemas"]["CostBudgetProblem"][];
            coverage: components["schemas"]["FleetCoverage"];
            limited?: components["schemas"]["Limited"];
        };
        CostOfHour: {
            /**
             * Format: date-time
             * @description When it began.
             */
            at: string;
            /** @description At least that where a cluster is lacking; absent where none told. */
            cost?: number;
            /** @description Clusters that told of it. */
            known: number;
            /** @description Clusters that told of it or of an hour before it. */
            expected: number;
        };
        CostHoursSheet: {
            /** @description Absent where nobody says it. */
            money?: string;
            /** @description From the first that is known on, the oldest first. */
            hours: components["schemas"]["CostOfHour"][];
            /** @description Where they differ, what is spent is at least what hours say. */
            clusters: {
                /** @description That told of hours. */
                known: number;
                /** @description That told of hours or of one of the last eight days. */
                expected: number;
            };
            /** @description What was spent today so far, and of how many hours that is. */
            today: {
                cost?: number;
                known: number;
                inPart: number;
                /** @description With those before the first that is known. */
                missing: number;
            };
        };
        FleetCostHours: {
            /** Format: date-time */
            asOf: string;
            today: components["schemas"]["Day"];
            sheets: components["schemas"]["CostHoursSheet"][];
            coverage: components["schemas"]["FleetCoverage"];
            limited?: components["schemas"]["Limited"];
        };
        /** @description A row of the price sheet, for nodes of a provider, region and class; for all where one of them is absent. Without prices it ends those of the rows before it. */
        PriceDraft: {
            provider?: string;
            region?: string;
            /** @description The class of the machine. */
            instanceType?: string;
            /** @description Of a core for an hour. */
            cpuHour?: number;
            /** @description Of a GiB of memory for an hour. */
            gibHour?: number;
            /** @description Of a GiB of a volume for an hour. */
            volumeGibHour?: number;
            /** @description Of a GPU for an hour. */
            gpuHour?: number;
            currency: string;
            validFrom: components["schemas"]["Day"];
            note?: string;
        };
        FleetPricesChange: {
            rows: components["schemas"]["PriceDraft"][];
        };
        FleetPriceRow: {
            id: string;
            provider?: string;
            region?: string;
            instanceType?: string;
            /** @description Absent where the row ends others. */
            cpuHour?: number;
            gibHour?: number;
            volumeGibHour?: number;
            gpuHour?: number;
            currency: string;
            validFrom: components["schemas"]["Day"];
            note?: string;
            /** @description Who wrote it, as a reference. */
            setBy: string;
            /** Format: date-time */
            setAt: string;
            /**
             * @description Whether it holds today, will, or another row holds in its place.
             * @enum {string}
             */
            state: "in-force" | "to-come" | "replaced";
        };
        ConfiguredPrices: {
            /** @description As the configuration names it. */
            cluster: string;
            poll: string;
            /** @description In which rows of the sheet count; none do where it is absent. */
            currency?: string;
            /** @description What holds where no row of the sheet does; the first that fits a node. */
            prices: {
                provider?: string;
                region?: string;
                instanceType?: string;
                cpuHour: number;
                gibHour: number;
                volumeGibHour?: number;
                gpuHour?: number;
            }[];
        };
        FleetPrices: {
            /** Format: date-time */
            asOf: string;
            today: components["schemas"]["Day"];
            /** @description The first day that a new row may hold on; those before it are charged. */
            earliest: components["schemas"]["Day"];
            /** @description What holds, then what will, then what held; of each those written last first, at most 1000. */
            rows: components["schemas"]["FleetPriceRow"][];
            rowsTotal: number;
            /** @description The questions that are charged by prices. */
            configured: components["schemas"]["ConfiguredPrices"][];
        };
        CostBudgetProblem: {
            /** @description The reference of what states it. */
            entity: string;
            /** @description As it is written, at most 128 characters of it. */
            value: string;
            thresholds?: string;
            /**
             * @description What of it is wrong; `contested` where several Resources say that they are the cluster.
             * @enum {string}
             */
            problem: "too-long" | "amount" | "currency" | "period" | "thresholds" | "contested";
        };
        /** @enum {string} */
        TransitionField: "reachability" | "coverage" | "heartbeat" | "presence" | "currency" | "health" | "sync" | "version" | "desired-version" | "replicas" | "engines" | "region" | "environment" | "rollout";
        Transition: {
            id: string;
            cluster: components["schemas"]["ClusterReference"];
            /** @enum {string} */
            scope: "cluster" | "coverage" | "instance" | "delivery";
            /** @description What changed, in words: a component, a delivery, a kind. */
            name: string;
            /** @description Of an instance. */
            namespace?: string;
            entityRef?: string;
            field: components["schemas"]["TransitionField"];
            /** @description Absent where nothing was stated before. */
            from?: string;
            /** @description Absent where nothing is stated any more. */
            to?: string;
            reason?: string;
            /** @description Ids of the engines that deliver it. */
            engines?: string[];
            /** @description Who or what began the operation that was under way, or over for no more than ten minutes, as its engine tells it. */
            initiatedBy?: string;
            /**
             * @description The phase of that operation.
             * @enum {string}
             */
            operation?: "running" | "succeeded" | "failed" | "unknown";
            /**
             * Format: date-time
             * @description When it was seen; of several in one, the last.
             */
            at: string;
            /**
             * Format: date-time
             * @description After a gap: it happened between this and `at`. Of currency: nobody saw it in between.
             */
            notBefore?: string;
            /** @description Several changes to and fro within minutes, told as one. */
            folded?: {
                /** Format: date-time */
                firstAt: string;
                count: number;
                /** @description What it was in between, each once, at most eight; empty text for nothing stated. */
                values: string[];
            };
        };
        TransitionPage: {
            items: components["schemas"]["Transition"][];
            nextCursor?: string;
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        /** @description What of the answer holds only what the reader may see. Absent where it holds all. */
        Limited: ("clusters" | "instances" | "findings" | "allocations")[];
        NotHere: {
            cluster: components["schemas"]["ClusterReference"];
            region: string;
            environment: string;
            /** @enum {string} */
            reason: "not-placed" | "placed-but-absent" | "unreachable" | "unauthorized" | "forbidden" | "invalid" | "quarantined" | "not-asked" | "pending";
            detail: string;
        };
        ComponentFleet: {
            entityRef: string;
            /** @description Whether the catalog mirror holds the entity. */
            known: boolean;
            /** Format: date-time */
            asOf: string;
            totals: components["schemas"]["StateCounts"];
            /** @description Clusters that it runs on. */
            clusters: number;
            /** @description A page of them, the worst first. */
            instances: components["schemas"]["Instance"][];
            nextCursor?: string;
            /** @description The first of the clusters that it does not run on; those of which it is not known come first. */
            notHere: components["schemas"]["NotHere"][];
            notHereTotal: number;
            /** @description Those on their way, the newest first; where there is none, the last one. */
            rollouts?: components["schemas"]["RolloutSummary"][];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
            /** @description Where it runs nowhere, what may belong to it; each proposal is for this entity. */
            candidates?: components["schemas"]["UnboundItem"][];
            /** @description What of the entity could not be taken from the catalog. */
            problems?: string[];
            /** @description The annotations that bind this entity, or those that would. */
            hints: {
                annotation: string;
                value?: string;
            }[];
        };
        /**
         * @description How far a release is on one cluster.
         * @enum {string}
         */
        MemberState: "not-placed" | "queued" | "window-closed" | "awaiting-approval" | "applying" | "verifying" | "soaking" | "succeeded" | "failed" | "timed-out" | "stuck" | "skipped" | "rolled-back" | "paused" | "unknown";
        /** @enum {string} */
        RolloutLifeCycle: "running" | "paused" | "completed" | "superseded" | "rolled-back";
        /** @description Members by their state; states that none is in are left out. */
        MemberCounts: {
            [key: string]: number;
        };
        /** @description One link between a release and its being well on a cluster. */
        ReasonLink: {
            /** @enum {string} */
            link: "placement" | "generator" | "window" | "wave-gate" | "approval" | "sync" | "admission" | "quota" | "scheduling" | "health" | "verification";
            /**
             * @description `not-reached` comes after one that does not hold; `not-known` is no `passed`.
             * @enum {string}
             */
            state: "passed" | "failed" | "waiting" | "not-known" | "not-reached" | "not-asked";
            /** @description What the evidence says. */
            message?: string;
            /**
             * Format: date-time
             * @description When it is known to end, where that is known.
             */
            until?: string;
            /** @description What says so. */
            evidence?: {
                cluster?: components["schemas"]["ClusterReference"];
                kind: string;
                namespace?: string;
                name: string;
                /** Format: date-time */
                confirmedAt?: string;
                stale?: boolean;
            };
            /** @description Reference of who can do something about it. */
            owner?: string;
            /**
             * @description What can be done about it.
             * @enum {string}
             */
            remedy?: "place" | "fix-generator" | "wait-for-window" | "wait-for-wave" | "approve" | "sync" | "resume" | "fix-manifests" | "change-policy-or-manifest" | "raise-quota" | "add-capacity" | "fix-release" | "roll-back" | "restore-access" | "grant-access" | "wait";
        };
        PlaceReasons: {
            instanceId?: string;
            namespace?: string;
            environment?: string;
            rolloutId?: string;
            /** @description The release that the chain is about. */
            version?: string;
            state: components["schemas"]["MemberState"];
            /** Format: date-time */
            since?: string;
            links: components["schemas"]["ReasonLink"][];
        };
        Reasons: {
            entityRef: string;
            cluster: components["schemas"]["ClusterReference"];
            /** Format: date-time */
            asOf: string;
            /** @enum {string} */
            runsHere: "yes" | "no" | "not-known";
            places: components["schemas"]["PlaceReasons"][];
        };
        /** @description How far the release that concerns an instance is there. */
        InstanceRollout: {
            rolloutId: string;
            /** @description Which of the waves, counted from 0; absent where none has it. */
            wave?: number;
            state: components["schemas"]["MemberState"];
            /** Format: date-time */
            since: string;
            /**
             * Format: date-time
             * @description When the state is known to end.
             */
            until?: string;
            lastKnown?: components["schemas"]["MemberState"];
            /** @description The version before. */
            from?: string;
            reason?: components["schemas"]["ReasonLink"];
            /** Format: date-time */
            askedAt?: string;
            /** Format: date-time */
            appliedAt?: string;
            /** Format: date-time */
            doneAt?: string;
            /** Format: date-time */
            lastMovedAt?: string;
            share?: components["schemas"]["ReleaseShare"];
        };
        /** @description How much of what serves is of a release. */
        ReleaseShare: {
            percent: number;
            /**
             * @description `traffic` where a router confirms it, of all that is spoken of; replicas else.
             * @enum {string}
             */
            basis: "replicas" | "traffic";
        };
        RolloutMember: {
            instanceId: string;
            cluster: components["schemas"]["ClusterReference"];
            region: string;
            environment: string;
            namespace: string;
            engine?: string;
            rollout: components["schemas"]["InstanceRollout"];
        };
        RolloutWave: {
            name: string;
            /** @description What made the wave: configuration, or the engine and object. */
            source?: string;
            /**
             * @description done where all of it are; over where none is on its way any more, and some were skipped or taken back.
             * @enum {string}
             */
            state: "done" | "running" | "waiting" | "later" | "over" | "failed";
            counts: components["schemas"]["MemberCounts"];
            members: number;
            done: number;
            /**
             * Format: date-time
             * @description When it is known to begin, where that is known.
             */
            until?: string;
        };
        /** @description One release of one component on its way over the fleet. */
        RolloutSummary: {
            id: string;
            entityRef: string;
            title?: string;
            owner?: string;
            system?: string;
            /** @description Absent until a cluster shows which version the revision brings. */
            version?: string;
            revision?: components["schemas"]["Revision"];
            previousVersion?: string;
            /** Format: date-time */
            beganAt: string;
            /** @description True where it had begun when watching began. */
            beganIsLowerBound?: boolean;
            /** Format: date-time */
            endedAt?: string;
            lifeCycle: components["schemas"]["RolloutLifeCycle"];
            counts: components["schemas"]["MemberCounts"];
            members: number;
            /** @description Members on which it succeeded. */
            done: number;
            waves: components["schemas"]["RolloutWave"][];
            environments: string[];
            share?: components["schemas"]["ReleaseShare"];
            /** @description Seconds, by how long this component took before; absent where too little is known. */
            timeLeft?: {
                from: number;
                to: number;
            };
        };
        Rollout: {
            /** Format: date-time */
            asOf: string;
            summary: components["schemas"]["RolloutSummary"];
            items: components["schemas"]["RolloutMember"][];
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        RolloutPage: {
            /** Format: date-time */
            asOf: string;
            items: components["schemas"]["RolloutSummary"][];
            nextCursor?: string;
            coverage: components["schemas"]["FleetCoverage"];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        /**
         * @default region
         * @enum {string}
         */
        MatrixGrouping: "region" | "environment" | "owner" | "wave" | "none";
        /** @description Of an answer about a time in the past, what it rests on. */
        Past: {
            /**
             * Format: date-time
             * @description What was asked for.
             */
            at: string;
            /**
             * Format: date-time
             * @description What the answer is of: that time, or where only the ends of days are kept, the end of that day, in UTC.
             */
            of: string;
            /**
             * @description Each change is kept, or what was at the end of each day.
             * @enum {string}
             */
            kept: "transitions" | "days";
            /**
             * Format: date-time
             * @description How far back it can be asked.
             */
            earliest: string;
        };
        /**
         * @description Why a cluster does not, or not completely, stand behind an answer about a time in the past. `not-watched`: nobody had begun to watch it. `not-answering`: it did not answer. `not-current`: not all of its kinds were known. `not-known`: nobody knows whether it answered. `not-kept`: of a day of which only the end is kept it is not kept how clusters were covered. `too-many`: more was there then than is read at once.
         * @enum {string}
         */
        PastGap: "not-watched" | "not-answering" | "not-current" | "not-known" | "not-kept" | "too-many";
        /**
         * @description How sure it is what was at a time. `known`: it was proven. `interval`: something changed between two times, and this one lies in between. `gap`: nobody saw it; it is what was known last. `before-watching`: nobody had begun to watch.
         * @enum {string}
         */
        Certainty: "known" | "interval" | "gap" | "before-watching";
        /** @description What an instance was at a time. What is absent nobody knows, or nobody stated; what `between` holds is not said besides. */
        PastInstance: {
            id: string;
            namespace: string;
            certainty: components["schemas"]["Certainty"];
            /** @description Whether it was there; absent where that is not known. */
            present?: boolean;
            health?: components["schemas"]["Health"];
            sync?: components["schemas"]["Sync"];
            version?: string;
            desiredVersion?: string;
            /**
             * @description How many of those that were wanted were available; `zero` where none was wanted.
             * @enum {string}
             */
            replicas?: "zero" | "none" | "some" | "all";
            engines: string[];
            /** @description What changed at a time that is not known, with what it may have been; empty text for nothing. */
            between: {
                /** @enum {string} */
                field: "presence" | "health" | "sync" | "version" | "desired-version" | "replicas" | "engines";
                values: string[];
            }[];
            /**
             * Format: date-time
             * @description Since when its health was so.
             */
            since?: string;
            /** @description Whether it may have been so for longer. */
            sinceIsLowerBound?: boolean;
            /**
             * Format: date-time
             * @description In a gap, the last proof before.
             */
            provenAt?: string;
        };
        PastOfComponent: {
            entityRef: string;
            cluster: components["schemas"]["ClusterReference"];
            past: components["schemas"]["Past"];
            gap?: components["schemas"]["PastGap"];
            items: components["schemas"]["PastInstance"][];
            limited?: components["schemas"]["Limited"];
        };
        /**
         * @description The worst of what runs in a cell, best to worst. `out-of-sync` is healthy or suspended, and not as it is wanted.
         * @enum {string}
         */
        MatrixCellState: "healthy" | "suspended" | "out-of-sync" | "progressing" | "unknown" | "missing" | "degraded";
        /** @description A cluster. What it does not say of itself here is unassigned or may not be seen. Of a time in the past region, environment and reachability are those of then; where those are not known, region and environment of now, and `pending` or `not-asked`, with the `gap` that says why. */
        MatrixRow: {
            cluster: components["schemas"]["ClusterReference"];
            region: string;
            environment: string;
            owner?: string;
            provider?: string;
            tier?: string;
            reachability: components["schemas"]["Reachability"];
            /**
             * Format: date-time
             * @description Since when its reachability is so; absent of a time in the past.
             */
            since?: string;
            /** @description Whether what is known of the cluster itself is not current. */
            stale: boolean;
            gap?: components["schemas"]["PastGap"];
            /** @description Whether all of it is read and current: only then an empty cell says that nothing runs there. */
            complete: boolean;
        };
        MatrixColumn: {
            entityRef: string;
            title?: string;
            system?: string;
            domain?: string;
            owner?: string;
        };
        MatrixGroup: {
            /** @description Empty where rows are not grouped. A wave's is its number, from 1; `other` are clusters that are in the release and in none of its waves, `unassigned` those that are not in it, or in no wave of the plan. */
            key: string;
            /** @description Of a wave, where it has one. */
            name?: string;
            /** @description The number of its first row. */
            from: number;
            /** @description How many rows it has. */
            count: number;
        };
        /** @description Whose waves rows can be grouped by: those of a release of the one component that is asked for, or of the one configured plan that all columns have in common. */
        MatrixWaves: {
            /** @enum {string} */
            by: "rollout" | "plan";
            rolloutId?: string;
            entityRef?: string;
            version?: string;
            lifeCycle?: components["schemas"]["RolloutLifeCycle"];
        };
        MatrixAxes: {
            /** Format: date-time */
            asOf: string;
            past?: components["schemas"]["Past"];
            revision: number;
            version: string;
            groupBy: components["schemas"]["MatrixGrouping"];
            /** @description Absent where nobody knows waves that are those of all columns. */
            waves?: components["schemas"]["MatrixWaves"];
            rows: {
                total: number;
                groups: components["schemas"]["MatrixGroup"][];
                /** @description The first hundred. */
                items: components["schemas"]["MatrixRow"][];
            };
            columns: {
                total: number;
                /** @description The first hundred. */
                items: components["schemas"]["MatrixColumn"][];
            };
            /** @description Cells of all rows and columns; of several instances in one the worst counts. */
            totals: components["schemas"]["StateCounts"];
            /** @description By filter key: clusters by `region`, `environment`, `provider` and `tier`, components by `system`, `domain` and `owner`, cells by `state`. */
            facets: {
                [key: string]: components["schemas"]["Facet"];
            };
            coverage: components["schemas"]["FleetCoverage"];
            /** @description Cells that permissions hide; 0 where it may not be said how many. */
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        MatrixTile: {
            /** Format: date-time */
            asOf: string;
            past?: components["schemas"]["Past"];
            revision: number;
            /** @description By which it is numbered. */
            version: string;
            rows: {
                from: number;
                items: components["schemas"]["MatrixRow"][];
            };
            columns: {
                from: number;
                items: components["schemas"]["MatrixColumn"][];
            };
            /** @description What `state` counts into. */
            states: components["schemas"]["MatrixCellState"][];
            /** @description What `version` and `desired` count into. */
            versions: string[];
            /** @description Of a time in the past, what `certainty` counts into. */
            certainties?: components["schemas"]["Certainty"][];
            /** @description What `rollout` counts into, the most urgent first. */
            rollouts: components["schemas"]["MemberState"][];
            cells: components["schemas"]["MatrixCells"];
            limited?: components["schemas"]["Limited"];
        };
        /** @description A place in all arrays for each cell in which something runs, row by row. What a cell says is that of the worst instance in it; where that is stale, as it was last known. One that is known to be missing or degraded now counts before any that is stale. */
        MatrixCells: {
            /** @description Of the tile, from 0. */
            row: number[];
            /** @description Of the tile, from 0. */
            column: number[];
            /** @description Index into `states`. */
            state: number[];
            /** @description That runs: index into `versions`; -1 where nobody knows. */
            version: number[];
            /** @description That is wanted: index into `versions`; -1 where nobody says. */
            desired: number[];
            /** @description Seconds that it has been so; -1 where nobody knows. */
            since: number[];
            /** @description 1 where it may have been so for longer. */
            atLeast: number[];
            /** @description How many there are in the cell. */
            instances: number[];
            /** @description 1 where what it says is not current, or may not be all. */
            stale: number[];
            /** @description Seconds since the last proof of what is stale; -1 where it is current, or nobody knows. */
            staleSince: number[];
            /** @description Of a time in the past, how sure it is what was: index into `certainties`. */
            certainty?: number[];
            /** @description How far the release is that concerns an instance in the cell, of several the most urgent: index into `rollouts`; -1 where none does, and where it has arrived, was passed over or is not placed. */
            rollout: number[];
            /** @description Seconds that the release has been so far; -1 where none is told. */
            rolloutSince: number[];
        };
        MatrixRollups: {
            /** Format: date-time */
            asOf: string;
            past?: components["schemas"]["Past"];
            revision: number;
            /** @description By which it is numbered. */
            version: string;
            groups: components["schemas"]["MatrixRange"];
            columns: components["schemas"]["MatrixRange"];
            counts: components["schemas"]["MatrixCounts"];
            limited?: components["schemas"]["Limited"];
        };
        MatrixRange: {
            from: number;
            count: number;
        };
        /** @description A place in all arrays for each group and column in which something runs; counted as totals are. */
        MatrixCounts: {
            /** @description Of the range, from 0. */
            group: number[];
            /** @description Of the range, from 0. */
            column: number[];
            healthy: number[];
            suspended: number[];
            progressing: number[];
            unknown: number[];
            missing: number[];
            degraded: number[];
            stale: number[];
            outOfSync: number[];
            total: number[];
        };
        AttentionItem: {
            id: string;
            /** @enum {string} */
            kind: "cluster-unreachable" | "cluster-unauthorized" | "cluster-forbidden" | "cluster-invalid" | "cluster-quarantined" | "instance-degraded" | "instance-stuck" | "delivery-degraded" | "heartbeat-lost" | "drift" | "node-not-ready" | "version-behind" | "possible-duplicate" | "identity-lost";
            /** @enum {string} */
            severity: "critical" | "warning" | "notice";
            /** @description The thing, e.g. a component or a cluster. */
            title: string;
            /** @description What is with it, e.g. degraded in eu-west-1. */
            state?: string;
            /** @description The reason in the words of the system. */
            detail?: string;
            /** Format: date-time */
            since?: string;
            count: number;
            clusters: components["schemas"]["ClusterReference"][];
            entityRef?: string;
            owner?: string;
            link: {
                /** @enum {string} */
                type: "cluster" | "clusters" | "component";
                clusterId?: string;
                entityRef?: string;
                tab?: string;
                filter?: {
                    [key: string]: string[];
                };
            };
        };
        ConfigurationProblem: {
            source: string;
            key: string;
            value?: string;
            message: string;
        };
        /** @description Clusters that share a value. */
        ClusterGroup: {
            /** @description `unassigned` where nothing states it. */
            value: string;
            totals: components["schemas"]["ClusterTotals"];
            /** @description The first of them, the worst first; `totals.clusters` says of how many. */
            clusters: components["schemas"]["ClusterSummary"][];
        };
        ClusterGrouping: {
            /** @enum {string} */
            by: "region" | "environment" | "provider" | "tier" | "owner";
            /** @description Clusters that the filters let through. */
            clusters: number;
            groups: components["schemas"]["ClusterGroup"][];
            /** @description Where there are many groups, those that need attention most are here. */
            groupsTotal: number;
        };
        Overview: {
            /** Format: date-time */
            asOf: string;
            revision: number;
            /** @description Of the whole fleet, whatever the filters. */
            totals: components["schemas"]["ClusterTotals"];
            attention: components["schemas"]["AttentionItem"][];
            attentionTotal: number;
            /** @description Whether there is so much that not all was looked at; then the total is at least so. */
            attentionMore: boolean;
            grouping: components["schemas"]["ClusterGrouping"];
            /** @description By filter key. */
            facets: {
                [key: string]: components["schemas"]["Facet"];
            };
            coverage: components["schemas"]["FleetCoverage"];
            problems: components["schemas"]["ConfigurationProblem"][];
            hidden: number;
            limited?: components["schemas"]["Limited"];
        };
        FleetHealth: {
            /** Format: date-time */
            asOf: string;
            /**
             * @description failing: writes or derivations have failed for more than 60 s, a thread has stopped, the database does not answer, or it does not have this replica among those that live. unknown: nothing was written, or nothing derived, since this replica started.
             * @enum {string}
             */
            status: "ok" | "unknown" | "failing";
            /** @description Why it is not ok. */
            reasons: string[];
            /** @description The one that answered. What it does not know is absent. */
            replica: {
                /** @description What it calls itself in the database. */
                id?: string;
                /** Format: date-time */
                startedAt: string;
                /** @description Clusters that it reads. */
                leases?: number;
                /** @description Batches that are not in the database yet. */
                writesWaiting?: number;
                /** Format: date-time */
                lastWriteAt?: string;
                /** Format: date-time */
                writesFailingSince?: string;
                /** Format: date-time */
                lastDeriveAt?: string;
                /** Format: date-time */
                derivingFailingSince?: string;
                /** @description Batches dropped since it started, for another replica had the lease. */
                fencedWrites: number;
                threads?: {
                    /** @enum {string} */
                    state: "running" | "starting" | "stopped";
                    clusters: number;
                }[];
            };
            /** @description As the database has it. Absent while it does not answer. */
            shared?: {
                /** @description By reachability. */
                clusters: {
                    [key: string]: number;
                };
                /** @description Namespaces that wait to be derived, counted up to 10,000. */
                marksWaiting: number;
                /** @description Those that live by the database's clock, the oldest first, up to 100. */
                replicas: {
                    id: string;
                    /** Format: date-time */
                    startedAt: string;
                    /** @description Clusters whose lease it holds. */
                    clusters: number;
                }[];
                /** @description Clusters whose lease nobody holds, or that has expired. */
                unclaimed: number;
                /** @description Clusters whose API server may send its audit log, and what came of it, counted since it first came. That nothing came does not say that nobody did anything. */
                auditWebhooks?: {
                    cluster: components["schemas"]["ClusterReference"];
                    /** Format: date-time */
                    lastReceivedAt?: string;
                    /** Format: date-time */
                    keptSince?: string;
                    /**
                     * Format: date-time
                     * @description When something was last not taken.
                     */
                    lastLostAt?: string;
                    events?: number;
                    /** @description Of these. */
                    kept?: number;
                    /** @description Events that were not understood. */
                    malformed?: number;
                    /** @description Requests that were not taken. */
                    refused?: number;
                }[];
            };
        };
        Changes: {
            revision: number;
            changed: boolean;
            /** Format: date-time */
            asOf: string;
        };
        /** @description The object that a system is told about. */
        ActionTarget: {
            /** @description Of the delivery or the workload. */
            id: string;
            /** @enum {string} */
            type: "delivery" | "workload";
            kind: string;
            namespace?: string;
            name: string;
            /** @description The cluster that holds the object; of an Application of Argo CD its hub. */
            cluster: components["schemas"]["ClusterReference"];
        };
        /** @description Whether an action can be used now, and if not, what is missing. */
        ActionAvailability: {
            /** @enum {string} */
            state: "available" | "no-credentials" | "not-permitted" | "unreachable" | "superseded";
            reason?: string;
            /** @description The configuration key to add. */
            configuration?: string;
            /** @description The permission to ask for. */
            permission?: string;
        };
        /** @description What the engine says that it brought before. */
        ActionHistoryEntry: {
            id?: number;
            revision: string;
            /** Format: date-time */
            deployedAt?: string;
        };
        InstanceAction: {
            action: string;
            title: string;
            description: string;
            /** @description JSON schema of what it can be told. */
            parameters: {
                [key: string]: unknown;
            };
            target: components["schemas"]["ActionTarget"];
            availability: components["schemas"]["ActionAvailability"];
            /** @description What can be gone back to, newest first. */
            history?: components["schemas"]["ActionHistoryEntry"][];
        };
        InstanceActions: {
            /** Format: date-time */
            asOf: string;
            items: components["schemas"]["InstanceAction"][];
        };
        ActionParameters: {
            [key: string]: string | number | boolean | {
                [key: string]: string;
            }[];
        };
        ActionQuestion: {
            targetId: string;
            action: string;
            parameters?: components["schemas"]["ActionParameters"];
        };
        ActionRequest: {
            targetId: string;
            action: string;
            parameters?: components["schemas"]["ActionParameters"];
            /** @description Why, for the audit and for who reads it later. */
            reason: string;
            /** @description What the plan said, as it was shown. */
            effect: string;
            /** @description What the plan was made on. */
            resourceVersion: string;
        };
        /** @description One field that is written. Values of Secrets are left out. */
        ActionChange: {
            /** @description Kind and name. */
            object: string;
            path: string;
            /** @description As JSON, cut; absent where it is removed or not told. */
            value?: string;
        };
        /** @description What an action would do, or in `refused` why it cannot be done. */
        ActionPlan: {
            effect?: string;
            /** @description What will take the change back. */
            revertedBy?: string;
            changes: components["schemas"]["ActionChange"][];
            resourceVersion?: string;
            refused?: string;
        };
        /** @enum {string} */
        ActionRunState: "asked" | "accepted" | "seen" | "failed" | "timed-out";
        ActionRun: {
            id: string;
            instanceId: string;
            action: string;
            title: string;
            target: components["schemas"]["ActionTarget"];
            /** @description The cluster that what is told brings things to; absent where it is not known. */
            about?: components["schemas"]["ClusterReference"];
            parameters: components["schemas"]["ActionParameters"];
            reason: string;
            effect: string;
            revertedBy?: string;
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            state: components["schemas"]["ActionRunState"];
            /** @description The states that it went through, in order. */
            steps: {
                state: components["schemas"]["ActionRunState"];
                /** Format: date-time */
                at: string;
                message?: string;
            }[];
            /** Format: date-time */
            followUntil: string;
        };
        ActionRunPage: {
            /** Format: date-time */
            asOf: string;
            items: components["schemas"]["ActionRun"][];
            nextCursor?: string;
        };
        /**
         * @description `initiated` while it goes on; `unfinished` where it began and nobody will say any more how it ended.
         * @enum {string}
         */
        AuditResult: "succeeded" | "failed" | "refused" | "initiated" | "unfinished";
        AuditEntry: {
            /** @description What its beginning and its end share. */
            id: string;
            /** Format: date-time */
            at: string;
            /**
             * Format: date-time
             * @description Absent where it had no length or has no end.
             */
            endedAt?: string;
            /** @description Its id in the closed list. */
            event: string;
            actor: {
                /** @enum {string} */
                type: "user" | "service" | "fleet";
                /** @description The reference of the user, the subject of the service, or the replica. */
                id: string;
            };
            target: {
                type: string;
                id: string;
                /** @description As it was called then. */
                name?: string;
                /** @description Whether it is a cluster that is known now. */
                exists: boolean;
            };
            before?: {
                [key: string]: unknown;
            };
            after?: {
                [key: string]: unknown;
            };
            reason?: string;
            error?: string;
            result: components["schemas"]["AuditResult"];
            /** @description Whose chain its row is in. */
            replica: string;
            /** @description The number of its row there. */
            number: number;
            hash: string;
        };
        AuditPage: {
            /** Format: date-time */
            asOf: string;
            items: components["schemas"]["AuditEntry"][];
            nextCursor?: string;
            /** @description Of all that the filters let through, up to 10,000. */
            totals: {
                entries: number;
                /** @description There are more than are counted. */
                atLeast: boolean;
                results: {
                    [key: string]: number;
                };
            };
            /** @description What each value of a filter would leave under all others, counted like the totals; by `event` and by `result`. */
            facets: {
                [key: string]: components["schemas"]["Facet"];
            };
            /** @description For how long rows are kept. */
            keepDays: number;
        };
        /**
         * @description `unknown` is what nobody could look at, and is no pass.
         * @enum {string}
         */
        FleetCheckStatus: "passed" | "failed" | "unknown" | "not-applicable";
        /**
         * @description Why something is not known.
         * @enum {string}
         */
        FleetCheckCause: "not-asked" | "forbidden" | "unreachable" | "stale" | "not-evaluated" | "unstated" | "hidden";
        FleetCheckEvidence: {
            /** @description Who or what says it. */
            source: string;
            says: string;
            /** Format: date-time */
            confirmedAt?: string;
        };
        /** @description One question and its answer. What passed has evidence, and when that was last confirmed. */
        FleetCheck: {
            kind: string;
            status: components["schemas"]["FleetCheckStatus"];
            reason: string;
            cause?: components["schemas"]["FleetCheckCause"];
            evidence: components["schemas"]["FleetCheckEvidence"][];
            /** Format: date-time */
            confirmedAt?: string;
            /** @description What to do about it. */
            advice?: string;
        };
        FleetCheckCounts: {
            passed: number;
            failed: number;
            unknown: number;
            notApplicable: number;
        };
        /** @enum {string} */
        ClusterCheckKind: "reachability" | "identity" | "rbac" | "clock-skew" | "kubernetes-version" | "labels" | "policy-bundle" | "backup-schedule" | "cost-agent" | "metrics-agent";
        ClusterVerificationRequest: {
            /** @description Which; all where there are none. */
            checks?: components["schemas"]["ClusterCheckKind"][];
        };
        ClusterVerification: {
            /** Format: date-time */
            asOf: string;
            cluster?: components["schemas"]["ClusterReference"];
            /** @description Of one that is not of the fleet yet. */
            server?: string;
            checks: components["schemas"]["FleetCheck"][];
            counts: components["schemas"]["FleetCheckCounts"];
        };
        CandidateVerificationRequest: {
            /** @description The https address of its API server. */
            server: string;
            /** @description The certificates of its authority, as PEM or base64 of that. */
            certificateAuthority?: string;
            /** @description The name of credentials of the configuration. Never a credential. */
            credentials?: string;
            /** @description What it will be. */
            attributes?: {
                region?: string;
                environment?: string;
                tier?: string;
                owner?: string;
            };
            /** @description Which; all where there are none. */
            checks?: components["schemas"]["ClusterCheckKind"][];
        };
        /** @enum {string} */
        PreflightCheckKind: "api-versions" | "deprecated-apis" | "custom-resources" | "references" | "quota" | "image-digests" | "values-schema" | "admission";
        /** @description A kind that will be there, of which nothing more is known. */
        PreflightKind: {
            apiVersion: string;
            kind: string;
        };
        PreflightReference: {
            /** @enum {string} */
            kind: "Secret" | "ConfigMap";
            namespace: string;
            name: string;
        };
        PreflightRequest: {
            /** @description The ids of the clusters that it is to go to. */
            clusters: string[];
            /** @description The manifests, as parsed. */
            objects?: {
                [key: string]: unknown;
            }[];
            /** @description Kinds, where the manifests are not at hand. */
            kinds?: components["schemas"]["PreflightKind"][];
            /** @description What has to be there, beside what the manifests name. */
            references?: components["schemas"]["PreflightReference"][];
            /** @description Of objects that name none; `default` where it is absent. */
            namespace?: string;
            /** @description Where the same workloads run whose images it has to have. */
            source?: {
                cluster: string;
                namespace?: string;
            };
            /** @description The images that it has to have, by repository; of a release, where no source runs it. */
            images?: {
                repository: string;
                digest: string;
            }[];
            /** @description Values of a chart, and the schema that they have to fit. */
            values?: {
                schema: {
                    [key: string]: unknown;
                };
                values: {
                    [key: string]: unknown;
                };
            };
            /** @description Which; all where there are none. */
            checks?: components["schemas"]["PreflightCheckKind"][];
        };
        PreflightTarget: {
            cluster: components["schemas"]["ClusterReference"];
            checks: components["schemas"]["FleetCheck"][];
            counts: components["schemas"]["FleetCheckCounts"];
        };
        Preflight: {
            /** Format: date-time */
            asOf: string;
            targets: components["schemas"]["PreflightTarget"][];
            counts: components["schemas"]["FleetCheckCounts"];
        };
        AuditBreak: {
            chain: string;
            number: number;
            /** Format: date-time */
            at?: string;
            /** @enum {string} */
            kind: "changed" | "missing" | "replaced" | "cut";
        };
        AuditChain: {
            /** Format: date-time */
            checkedAt: string;
            /**
             * @description `unknown` where there is no row.
             * @enum {string}
             */
            state: "intact" | "broken" | "unknown";
            /**
             * Format: date-time
             * @description Of the oldest row.
             */
            since?: string;
            rows: number;
            chains: number;
            breaks: components["schemas"]["AuditBreak"][];
            breaksTotal: number;
        };
        /**
         * @description How far a promotion is. `done` takes that each cluster was seen healthy with it for as long as it has to be.
         * @enum {string}
         */
        PromotionState: "planned" | "waiting" | "opening" | "proposed" | "merged" | "applying" | "verifying" | "soaking" | "done" | "failed" | "stopped" | "rolled-back" | "superseded" | "expired";
        /**
         * @default promote
         * @enum {string}
         */
        PromotionDirection: "promote" | "roll-back";
        PromotionPreflightRequest: {
            component: string;
            from: string;
            to: string;
        };
        PromotionPreflightAnswer: {
            /** Format: date-time */
            asOf: string;
            gate: components["schemas"]["Gate"];
        };
        /** @enum {string} */
        GateKind: "upstream-stage" | "policy" | "drift-free" | "health" | "alerts" | "capacity" | "preflight" | "cost-change" | "approval" | "freeze";
        /** @enum {string} */
        GateStatus: "failed" | "unknown" | "waiting" | "passed" | "not-applicable";
        GateEvidence: {
            /** @description The same for as long as it is the same thing. */
            key: string;
            status: components["schemas"]["GateStatus"];
            text: string;
            cluster?: components["schemas"]["ClusterReference"];
            /** Format: date-time */
            confirmedAt?: string;
        };
        /** @description A condition in the way of a promotion. Unknown never opens. */
        Gate: {
            kind: components["schemas"]["GateKind"];
            status: components["schemas"]["GateStatus"];
            /** Format: date-time */
            since?: string;
            /**
             * Format: date-time
             * @description When it changes by itself, as far as that is known.
             */
            until?: string;
            reason: string;
            /** @description It has to be judged before each wave. */
            required: boolean;
            /** @description What does not hold first. */
            evidence: components["schemas"]["GateEvidence"][];
            evidenceTotal: number;
            overridable: boolean;
            overriddenBy?: components["schemas"]["GateOverride"];
        };
        GateOverride: {
            gate: components["schemas"]["GateKind"];
            wave: string;
            by: string;
            /** Format: date-time */
            at: string;
            reason: string;
        };
        /** @description What will happen next. */
        GateNext: {
            /** @enum {string} */
            what: "goes-on" | "by-itself" | "approval" | "repair" | "evidence";
            /** Format: date-time */
            at?: string;
            text: string;
        };
        PromotionImage: {
            repository: string;
            tag?: string;
            digest?: string;
        };
        PromotionRevision: {
            /** @enum {string} */
            type: "commit" | "branch" | "tag" | "chart" | "digest" | "other";
            value: string;
            reference?: string;
        };
        /** @description What runs on a stage, as content. Its id goes by digests. */
        ReleaseShown: {
            id: string;
            images: {
                workload: string;
                container: string;
                repository: string;
                tag?: string;
                digest?: string;
            }[];
            revision?: components["schemas"]["PromotionRevision"];
        };
        /** @description What may be something else by tomorrow. */
        NotPinned: {
            workload?: string;
            container?: string;
            reference: string;
            /** @enum {string} */
            because: "no-digest" | "movable-revision";
        };
        PipelineWave: {
            key: string;
            wave: string;
            part: number;
            soakSeconds: number;
            clusters: components["schemas"]["ClusterReference"][];
        };
        PipelineStage: {
            name: string;
            /** @description Of a step of an ApplicationSet: what it selects, as its engine words it. Only to who may see all. */
            title?: string;
            after: string[];
            waves: components["schemas"]["PipelineWave"][];
            clusters: number;
            /** @description Clusters on which the component is. */
            runsOn: number;
            /** @description How many instances are how; those that are not current are `stale` and nothing else. */
            states: {
                [key: string]: number;
            };
            release?: components["schemas"]["ReleaseShown"];
            /**
             * @description Why no release is told of it.
             * @enum {string}
             */
            because?: "not-current" | "moving" | "mixed" | "nothing" | "not-there";
            /** @description Clusters on which that is so. */
            becauseOf?: components["schemas"]["ClusterReference"][];
            notPinned: components["schemas"]["NotPinned"][];
            promotion?: components["schemas"]["PromotionSummary"];
        };
        /** @description Components on clusters, by what happens to them. */
        PlanCounts: {
            new: number;
            changed: number;
            removed: number;
            unchanged: number;
            unknown: number;
        };
        /**
         * @description Why a plan as a whole is not to be carried out.
         * @enum {string}
         */
        PlanHeld: "not-next" | "no-release" | "no-target" | "nothing-to-move" | "held-items" | "no-commit" | "no-path" | "shared-path";
        /** @description What would be promoted from one stage to the next. */
        PipelineMove: {
            from: string;
            to: string;
            mayMove: boolean;
            because: components["schemas"]["PlanHeld"][];
            counts: components["schemas"]["PlanCounts"];
            release?: string;
            allowed?: components["schemas"]["PromotionAllowance"];
        };
        Pipeline: {
            /** Format: date-time */
            asOf: string;
            component: string;
            /** @description Whether stages are configured. */
            configured: boolean;
            stages: components["schemas"]["PipelineStage"][];
            moves: components["schemas"]["PipelineMove"][];
            /** @description Clusters on which it runs and that are in no stage. */
            unplaced: {
                cluster: components["schemas"]["ClusterReference"];
                /** @enum {string} */
                because: "no-stage" | "no-wave" | "no-step";
                stage?: string;
            }[];
            /** @description Clusters that several stages or waves select. They are in none. */
            ambiguous: {
                cluster: components["schemas"]["ClusterReference"];
                places: string[];
            }[];
            /** @description What is wrong with the stages that are configured, or why the steps of its ApplicationSet are not known. Without stages nothing moves. */
            problems: {
                path: string;
                message: string;
                advice: string;
            }[];
            /** @description What of it is only what the reader may see. */
            limited?: ("clusters" | "instances" | "findings" | "allocations")[];
        };
        /** @description What happens to the component on one cluster. */
        PlanItem: {
            cluster: components["schemas"]["ClusterReference"];
            namespace?: string;
            wave: string;
            /** @enum {string} */
            change: "new" | "changed" | "removed" | "unchanged" | "unknown";
            images: {
                workload: string;
                container: string;
                /** @enum {string} */
                change: "new" | "changed" | "removed" | "unchanged" | "unknown";
                from?: components["schemas"]["PromotionImage"];
                to?: components["schemas"]["PromotionImage"];
            }[];
            revision?: {
                from?: components["schemas"]["PromotionRevision"];
                to?: components["schemas"]["PromotionRevision"];
            };
            mayMove: boolean;
            because: ("same" | "not-pinned" | "source-not-current" | "source-moving" | "source-mixed" | "source-nothing" | "target-not-current" | "target-moving" | "removal")[];
        };
        /** @description A file in Git that is changed for a wave. */
        PlannedGitChange: {
            wave: string;
            key: string;
            repository?: string;
            path: string;
            /** @enum {string} */
            edit: "kustomize-images" | "helm-values";
            clusters: components["schemas"]["ClusterReference"][];
        };
        /** @description Why it is not known what to change in Git for a cluster. */
        GitProblem: {
            cluster: components["schemas"]["ClusterReference"];
            /** @enum {string} */
            because: "no-commit" | "no-path" | "shared-path";
            text: string;
        };
        PromotionPlan: {
            /** Format: date-time */
            asOf: string;
            component: string;
            from: string;
            to: string;
            release?: components["schemas"]["ReleaseShown"];
            /** @description Of all that the plan says. */
            hash: string;
            /** @description The commit that the target runs, or one text for several; empty where none is known. */
            commit: string;
            mayMove: boolean;
            because: components["schemas"]["PlanHeld"][];
            counts: components["schemas"]["PlanCounts"];
            waves: components["schemas"]["PipelineWave"][];
            items: components["schemas"]["PlanItem"][];
            changes: components["schemas"]["PlannedGitChange"][];
            problems: components["schemas"]["GitProblem"][];
            notPinned: components["schemas"]["NotPinned"][];
            /** @description Of the first wave, as they are now. */
            gates: components["schemas"]["Gate"][];
            next: components["schemas"]["GateNext"];
            approvalsNeeded: number;
            allowed: components["schemas"]["PromotionAllowance"];
            limited?: ("clusters" | "instances" | "findings" | "allocations")[];
        };
        /** @description Whether who asks may do it, and why not. */
        PromotionAllowance: {
            allowed: boolean;
            /** @enum {string} */
            because?: "no-person" | "not-permitted" | "is-author" | "has-approved" | "has-ended" | "not-in-this-state" | "asked-for";
        };
        PromotionRequest: {
            component: string;
            from: string;
            to: string;
            /** @description Of the plan, as it was shown. */
            hash: string;
            commit: string;
            reason?: string;
        };
        PromotionApproval: {
            /** @description Of the plan, as it was shown. */
            hash: string;
            commit: string;
        };
        PromotionOverride: {
            hash: string;
            commit: string;
            gate: components["schemas"]["GateKind"];
            wave: string;
            /** @description Keys of the evidence that holds it up, as it was shown. */
            seen: string[];
            reason: string;
        };
        PromotionReason: {
            reason: string;
        };
        /** @description That somebody wants it taken back. It is not before `state` says so. */
        PromotionRollback: {
            /** Format: date-time */
            askedAt: string;
            by: string;
            reason: string;
        };
        PromotionSummary: {
            id: string;
            component: string;
            from: string;
            to: string;
            release: string;
            /** @description What the release is called by. */
            version?: string;
            state: components["schemas"]["PromotionState"];
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            beganAt: string;
            /** Format: date-time */
            endedAt?: string;
            because?: string;
            /**
             * Format: date-time
             * @description When it was last gone through.
             */
            lookedAt?: string;
            rollback?: components["schemas"]["PromotionRollback"];
            requestedBy: string;
            /** @description The wave that is under way. */
            wave?: string;
            waves?: number;
            wavesDone?: number;
            clusters: number;
            heldUpBy?: components["schemas"]["GateKind"];
            next?: components["schemas"]["GateNext"];
        };
        PromotionPage: {
            /** Format: date-time */
            asOf: string;
            items: components["schemas"]["PromotionSummary"][];
            nextCursor?: string;
            total: number;
        };
        PromotionTarget: {
            cluster: components["schemas"]["ClusterReference"];
            /** Format: date-time */
            seenAt?: string;
            /** Format: date-time */
            arrivedAt?: string;
            /** Format: date-time */
            healthySince?: string;
            /** Format: date-time */
            soakedAt?: string;
            /** Format: date-time */
            backAt?: string;
        };
        /** @description A change in Git, and how far it is. */
        PromotionChange: {
            key: string;
            repository?: string;
            path: string;
            /** @enum {string} */
            edit: "kustomize-images" | "helm-values";
            /** @description Where people find it, such as the address of a pull request. */
            reference?: string;
            /** Format: date-time */
            proposedAt?: string;
            /** Format: date-time */
            saidToBeMergedAt?: string;
            /** @description The first delivery that was seen to have it. */
            seen?: {
                revision: string;
                cluster: components["schemas"]["ClusterReference"];
                /** Format: date-time */
                at: string;
            };
            /** @description What was started to propose it, the newest first. */
            attempts: components["schemas"]["PromotionAttempt"][];
        };
        PromotionAttempt: {
            number: number;
            direction: components["schemas"]["PromotionDirection"];
            /** @enum {string} */
            state: "starting" | "running" | "succeeded" | "failed";
            /** @description Of the scaffolder. */
            taskId?: string;
            reference?: string;
            error?: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endedAt?: string;
            /** Format: date-time */
            retryAt?: string;
        };
        PromotionWave: {
            key: string;
            state?: components["schemas"]["PromotionState"];
            /** Format: date-time */
            since?: string;
            soakSeconds: number;
            /** Format: date-time */
            judgedAt?: string;
            mayGoOn?: boolean;
            heldUpBy?: components["schemas"]["GateKind"];
            next?: components["schemas"]["GateNext"];
            /** Format: date-time */
            movingSince?: string;
            changes: components["schemas"]["PromotionChange"][];
            targets: components["schemas"]["PromotionTarget"][];
        };
        /** @description Something that changed a promotion. */
        PromotionHappening: {
            /** Format: date-time */
            at: string;
            type: string;
            wave?: string;
            by?: string;
            state: components["schemas"]["PromotionState"];
            text?: string;
        };
        Promotion: {
            id: string;
            /** Format: date-time */
            asOf: string;
            component: string;
            from: string;
            to: string;
            release: components["schemas"]["ReleaseShown"];
            hash: string;
            commit: string;
            state: components["schemas"]["PromotionState"];
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            beganAt: string;
            /** Format: date-time */
            plannedAt: string;
            /** Format: date-time */
            endedAt?: string;
            /**
             * Format: date-time
             * @description When it was last gone through.
             */
            lookedAt?: string;
            because?: string;
            requestedBy: string;
            reason?: string;
            authors: string[];
            approvalsNeeded: number;
            approvals: {
                by: string;
                /** Format: date-time */
                at: string;
                counts: boolean;
                /** @enum {string} */
                because?: "other-plan" | "other-commit" | "author" | "twice" | "nobody" | "not-yet";
            }[];
            overrides: components["schemas"]["GateOverride"][];
            rollback?: components["schemas"]["PromotionRollback"];
            counts: components["schemas"]["PlanCounts"];
            items: components["schemas"]["PlanItem"][];
            waves: components["schemas"]["PromotionWave"][];
            /** @description The key of the wave that is under way. */
            wave?: string;
            /** @description Of the wave that is under way, as they were last judged. */
            gates: components["schemas"]["Gate"][];
            next?: components["schemas"]["GateNext"];
            /** @description The newest first. */
            history: components["schemas"]["PromotionHappening"][];
            /**
             * @description Whether changes are proposed by tasks of the scaffolder, or somebody has to start these.
             * @enum {string}
             */
            proposesBy?: "task" | "hand";
            /** @description What who asks may do. */
            allowed: {
                approve: components["schemas"]["PromotionAllowance"];
                override: components["schemas"]["PromotionAllowance"];
                stop: components["schemas"]["PromotionAllowance"];
                rollBack: components["schemas"]["PromotionAllowance"];
            };
        };
        /** @description What an action changes in Git. */
        PromotionChanges: {
            promotion: string;
            component: string;
            from: string;
            to: string;
            release: string;
            version?: string;
            wave: string;
            direction: components["schemas"]["PromotionDirection"];
            hash: string;
            commit: string;
            /** @description Whether the gates of the wave are open; of what is taken back whether that was asked for. */
            mayGoOn: boolean;
            /** @description Why it may not. */
            because?: string;
            requestedBy?: string;
            changes: {
                key: string;
                repository?: string;
                /** @description The branch that deliveries follow. */
                branch?: string;
                path: string;
                /** @enum {string} */
                edit: "kustomize-images" | "helm-values";
                /** @description Of Helm values: where the image is. */
                valuesKey?: string;
                clusters: components["schemas"]["ClusterReference"][];
                images: {
                    workload: string;
                    container: string;
                    from?: components["schemas"]["PromotionImage"];
                    to: components["schemas"]["PromotionImage"];
                }[];
                /** @description Where it is proposed already. */
                reference?: string;
            }[];
        };
        PromotionChangeNote: {
            wave: string;
            key: string;
            hash: string;
            commit: string;
            reference: string;
            /** @description Of the branch that was pushed, where it is known. */
            headCommit?: string;
            direction?: components["schemas"]["PromotionDirection"];
        };
    };
    responses: {
        /** @description What is wrong, where, and what to do. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description The cluster's id. */
        clusterId: string;
        /** @description The instance's id. */
        instanceId: string;
        /** @description Those that last, those of them that nobody sees now, those that have ended, or all; those that last where it is absent. */
        driftState: "open" | "unconfirmed" | "ended" | "all";
        /** @description Only of these classes. */
        driftClass: components["schemas"]["DriftClass"][];
        /** @description Only of what these engines deliver. */
        driftEngine: string[];
        /** @description Only of these ages. */
        driftAge: components["schemas"]["DriftAge"][];
        /** @description Only what differs in this same way, by the key that an episode says. */
        driftSame: string;
        /** @description Only of these entities, as references. */
        driftComponent: string[];
        /** @description Only of these owners, as references. */
        driftOwner: string[];
        /** @description Only of these systems, as references. */
        driftSystem: string[];
        /** @description Only on these clusters, as ids. */
        driftCluster: string[];
        /** @description Only in these regions. */
        driftRegion: string[];
        /** @description Only in these environments. */
        driftEnvironment: string[];
        /** @description Whether what an exception hides is told too, or alone; it is left out where this is absent. */
        driftIgnored: "too" | "only";
        /** @description The exception's id. */
        exceptionId: string;
        /** @description The promotion's id. */
        promotionId: string;
        entityKind: string;
        entityNamespace: string;
        entityName: string;
        regionFilter: string[];
        environmentFilter: string[];
        providerFilter: string[];
        tierFilter: string[];
        ownerFilter: string[];
        reachabilityFilter: components["schemas"]["Reachability"][];
        healthFilter: components["schemas"]["Health"][];
        /** @description Kubernetes minor versions such as 1.34. */
        versionFilter: string[];
        /** @description Only clusters with an instance in one of these states. */
        instancesFilter: components["schemas"]["CountedState"][];
        /** @description Only clusters with a delivery in one of these states. */
        deliveriesFilter: components["schemas"]["CountedState"][];
        /** @description Only these states. */
        instanceState: components["schemas"]["CountedState"][];
        /** @description Only components of these systems. */
        matrixSystem: string[];
        /** @description Only components of systems in these domains. */
        matrixDomain: string[];
        /** @description Only components that these own. */
        matrixOwner: string[];
        /** @description Only these components. */
        matrixComponent: string[];
        /** @description Only clusters with these ids. */
        matrixCluster: string[];
        /** @description Only rows and columns with a cell in one of these states. */
        matrixCellState: components["schemas"]["CountedState"][];
        /** @description Only clusters on which one of the components runs. Others have none, or it is not known. */
        matrixPlaced: boolean;
        /** @description Part of the name or title of a component; where none has it, of a cluster. */
        matrixText: string;
        /** @description What rows are grouped by; `owner` is that of the cluster. By `wave` they are one group where the axes tell no `waves`. */
        matrixGroupBy: components["schemas"]["MatrixGrouping"];
        /** @description Of which release the waves are that rows are grouped by. Where absent, of the newest of the one component that is asked for, of those on their way if there are any. */
        matrixRollout: string;
        /** @description The order of rows within their group; by `state` the worst are first. */
        matrixSort: "name" | "state";
        /** @description The order of columns; by `state` the worst are first. */
        matrixColumnSort: "name" | "state";
        /** @description As it was at this time, such as 2026-01-31T12:00:00Z, to the second; as it is now where absent. */
        matrixAt: string;
        /** @description Of the axes by which rows and columns are numbered; the present one where absent. */
        matrixVersion: string;
        /** @description From the first, up to the second and not including it; at most 200. */
        matrixColumns: string;
        /** @description Part of who did it; case does not count. */
        auditActor: string;
        /** @description Only these events. */
        auditEvent: string[];
        /** @description Part of the id or the name of what it was done to; case does not count. */
        auditTarget: string;
        /** @description Only these results. */
        auditResult: components["schemas"]["AuditResult"][];
        /** @description Id of a cluster; on it alone. */
        transitionCluster: string;
        /** @description Only of instances in this namespace. */
        transitionNamespace: string;
        /** @description Only what changed in one of these. */
        transitionField: components["schemas"]["TransitionField"][];
        /** @description Seen not before this time. */
        transitionFrom: string;
        /** @description Seen before this time. */
        transitionTo: string;
        /** @description Not before this time. */
        auditFrom: string;
        /** @description Before this time. */
        auditTo: string;
        cursor: string;
        limit: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getOverview: {
        parameters: {
            query?: {
                groupBy?: "region" | "environment" | "provider" | "tier" | "owner";
                region?: components["parameters"]["regionFilter"];
                environment?: components["parameters"]["environmentFilter"];
                provider?: components["parameters"]["providerFilter"];
                tier?: components["parameters"]["tierFilter"];
                owner?: components["parameters"]["ownerFilter"];
                reachability?: components["parameters"]["reachabilityFilter"];
                health?: components["parameters"]["healthFilter"];
                /** @description Kubernetes minor versions such as 1.34. */
                version?: components["parameters"]["versionFilter"];
                /** @description Only clusters with an instance in one of these states. */
                instances?: components["parameters"]["instancesFilter"];
                /** @description Only clusters with a delivery in one of these states. */
                deliveries?: components["parameters"]["deliveriesFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getChanges: {
        parameters: {
            query?: {
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revision now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The health, also where it is bad. `status` says so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetHealth"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusters: {
        parameters: {
            query?: {
                region?: components["parameters"]["regionFilter"];
                environment?: components["parameters"]["environmentFilter"];
                provider?: components["parameters"]["providerFilter"];
                tier?: components["parameters"]["tierFilter"];
                owner?: components["parameters"]["ownerFilter"];
                reachability?: components["parameters"]["reachabilityFilter"];
                health?: components["parameters"]["healthFilter"];
                /** @description Kubernetes minor versions such as 1.34. */
                version?: components["parameters"]["versionFilter"];
                /** @description Only clusters with an instance in one of these states. */
                instances?: components["parameters"]["instancesFilter"];
                /** @description Only clusters with a delivery in one of these states. */
                deliveries?: components["parameters"]["deliveriesFilter"];
                /** @description Part of the name or title. */
                text?: string;
                sort?: "name" | "-name" | "reachability" | "-reachability" | "health" | "-health" | "version" | "-version" | "nodes" | "-nodes" | "lastSeen" | "-lastSeen" | "degraded" | "-degraded";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of clusters. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listConnections: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of connections, ordered by the id of the cluster. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCluster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cluster. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterInstances: {
        parameters: {
            query?: {
                /** @description Only these states. */
                state?: components["parameters"]["instanceState"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of instances. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstancePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterWorkloads: {
        parameters: {
            query?: {
                /** @description Only these states. */
                state?: components["parameters"]["instanceState"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of workloads. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkloadPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterDeliveries: {
        parameters: {
            query?: {
                /** @description Only these states. */
                state?: components["parameters"]["instanceState"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterStatements: {
        parameters: {
            query?: {
                /** @description What speaks of the cluster itself, or what is read on it. Both where none is given. */
                role?: components["schemas"]["StatementRole"][];
                /** @description Only these types. */
                type?: components["schemas"]["StatementType"][];
                /** @description Part of its kind, namespace or name; case does not count. */
                text?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of statements, by type, namespace and name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterAlerts: {
        parameters: {
            query?: {
                /** @description Only these severities. */
                severity?: components["schemas"]["Severity"][];
                /** @description Only of these namespaces. */
                namespace?: string[];
                /** @description Part of its name or namespace; case does not count. */
                text?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of alerts, by severity, name and namespace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterFindings: {
        parameters: {
            query?: {
                /** @description Only these results. */
                result?: components["schemas"]["FindingResult"][];
                /** @description Only these severities. */
                severity?: components["schemas"]["Severity"][];
                /** @description Only what these evaluated. */
                engine?: string[];
                /** @description Only of these policies. */
                policy?: string[];
                /** @description Only of things in these namespaces. */
                namespace?: string[];
                /** @description Part of the policy or of the name or kind of the thing; case does not count. */
                text?: string;
                /** @description Also findings of Pods (and of Jobs and ReplicaSets) that repeat that of what made them. They are left out else, and counted apart. */
                repeated?: boolean;
                /** @description Only those that repeat the finding of this id. */
                repeating?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of findings, by result, severity and policy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getClusterPodSecurity: {
        parameters: {
            query?: {
                /** @description Part of the name of the namespace; case does not count. */
                text?: string;
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first 100 namespaces by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterPodSecurity"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterPolicies: {
        parameters: {
            query?: {
                /** @description What speaks of the cluster itself, or what is read on it. Both where none is given. */
                role?: components["schemas"]["StatementRole"][];
                /** @description Only these types. */
                type?: components["schemas"]["StatementType"][];
                /** @description Only of these engines. */
                engine?: string[];
                /** @description Only policies that do this about what breaks them. Exceptions do nothing about it. */
                enforcement?: components["schemas"]["Enforcement"][];
                /** @description Only what works like this, as its engine says. It says nothing of whether a policy is kept. */
                state?: components["schemas"]["Health"][];
                /** @description Only policies of these severities. */
                severity?: components["schemas"]["Severity"][];
                /** @description Only policies of any of these categories. Of one with more than 20, the first 20 count. */
                category?: string[];
                /** @description Part of its kind, namespace or name; case does not count. */
                text?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of policies and exceptions, by type, namespace and name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterAllocations: {
        parameters: {
            query?: {
                /** @description Only of these grains. */
                grain?: components["schemas"]["AllocationGrain"][];
                /** @description Only these shares. */
                share?: components["schemas"]["AllocationShare"][];
                /** @description Only of these cost tools. */
                engine?: string[];
                /** @description Only of these namespaces. */
                namespace?: string[];
                /** @description Only of the window that begins then. */
                start?: string;
                /** @description Part of its name or namespace; case does not count. */
                text?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of allocations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterBudgets: {
        parameters: {
            query?: {
                /** @description What speaks of the cluster itself, or what is read on it. Both where none is given. */
                role?: components["schemas"]["StatementRole"][];
                /** @description Part of its kind, namespace or name; case does not count. */
                text?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of budgets, by namespace and name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusterTransitions: {
        parameters: {
            query?: {
                /** @description Only of instances in this namespace. */
                namespace?: components["parameters"]["transitionNamespace"];
                /** @description Only what changed in one of these. */
                field?: components["parameters"]["transitionField"];
                /** @description Seen not before this time. */
                from?: components["parameters"]["transitionFrom"];
                /** @description Seen before this time. */
                to?: components["parameters"]["transitionTo"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    verifyCluster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClusterVerificationRequest"];
            };
        };
        responses: {
            /** @description The checks, in the order in which they are shown. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterVerification"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    verifyCandidate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CandidateVerificationRequest"];
            };
        };
        responses: {
            /** @description The checks, in the order in which they are shown. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterVerification"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    checkPreflight: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreflightRequest"];
            };
        };
        responses: {
            /** @description The checks of each cluster, in the order in which they were named. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preflight"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listUnbound: {
        parameters: {
            query?: {
                /** @description Why it is bound to nothing; any of these. */
                problem?: components["schemas"]["UnboundProblem"][];
                /** @description Id of the cluster. */
                cluster?: string;
                /** @description Namespace that it is counted in. */
                namespace?: string;
                /** @description Id of the engine that delivers it; leaves out workloads. */
                engine?: string;
                /** @description Part of what it is called, of its namespace, kind, labels or source. */
                text?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of things that are bound to nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnboundPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getComponent: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                /** @description Instances on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                kind: components["parameters"]["entityKind"];
                namespace: components["parameters"]["entityNamespace"];
                name: components["parameters"]["entityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The component over the fleet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComponentFleet"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listComponentTransitions: {
        parameters: {
            query?: {
                /** @description Id of a cluster; on it alone. */
                cluster?: components["parameters"]["transitionCluster"];
                /** @description Only of instances in this namespace. */
                namespace?: components["parameters"]["transitionNamespace"];
                /** @description Only what changed in one of these. */
                field?: components["parameters"]["transitionField"];
                /** @description Seen not before this time. */
                from?: components["parameters"]["transitionFrom"];
                /** @description Seen before this time. */
                to?: components["parameters"]["transitionTo"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["entityKind"];
                namespace: components["parameters"]["entityNamespace"];
                name: components["parameters"]["entityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listComponentRuns: {
        parameters: {
            query?: {
                /** @description Id of a cluster; on it alone. */
                cluster?: components["parameters"]["transitionCluster"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["entityKind"];
                namespace: components["parameters"]["entityNamespace"];
                name: components["parameters"]["entityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionRunPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getReasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["entityKind"];
                namespace: components["parameters"]["entityNamespace"];
                name: components["parameters"]["entityName"];
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A chain for each place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reasons"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPast: {
        parameters: {
            query?: {
                /** @description As it was at this time, such as 2026-01-31T12:00:00Z, to the second; as it is now where absent. */
                at?: components["parameters"]["matrixAt"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["entityKind"];
                namespace: components["parameters"]["entityNamespace"];
                name: components["parameters"]["entityName"];
                /** @description The cluster's id. */
                clusterId: components["parameters"]["clusterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastOfComponent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCompliance: {
        parameters: {
            query?: {
                /** @description Only of what these own, as references. */
                owner?: string[];
                /** @description Only of what belongs to these systems, as references. */
                system?: string[];
                /** @description Only of these components, as references. */
                component?: string[];
                /** @description Only on these clusters, as ids. */
                cluster?: string[];
                /** @description Only in these regions. */
                region?: string[];
                /** @description Only in these environments. */
                environment?: string[];
                /** @description Only what these evaluated. */
                engine?: string[];
                /** @description Only of these policies. */
                policy?: string[];
                /** @description Only of these severities. */
                severity?: components["schemas"]["Severity"][];
                /** @description What the rows of the heatmap are. */
                rows?: components["schemas"]["ComplianceRowKind"];
                /** @description What the columns of the heatmap are. */
                columns?: components["schemas"]["ComplianceColumnKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Score, coverage, and what they are made of. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetCompliance"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCostHours: {
        parameters: {
            query?: {
                /** @description Only of what these own, as references. */
                owner?: string[];
                /** @description Only of what belongs to these systems, as references. */
                system?: string[];
                /** @description Only of these components, as references. */
                component?: string[];
                /** @description Only on these clusters, as ids. */
                cluster?: string[];
                /** @description Only in these regions. */
                region?: string[];
                /** @description Only in these environments. */
                environment?: string[];
                /** @description Only with these providers. */
                provider?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Costs by hour, of each currency. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetCostHours"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPrices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What holds, what will, and what held. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetPrices"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    changePrices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FleetPricesChange"];
            };
        };
        responses: {
            /** @description The price sheet, as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetPrices"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCost: {
        parameters: {
            query?: {
                /** @description Only of what these own, as references. */
                owner?: string[];
                /** @description Only of what belongs to these systems, as references. */
                system?: string[];
                /** @description Only of these components, as references. */
                component?: string[];
                /** @description Only on these clusters, as ids. */
                cluster?: string[];
                /** @description Only in these regions. */
                region?: string[];
                /** @description Only in these environments. */
                environment?: string[];
                /** @description Only with these providers. */
                provider?: string[];
                /** @description What rows and the stack are of. */
                by?: components["schemas"]["CostRowKind"];
                /** @description How many days up to yesterday are told. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Costs by day, forecasts, and what they are made of, of each currency. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetCost"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRightSizing: {
        parameters: {
            query?: {
                /** @description Only of what these own, as references. */
                owner?: string[];
                /** @description Only of what belongs to these systems, as references. */
                system?: string[];
                /** @description Only of these components, as references. */
                component?: string[];
                /** @description Only on these clusters, as ids. */
                cluster?: string[];
                /** @description Only in these regions. */
                region?: string[];
                /** @description Only in these environments. */
                environment?: string[];
                /** @description Only with these providers. */
                provider?: string[];
                /** @description Over how many days up to yesterday use is looked at. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Workloads with what they should request, or why nothing is proposed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetRightSizing"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getReleaseCosts: {
        parameters: {
            query: {
                /** @description The component, as a reference. */
                component: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Releases, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseCosts"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPromotionCost: {
        parameters: {
            query: {
                /** @description The component, as a reference. */
                component: string;
                /** @description The version that is promoted; the newest release where absent. */
                version?: string;
                /** @description Only what was measured on these clusters counts, as ids; all that have the release where absent. */
                from?: string[];
                /** @description Where it is to go, as ids; with neither these nor environments, wherever the component runs without it. */
                to?: string[];
                /** @description Where it is to go, as environments. */
                environment?: string[];
                /** @description What it may cost more each month, in the currency of the costs; what is configured, or left of budgets, where absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it would cost, and whether that is within the limit. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionCostAnswer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getComplianceTrend: {
        parameters: {
            query?: {
                /** @description Only of what these own, as references. */
                owner?: string[];
                /** @description Only of what belongs to these systems, as references. */
                system?: string[];
                /** @description Only of these components, as references. */
                component?: string[];
                /** @description Only on these clusters, as ids. */
                cluster?: string[];
                /** @description Only in these regions. */
                region?: string[];
                /** @description Only in these environments. */
                environment?: string[];
                /** @description Only what these evaluated. */
                engine?: string[];
                /** @description Only of these policies. */
                policy?: string[];
                /** @description Only of these severities. */
                severity?: components["schemas"]["Severity"][];
                /** @description The first day, in UTC; 89 days before the last where it is left out. At most 400 days are told at once. */
                from?: string;
                /** @description The last day, in UTC; today where it is left out. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The days, and what became of failures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplianceTrend"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listDrift: {
        parameters: {
            query?: {
                /** @description Those that last, those of them that nobody sees now, those that have ended, or all; those that last where it is absent. */
                state?: components["parameters"]["driftState"];
                /** @description Only of these classes. */
                class?: components["parameters"]["driftClass"];
                /** @description Only of what these engines deliver. */
                engine?: components["parameters"]["driftEngine"];
                /** @description Only of these ages. */
                age?: components["parameters"]["driftAge"];
                /** @description Only what differs in this same way, by the key that an episode says. */
                same?: components["parameters"]["driftSame"];
                /** @description Only of these entities, as references. */
                component?: components["parameters"]["driftComponent"];
                /** @description Only of these owners, as references. */
                owner?: components["parameters"]["driftOwner"];
                /** @description Only of these systems, as references. */
                system?: components["parameters"]["driftSystem"];
                /** @description Only on these clusters, as ids. */
                cluster?: components["parameters"]["driftCluster"];
                /** @description Only in these regions. */
                region?: components["parameters"]["driftRegion"];
                /** @description Only in these environments. */
                environment?: components["parameters"]["driftEnvironment"];
                /** @description Whether what an exception hides is told too, or alone; it is left out where this is absent. */
                ignored?: components["parameters"]["driftIgnored"];
                /** @description What has lasted longest first, or what was seen last; the longest where it is absent. */
                order?: "oldest" | "newest";
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of episodes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listDriftGroups: {
        parameters: {
            query: {
                /** @description What is one line. */
                by: components["schemas"]["DriftGroupKind"];
                /** @description Those that last, those of them that nobody sees now, those that have ended, or all; those that last where it is absent. */
                state?: components["parameters"]["driftState"];
                /** @description Only of these classes. */
                class?: components["parameters"]["driftClass"];
                /** @description Only of what these engines deliver. */
                engine?: components["parameters"]["driftEngine"];
                /** @description Only of these ages. */
                age?: components["parameters"]["driftAge"];
                /** @description Only what differs in this same way, by the key that an episode says. */
                same?: components["parameters"]["driftSame"];
                /** @description Only of these entities, as references. */
                component?: components["parameters"]["driftComponent"];
                /** @description Only of these owners, as references. */
                owner?: components["parameters"]["driftOwner"];
                /** @description Only of these systems, as references. */
                system?: components["parameters"]["driftSystem"];
                /** @description Only on these clusters, as ids. */
                cluster?: components["parameters"]["driftCluster"];
                /** @description Only in these regions. */
                region?: components["parameters"]["driftRegion"];
                /** @description Only in these environments. */
                environment?: components["parameters"]["driftEnvironment"];
                /** @description Whether what an exception hides is told too, or alone; it is left out where this is absent. */
                ignored?: components["parameters"]["driftIgnored"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of lines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftGroupPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    previewDriftIgnored: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExceptionScopeRequest"];
            };
        };
        responses: {
            /** @description What it would hide of what drifts now, as far as the reader may see it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftPreview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getDriftEpisode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The episode's id. */
                episodeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The episode. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftEpisodeDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    tellDriftOwner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The episode's id. */
                episodeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DriftTelling"];
            };
        };
        responses: {
            /** @description Whether it was noted now, or the owner was told on this day already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftToldOwner"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    sendAuditEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cluster as `fleet.drift.auditWebhooks` calls it. */
                cluster: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "EventList";
                    /** @enum {string} */
                    apiVersion: "audit.k8s.io/v1";
                    items: Record<string, never>[];
                };
            };
        };
        responses: {
            /** @description It is kept, as far as anything of it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listExceptions: {
        parameters: {
            query?: {
                /** @description Only those in these states now. */
                state?: components["schemas"]["ExceptionState"][];
                /** @description Only of these kinds. */
                kind?: components["schemas"]["ExceptionKind"][];
                /** @description Only of these owners, as references. */
                owner?: string[];
                /** @description Only of these entities, as references. */
                component?: string[];
                /** @description Only from these policies. */
                policy?: string[];
                /** @description Only those that hold on these clusters, as ids. */
                cluster?: string[];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the ledger. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    requestException: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExceptionRequest"];
            };
        };
        responses: {
            /** @description The exception, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The exception's id. */
                exceptionId: components["parameters"]["exceptionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exception, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    approveException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The exception's id. */
                exceptionId: components["parameters"]["exceptionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExceptionApproval"];
            };
        };
        responses: {
            /** @description The exception, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    withdrawException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The exception's id. */
                exceptionId: components["parameters"]["exceptionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExceptionWithdrawal"];
            };
        };
        responses: {
            /** @description The exception, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    renewException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The exception's id. */
                exceptionId: components["parameters"]["exceptionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExceptionRenewal"];
            };
        };
        responses: {
            /** @description The exception that follows it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listAppliedExceptions: {
        parameters: {
            query?: {
                /** @description Only on these clusters, as ids. */
                cluster?: string[];
                /** @description Only of these engines. */
                engine?: string[];
                /** @description Only those of which one of these is so. */
                alert?: components["schemas"]["AppliedExceptionAlert"][];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppliedExceptionPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listPromotions: {
        parameters: {
            query?: {
                /** @description Only of these entities, as references. */
                component?: string[];
                /** @description Only to these stages. */
                stage?: string[];
                /** @description Only those that are in these states. */
                state?: components["schemas"]["PromotionState"][];
                /** @description Only those of which something goes on, which is also what is being taken back. */
                goesOn?: "yes";
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of promotions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    requestPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionRequest"];
            };
        };
        responses: {
            /** @description The promotion, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPipeline: {
        parameters: {
            query: {
                /** @description An entity reference. */
                component: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pipeline. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPromotionPlan: {
        parameters: {
            query: {
                /** @description An entity reference. */
                component: string;
                /** @description The stage that runs the release. */
                from: string;
                /** @description The stage that it is to go to. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    askPromotionPreflight: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionPreflightRequest"];
            };
        };
        responses: {
            /** @description The gate, as it is by what they answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPreflightAnswer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The promotion's id. */
                promotionId: components["parameters"]["promotionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The promotion, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    approvePromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The promotion's id. */
                promotionId: components["parameters"]["promotionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionApproval"];
            };
        };
        responses: {
            /** @description The promotion, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    overridePromotionGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The promotion's id. */
                promotionId: components["parameters"]["promotionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionOverride"];
            };
        };
        responses: {
            /** @description The promotion, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    stopPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The promotion's id. */
                promotionId: components["parameters"]["promotionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionReason"];
            };
        };
        responses: {
            /** @description The promotion, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    rollBackPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The promotion's id. */
                promotionId: components["parameters"]["promotionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionReason"];
            };
        };
        responses: {
            /** @description The promotion, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPromotionChanges: {
        parameters: {
            query: {
                /** @description The key of the wave. */
                wave: string;
                direction?: components["schemas"]["PromotionDirection"];
            };
            header?: never;
            path: {
                /** @description The promotion's id. */
                promotionId: components["parameters"]["promotionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes of the wave. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionChanges"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    notePromotionChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The promotion's id. */
                promotionId: components["parameters"]["promotionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionChangeNote"];
            };
        };
        responses: {
            /** @description The promotion, as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listSkew: {
        parameters: {
            query?: {
                /** @description Only these groups, each as `attribute:value`. */
                group?: string[];
                /** @description Only in these aspects. */
                aspect?: components["schemas"]["SkewAspect"][];
                /** @description Only clusters in these regions are compared, with each other. */
                region?: string[];
                /** @description Part of the key of the trait; case does not count. */
                text?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of traits, each of one group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkewPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    compareSkew: {
        parameters: {
            query: {
                /** @description One cluster by its id, which is compared with its group, or two. */
                cluster: string[];
                /** @description What one cluster is compared with. */
                against?: "mode";
                /** @description Only in these aspects. */
                aspect?: components["schemas"]["SkewAspect"][];
                /** @description Only what is so. */
                verdict?: components["schemas"]["SkewComparisonVerdict"][];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of traits, what differs first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkewComparisonPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listRollouts: {
        parameters: {
            query?: {
                /** @description References of catalog entities. */
                component?: string[];
                /** @description References of the systems that the entities belong to. */
                system?: string[];
                /** @description References of those who own the entities. */
                owner?: string[];
                lifeCycle?: components["schemas"]["RolloutLifeCycle"][];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rollouts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloutPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRollout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rolloutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rollout. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rollout"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getMatrixAxes: {
        parameters: {
            query?: {
                /** @description Only components of these systems. */
                system?: components["parameters"]["matrixSystem"];
                /** @description Only components of systems in these domains. */
                domain?: components["parameters"]["matrixDomain"];
                /** @description Only components that these own. */
                owner?: components["parameters"]["matrixOwner"];
                /** @description Only these components. */
                component?: components["parameters"]["matrixComponent"];
                region?: components["parameters"]["regionFilter"];
                environment?: components["parameters"]["environmentFilter"];
                provider?: components["parameters"]["providerFilter"];
                tier?: components["parameters"]["tierFilter"];
                /** @description Only clusters with these ids. */
                cluster?: components["parameters"]["matrixCluster"];
                /** @description Only rows and columns with a cell in one of these states. */
                state?: components["parameters"]["matrixCellState"];
                /** @description Only clusters on which one of the components runs. Others have none, or it is not known. */
                placed?: components["parameters"]["matrixPlaced"];
                /** @description Part of the name or title of a component; where none has it, of a cluster. */
                text?: components["parameters"]["matrixText"];
                /** @description What rows are grouped by; `owner` is that of the cluster. By `wave` they are one group where the axes tell no `waves`. */
                groupBy?: components["parameters"]["matrixGroupBy"];
                /** @description Of which release the waves are that rows are grouped by. Where absent, of the newest of the one component that is asked for, of those on their way if there are any. */
                rollout?: components["parameters"]["matrixRollout"];
                /** @description The order of rows within their group; by `state` the worst are first. */
                sort?: components["parameters"]["matrixSort"];
                /** @description The order of columns; by `state` the worst are first. */
                columnSort?: components["parameters"]["matrixColumnSort"];
                /** @description As it was at this time, such as 2026-01-31T12:00:00Z, to the second; as it is now where absent. */
                at?: components["parameters"]["matrixAt"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The axes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatrixAxes"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getMatrixTile: {
        parameters: {
            query?: {
                /** @description Only components of these systems. */
                system?: components["parameters"]["matrixSystem"];
                /** @description Only components of systems in these domains. */
                domain?: components["parameters"]["matrixDomain"];
                /** @description Only components that these own. */
                owner?: components["parameters"]["matrixOwner"];
                /** @description Only these components. */
                component?: components["parameters"]["matrixComponent"];
                region?: components["parameters"]["regionFilter"];
                environment?: components["parameters"]["environmentFilter"];
                provider?: components["parameters"]["providerFilter"];
                tier?: components["parameters"]["tierFilter"];
                /** @description Only clusters with these ids. */
                cluster?: components["parameters"]["matrixCluster"];
                /** @description Only rows and columns with a cell in one of these states. */
                state?: components["parameters"]["matrixCellState"];
                /** @description Only clusters on which one of the components runs. Others have none, or it is not known. */
                placed?: components["parameters"]["matrixPlaced"];
                /** @description Part of the name or title of a component; where none has it, of a cluster. */
                text?: components["parameters"]["matrixText"];
                /** @description What rows are grouped by; `owner` is that of the cluster. By `wave` they are one group where the axes tell no `waves`. */
                groupBy?: components["parameters"]["matrixGroupBy"];
                /** @description Of which release the waves are that rows are grouped by. Where absent, of the newest of the one component that is asked for, of those on their way if there are any. */
                rollout?: components["parameters"]["matrixRollout"];
                /** @description The order of rows within their group; by `state` the worst are first. */
                sort?: components["parameters"]["matrixSort"];
                /** @description The order of columns; by `state` the worst are first. */
                columnSort?: components["parameters"]["matrixColumnSort"];
                /** @description As it was at this time, such as 2026-01-31T12:00:00Z, to the second; as it is now where absent. */
                at?: components["parameters"]["matrixAt"];
                /** @description Of the axes by which rows and columns are numbered; the present one where absent. */
                version?: components["parameters"]["matrixVersion"];
                /** @description From the first, up to the second and not including it; at most 200. */
                rows?: string;
                /** @description From the first, up to the second and not including it; at most 200. */
                columns?: components["parameters"]["matrixColumns"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatrixTile"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getMatrixRollups: {
        parameters: {
            query?: {
                /** @description Only components of these systems. */
                system?: components["parameters"]["matrixSystem"];
                /** @description Only components of systems in these domains. */
                domain?: components["parameters"]["matrixDomain"];
                /** @description Only components that these own. */
                owner?: components["parameters"]["matrixOwner"];
                /** @description Only these components. */
                component?: components["parameters"]["matrixComponent"];
                region?: components["parameters"]["regionFilter"];
                environment?: components["parameters"]["environmentFilter"];
                provider?: components["parameters"]["providerFilter"];
                tier?: components["parameters"]["tierFilter"];
                /** @description Only clusters with these ids. */
                cluster?: components["parameters"]["matrixCluster"];
                /** @description Only rows and columns with a cell in one of these states. */
                state?: components["parameters"]["matrixCellState"];
                /** @description Only clusters on which one of the components runs. Others have none, or it is not known. */
                placed?: components["parameters"]["matrixPlaced"];
                /** @description Part of the name or title of a component; where none has it, of a cluster. */
                text?: components["parameters"]["matrixText"];
                /** @description What rows are grouped by; `owner` is that of the cluster. By `wave` they are one group where the axes tell no `waves`. */
                groupBy?: components["parameters"]["matrixGroupBy"];
                /** @description Of which release the waves are that rows are grouped by. Where absent, of the newest of the one component that is asked for, of those on their way if there are any. */
                rollout?: components["parameters"]["matrixRollout"];
                /** @description The order of rows within their group; by `state` the worst are first. */
                sort?: components["parameters"]["matrixSort"];
                /** @description The order of columns; by `state` the worst are first. */
                columnSort?: components["parameters"]["matrixColumnSort"];
                /** @description As it was at this time, such as 2026-01-31T12:00:00Z, to the second; as it is now where absent. */
                at?: components["parameters"]["matrixAt"];
                /** @description Of the axes by which rows and columns are numbered; the present one where absent. */
                version?: components["parameters"]["matrixVersion"];
                /** @description From the first, up to the second and not including it; at most 200. */
                groups?: string;
                /** @description From the first, up to the second and not including it; at most 200. */
                columns?: components["parameters"]["matrixColumns"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatrixRollups"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The instance's id. */
                instanceId: components["parameters"]["instanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The actions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceActions"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    startAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The instance's id. */
                instanceId: components["parameters"]["instanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionRequest"];
            };
        };
        responses: {
            /** @description The run, as it is after the API server was told. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionRun"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    planAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The instance's id. */
                instanceId: components["parameters"]["instanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionQuestion"];
            };
        };
        responses: {
            /** @description The plan, or why there is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionPlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description The instance's id. */
                instanceId: components["parameters"]["instanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionRunPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionRun"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Part of who did it; case does not count. */
                actor?: components["parameters"]["auditActor"];
                /** @description Only these events. */
                event?: components["parameters"]["auditEvent"];
                /** @description Part of the id or the name of what it was done to; case does not count. */
                target?: components["parameters"]["auditTarget"];
                /** @description Only these results. */
                result?: components["parameters"]["auditResult"];
                /** @description Not before this time. */
                from?: components["parameters"]["auditFrom"];
                /** @description Before this time. */
                to?: components["parameters"]["auditTo"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    exportAudit: {
        parameters: {
            query?: {
                format?: "csv" | "ndjson";
                /** @description Part of who did it; case does not count. */
                actor?: components["parameters"]["auditActor"];
                /** @description Only these events. */
                event?: components["parameters"]["auditEvent"];
                /** @description Part of the id or the name of what it was done to; case does not count. */
                target?: components["parameters"]["auditTarget"];
                /** @description Only these results. */
                result?: components["parameters"]["auditResult"];
                /** @description Not before this time. */
                from?: components["parameters"]["auditFrom"];
                /** @description Before this time. */
                to?: components["parameters"]["auditTo"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAuditChain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state of the chains, also where one is broken. `state` says so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditChain"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
