import type { Endpoint } from './endpoint.ts'

/**
 * Public content, the same for everybody (docs/content-format.md): a part of the contract, see contract.ts.
 */
export const contentEndpoints = {
  readContent: {
    method: 'GET',
    path: '/api/content',
    summary:
      'The list of content keys and the signed manifest of public packs; 304 when `If-None-Match` fits',
    session: false,
    success: 200,
    binary: 'application/cbor',
    errors: [],
  },
  readPack: {
    method: 'GET',
    path: '/api/content/packs/:sha256',
    summary: 'A public pack, under the lower-case hex of its SHA-256; never changes',
    session: false,
    success: 200,
    binary: 'application/octet-stream',
    errors: ['not_found'],
  },
} as const satisfies Record<string, Endpoint>
