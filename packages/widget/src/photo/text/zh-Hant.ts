import type { PhotoWords } from './en.ts'

const zhHant: PhotoWords = {
  addPhoto: '加入照片',
  photo: '照片 {at}',
  photoSending: '正在傳送照片 {at}',
  photoRemove: '移除照片 {at}',
  photoRetry: '重新傳送照片 {at}',
  photoCount: '照片 {count} / {max}',
  photoFailed: '有一張照片沒有送到。請再試一次,或將它移除。',
  photoUnreadable: '這裡無法讀取 {name}。請選擇 JPEG 或 PNG,或重新拍一張。',
  photoMany: '最多可以收 {max} 張照片,其餘的沒有加入。',
}

export default zhHant
