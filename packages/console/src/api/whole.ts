import { createStaffClient } from '@earshot/sdk'

/** All of the API, as whoever is signed in. */
export const staff = createStaffClient({ url: location.origin, session: true })
