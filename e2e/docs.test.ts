import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from '../scripts/run.ts'
import { expect, test } from './test.ts'

/** The HTML that a page of the documentation tells people to paste, pointed at the server under test. */
function pasted(page: string, earshot: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/^```html\n([\s\S]*?)^```/gm)].map((match) =>
    match[1]!.replaceAll('https://earshot.example.com', earshot),
  )
}

for (const page of ['README.md', 'docs/embed.md']) {
  test(`what ${page} says to paste works as it stands`, async ({ page: tab, earshot }) => {
    const snippets = pasted(page, earshot.url)
    const tag = snippets.find((one) => one.includes('<script async'))!
    for (const snippet of snippets) {
      const server = createServer((_, response) => {
        response.setHeader('content-type', 'text/html')
        response.end(
          `<!doctype html><html lang="en"><title>Shop</title>${tag}<body><form>${snippet === tag ? '' : snippet}</form>`,
        )
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      await tab.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`)
      const quiet = /launcher: false|(data-|<)earshot-moment/.test(snippet)
      if (!quiet) await expect(tab.getByRole('button', { name: 'How was it?' })).toBeVisible()
      if (/(data-|<)earshot-moment/.test(snippet) && !snippet.includes('</style'))
        await expect(tab.getByRole('radio', { name: 'Delighted' })).toBeVisible()
      if (/q\.push/.test(snippet)) await expect(tab.getByRole('dialog').getByRole('radio').first()).toBeVisible()
      for (const button of /data-earshot-open/.test(snippet)
        ? await tab.locator('button[data-earshot-open]').all()
        : []) {
        await button.click()
        await expect(tab.getByRole('dialog').getByRole('radio').first()).toBeVisible()
        await tab.keyboard.press('Escape')
      }
      server.closeAllConnections()
      server.close()
    }
  })
}
