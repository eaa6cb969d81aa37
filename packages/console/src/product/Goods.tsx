import { path } from '../shell/address.ts'
import type { ScreenProps } from '../shell/screens.ts'
import { Clusters } from '../cluster/Clusters.tsx'
import { Causes } from '../improvement/Causes.tsx'
import { Improvements } from '../improvement/Improvements.tsx'
import { Product } from './Product.tsx'
import { Products } from './Products.tsx'

/** What is sold, which of it goes wrong, why, and what is done about it. */
export default function Goods({ params }: ScreenProps) {
  const [, of] = path.value.split('/')
  const { id } = params
  if (of === 'clusters') return <Clusters open={id} />
  if (of === 'causes') return <Causes />
  if (of === 'improvements') return <Improvements open={id} />
  return id === undefined ? <Products /> : <Product key={id} id={id} />
}
