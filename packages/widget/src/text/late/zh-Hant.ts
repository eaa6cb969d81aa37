import type { LateWords } from './en.ts'

const zhHant: LateWords = {
  sending: '傳送中',
  again: '再試一次',
  choose: '請選一項。',
  write: '請寫幾個字。',
  reach: '請告訴我們如何聯絡您。',
  badEmail: '這看起來還不是電子郵件地址,例如 ada@example.com。',
  badPhone: '請填寫可以聯絡到您的電話號碼。',
  check: '請再看一下這一項。',
  offline: '您目前似乎沒有連上網路。您寫的內容都還在,連線後再試一次即可。',
  busy: '現在有點忙。您寫的內容都還在,請在 {wait}後再試。',
  earlier: '您先前寫的已經送到。再試一次,就會把這次的內容也送出。',
  marked: '有一項需要修改,已為您標出。其他內容都還在。',
  refused: '店家目前無法收下。您寫的內容都還在,請稍後再試。',
  kept: '由 {shop} 保管',
  onIt: '謝謝您告訴我們。我們馬上處理。',
  number: '您的案件編號',
  copy: '複製',
  copied: '已複製',
  registered: '已登記,今天 {time}',
  answer: '我們了解情況後回覆您',
  agree: '處理方式由您同意後才算數',
  follow: '在這裡查看進度',
  keep: '請留下這個編號或連結,不需要帳號。',
}

export default zhHant

/** What is said of photos, with their own load unit. */
export const photo = () => import('../../photo/text/zh-Hant.ts')
