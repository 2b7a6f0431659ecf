import { endpoints } from '../../../core/api/contract.ts'
import { askOffice } from './ask-office.ts'
import { DeclarationFile } from './declaration-file.tsx'
import { FilePlace } from './file-list.tsx'

/** The declarations of the office. */
export function DeclarationsPlace() {
  return (
    <FilePlace
      load={async (query) => {
        const { declarations, next } = await askOffice(endpoints.listDeclarations, { query })
        return { files: declarations, next }
      }}
      show={(id, onDecided) => <DeclarationFile key={id} id={id} onDecided={onDecided} />}
    />
  )
}
