import type { Plugin } from 'vite'

/**
 * Lets vanilla-extract style a shadow root: where a `*.css.ts` module imports its style sheet into the page,
 * the sheet's text goes to the registry in src/theme/sheets.ts instead, from which hosts take `adoptedStyleSheets`.
 */
export function shadowStyles(registry: string): Plugin {
  return {
    name: 'earshot-shadow-styles',
    enforce: 'post',
    transform: {
      filter: { id: /\.css\.ts$/ },
      handler(code) {
        const imports = /import\s*(["'])(\S+?\.vanilla\.css)\1;?/g
        const registered = code.replace(
          imports,
          (_, quote, file) =>
            `import text from ${quote}${file}?inline${quote};import { add } from ${JSON.stringify(registry)};add(text);`,
        )
        return registered === code ? null : { code: registered, map: null }
      },
    },
  }
}
