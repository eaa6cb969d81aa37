export { uuidv7 } from './contract/index.ts'
