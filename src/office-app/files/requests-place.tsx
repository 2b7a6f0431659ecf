import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { tOffice } from '../office-texts.ts'
import { FilePlace } from './file-list.tsx'
import { RequestFile } from './request-file.tsx'

/** What account holders ask of the office. */
export function RequestsPlace() {
  return (
    <FilePlace
      name="requests"
      load={async (query) => {
        const { requests, next } = await request(issuer, endpoints.listOfficeRequests, { query })
        return {
          files: requests.map((request) => ({
            ...request,
            about: [tOffice(`request.${request.kind}`), request.claimedBy].filter(Boolean).join(' · '),
          })),
          next,
        }
      }}
      show={(id, onDecided) => <RequestFile key={id} id={id} onDecided={onDecided} />}
    />
  )
}
