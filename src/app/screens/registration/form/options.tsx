import type { ComponentChildren } from 'preact'

type OptionsProps<Value extends string> = {
  name: string
  legend: string
  options: readonly {
    readonly value: Value
    readonly text: string
    readonly more?: ComponentChildren
  }[]
  value: Value | undefined
  onChange: (value: Value) => void
  validationError?: string | undefined
}

/** A choice of several, one below the other, each with words of its own. */
export function Options<Value extends string>(props: OptionsProps<Value>) {
  const { name, legend, options, value, onChange, validationError } = props
  return (
    <fieldset class="options">
      <legend>{legend}</legend>
      {options.map((option) => (
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
      ))}
      {validationError && <p class="validation-error">{validationError}</p>}
    </fieldset>
  )
}
