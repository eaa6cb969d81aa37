import type { DeskCounts } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'

/** How much waits behind the links of the navigation. */
export const COUNTS = { queryKey: ['desk'], queryFn: (): Promise<DeskCounts> => api.desk.counts() }
