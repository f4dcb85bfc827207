import { type Html, html } from './html.ts'

/** A line of a form. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'password' | 'email'
  /** What stands in it. */
  readonly value?: string
  readonly autocomplete: string
  readonly maxlength: number
  /** It must be filled in unless this is false. */
  readonly required?: boolean
  readonly autofocus?: boolean
  /** What to write there. */
  readonly hint?: string
  /** Why what was written there will not do. */
  readonly problem?: string | undefined
  /** Id of a text that says why the form as a whole will not do. */
  readonly problemId?: string | undefined
}

/** A labelled line; what is said about it is said to those who hear the page as well. */
export function renderField(field: Field): Html {
  const { name, label, type = 'text', value, hint, problem, problemId } = field
  const about = [
    ...(problem === undefined ? [] : [`${name}-problem`]),
    ...(problemId === undefined ? [] : [problemId]),
    ...(hint === undefined ? [] : [`${name}-hint`]),
  ].join(' ')
  const isWrong = problem !== undefined || problemId !== undefined
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" maxlength="${field.maxlength}" autocomplete="${field.autocomplete}"${
    type === 'text' ? html` autocapitalize="none" spellcheck="false"` : undefined
  }${value === undefined ? undefined : html` value="${value}"`}${
    field.required === false ? undefined : html` required`
  }${field.autofocus === true ? html` autofocus` : undefined}${isWrong ? html` aria-invalid="true"` : undefined}${
    about === '' ? undefined : html` aria-describedby="${about}"`
  }>
${problem === undefined ? undefined : html`<p id="${name}-problem" class="problem">${problem}</p>`}
${hint === undefined ? undefined : html`<p id="${name}-hint" class="hint">${hint}</p>`}
</div>`
}

/** Says at the top of a form why it will not do. */
export function renderProblem(problem: string | undefined): Html | undefined {
  return problem === undefined ? undefined : html`<p id="problem" class="problem" role="alert">${problem}</p>`
}
