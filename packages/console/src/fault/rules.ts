// A file of its own, so that it is loaded with the first fault only.
export { ruleOf } from '@earshot/sdk/contract'
