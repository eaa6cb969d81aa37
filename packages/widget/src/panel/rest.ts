// What an open form needs besides: a load unit of its own, fetched while the customer begins to answer,
// so that opening the form does not wait for it.
export { go } from './go.tsx'
export { jump, keep, settle } from './modal.ts'
