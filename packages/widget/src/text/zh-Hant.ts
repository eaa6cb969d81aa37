import type { Words } from './en.ts'

const zhHant: Words = {
  send: '送出',
  skip: '略過',
  next: '下一步',
  back: '上一步',
  close: '關閉',
  dismiss: '不用了,謝謝',
  optional: '可不填',
  step: '{at} / {of}',
  order: '訂單 {id}',
  left: '還可輸入 {count} 字',
  email: '電子郵件',
  phone: '電話',
  name: '姓名',
  company: '公司',
  address: '地址',
  privacy: '隱私權',
  unreachable: '暫時聯絡不上店家。您寫的內容都還在,請再試一次。',
}

export default zhHant

export const late = () => import('./late/zh-Hant.ts')
