import type { start as en } from '../en/start.ts'

export const start: typeof en = {
  card: {
    title: '매장이 아직 준비되지 않았습니다',
    more: '짧은 여섯 단계입니다. 이름과 시간, 색, 페이지에 넣을 한 줄, 메일, 동료, 첫 답변.',
    go: '준비하기',
  },
  demo: { banner: '체험용 데이터를 보고 계십니다.', act: '비우기' },
}
