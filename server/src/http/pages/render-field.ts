import { Html, html } from './html.ts'

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
  /** Of a password: the label of a switch that shows it, which the script of the page adds. */
  readonly reveal?: string
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
  const attributes: (Html | undefined | false)[] = [
    type === 'text' && html` autocapitalize="none" spellcheck="false"`,
    value !== undefined && html` value="${value}"`,
    field.reveal !== undefined && html` data-reveal="${field.reveal}"`,
    field.required !== false && html` required`,
    field.autofocus === true && html` autofocus`,
    isWrong && html` aria-invalid="true"`,
    about !== '' && html` aria-describedby="${about}"`,
  ]
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" maxlength="${field.maxlength}" autocomplete="${field.autocomplete}"${attributes.filter((attribute) => attribute instanceof Html)}>
${problem === undefined ? undefined : html`<p id="${name}-problem" class="problem">${problem}</p>`}
${hint === undefined ? undefined : html`<p id="${name}-hint" class="hint">${hint}</p>`}
</div>`
}

/** Says at the top of a form why it will not do. */
export function renderProblem(problem: string | undefined): Html | undefined {
  return problem === undefined ? undefined : html`<p id="problem" class="problem" role="alert">${problem}</p>`
}
