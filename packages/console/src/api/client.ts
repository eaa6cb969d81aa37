import { createStaffClient } from '@earshot/sdk'
import { config } from 'zod/mini'

// Zod would compile its schemas by eval, and the console's policy reports the try.
config({ jitless: true })

/** The API, as whoever is signed in. */
export const api = createStaffClient({ url: location.origin, session: true })
