import { PlacePicker } from '../../../directory/place-picker.tsx'
import type { ControlProps } from '../fields/control-props.ts'
import { textIn } from '../fields/typed-answer.ts'

/** A facility or an office of the insurer, of the directory on this phone. */
export function PlaceControl(props: ControlProps) {
  const { field, label, hint, typed, onChange, validationError, isUrgent, mark } = props
  return (
    <PlacePicker
      type={field.type === 'facility' ? 'facility' : 'branch'}
      name={field.id}
      label={label}
      help={hint}
      value={textIn(typed)}
      onChoose={onChange}
      validationError={isUrgent ? validationError : undefined}
      mark={mark}
    />
  )
}
