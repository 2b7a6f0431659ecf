import { useState } from 'preact/hooks'
import type { ImportedTable, KnownPlaces, PackKind } from '../../core/content/pack-kind.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { today } from '../../ui/browser/today.ts'
import { FileButton } from '../../ui/forms/file-button.tsx'
import { tOffice } from '../office-texts.ts'
import { nameColumn, nameFault } from './content-words.ts'

/** Refused rows that are named one by one, and the largest file that is read, in bytes. */
const MOST_NAMED = 50
const LARGEST = 16 * 1_048_576

type FileUploadProps = {
  kind: PackKind
  known: KnownPlaces
  onRead: (imported: ImportedTable) => void
}

/**
 * A whole pack out of a file, with the same check as at the command line: says line by line what was refused.
 */
export function FileUpload({ kind, known, onRead }: FileUploadProps) {
  const [result, setResult] = useState<Result<ImportedTable, 'not_a_list' | 'too_large'>>()
  const read = async (file: Blob) => {
    setResult(undefined)
    const imported =
      file.size > LARGEST ? err('too_large' as const) : readFile(kind, known, await file.text())
    setResult(imported)
    if (imported.ok) onRead(imported.value)
  }
  return (
    <details>
      <summary>{tOffice('content.upload')}</summary>
      <p class="small">{tOffice('content.uploadLead')}</p>
      <FileButton
        text={tOffice('content.chooseFile')}
        look="plain"
        accept=".csv,.json,.txt,text/csv,application/json,text/plain"
        onFile={(file) => void read(file)}
      />
      {result && !result.ok && (
        <p class="validation-error" role="alert">
          {tOffice(`content.${result.error}`)}
        </p>
      )}
      {result?.ok && <Imported {...result.value} />}
    </details>
  )
}

function readFile(kind: PackKind, known: KnownPlaces, text: string): Result<ImportedTable, 'not_a_list'> {
  const pack = kind.read(text)
  if (pack.ok) return ok({ table: pack.value, refused: [] })
  return kind.importList?.(text, { known, asOf: today() }) ?? err('not_a_list')
}

function Imported({ table, refused }: ImportedTable) {
  return (
    <>
      <p role="status">{tOffice('content.imported', { taken: table.rows.size, refused: refused.length })}</p>
      {refused.length > 0 && (
        <ul>
          {refused.slice(0, MOST_NAMED).map(({ row, why, field }) => (
            <li key={`${row} ${field}`}>
              {tOffice('content.refused', { row, field: nameColumn(field), why: nameFault(why) })}
            </li>
          ))}
        </ul>
      )}
      {refused.length > MOST_NAMED && (
        <p class="small">{tOffice('content.moreRefused', { number: refused.length - MOST_NAMED })}</p>
      )}
    </>
  )
}
