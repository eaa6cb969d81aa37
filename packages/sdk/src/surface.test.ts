import { expect, test } from 'vitest'

test.each([
  [
    '@earshot/sdk',
    () => import('@earshot/sdk'),
    ['EarshotError', 'createClient', 'createCustomerClient', 'createInboxClient', 'createStaffClient', 'uuidv7'],
  ],
  ['@earshot/sdk/server', () => import('@earshot/sdk/server'), ['verifyWebhook', 'signLink', 'signOrder']],
  [
    '@earshot/sdk/contract',
    () => import('@earshot/sdk/contract'),
    `Policy PolicyChange Promised TimedKind BroughtFeedback COMMANDS CUSTOMER_BODIES Channel Clock ClockKind Command Complaint ComplaintPage ComplaintQuery
     ComplaintSummary ContactKind CustomerComplaint Disputed Heard HistoryEntry Message Outcome Proposal Remedy RemedyKind
     Severity Stage SystemCommand Task TaskKind TaskPage TaskPlan TaskQuery TaskSummary commandBody
     Absence ApiKey ApiKeyInput ApiKeyList Category CategoryChange CategoryInput CategoryList Department
      DepartmentChange DepartmentInput DepartmentList Email LinkedMember Member MemberChange MemberInput MemberList NewApiKey
      Password PasswordInput ResetInput Role Session SessionChange SetUp SignIn Skill
      Coverage CoverageQuery Followup FollowupAgain FollowupChannel FollowupKind FollowupPage FollowupQuery
      FollowupReassign FollowupResult FollowupRules FollowupRulesChange FollowupScript FollowupScriptEntry
      FollowupScriptList FollowupSkip FollowupState FollowupSummary Link LINK_AUDIENCE LinkClaims LinkInput
     BulkInput BulkResult ComplaintMarkInput ComplaintOpening DeskCounts Draft DraftInput DraftKey DraftList InboxItem
      Label LabelApplied LabelApply LabelChange LabelColour LabelInput LabelList MarkInput Marked MarksTold Preferences Presence
      PresenceInput SavedView SavedViewChange SavedViewInput SavedViewList ThanksInput ThanksRefusal ThanksResult
      VIEW_QUERIES
     ANSWER_MAX Answer AttachmentId Condition Contact Currency Feedback FeedbackId FeedbackInput FeedbackPage HowHeard
     FeedbackQuery Flag Heading Launcher Locale Moment Option Order OrderItem
     Consent Customer CustomerChange CustomerFollowup CustomerInput CustomerKey CustomerNote CustomerPage
     CustomerQuery CustomerSummary FeedbackOwner Likeness MergeInput NoteInput QuietHours SpecialDay SplitInput Way
     Cause CauseChange CauseInput CauseList Improvement ImprovementChange ImprovementCheck ImprovementInput
     ImprovementPage ImprovementQuery ImprovementState Classification ClassificationQuery
     MeasureFileQuery MeasurePart MeasureQuery MeasureRows MeasureRowsQuery MeasureSet Measures
     Cluster ClusterDetail ClusterEventData ClusterKind ClusterPage ClusterQuery ClusterRules ClusterRulesChange
     CourtesyEntry CourtesyEntryInput CourtesyEntryList CourtesyFinding CourtesyInput CourtesyKind CourtesyQuery
     CourtesyResult
     PLACEHOLDERS ProposedList ProposedQuery ProposedSolution Solution SolutionChange SolutionInput SolutionPage
     SolutionQuery SolutionRemedy SearchHit SearchKind SearchPage SearchQuery Snippet
     ORDERS_MAX OrderError OrderInput OrderLine OrderOutcome OrderPage OrderQuery OrderReceipt OrderState StoredOrder
     ProductBatch ProductDetail ProductDetailQuery ProductPage ProductQuery ProductSort ProductSummary
     EraseInput Erasure ErasureList PersonCounts PersonFound PersonLine PersonQuery Retention RetentionChange
     Demo DemoInput SeenOrigin Site SiteChange SiteEventData SiteHistory SiteRevision SiteSnippet WidgetText WidgetTextList
     MailSettings MailSettingsChange
     FieldFault PHOTOS_MAX PHOTO_MAX PROBLEMS Page Problem Product Question Receipt Signals SiteKey SiteSettings
      Hindrance Job JobList UndeliveredMail MailKind MailKindList MailTemplate MailTemplateInput MailTest MailTestResult OutboxPage OutboxQuery
      OutgoingMail Seal SealQuery
     MomentDifference MomentEdit MomentEntry MomentEventData MomentInput MomentList MomentNote MomentRestore
     MomentSummary MomentSwitch MomentVersion MomentVersionDetail MomentVersionList Preview PreviewId PreviewInput
     Slug Text Theme Time Upload bestLocale holds
     COMPLAINT_EVENTS ComplaintEventData Event EVENT_TYPES EventFilter EventType EventsQuery FeedbackEventData
     Delivery DeliveryMessage DeliveryPage DeliveryQuery NewWebhook ReplayInput Replayed StreamBegun Webhook WebhookChange WebhookInput
     WebhookList WebhookTest RULES passes ruleOf sentence textIn uuidv7 words`.split(/\s+/),
  ],
])('%s exports these names and no others', async (_, load, names) => {
  expect(Object.keys(await load()).toSorted()).toEqual(names.toSorted())
})
