// Prints what happens, as it happens. Ctrl+C ends it.
import { createStaffClient } from '@earshot/sdk'

const staff = createStaffClient({
  url: process.env['EARSHOT_URL'] ?? 'http://localhost:4400',
  key: process.env['EARSHOT_KEY'] ?? '',
})

for await (const event of staff.events()) {
  if (event.type === 'reset') console.log('Something may be missing: load anew what you show.')
  else console.log(event.timestamp, event.type, JSON.stringify(event.data))
}
