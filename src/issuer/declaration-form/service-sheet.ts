import type { Bytes } from '../../core/bytes.ts'
import { renderForm } from './form-page.ts'

/** A line of a request as it is printed, by the number that it has on the form, where it has one. */
export type PrintedLine = { readonly number?: string; readonly label: string; readonly text?: string }

/** A request by a public service as a form to be printed. */
export type ServiceSheet = {
  readonly fileNumber: string
  /** The service, in Vietnamese. */
  readonly title: string
  /** The name of the form whose numbers the lines have; absent: none. */
  readonly form?: string
  /** Unix seconds. */
  readonly filedAt: number
  readonly person: readonly PrintedLine[]
  readonly lines: readonly PrintedLine[]
}

/** A request as a PDF: who asks, and the lines of the definition's sheet. */
export function renderServiceSheet(
  { fileNumber, title, form, filedAt, person, lines }: ServiceSheet,
  officeName: string,
  options: { specimen: boolean },
): Promise<Bytes> {
  const write = ({ number, label, text }: PrintedLine) =>
    [number === undefined ? label : `[${number}] ${label}`, (text ?? '').replaceAll('\n', '; ')] as const
  return renderForm(
    {
      officeName,
      subject: title,
      numbering: form === undefined ? 'Các mục theo hồ sơ điện tử' : `Các mục ghi theo mẫu ${form}`,
      fileNumber,
      filedAt,
    },
    [
      { title: 'I. Người kê khai', lines: person.map(write) },
      { title: 'II. Nội dung', lines: lines.map(write) },
    ],
    options,
  )
}
