import type { Migration } from 'kysely/migration'
import { foundation } from './0001-foundation.ts'
import { staff } from './0002-staff.ts'
import { attachments } from './0003-attachments.ts'
import { outbox } from './0004-outbox.ts'
import { complaints } from './0005-complaints.ts'
import { language } from './0006-language.ts'
import { tasks } from './0006-tasks.ts'
import { verified } from './0006-verified.ts'
import { wasOffered } from './0006-was-offered.ts'
import { orders } from './0007-orders.ts'
import { followups } from './0008-followups.ts'
import { solutions } from './0009-solutions.ts'
import { causes } from './0010-causes.ts'
import { events } from './0011-events.ts'
import { search } from './0012-search.ts'
import { privacy } from './0013-privacy.ts'
import { desk } from './0017-desk.ts'
import { site } from './0014-site.ts'
import { moments } from './0015-moments.ts'
import { measures } from './0016-measures.ts'
import { products } from './0018-products.ts'
import { erasures } from './0019-erasures.ts'
import { measured } from './0021-measured.ts'
import { brought } from './0022-brought.ts'
import { orderNumber } from './0023-order-number.ts'
import { task } from './0024-task.ts'
import { orderSign } from './0025-order-sign.ts'

/**
 * All migrations by name, in order. A released one is never changed: what comes later is a new one,
 * as a database remembers the names and refuses a server that does not know them all.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-staff': staff,
  '0003-attachments': attachments,
  '0004-outbox': outbox,
  '0005-complaints': complaints,
  '0006-language': language,
  '0006-tasks': tasks,
  '0006-verified': verified,
  '0006-was-offered': wasOffered,
  '0007-orders': orders,
  '0008-followups': followups,
  '0009-solutions': solutions,
  '0010-causes': causes,
  '0011-events': events,
  '0012-search': search,
  '0013-privacy': privacy,
  '0014-site': site,
  '0015-moments': moments,
  '0016-measures': measures,
  '0017-desk': desk,
  '0018-products': products,
  '0019-erasures': erasures,
  '0021-measured': measured,
  '0022-brought': brought,
  '0023-order-number': orderNumber,
  '0024-task': task,
  '0025-order-sign': orderSign,
}
