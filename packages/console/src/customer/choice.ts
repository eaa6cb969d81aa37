import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { param } from '../shell/address.ts'
import { w } from '../words/words.ts'

/** By whom the address narrows a list, by name: links hold only the card's id. */
export function useCustomerChoice(): [id: string, name: string][] {
  const id = param('customer')
  const { data } = useQuery({
    queryKey: ['customer', id],
    queryFn: () => api.customers.get(id!),
    enabled: id !== undefined,
  })
  return data && id !== undefined ? [[id, data.name ?? data.email ?? w().common.customer.none]] : []
}
