import type { Plugin } from 'vite'

const SHEET = '\0sheet:'
/** Keeps vanilla-extract, which goes by the ends of names, from taking the module for its own. */
const END = '.sheet'

/**
 * Lets vanilla-extract style a shadow root: where a `*.css.ts` module imports a style sheet into the page,
 * the sheet's text goes to the `registry` module instead, once, from which hosts take `adoptedStyleSheets`.
 */
export function shadowStyles(registry: string): Plugin {
  return {
    name: 'earshot-shadow-styles',
    enforce: 'post',
    resolveId: (id) => (id.startsWith(SHEET) ? id : null),
    load(id) {
      if (!id.startsWith(SHEET)) return null
      const file = JSON.stringify(`${id.slice(SHEET.length, -END.length)}?inline`)
      const code = `import text from ${file};import { add } from ${JSON.stringify(registry)};add(text)`
      return { code, moduleType: 'js', moduleSideEffects: true }
    },
    transform: {
      filter: { id: /\.css\.ts$/ },
      handler(code) {
        const sheets = code.replace(
          /import\s*(["'])(\S+?\.vanilla\.css)\1/g,
          (_, __, file: string) => `import ${JSON.stringify(SHEET + file + END)}`,
        )
        return sheets === code ? null : { code: sheets, map: null }
      },
    },
  }
}
