import type { list as en } from '../en/list.ts'

export const list: typeof en = {
  filter: '篩選',
  filters: '篩選',
  any: '全部',
  noFilter: (name) => `移除「${name}」篩選`,
  clear: '移除所有篩選',
  find: '尋找文字',
  label: '標籤',
  noLabels: '還沒有標籤。主管可在設定中建立。',
  labelled: '標籤已變更',
  views: '已存檢視',
  saveView: '儲存此檢視',
  viewName: '檢視名稱',
  viewShared: '店內所有人可用',
  viewSaved: '檢視已儲存',
  removeView: '移除此檢視',
  viewRemoved: '檢視已移除',
  noViews: '設定篩選後,可在此命名儲存。',
  selectAll: '全選顯示項目',
  unselect: '取消選取',
  refused: (n) => `${n} 筆無法執行`,
}
