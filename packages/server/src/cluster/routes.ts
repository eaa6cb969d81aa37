import { ClusterDetail, ClusterPage, ClusterQuery, ClusterRules, ClusterRulesChange } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf, queryOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { changeRules, loadRules } from './rules.ts'
import { getCluster, listClusters } from './store.ts'

/** Several complaints about one thing. */
export function clusters({ database }: Services): Endpoint {
  return {
    summary: 'Several complaints about one product, batch or category in a short time, newest first',
    query: ClusterQuery,
    answers: { 200: ClusterPage },
    problems: ['invalid'],
    role: 'agent',
    handle: (request) => listClusters(database, actorOf(request).siteId, queryOf(request, ClusterQuery)),
  }
}

/** One of them. */
export function oneCluster({ database }: Services): Endpoint {
  return {
    summary: 'One cluster with its complaints, as they are by now',
    answers: { 200: ClusterDetail },
    problems: ['cluster_unknown'],
    role: 'agent',
    handle: (request) => getCluster(database.write, actorOf(request).siteId, idOf(request)),
  }
}

/** What counts as one. */
export function clusterRules({ database }: Services): Endpoint {
  return {
    summary: 'How many complaints in how many days raise the alarm',
    answers: { 200: ClusterRules },
    role: 'agent',
    handle: (request) => loadRules(database.write, actorOf(request).siteId),
  }
}

/** Changes it. */
export function clusterRulesChange({ database }: Services): Endpoint {
  return {
    summary: 'Change what is named. Clusters that go on end by the new days',
    body: ClusterRulesChange,
    answers: { 200: ClusterRules },
    problems: ['body_not_json', 'invalid', 'store_unavailable'],
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, ClusterRulesChange)
      return database.transaction((tx) => changeRules(tx, actorOf(request).siteId, change, Date.now()))
    },
  }
}
