import { causeChange, causes, newCause } from './cause/routes.ts'
import { clusterRules, clusterRulesChange, clusters, oneCluster } from './cluster/routes.ts'
import { complaintAttachment, staffAttachment, uploadPhoto } from './attachment/routes.ts'
import { bulk, commands, complaints, customerActs, customerComplaint, oneComplaint, seal } from './complaint/routes.ts'
import {
  customerChange,
  customerMerge,
  customerNote,
  customers,
  customerSplit,
  feedbackOwner,
  oneCustomer,
} from './customer/routes.ts'
import {
  categories,
  categoryChange,
  categoryRemoval,
  departmentChange,
  departmentRemoval,
  departments,
  newCategory,
  newDepartment,
} from './department/routes.ts'
import { noticeLink } from './console/notice.ts'
import { consoleAsset, consolePage } from './console/routes.ts'
import { demo as demoState, demoEmptying, demoFilling } from './demo/routes.ts'
import { events } from './event/routes.ts'
import {
  improvementChange,
  improvementCheck,
  improvements,
  newImprovement,
  oneImprovement,
} from './improvement/routes.ts'
import { jobs } from './jobs/routes.ts'
import { classification, classificationFile, measureRows, measures, measuresFile } from './measure/routes.ts'
import { courtesyCheck, courtesyEntries, courtesyEntryChange, courtesyEntryRemoval } from './courtesy/routes.ts'
import {
  mailReplay,
  mailSettings,
  mailSettingsChange,
  mailTest,
  oneTemplate,
  outbox,
  templateChange,
  templateReset,
  templates,
} from './notify/routes.ts'
import { desk } from './desk/routes.ts'
import { allDrafts, draftKept, draftRemoval, oneDraft } from './draft/routes.ts'
import {
  bringFeedback,
  exportFeedback,
  feedbackComplaint,
  feedbackThanks,
  feedbackUnthanked,
  inbox,
  oneFeedback,
  submitFeedback,
} from './feedback/routes.ts'
import { labelApply, labelChange, labelRemoval, labels, newLabel } from './label/routes.ts'
import { complaintMarks, feedbackMarks } from './mark/routes.ts'
import { presence } from './presence/routes.ts'
import { newView, viewChange, viewRemoval, views } from './view/routes.ts'
import {
  coverage,
  followupAgain,
  followupReassigned,
  followupResult,
  followups,
  followupSkipped,
  followupTaken,
  newLink,
  oneFollowup,
  rules,
  rulesChange,
  scriptChange,
  scriptRemoval,
  scripts,
} from './followup/routes.ts'
import { healthz, readyz } from './health.ts'
import { newOrders, oneOrder, orders } from './order/routes.ts'
import { accountPage } from './pages/account.ts'
import { complaintForms, complaintPage } from './pages/complaint.ts'
import { docsPage, docsPicture } from './pages/docs.ts'
import { momentPages } from './pages/moment.ts'
import { previewPages } from './pages/preview.ts'
import {
  momentChange,
  momentPreview,
  momentRemoval,
  momentReset,
  momentRestore,
  moments,
  momentSwitch,
  momentVersion,
  momentVersions,
  newMoment,
  oneMoment,
} from './moment/routes.ts'
import { demoShop } from './pages/shop.ts'
import { startPage } from './pages/start.ts'
import { unsubscribePages } from './pages/unsubscribe.ts'
import { oneProduct, products } from './product/routes.ts'
import { policies, policyChange } from './promise/routes.ts'
import {
  erasureCancel,
  erasureProgress,
  erasures,
  personErase,
  personExport,
  personFind,
  retention,
  retentionChange,
} from './privacy/routes.ts'
import type { Route } from './route.ts'
import type { Services } from './services.ts'
import { keyRevocation, keys, newKey, newStaff, staff, staffChange, staffLink } from './staff/routes.ts'
import { askReset, newPassword, selfChange, setUpAccount, signInByPassword, signOut, whoAmI } from './staff/signing.ts'
import { oneTask, tasks } from './task/routes.ts'
import { searchEverything } from './search/routes.ts'
import { newSolution, oneSolution, proposedSolutions, solutionChange, solutions } from './solution/routes.ts'
import { ownSite, siteChange, siteHistory, siteSnippet, siteTexts } from './site/own.ts'
import { siteSettings, widgetFile } from './site/routes.ts'
import {
  newWebhook,
  webhookChange,
  webhookDeliveries,
  webhookMessage,
  webhookRemoval,
  webhookReplay,
  webhookRotation,
  webhooks,
  webhookTest,
} from './webhook/routes.ts'

