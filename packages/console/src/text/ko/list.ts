import type { list as en } from '../en/list.ts'

export const list: typeof en = {
  filter: '필터',
  filters: '필터',
  any: '모두',
  noFilter: (name) => `${name} 필터 없애기`,
  clear: '필터 모두 없애기',
  find: '내용 찾기',
  label: '라벨',
  noLabels: '아직 라벨이 없습니다. 관리자가 설정에서 만듭니다.',
  labelled: '라벨을 바꾸었습니다',
  views: '저장한 보기',
  saveView: '이 보기 저장',
  viewName: '보기 이름',
  viewShared: '가게의 모두에게',
  viewSaved: '보기를 저장했습니다',
  removeView: '이 보기 삭제',
  viewRemoved: '보기를 삭제했습니다',
  noViews: '필터를 정한 뒤 이름을 붙여 저장하세요.',
  selectAll: '보이는 것 모두 선택',
  unselect: '선택 해제',
  refused: (n) => `${n}건은 할 수 없음`,
}
