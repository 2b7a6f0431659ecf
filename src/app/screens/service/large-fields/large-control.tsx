import type { ComponentType } from 'preact'
import type { FieldType } from '../../../../core/services/service-words.ts'
import type { ControlProps } from '../fields/control-props.ts'
import { BankAccountControl } from './bank-account-control.tsx'
import { PeopleControl } from './people-control.tsx'
import { PicturesControl } from './pictures-control.tsx'
import { PlaceControl } from './place-control.tsx'

const controls: Readonly<Partial<Record<FieldType, ComponentType<ControlProps>>>> = {
  facility: PlaceControl,
  office: PlaceControl,
  person: PeopleControl,
  pictures: PicturesControl,
  'bank-account': BankAccountControl,
}

/** The control of a field of these types. */
export function LargeControl(props: ControlProps) {
  const Control = controls[props.field.type]
  return Control ? <Control {...props} /> : null
}
