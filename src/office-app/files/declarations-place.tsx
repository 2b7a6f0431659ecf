import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { DeclarationFile } from './declaration-file.tsx'
import { FilePlace } from './file-list.tsx'

/** The declarations of the office. */
export function DeclarationsPlace() {
  return (
    <FilePlace
      name="declarations"
      load={async (query) => {
        const { declarations, next } = await request(issuer, endpoints.listDeclarations, { query })
        return { files: declarations, next }
      }}
      show={(id, onDecided) => <DeclarationFile key={id} id={id} onDecided={onDecided} />}
    />
  )
}
