import { badAnswer, explain } from './transport.ts'

/** The same stream, its failures told as EarshotErrors. */
export function told(stream: ReadableStream<Uint8Array<ArrayBuffer>>, url: string) {
  const reader = stream.getReader()
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(explain(error, url))
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/** Each line of a JSON Lines download, parsed as it arrives. Ending the loop early ends the download. */
export async function* jsonLines<T>(
  open: () => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>,
  url: string,
): AsyncGenerator<T, void, undefined> {
  const reader = (await open()).getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      rest += value ? decoder.decode(value, { stream: true }) : decoder.decode()
      const lines = rest.split('\n')
      rest = done ? '' : lines.pop()!
      for (const line of lines) if (line.trim()) yield parse(line, url) as T
      if (done) return
    }
  } finally {
    await reader.cancel()
  }
}

function parse(line: string, url: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // Without its cause, which quotes the line: a log is no place for a customer's words.
    throw badAnswer(url, 'sent a line that is not JSON')
  }
}
