import type { Demo } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'

/** How the demo stands; while it comes or goes it is asked again and again, as no event tells how far it is. */
export function useDemo() {
  return useQuery<Demo>({
    queryKey: ['site', 'demo'],
    queryFn: () => api.site.demo.get(),
    staleTime: 300_000,
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 1000 : false),
  })
}

export function isUnderWay(demo: Demo | undefined): boolean {
  return demo?.state === 'filling' || demo?.state === 'emptying'
}
