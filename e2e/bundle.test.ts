import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOT } from '../scripts/run.ts'
import { expect, heard, test } from './test.ts'

/** What a shop's own bundler makes of the package as it is published. */
async function bundle(url: string): Promise<Map<string, string>> {
  const entry = `import { mount } from '@earshot/widget'
    window.mounted = mount({ url: '${url}', site: 'pk_demo' })`
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root: join(ROOT, 'e2e'),
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'virtual:shop' ? '\0shop' : null),
        load: (id) => (id === '\0shop' ? entry : null),
      },
    ],
    build: { write: false, rollupOptions: { input: { shop: 'virtual:shop' }, output: { entryFileNames: 'shop.js' } } },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as { output: { fileName: string; code?: string }[] }
  return new Map(output.map(({ fileName, code }) => [`/${fileName}`, code ?? '']))
}

test('a shop that bundles the widget has the launcher, the dialog and the receipt, and can take it off again', async ({
  page,
  earshot,
}) => {
  const files = await bundle(earshot.url)
  const server = createServer((request, response) => {
    const code = files.get(request.url ?? '')
    if (code !== undefined) response.setHeader('content-type', 'text/javascript').end(code)
    else
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><html lang="en"><title>Shop</title><script type="module" src="/shop.js"></script>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await page.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`)
  const launcher = page.getByRole('button', { name: 'How was it?' })
  await launcher.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Good', exact: true }).click()
  const words = `Bundled. ${crypto.randomUUID()}`
  await dialog.getByRole('textbox').fill(words)
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog.getByRole('status')).toContainText('Thank you')
  await heard(earshot, words, 'anytime')
  await page.keyboard.press('Escape')
  await page.evaluate(() => (globalThis as unknown as { mounted: { unmount(): void } }).mounted.unmount())
  await expect(launcher).toHaveCount(0)
  server.closeAllConnections()
  server.close()
})
