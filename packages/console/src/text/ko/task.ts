import type { task as en } from '../en/task.ts'

export const task: typeof en = {
  mine: '우리 부서',
  open: '모든 할 일',
  done: '완료',
  failed: '못 한 일',
  views: '어떤 할 일',
  empty: '할 일이 없습니다',
  emptyMore: '고객이 구제책을 받아들이면, 부서가 해야 할 일이 기한과 함께 여기에 나타납니다.',
  complete: '완료',
  fail: '할 수 없음',
  result: '무엇을 했나요',
  resultHint: '송장 번호, 금액, 날짜처럼 동료가 물어볼 내용을 적어 주세요.',
  reasonHint: '불만이 책임자에게 돌아가고, 다른 방법을 찾습니다.',
  saved: (number) => `${number}에 기록했습니다`,
  choose: '할 일을 고르세요',
  chooseMore: '누구에게 무엇을 언제까지 약속했는지 보여 드립니다.',
  forWhom: '고객',
  department: '부서',
  see: '불만 보기',
  noWords: '추가 설명 없음',
}
