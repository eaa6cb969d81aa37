import type { Wording } from './wording.ts'

export const zhHant: Wording = {
  templates: {
    acknowledgement: {
      subject: '{shop}：已收到您的意見（{number}）',
      body: `{name} 您好：

謝謝您告訴我們。您的意見已登記，編號為 {number}。

> {said}

我們會查明原因並回覆您。
最晚在 {answerBy} 前會有專人回覆。

您可以隨時在專屬頁面查看處理進度，也可以補充說明或照片。任何人取得連結都能看到內容，請妥善保管。

[查看處理進度]({link})`,
    },
    notice: {
      subject: '{number}：{event}',
      body: `{event}

編號 {number}
顧客 {customer}
待辦 {clock}
期限 {due}

> {said}

[開啟這件申訴]({link})`,
    },
    answer: {
      subject: '{shop} 已回覆您的意見（{number}）',
      body: `{name} 您好：

> {words}

{shop} {author}

我們會在 {promised} 前再回覆您。

您可以在專屬頁面回覆。

[閱讀並回覆]({link})`,
    },
    question: {
      subject: '{shop} 想向您請教（{number}）',
      body: `{name} 您好：

為了繼續處理，我們需要您的協助：

> {words}

{shop} {author}

方便的話，請在 {until} 前回覆。

[回覆]({link})`,
    },
    remedy: {
      subject: '{shop}：我們希望這樣補救（{number}）',
      body: `{name} 您好：

> {words}

對於造成的不便，我們深感抱歉。我們的提議如下：

> {terms}

由您決定。請在專屬頁面接受或拒絕；在此之前不會有任何動作。
這項提議有效至 {until}。

[查看提議]({link})`,
    },
    confirm: {
      subject: '{shop}：事情解決了嗎？（{number}）',
      body: `{name} 您好：

我們該做的都已完成。

> {words}

您對處理結果滿意嗎？如果不滿意，請告訴我們，我們會重新處理。
請在 {until} 前告訴我們。

[告訴我們]({link})`,
    },
    reminder: {
      subject: '{shop}：等候您的回覆（{number}）',
      body: `{name} 您好：

編號 {number} 的意見正在等候您的回覆。
若沒有收到回覆，我們會在 {closes} 結案；之後您仍可重新開啟。

[查看處理進度]({link})`,
    },
    closed: {
      subject: '{shop}：您的意見已結案（{number}）',
      body: `{name} 您好：

> {words}

編號 {number} 的意見已結案。謝謝您的耐心與指教，這能幫助我們做得更好。
如果仍未妥善解決，您可以在 {reopenUntil} 前重新開啟。

[查看處理進度]({link})`,
    },
    visit: {
      subject: '{shop}：現在情況如何？',
      body: `{name} 您好：

您先前反映的問題（編號 {number}），我們想知道現在是否已妥善解決。
謝謝您的訂單 {order}，我們想知道一切是否都如您所願。
今天我們想到了您：{day}。祝您一切順心！
自 {last} 之後就沒有再見到您，是不是我們有什麼地方做得不好？

只要一分鐘，每一句話我們都會讀。

[告訴我們]({link})`,
    },
    thanks: {
      subject: '{shop}:感謝您的意見',
      body: `{name} 您好:

謝謝您撥空告訴我們。您說的每一句話我們都讀了,也已經轉達給相關的同事。

{shop} {author} 敬上`,
    },
    merged: {
      subject: '{shop}：您的意見 {number} 將併入 {into} 處理',
      body: `{name} 您好：

我們會將您的意見 {number} 與另一件相同事由的意見一併處理，今後的編號為 {into}。您告訴我們的內容都會保留。

[查看內容]({link})`,
    },
    register: {
      subject: '{shop}：申訴登記簿 {day}',
      body: `{shop} 的申訴登記簿共有 {rows} 筆紀錄，最新一筆的雜湊值為

> {head}

請保留這封郵件：日後可用它證明沒有任何紀錄遭到更改或遺漏。`,
    },
    webhook: {
      subject: '{shop}：一個 Webhook 已關閉',
      body: `送往 {address} 的 Webhook 回覆該處已永久移除（410），因此已關閉，等待中的消息不會再送出。

名稱：{label}

若非本意，請修復該位址，重新開啟 Webhook，再重送未送達的消息。`,
    },
    cluster: {
      subject: '{shop}：{what} 已有 {count} 件申訴',
      body: `{days} 天內收到 {count} 件針對同一事物的申訴，背後可能是同一個原因。

商品：{product}
批號：{batch}
類別：{category}

> {list}

這項提醒只寄一次；之後若有新的申訴，清單會持續更新。

[查看申訴]({link})`,
    },
    improvement: {
      subject: '{shop}：有一項改善措施等您處理',
      body: `> {words}

這項措施應於 {due} 前完成。完成後請註明，或另訂日期。
這項措施已於 {done} 完成，現在可以比較前後的申訴：請告訴我們是否有效。

[開啟]({link})`,
    },
    invitation: {
      subject: '{shop} 邀請您使用 Earshot',
      body: `邀請您在 Earshot 一起回覆 {shop} 的顧客意見。
邀請人：{by}

請先設定密碼。
連結只能使用一次，有效至 {until}。

[設定密碼]({link})`,
    },
    reset: {
      subject: '重設您在 {shop} Earshot 的密碼',
      body: `有人要求重設密碼，希望是您本人。如果不是，請不必理會，原密碼不變。

連結只能使用一次。
有效至 {until}。

[設定新密碼]({link})`,
    },
  },
  events: {
    assigned: '有一件申訴由您負責',
    due_soon: '即將到期',
    overdue: '已逾期',
    approval: '等候您核准',
    wrote: '顧客留言了',
    objected: '顧客提出異議',
    accepted: '顧客接受了',
    declined: '顧客拒絕了補救方案',
    unsatisfied: '顧客仍不滿意',
    reopened: '申訴重新開啟',
    withdrawn: '顧客撤回了申訴',
    task: '有一項工作交給您',
    safety: '可能涉及人身安全',
    undelivered: '寄給顧客的郵件無法送達',
  },
  clocks: {
    'first-answer': '首次回覆',
    assessment: '判斷',
    remedy: '提出補救方案',
    approval: '核准',
    fulfilment: '履行約定',
    'follow-up': '後續關懷',
    promise: '承諾的回覆',
  },
  foot: {
    customer: '您收到這封郵件，是因為有人在向 {shop} 反映意見時留下了這個信箱。',
    staff: '您收到這封郵件，是因為您負責處理 {shop} 的顧客意見。',
    unasked: '您收到這封郵件，是因為您是 {shop} 的顧客。',
  },
  unsubscribe: '不再接收這類郵件',
}
