import type { EventType, Stage } from '@earshot/sdk/contract'

/** What is said in a chat, in one language. What a language lacks is said in English. */
export interface Phrases {
  types: Partial<Record<EventType, string>>
  stages: Record<Stage, string>
  stage: string
  severity: string
  clock: string
  satisfaction: string
}

const en: Phrases = {
  types: {
    'feedback.received': 'New feedback',
    'feedback.filled': 'Feedback was completed',
    'complaint.registered': 'New complaint',
    'complaint.assessed': 'Assessed',
    'complaint.answered': 'Answered',
    'complaint.resolved': 'Remedy offered',
    'complaint.proposed': 'Remedy proposed',
    'complaint.reassessed': 'Assessed again',
    'complaint.approved': 'Remedy approved',
    'complaint.returned': 'Proposal returned',
    'complaint.revised': 'Remedy taken back',
    'complaint.task_done': 'Task done',
    'complaint.task_failed': 'Task failed',
    'complaint.followed_up': 'Followed up',
    'complaint.assigned': 'Assigned',
    'complaint.noted': 'Note added',
    'complaint.messaged': 'Message sent to the customer',
    'complaint.asked': 'Customer asked',
    'complaint.promised': 'Date promised',
    'complaint.classified': 'Classified',
    'complaint.merged': 'Merged into another',
    'complaint.absorbed': 'Another was merged into it',
    'complaint.invalidated': 'Closed as no complaint',
    'complaint.link_renewed': 'Link renewed',
    'complaint.replied': 'The customer wrote',
    'complaint.objected': 'The customer objects',
    'complaint.accepted': 'The customer accepted',
    'complaint.declined': 'The customer declined the remedy',
    'complaint.confirmed': 'The customer said how it was put right',
    'complaint.rated': 'The customer rated how it was handled',
    'complaint.reopened': 'Opened again',
    'complaint.withdrawn': 'Withdrawn',
    'complaint.reminded': 'Customer reminded',
    'complaint.expired': 'Closed after silence',
    'complaint.resumed': 'Goes on without the customer’s answer',
    'complaint.escalated': 'A promise is at risk',
    'followup.planned': 'Follow-up planned',
    'followup.assigned': 'Follow-up assigned',
    'followup.postponed': 'Follow-up postponed',
    'followup.done': 'Follow-up done',
    'followup.cancelled': 'Follow-up cancelled',
    'customer.created': 'New customer card',
    'customer.changed': 'Customer card changed',
    'customer.merged': 'Customer cards merged',
    'customer.split': 'Customer card split',
    'customer.erased': 'Customer erased',
    'cluster.found': 'Several complaints about the same thing',
    'cluster.ended': 'It has fallen quiet about the same thing',
    'webhook.test': 'This is a test. Events of Earshot will appear here.',
  },
  stages: {
    received: 'received',
    explained: 'explained',
    investigating: 'investigating',
    approving: 'waits for approval',
    offered: 'remedy offered',
    fulfilling: 'being put right',
    confirming: 'waits for the customer’s word',
    closed: 'closed',
  },
  stage: 'stage',
  severity: 'severity',
  clock: 'clock',
  satisfaction: 'satisfaction',
}

const ko: Phrases = {
  types: {
    'feedback.received': '새 의견',
    'feedback.filled': '의견이 보완됨',
    'complaint.registered': '새 불만 접수',
    'complaint.assessed': '검토됨',
    'complaint.answered': '답변함',
    'complaint.resolved': '해결 방안 제시',
    'complaint.proposed': '해결 방안 제안',
    'complaint.approved': '해결 방안 승인',
    'complaint.returned': '제안 반려',
    'complaint.task_done': '작업 완료',
    'complaint.task_failed': '작업 실패',
    'complaint.assigned': '담당자 지정',
    'complaint.messaged': '고객에게 메시지 발송',
    'complaint.asked': '고객에게 질문',
    'complaint.replied': '고객이 글을 남김',
    'complaint.objected': '고객이 이의를 제기함',
    'complaint.accepted': '고객이 수락함',
    'complaint.declined': '고객이 해결 방안을 거절함',
    'complaint.reopened': '다시 열림',
    'complaint.withdrawn': '철회됨',
    'complaint.escalated': '약속 기한이 위태로움',
    'followup.done': '후속 연락 완료',
    'cluster.found': '같은 문제에 대한 불만이 여러 건',
    'webhook.test': '시험 메시지입니다. Earshot의 소식이 여기에 표시됩니다.',
  },
  stages: {
    received: '접수',
    explained: '설명함',
    investigating: '조사 중',
    approving: '승인 대기',
    offered: '해결 방안 제시',
    fulfilling: '처리 중',
    confirming: '고객 확인 대기',
    closed: '종결',
  },
  stage: '단계',
  severity: '심각도',
  clock: '기한',
  satisfaction: '만족도',
}

const zhHant: Phrases = {
  types: {
    'feedback.received': '新意見',
    'feedback.filled': '意見已補充',
    'complaint.registered': '新申訴',
    'complaint.assessed': '已評估',
    'complaint.answered': '已答覆',
    'complaint.resolved': '已提出補償',
    'complaint.proposed': '已提議補償',
    'complaint.approved': '補償已核准',
    'complaint.returned': '提議已退回',
    'complaint.task_done': '任務完成',
    'complaint.task_failed': '任務失敗',
    'complaint.assigned': '已指派',
    'complaint.messaged': '已傳訊息給顧客',
    'complaint.asked': '已詢問顧客',
    'complaint.replied': '顧客來信',
    'complaint.objected': '顧客提出異議',
    'complaint.accepted': '顧客已接受',
    'complaint.declined': '顧客拒絕補償',
    'complaint.reopened': '重新開啟',
    'complaint.withdrawn': '已撤回',
    'complaint.escalated': '承諾期限告急',
    'followup.done': '回訪完成',
    'cluster.found': '同一問題有多件申訴',
    'webhook.test': '這是測試訊息。Earshot 的消息會顯示在這裡。',
  },
  stages: {
    received: '已受理',
    explained: '已說明',
    investigating: '調查中',
    approving: '待核准',
    offered: '已提出補償',
    fulfilling: '處理中',
    confirming: '待顧客確認',
    closed: '已結案',
  },
  stage: '階段',
  severity: '嚴重度',
  clock: '時限',
  satisfaction: '滿意度',
}

const ALL: Readonly<Record<string, Phrases>> = { en, ko, 'zh-Hant': zhHant }

/** The phrases of a site's language. */
export function phrasesFor(locale: string): Phrases {
  const own = ALL[locale] ?? ALL[locale.split('-')[0]!]
  return own ? { ...own, types: { ...en.types, ...own.types } } : en
}
