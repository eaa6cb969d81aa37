/** Milliseconds after which an upload counts as failed. */
const PATIENCE = 90_000

/** What may be done with an upload under way. */
export interface Upload {
  /** Resolves with the photo's id; rejects when it has not arrived. */
  id: Promise<string>
  stop: () => void
}

/** Sends one photo. `fetch` tells nothing of how far it is, so this is an XMLHttpRequest. */
export function upload(url: string, photo: Blob, onProgress: (part: number) => void): Upload {
  const request = new XMLHttpRequest()
  const id = new Promise<string>((resolve, reject) => {
    request.open('POST', url)
    request.responseType = 'json'
    request.timeout = PATIENCE
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total)
    // Comes last, however it ended.
    request.onloadend = () => {
      const { status, response } = request
      const answer = response as { id?: string; detail?: string } | null
      if (status === 201 && answer?.id) resolve(answer.id)
      else reject(new Error(`Earshot: a photo was not taken (${status}). ${answer?.detail ?? ''}`))
    }
  })
  request.send(photo)
  return { id, stop: () => request.abort() }
}
