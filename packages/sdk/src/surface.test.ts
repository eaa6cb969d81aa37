import { expect, test } from 'vitest'

test.each([
  [
    '@earshot/sdk',
    () => import('@earshot/sdk'),
    ['EarshotError', 'createClient', 'createCustomerClient', 'createStaffClient', 'uuidv7'],
  ],
  ['@earshot/sdk/server', () => import('@earshot/sdk/server'), ['signOrder']],
  [
    '@earshot/sdk/contract',
    () => import('@earshot/sdk/contract'),
    `Policy PolicyChange Promised TimedKind BroughtFeedback COMMANDS CUSTOMER_BODIES Channel Clock ClockKind Command Complaint ComplaintPage ComplaintQuery
     ComplaintSummary ContactKind CustomerComplaint Disputed Heard HistoryEntry Message Outcome Proposal Remedy RemedyKind
     Severity Stage SystemCommand Task TaskKind TaskPage TaskPlan TaskQuery TaskSummary commandBody
     Absence ApiKey ApiKeyInput ApiKeyList Category CategoryChange CategoryInput CategoryList Department
     DepartmentChange DepartmentInput DepartmentList Email LinkedMember Member MemberChange MemberInput MemberList NewApiKey
     Password PasswordInput ResetInput Role Session SessionChange SetUp SignIn Skill
     ANSWER_MAX Answer AttachmentId Condition Contact Currency Feedback FeedbackId FeedbackInput FeedbackPage
     FeedbackQuery Flag Heading Launcher Locale Moment Option Order OrderItem
     PHOTOS_MAX PHOTO_MAX PROBLEMS Page Problem Product Question Receipt Signals SiteKey SiteSettings
     Job JobList MailKind MailKindList MailTemplate MailTemplateInput MailTest MailTestResult OutboxPage OutboxQuery
     OutgoingMail Seal SealQuery
     Slug Text Theme Time Upload bestLocale holds textIn uuidv7 words`.split(/\s+/),
  ],
])('%s exports these names and no others', async (_, load, names) => {
  expect(Object.keys(await load()).toSorted()).toEqual(names.toSorted())
})
