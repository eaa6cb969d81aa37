import type { CustomerAct } from '@earshot/sdk/contract'
import { type Html, html } from '../html.ts'
import type { Wrong } from './form.ts'
import type { Stand } from './stand.ts'

/** A form that could not be carried out: what was typed is shown again. */
export interface Tried {
  act: CustomerAct
  fields: Readonly<Record<string, string>>
  photos: readonly string[]
  wrong?: Wrong | undefined
}

/** Two forms of one act are told apart by what they say. */
type Choice = { name: 'accept' | 'satisfied'; value: 'yes' | 'no' }

/** One form of the page. Its fields know what was typed into it before, and what was wrong with it. */
export class Form {
  readonly #stand: Stand
  readonly #act: CustomerAct
  readonly #choice: Choice | undefined
  /** What was typed; undefined unless just this form was tried. */
  readonly tried: Tried | undefined

  constructor(stand: Stand, act: CustomerAct, tried?: Tried, choice?: Choice) {
    this.#stand = stand
    this.#act = act
    this.#choice = choice
    const same = tried?.act === act && (!choice || tried.fields[choice.name] === choice.value)
    this.tried = same ? tried : undefined
  }

  /** The form around its fields. */
  around(...parts: (Html | false)[]): Html {
    const { path, complaint, proof } = this.#stand
    const choice = this.#choice
    // Signed is what was read: another offer, made meanwhile, is not.
    const remedy = choice?.name === 'accept' && complaint.stage === 'offered' ? complaint.remedy?.id : undefined
    return html`<form method="post" action="${path}/${this.#act}"${this.#act === 'messages' && html` enctype="multipart/form-data"`}>
      <input type="hidden" name="version" value="${complaint.version}" />
      ${proof !== undefined && html`<input type="hidden" name="proof" value="${proof}" />`}
      ${choice && html`<input type="hidden" name="${choice.name}" value="${choice.value}" />`}
      ${remedy !== undefined && html`<input type="hidden" name="remedy" value="${remedy}" />`} ${parts}
    </form>`
  }

  /** The form behind a line that opens it. */
  behind(summary: string, ...parts: (Html | false)[]): Html {
    return html`<details${this.tried && html` open`}>
      <summary>${summary}</summary>
      ${this.around(...parts)}
    </details>`
  }

  words(label: string, max: number, required: boolean): Html {
    const id = this.#id('words')
    const wrong = this.#wrong('words', 'wordsOrPhoto', 'long')
    // The line end after the tag is not part of the value; without it, one that was typed first would be lost.
    const value = html`${'\n'}${this.tried?.fields['words'] ?? ''}`
    const more = html`${required && html` required`}${this.#marks(id, wrong)}`
    return html`<div class="field">
      <label for="${id}">${label}</label>
      <textarea id="${id}" name="words" rows="3" maxlength="${max}" dir="auto"${more}>${value}</textarea>
      ${this.#tell(id, wrong)}
    </div>`
  }

  name(label: string, hint: string): Html {
    const id = this.#id('name')
    const wrong = this.#wrong('name')
    const value = this.tried?.fields['name'] ?? ''
    return html`<div class="field">
      <label for="${id}">${label}</label>
      <input id="${id}" name="name" value="${value}" maxlength="200" autocomplete="name" required dir="auto"${this.#marks(id, wrong, `${id}-hint`)} />
      ${this.#tell(id, wrong)}
      <p class="hint" id="${id}-hint">${hint}</p>
    </div>`
  }

  photos(): Html {
    const says = this.#stand.words.forms
    const id = this.#id('photos')
    const wrong = this.#wrong('photo', 'photoType', 'photoLarge', 'photoMany', 'photoRoom')
    const kept = this.tried?.photos ?? []
    return html`<div class="field">
      <label for="${id}">${says.photos}</label>
      <input id="${id}" type="file" name="photos" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" multiple${this.#marks(id, wrong, `${id}-hint`)} />
      ${this.#tell(id, wrong)}
      <p class="hint" id="${id}-hint">${says.photosHint}</p>
      ${kept.length > 0 && html`<p class="hint">${says.photosKept.replace('{count}', String(kept.length))}</p>`}
      ${kept.map((photo) => html`<input type="hidden" name="photo" value="${photo}" />`)}
    </div>`
  }

  /** One to five, as numbers in a row. */
  score(legend: string): Html {
    const says = this.#stand.words.forms
    const id = this.#id('score')
    const wrong = this.#wrong('score')
    const chosen = this.tried?.fields['score']
    return html`<fieldset class="field"${wrong && html` aria-describedby="${id}-wrong"`}>
      <legend>${legend}</legend>
      <div class="scale">
        ${[1, 2, 3, 4, 5].map((score) => {
          const end = score === 1 ? says.rateWorst : score === 5 ? says.rateBest : undefined
          return html`<label
            ><input type="radio" name="score" value="${score}" required${chosen === String(score) && html` checked`} /><span
              >${score}${end && html`<small>${end}</small>`}</span
            ></label
          >`
        })}
      </div>
      ${this.#tell(id, wrong)}
    </fieldset>`
  }

  send(label: string, kind: 'first' | 'second' = 'first'): Html {
    return html`<button class="${kind}">${label}</button>`
  }

  /** What is wrong with the form as a whole, in place. */
  whole(): Html | false {
    const wrong = this.#wrong('unreadable')
    return wrong !== undefined && html`<p class="wrong">${wrong}</p>`
  }

  #id(field: string): string {
    return [this.#act, this.#choice?.value, field].filter(Boolean).join('-')
  }

  #wrong(...kinds: Wrong[]): string | undefined {
    const wrong = this.tried?.wrong
    return wrong !== undefined && kinds.includes(wrong) ? this.#stand.words.wrong[wrong] : undefined
  }

  #marks(id: string, wrong: string | undefined, hint?: string): Html {
    const by = [wrong !== undefined && `${id}-wrong`, hint].filter(Boolean).join(' ')
    return html`${by && html` aria-describedby="${by}"`}${wrong !== undefined && html` aria-invalid="true" autofocus`}`
  }

  #tell(id: string, wrong: string | undefined): Html | false {
    return wrong !== undefined && html`<p class="wrong" id="${id}-wrong">${wrong}</p>`
  }
}
