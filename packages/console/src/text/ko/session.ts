import type { session as en } from '../en/session.ts'

export const session: typeof en = {
  title: '로그인',
  email: '메일 주소',
  password: '비밀번호',
  signIn: '로그인',
  forgot: '비밀번호를 잊으셨나요?',
  ask: '링크 보내기',
  asked: '직원의 주소라면, 새 비밀번호를 정하는 링크가 곧 도착합니다.',
  back: '로그인으로 돌아가기',
  failed: '메일 주소와 비밀번호가 맞지 않습니다.',
  limited: '시도가 너무 많았습니다. 몇 분 뒤에 다시 시도하세요.',
  site: '사이트 키',
  siteHint: '이 서버에는 여러 가게가 있습니다. 키는 pk_로 시작합니다.',
  ended: '로그아웃되었습니다',
  endedMore: '계속하려면 다시 로그인하세요. 입력한 내용은 그대로 있습니다.',
  unreachable: '서버에 연결할 수 없습니다.',
}
