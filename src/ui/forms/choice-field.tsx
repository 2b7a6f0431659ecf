import type { ComponentChildren } from 'preact'

type ChoiceFieldProps<Value extends string> = {
  name: string
  legend: string
  options: readonly {
    readonly value: Value
    readonly text: string
    /** Words of its own, in a list. */
    readonly more?: ComponentChildren
  }[]
  value: Value | '' | undefined
  onChange: (value: Value) => void
  validationError?: string | undefined
  /** Who chose, if it was not the person. */
  mark?: string | undefined
  /** One below the other, each as wide as the screen. */
  isList?: boolean
  children?: ComponentChildren
}

/** A choice of few, all in sight. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { name, legend, value, onChange, validationError, mark, isList } = props
  const options = props.options.map((option) => (
    <label key={option.value}>
      <input
        type="radio"
        name={name}
        value={option.value}
        checked={option.value === value}
        onChange={() => onChange(option.value)}
      />
      <span>
        {option.text}
        {option.more && <span class="small">{option.more}</span>}
      </span>
    </label>
  ))
  return (
    <fieldset class={isList ? 'options' : mark ? 'choice filled' : 'choice'}>
      <legend>{legend}</legend>
      {mark && <span class="filled-mark">{mark}</span>}
      {isList ? options : <div class="family">{options}</div>}
      {props.children}
      {validationError && <p class="validation-error">{validationError}</p>}
    </fieldset>
  )
}
