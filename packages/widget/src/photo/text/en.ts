/** What is said of photos; `{name}` is filled in, and settings.texts overrides it, as with the widget's other words. */
const en = {
  addPhoto: 'Add a photo',
  photo: 'Photo {at}',
  photoSending: 'Photo {at} is being sent',
  photoRemove: 'Remove photo {at}',
  photoRetry: 'Try photo {at} again',
  photoCount: '{count} of {max} photos',
  photoFailed: 'A photo has not arrived. Try it again, or remove it.',
  photoUnreadable: '{name} cannot be read here. Please choose a JPEG or PNG, or photograph it anew.',
  photoMany: 'We can take {max} photos; the others were left out.',
}

export default en

/** Every language has the same keys. */
export type PhotoWords = Record<keyof typeof en, string>
