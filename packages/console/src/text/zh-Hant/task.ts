import type { task as en } from '../en/task.ts'

export const task: typeof en = {
  mine: '我的部門',
  open: '所有待辦',
  done: '已完成',
  failed: '未能完成',
  views: '哪些待辦',
  empty: '沒有待辦事項',
  emptyMore: '顧客接受補救方式後,您的部門要做的事會連同期限出現在這裡。',
  complete: '完成',
  fail: '無法完成',
  result: '做了什麼',
  resultHint: '包裹編號、金額、日期等同事會問到的資訊。',
  reasonHint: '申訴會回到負責人手上,另尋辦法。',
  saved: (number) => `已記錄於 ${number}`,
  choose: '請選擇一項待辦',
  chooseMore: '您會看到承諾了什麼、給誰、期限何時。',
  forWhom: '顧客',
  department: '部門',
  see: '查看申訴',
  noWords: '沒有其他說明',
}
