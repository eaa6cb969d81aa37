import type { LateWords } from './en.ts'

const ko: LateWords = {
  sending: '보내는 중',
  again: '다시 시도',
  choose: '하나를 골라 주세요.',
  write: '몇 마디만 적어 주세요.',
  reach: '답변드릴 연락처를 적어 주세요.',
  badEmail: 'ada@example.com처럼 이메일 주소를 적어 주세요.',
  badPhone: '연락드릴 수 있는 번호를 적어 주세요.',
  check: '이 부분을 한 번 더 확인해 주세요.',
  offline: '인터넷에 연결되어 있지 않은 것 같습니다. 쓰신 내용은 그대로 있으니 연결되면 다시 시도해 주세요.',
  busy: '지금은 조금 붐빕니다. 쓰신 내용은 그대로 있으니 {wait} 뒤에 다시 시도해 주세요.',
  earlier: '먼저 쓰신 내용은 이미 도착했습니다. 다시 시도하시면 이번 내용도 보내집니다.',
  marked: '고쳐야 할 답이 하나 있어 표시해 두었습니다. 나머지는 그대로 있습니다.',
  refused: '지금은 받을 수 없습니다. 쓰신 내용은 그대로 있으니 나중에 다시 시도해 주세요.',
  kept: '{shop}에서 보관합니다',
  onIt: '말씀해 주셔서 감사합니다. 바로 살펴보겠습니다.',
  number: '접수 번호',
  copy: '복사',
  copied: '복사됨',
  registered: '접수됨, 오늘 {time}',
  answer: '살펴보고 답변드립니다',
  agree: '해결 방법은 고객님이 동의해야 정해집니다',
  follow: '진행 상황 보기',
  keep: '이 번호나 링크를 보관해 주세요. 계정은 필요 없습니다.',
}

export default ko

/** What is said of photos, with their own load unit. */
export const photo = () => import('../../photo/text/ko.ts')
