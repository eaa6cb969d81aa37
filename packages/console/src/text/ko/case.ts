import { complaintCase as en } from '../en/case.ts'

export const complaintCase: typeof en = en
