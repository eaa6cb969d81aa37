import type { Words } from './en.ts'

const ko: Words = {
  send: '보내기',
  skip: '건너뛰기',
  next: '다음',
  back: '이전',
  close: '닫기',
  dismiss: '괜찮아요',
  optional: '선택',
  step: '{at} / {of}',
  order: '주문 {id}',
  left: '{count}자 더 쓸 수 있습니다',
  email: '이메일',
  phone: '전화번호',
  name: '이름',
  company: '회사',
  address: '주소',
  privacy: '개인정보 안내',
  unreachable: '매장에 연결하지 못했습니다. 쓰신 내용은 그대로 있으니 다시 시도해 주세요.',
}

export default ko

export const late = () => import('./late/ko.ts')
