import type { Command, Complaint, Hindrance, Stage } from '@earshot/sdk/contract'

/** Something that can be done to a complaint, as people think of it; each has a form. */
export type ActName =
  | 'resolve'
  | 'propose'
  | 'approve'
  | 'return'
  | 'complete'
  | 'fail'
  | 'answer'
  | 'explain'
  | 'assess'
  | 'ask'
  | 'message'
  | 'note'
  | 'promise'
  | 'revise'
  | 'said'
  | 'reopen'
  | 'followup'
  | 'assign'
  | 'classify'
  | 'contact'
  | 'merge'
  | 'invalid'
  | 'withdraw'
  | 'renew'

/** Each with its key, and the commands of which one must be possible. */
export const ACTS: Readonly<Record<ActName, { keys: string; by: readonly Command[] }>> = {
  resolve: { keys: 'p', by: ['resolve'] },
  propose: { keys: 'p', by: ['propose'] },
  approve: { keys: 'a', by: ['approve'] },
  return: { keys: 'u', by: ['return'] },
  complete: { keys: 'd', by: ['complete'] },
  fail: { keys: 'f', by: ['fail'] },
  answer: { keys: 's', by: ['answer'] },
  explain: { keys: 'e', by: ['assess', 'reassess'] },
  assess: { keys: 'a', by: ['assess'] },
  ask: { keys: 'q', by: ['ask'] },
  message: { keys: 'r', by: ['message'] },
  note: { keys: 'n', by: ['note'] },
  promise: { keys: 'o', by: ['promise'] },
  revise: { keys: 'v', by: ['revise'] },
  said: {
    keys: 'h',
    by: ['reply', 'accept', 'decline', 'object', 'confirm', 'rate', 'reopen', 'withdraw'],
  },
  reopen: { keys: 'u', by: ['reopen'] },
  followup: { keys: 'y', by: ['followup'] },
  assign: { keys: 't', by: ['assign'] },
  classify: { keys: 'c', by: ['classify'] },
  contact: { keys: 'z', by: ['correct', 'verify'] },
  merge: { keys: 'm', by: ['merge'] },
  invalid: { keys: 'i', by: ['invalid'] },
  withdraw: { keys: 'w', by: ['withdraw'] },
  renew: { keys: 'l', by: ['renew'] },
}

/** What is done first at each stage; the first of all is the one thing to do. */
const FIRST: Readonly<Record<Stage, readonly ActName[]>> = {
  received: ['resolve', 'ask', 'answer', 'explain', 'message'],
  explained: ['message', 'said', 'note'],
  investigating: ['propose', 'ask', 'explain', 'message'],
  approving: ['approve', 'return', 'note', 'message'],
  offered: ['message', 'said', 'revise'],
  fulfilling: ['complete', 'fail', 'message'],
  confirming: ['message', 'said', 'note'],
  closed: ['followup', 'reopen', 'classify', 'note'],
}

const NAMES = Object.keys(ACTS) as ActName[]

/** Whether who asks may do it now. A manager may open again in their own right; agents only in the customer's name. */
function canDo(name: ActName, { possible }: Pick<Complaint, 'possible'>, manager: boolean): boolean {
  if (name === 'reopen' && !manager) return false
  return ACTS[name].by.some((command) => possible.includes(command))
}

/** What can be done now: first what is meant for the stage, then the rest. */
export function doable(
  complaint: Pick<Complaint, 'possible' | 'stage'> & Partial<Pick<Complaint, 'category'>>,
  manager: boolean,
): { first: ActName[]; rest: ActName[] } {
  const can = NAMES.filter((name) => canDo(name, complaint, manager))
  const first = FIRST[complaint.stage].filter((name) => can.includes(name))
  // What is closed is filed first; the visit comes when its time has come.
  if (complaint.stage === 'closed' && !complaint.category)
    first.sort((a, b) => Number(b === 'classify') - Number(a === 'classify'))
  return { first, rest: can.filter((name) => !first.includes(name)) }
}

/** What cannot be done now, and why; what another role does at no time is left out. */
export function undoable(
  complaint: Pick<Complaint, 'possible' | 'stage' | 'hindered'>,
  manager: boolean,
): { name: ActName; why: Hindrance }[] {
  return NAMES.flatMap((name) => {
    if (canDo(name, complaint, manager) || (name === 'reopen' && !manager)) return []
    const all = complaint.hindered.filter(({ command }) => ACTS[name].by.includes(command))
    const why = all.find(({ because }) => because !== 'stage') ?? all[0]
    return why ? [{ name, why: { ...why, from: [...new Set(all.flatMap(({ from }) => from))] } }] : []
  })
}

/** Which act a key stands for now: several have the same key at different stages. */
export function actOf(
  value: string | undefined,
  complaint: Pick<Complaint, 'possible'>,
  manager: boolean,
): ActName | undefined {
  return NAMES.find((name) => name === value && canDo(name, complaint, manager))
}
