import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

export type TextFieldProps = {
  name: string
  label: string
  value: string
  onChange: (value: string) => void
  help?: string | undefined
  /** What is wrong with the value; shown once the person has left the field, or at once when `isUrgent`. */
  validationError?: string | undefined
  isUrgent?: boolean
  /** The value is wrong, which is said elsewhere. */
  isInvalid?: boolean
  /** What is right or odd about it; always shown. */
  note?: ComponentChildren
  /** Who put the value there, if it was not the person. */
  mark?: string | undefined
  type?: keyof typeof inputTypes
  inputMode?: 'numeric' | 'text' | 'email' | 'tel'
  autoComplete?: string
  autoCapitalize?: 'words' | 'characters' | 'none'
  /** What may be meant; anything else may be typed all the same. */
  suggestions?: readonly string[]
  /** The latest day, in a field for a date. */
  max?: string
  maxLength?: number
  rows?: number
  /** Enter does this, and is not yet the end of the form. */
  onEnter?: () => void
  /** The field has come up for what is to be typed next. */
  takesFocus?: boolean
}

/** Preact's types want the type of an input to be known where it is written. */
const inputTypes = {
  text: { type: 'text' },
  password: { type: 'password' },
  email: { type: 'email' },
  tel: { type: 'tel' },
  date: { type: 'date' },
} as const

/**
 * A labelled field that says what is wrong in words, beside the field, when the person has finished with it.
 */
export function TextField(props: TextFieldProps) {
  const { name, label, value, onChange, help, validationError, isUrgent, note, mark, rows, suggestions } =
    props
  const id = useId()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [isLeft, setLeft] = useState(false)
  useEffect(() => {
    if (props.takesFocus) field.current?.focus()
  }, [props.takesFocus])
  const shown = validationError !== undefined && (isUrgent || isLeft) ? validationError : undefined
  const shared = {
    ref: field,
    id,
    name,
    value,
    maxLength: props.maxLength,
    'aria-invalid': shown || props.isInvalid ? true : undefined,
    'aria-describedby': `${id}-about`,
    autoComplete: props.autoComplete ?? 'off',
    autocapitalize: props.autoCapitalize,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !props.onEnter) return
      event.preventDefault()
      props.onEnter()
    },
    // Whoever presses the button of the form is told by it: a line that appears now would move it away under
    // the finger.
    onBlur: ({ relatedTarget: to }: FocusEvent) =>
      setLeft(!(to instanceof HTMLButtonElement && to.type === 'submit')),
  }
  return (
    <div class={mark ? 'field filled' : 'field'}>
      <label for={id}>{label}</label>
      {mark && <span class="filled-mark">{mark}</span>}
      {rows ? (
        <textarea {...shared} rows={rows} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          {...inputTypes[props.type ?? 'text']}
          inputMode={props.inputMode}
          max={props.max}
          {...(suggestions && { list: `${id}-list` })}
          spellcheck={false}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      <div id={`${id}-about`}>
        {shown && <p class="validation-error">{shown}</p>}
        {note}
        {help && <p class="small">{help}</p>}
      </div>
    </div>
  )
}
