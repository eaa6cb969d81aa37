import type { PhotoWords } from './en.ts'

const ko: PhotoWords = {
  addPhoto: '사진 추가',
  photo: '사진 {at}',
  photoSending: '사진 {at} 보내는 중',
  photoRemove: '사진 {at} 빼기',
  photoRetry: '사진 {at} 다시 보내기',
  photoCount: '사진 {count} / {max}',
  photoFailed: '도착하지 않은 사진이 있습니다. 다시 보내거나 빼 주세요.',
  photoUnreadable: '{name} 파일을 여기서 열 수 없습니다. JPEG나 PNG를 고르거나 다시 찍어 주세요.',
  photoMany: '사진은 {max}장까지 받을 수 있어 나머지는 넣지 않았습니다.',
}

export default ko
