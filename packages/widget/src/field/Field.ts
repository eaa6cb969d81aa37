import { ANSWER_MAX, textIn, type SiteSettings } from '@earshot/sdk/contract'
import type { Baked } from '../loader/baked.ts'
import { load } from '../panel/load.ts'
import { adopted } from '../theme/sheets.ts'
import { follow, type Source } from './comment.ts'
import * as css from './Field.css.ts'

let site: Baked
let localeAt: (element: Element) => string

/**
 * Defines `<earshot-field>` for a site; does nothing when it is defined.
 *
 * @param locale the language to speak at an element
 */
export function defineField(of: Baked, locale: (element: Element) => string): void {
  if (customElements.get('earshot-field')) return
  site = of
  localeAt = locale
  customElements.define('earshot-field', EarshotField)
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.className = className
  return element
}

/**
 * `<earshot-field>`: the comment of an order form. Its words travel in the form's own POST as `earshot_comment`, and
 * their id as `earshot_id`. Attributes: `label`, `hint`, `placeholder` (the texts of the site's moment `order`
 * otherwise), `value`, `required`, `disabled`. A textarea inside it stands in where there is no JavaScript; it is
 * kept equal to the field.
 */
class EarshotField extends HTMLElement {
  static readonly formAssociated = true
  static readonly observedAttributes = ['label', 'hint', 'placeholder', 'required']

  readonly #internals = this.attachInternals()
  readonly #card = make('div', css.card)
  readonly #label = make('label', css.label)
  readonly #box = make('textarea', css.box)
  readonly #hint = make('p', css.hint)
  #id = ''
  #recall: ((id: string) => void) | undefined
  #known = ''
  #settings: SiteSettings | undefined
  #optional = ''

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    root.adoptedStyleSheets = adopted()
    this.#label.htmlFor = this.#box.id = 'box'
    this.#hint.id = 'hint'
    this.#box.setAttribute('aria-describedby', 'hint')
    this.#box.rows = 2
    this.#box.maxLength = ANSWER_MAX
    this.#box.addEventListener('input', () => this.#changed())
    this.#card.append(this.#label, this.#box, this.#hint)
    root.append(this.#card)
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form
  }

  get value(): string {
    return this.#box.value
  }

  set value(words: string) {
    this.#box.value = words
    this.#changed()
  }

  connectedCallback(): void {
    // The place that the loader held until the field is there.
    this.style.minHeight = ''
    const { accent, radius, scheme } = site
    this.#card.style.setProperty('--a', accent)
    this.#card.style.setProperty('--r', `${radius}px`)
    this.#card.style.colorScheme = scheme === 'auto' ? 'light dark' : scheme
    this.#card.lang = localeAt(this)
    this.#card.dir = 'auto'
    if (!this.#recall) this.#begin()
    this.#say()
    if (!this.getAttribute('label') && !this.#settings) {
      this.#learn().catch((reason: unknown) => {
        console.warn('Earshot:', reason)
        // What stands inside may have come in the meantime.
        this.#say()
      })
    }
  }

  attributeChangedCallback(): void {
    this.#say()
    this.#changed()
  }

  formDisabledCallback(disabled: boolean): void {
    this.#box.disabled = disabled
  }

  formResetCallback(): void {
    this.value = this.#given()
  }

  formStateRestoreCallback(state: FormData | string | null): void {
    const words = state instanceof FormData ? state.get('earshot_comment') : state
    if (typeof words === 'string') this.value = words
    // The id comes back with its words: sent again as they are, they are the same comment.
    const id = state instanceof FormData ? state.get('earshot_id') : null
    if (typeof id !== 'string' || !id) return
    this.#known = id
    this.#recall?.(id)
  }

  #begin(): void {
    this.#box.value ||= this.#given()
    // A shop that refused its form draws it again with the id that the words were sent under.
    const known = this.form?.querySelector<HTMLInputElement>('input[name=earshot_id]')
    const source: Source = {
      element: this,
      form: () => this.form,
      words: () => this.value,
      keep: (id) => {
        this.#id = id
        this.#changed()
      },
    }
    this.#recall = follow(source, site, localeAt(this), this.#known || known?.value)
    known?.remove()
  }

  /** What stood in the field when the page came. */
  #given(): string {
    return this.getAttribute('value') ?? this.querySelector('textarea')?.defaultValue ?? ''
  }

  #changed(): void {
    const data = new FormData()
    data.set('earshot_comment', this.#box.value)
    data.set('earshot_id', this.#id)
    this.#internals.setFormValue(data)
    this.#box.required = this.hasAttribute('required')
    const { validity, validationMessage } = this.#box
    this.#internals.setValidity(validity, validationMessage, this.#box)
    const spare = this.querySelector('textarea')
    if (spare) {
      spare.value = this.#box.value
      spare.required = false
    }
    if (!CSS.supports('field-sizing:content')) {
      this.#box.style.height = 'auto'
      this.#box.style.height = `${this.#box.scrollHeight + 2}px`
    }
  }

  /** The label of the textarea inside: until the site's texts are there, and where they cannot be had. */
  #spare(): string {
    const label = this.querySelector('label')?.cloneNode(true) as HTMLElement | undefined
    label?.querySelector('textarea')?.remove()
    return label?.textContent?.trim() || this.querySelector('textarea')?.ariaLabel || ''
  }

  async #learn(): Promise<void> {
    const [settings, words] = await load(site, localeAt(this))
    this.#settings = settings
    this.#optional = words.default.optional
    this.#say()
  }

  /** Writes the texts: the page's own, else the site's. */
  #say(): void {
    const locale = localeAt(this)
    const order = this.#settings?.moments.find(({ id }) => id === 'order')
    const question = order?.questions.find(({ id, kind }) => id === 'comment' && kind === 'text')
    const text = question?.kind === 'text' ? question : undefined
    const say = (name: 'label' | 'hint' | 'placeholder') => this.getAttribute(name) ?? textIn(text?.[name], locale)
    const optional = make('span', css.quiet)
    if (!this.hasAttribute('required')) optional.append(' ', this.#optional)
    this.#label.replaceChildren(say('label') || this.#spare(), optional)
    this.#box.placeholder = say('placeholder')
    this.#hint.textContent = say('hint')
  }
}
