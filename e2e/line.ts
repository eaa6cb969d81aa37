import type { Page, Route } from '@playwright/test'

/** The way from a page to some of its addresses. */
export interface Line {
  /** What becomes of a request; without it, it goes its way. */
  by: ((route: Route) => unknown) | undefined
  /** How many requests came by. */
  asked: number
}

/**
 * Lays a line that a journey may cut and mend. To be laid before the page is opened, and left there: the browser says
 * that requests are held before a page that is open holds them, and one that is sent as the last line is taken away may
 * hang for ever (https://github.com/microsoft/playwright/issues/41802).
 */
export async function lay(page: Page, url: string): Promise<Line> {
  const line: Line = { by: undefined, asked: 0 }
  await page.route(url, async (route) => {
    line.asked++
    await (line.by ? line.by(route) : route.continue())
  })
  return line
}