/** Every route of the server. What stands here is registered and described; nothing else is. */
export function routesOf(s: Services, demo: boolean): Route[] {
  return [
    // Customers' pages
    { method: 'POST', url: '/v1/feedback', ...submitFeedback(s) },
    { method: 'POST', url: '/v1/attachments', ...uploadPhoto(s) },
    { method: 'GET', url: '/v1/sites/:key', ...siteSettings(s) },
    { method: 'GET', url: '/v1/complaints/:token', ...customerComplaint(s) },
    ...customerActs(s),
    { method: 'GET', url: '/w/:file', ...widgetFile(s) },
    { method: 'GET', url: '/c/:token', ...complaintPage(s) },
    ...complaintForms(s),
    { method: 'GET', url: '/c/:token/attachments/:id', ...complaintAttachment(s) },
    ...momentPages(s),
    ...unsubscribePages(s),
    // Staff and back ends
    { method: 'GET', url: '/api/feedback', ...inbox(s) },
    { method: 'POST', url: '/api/feedback', ...bringFeedback(s) },
    { method: 'POST', url: '/api/feedback/marks', ...feedbackMarks(s) },
    { method: 'POST', url: '/api/feedback/thanks', ...feedbackThanks(s) },
    { method: 'GET', url: '/api/feedback/:id', ...oneFeedback(s) },
    { method: 'POST', url: '/api/feedback/:id/complaint', ...feedbackComplaint(s) },
    { method: 'DELETE', url: '/api/feedback/:id/thanks', ...feedbackUnthanked(s) },
    { method: 'POST', url: '/api/feedback/:id/customer', ...feedbackOwner(s) },
    { method: 'POST', url: '/api/orders', ...newOrders(s) },
    { method: 'GET', url: '/api/orders', ...orders(s) },
    { method: 'GET', url: '/api/orders/:id', ...oneOrder(s) },
    { method: 'GET', url: '/api/customers', ...customers(s) },
    { method: 'GET', url: '/api/customers/:id', ...oneCustomer(s) },
    { method: 'PATCH', url: '/api/customers/:id', ...customerChange(s) },
    { method: 'POST', url: '/api/customers/:id/merge', ...customerMerge(s) },
    { method: 'POST', url: '/api/customers/:id/split', ...customerSplit(s) },
    { method: 'POST', url: '/api/customers/:id/notes', ...customerNote(s) },
    { method: 'GET', url: '/api/complaints', ...complaints(s) },
    { method: 'POST', url: '/api/complaints/bulk', ...bulk(s) },
    { method: 'POST', url: '/api/complaints/marks', ...complaintMarks(s) },
    { method: 'GET', url: '/api/complaints/:number', ...oneComplaint(s) },
    ...commands(s),
    { method: 'GET', url: '/api/desk', ...desk(s) },
    { method: 'GET', url: '/api/labels', ...labels(s) },
    { method: 'POST', url: '/api/labels', ...newLabel(s) },
    { method: 'POST', url: '/api/labels/apply', ...labelApply(s) },
    { method: 'PATCH', url: '/api/labels/:id', ...labelChange(s) },
    { method: 'DELETE', url: '/api/labels/:id', ...labelRemoval(s) },
    { method: 'GET', url: '/api/views', ...views(s) },
    { method: 'POST', url: '/api/views', ...newView(s) },
    { method: 'PATCH', url: '/api/views/:id', ...viewChange(s) },
    { method: 'DELETE', url: '/api/views/:id', ...viewRemoval(s) },
    { method: 'GET', url: '/api/drafts', ...allDrafts(s) },
    { method: 'GET', url: '/api/drafts/:key', ...oneDraft(s) },
    { method: 'PUT', url: '/api/drafts/:key', ...draftKept(s) },
    { method: 'DELETE', url: '/api/drafts/:key', ...draftRemoval(s) },
    { method: 'POST', url: '/api/presence', ...presence(s) },
    { method: 'GET', url: '/api/tasks', ...tasks(s) },
    { method: 'GET', url: '/api/tasks/:id', ...oneTask(s) },
    { method: 'GET', url: '/api/followups', ...followups(s) },
    { method: 'GET', url: '/api/followups/rules', ...rules(s) },
    { method: 'PATCH', url: '/api/followups/rules', ...rulesChange(s) },
    { method: 'GET', url: '/api/followups/scripts', ...scripts(s) },
    { method: 'PUT', url: '/api/followups/scripts/:kind/:language', ...scriptChange(s) },
    { method: 'DELETE', url: '/api/followups/scripts/:kind/:language', ...scriptRemoval(s) },
    { method: 'GET', url: '/api/followups/coverage', ...coverage(s) },
    { method: 'GET', url: '/api/followups/:id', ...oneFollowup(s) },
    { method: 'POST', url: '/api/followups/:id/take', ...followupTaken(s) },
    { method: 'POST', url: '/api/followups/:id/result', ...followupResult(s) },
    { method: 'POST', url: '/api/followups/:id/again', ...followupAgain(s) },
    { method: 'POST', url: '/api/followups/:id/reassign', ...followupReassigned(s) },
    { method: 'POST', url: '/api/followups/:id/skip', ...followupSkipped(s) },
    { method: 'POST', url: '/api/links', ...newLink(s) },
    { method: 'GET', url: '/api/complaints/:number/solutions', ...proposedSolutions(s) },
    { method: 'GET', url: '/api/solutions', ...solutions(s) },
    { method: 'POST', url: '/api/solutions', ...newSolution(s) },
    { method: 'GET', url: '/api/solutions/:id', ...oneSolution(s) },
    { method: 'PATCH', url: '/api/solutions/:id', ...solutionChange(s) },
    { method: 'GET', url: '/api/search', ...searchEverything(s) },
    { method: 'GET', url: '/api/site', ...ownSite(s) },
    { method: 'PATCH', url: '/api/site', ...siteChange(s) },
    { method: 'GET', url: '/api/site/history', ...siteHistory(s) },
    { method: 'GET', url: '/api/site/texts', ...siteTexts(s) },
    { method: 'GET', url: '/api/site/snippet', ...siteSnippet(s) },
    { method: 'GET', url: '/api/site/demo', ...demoState(s) },
    { method: 'POST', url: '/api/site/demo', ...demoFilling(s) },
    { method: 'DELETE', url: '/api/site/demo', ...demoEmptying(s) },
    { method: 'GET', url: '/api/policies', ...policies(s) },
    { method: 'PATCH', url: '/api/policies', ...policyChange(s) },
    { method: 'GET', url: '/api/templates', ...templates(s) },
    { method: 'GET', url: '/api/templates/:mail/:language', ...oneTemplate(s) },
    { method: 'PUT', url: '/api/templates/:mail/:language', ...templateChange(s) },
    { method: 'DELETE', url: '/api/templates/:mail/:language', ...templateReset(s) },
    { method: 'GET', url: '/api/mail', ...mailSettings(s) },
    { method: 'PATCH', url: '/api/mail', ...mailSettingsChange(s) },
    { method: 'POST', url: '/api/mail/test', ...mailTest(s) },
    { method: 'GET', url: '/api/outbox', ...outbox(s) },
    { method: 'POST', url: '/api/outbox/:id/replay', ...mailReplay(s) },
    { method: 'GET', url: '/api/jobs', ...jobs(s) },
    { method: 'GET', url: '/api/seal', ...seal(s) },
    { method: 'GET', url: '/api/attachments/:id', ...staffAttachment(s) },
    { method: 'GET', url: '/api/export/feedback.csv', ...exportFeedback(s, 'csv') },
    { method: 'GET', url: '/api/export/feedback.jsonl', ...exportFeedback(s, 'jsonl') },
    { method: 'GET', url: '/console', ...consolePage() },
    { method: 'GET', url: '/console/*', ...consolePage() },
    { method: 'GET', url: '/console/assets/:file', ...consoleAsset() },
    { method: 'GET', url: '/console/setup/:token', ...accountPage(s, 'setup') },
    { method: 'GET', url: '/console/reset/:token', ...accountPage(s, 'reset') },
    { method: 'GET', url: '/api/session', ...whoAmI(s) },
    { method: 'POST', url: '/api/session', ...signInByPassword(s) },
    { method: 'PATCH', url: '/api/session', ...selfChange(s) },
    { method: 'DELETE', url: '/api/session', ...signOut(s) },
    { method: 'POST', url: '/api/session/setup', ...setUpAccount(s) },
    { method: 'POST', url: '/api/session/reset', ...askReset(s) },
    { method: 'POST', url: '/api/session/password', ...newPassword(s) },
    { method: 'GET', url: '/api/staff', ...staff(s) },
    { method: 'POST', url: '/api/staff', ...newStaff(s) },
    { method: 'PATCH', url: '/api/staff/:id', ...staffChange(s) },
    { method: 'POST', url: '/api/staff/:id/link', ...staffLink(s) },
    { method: 'GET', url: '/api/departments', ...departments(s) },
    { method: 'POST', url: '/api/departments', ...newDepartment(s) },
    { method: 'PATCH', url: '/api/departments/:id', ...departmentChange(s) },
    { method: 'DELETE', url: '/api/departments/:id', ...departmentRemoval(s) },
    { method: 'GET', url: '/api/categories', ...categories(s) },
    { method: 'POST', url: '/api/categories', ...newCategory(s) },
    { method: 'PATCH', url: '/api/categories/:id', ...categoryChange(s) },
    { method: 'DELETE', url: '/api/categories/:id', ...categoryRemoval(s) },
    { method: 'GET', url: '/api/causes', ...causes(s) },
    { method: 'POST', url: '/api/causes', ...newCause(s) },
    { method: 'PATCH', url: '/api/causes/:id', ...causeChange(s) },
    { method: 'GET', url: '/api/improvements', ...improvements(s) },
    { method: 'POST', url: '/api/improvements', ...newImprovement(s) },
    { method: 'GET', url: '/api/improvements/:id', ...oneImprovement(s) },
    { method: 'PATCH', url: '/api/improvements/:id', ...improvementChange(s) },
    { method: 'POST', url: '/api/improvements/:id/check', ...improvementCheck(s) },
    { method: 'GET', url: '/api/clusters', ...clusters(s) },
    { method: 'GET', url: '/api/clusters/rules', ...clusterRules(s) },
    { method: 'PATCH', url: '/api/clusters/rules', ...clusterRulesChange(s) },
    { method: 'GET', url: '/api/clusters/:id', ...oneCluster(s) },
    { method: 'GET', url: '/api/measures', ...measures(s) },
    { method: 'GET', url: '/api/measures.csv', ...measuresFile(s) },
    { method: 'GET', url: '/api/measures/rows', ...measureRows(s) },
    { method: 'GET', url: '/api/products', ...products(s) },
    { method: 'GET', url: '/api/products/:id', ...oneProduct(s) },
    { method: 'GET', url: '/api/measures/classification', ...classification(s) },
    { method: 'GET', url: '/api/measures/classification.csv', ...classificationFile(s) },
    { method: 'GET', url: '/api/courtesy', ...courtesyEntries(s) },
    { method: 'POST', url: '/api/courtesy', ...courtesyCheck(s) },
    { method: 'PUT', url: '/api/courtesy/:language/:id', ...courtesyEntryChange(s) },
    { method: 'DELETE', url: '/api/courtesy/:language/:id', ...courtesyEntryRemoval(s) },
    { method: 'GET', url: '/api/moments', ...moments(s) },
    { method: 'POST', url: '/api/moments', ...newMoment(s) },
    { method: 'POST', url: '/api/moments/preview', ...momentPreview(s) },
    { method: 'GET', url: '/api/moments/:id', ...oneMoment(s) },
    { method: 'PUT', url: '/api/moments/:id', ...momentChange(s) },
    { method: 'PATCH', url: '/api/moments/:id', ...momentSwitch(s) },
    { method: 'DELETE', url: '/api/moments/:id', ...momentRemoval(s) },
    { method: 'POST', url: '/api/moments/:id/restore', ...momentRestore(s) },
    { method: 'POST', url: '/api/moments/:id/reset', ...momentReset(s) },
    { method: 'GET', url: '/api/moments/:id/versions', ...momentVersions(s) },
    { method: 'GET', url: '/api/moments/:id/versions/:version', ...momentVersion(s) },
    ...previewPages(s),
    { method: 'GET', url: '/api/keys', ...keys(s) },
    { method: 'POST', url: '/api/keys', ...newKey(s) },
    { method: 'DELETE', url: '/api/keys/:id', ...keyRevocation(s) },
    { method: 'GET', url: '/api/events', ...events(s) },
    { method: 'GET', url: '/api/webhooks', ...webhooks(s) },
    { method: 'POST', url: '/api/webhooks', ...newWebhook(s) },
    { method: 'PATCH', url: '/api/webhooks/:id', ...webhookChange(s) },
    { method: 'DELETE', url: '/api/webhooks/:id', ...webhookRemoval(s) },
    { method: 'POST', url: '/api/webhooks/:id/test', ...webhookTest(s) },
    { method: 'POST', url: '/api/webhooks/:id/rotate', ...webhookRotation(s) },
    { method: 'GET', url: '/api/webhooks/:id/deliveries', ...webhookDeliveries(s) },
    { method: 'GET', url: '/api/webhooks/:id/deliveries/:event', ...webhookMessage(s) },
    { method: 'POST', url: '/api/webhooks/:id/replay', ...webhookReplay(s) },
    { method: 'GET', url: '/complaints/:id', ...noticeLink('complaints') },
    { method: 'GET', url: '/clusters/:id', ...noticeLink('clusters') },
    { method: 'GET', url: '/improvements/:id', ...noticeLink('improvements') },
    { method: 'POST', url: '/api/privacy/find', ...personFind(s) },
    { method: 'GET', url: '/api/privacy/export', ...personExport(s) },
    { method: 'POST', url: '/api/privacy/erase', ...personErase(s) },
    { method: 'GET', url: '/api/privacy/erasures', ...erasures(s) },
    { method: 'GET', url: '/api/privacy/erasures/:id', ...erasureProgress(s) },
    { method: 'DELETE', url: '/api/privacy/erasures/:id', ...erasureCancel(s) },
    { method: 'GET', url: '/api/privacy/retention', ...retention(s) },
    { method: 'PATCH', url: '/api/privacy/retention', ...retentionChange(s) },
    // Operators
    { method: 'GET', url: '/', ...startPage(s, demo) },
    { method: 'GET', url: '/docs/:guide', ...docsPage(s) },
    { method: 'GET', url: '/docs', ...docsPage(s) },
    { method: 'GET', url: '/docs/images/:file', ...docsPicture() },
    { method: 'GET', url: '/healthz', ...healthz() },
    { method: 'GET', url: '/readyz', ...readyz(s) },
    ...(demo ? [{ method: 'GET' as const, url: '/demo/*', ...demoShop() }] : []),
  ]
}
